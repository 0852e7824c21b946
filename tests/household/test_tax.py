"""Income tax and credits: hand-worked amounts, continuity and the labour-credit trap."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.household import tax
from tests.household import law_on

YEARS = (2024, 2025, 2026)
RULES = {year: tax.tax_rules(law_on(dt.date(year, 1, 1))) for year in YEARS}
years = st.sampled_from(YEARS)
incomes = st.floats(0, 200_000)


@pytest.mark.parametrize(
    ("year", "income", "expected"),
    [
        (2024, 20_000, 7_394.00),  # 36.97% × 20,000
        (2024, 80_000, 27_919.00 + 2_218.59),  # 36.97% × 75,518 = 27,919.00; 49.5% × 4,482 = 2,218.59
        (2025, 40_000, 13_769.57 + 584.31),  # 35.82% × 38,441 = 13,769.57; 37.48% × 1,559 = 584.31
        (2026, 80_000, 13_900.67 + 14_852.35 + 779.13),  # 35.75% × 38,883; 37.56% × 39,543; 49.5% × 1,574
    ],
)
def test_bracket_tax_by_hand(year: int, income: float, expected: float) -> None:
    assert tax.bracket_tax(income, RULES[year]) == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize(
    ("year", "wage", "expected"),
    [
        (2024, 17_885.84, 2_978.40),  # 968 + 31.433% × 6,395.84
        (2025, 19_408.90, 3_154.15),  # 980 + 30.030% × 7,239.90
        (2026, 26_435.63, 5_311.52),  # 5,300 + 1.950% × 590.63
        (2026, 60_000.00, 4_747.04),  # 5,685 − 6.510% × 14,408
    ],
)
def test_labour_credit_by_hand(year: int, wage: float, expected: float) -> None:
    assert tax.labour_credit(wage, RULES[year]) == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize(("year", "constant", "increment"), [(2024, 5_158.0, 4_190.0), (2026, 5_300.0, 4_304.0)])
def test_the_third_segment_starts_at_the_credit_and_not_at_its_increase(year: int, constant: float, increment: float) -> None:
    # A payroll program in circulation has 4,190 and 4,304 here: the increase over the second segment.
    rules = RULES[year]
    end = rules.labour[4]
    assert law_on(dt.date(year, 1, 1)).value("tax.labour_3_base") == constant
    assert tax.labour_credit(end + 0.01, rules) == pytest.approx(tax.labour_credit(end, rules), abs=0.1)
    assert tax.labour_credit(end + 0.01, rules) > increment + 900


@pytest.mark.parametrize("year", YEARS)
def test_the_labour_credit_reaches_its_published_maximum(year: int) -> None:
    rules = RULES[year]
    end, maximum = rules.labour[7], rules.labour[8]
    assert tax.labour_credit(end, rules) == pytest.approx(maximum, abs=0.1)


@pytest.mark.parametrize(("year", "end"), [(2024, 124_934), (2025, 129_078), (2026, 132_920)])
def test_the_labour_credit_ends_at_zero_without_a_jump(year: int, end: float) -> None:
    # 2026: 45,592 + 5,685 / 6.51% = 132,920. A list in circulation has 132,290: digits changed places.
    assert tax.labour_credit(end - 2, RULES[year]) == pytest.approx(0.1, abs=0.15)
    assert tax.labour_credit(end + 2, RULES[year]) == 0.0


@pytest.mark.parametrize(
    ("year", "income", "expected"),
    [(2024, 24_812, 3_362.0), (2025, 38_406, 2_434.30), (2026, 78_500, 0.0)],  # 2025: 3,068 − 6.337% × 10,000
)
def test_general_credit_by_hand(year: int, income: float, expected: float) -> None:
    assert tax.general_credit(income, RULES[year]) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("year", "wage", "expected"),
    [(2024, 6_073, 0.0), (2025, 16_174.08, 1_148.33), (2025, 32_223, 2_986.0), (2026, 60_000, 3_032.0)],
)
def test_combination_credit_by_hand(year: int, wage: float, expected: float) -> None:
    assert tax.combination_credit(wage, RULES[year]) == pytest.approx(expected, abs=0.1)


@given(years, incomes)
def test_tax_and_credits_have_no_jump(year: int, income: float) -> None:
    # The law rounds its constants to whole euros: at most a few cents between segments.
    rules, step = RULES[year], 0.01
    for rule in (tax.bracket_tax, tax.general_credit, tax.labour_credit, tax.combination_credit):
        assert abs(rule(income + step, rules) - rule(income, rules)) < step + 0.1


@given(years, incomes, st.floats(0, 10_000))
def test_tax_rises_with_wage_and_net_pay_never_falls(year: int, wage: float, extra: float) -> None:
    rules = RULES[year]
    assert tax.bracket_tax(wage + extra, rules) >= tax.bracket_tax(wage, rules)
    assert tax.income_tax(wage + extra, 0.0, False, rules) >= tax.income_tax(wage, 0.0, False, rules) - 0.1
    for young in (False, True):
        assert tax.net_income(wage + extra, 0.0, young, rules) >= tax.net_income(wage, 0.0, young, rules) - 1e-6


@given(years, incomes, st.booleans())
def test_credits_are_never_paid_out(year: int, wage: float, young: bool) -> None:
    assert tax.income_tax(wage, 0.0, young, RULES[year]) >= 0.0


def test_gross_assistance_of_a_single_person_in_2025_by_hand() -> None:
    # Net 12 × 1,369.06 = 16,428.72. Gross g: g − (35.82% × g − 3,068) = 16,428.72, so g = 13,360.72 / 64.18%.
    assert tax.gross_equivalent(16_428.72, 0.0, False, RULES[2025]) == pytest.approx(20_817.58, abs=0.02)


@given(years, st.floats(0, 40_000), st.floats(0, 30_000), st.booleans())
def test_gross_assistance_leaves_the_net_amount_beside_the_wage(year: int, net: float, wage: float, young: bool) -> None:
    rules = RULES[year]
    gross = tax.gross_equivalent(net, wage, young, rules)
    assert gross >= net - 1e-6
    assert tax.net_income(wage, gross, young, rules) == pytest.approx(tax.net_income(wage, 0.0, young, rules) + net, abs=0.01)
