"""What a scenario comes to, read off paths that are made up: each number from its own month, year and draw."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import numpy as np
import pytest

from core.analysis.draws import screen_disturbance
from core.analysis.outcome import Outcome, central, outcome_of, paths_of
from core.analysis.simulate import simulate
from core.baseline import Baseline, load_baseline
from core.cache import forget
from core.model.calendar import month_index
from core.model.projection import Projection
from core.scenario import Scenario, default_scenario, with_until, with_value
from tests.analysis.made import BASELINE, made, with_dates
from tests.command import printed

DATED = with_dates(target_volume="2024-10-31", lks_target="2024-11-30")
"""Caseload judged in October 2024 (t = 14), jobs in November (t = 15)."""


def scenario_of(until: str, baseline: Baseline = DATED) -> Scenario:
    return with_until(default_scenario(baseline), baseline, month_index(until))


def read(run: Projection, until: str = "2025-06", baseline: Baseline = DATED, **levers: float) -> Outcome:
    scenario = scenario_of(until, baseline)
    for lever, value in levers.items():
        scenario = with_value(scenario, baseline, lever, value)
    return outcome_of(run, scenario, baseline)


def a_run(until: str = "2025-06", **arrays: Any) -> Projection:
    """t = 0 … 22 up to June 2025: 31,500 people less 100 a month, and 2,300 jobs more 5 a month."""
    t = np.arange(month_index(until) - month_index("2023-08") + 1)
    return made(until, DATED, **{"caseload__stock": 31500.0 - 100 * t, "jobs__stock": 2300.0 + 5 * t} | arrays)


def test_each_target_is_judged_in_its_own_month() -> None:
    found = read(a_run())
    assert (found.month, found.volume, found.gap) == (month_index("2024-10"), 30100.0, 100.0)
    assert (found.lks_month, found.lks_jobs, found.lks_gap) == (month_index("2024-11"), 2375.0, 25.0)


def test_where_the_run_ends_before_a_target_its_last_month_is_judged() -> None:
    found = read(a_run("2024-03"), "2024-03")
    assert (found.month, found.volume, found.gap) == (month_index("2024-03"), 30800.0, 800.0)
    assert (found.lks_month, found.lks_jobs, found.lks_gap) == (month_index("2024-03"), 2335.0, 65.0)


def test_a_path_under_its_target_has_a_negative_gap_and_jobs_over_theirs_too() -> None:
    t = np.arange(23)
    found = read(a_run(caseload__stock=31000.0 - 100 * t, jobs__stock=2340.0 + 5 * t))
    assert (found.gap, found.lks_gap) == (-400.0, -15.0)
    assert found.target_month == month_index("2024-06")


def test_the_month_of_the_target_is_the_one_from_which_it_stays() -> None:
    dips = np.full(23, 30500.0)
    dips[[3, 10]], dips[18:] = 29000.0, 30000.0
    assert read(a_run(caseload__stock=dips)).target_month == month_index("2025-02")
    assert read(a_run(caseload__stock=np.full(23, 30500.0))).target_month is None


def test_the_result_is_that_of_the_last_whole_year_up_to_the_target() -> None:
    """October 2024 lies in a year that a run to 2025 holds; a run to June 2024 has the whole year 2023 only."""
    money = {"budget__total": [560.0, 540.0], "year_bijstand_lasten": [530.0, 570.0], "year_lks_lasten": [10.0, 20.0]}
    found = read(a_run(**money))
    assert (found.result_year, found.result) == (2024, -50.0)
    early = read(a_run("2024-06", **{name: values[:1] for name, values in money.items()}), "2024-06")
    assert (early.result_year, early.result) == (2023, 20.0)
    later = {name: [*values, values[0]] for name, values in money.items()}
    assert read(a_run("2025-12", **later), "2025-12").result == -50.0


def test_without_a_whole_year_there_is_no_result_and_nothing_from_the_general_funds() -> None:
    found = read(a_run("2023-11"), "2023-11")
    assert (found.result_year, found.result, found.general_funds, found.general_funds_until) == (2023, 0.0, 0.0, 2023)


def test_the_general_funds_are_those_of_all_whole_years() -> None:
    run = a_run("2025-12", account__general_funds=[0.0, 12.5, 30.0])
    found = read(run, "2025-12")
    assert (found.general_funds, found.general_funds_until) == (42.5, 2025)


def test_the_reserve_is_empty_in_the_first_month_that_asks_the_general_funds() -> None:
    funds = np.zeros(23)
    funds[[9, 10, 20]] = 3.0
    assert read(a_run(general_funds=funds)).reserve_empty == month_index("2024-05")
    assert read(a_run(general_funds=np.zeros(23))).reserve_empty is None


def test_the_steady_state_is_where_the_levers_of_the_scenario_lead() -> None:
    """What comes in, and what LKS gives back less what it takes, over what leaves: the season moves it by less than 0.5%."""
    plain = read(a_run(), inflow=500.0, outflow_rate=0.02, lks_starts=100.0, lks_return=0.3, lks_from_bijstand=0.7)
    assert plain.steady_state == pytest.approx((500 - 0.4 * 100) / 0.02, rel=0.005)
    assert read(a_run(), outflow_rate=0.0).steady_state == math.inf


def test_paths_hold_the_scenario_its_basispad_and_the_draws_and_read_the_chance_in_the_targets_month() -> None:
    scenario = with_value(scenario_of("2025-12"), DATED, "outflow_rate", 0.0215)
    base = scenario_of("2025-12")
    found = paths_of(DATED, scenario, base)
    assert found.run.caseload.stock.tobytes() == simulate(DATED, scenario).caseload.stock.tobytes()
    assert found.base.caseload.stock.tobytes() == simulate(DATED, base).caseload.stock.tobytes()
    assert found.outcome == outcome_of(found.run, scenario, DATED)
    assert found.base_outcome == outcome_of(found.base, base, DATED)
    at, last = 14, len(found.draws.months) - 1
    part = (found.draws.caseload.stock <= 30000.0).mean(axis=1)
    assert found.draws.caseload.stock.shape[1] == 2048
    assert abs(part[last] - part[at]) > 0.1
    assert found.chance == pytest.approx(part[at], abs=0.02)


@pytest.mark.parametrize(
    "moves",
    [
        # Each after the one before it: what is remembered of that must not stand in for what this one moves.
        [{"inflow": 640.0}, {"lks_starts": 120.0}, {"lks_starts": 120.0, "buig_share": 0.09}, {"lks_starts": 90.0}],
        [{"lks_first_year_dropout": 0.3}, {"lks_first_year_dropout": 0.3, "lks_return": 0.2}, {"macro_growth": 0.05}],
        [{"lks_later_dropout": 0.1, "outflow_rate": 0.02}, {"outflow_rate": 0.02}, {"lks_from_bijstand": 0.9}],
    ],
)
def test_the_band_is_that_of_all_draws_whatever_was_asked_for_before(moves: list[dict[str, float]]) -> None:
    forget()
    for levers in moves:
        scenario = scenario_of("2025-12")
        for lever, value in levers.items():
            scenario = with_value(scenario, DATED, lever, value)
        found = paths_of(DATED, scenario, scenario_of("2025-12"))
        draws = simulate(DATED, scenario, screen_disturbance(DATED, scenario.until)).caseload.stock
        ordered = np.sort(draws, axis=1)
        # A tenth of the 2,047 steps between 2,048 draws is 204.7.
        assert found.band[0] == pytest.approx(0.3 * ordered[:, 204] + 0.7 * ordered[:, 205], rel=1e-12)
        assert found.fan[1:-1].tobytes() == found.band.tobytes()
        assert found.fan[-1] == pytest.approx(0.175 * ordered[:, 1995] + 0.825 * ordered[:, 1996], rel=1e-12)
        assert found.chance == float((draws[14] <= 30000.5).mean())


def test_the_draws_of_the_screen_begin_in_the_month_after_the_reference_month() -> None:
    by = screen_disturbance(BASELINE, month_index("2024-02"), 16)
    assert by.caseload.shape == (7, 16)
    assert not by.caseload[0].any()
    # Prices deviate from the year after the reference year: from the fifth month on.
    assert [bool(np.any(row != 1.0)) for row in np.broadcast_to(by.price_factor, (6, 16))] == [False] * 4 + [True] * 2


def test_a_path_is_remembered_for_its_own_scenario_and_baseline() -> None:
    scenario = scenario_of("2025-12")
    other = dataclasses.replace(DATED)
    assert central(DATED, scenario)[0] is central(DATED, scenario)[0]
    assert central(other, scenario)[0] is not central(DATED, scenario)[0]
    moved = with_value(scenario, DATED, "inflow", 610.0)
    assert central(DATED, moved)[1].volume > central(DATED, scenario)[1].volume


def test_the_safety_net_that_comes_after_the_horizon_is_told_beside_what_the_general_funds_paid() -> None:
    """On the letter's basis 2025 earns 12.25 and 2026 earns 11.43 million, paid in 2027 and 2028."""
    baseline = load_baseline("brief-2023-t2")
    _, found = central(baseline, default_scenario(baseline))
    assert (round(found.vangnet_later, 2), found.vangnet_later_until) == (23.67, 2028)
    assert found.general_funds == pytest.approx(29.42 + 66.62 + 57.37, abs=0.02)


def test_the_printed_outcome_names_the_months_that_it_judges() -> None:
    early = printed("run", "--baseline", "brief-2023-t2", "--until", "2023-09")["outcome"]
    assert (early["volume_month"], early["lks_month"]) == ("2023-09", "2023-09")
    whole = printed("run", "--baseline", "brief-2023-t2")["outcome"]
    assert (whole["volume_month"], whole["lks_month"]) == ("2025-12", "2026-12")
