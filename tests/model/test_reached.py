"""Half a benefit, half a job or EUR 5,000 off a target is on it."""

import numpy as np
import pytest

from core.model.projection import first_month_at_or_under, month_reserve_runs_out
from core.model.reached import at_least, at_most, stands


@pytest.mark.parametrize(
    ("value", "where"),
    [(30_001.0, "above"), (30_000.6, "above"), (30_000.5, "at"), (30_000.0, "at"), (29_999.5, "at"), (29_999.4, "below")],
)
def test_half_a_benefit_off_the_target_is_on_it(value: float, where: str) -> None:
    assert stands(value, 30_000.0, 0.5) == where
    assert at_most(value, 30_000.0, 0.5) == (where != "above")
    assert at_least(value, 30_000.0, 0.5) == (where != "below")


@pytest.mark.parametrize(("height", "month"), [(30_000.4, 11), (30_000.6, 12)])
def test_a_caseload_that_is_four_tenths_of_a_benefit_too_high_has_reached_its_target(height: float, month: int) -> None:
    path = np.array([31_000.0, height, 29_000.0])
    assert first_month_at_or_under(range(10, 13), path, 30_000.0) == month


@pytest.mark.parametrize(("taken", "month"), [(0.004, 12), (0.006, 11)])
def test_a_reserve_that_is_four_thousand_euros_short_is_not_gone(taken: float, month: int) -> None:
    assert month_reserve_runs_out(range(10, 13), np.array([0.0, taken, 3.0])) == month
