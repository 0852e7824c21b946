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
    assert situation(single, LAW, 28).amounts["supplement"] == 0


def test_before_2025_no_amount_is_known_and_nothing_is_counted() -> None:
    found = compare(replace(PARENT, date=dt.date(2024, 1, 1)))
    assert found.after.amounts["supplement"] == found.after.amounts["work_costs"] == 0
    unknown = {step.key: step.formula for step in found.after.steps if step.formula.endswith("unknown")}
    assert unknown == {"supplement": "supplement_unknown", "work_costs": "work_costs_unknown"}


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
