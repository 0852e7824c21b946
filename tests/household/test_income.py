"""Disposable income before and after work: hand-worked households, identities and continuity."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.facts import sources
from core.household.curve import jumps_between
from core.household.household import Household, gross_year
from core.household.income import COMPONENTS, Comparison, Situation, situation
from tests.household import compare, law_on
from tests.household.conftest import households, quick

JAN_2024, JUL_2025, JAN_2026 = dt.date(2024, 1, 1), dt.date(2025, 7, 1), dt.date(2026, 1, 1)


def _amounts(found: Comparison) -> tuple[float, float, float]:
    after = found.after.amounts
    return after["net_pay"], after["assistance"], after["care_allowance"]


def test_a_single_person_with_24_hours_at_the_minimum_wage_in_january_2024() -> None:
    # Month 13.27 × 24 × 52/12 = 1,380.08; year × 12.96 = 17,885.84.
    # Tax 36.97% = 6,612.39; credits 3,362 + 968 + 31.433% × 6,395.84 = 6,340.40; due 271.99.
    # Net 17,613.85 / 12 = 1,467.82. Exempt 25% = 366.96, at most 264. 1,283.83 − 1,203.82 = 80.01.
    # Care: (1,987 − 1.879% × 26,819) / 12 = 123.59, paid in whole euros.
    found = compare(Household(hours=24, date=JAN_2024))
    assert _amounts(found) == pytest.approx((1_467.82, 80.01, 123.0), abs=0.02)


def test_a_single_parent_with_20_hours_at_the_minimum_wage_in_july_2025() -> None:
    # Month 14.40 × 20 × 52/12 = 1,248; year 16,174.08. Tax 35.82% = 5,793.56.
    # Credits 3,068 + 980 + 30.03% × 4,005.08 = 5,250.72; due 542.83; net (16,174.08 − 542.83) / 12 = 1,302.60 on the payslip.
    # The combination credit, 11.45% × 10,029.08 = 1,148.33, is more than the tax: 542.83 / 12 = 45.24 from the tax authority.
    # 1,369.06 − (1,302.60 + 45.24 − 278) = 299.22. Child budget (2,511 + 3,389) / 12 = 491.67, paid 491.
    parent = Household(kind="single_parent", child_ages=(3,), hours=20, date=JUL_2025)
    found = compare(parent)
    assert _amounts(found) == pytest.approx((1_302.60, 299.22, 131.0), abs=0.02)
    assert found.after.amounts["combination_credit"] == pytest.approx(45.24, abs=0.01)
    assert found.after.amounts["child_budget"] == 491.0
    # After six months 12.5% of the wage, 162.83, is exempt, and the credit counts in full: 1,369.06 − 1,347.84 + 162.83.
    later = compare(replace(parent, months_since_start=6))
    assert later.after.amounts["assistance"] == pytest.approx(184.05, abs=0.01)


def test_a_couple_with_32_hours_at_the_minimum_wage_in_january_2026() -> None:
    # Month 14.71 × 32 × 52/12 = 2,039.79; year 26,435.64. Tax 35.75% = 9,450.74.
    # Credits 3,115 + 5,300 + 1.95% × 590.64 = 8,426.52; due 1,024.22; net 25,411.41 / 12 = 2,117.62.
    # 2,002.13 − (2,117.62 − 285) = 169.51. Care (2 × 2,119 − 4.289% × 29,736) / 12 = 246.89, paid 246.
    couple = Household(kind="couple", hours=32, date=JAN_2026)
    assert _amounts(compare(couple)) == pytest.approx((2_117.62, 169.51, 246.0), abs=0.02)
    after_six = compare(replace(couple, months_since_start=6)).after
    assert after_six.amounts["assistance"] == 0.0


def test_a_single_person_with_40_hours_in_july_2025_has_left_assistance() -> None:
    # Year 14.40 × 40 × 52 × 1.08 = 32,348.16. Tax 11,587.11; general 3,068 − 6.337% × 3,942.16 = 2,818.19;
    # labour 5,220 + 2.258% × 6,060.16 = 5,356.84; due 3,412.08; net 28,936.08 / 12 = 2,411.34.
    # Care (1,573.42 − 13.7% × 3,942.16) / 12 = 86.11, paid 86.
    found = compare(Household(hours=40, date=JUL_2025))
    assert _amounts(found) == pytest.approx((2_411.34, 0.0, 86.0), abs=0.02)


def test_a_couple_on_assistance_keeps_the_full_allowances_while_one_starts_to_work() -> None:
    # Half of 23,469.60 each: gross (11,734.80 − 3,068) / 64.18% = 13,503.90, twice 27,007.79: under 28,406.
    couple = Household(kind="couple", hours=24, date=JUL_2025)
    found = compare(couple)
    assert found.before.test_income == pytest.approx(27_007.79, abs=0.05)
    assert found.after.test_income < 28_406
    assert found.after.amounts["care_allowance"] == found.before.amounts["care_allowance"]


@quick
@given(households())
def test_income_before_work_is_the_norm_with_allowances_and_nothing_else(household: Household) -> None:
    before = compare(household).before
    law = law_on(household.date)
    assert before.amounts["assistance"] == law.value("norm.couple" if household.kind == "couple" else "norm.single")
    for key in ("net_pay", "combination_credit", "childcare_allowance", "work_costs", "childcare_cost", "travel_cost"):
        assert before.amounts[key] == 0.0
    assert before.amounts["care_allowance"] > 100
    assert compare(replace(household, hours=0.0)).gain == 0.0


@quick
@given(households())
def test_the_components_add_up_and_so_does_the_waterfall(household: Household) -> None:
    found = compare(household)
    assert tuple(found.after.amounts) == COMPONENTS
    assert found.after.disposable == pytest.approx(sum(found.after.amounts.values()))
    assert found.before.disposable + sum(found.difference().values()) == pytest.approx(found.after.disposable)


@quick
@given(households())
def test_every_step_has_a_source_or_needs_none_and_the_last_word_is_its_amount(household: Household) -> None:
    after = compare(household).after
    for step in after.steps:
        assert all(source in sources() for source in step.sources)
        if step.key in COMPONENTS:
            assert step.amount == after.amounts[step.key]
    sourced = {step.key for step in after.steps if step.sources}
    assert {"gross_year", "income_tax", "assistance", "test_income", "care_allowance", "rent_allowance"} <= sourced


def _assert_no_unnamed_jump(one: Situation, two: Situation, room: float) -> None:
    named = {jump.key for jump in jumps_between(one, two)}
    jumping = {
        "supplement_limit": "supplement", "supplement_past": "supplement", "childcare_row": "childcare_allowance",
        "rent_limit": "rent_allowance",
    }  # fmt: skip
    # What jumps by name may also change the repayment of a loss.
    free = {jumping[key] for key in named} | ({"work_costs"} if named else set())
    for key in COMPONENTS:
        if key not in free:
            assert abs(two.smooth[key] - one.smooth[key]) < room, key


@quick
@given(households(), st.floats(0, 39.9))
def test_no_component_jumps_over_hours_unless_the_jump_is_named(household: Household, hours: float) -> None:
    law = law_on(household.date)
    before = situation(household, law, 0.0)
    step = 0.001
    one, two = (situation(household, law, h, before) for h in (hours, hours + step))
    extra = (gross_year(household, hours + step, law) - gross_year(household, hours, law)) / 12
    care = (household.childcare_hours or 0.0) * (household.childcare_price or 0.0)
    costs = (care + household.travel) * step / household.hours
    _assert_no_unnamed_jump(one, two, 3 * extra + 2 * costs + 0.02)


@quick
@given(households(), st.floats(0.0001, 0.001))
def test_no_component_jumps_over_the_wage_unless_the_jump_is_named(household: Household, step: float) -> None:
    law = law_on(household.date)
    assert household.wage is not None
    higher = replace(household, wage=household.wage + step)
    extra = (gross_year(higher, higher.hours, law) - gross_year(household, household.hours, law)) / 12
    _assert_no_unnamed_jump(compare(household).after, compare(higher).after, 3 * extra + 0.02)


@quick
@given(households(), st.floats(200, 1_000))
def test_no_component_jumps_over_the_rent_unless_the_jump_is_named(household: Household, rent: float) -> None:
    one, two = (compare(replace(household, rent=r)).after for r in (rent, rent + 0.01))
    _assert_no_unnamed_jump(one, two, 0.011)


@quick
@given(households(), st.floats(0, 35), st.floats(0.5, 5))
def test_more_hours_never_mean_less_net_pay_or_more_assistance(household: Household, hours: float, extra: float) -> None:
    law = law_on(household.date)
    less, more = (situation(household, law, h) for h in (hours, hours + extra))
    assert more.amounts["net_pay"] >= less.amounts["net_pay"] - 1e-6
    assert more.amounts["assistance"] <= less.amounts["assistance"] + 1e-6


def test_a_couple_whose_partner_does_not_work_has_no_childcare_allowance() -> None:
    couple = Household(kind="couple", child_ages=(2,), childcare_hours=80, childcare_price=10.0, date=JUL_2025)
    after = compare(couple).after
    assert after.amounts["childcare_allowance"] == 0.0
    assert after.amounts["childcare_cost"] == -800.0
    assert "childcare_allowance_couple" in {step.formula for step in after.steps}


def test_rent_allowance_is_approximate_up_to_2025_and_exact_from_2026() -> None:
    for date, approximate in ((JUL_2025, True), (JAN_2026, False)):
        steps = {step.key: step for step in compare(Household(date=date)).after.steps}
        assert steps["rent_allowance"].approximate is approximate


def test_a_wage_below_the_minimum_is_announced() -> None:
    assert "below_minimum_wage" in {n.key for n in compare(Household(wage=12.0)).notices}
    assert "below_minimum_wage" not in {n.key for n in compare(Household(wage=14.71)).notices}
