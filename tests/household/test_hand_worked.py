"""Households worked by hand: amounts and rules as the law of each day states them, and arithmetic that is ours alone.

Nothing here comes from `data/` or from the product: wage, tax, norm and exemption stand below as they are published.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Any

import pytest

from core.household.household import Household, household_from
from core.household.months import first_months
from tests.household import compare, law_on


@dataclass(frozen=True)
class Day:
    """What a day's law says: minimum wage, norms, maxima of the exemption, and the tax of the year."""

    wage: float
    youth: dict[int, float]
    couple: float
    single: float
    young: float
    regular: float
    parent: float
    medical: float
    tax: tuple[float, float, float]
    general: tuple[float, float, float]
    labour: tuple[float, ...]


TAX_2024 = ((0.3697, 75_518, 0.3697), (3_362, 24_812, 0.0663))
LABOUR_2024 = (0.08425, 11_490, 968, 0.31433, 24_820, 5_158, 0.02471, 39_957, 5_532)
TAX_2026 = ((0.3575, 38_883, 0.3756), (3_115, 29_736, 0.06398))
LABOUR_2026 = (0.08324, 11_965, 996, 0.31009, 25_845, 5_300, 0.0195, 45_592, 5_685)
HALF_2026: dict[int, float] = {18: 0.5, 19: 0.6, 20: 0.8}
DAYS = {
    dt.date(2024, 7, 1): Day(
        13.68, HALF_2026, 1_869.21, 1_308.45, 323.03, 269.0, 167.79, 170.18, *TAX_2024, LABOUR_2024
    ),
    dt.date(2026, 1, 1): Day(
        14.71, HALF_2026, 2_002.13, 1_401.50, 345.99, 285.0, 177.66, 180.19, *TAX_2026, LABOUR_2026
    ),
    dt.date(2026, 7, 1): Day(
        14.99, HALF_2026, 2_027.79, 1_419.46, 350.42, 285.0, 177.66, 180.19, *TAX_2026, LABOUR_2026
    ),
    # Of 2027 the exemption and the youth wage are known; amounts are those of July 2026, tax is that of 2026.
    dt.date(2027, 1, 1): Day(
        14.99, {18: 0.625, 19: 0.75, 20: 0.875}, 2_027.79, 1_419.46, 350.42, math.inf, math.inf, math.inf, *TAX_2026, LABOUR_2026
    ),
}  # fmt: skip


def payslip(day: Day, age: int, hours: float) -> float:
    """Net pay of a month at the minimum wage, holiday pay included: (gross − tax + credits) ÷ 12."""
    hourly = round(day.wage * day.youth.get(age, 1.0) + 1e-9, 2)
    gross = hourly * hours * 52 * 1.08
    low, bracket, high = day.tax
    tax = low * min(gross, bracket) + high * max(gross - bracket, 0.0)
    most, start, rate = day.general
    credit = max(most - rate * max(gross - start, 0.0), 0.0)
    rate_1, end_1, base_2, rate_2, end_2, base_3, rate_3, _, highest = day.labour
    if gross <= end_1:
        credit += rate_1 * gross
    elif gross <= end_2:
        credit += base_2 + rate_2 * (gross - end_1)
    else:
        credit += min(base_3 + rate_3 * (gross - end_2), highest)
    return (gross - max(tax - credit, 0.0)) / 12


def free(date: dt.date, day: Day, pay: float, age: int, months: int, *, parent: bool, kind: str) -> float:
    """Exempt earnings: article 31(2) n, r, y and z with 31(5), from 2027 article 34a."""
    if date.year >= 2027:
        return 0.15 * pay if kind == "medical" or months < 12 else 0.0
    first = 6 if age >= 27 else 0
    if months < first:
        return min(0.25 * pay, day.regular)
    if kind == "medical" or (kind == "lks" and months < first + 12):
        return min(0.15 * pay, day.medical)
    return min(0.125 * pay, day.parent) if parent and age >= 27 and months < 36 else 0.0


def norm(day: Day, ages: list[int], sharers: int) -> float:
    """Articles 20, 21 and 22a, for households without children or with one adult."""
    older = [age for age in ages if age >= 21]
    if sharers and older:
        persons = len(older) + sharers
        each = (0.4 + 0.3 * persons) / persons * day.couple
    else:
        each = day.single if len(ages) == 1 else day.couple / 2
    return len(older) * each + (len(ages) - len(older)) * day.young


CASES: list[dict[str, Any]] = [
    {"hours": 12}, {"hours": 24}, {"hours": 36},
    *({"hours": hours, "age": age} for age in (18, 19, 20, 21, 22, 26, 27, 55) for hours in (8, 20)),
    *({"hours": 16, "months_since_start": months} for months in (5, 6, 11, 12, 30)),
    *({"hours": 16, "months_since_start": months, "exemption": "medical"} for months in (0, 6, 40)),
    {"hours": 16, "age": 23, "exemption": "medical"}, {"hours": 16, "months_since_start": 8, "exemption": "lks"},
    *({"hours": 10, "cost_sharers": count} for count in (1, 2, 4)),
    {"hours": 10, "age": 22, "cost_sharers": 1}, {"hours": 4, "age": 19, "cost_sharers": 3},
    {"kind": "couple", "hours": 24}, {"kind": "couple", "hours": 16, "partner_hours": 16},
    {"kind": "couple", "hours": 20, "partner_hours": 8, "months_since_start": 7},
    {"kind": "couple", "hours": 12, "partner_hours": 12, "age": 25, "partner_age": 40},
    {"kind": "couple", "hours": 8, "partner_hours": 12, "age": 30, "partner_age": 20},
    {"kind": "couple", "hours": 10, "partner_hours": 10, "cost_sharers": 1},
    {"kind": "single_parent", "child_ages": (13,), "hours": 20},
    {"kind": "single_parent", "child_ages": (13,), "hours": 20, "months_since_start": 9},
]  # fmt: skip


@pytest.mark.parametrize("date", DAYS)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_net_pay_and_assistance_are_those_worked_by_hand(date: dt.date, case: dict[str, Any]) -> None:
    day = DAYS[date]
    household = Household(**case, date=date)
    ages = [household.age, household.partner_age] if household.kind == "couple" else [household.age]
    hours = [household.hours, household.partner_hours]
    pays = [payslip(day, age, each) for age, each in zip(ages, hours, strict=False)]
    months, kind = household.months_since_start, household.exemption
    settled = sum(pay - free(date, day, pay, age, months, parent=False, kind=kind) for pay, age in zip(pays, ages, strict=True))
    found = compare(household).after.amounts
    assert found["net_pay"] == pytest.approx(sum(pays), abs=0.02)
    assert found["assistance"] == pytest.approx(max(norm(day, ages, household.cost_sharers) - settled, 0.0), abs=0.03)


@pytest.mark.parametrize("date", DAYS)
@pytest.mark.parametrize("months", [0, 8, 13, 40])
def test_a_single_parent_of_a_young_child_worked_by_hand(date: dt.date, months: int) -> None:
    # 16 hours: the credit, 11.45% over a threshold, is more than the tax, so it gives all of the tax back: no wage, but means.
    day = DAYS[date]
    pay = payslip(day, 30, 16)
    credit = day.wage * 16 * 52 * 1.08 / 12 - pay
    exempt = free(date, day, pay, 30, months, parent=True, kind="regular")
    found = compare(
        Household(kind="single_parent", child_ages=(5,), hours=16, months_since_start=months, date=date)
    ).after.amounts
    assert found["net_pay"] == pytest.approx(pay, abs=0.02)
    assert found["combination_credit"] == pytest.approx(credit, abs=0.02)
    assert found["assistance"] == pytest.approx(day.single - pay - credit + exempt, abs=0.03)


@pytest.mark.parametrize("date", DAYS)
def test_a_wage_of_four_weeks_worked_by_hand(date: dt.date) -> None:
    # Pay days 28 days apart from the 28th of the first month, each a thirteenth of the year: by pay day that is what counts, by
    # the weeks worked a twelfth is.
    day = DAYS[date]
    year = 12 * payslip(day, 30, 16)
    household = Household(hours=16, exemption="none", date=date)
    months = first_months(household, law_on(date), 6, "four_weekly")
    assert [month.pays for month in months] == [1] * 6
    assert months[1].assistance == pytest.approx(0.95 * (day.single - year / 13), abs=0.03)
    worked = first_months(household, law_on(date), 3, "four_weekly", attribution="worked")
    assert worked[1].assistance == pytest.approx(0.95 * (day.single - year / 12), abs=0.03)


def test_figures_that_others_published() -> None:
    # Net pay at the minimum wage, worked out by others for 12, 24 and 36 hours in 2026.
    for date, pays in ((dt.date(2026, 1, 1), (826.11, 1_607.29, 2_299.89)), (dt.date(2026, 7, 1), (841.84, 1_637.25, 2_328.10))):
        for hours, pay in zip((12, 24, 36), pays, strict=True):
            assert compare(Household(hours=hours, date=date)).after.amounts["net_pay"] == pytest.approx(pay, abs=0.02)
    assert compare(Household(hours=24, date=dt.date(2024, 7, 1))).after.amounts["net_pay"] == pytest.approx(1_511.32, abs=0.02)
    # Two earners of 16 hours in January 2026: 2,165.32 together, and after six months no assistance.
    couple = Household(kind="couple", hours=16, partner_hours=16, months_since_start=6)
    assert compare(couple).after.amounts["net_pay"] == pytest.approx(2_165.32, abs=0.02)
    assert compare(couple).after.amounts["assistance"] == 0.0


FAMILIES: list[tuple[dict[str, Any], tuple[float, ...]]] = [
    ({"date": "2026-01-01", "kind": "couple", "hours": 24, "partner_hours": 16, "child_ages": "5", "rent": 720},
     (2_689.95, 0.0, 18.82, 209, 413, 215)),
    ({"date": "2026-07-01", "kind": "couple", "hours": 32, "child_ages": "13,16", "rent": 800, "months_since_start": 9},
     (2_145.38, 0.0, 0.0, 246, 484, 570)),
    ({"date": "2026-07-01", "kind": "single_parent", "hours": 28, "child_ages": "3,8", "months_since_start": 20},
     (1_904.56, 0.0, 59.73, 129, 396, 714)),
    ({"date": "2026-07-01", "kind": "couple", "hours": 12, "partner_hours": 20, "age": 20, "child_ages": "1"},
     (2_043.30, 11.57, 0.0, 246, 396, 215)),
    ({"date": "2027-01-01", "kind": "single_parent", "hours": 20, "child_ages": "11", "rent": 950, "months_since_start": 11},
     (1_369.94, 221.89, 33.12, 129, 525, 499)),
    ({"date": "2027-01-01", "kind": "couple", "hours": 20, "partner_hours": 20, "age": 24, "partner_age": 66, "cost_sharers": 1,
      "rent": 500}, (2_739.88, 0.0, 0.0, 201, 258, 0)),
    ({"date": "2026-07-01", "hours": 36, "age": 19, "rent": 720}, (1_476.22, 0.0, 0.0, 129, 295, 0)),
    ({"date": "2026-01-01", "kind": "single_parent", "hours": 36, "wage": 18.0, "child_ages": "5,12", "rent": 720},
     (2_631.37, 0.0, 252.67, 53, 351, 732)),
]  # fmt: skip
"""Net pay, assistance, combination credit, and care allowance, rent allowance and child budget in whole euros [EUR/month]."""


@pytest.mark.parametrize(("household", "amounts"), FAMILIES, ids=lambda value: str(value)[:60])
def test_families_worked_out_by_a_program_of_its_own(household: dict[str, Any], amounts: tuple[float, ...]) -> None:
    """From the published amounts of 2026, by another program than this one; assistance is grossed up by bisection."""
    found = compare(household_from(household)).after.amounts
    parts = ("net_pay", "assistance", "combination_credit", "care_allowance", "rent_allowance", "child_budget")
    assert [found[part] for part in parts] == pytest.approx(amounts, abs=0.02)
