"""The financial buffer: swinging income on one side, a guaranteed monthly amount on the other.

Wage and assistance go into an escrow account (derdenrekening); the account pays a fixed amount every
month. All amounts here are whole cents, so that every balance closes to the cent. Months count from 0.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from core.household import assistance as assist
from core.household.assistance import NO_EXEMPTION, ExemptionRule
from core.household.household import Household
from core.household.law import Law, months_on
from core.household.months import ALLOWANCE_MONTH, laws_of, year_before
from core.household.paths import Cents, WagePath, cents, exempt, fixed_path, job_lost
from core.problem import Problem

NOTICE: Final = 1
"""Assumption: months after a lost job in which the guaranteed amount is still paid in full."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """How the city settles earnings and pays assistance.

    Attributes
    ----------
    norms : tuple[int, ...]
        Assistance norm of each month; after the last it stays [cents/month].
    rules : tuple[ExemptionRule, ...]
        Exemption in each month of work.
    first : int | None
        Assistance that the first month is entitled to, from what was earned before it; None is the whole norm: a new job [cents].
    holiday_share : float
        Part of assistance that is kept back and paid in June [share].
    month : int
        Calendar month of the first month, 1 to 12.
    """

    norms: tuple[int, ...]
    rules: tuple[ExemptionRule, ...]
    first: int | None = None
    holiday_share: float = 0.0
    month: int = 1

    def rule(self, month: int) -> ExemptionRule:
        """Exemption of a month; after the last rule there is none."""
        return self.rules[month] if month < len(self.rules) else NO_EXEMPTION

    def norm(self, month: int) -> int:
        """Norm of a month [cents]."""
        return self.norms[min(month, len(self.norms) - 1)]

    def paid_norm(self, month: int) -> int:
        """What is paid of the norm of a month: without the holiday allowance [cents]."""
        return self.norm(month) - int(self.kept(np.int64(self.norm(month))))

    def kept(self, due: Cents | np.int64) -> Cents:
        """Holiday allowance that is kept back of assistance [cents]."""
        return cents(self.holiday_share * np.asarray(due, dtype=np.float64) / 100.0)

    def is_june(self, month: int) -> bool:
        """Whether the holiday allowance is paid in a month."""
        return (self.month - 1 + month) % 12 + 1 == ALLOWANCE_MONTH


def settlement(household: Household, law: Law, months: int) -> Settlement:
    """The settlement that the law gives this household over the coming months of its job."""
    began = household.months_since_start
    laws = laws_of(household.date, law, months)
    rules = tuple(assist.exemption_rule(household, began + i, each) for i, each in enumerate(laws))
    norms = tuple(int(cents(assist.norm(household, each))) for each in laws)
    rhythm = Settlement(norms, rules, None, law.value("norm.holiday_share"), household.date.month)
    if began == 0:
        return rhythm
    before = fixed_path(household, law, 1, attribution="worked")
    return replace(rhythm, first=int(entitlement(before, rhythm)[0]))


def entitlement(path: WagePath, rules: Settlement, later: int = 0) -> Cents:
    """Assistance that the earnings of each month leave of the norm of that month, or of one `later` [cents]."""
    found = np.empty_like(path.counted)
    means = path.partner_counted - path.partner_free + path.credit
    for month in range(path.counted.shape[0]):
        counted = path.counted[month]
        found[month] = np.maximum(0, rules.norm(month + later) - (counted - exempt(counted, rules.rule(month))) - means[month])
    return found


def assistance_due(path: WagePath, rules: Settlement) -> Cents:
    """Assistance of each month with the earnings of the month before settled, holiday allowance included [cents]."""
    first = np.full_like(path.counted[:1], rules.norm(0) if rules.first is None else rules.first)
    return np.concatenate([first, entitlement(path, rules, 1)[:-1]])


def assistance_paid(path: WagePath, rules: Settlement) -> Cents:
    """Assistance that arrives: without the holiday allowance, and in June with that of the twelve months before [cents]."""
    due = assistance_due(path, rules)
    kept = rules.kept(due)
    paid = due - kept
    for month in range(len(due)):
        if rules.is_june(month):
            paid[month] += kept[year_before(month)].sum(axis=0)
    return paid


@dataclass(frozen=True, slots=True)
class Cash:
    """Income without a buffer.

    Attributes
    ----------
    wage, assistance, income : Cents
        Received in each month [cents].
    ahead : Cents
        Assistance received above the entitlement: the claim if the assistance ended now [cents].
    swing : int
        Highest minus lowest month [cents].
    months_below_norm : int
        Months with an income below what is paid of the assistance norm by the month [months].
    """

    wage: Cents
    assistance: Cents
    income: Cents
    ahead: Cents
    swing: int
    months_below_norm: int


def without_buffer(path: WagePath, rules: Settlement) -> Cash:
    """What the household receives when nothing is smoothed."""
    paid = assistance_paid(path, rules)
    income = path.wages + paid
    norms, floor = ([of(month) for month in range(len(income))] for of in (rules.norm, rules.paid_norm))
    ahead = np.array(norms) - entitlement(path, rules)
    below = int(np.count_nonzero(income < np.array(floor)))
    return Cash(path.wages, paid, income, ahead, int(income.max() - income.min()), below)


@dataclass(frozen=True, slots=True)
class BufferBudget:
    """What a municipality may add under article 34b of the Participatiewet.

    Attributes
    ----------
    short : int
        What the months with a wage since that article lack of what is paid of the norm [cents].
    added : int
        Part of it that fits in the highest amount of each calendar year [cents].
    """

    short: int
    added: int


def buffer_budget(cash: Cash, rules: Settlement, start: dt.date, law: Law) -> BufferBudget | None:
    """What article 34b allows over these months; None where it does not hold yet in any of them.

    Notes
    -----
    Assumption: the municipality uses it in every month with a wage in which income stays under the norm. It may; it need not.
    """
    short: dict[int, int] = {}
    highest: dict[int, int] = {}
    for month, each in enumerate(laws_of(start, law, len(cash.income))):
        if each.has("exemption.buffer_maximum"):
            year = months_on(start, month).year
            highest[year] = round(100.0 * each.value("exemption.buffer_maximum"))
            lack = max(0, rules.paid_norm(month) - int(cash.income[month])) if cash.wage[month] > 0 else 0
            short[year] = short.get(year, 0) + lack
    if not highest:
        return None
    return BufferBudget(sum(short.values()), sum(min(short[year], highest[year]) for year in highest))


@dataclass(frozen=True, slots=True)
class Account:
    """The escrow account.

    Attributes
    ----------
    buffer : int
        What the city puts in before the first month [cents].
    inflow, paid, balance : Cents
        Wage and assistance in, guaranteed amount out, balance at month end [cents].
    """

    buffer: int
    inflow: Cents
    paid: Cents
    balance: Cents

    @property
    def lowest(self) -> int:
        """Lowest balance at a month end [cents]."""
        return int(self.balance.min())


def with_account(inflow: Cents, buffer: int, paid: int | Cents) -> Account:
    """Run the account: balance = balance before + inflow − payment."""
    payments = np.broadcast_to(np.asarray(paid, dtype=np.int64), inflow.shape).copy()
    return Account(buffer, inflow, payments, buffer + np.cumsum(inflow - payments))


def smallest_buffer(inflow: Cents, guaranteed: int) -> int:
    """Smallest buffer with which the account never falls below zero [cents]."""
    return max(0, int(np.cumsum(guaranteed - inflow).max()))


def highest_guarantee(inflow: Cents, buffer: int) -> int:
    """Highest monthly amount that a buffer can guarantee in every month of the path [cents]."""
    elapsed = np.arange(1, inflow.shape[0] + 1)
    return max(0, int(((buffer + np.cumsum(inflow)) // elapsed).min()))


def steady_guarantee(path: WagePath, rules: Settlement) -> int:
    """What the path yields per month once everything is settled, and never more than the poorest rule gives.

    The mean of wages and entitlement under the last exemption rule of the path [cents/month].
    """
    months = len(path.counted)
    last = replace(rules, rules=(rules.rule(months - 1),) * months)
    yielded = path.counted + path.partner_counted + entitlement(path, last)
    return int(np.sum(yielded) // months)


@dataclass(frozen=True, slots=True)
class JobLoss:
    """What a job that is lost in `month` leaves behind, when the account is closed.

    Attributes
    ----------
    month : int
        First month without wage, from 0.
    account : Account
        The account until it is closed.
    lowest : int
        Lowest balance; below zero the city has to advance [cents].
    left : int
        Balance when the account is closed [cents].
    city_carries : int
        Part of the buffer, or more, that the city does not get back [cents].
    for_client : int
        What is left above the buffer; it is the client's own money [cents].
    claim : int
        Assistance above the entitlement that is then still open [cents].
    client_debt : int
        Debt of the client after closing. The city carries the shortage, so this is zero [cents].
    """

    month: int
    account: Account
    lowest: int
    left: int
    city_carries: int
    for_client: int
    claim: int
    client_debt: int


def job_loss(path: WagePath, rules: Settlement, buffer: int, guaranteed: int, *, month: int, notice: int = NOTICE) -> JobLoss:
    """Lose the job in `month`.

    Notes
    -----
    The guaranteed amount is paid until `notice` months after the first month without wage; then the
    account pays no more than the norm. One month later everything is settled and the account closes.
    Assistance is taken to be full again in the month after the last settlement, without a new application.
    """
    months = path.received.shape[0]
    if not 0 <= month < months:
        raise Problem("household.out_of_range", name="month", value=month, low=0, high=months - 1)
    end = month + notice + 2
    lost = job_lost(WagePath(*(_stretched(part, end) for part in _parts(path))), month)
    inflow = lost.wages + assistance_paid(lost, rules)
    paid = np.full(end, guaranteed, dtype=np.int64)
    for later in range(month + notice, end):
        paid[later] = min(guaranteed, rules.paid_norm(later))
    account = with_account(inflow, buffer, paid)
    left = int(account.balance[-1])
    claim = max(0, int(assistance_due(lost, rules)[-1] - entitlement(lost, rules)[-1]))
    return JobLoss(month, account, account.lowest, left, max(0, buffer - left), max(0, left - buffer), claim, 0)


def job_loss_table(path: WagePath, rules: Settlement, buffer: int, guaranteed: int, notice: int = NOTICE) -> tuple[JobLoss, ...]:
    """What every possible month of job loss leaves behind."""
    return tuple(job_loss(path, rules, buffer, guaranteed, month=k, notice=notice) for k in range(path.received.shape[0]))


def _parts(path: WagePath) -> tuple[Cents, ...]:
    return path.received, path.counted, path.partner, path.partner_counted, path.partner_free, path.credit


def _stretched(amounts: Cents, months: int) -> Cents:
    """The first `months` months; after its own last month the path goes on as in that month."""
    return np.concatenate([amounts[:months], np.repeat(amounts[-1:], max(0, months - amounts.shape[0]))])
