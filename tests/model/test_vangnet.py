"""The safety net, worked by hand.

With a definitive budget of 1,000 million the own risk of 7.5% is 75, half is paid up to 125 (12.5%), all above it.
Every expected amount below can be redone on paper.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.baseline import load_baseline, model_parameters
from core.model.budget import Account, monthly_reserve, settle
from core.model.calendar import month_index
from core.model.parameters import VangnetRule
from core.model.vangnet import vangnet, vangnet_rule
from tests.model import oracle, simulate

BUDGET = 1000.0
PARAMETERS = model_parameters(load_baseline("brief-2023-t2"))
RULE = vangnet_rule(PARAMETERS.vangnet, 2024)


def paid(deficit: float, earlier: float = 0.0, budget: float = BUDGET, rule: VangnetRule = RULE) -> float:
    """Safety net over one year."""
    return float(vangnet(np.array([deficit]), np.array([earlier]), np.array([budget]), rule)[0])


def settled(deficits: list[float], reserve: float = 0.0) -> Account:
    """The account of years with a budget of 1,000 and these deficits, the first being the reference year."""
    parameters = dataclasses.replace(PARAMETERS, reserve=reserve)
    budget = np.full((len(deficits), 1), BUDGET)
    return settle(parameters, range(2023, 2023 + len(deficits)), budget, budget + np.array(deficits)[:, np.newaxis])


def test_the_rule_of_the_baseline_is_the_one_of_the_review_committee() -> None:
    found = vangnet_rule(PARAMETERS.vangnet, 2024)
    assert found == VangnetRule(own_risk=0.075, full_from=0.125, half_rate=0.5)


@pytest.mark.parametrize(
    ("deficit", "expected"),
    [
        (-40.0, 0.0),
        (0.0, 0.0),
        (74.9, 0.0),
        (75.0, 0.0),
        (75.2, 0.1),
        (100.0, 12.5),
        (124.9, 24.95),
        (125.0, 25.0),
        (125.1, 25.1),
        (200.0, 100.0),
        (1500.0, 1400.0),
    ],
)
def test_tiers_just_under_at_and_just_over_both_thresholds(deficit: float, expected: float) -> None:
    assert paid(deficit) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("deficit", [125.0, 200.0, 1000.0])
def test_above_the_second_threshold_the_city_never_bears_more_than_ten_percent(deficit: float) -> None:
    assert deficit - paid(deficit) == pytest.approx(0.10 * BUDGET, abs=1e-9)


@pytest.mark.parametrize(
    ("deficit", "earlier", "expected"),
    [
        (100.0, 0.0, 12.5),  # years of which nothing is known count as zero
        (100.0, -20.0, 12.5),  # 80 over three years: still more than 75
        (100.0, -24.9, 12.5),  # 75.1
        (100.0, -25.0, 0.0),  # exactly 75: not more than 75
        (100.0, -25.1, 0.0),  # 74.9
        (300.0, -300.0, 0.0),  # a surplus as large as the deficit closes the door on a large sum too
        (60.0, 200.0, 0.0),  # three bad years do not help when this year stays under the own risk
        (80.0, 200.0, 2.5),  # and do not raise what is paid when it does not
    ],
)
def test_three_years_together_must_pass_the_own_risk_as_well(deficit: float, earlier: float, expected: float) -> None:
    assert paid(deficit, earlier) == pytest.approx(expected, abs=1e-9)


def test_the_three_years_are_this_one_and_the_two_before_it() -> None:
    """A surplus of 50 keeps a deficit of 100 out for two years (together 50, not over 75) and no longer."""
    assert settled([-50.0, 100.0]).vangnet_granted[-1, 0] == 0.0
    assert settled([-50.0, 0.0, 100.0]).vangnet_granted[-1, 0] == 0.0
    assert settled([-50.0, 0.0, 0.0, 100.0]).vangnet_granted[-1, 0] == pytest.approx(12.5, abs=1e-9)


def test_it_is_paid_two_years_later_and_not_in_its_own_year() -> None:
    account = settled([0.0, 200.0, 0.0, 0.0, 0.0])
    assert account.vangnet_granted[:, 0] == pytest.approx([0, 100, 0, 0, 0], abs=1e-9)
    assert account.vangnet_received[:, 0] == pytest.approx([0, 0, 0, 100, 0], abs=1e-9)
    assert account.general_funds[:, 0] == pytest.approx([0, 200, 0, 0, 0], abs=1e-9)
    assert account.reserve[:, 0] == pytest.approx([0, 0, 0, 100, 100], abs=1e-9)


def test_what_arrives_lowers_the_general_funds_of_that_year_before_it_fills_the_reserve() -> None:
    account = settled([0.0, 200.0, 0.0, 30.0], reserve=50.0)
    # 2024: 50 - 200 leaves 150 to the general funds. 2026: 100 arrives, 30 of it covers that year's deficit.
    assert account.general_funds[:, 0] == pytest.approx([0, 150, 0, 0], abs=1e-9)
    assert account.reserve[:, 0] == pytest.approx([50, 0, 0, 70], abs=1e-9)


def test_the_deficit_over_which_it_is_counted_leaves_the_payment_itself_out() -> None:
    """Payments of an earlier year do not lower the deficit of the year in which they arrive."""
    account = settled([200.0, 0.0, 100.0])
    assert account.vangnet_received[2, 0] == pytest.approx(100.0)
    assert account.vangnet_granted[2, 0] == pytest.approx(12.5, abs=1e-9)


def test_the_payment_is_on_the_reserve_by_the_end_of_march() -> None:
    years, months = range(2023, 2027), range(month_index("2026-01"), month_index("2026-05"))
    account = settled([0.0, 200.0, 0.0, 0.0])
    budget, lasten = np.full((4, 1), 120.0), np.full((4, 1), 10.0)
    parameters = dataclasses.replace(PARAMETERS, reference_month=months[0] - 1)
    reserve, _ = monthly_reserve(parameters, years, months, budget, lasten, account)
    assert reserve[1:, 0] == pytest.approx([0.0, 0.0, 100.0, 100.0], abs=1e-9)


def test_the_default_path_gets_nine_million_over_2024_in_2026() -> None:
    """Deficit 58.76 on 542.40: own risk 40.68, half of the other 18.08."""
    run = simulate()
    assert run.account.vangnet_granted[0, 0] == 0.0  # 2023: 14.5 is 2.6% of 550.8
    assert run.account.vangnet_granted[1, 0] == pytest.approx((58.7637 - 0.075 * 542.4) / 2, abs=0.001)
    assert run.account.vangnet_received[:, 0] == pytest.approx([0.0, 0.0, 0.0, run.account.vangnet_granted[1, 0]])


@given(deficit=st.floats(-2000.0, 2000.0), earlier=st.floats(-2000.0, 2000.0), budget=st.floats(1.0, 2000.0))
def test_it_is_never_negative_and_never_more_than_the_deficit_above_the_own_risk(
    deficit: float, earlier: float, budget: float
) -> None:
    amount = paid(deficit, earlier, budget)
    assert 0.0 <= amount <= max(0.0, deficit - 0.075 * budget) + 1e-9
    assert amount == pytest.approx(oracle.vangnet(deficit, earlier, budget), abs=1e-9)


def test_the_five_percent_variant_pays_earlier_when_a_baseline_has_it() -> None:
    rule = VangnetRule(own_risk=0.05, full_from=0.125, half_rate=0.5)
    assert [paid(deficit, rule=rule) for deficit in (50.0, 52.0, 125.0)] == pytest.approx([0.0, 1.0, 37.5], abs=1e-9)


def test_a_rule_holds_from_its_year_until_another_one_comes() -> None:
    wider = VangnetRule(own_risk=0.05)
    parameters = dataclasses.replace(PARAMETERS, vangnet={2023: RULE, 2025: wider})
    assert [vangnet_rule(parameters.vangnet, year) for year in (2022, 2023, 2024, 2025, 2030)] == [RULE] * 3 + [wider] * 2


def test_the_wider_variant_is_off_by_default() -> None:
    """Deficits of 60 every year lie under the 7.5% of the regular rule, and over the 5% of the wider one of 2025."""
    assert settled([60.0] * 3).vangnet_granted[:, 0].tolist() == [0.0, 0.0, 0.0]
