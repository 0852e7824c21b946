"""Scenarios side by side: all in the same month, each with its own path."""

from __future__ import annotations

import dataclasses

from core.analysis.compare import comparison_of, moved_apart
from core.analysis.outlook import Outlook, outlook_of
from core.baseline import DEFAULT, load_baseline
from core.model.calendar import month_index, month_label
from core.scenario import default_scenario, with_until, with_value
from tests.places import LETTER

BRIEF = load_baseline(LETTER)


def outlook(until: str = "2027-12", **levers: float) -> Outlook:
    scenario = with_until(default_scenario(BRIEF), BRIEF, month_index(until))
    for lever, value in levers.items():
        scenario = with_value(scenario, BRIEF, lever, value)
    return outlook_of(scenario, BRIEF)


def test_one_scenario_is_what_the_first_page_says_of_it() -> None:
    found = comparison_of(outlook())
    (side,) = found.sides
    outcome = side.outlook.paths.outcome
    assert (month_label(found.month), found.year) == ("2025-12", 2025)
    assert (side.volume, side.result) == (outcome.volume, outcome.result)
    # The answer that the letter's basis is known by.
    assert round(outcome.volume) == 32_647


def test_each_scenario_has_the_values_of_its_own_run() -> None:
    more, less = outlook(inflow=700.0), outlook(inflow=500.0)
    found = comparison_of(outlook(), {"A": more, "B": less})
    assert [side.letter for side in found.sides] == ["", "A", "B"]
    volumes = {side.letter: side.volume for side in found.sides}
    assert volumes["A"] == more.paths.outcome.volume
    assert volumes["B"] == less.paths.outcome.volume
    shown = volumes[""]
    assert shown is not None
    assert volumes["A"] is not None
    assert volumes["B"] is not None
    assert volumes["B"] < shown < volumes["A"]


def test_all_are_compared_in_a_month_that_every_run_has() -> None:
    found = comparison_of(outlook(), {"A": outlook("2024-12")})
    assert month_label(found.month) == "2024-12"
    assert all(side.volume is not None and side.result is not None for side in found.sides)
    found = comparison_of(outlook(), {"A": outlook("2024-06")})
    # Half of 2024 is no year yet.
    assert (month_label(found.month), found.year) == ("2024-06", 2023)


def test_the_count_that_a_later_basis_starts_from_is_compared_too() -> None:
    newest = load_baseline(DEFAULT)
    found = comparison_of(outlook(), {"A": outlook_of(default_scenario(newest), newest)})
    assert month_label(found.month) == month_label(newest.reference_month) == "2025-12"
    assert found.sides[1].volume == newest.value("volume")


def test_runs_that_have_no_month_in_common_are_not_compared() -> None:
    newest = load_baseline(DEFAULT)
    found = comparison_of(outlook("2025-06"), {"A": outlook_of(default_scenario(newest), newest)})
    assert [side.volume is None for side in found.sides] == [False, True]
    assert found.sides[1].result is None


def test_levers_that_stand_the_same_everywhere_are_not_among_the_differences() -> None:
    plain = default_scenario(BRIEF)
    low = with_value(with_value(plain, BRIEF, "inflow", 570.0), BRIEF, "buig_share", 0.084)
    lower = dataclasses.replace(low, overrides=(*low.overrides[:1], ("inflow", 560.0)))
    assert moved_apart([(low, BRIEF), (lower, BRIEF)]) == ("inflow",)
    assert moved_apart([(plain, BRIEF), (low, BRIEF)]) == ("inflow", "buig_share")
    assert moved_apart([(plain, BRIEF)]) == ()
