"""One run as a whole: what it costs, which year a month belongs to, and the month from which a target holds."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.baseline import load_baseline, model_parameters
from core.model.calendar import month_index
from core.model.measures import Measure
from core.model.parameters import Drivers, monthly
from core.model.projection import Projection, first_month_at_or_under, month_reserve_runs_out, project, simulate_stocks
from tests.model import BASELINES, LAST, LEVERS, REFERENCE, defaults, described, oracle, simulate

PARAMETERS = model_parameters(load_baseline("brief-2023-t2"))
MONTHS = range(100, 105)


def paths(*values: float) -> np.ndarray:
    return np.array(values)


# From which month --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "month"),
    [
        ((50, 40, 29, 28, 27), 102),  # falls under it
        ((50, 40, 30, 29, 28), 102),  # equal is reached
        ((50, 29, 40, 29, 28), 103),  # dips, returns, and only then stays
        ((29, 40, 28, 40, 30), 104),  # in the last month
        ((29, 28, 27, 26, 25), 100),  # was there from the begin
        ((30, 30, 30, 30, 30), 100),
        ((50, 29, 28, 27, 31), None),  # dips and ends above it
        ((50, 45, 40, 35, 31), None),
    ],
)
def test_the_month_from_which_a_path_stays_at_or_under_its_target(path: tuple[float, ...], month: int | None) -> None:
    assert first_month_at_or_under(MONTHS, paths(*path), 30.0) == month


@pytest.mark.parametrize(
    ("funds", "month"),
    [((0, 0, 3, 4, 5), 102), ((0, 2, 0, 0, 1), 101), ((1, 0, 0, 0, 0), 100), ((0, 0, 0, 0, 1), 104), ((0, 0, 0, 0, 0), None)],
)
def test_the_reserve_is_gone_in_the_first_month_that_asks_the_general_funds(funds: tuple[float, ...], month: int | None) -> None:
    assert month_reserve_runs_out(MONTHS, paths(*funds)) == month


# Which months and years ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "years"),
    [("2023-09", []), ("2023-11", []), ("2023-12", [2023]), ("2024-11", [2023]), ("2024-12", [2023, 2024])],
)
def test_a_year_counts_when_its_december_is_in_the_run(until: str, years: list[int]) -> None:
    run = simulate(until=month_index(until))
    assert list(run.years) == years
    assert len(run.lasten) == len(run.budget.total) == len(run.account.reserve) == len(run.result) == len(years)
    assert (run.months[0], run.months[-1]) == (month_index("2023-08"), month_index(until))


def test_a_run_that_ends_where_it_begins_is_refused() -> None:
    for until in (REFERENCE, REFERENCE - 1):
        with pytest.raises(ValueError, match="until"):
            simulate(until=until)
    assert len(simulate(until=REFERENCE + 1).months) == 2


def test_a_reference_month_in_december_has_its_whole_year_behind_it() -> None:
    """Nothing of 2023 is simulated: its cost is what is settled, and 2024 begins with its own months."""
    parameters = dataclasses.replace(PARAMETERS, reference_month=month_index("2023-12"))
    settled = parameters.settled
    assert settled is not None
    run = project(parameters, Drivers(**defaults()), month_index("2024-12"))
    assert list(run.years) == [2023, 2024]
    assert run.year_bijstand_lasten[0, 0] == settled.bijstand
    assert run.year_lks_lasten[0, 0] == settled.lks
    assert run.year_bijstand_lasten[1, 0] == pytest.approx(run.bijstand_lasten.sum())
    assert run.result[0, 0] == pytest.approx(550.8 - settled.bijstand - settled.lks)
    # All of the settled year's budget has come in by its December.
    position = parameters.reserve + 550.8 - settled.bijstand - settled.lks
    assert run.reserve[0, 0] - run.general_funds[0, 0] == pytest.approx(position)


def test_shares_and_growth_of_a_year_without_months_are_those_of_the_first_month() -> None:
    """From a reference month in December the share of the next year is the mean over its own twelve months."""
    parameters = dataclasses.replace(PARAMETERS, reference_month=month_index("2023-12"))
    share = [0.08] * 6 + [0.09] * 6 + [0.10] * 12
    factor = [1.1] * 12 + [1.3] * 12
    moved = {"buig_share": np.array(share)[:, np.newaxis], "macro_factor": np.array(factor)[:, np.newaxis]}
    run = project(parameters, Drivers(**defaults() | moved), month_index("2025-12"))
    assert run.budget.share[:, 0] == pytest.approx([0.0861, 0.085, 0.10])
    assert run.budget.macro[:2, 0] == pytest.approx([1.1 * 6656.8, 1.1 * 6958.5])
    assert run.budget.macro[2, 0] == pytest.approx(1.3 * 6958.5 * 1.03)


# What a month costs -------------------------------------------------------------------------------------------------


def test_a_month_costs_a_twelfth_of_its_years_price_at_the_mean_of_its_begin_and_end() -> None:
    run = simulate(until=month_index("2025-12"))
    for month, level in (("2023-10", 1.0), ("2024-05", 1.06), ("2025-12", 1.06 * 1.045)):
        t = month_index(month) - REFERENCE
        people = (run.caseload.stock[t - 1, 0] + run.caseload.stock[t, 0]) / 2
        jobs = (run.jobs.stock[t - 1, 0] + run.jobs.stock[t, 0]) / 2
        price = (565.7e6 - 1300 * 11000) / 32919.5
        assert run.bijstand_lasten[t - 1, 0] == pytest.approx(people * price * level / 12 / 1e6)
        assert run.lks_lasten[t - 1, 0] == pytest.approx(jobs * 11000 * level / 12 / 1e6)


def test_the_budget_of_a_month_is_a_twelfth_of_that_of_its_year() -> None:
    run = simulate(until=month_index("2025-06"))
    at = {month: run.buig[month_index(month) - REFERENCE - 1, 0] for month in ("2023-12", "2024-01", "2024-12", "2025-06")}
    assert at == {"2023-12": pytest.approx(550.8 / 12), "2024-01": pytest.approx(542.4 / 12),
                  "2024-12": pytest.approx(542.4 / 12), "2025-06": pytest.approx(run.buig[-1, 0])}  # fmt: skip
    whole = simulate(until=month_index("2025-12"))
    assert at["2025-06"] == pytest.approx(whole.budget.total[2, 0] / 12)


def test_result_is_budget_less_both_kinds_of_cost() -> None:
    run = simulate()
    assert run.lasten == pytest.approx(run.year_bijstand_lasten + run.year_lks_lasten)
    assert run.result == pytest.approx(run.budget.total - run.year_bijstand_lasten - run.year_lks_lasten)


def test_a_price_that_deviates_moves_both_kinds_of_cost_from_its_own_month_on() -> None:
    factor = [1.0] * 4 + [1.1] * 36
    run, plain = simulate(price_factor=factor), simulate()
    for name in ("bijstand_lasten", "lks_lasten"):
        ratio = (getattr(run, name) / getattr(plain, name))[:, 0]
        assert ratio == pytest.approx(factor)
    assert run.caseload.stock.tobytes() == plain.caseload.stock.tobytes()


# Packages ----------------------------------------------------------------------------------------------------------


def test_measures_move_the_flow_that_they_are_about() -> None:
    start = month_index("2024-01")
    package = (
        Measure("a", "outflow_work", start, 30.0, relapse=0.1),
        Measure("b", "less_inflow", start, 20.0, relapse=0.5),
        Measure("c", "lks_starts", start, 10.0),
        Measure("d", "lks_retention", start, 0.25, fixed_cost=7.0),
    )
    run, plain = simulate(measures=package), simulate()
    t, later = start - REFERENCE - 1, start + 12 - REFERENCE - 1
    assert (run.caseload.measures[t, 0], run.prevented[t, 0], run.measure_cost[t]) == pytest.approx((30.0, 20.0, 7.0))
    assert (plain.caseload.inflow - run.caseload.inflow)[t, 0] == pytest.approx(20.0)
    assert (run.lks_starts - plain.lks_starts)[t, 0] == pytest.approx(10.0)
    assert (run.caseload.into_lks - plain.caseload.into_lks)[t, 0] == pytest.approx(6.0)
    assert run.jobs.first_year_exits[t, 0] == pytest.approx(0.75 * plain.jobs.first_year_exits[t, 0])
    assert run.caseload.lks_returns == pytest.approx(0.35 * (run.jobs.first_year_exits + run.jobs.later_exits))
    assert np.broadcast_to(run.caseload.relapse, (40, 1))[later, 0] == pytest.approx(0.1 * 30 + 0.5 * 20)


def test_of_who_was_kept_out_the_part_that_would_have_come_comes_back_a_year_later() -> None:
    """Inflow of 600 before season, 5,000 asked to be kept out: half of who was really kept out comes back, and no more."""
    start = month_index("2024-01")
    run = simulate(measures=(Measure("b", "less_inflow", start, 5000.0, end=start, relapse=0.5),))
    t = start - REFERENCE - 1
    kept = 600.0 * PARAMETERS.season_inflow[0]
    assert run.prevented[t, 0] == pytest.approx(kept)
    back = np.broadcast_to(run.caseload.relapse, (40, 1))[:, 0]
    assert {int(i): float(back[i]) for i in np.flatnonzero(back)} == {t + 12: pytest.approx(0.5 * kept)}


def test_jobs_that_are_known_are_taken_over() -> None:
    plain = simulate_stocks(PARAMETERS, Drivers(**defaults()), LAST)
    other = simulate_stocks(PARAMETERS, Drivers(**defaults() | {"lks_starts": 0.0}), LAST, jobs=plain.jobs)
    assert other.jobs is plain.jobs
    assert np.ravel(other.caseload.lks_returns) == pytest.approx(np.ravel(plain.caseload.lks_returns))
    assert not np.any(other.caseload.into_lks)


@pytest.mark.parametrize(("value", "shape"), [(3.0, (4, 1)), ([1.0, 2.0, 3.0, 4.0], (4, 1)), ([[1.0, 2.0]], (4, 2))])
def test_a_driver_goes_down_by_month_and_across_by_draw(value: Any, shape: tuple[int, int]) -> None:
    found = monthly(np.asarray(value), 4)
    assert found.shape == shape
    assert found[-1, -1] == np.ravel(value)[-1]


def test_a_driver_with_the_wrong_number_of_months_is_refused() -> None:
    with pytest.raises(ValueError, match="broadcast"):
        monthly(np.ones(3), 4)


# The oracle, with what chance and assumptions move ------------------------------------------------------------------


def assert_money(run: Projection, expected: dict[str, list[dict[str, Any]]]) -> None:
    """Money per year and the reserve per month, beside the oracle's."""
    rows = {
        "buig": run.budget.total, "macro_budget": run.budget.macro, "macro_lks": run.budget.macro_lks,
        "lks_part": run.budget.lks_part, "bijstand_lasten": run.year_bijstand_lasten, "lks_lasten": run.year_lks_lasten,
        "result": run.result, "reserve": run.account.reserve, "general_funds": run.account.general_funds,
        "vangnet_granted": run.account.vangnet_granted, "vangnet_received": run.account.vangnet_received,
    }  # fmt: skip
    assert [row["year"] for row in expected["years"]] == list(run.years)
    for name, values in rows.items():
        assert values[:, 0] == pytest.approx([row[name] for row in expected["years"]], rel=1e-9, abs=1e-8), name
    months = {"reserve": run.reserve, "general_funds_to_date": run.general_funds}
    for name, values in months.items():
        assert values[:, 0] == pytest.approx([row[name] for row in expected["months"]], rel=1e-9, abs=1e-7), name


@st.composite
def deviations(draw: st.DrawFn) -> tuple[str, dict[str, list[float]], int]:
    """A baseline, and factors on the national budget and on the price, each with a value of its own per calendar year."""
    baseline = draw(st.sampled_from(BASELINES))
    reference = load_baseline(baseline).reference_month
    until = draw(st.integers(reference + 1, LAST))
    found = {}
    for name in ("price_factor", "macro_factor"):
        by_year = {year: draw(st.floats(0.7, 1.3)) for year in range(2023, 2031)}
        found[name] = [by_year[month // 12] for month in range(reference + 1, until + 1)]
    return baseline, found, until


@given(moved=deviations())
@settings(max_examples=40)
def test_money_under_a_national_budget_and_a_price_that_deviate_is_the_oracles(
    moved: tuple[str, dict[str, list[float]], int],
) -> None:
    baseline, factors, until = moved
    levers = oracle.default_levers(described.FIGURES[baseline]) | factors
    expected = oracle.run(described.FIGURES[baseline], levers, (until // 12, until % 12 + 1))
    assert_money(simulate(baseline, until, **factors), expected)


@given(levers=LEVERS, part=st.floats(0.0, 1.0), extended=st.booleans())
@settings(max_examples=40)
def test_money_with_feedback_and_the_extended_vangnet_is_the_oracles(
    levers: dict[str, float], part: float, extended: bool
) -> None:
    base = defaults()
    basispad = project(PARAMETERS, Drivers(**base), LAST)
    run = project(
        PARAMETERS, Drivers(**levers, macro_feedback=part, vangnet_extended=extended), LAST,
        reference_lasten=basispad.year_bijstand_lasten,
    )  # fmt: skip
    until = (2030, 12)
    spent = oracle.run(described.BRIEF, base, until)["years"]
    expected = oracle.run(described.BRIEF, levers | {"macro_feedback": part}, until, extended=extended, basispad=spent)
    assert_money(run, expected)
