"""Scenarios that are ready made: each is what its name says."""

from __future__ import annotations

import dataclasses

import pytest

from core.analysis.outcome import central
from core.analysis.presets import PRESETS, on_offer, preset
from core.baseline import DEFAULT, load_baseline
from core.problem import Problem
from core.scenario import Scenario, default_scenario, with_value
from tests.places import LETTER

BRIEF = load_baseline(LETTER)
NEWEST = load_baseline(DEFAULT)


def moved(**levers: float) -> Scenario:
    scenario = default_scenario(BRIEF)
    for lever, value in levers.items():
        scenario = with_value(scenario, BRIEF, lever, value)
    return scenario


def test_the_base_path_keeps_assumptions_and_nothing_else() -> None:
    assert preset("base", moved(inflow=570.0, lks_cost=12_000.0), BRIEF) == moved(lks_cost=12_000.0)


def test_the_letters_package_is_the_eleven_measures_that_it_announced() -> None:
    found = preset("letter", moved(inflow=570.0), BRIEF)
    assert found.overrides == ()
    assert len(found.active_measures) == 11
    # On a basis of three years later those that ended begin again: else the package would do nothing.
    later = preset("letter", default_scenario(NEWEST), NEWEST)
    assert all(one.end is None or one.end > NEWEST.reference_month for one in later.active_measures)


def test_the_weather_is_what_the_city_has_known_on_the_side_that_costs_or_saves_it_money() -> None:
    """Inflow between 500 and 720 a month and a share between 7.80% and 8.70%, as the newest basis says."""
    chosen = with_value(default_scenario(NEWEST), NEWEST, "outflow_rate", 0.02)
    bad, good = (preset(name, chosen, NEWEST) for name in ("headwind", "tailwind"))
    assert (bad.value("inflow"), bad.value("buig_share"), bad.value("outflow_rate")) == (720.0, 0.078, 0.02)
    assert good.value("outflow_rate") == 0.02
    (_, worse), (_, middle), (_, better) = (central(NEWEST, one) for one in (bad, chosen, good))
    assert worse.volume > middle.volume > better.volume
    assert worse.result < middle.result < better.result


def test_the_target_is_reached_by_the_first_step_of_the_outflow_that_does() -> None:
    found = preset("reached", default_scenario(BRIEF), BRIEF)
    rate = found.value("outflow_rate")
    assert rate == 0.0219
    _, there = central(BRIEF, found)
    _, short = central(BRIEF, moved(outflow_rate=rate - 0.0001))
    assert there.volume <= 30_000.0 < short.volume


def test_a_target_that_no_outflow_reaches_is_said() -> None:
    flooded = moved(inflow=100_000.0)
    with pytest.raises(Problem) as caught:
        preset("reached", flooded, BRIEF)
    assert caught.value.key == "pins.unreachable"


def test_a_basis_without_target_or_letter_offers_neither() -> None:
    bare = dataclasses.replace(
        BRIEF, city=None, quantities={key: one for key, one in BRIEF.quantities.items() if "target_volume" not in (key, key[0])}
    )
    assert on_offer(BRIEF) == PRESETS
    assert on_offer(bare) == ("base", "headwind", "tailwind")
