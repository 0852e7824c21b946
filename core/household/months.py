"""The first months in the job, month by month: when money really arrives.

Four clocks run beside each other: wages (per month or per four weeks), holiday pay in May, assistance
that settles earnings one month late, and allowances that change some months after the income does.
The law of the first day holds throughout, so that every difference comes from the job.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final, Literal

from core.household import assistance as assist
from core.household import tax
from core.household.household import Household, gross_year, young_child
from core.household.income import Situation, situation
from core.household.law import Law

Pay = Literal["monthly", "four_weekly"]
MONTHS: Final = 24
HOLIDAY_MONTH: Final = 5
PAYS_PER_YEAR: Final[dict[Pay, int]] = {"monthly": 12, "four_weekly": 13}
ALLOWANCE_LAG: Final = 2
"""Assumption: months before the Dienst Toeslagen pays on the new income. The visitor can change it."""
_ALLOWANCES: Final = ("care_allowance", "rent_allowance", "child_budget", "childcare_allowance")


@dataclass(frozen=True, slots=True)
class Month:
    """What arrives in one month [EUR/month, unless said otherwise].

    Attributes
    ----------
    index : int
        Month in the job, from 1.
    first_day : datetime.date
        First day of the calendar month.
    pays : int
        Number of wage payments.
    wage, holiday_pay : float
        Net wage without holiday pay, and net holiday pay.
    assistance : float
        Assistance, with the earnings of the month before settled.
    allowances : float
        National allowances as paid.
    local : float
        The city's own additions.
    costs : float
        Child care and travel, negative.
    disposable : float
        All of these together.
    steady : float
        Disposable income of this month if every clock ran without delay.
    assistance_ahead : float
        Assistance received above the entitlement, because settlement runs a month behind: what would be
        claimed back if the assistance ended now [EUR].
    allowances_ahead : float
        Allowances received so far above the entitlement; negative is still to come [EUR].
    exemption : str
        Exemption rule of the month.
    """

    index: int
    first_day: dt.date
    pays: int
    wage: float
    holiday_pay: float
    assistance: float
    allowances: float
    local: float
    costs: float
    disposable: float
    steady: float
    assistance_ahead: float
    allowances_ahead: float
    exemption: str


def month_starts(start: dt.date, months: int) -> list[dt.date]:
    """First days of `months` calendar months, from the month of `start`."""
    first = start.year * 12 + start.month - 1
    return [dt.date((first + i) // 12, (first + i) % 12 + 1, 1) for i in range(months)]


def pay_counts(start: dt.date, months: int, pay: Pay) -> list[int]:
    """Number of wage payments in each month; four-weekly pay comes every 28 days, thirteen times a year."""
    if pay == "monthly":
        return [1] * months
    starts = month_starts(start, months + 1)
    counts = [0] * months
    day = starts[0] + dt.timedelta(days=27)
    while day < starts[-1]:
        counts[(day.year - starts[0].year) * 12 + day.month - starts[0].month] += 1
        day += dt.timedelta(days=28)
    return counts


def holiday_accruals(start: dt.date, months: int) -> list[int]:
    """Months of holiday pay that are paid out in each month: in May, over at most the twelve months before June."""
    saved, paid = 0, []
    for first in month_starts(start, months):
        saved += 1
        paid.append(saved if first.month == HOLIDAY_MONTH else 0)
        saved = 0 if first.month == HOLIDAY_MONTH else saved
    return paid


@dataclass(frozen=True, slots=True)
class NetWage:
    """Net wage of a year in its two parts.

    Attributes
    ----------
    base : float
        Without holiday pay [EUR/year].
    holiday : float
        What holiday pay adds, after the tax that it adds [EUR/year].
    """

    base: float
    holiday: float

    @property
    def total(self) -> float:
        """Net wage with holiday pay [EUR/year]."""
        return self.base + self.holiday


def net_wage(household: Household, law: Law, hours: float) -> NetWage:
    """Net wage of a year at `hours` a week, split in wage and holiday pay."""
    rules = tax.tax_rules(law)
    gross = gross_year(household, hours, law)
    child = young_child(household, law)
    base = tax.net_income(gross / (1.0 + law.value("wage.holiday_share")), 0.0, child, rules)
    return NetWage(base, tax.net_income(gross, 0.0, child, rules) - base)


def first_months(
    household: Household, law: Law, months: int = MONTHS, pay: Pay = "monthly", allowance_lag: int = ALLOWANCE_LAG
) -> tuple[Month, ...]:
    """The first `months` months in the job, from the household's date.

    Notes
    -----
    Assistance of a month = norm − (earnings of the month before − exemption): in the first month the norm
    arrives beside the first wage. Earnings count with the holiday pay that is built up, so that the
    payment in May does not count again. Allowances that were paid on the old income are settled later:
    the amount is shown as ahead, it is not taken off within these months.
    """
    before = situation(household, law, 0.0)
    yearly = net_wage(household, law, household.hours)
    per_pay = yearly.base / PAYS_PER_YEAR[pay]
    counted_per_pay = yearly.total / PAYS_PER_YEAR[pay]
    norm = assist.norm(household, law)
    starts = month_starts(household.date, months)
    counts = pay_counts(household.date, months, pay)
    accruals = holiday_accruals(household.date, months)
    found: list[Month] = []
    entitled, allowances_ahead = norm, 0.0
    for i in range(months):
        steady = situation(replace(household, months_since_start=i), law, household.hours, before)
        rule = assist.exemption_rule(household, i, law)
        received = entitled
        entitled = assist.settled(norm, counts[i] * counted_per_pay, rule)
        due = _allowances(steady)
        allowances = _allowances(before) if i < allowance_lag else due
        allowances_ahead += allowances - due
        wage, holiday = counts[i] * per_pay, accruals[i] * yearly.holiday / 12.0
        local = steady.amounts["supplement"] + steady.amounts["work_costs"]
        costs = steady.amounts["childcare_cost"] + steady.amounts["travel_cost"]
        found.append(
            Month(
                i + 1, starts[i], counts[i], wage, holiday, received, allowances, local, costs,
                wage + holiday + received + allowances + local + costs,
                steady.disposable, norm - entitled, allowances_ahead, rule.kind,
            )
        )  # fmt: skip
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months in the job together.

    Attributes
    ----------
    index : int
        Year in the job, from 1.
    received, without_work : float
        What arrives, and what would have arrived without work [EUR/year].
    still_to_settle : float
        Allowances received too much at the end of the year; negative is still to come [EUR].
    """

    index: int
    received: float
    without_work: float
    still_to_settle: float


def years(months: tuple[Month, ...], before: Situation) -> tuple[Year, ...]:
    """The whole years in the months, beside the same year without work."""
    return tuple(
        Year(
            start // 12 + 1,
            sum(month.disposable for month in months[start : start + 12]),
            12.0 * before.disposable,
            months[start + 11].allowances_ahead,
        )
        for start in range(0, len(months) - 11, 12)
    )


def _allowances(found: Situation) -> float:
    return sum(found.amounts[key] for key in _ALLOWANCES)
