"""Assistance: which exemption holds when, and what is left of the norm."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.household.assistance import NO_EXEMPTION, ExemptionRule, exempt, exemption_rule, norm, settled
from core.household.household import Household
from tests.household import law_on

LAW = law_on(dt.date(2025, 7, 1))
PARENT = Household(kind="single_parent", child_ages=(5,))


@pytest.mark.parametrize(
    ("household", "months", "kind"),
    [
        (Household(), 0, "regular"),
        (Household(), 5, "regular"),
        (Household(), 6, "none"),
        (PARENT, 6, "parent"),
        (PARENT, 35, "parent"),
        (PARENT, 36, "none"),
        (Household(kind="single_parent", child_ages=(12,)), 6, "none"),
        (Household(exemption="medical"), 0, "regular"),
        (Household(exemption="medical"), 6, "medical"),
        (Household(exemption="medical"), 100, "medical"),
        (Household(age=26), 0, "none"),
        (Household(age=27), 0, "regular"),
        (Household(age=26, exemption="medical"), 0, "medical"),
        (Household(age=26, exemption="lks"), 11, "lks"),
        (Household(age=26, exemption="lks"), 12, "none"),
        (Household(age=26, kind="single_parent", child_ages=(5,)), 8, "none"),
        (Household(exemption="lks"), 5, "regular"),
        (Household(exemption="lks"), 17, "lks"),
        (Household(exemption="lks"), 18, "none"),
        (Household(exemption="none"), 0, "none"),
    ],
)
def test_the_exemption_clock(household: Household, months: int, kind: str) -> None:
    assert exemption_rule(household, months, LAW).kind == kind


@pytest.mark.parametrize(
    ("household", "months", "kind"),
    [
        (Household(), 0, "work"),
        (Household(), 11, "work"),
        (Household(), 12, "none"),
        (Household(age=19), 0, "work"),
        (PARENT, 11, "work"),
        (PARENT, 12, "none"),
        (Household(exemption="lks"), 11, "work"),
        (Household(exemption="lks"), 12, "none"),
        (Household(exemption="medical"), 0, "limited"),
        (Household(exemption="medical"), 100, "limited"),
        (Household(exemption="none"), 0, "none"),
    ],
)
def test_the_exemption_clock_from_2027(household: Household, months: int, kind: str) -> None:
    rule = exemption_rule(household, months, law_on(dt.date(2027, 1, 1)))
    assert rule.kind == kind
    assert (rule.share, rule.maximum) == ((0.0, 0.0) if kind == "none" else (0.15, math.inf))


def test_of_a_couple_each_has_the_exemption_of_the_own_age() -> None:
    couple = Household(kind="couple", age=26, partner_age=27, partner_hours=8)
    assert exemption_rule(couple, 0, LAW).kind == "none"
    assert exemption_rule(couple, 0, LAW, partner=True).kind == "regular"


@pytest.mark.parametrize(
    ("date", "household", "expected"),
    [
        # As published by the municipalities of Velsen (2024) and Westland (2025).
        (dt.date(2024, 1, 1), Household(age=19), 316.94),
        (dt.date(2024, 1, 1), Household(kind="single_parent", child_ages=(1,), age=20), 316.94),
        (dt.date(2024, 1, 1), Household(kind="couple", age=18, partner_age=20), 633.88),
        (dt.date(2024, 1, 1), Household(kind="couple", age=18, partner_age=20, child_ages=(1,)), 1_000.69),
        (dt.date(2024, 1, 1), Household(kind="couple", age=20, partner_age=21), 1_233.96),
        (dt.date(2024, 1, 1), Household(kind="couple", age=30, partner_age=20, child_ages=(1,)), 1_600.77),
        (dt.date(2024, 1, 1), Household(cost_sharers=1), 917.02),
        (dt.date(2024, 1, 1), Household(cost_sharers=2), 794.75),
        (dt.date(2024, 1, 1), Household(age=21, cost_sharers=3), 733.62),
        (dt.date(2024, 1, 1), Household(cost_sharers=4), 696.94),
        (dt.date(2024, 1, 1), Household(kind="couple", cost_sharers=1), 2 * 794.75),
        (dt.date(2024, 7, 1), Household(age=20), 323.03),
        (dt.date(2024, 7, 1), Household(kind="couple", age=20, partner_age=40), 1_257.64),
        (dt.date(2024, 7, 1), Household(kind="single_parent", child_ages=(2,), cost_sharers=1), 934.61),
        (dt.date(2024, 7, 1), Household(cost_sharers=5), 685.38),
        (dt.date(2025, 1, 1), Household(kind="couple", age=20, partner_age=19, child_ages=(1,)), 1_048.75),
        (dt.date(2025, 1, 1), Household(kind="couple", age=20, partner_age=22, child_ages=(1,)), 1_677.62),
        # Participatiewet, article 22a(3), of 2026: 746.42 and 345.99 plus the norm of the older one, 50% of 2,002.13 for two.
        (
            dt.date(2026, 1, 1),
            Household(kind="couple", age=20, partner_age=22, child_ages=(1,), cost_sharers=1),
            746.42 + 1_001.07,
        ),
        (dt.date(2026, 1, 1), Household(kind="couple", age=20, partner_age=22, cost_sharers=1), 345.99 + 1_001.07),
        # Under 21 nobody shares costs: article 22a is for who is 21 or over.
        (dt.date(2026, 1, 1), Household(age=20, cost_sharers=2), 345.99),
        # 50% of 2,027.79, and (40% + 3 × 30%) ÷ 3.
        (dt.date(2026, 7, 1), Household(cost_sharers=1), 1_013.90),
        (dt.date(2026, 7, 1), Household(cost_sharers=2), 878.71),
        (dt.date(2027, 1, 1), Household(), 1_419.46),
    ],
)
def test_the_norm_of_an_age_and_of_who_shares_costs_is_the_published_one(
    date: dt.date, household: Household, expected: float
) -> None:
    assert norm(household, law_on(date)) == pytest.approx(expected, abs=0.011)


def test_the_maxima_of_july_2025() -> None:
    assert exemption_rule(Household(), 0, LAW) == ExemptionRule("regular", 0.25, 278.00)
    assert exemption_rule(PARENT, 6, LAW) == ExemptionRule("parent", 0.125, 173.87)
    assert exemption_rule(Household(exemption="medical"), 6, LAW) == ExemptionRule("medical", 0.15, 176.35)


def test_a_quarter_of_the_wage_is_free_until_the_maximum() -> None:
    rule = exemption_rule(Household(), 0, LAW)
    assert exempt(1_000.0, rule) == 250.0
    assert exempt(1_200.0, rule) == 278.0


def test_a_single_parent_has_the_norm_of_a_single_person() -> None:
    assert norm(PARENT, LAW) == norm(Household(), LAW) == 1_369.06
    assert norm(Household(kind="couple"), LAW) == 1_955.80


def test_settlement_by_hand() -> None:
    # 1,369.06 − (1,000 − 250) = 619.06; without the exemption 369.06; a wage above the norm leaves nothing.
    regular = ExemptionRule("regular", 0.25, 278.0)
    assert settled(1_369.06, [(1_000.0, regular)]) == pytest.approx(619.06)
    assert settled(1_369.06, [(1_000.0, NO_EXEMPTION)]) == pytest.approx(369.06)
    assert settled(1_369.06, [(1_400.0, NO_EXEMPTION)]) == 0.0
    # Of two earners each has an own exemption: 1,955.80 − (900 − 225) − (800 − 200) = 680.80; a credit of 30 counts in full.
    assert settled(1_955.80, [(900.0, regular), (800.0, regular)]) == pytest.approx(680.80)
    assert settled(1_955.80, [(900.0, regular), (800.0, regular)], 30.0) == pytest.approx(650.80)


@given(st.floats(0, 4_000), st.floats(0.01, 500), st.sampled_from(["regular", "medical", "lks", "none"]))
def test_earning_more_never_raises_assistance_and_never_costs_more_than_it_brings(net: float, extra: float, kind: str) -> None:
    rule = exemption_rule(Household(exemption=kind), 0, LAW)  # type: ignore[arg-type]
    less, more = (settled(1_369.06, [(pay, rule)]) for pay in (net, net + extra))
    assert more <= less + 1e-9
    assert less - more <= extra + 1e-9
