"""The financial buffer: swinging income on one side, a guaranteed monthly amount on the other.

Wage and assistance go into an escrow account (derdenrekening); the account pays a fixed amount every
month. All amounts here are whole cents, so that every balance closes to the cent. Months count from 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.household import assistance as assist
from core.household.assistance import NO_EXEMPTION, ExemptionRule
from core.household.household import Household
from core.household.law import Law
from core.household.months import PAYS_PER_YEAR, Pay, holiday_accruals, net_wage, pay_counts
from core.problem import Problem

Cents = NDArray[np.int64]
NOTICE: Final = 1
"""Assumption: months after a lost job in which the guaranteed amount is still paid in full."""


@dataclass(frozen=True, slots=True)
class WagePath:
    """Net wages over time.

    Attributes
    ----------
    received : Cents
        What the employer pays in each month, holiday pay included in the month it is paid [cents].
    counted : Cents
        What the city counts as earnings of that month: wage with the holiday pay that is built up [cents].
    """

    received: Cents
    counted: Cents


@dataclass(frozen=True, slots=True)
class Settlement:
    """How the city settles earnings.

    Attributes
    ----------
    norm : int
        Assistance norm [cents/month].
    rules : tuple[ExemptionRule, ...]
        Exemption in each month of work.
    before : int
        Earnings that counted in the month before the path: 0 when the job is new [cents].
    """

    norm: int
    rules: tuple[ExemptionRule, ...]
    before: int = 0

    def rule(self, month: int) -> ExemptionRule:
        """Exemption of a month; after the last rule there is none."""
        return self.rules[month] if month < len(self.rules) else NO_EXEMPTION


def cents(amount: float | NDArray[np.float64]) -> Cents:
    """Euros as whole cents."""
    return np.rint(np.asarray(amount, dtype=np.float64) * 100.0).astype(np.int64)


def settlement(household: Household, law: Law, months: int) -> Settlement:
    """The settlement that the law gives this household over the coming months of its job."""
    first = household.months_since_start
    rules = tuple(assist.exemption_rule(household, first + i, law) for i in range(months))
    before = net_wage(household, law, household.hours).total / 12.0 if first > 0 else 0.0
    return Settlement(int(cents(assist.norm(household, law))), rules, int(cents(before)))


def fixed_path(household: Household, law: Law, months: int, pay: Pay = "monthly") -> WagePath:
    """Constant hours, paid per month or per four weeks; holiday pay arrives in May."""
    yearly = net_wage(household, law, household.hours)
    counts = np.array(pay_counts(household.date, months, pay), dtype=np.float64)
    accruals = np.array(holiday_accruals(household.date, months), dtype=np.float64)
    received = counts * yearly.base / PAYS_PER_YEAR[pay] + accruals * yearly.holiday / 12.0
    return WagePath(cents(received), cents(counts * yearly.total / PAYS_PER_YEAR[pay]))


def variable_path(household: Household, law: Law, hours: NDArray[np.float64]) -> WagePath:
    """Hours that differ per month; holiday pay is paid with every wage.

    `hours` has shape `(months,)` or `(months, draws)` [hours/week]. The tax of a month is a twelfth of the
    tax on a year at those hours, as payroll does it.
    """
    grid = np.arange(0.0, 48.5, 0.5)
    table = np.array([net_wage(household, law, hour).total / 12.0 for hour in grid])
    net = cents(np.interp(hours, grid, table))
    return WagePath(net, net)


def job_lost(path: WagePath, month: int) -> WagePath:
    """The same path without wages from `month` on."""
    received, counted = path.received.copy(), path.counted.copy()
    received[month:] = 0
    counted[month:] = 0
    return WagePath(received, counted)


def entitlement(counted: Cents, rules: Settlement) -> Cents:
    """Assistance each month is entitled to on its own earnings [cents]."""
    found = np.empty_like(counted)
    for month in range(counted.shape[0]):
        rule = rules.rule(month)
        free = np.minimum(cents(rule.share * counted[month] / 100.0), cents(rule.maximum))
        found[month] = np.maximum(0, rules.norm - (counted[month] - free))
    return found


def assistance_paid(counted: Cents, rules: Settlement) -> Cents:
    """Assistance that arrives: earnings of a month are settled in the next one [cents]."""
    first = entitlement(np.full_like(counted[:1], rules.before), rules)
    return np.concatenate([first, entitlement(counted, rules)[:-1]])


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
        Months with an income below the assistance norm [months].
    """

    wage: Cents
    assistance: Cents
    income: Cents
    ahead: Cents
    swing: int
    months_below_norm: int


def without_buffer(path: WagePath, rules: Settlement) -> Cash:
    """What the household receives when nothing is smoothed."""
    paid = assistance_paid(path.counted, rules)
    income = path.received + paid
    ahead = rules.norm - entitlement(path.counted, rules)
    below = int(np.count_nonzero(income < rules.norm))
    return Cash(path.received, paid, income, ahead, int(income.max() - income.min()), below)


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

    The mean of wage and entitlement under the last exemption rule of the path [cents/month].
    """
    last = Settlement(rules.norm, (rules.rule(len(path.counted) - 1),) * len(path.counted))
    return int(np.sum(path.counted + entitlement(path.counted, last)) // len(path.counted))


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
    shortened = WagePath(_stretched(path.received, end), _stretched(path.counted, end))
    lost = job_lost(shortened, month)
    inflow = lost.received + assistance_paid(lost.counted, rules)
    paid = np.full(end, guaranteed, dtype=np.int64)
    paid[month + notice :] = min(guaranteed, rules.norm)
    account = with_account(inflow, buffer, paid)
    left = int(account.balance[-1])
    claim = int(rules.norm - entitlement(lost.counted, rules)[-1])
    return JobLoss(month, account, account.lowest, left, max(0, buffer - left), max(0, left - buffer), claim, 0)


def job_loss_table(path: WagePath, rules: Settlement, buffer: int, guaranteed: int, notice: int = NOTICE) -> tuple[JobLoss, ...]:
    """What every possible month of job loss leaves behind."""
    return tuple(job_loss(path, rules, buffer, guaranteed, month=k, notice=notice) for k in range(path.received.shape[0]))


def _stretched(amounts: Cents, months: int) -> Cents:
    """The first `months` months; the path is over after its own last month."""
    return np.concatenate([amounts[:months], np.zeros(max(0, months - amounts.shape[0]), dtype=np.int64)])
