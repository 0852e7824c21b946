"""Assistance: which exemption holds when, and what is left of the norm."""

import datetime as dt

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
        (Household(exemption="medical"), 0, "medical"),
        (Household(exemption="medical"), 100, "medical"),
        (Household(exemption="lks"), 5, "regular"),
        (Household(exemption="lks"), 17, "lks"),
        (Household(exemption="lks"), 18, "none"),
        (Household(exemption="none"), 0, "none"),
    ],
)
def test_the_exemption_clock(household: Household, months: int, kind: str) -> None:
    assert exemption_rule(household, months, LAW).kind == kind


def test_the_maxima_of_july_2025() -> None:
    assert exemption_rule(Household(), 0, LAW) == ExemptionRule("regular", 0.25, 278.00)
    assert exemption_rule(PARENT, 6, LAW) == ExemptionRule("parent", 0.125, 173.87)
    assert exemption_rule(Household(exemption="medical"), 0, LAW) == ExemptionRule("medical", 0.15, 176.35)


def test_a_quarter_of_the_wage_is_free_until_the_maximum() -> None:
    rule = exemption_rule(Household(), 0, LAW)
    assert exempt(1_000.0, rule) == 250.0
    assert exempt(1_200.0, rule) == 278.0


def test_a_single_parent_has_the_norm_of_a_single_person() -> None:
    assert norm(PARENT, LAW) == norm(Household(), LAW) == 1_369.06
    assert norm(Household(kind="couple"), LAW) == 1_955.80


def test_settlement_by_hand() -> None:
    # 1,369.06 − (1,000 − 250) = 619.06; without the exemption 369.06; a wage above the norm leaves nothing.
    assert settled(1_369.06, 1_000.0, ExemptionRule("regular", 0.25, 278.0)) == pytest.approx(619.06)
    assert settled(1_369.06, 1_000.0, NO_EXEMPTION) == pytest.approx(369.06)
    assert settled(1_369.06, 1_400.0, NO_EXEMPTION) == 0.0


@given(st.floats(0, 4_000), st.floats(0.01, 500), st.sampled_from(["regular", "medical", "lks", "none"]))
def test_earning_more_never_raises_assistance_and_never_costs_more_than_it_brings(net: float, extra: float, kind: str) -> None:
    rule = exemption_rule(Household(exemption=kind), 0, LAW)  # type: ignore[arg-type]
    less, more = settled(1_369.06, net, rule), settled(1_369.06, net + extra, rule)
    assert more <= less + 1e-9
    assert less - more <= extra + 1e-9
