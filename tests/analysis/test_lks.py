"""LKS jobs explained: survival under both readings, years that close, and what 2,400 asks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis.lks import job_years, readings, required, survival, tenure, tenure_groups
from core.analysis.simulate import simulate
from core.baseline import load_baseline
from core.model.measures import Measure
from core.scenario import default_scenario, with_measures, with_value

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
    assert year.reimbursed_per_job == pytest.approx(11000 * 1.06 * 575 / 500)
    run = simulate(BRIEF, BASE)
    assert year.reimbursed_next_year == pytest.approx(run.budget.lks_part[2, 0])


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
