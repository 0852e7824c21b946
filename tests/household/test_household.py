"""The household that is asked about: what it holds and what it refuses."""

import datetime as dt
import math

import pytest

from core.household.household import Household, gross_year, hourly_wage, household_from, young_child
from core.problem import Problem
from tests.household import law_on

LAW = law_on(dt.date(2025, 7, 1))


def test_gross_pay_of_24_hours_at_the_minimum_wage_of_july_2025_by_hand() -> None:
    # 14.40 × 24 × 52/12 = 1,497.60 a month; × 12 × 1.08 = 19,408.90 a year.
    assert hourly_wage(Household(), LAW) == 14.40
    assert gross_year(Household(), 24, LAW) == pytest.approx(19_408.90, abs=0.01)


def test_the_combination_credit_is_for_a_single_parent_with_a_young_child() -> None:
    assert young_child(Household(kind="single_parent", child_ages=(11, 15)), LAW)
    assert not young_child(Household(kind="single_parent", child_ages=(12,)), LAW)
    assert not young_child(Household(kind="couple", child_ages=(3,)), LAW)


def test_text_values_become_a_household() -> None:
    found = household_from({"kind": "single_parent", "child_ages": "3, 14", "hours": "28.5", "wage": "", "date": "2025-07-01"})
    assert found == Household(kind="single_parent", child_ages=(3, 14), hours=28.5, date=dt.date(2025, 7, 1))


def test_values_from_a_file_become_a_household() -> None:
    found = household_from({"child_ages": [4], "kind": "couple", "date": dt.date(2024, 1, 1), "months_since_start": 7})
    assert found == Household(kind="couple", child_ages=(4,), months_since_start=7, date=dt.date(2024, 1, 1))


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"kind": "student"}, "choice"),
        ({"exemption": "x"}, "choice"),
        ({"hours": 49}, "out_of_range"),
        ({"hours": -1}, "out_of_range"),
        ({"hours": math.nan}, "out_of_range"),
        ({"rent": "inf"}, "out_of_range"),
        ({"wage": 151}, "out_of_range"),
        ({"kind": "couple", "child_ages": [18]}, "out_of_range"),
        ({"months_since_start": 1.5}, "whole"),
        ({"months_since_start": math.inf}, "whole"),
        ({"hours": "many"}, "number"),
        ({"hours": True}, "number"),
        ({"child_ages": "3"}, "children_of_single"),
        ({"kind": "single_parent"}, "parent_without_child"),
        ({"income": 5}, "unknown_field"),
        ({"date": "1-1-2026"}, "date"),
    ],
)
def test_what_cannot_be_is_refused(values: dict[str, object], problem: str) -> None:
    with pytest.raises(Problem) as caught:
        household_from(values)
    assert caught.value.key == f"household.{problem}"
