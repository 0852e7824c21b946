"""Sliders of a household: what they span, and that each step is the household that is computed by itself."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from core.household.household import Household
from core.household.inputs import Inputs
from core.household.results import compute
from core.household.sliders import SLIDERS, along
from tests.places import ROTTERDAM

HOUSEHOLD = Household(date=dt.date(2026, 1, 1))
"""On a day on which the minimum wage is 14.71 an hour."""


@pytest.mark.parametrize(
    ("name", "count", "first", "last"), [("hours", 41, 0.0, 40.0), ("wage", 34, 14.0, 30.0), ("rent", 41, 0.0, 1000.0)]
)
def test_a_slider_spans_its_steps_and_the_place_that_it_goes_back_to(name: str, count: int, first: float, last: float) -> None:
    steps = SLIDERS[name].steps(HOUSEHOLD)
    assert (len(steps), steps[0], steps[-1]) == (count, first, last)
    assert SLIDERS[name].base(HOUSEHOLD) in steps
    assert SLIDERS[name].base(HOUSEHOLD) == {"hours": 24.0, "wage": 14.71, "rent": 650.0}[name]


@pytest.mark.one_in(3)
@pytest.mark.parametrize(("name", "value"), [("hours", 31.0), ("wage", 22.5), ("rent", 825.0)])
def test_each_step_is_the_household_that_is_computed_by_itself(name: str, value: float) -> None:
    inputs = Inputs(HOUSEHOLD)
    alone = compute(Inputs(dataclasses.replace(HOUSEHOLD, **{name: value})), ROTTERDAM)
    found = along(SLIDERS[name], inputs, ROTTERDAM)[value]
    assert found.found.after.disposable == alone.found.after.disposable
    assert found.lowest.disposable == alone.lowest.disposable
    assert found.over.disposable.tolist() == alone.over.disposable.tolist()
    assert found.steps == alone.steps
