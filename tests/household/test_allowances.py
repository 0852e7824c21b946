"""Allowances against published worked examples, by hand, and without jumps the law does not have."""

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.household.allowances import (
    care_allowance,
    child_budget,
    childcare_allowance,
    rent_allowance,
    rent_is_too_high,
)
from core.household.household import Household, Kind
from tests.household import law_on

LAWS = {year: law_on(dt.date(year, 1, 1)) for year in (2024, 2025, 2026)}
SINGLE, COUPLE = Household(), Household(kind="couple")
years = st.sampled_from((2024, 2025, 2026))
incomes = st.floats(0, 80_000)


@pytest.mark.parametrize(
    ("year", "household", "expected"),
    [
        (2024, SINGLE, 123.59),  # (1,987 − 1.879% × 26,819) / 12
        (2024, COUPLE, 236.05),  # (3,974 − 4.256% × 26,819) / 12
        (2025, SINGLE, 131.12),  # (2,112 − 1.896% × 28,406) / 12
        (2025, COUPLE, 250.85),  # (4,224 − 4.273% × 28,406) / 12
        (2026, SINGLE, 129.20),  # (2,119 − 1.912% × 29,736) / 12; the government pays at most € 129
        (2026, COUPLE, 246.89),  # (4,238 − 4.289% × 29,736) / 12; at most € 246
    ],
)
def test_the_highest_care_allowance_by_hand(year: int, household: Household, expected: float) -> None:
    assert care_allowance(20_000, household, LAWS[year]) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("income", "published"),
    [(30_000, 126), (31_000, 114), (33_000, 91), (35_000, 69), (37_500, 40), (40_000, 11)],
)
def test_the_care_allowance_follows_the_government_table_of_2026(income: float, published: float) -> None:
    assert care_allowance(income, SINGLE, LAWS[2026]) == pytest.approx(published, abs=1.0)


def test_the_care_allowance_above_the_threshold_by_hand() -> None:
    # 2025: 1,573.42 − 13.7% × (32,348.16 − 28,406) = 1,033.35 a year.
    assert care_allowance(32_348.16, SINGLE, LAWS[2025]) == pytest.approx(1_033.35 / 12, abs=0.01)


@pytest.mark.parametrize(
    ("household", "income", "published"),
    [
        (Household(kind="couple", child_ages=(4, 8)), 45_000, 392),
        (Household(kind="couple", child_ages=(13, 16)), 45_000, 533),
        (Household(kind="single_parent", child_ages=(8,)), 30_000, 497),
    ],
)
def test_the_child_budget_follows_the_worked_examples_of_2026(household: Household, income: float, published: int) -> None:
    assert int(child_budget(income, household, LAWS[2026])) == published


def test_the_child_budget_of_a_single_parent_in_2025_by_hand() -> None:
    # One child of 3 and one of 14: 2 × 2,511 + 703 + 3,389 = 9,114 a year; at 30,406 minus 7.1% × 2,000 = 142.
    parent = Household(kind="single_parent", child_ages=(3, 14))
    assert child_budget(20_000, parent, LAWS[2025]) == pytest.approx(9_114 / 12)
    assert child_budget(30_406, parent, LAWS[2025]) == pytest.approx((9_114 - 142) / 12)


def test_the_child_budget_of_a_couple_starts_to_fall_later() -> None:
    couple = Household(kind="couple", child_ages=(3,))
    assert child_budget(37_545, couple, LAWS[2025]) == pytest.approx(2_511 / 12)
    assert child_budget(38_545, couple, LAWS[2025]) == pytest.approx((2_511 - 71) / 12)


def test_without_children_there_is_no_child_budget() -> None:
    assert child_budget(20_000, COUPLE, LAWS[2025]) == 0.0


@pytest.mark.parametrize(
    ("household", "income", "published"),
    [
        (Household(rent=710), 29_000, 307),
        (Household(kind="couple", child_ages=(4,), rent=1_200), 34_000, 492),
    ],
)
def test_the_rent_allowance_follows_the_worked_examples_of_2026(household: Household, income: float, published: int) -> None:
    assert int(rent_allowance(income, household, LAWS[2026])) == published


@pytest.mark.parametrize(("income", "published"), [(22_000, 498), (23_500, 482), (25_000, 449)])
def test_the_rent_allowance_of_2025_stays_within_a_euro_of_the_published_table(income: float, published: int) -> None:
    assert rent_allowance(income, Household(rent=900), LAWS[2025]) == pytest.approx(published + 0.5, abs=1.0)


def test_the_rent_allowance_of_2024_at_a_low_income_by_hand() -> None:
    # 454.47 − 192.00 = 262.47; 65% × (600 − 454.47) = 94.59.
    assert rent_allowance(15_000, Household(rent=600), LAWS[2024]) == pytest.approx(357.06, abs=0.01)


def test_in_2024_rent_above_the_cap_only_counts_for_one_person() -> None:
    for household, extra in ((Household(rent=700), 40.0), (Household(kind="couple", rent=700), 0.0)):
        dearer = Household(kind=household.kind, rent=800)
        law = LAWS[2024]
        change = rent_allowance(15_000, dearer, law) - rent_allowance(15_000, household, law)
        assert change == pytest.approx(extra)


def test_up_to_2025_a_rent_above_the_maximum_takes_the_right_away_and_from_2026_it_does_not() -> None:
    dear = Household(rent=950)
    assert rent_is_too_high(dear, LAWS[2025])
    assert rent_allowance(20_000, dear, LAWS[2025]) == 0.0
    at_maximum = Household(rent=932.93)
    assert rent_allowance(20_000, dear, LAWS[2026]) == rent_allowance(20_000, at_maximum, LAWS[2026]) > 400


def test_the_childcare_allowance_follows_the_worked_example_of_2026() -> None:
    # One child in daycare, income 60,000, 122 hours of € 10.50: 122 × 10.50 × 93.9% = 1,202.86.
    parent = Household(kind="single_parent", child_ages=(2,), childcare_price=10.50)
    assert int(childcare_allowance(60_000, 122, parent, LAWS[2026]).amount) == 1_202


def test_childcare_hours_and_price_are_cut_off_at_the_maximum() -> None:
    parent = Household(kind="single_parent", child_ages=(2,), childcare_price=15.0, childcare_kind="childminder")
    found = childcare_allowance(20_000, 240, parent, LAWS[2025])
    assert (found.hours, found.price) == (230, 8.10)
    assert found.amount == pytest.approx(0.96 * 230 * 8.10)


def test_a_child_in_secondary_school_brings_no_childcare_hours() -> None:
    parent = Household(kind="single_parent", child_ages=(13,), childcare_price=8.0)
    assert childcare_allowance(20_000, 50, parent, LAWS[2025]).amount == 0.0


def test_above_the_table_that_we_have_the_allowance_says_so() -> None:
    parent = Household(kind="single_parent", child_ages=(2,), childcare_price=10.0)
    assert not childcare_allowance(47_403, 100, parent, LAWS[2025]).beyond_table
    assert childcare_allowance(47_404, 100, parent, LAWS[2025]).beyond_table


@given(
    years,
    incomes,
    st.floats(1, 5_000),
    st.sampled_from(
        [
            Household(rent=620),
            Household(kind="couple", rent=850),
            Household(kind="single_parent", child_ages=(3, 13, 17), rent=750, childcare_price=10.0),
        ]
    ),
)
def test_a_higher_income_never_brings_a_higher_allowance(year: int, income: float, extra: float, household: Household) -> None:
    law = LAWS[year]
    for rule in (care_allowance, child_budget, rent_allowance):
        assert rule(income + extra, household, law) <= rule(income, household, law) + 1e-9
    less, more = (childcare_allowance(i, 100, household, law).amount for i in (income, income + extra))
    assert more <= less + 1e-9


@given(years, incomes, st.floats(0, 1_200), st.integers(0, 3))
def test_rent_allowance_has_no_jump_over_rent_except_at_the_named_limit(
    year: int, income: float, rent: float, children: int
) -> None:
    law = LAWS[year]
    kind: Kind = "single_parent" if children else "single"
    one, two = (Household(kind=kind, child_ages=(5,) * children, rent=r) for r in (rent, rent + 0.01))
    assume(rent_is_too_high(one, law) == rent_is_too_high(two, law))
    change = rent_allowance(income, two, law) - rent_allowance(income, one, law)
    assert -1e-9 <= change <= 0.01 + 1e-9
