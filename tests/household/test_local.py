"""Rotterdam's own additions: the supplement and the repayment of work costs."""

import datetime as dt
from dataclasses import replace

import pytest

from core.household.household import Household
from core.household.income import situation
from tests.household import compare, law_on

DATE = dt.date(2025, 7, 1)
LAW = law_on(DATE)
PARENT = Household(
    kind="single_parent", child_ages=(3,), hours=24, childcare_hours=100, childcare_price=10.0, travel=80, date=DATE
)


@pytest.mark.parametrize(
    ("household", "yearly"),
    [
        (Household(date=DATE), 200),
        (Household(kind="couple", date=DATE), 300),
        (PARENT, 300),
        (Household(kind="couple", child_ages=(3,), date=DATE), 400),
    ],
)
def test_the_supplement_on_assistance_is_a_twelfth_of_the_year(household: Household, yearly: float) -> None:
    assert situation(household, LAW, 0.0).amounts["supplement"] == pytest.approx(yearly / 12)


def test_exempt_earnings_do_not_take_the_supplement_away_but_leaving_assistance_does() -> None:
    single = Household(date=DATE)
    assert situation(single, LAW, 24).amounts["assistance"] > 0
    assert situation(single, LAW, 24).amounts["supplement"] > 0
    assert situation(single, LAW, 28).amounts["assistance"] == 0
    assert situation(single, LAW, 27).amounts["supplement"] > 0
    assert situation(single, LAW, 28).amounts["supplement"] == 0


def test_the_two_tests_of_the_supplement_by_hand() -> None:
    # July 2025, 24 hours at 14.40: net 1,556.56, between 105% (1,437.51) and 130% (1,779.78) of 1,369.06. On the day that passes.
    # Over 36 months: after 13 months (23 × 1,369.06 + 13 × 1,556.56) / 36 = 1,436.77 passes, after 14 months 1,441.98 does not.
    single = Household(date=DATE, hours=24, exemption="none")
    for months, yearly in ((0, 200), (8, 200), (13, 200), (14, 0), (60, 0)):
        found = compare(replace(single, months_since_start=months)).after
        assert found.counted == pytest.approx(1_556.56, abs=0.01)
        assert found.amounts["supplement"] == pytest.approx(yearly / 12), months


def test_before_july_2025_it_was_one_amount_with_the_norm_of_a_couple_for_everybody() -> None:
    # 130% of 1,922.07 is 2,498.69: a single person may earn more than its own norm and half.
    for household in (Household(hours=36), Household(kind="couple", child_ages=(3,), hours=36)):
        found = compare(replace(household, date=dt.date(2025, 1, 1), months_since_start=20)).after
        assert found.amounts["supplement"] == pytest.approx(120 / 12)
    assert compare(Household(hours=40, wage=20.0, date=dt.date(2025, 1, 1))).after.amounts["supplement"] == 0.0


def test_under_21_there_is_no_supplement() -> None:
    assert compare(Household(age=20, date=DATE)).before.amounts["supplement"] == 0.0
    assert compare(Household(kind="couple", partner_age=20, date=DATE)).before.amounts["supplement"] == 0.0


def test_before_2025_no_repayment_is_known_and_nothing_is_counted() -> None:
    found = compare(replace(PARENT, date=dt.date(2024, 1, 1)))
    assert found.after.amounts["work_costs"] == 0
    unknown = {step.key: step.formula for step in found.after.steps if step.formula.endswith("unknown")}
    assert unknown == {"work_costs": "work_costs_unknown"}


def test_in_the_first_months_own_costs_are_repaid_up_to_the_maximum() -> None:
    # Child care 1,000 − 96% × 1,000 = 40, travel 80: 120 a month, under 1,500 / 12 = 125.
    assert compare(PARENT).after.amounts["work_costs"] == pytest.approx(120.0)
    assert compare(replace(PARENT, travel=200)).after.amounts["work_costs"] == pytest.approx(125.0)


def test_after_three_months_only_a_loss_is_repaid_and_after_twelve_nothing() -> None:
    # Without an exemption 24 hours bring this parent less than the 290 that travel and child care cost.
    costly = replace(PARENT, exemption="none", hours=16, travel=250)
    loss = compare(replace(costly, months_since_start=12))
    assert loss.gain < -125
    repaid = compare(replace(costly, months_since_start=4))
    assert repaid.after.amounts["work_costs"] == pytest.approx(125.0)
    small = replace(costly, travel=30)
    assert compare(replace(small, months_since_start=4)).gain == pytest.approx(0.0, abs=1e-9)
    assert compare(replace(small, months_since_start=12)).gain < 0


def test_a_loss_smaller_than_the_costs_is_repaid_exactly() -> None:
    # In month nine 12.5% of the wage stays; travel and child care cost more than that.
    parent = replace(PARENT, hours=16, travel=180, months_since_start=8)
    found = compare(parent)
    costs = 180 + 0.04 * 1_000
    kept = 0.125 * found.after.amounts["net_pay"]
    assert 0 < costs - kept < 125
    assert found.after.amounts["work_costs"] == pytest.approx(costs - kept)
    assert found.gain == pytest.approx(0.0, abs=1e-9)


def test_without_work_there_are_no_work_costs() -> None:
    assert situation(PARENT, LAW, 0.0).amounts["work_costs"] == 0.0
