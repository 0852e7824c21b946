"""The household that is asked about: what it holds and what it refuses."""

import datetime as dt
import math
from typing import Any

import pytest

from core.household.household import (
    Household,
    credit_holder,
    earners,
    gross_year,
    household_from,
    minimum_wage,
    needs_childcare,
)
from core.problem import Problem
from tests.household import law_on

LAW = law_on(dt.date(2025, 7, 1))


def test_gross_pay_of_24_hours_at_the_minimum_wage_of_july_2025_by_hand() -> None:
    # 14.40 × 24 × 52/12 = 1,497.60 a month; × 12 × 1.08 = 19,408.90 a year.
    assert minimum_wage(30, LAW) == 14.40
    assert gross_year(Household(), 24, LAW) == pytest.approx(19_408.90, abs=0.01)


def _holder(**household: Any) -> int | None:
    found = Household(**household)
    return credit_holder(found, earners(found, found.hours), LAW)


def test_the_combination_credit_is_for_the_parent_of_a_young_child_who_earns_least() -> None:
    assert _holder(kind="single_parent", child_ages=(11, 15)) == 0
    assert _holder(kind="single_parent", child_ages=(12,)) is None
    assert _holder(kind="couple", child_ages=(3,)) is None
    assert _holder(kind="couple", child_ages=(3,), hours=24, partner_hours=16) == 1
    assert _holder(kind="couple", child_ages=(3,), hours=12, partner_hours=16) == 0
    assert _holder(kind="couple", child_ages=(3,), hours=0, partner_hours=16) is None


@pytest.mark.parametrize(
    ("date", "age", "wage"),
    [
        # Amounts as published per age, and 14.99 × 50%, 60% and 80% in cents.
        (dt.date(2024, 1, 1), 18, 6.64), (dt.date(2024, 7, 1), 18, 6.84), (dt.date(2024, 7, 1), 19, 8.21),
        (dt.date(2024, 7, 1), 20, 10.94), (dt.date(2024, 7, 1), 21, 13.68), (dt.date(2026, 1, 1), 18, 7.36),
        (dt.date(2026, 1, 1), 19, 8.83), (dt.date(2026, 1, 1), 20, 11.77), (dt.date(2026, 7, 1), 18, 7.50),
        (dt.date(2026, 7, 1), 19, 8.99), (dt.date(2026, 7, 1), 20, 11.99), (dt.date(2026, 7, 1), 66, 14.99),
        # From 2027 62.5%, 75% and 87.5%.
        (dt.date(2027, 1, 1), 18, 9.37), (dt.date(2027, 1, 1), 19, 11.24), (dt.date(2027, 1, 1), 20, 13.12),
    ],
)  # fmt: skip
def test_the_minimum_wage_of_an_age_is_the_published_one(date: dt.date, age: int, wage: float) -> None:
    assert minimum_wage(age, law_on(date)) == wage


def test_child_care_is_needed_when_everybody_who_looks_after_a_child_works() -> None:
    assert needs_childcare(Household(kind="single_parent", child_ages=(12,)), LAW)
    assert not needs_childcare(Household(kind="single_parent", child_ages=(13,)), LAW)
    assert not needs_childcare(Household(kind="single_parent", child_ages=(3,), hours=0), LAW)
    assert not needs_childcare(Household(kind="couple", child_ages=(3,)), LAW)
    assert needs_childcare(Household(kind="couple", child_ages=(3,), partner_hours=8), LAW)


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("rent", "€ 1.250,50", 1_250.50), ("rent", "1,250", 1_250.0), ("wage", "14,71", 14.71), ("wage", " ", None),
        ("hours", "28,5", 28.5), ("partner_hours", "16", 16.0), ("childcare_hours", "", None), ("childcare_hours", "0", 0.0),
        ("cost_sharers", "2", 2), ("age", "22", 22), ("months_since_start", "1 ", 1),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it_in_either_language(name: str, typed: str, value: float | None) -> None:
    assert getattr(household_from({"kind": "couple", name: typed}), name) == value


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
        ({"rent": "inf"}, "number"),
        ({"rent": "1250.505"}, "number"),
        ({"rent": "1e3"}, "number"),
        ({"hours": "28.500"}, "out_of_range"),
        ({"months_since_start": "1,5"}, "whole"),
        ({"age": 17}, "out_of_range"),
        ({"age": "22.5"}, "whole"),
        ({"partner_hours": 8}, "partner_of_single"),
        ({"cost_sharers": 10}, "out_of_range"),
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


def test_somebody_of_pension_age_is_told_why_and_nobody_is_older_than_people_get() -> None:
    for name in ("age", "partner_age"):
        kind = "couple" if name == "partner_age" else "single"
        with pytest.raises(Problem, match="pension_age"):
            household_from({"kind": kind, name: "68"})
        with pytest.raises(Problem, match="out_of_range"):
            household_from({"kind": kind, name: "168"})
        assert getattr(household_from({"kind": kind, name: "66"}), name) == 66
