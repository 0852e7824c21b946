"""Axes of amounts: few ticks, round, and nothing outside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.household.axis import MOST, extent_of


@given(st.floats(-5000, 0), st.floats(1, 20000))
def test_an_axis_has_few_round_ticks_and_holds_its_amounts(low: float, high: float) -> None:
    found = extent_of(low, high)
    bottom, top, step = (found[name][0] for name in ("y_low", "y_high", "y_step"))
    assert bottom <= low + 1e-6
    assert top >= high - 1e-6
    assert round(top / step) == pytest.approx(top / step)
    assert int(top / step + 0.01) + int(-bottom / step + 0.01) <= MOST
