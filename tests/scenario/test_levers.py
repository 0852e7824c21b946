"""What an entry of a lever says is what the lever does: where it works, what it accepts, where its default comes from."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from core.analysis.simulate import simulate
from core.baseline import Baseline, load_baseline
from core.model.parameters import Drivers
from core.model.projection import Projection
from core.problem import Problem
from core.scenario import (
    LEVER,
    LEVERS,
    OPTIONS,
    SETTING,
    Lever,
    Scenario,
    check_lever,
    default_scenario,
    drivers_from,
    setting_values,
    with_until,
    with_value,
)

BASELINES = tuple(load_baseline(name) for name in ("brief-2023-t2", "stand-2025"))
BRIEF = BASELINES[0]


def away(lever: Lever, baseline: Baseline) -> float:
    """A value of the lever other than its default: an end of its experience."""
    known = lever.quantity(baseline).range
    return known.high if known.high != lever.default(baseline) else known.low


def busy() -> Scenario:
    """A long scenario in which every lever and option has something to work on: deficits, and a basispad to save from."""
    scenario = with_until(default_scenario(BRIEF), BRIEF, 12 * 2030 + 11)
    return with_value(with_value(scenario, BRIEF, "inflow", 700.0), BRIEF, "macro_feedback", 0.2)


def people(run: Projection) -> bytes:
    return run.caseload.stock.tobytes()


def jobs(run: Projection) -> bytes:
    return run.jobs.stock.tobytes()


def money(run: Projection) -> bytes:
    return np.concatenate([run.budget.total, run.lasten, run.account.reserve, run.account.general_funds]).tobytes()


@pytest.mark.parametrize("lever", [*LEVERS, *OPTIONS], ids=lambda lever: lever.id)
def test_a_lever_works_where_its_entry_says(lever: Lever) -> None:
    scenario = busy()
    base, moved = simulate(BRIEF, scenario), simulate(BRIEF, with_value(scenario, BRIEF, lever.id, away(lever, BRIEF)))
    found = [read(base) != read(moved) for read in (jobs, people, money)]
    assert found == {"jobs": [True, True, True], "people": [False, True, True], "money": [False, False, True]}[lever.drives]


@pytest.mark.parametrize("name", SETTING)
def test_a_lever_reaches_the_driver_of_its_own_name_and_no_other(name: str) -> None:
    values = setting_values(default_scenario(BRIEF), BRIEF)
    one, other = drivers_from(values), drivers_from(values | {name: away(SETTING[name], BRIEF)})
    assert [field.name for field in fields(Drivers) if getattr(one, field.name) != getattr(other, field.name)] == [name]


def test_the_four_levers_of_the_mission_stand_first_and_those_we_choose_before_those_that_befall_us() -> None:
    assert [lever.id for lever in LEVERS if lever.visible] == ["outflow_rate", "lks_first_year_dropout", "inflow", "buig_share"]
    assert {lever.id for lever in LEVERS if lever.owner == "choose"} == {"outflow_rate", "lks_first_year_dropout", "lks_starts"}
    assert {lever.id for lever in LEVERS if lever.assumption} == {
        "macro_growth", "lks_later_dropout", "lks_from_bijstand", "lks_return", "lks_cost",
    }  # fmt: skip


def test_a_default_is_the_quantity_of_the_same_name_the_last_one_where_there_is_one_per_year() -> None:
    assert [LEVER["inflow"].default(baseline) for baseline in BASELINES] == [600.0, 600.0]
    # The letter gives 8.61% for 2023 and 8.16% for 2024.
    assert LEVER["buig_share"].default(BRIEF) == 0.0816
    assert LEVER["buig_share"].quantity(BRIEF).year == 2024


def test_new_jobs_are_derived_from_the_growth_of_last_year_and_not_read() -> None:
    """With them the 1,346 jobs of the letter grow in twelve months by the 251 of the year before."""
    run = simulate(BRIEF, default_scenario(BRIEF))
    assert run.jobs.stock[[0, 12], 0] == pytest.approx([1346, 1346 + 251])
    assert np.all(run.lks_starts == LEVER["lks_starts"].default(BRIEF))
    assert LEVER["lks_starts"].default(BRIEF) != LEVER["lks_starts"].quantity(BRIEF).value


@pytest.mark.parametrize("lever", [*LEVERS, *OPTIONS], ids=lambda lever: lever.id)
def test_a_lever_takes_its_ends_and_nothing_beyond_them(lever: Lever) -> None:
    assert [check_lever(lever.id, end) for end in (lever.low, lever.high)] == [lever.low, lever.high]
    for beyond in (np.nextafter(lever.low, -np.inf), np.nextafter(lever.high, np.inf)):
        with pytest.raises(Problem, match=r"scenario\.out_of_range"):
            check_lever(lever.id, float(beyond))


def test_a_switch_takes_off_and_on_and_nothing_between() -> None:
    assert check_lever("vangnet_extended", 1) == 1.0
    with pytest.raises(Problem, match=r"scenario\.switch"):
        check_lever("vangnet_extended", 0.5)
    assert check_lever("macro_feedback", 0.5) == 0.5
