"""The first months in the job, month by month: when money really arrives.

Five clocks run beside each other: wages (per month or per four weeks), holiday pay in May, the holiday allowance of
assistance in June, assistance that settles earnings one month late, and allowances that change some months after the
income does. Each month has the law of its own first day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from core.household import assistance as assist
from core.household import tax
from core.household.household import Earner, Household, earners
from core.household.income import ALLOWANCES, Situation, situation, without_work
from core.household.law import Law, law_on, months_on
from core.household.local import LOCAL_PARTS

Pay = Literal["monthly", "four_weekly"]
Attribution = Literal["paid", "worked"]
"""To which month the city counts a wage of four weeks: that of the pay day, or those in which it was worked."""
ATTRIBUTIONS: Final[tuple[Attribution, ...]] = get_args(Attribution)
MONTHS: Final = 24
HOLIDAY_MONTH: Final = 5
ALLOWANCE_MONTH: Final = 6
"""June, in which the holiday allowance of assistance is paid (Participatiewet, article 45)."""
PAYS_PER_YEAR: Final[dict[Pay, int]] = {"monthly": 12, "four_weekly": 13}
ALLOWANCE_LAG: Final = 2
"""Assumption: months before the Dienst Toeslagen pays on the new income. The visitor can change it."""


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
        Net wage without holiday pay, and net holiday pay, of everybody who works.
    assistance, holiday_allowance : float
        Assistance, with the earnings of the month before settled, and the part of it that is the holiday allowance: in June
        that of the twelve months before, in other months none.
    allowances : float
        National allowances as paid, and the combination credit.
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
    holiday_allowance: float
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
    return [months_on(start, i) for i in range(months)]


def laws_of(start: dt.date, law: Law, months: int) -> tuple[Law, ...]:
    """The law of each month: in the first that of the day itself, after it that of the first day of the month.

    Months with the same values share one law, so that what is worked out under it is worked out once.
    """
    found = [law]
    for day in month_starts(start, months)[1:]:
        new = law_on(day, law.city)
        same = (new.parameters, new.childcare) == (found[-1].parameters, found[-1].childcare)
        found.append(found[-1] if same else new)
    return tuple(found)


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


def net_wage(earner: Earner, law: Law) -> NetWage:
    """Net wage of a year of one person, split in wage and holiday pay; without the credit that no employer pays."""
    rules = tax.tax_rules(law)
    gross = earner.gross_year(law)
    base = tax.net_income(gross / (1.0 + law.value("wage.holiday_share")), 0.0, False, rules)
    return NetWage(base, tax.net_income(gross, 0.0, False, rules) - base)


def counted_share(count: int, pay: Pay, attribution: Attribution) -> float:
    """Part of a year's wage that the city counts in a month with `count` pay days [share]."""
    return count / PAYS_PER_YEAR[pay] if attribution == "paid" else 1.0 / 12.0


def year_before(month: int) -> list[int]:
    """The twelve months before a month of the path; before the first of the path it was as in the first."""
    return [max(at, 0) for at in range(month - 12, month)]


@dataclass(frozen=True, slots=True)
class _Clock:
    """One month of a household that works: its law, income that arrives and counts, and the situation without delay."""

    law: Law
    steady: Situation
    before: Situation
    wages: tuple[NetWage, ...]
    rules: tuple[assist.ExemptionRule, ...]

    def entitled(self, norm: float, share: float) -> float:
        """Assistance against a norm when this month's part of the wage counts [EUR/month]."""
        earned = [(share * wage.total, rule) for wage, rule in zip(self.wages, self.rules, strict=True)]
        return assist.settled(norm, earned, self.steady.amounts["combination_credit"])


def _clock(household: Household, law: Law, month: int, before: Situation) -> _Clock:
    now = replace(household, months_since_start=month)
    working = earners(household, household.hours)
    rules = tuple(assist.exemption_rule(household, month, law, partner=earner.partner) for earner in working)
    wages = tuple(net_wage(earner, law) for earner in working)
    return _Clock(law, situation(now, law, household.hours, before), before, wages, rules)


def first_months(
    household: Household,
    law: Law,
    months: int = MONTHS,
    pay: Pay = "monthly",
    allowance_lag: int = ALLOWANCE_LAG,
    attribution: Attribution = "paid",
) -> tuple[Month, ...]:
    """The first `months` months in the job, from the household's date.

    Notes
    -----
    Assistance of a month = norm − (earnings of the month before − exemption): in the first month the norm
    arrives beside the first wage. Of it 5% is kept back and paid in June, over twelve months; the months before the job
    count as the first. Earnings count with the holiday pay that is built up, so that the payment in May does not count
    again. Allowances that were paid on the old income are settled later: the amount is shown as ahead, it is not taken off
    within these months.
    """
    starts, counts = month_starts(household.date, months), pay_counts(household.date, months, pay)
    laws = laws_of(household.date, law, months)
    before = _before(household, laws)
    clocks = [_clock(household, each, i, before[each]) for i, each in enumerate(laws)]
    accruals = holiday_accruals(household.date, months)
    norms = [assist.norm(household, clock.law) for clock in clocks]
    due: list[float] = []
    found: list[Month] = []
    allowances_ahead = 0.0
    for i, clock in enumerate(clocks):
        share = counted_share(counts[i], pay, attribution)
        last = counted_share(counts[i - 1], pay, attribution)
        due.append(norms[0] if i == 0 else clocks[i - 1].entitled(norms[i], last))
        kept = clock.law.value("norm.holiday_share")
        june = kept * sum(due[at] for at in year_before(i)) if starts[i].month == ALLOWANCE_MONTH else 0.0
        entitled = clock.entitled(norms[i], share)
        owed = _sum(clock.steady, ALLOWANCES)
        allowances = _sum(clock.before, ALLOWANCES) if i < allowance_lag else owed
        allowances_ahead += allowances - owed
        wage = counts[i] / PAYS_PER_YEAR[pay] * sum(each.base for each in clock.wages)
        saved = clocks[i + 1 - accruals[i] : i + 1] if accruals[i] else []
        holiday = sum(each.holiday for of in saved for each in of.wages) / 12.0
        received = (1.0 - kept) * due[i] + june
        credit = clock.steady.amounts["combination_credit"]
        local, costs = _sum(clock.steady, LOCAL_PARTS), _sum(clock.steady, ("childcare_cost", "travel_cost"))
        found.append(
            Month(
                i + 1, starts[i], counts[i], wage, holiday, received, june, allowances + credit, local, costs,
                wage + holiday + received + allowances + credit + local + costs,
                clock.steady.disposable, norms[i] - entitled, allowances_ahead, clock.rules[0].kind,
            )
        )  # fmt: skip
    return tuple(found)


def without_work_months(household: Household, law: Law, months: int = MONTHS) -> tuple[float, ...]:
    """Disposable income of each month when nobody works, the holiday allowance spread over the year [EUR/month]."""
    laws = laws_of(household.date, law, months)
    before = _before(household, laws)
    return tuple(before[each].disposable for each in laws)


def _before(household: Household, laws: Iterable[Law]) -> dict[Law, Situation]:
    """The household when nobody works, under each law; how long a job runs does not matter to it."""
    return {law: without_work(household, law) for law in dict.fromkeys(laws)}


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


def years(months: tuple[Month, ...], without: Sequence[float]) -> tuple[Year, ...]:
    """The whole years in the months, beside the same year without work."""
    return tuple(
        Year(
            start // 12 + 1,
            sum(month.disposable for month in months[start : start + 12]),
            sum(without[start : start + 12]),
            months[start + 11].allowances_ahead,
        )
        for start in range(0, len(months) - 11, 12)
    )


def _sum(found: Situation, keys: tuple[str, ...]) -> float:
    return sum(found.amounts[key] for key in keys)
