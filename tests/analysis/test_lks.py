"""LKS jobs explained: survival under both readings, years that close, and what 2,400 asks."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis.lks import (
    job_years,
    jobs_at_dropout,
    jobs_without_retention,
    readings,
    required,
    required_document,
    survival,
    tenure,
    tenure_groups,
)
from core.analysis.simulate import simulate
from core.baseline import load_baseline
from core.model.calendar import month_index
from core.model.measures import Measure
from core.scenario import default_scenario, with_measures, with_value
from tests.analysis.made import made
from tests.figures.jobs.made import NO_MONEY, year_of_jobs, years

BRIEF = load_baseline("brief-2023-t2")
BASE = default_scenario(BRIEF)


@given(first=st.floats(0, 0.95), later=st.floats(0, 0.95))
def test_a_cohort_loses_its_first_year_dropout_in_twelve_months_and_the_later_one_each_year(first: float, later: float) -> None:
    curve = survival(first, later)
    assert len(curve) == 37
    assert curve[0] == 1
    assert [curve[12], curve[24], curve[36]] == pytest.approx(
        [1 - first, (1 - first) * (1 - later), (1 - first) * (1 - later) ** 2]
    )
    assert np.all(np.diff(curve) <= 0)


def test_both_readings_of_the_letter_stand_beside_the_scenario() -> None:
    found = {reading.id: reading for reading in readings(BRIEF, with_value(BASE, BRIEF, "lks_first_year_dropout", 0.4))}
    assert {name: reading.survival[12] for name, reading in found.items()} == {
        "of_started": pytest.approx(0.5), "of_ended": pytest.approx(0.7), "scenario": pytest.approx(0.6),
    }  # fmt: skip


def test_the_settled_year_is_the_last_of_which_the_money_comes_back() -> None:
    open_year = year_of_jobs(2025, reimbursed_next_year=None, reimbursed_per_job=None)
    found = years(year_of_jobs(2023), year_of_jobs(2024), open_year, year_of_jobs(2026, **NO_MONEY))
    assert found.settled is not None
    assert found.settled.year == 2024
    assert years(year_of_jobs(2026, **NO_MONEY)).settled is None


def test_starts_less_ends_is_what_the_year_adds() -> None:
    years = job_years(simulate(BRIEF, BASE), BRIEF, BASE)
    assert [year.year for year in years] == [2023, 2024, 2025, 2026]
    for year in years:
        assert year.start + year.starts - year.first_year_exits - year.later_exits == pytest.approx(year.end)
        assert year.net == pytest.approx(year.end - year.start)
    assert years[1].starts == pytest.approx(12 * 57.386484660364474)


def test_a_job_costs_this_year_and_comes_back_next_year_at_the_national_growth() -> None:
    year = job_years(simulate(BRIEF, BASE), BRIEF, BASE)[1]
    assert year.cost_per_job == pytest.approx(11000 * 1.06)
    assert year.reimbursed_per_job == pytest.approx(11000 * 1.06 * 1.03)
    run = simulate(BRIEF, BASE)
    assert year.reimbursed_next_year == pytest.approx(run.budget.lks_part[2, 0])


@pytest.mark.parametrize("starts", [57.39, 157.39])
def test_what_comes_back_of_2023_is_what_the_published_budget_of_2024_leaves_whatever_starts(starts: float) -> None:
    """542.4 less 8.16% of (6,958.5 - 500) is 15.39: an extra job of 2023 does not change a budget that is out."""
    scenario = with_value(BASE, BRIEF, "lks_starts", starts)
    run = simulate(BRIEF, scenario)
    year = job_years(run, BRIEF, scenario)[0]
    assert year.reimbursed_next_year == pytest.approx(542.4 - 0.0816 * (6958.5 - 500))
    assert year.reimbursed_next_year == run.budget.lks_part[1, 0]
    assert (year.fixed, year.reimbursed_per_job) == (True, 0.0)


@pytest.mark.parametrize("lever", ["lks_starts", "lks_first_year_dropout"])
def test_the_starts_or_the_dropout_that_are_needed_do_give_2400(lever: str) -> None:
    answer = required(BRIEF, BASE)[lever]
    assert answer.reachable
    run = simulate(BRIEF, with_value(BASE, BRIEF, lever, answer.value))
    assert run.jobs.stock[-1, 0] == pytest.approx(2400)


def test_what_is_needed_counts_on_the_package() -> None:
    helped = with_measures(BASE, [Measure("coach", "lks_retention", 12 * 2024, 0.4)])
    assert required(BRIEF, helped)["lks_starts"].value < required(BRIEF, BASE)["lks_starts"].value - 5


def test_tenure_classes_and_their_groups_add_up_to_the_jobs() -> None:
    classes = tenure(BRIEF, BASE)
    jobs = simulate(BRIEF, BASE).jobs.stock[:, 0]
    assert classes.shape == (41, 13)
    assert classes.sum(axis=1) == pytest.approx(jobs)
    assert tenure_groups(classes).sum(axis=1) == pytest.approx(jobs)


# By hand -----------------------------------------------------------------------------------------------------------


def test_survival_is_month_by_month_and_its_thirteenth_month_is_the_first_of_the_later_ones() -> None:
    curve = survival(0.5, 0.15, 14)
    first, later = 0.5 ** (1 / 12), 0.85 ** (1 / 12)
    assert curve == pytest.approx([first**t for t in range(13)] + [0.5 * later, 0.5 * later**2])


def test_each_reading_has_its_own_dropout_and_all_have_the_scenarios_later_one() -> None:
    moved = with_value(with_value(BASE, BRIEF, "lks_first_year_dropout", 0.4), BRIEF, "lks_later_dropout", 0.25)
    found = {one.id: (one.first_year_dropout, one.survival[24]) for one in readings(BRIEF, moved)}
    assert found == {
        "of_started": (0.5, pytest.approx(0.5 * 0.75)), "of_ended": (0.3, pytest.approx(0.7 * 0.75)),
        "scenario": (0.4, pytest.approx(0.6 * 0.75)),
    }  # fmt: skip


def test_a_year_of_jobs_adds_up_its_own_months_and_its_money_is_the_lks_part_of_the_next_budget() -> None:
    """Four months of 2023, twelve of 2024 and 2025: 10 starts, 3 and 2 ends a month; the LKS budget grows by 10 and 20%.

    The BUIG of 2024 is published: its LKS part stands, and a job more in 2023 brings back nothing."""
    run = made(
        "2025-12", lks_starts=np.full(28, 10.0), jobs__first_year_exits=np.full(28, 3.0), jobs__later_exits=np.full(28, 2.0),
        jobs__stock=1000.0 + 5.0 * np.arange(29), year_lks_lasten=[15.0, 18.0, 20.0], budget__macro_lks=[400.0, 440.0, 528.0],
        budget__lks_part=[14.0, 15.4, 21.6],
    )  # fmt: skip
    found = job_years(run, BRIEF, with_value(BASE, BRIEF, "lks_cost", 10000.0))
    assert [(one.year, one.start, one.end) for one in found] == [(2023, 1000, 1020), (2024, 1020, 1080), (2025, 1080, 1140)]
    flows = [(one.starts, one.first_year_exits, one.later_exits, one.net) for one in found]
    assert flows == [(40, 12, 8, 20), (120, 36, 24, 60), (120, 36, 24, 60)]
    assert [one.cost for one in found] == [15.0, 18.0, 20.0]
    assert [one.reimbursed_next_year for one in found] == [15.4, 21.6, None]
    prices = [10000.0, 10600.0, 10600.0 * 1.045]
    assert [one.cost_per_job for one in found] == pytest.approx(prices)
    assert [one.reimbursed_per_job for one in found] == [0.0, pytest.approx(12720.0), None]
    assert [one.fixed for one in found] == [True, False, False]


def test_a_part_of_a_year_has_jobs_and_no_money() -> None:
    first, last = job_years(made("2024-02"), BRIEF, BASE)
    assert (first.cost is None, first.reimbursed_next_year, last.cost, last.cost_per_job) == (False, None, None, None)
    assert last.year == 2024
    (only,) = job_years(made("2023-09"), BRIEF, BASE)
    assert (only.year, only.cost) == (2023, None)


def test_a_run_from_a_november_begins_with_one_month_of_its_year() -> None:
    """The only month of the first year counts, and January belongs to the next."""
    run = made("2024-03")
    late = dataclasses.replace(run, months=range(month_index("2023-11"), month_index("2024-03") + 1))
    assert [year.year for year in job_years(late, BRIEF, BASE)] == [2023, 2024]


def test_another_dropout_or_no_retention_is_a_run_of_its_own_in_the_targets_month() -> None:
    helped = with_measures(BASE, [
        Measure("coach", "lks_retention", 12 * 2024, 0.4), Measure("banen", "lks_starts", 12 * 2024, 5.0),
        Measure("uit", "lks_retention", 12 * 2024, 0.4, active=False),
    ])  # fmt: skip
    run = simulate(BRIEF, with_value(helped, BRIEF, "lks_first_year_dropout", 0.3))
    assert jobs_at_dropout(BRIEF, helped, 0.3) == run.jobs.stock[-1, 0]
    without = simulate(BRIEF, with_measures(BASE, [Measure("banen", "lks_starts", 12 * 2024, 5.0)]))
    assert jobs_without_retention(BRIEF, helped) == without.jobs.stock[-1, 0]
    assert jobs_without_retention(BRIEF, BASE) is None
    off = with_measures(BASE, [Measure("uit", "lks_retention", 12 * 2024, 0.4, active=False)])
    assert jobs_without_retention(BRIEF, off) is None


def test_groups_are_of_three_three_and_six_months_and_a_year_or_longer() -> None:
    classes = np.array([[2.0**a for a in range(13)]])
    assert tenure_groups(classes).tolist() == [[1 + 2 + 4, 8 + 16 + 32, sum(2.0**a for a in range(6, 12)), 4096.0]]


def test_the_document_has_each_lever_with_its_months_as_dates() -> None:
    answers = required(BRIEF, BASE)
    found = required_document(answers)
    assert list(found) == ["lks_starts", "lks_first_year_dropout", "lks_later_dropout"]
    assert found["lks_starts"]["value"] == answers["lks_starts"].value
    assert found["lks_starts"]["limit_date"] == "2026-12"
