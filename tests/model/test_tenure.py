"""LKS jobs by tenure: a cohort followed by hand, and the spread that constant starts lead to."""

from __future__ import annotations

import numpy as np
import pytest

from core.model.parameters import Floats
from core.model.tenure import Jobs, monthly_hazard, simulate_jobs, stationary_tenure

NOBODY = np.zeros(13)


def column(*values: float) -> Floats:
    return np.array(values)[:, np.newaxis]


def same(months: int, value: float) -> Floats:
    return np.full((months, 1), value)


def followed(tenure: Floats, starts: Floats, first: float = 0.1, later: float = 0.2) -> Jobs:
    months = len(starts)
    return simulate_jobs(tenure, starts, same(months, first), same(months, later), keep_tenure=True)


def test_a_monthly_hazard_leaves_after_twelve_months_what_the_yearly_dropout_leaves() -> None:
    assert (1 - float(monthly_hazard(0.5))) ** 12 == pytest.approx(0.5)
    assert monthly_hazard(0.0) == 0.0
    assert monthly_hazard(np.array([0.75, 1 - 0.9**12])) == pytest.approx([1 - 0.25 ** (1 / 12), 0.1])


def test_a_job_that_starts_stands_in_the_first_class_and_loses_nothing_in_its_own_month() -> None:
    jobs = followed(NOBODY, column(100.0, 0.0, 0.0))
    assert jobs.stock[:, 0] == pytest.approx([0, 100, 90, 81])
    assert jobs.first_year_exits[:, 0] == pytest.approx([0, 10, 9])
    assert jobs.by_tenure is not None
    assert jobs.by_tenure[1, :3, 0] == pytest.approx([100, 0, 0])
    assert jobs.by_tenure[3, :4, 0] == pytest.approx([0, 0, 81, 0])


def test_a_cohort_meets_the_first_hazard_twelve_times_and_then_the_later_one() -> None:
    jobs = followed(NOBODY, column(1000.0, *[0.0] * 15), first=0.1, later=0.5)
    assert jobs.by_tenure is not None
    after_a_year = 1000 * 0.9**12
    assert jobs.stock[13, 0] == pytest.approx(after_a_year)
    assert (jobs.by_tenure[12, 11, 0], jobs.by_tenure[13, 12, 0]) == pytest.approx((1000 * 0.9**11, after_a_year))
    assert jobs.later_exits[:14, 0] == pytest.approx([0] * 13 + [after_a_year / 2])
    assert jobs.first_year_exits[13:, 0] == pytest.approx([0, 0, 0])
    assert jobs.stock[14, 0] == pytest.approx(after_a_year / 2)
    assert jobs.exits[13, 0] == pytest.approx(after_a_year / 2)


def test_those_of_a_year_or_longer_and_those_in_their_first_year_end_at_rates_of_their_own() -> None:
    """100 in their twelfth month and 200 older ones: 10 and 40 end; 90 turn a year old."""
    tenure = NOBODY.copy()
    tenure[11], tenure[12] = 100.0, 200.0
    jobs = followed(tenure, column(7.0))
    assert (jobs.first_year_exits[0, 0], jobs.later_exits[0, 0]) == pytest.approx((10, 40))
    assert jobs.by_tenure is not None
    assert jobs.by_tenure[1, [0, 11, 12], 0] == pytest.approx([7, 0, 250])
    assert jobs.stock[:, 0] == pytest.approx([300, 257])
    assert jobs.by_tenure[0, :, 0].tolist() == tenure.tolist()


def test_a_hazard_that_changes_reaches_every_running_first_year_job_in_that_month() -> None:
    tenure = np.full(13, 10.0)
    jobs = simulate_jobs(tenure, same(2, 0.0), column(0.0, 0.5), column(0.2, 0.0))
    assert jobs.first_year_exits[:, 0] == pytest.approx([0, 55])  # eleven classes of 10 are left in their first year
    assert jobs.later_exits[:, 0] == pytest.approx([2, 0])
    assert jobs.by_tenure is None


def test_draws_differ_by_starts_and_by_either_hazard() -> None:
    tenure = np.full(13, 10.0)
    wide = np.array([[0.0, 0.1, 0.2]])
    by_starts = simulate_jobs(tenure, 100 * wide, same(1, 0.0), same(1, 0.0))
    by_first = simulate_jobs(tenure, same(1, 0.0), wide, same(1, 0.0))
    by_later = simulate_jobs(tenure, same(1, 0.0), same(1, 0.0), wide)
    assert by_starts.stock[1].tolist() == [130, 140, 150]
    assert by_first.stock[1] == pytest.approx([130, 118, 106])
    assert by_later.stock[1] == pytest.approx([130, 129, 128])


def test_the_stationary_spread_is_what_a_hundred_years_of_equal_starts_leave() -> None:
    """With hazards of 0.1 and 0.2: twelve classes of 0.9^a and one of 0.9^12 ÷ 0.2."""
    weights = [0.9**a for a in range(12)] + [0.9**12 / 0.2]
    expected = np.array(weights) / sum(weights)
    assert stationary_tenure(0.1, 0.2) == pytest.approx(expected)
    long = followed(NOBODY, same(1200, 50.0))
    assert long.by_tenure is not None
    assert long.by_tenure[-1, :, 0] / long.stock[-1, 0] == pytest.approx(expected)
    assert long.stock[-1, 0] == pytest.approx(50 * sum(weights))


@pytest.mark.parametrize("later", [0.0, -0.1])
def test_without_later_exits_nothing_is_stationary(later: float) -> None:
    with pytest.raises(ValueError, match="later_hazard"):
        stationary_tenure(0.1, later)
