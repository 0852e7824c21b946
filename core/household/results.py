"""Everything that is known about one set of inputs, computed once; page, document and charts take it from here."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from core.city import City
from core.household.assistance import exemption_rule
from core.household.buffer import (
    Account,
    BufferBudget,
    Cash,
    JobLoss,
    Settlement,
    buffer_budget,
    highest_guarantee,
    job_loss_table,
    settlement,
    smallest_buffer,
    steady_guarantee,
    with_account,
    without_buffer,
)
from core.household.curve import Curve, Pressure, curve, pressures
from core.household.household import LIMITS, gross_year
from core.household.income import Comparison, compare
from core.household.inputs import Inputs
from core.household.law import law_on
from core.household.months import MONTHS, Month, Year, first_months, without_work_months, years
from core.household.paths import Cents, WagePath, fixed_path, job_lost, variable_path
from core.household.risk import BufferRisk, HoursRisk, buffer_risk, draw_hours

CLOSE: Final = 0.005
"""Pressures that differ by less than half a cent on the euro are called the same."""


@dataclass(frozen=True, slots=True)
class Worst:
    """The steps with the highest pressure next to each other: `below` to `above` hours."""

    below: float
    above: float
    share: float
    cause: str


@dataclass(frozen=True, slots=True)
class Change:
    """What work changes in a month, in four parts that add up to the gain [EUR/month].

    Attributes
    ----------
    pay : float
        Net pay.
    assistance, costs : float
        Assistance that goes, and what child care and travel cost; both above zero.
    rest : float
        Change of allowances and repayments.
    """

    pay: float
    assistance: float
    rest: float
    costs: float


@dataclass(frozen=True, slots=True)
class Buffered:
    """What the buffer does for one set of inputs.

    Attributes
    ----------
    cash : Cash
        Income without a buffer, also when the job is lost.
    guaranteed, needed, highest : int
        Fixed amount, smallest buffer for it, highest amount for the given buffer [cents].
    account : Account
        The escrow account over the path that is shown.
    losses : tuple[JobLoss, ...]
        What a job that ends in each month leaves behind.
    budget : BufferBudget | None
        What article 34b of the Participatiewet lets the city add to the months that are shown.
    """

    rules: Settlement
    cash: Cash
    guaranteed: int
    needed: int
    highest: int
    account: Account
    losses: tuple[JobLoss, ...]
    risk: BufferRisk
    budget: BufferBudget | None


@dataclass(frozen=True)
class Worked:
    """The results for one set of inputs; those of the buffer, which stand behind a fold, when somebody asks for them.

    Attributes
    ----------
    later : Comparison | None
        The same household when the temporary exemption is over; None when nothing ends that is felt.
    gross : float
        Gross wage with holiday pay [EUR/month].
    """

    inputs: Inputs
    found: Comparison
    later: Comparison | None
    gross: float
    over: Curve
    steps: tuple[Pressure, ...]
    worst: Worst | None
    months: tuple[Month, ...]

    @functools.cached_property
    def years(self) -> tuple[Year, ...]:
        """The calendar years of the months."""
        return years(self.months, without_work_months(self.found.household, self.found.law))

    @functools.cached_property
    def buffered(self) -> Buffered:
        """What the buffer does."""
        return _buffered(self.inputs, self.found)

    @property
    def city(self) -> City | None:
        """Whose own rules are counted with."""
        return self.found.law.city

    @property
    def buffer(self) -> int:
        """What the city puts in [cents]."""
        return round(100 * self.inputs.buffer)

    @property
    def kept(self) -> float:
        """What is left of a euro of gross wage, over all of it [share]."""
        return self.found.gain / self.gross if self.gross > 0 else 0.0

    @property
    def lowest(self) -> Month:
        """The month in which least comes in."""
        return min(self.months, key=lambda month: month.disposable)

    @property
    def highest_month(self) -> Month:
        """The month in which most comes in."""
        return max(self.months, key=lambda month: month.disposable)

    @property
    def ahead(self) -> float:
        """Most assistance that is ever received above the entitlement [EUR]."""
        return max(month.assistance_ahead for month in self.months)

    @property
    def chosen_loss(self) -> JobLoss | None:
        """The lost job that the charts show; None while the job goes on."""
        return self.buffered.losses[self.inputs.lost - 1] if self.inputs.lost else None

    @property
    def worst_loss(self) -> JobLoss:
        """The month of job loss that costs the city most."""
        return max(self.buffered.losses, key=lambda loss: loss.city_carries)

    @property
    def months_paid_on(self) -> int:
        """Months that the account still pays from the month in which the job that is shown ends [months]."""
        return len(self.buffered.account.paid) - self.inputs.lost + 1


def compute(inputs: Inputs, city: City | None, over: Curve | None = None) -> Worked:
    """Compute everything, under the law of the day and the own rules of a city.

    Raises Problem when the law has no value for the household. `over` is its curve, where that is known already.
    """
    household = inputs.household
    found = compare(household, law_on(household.date, city))
    law = found.law
    over = curve(household, law) if over is None else over
    steps = pressures(over)
    return Worked(
        inputs=inputs,
        found=found,
        later=after_exemption(found),
        gross=gross_year(household, household.hours, law) / 12.0,
        over=over,
        steps=steps,
        worst=worst_of(steps),
        months=first_months(household, law, MONTHS, inputs.payroll, inputs.lag, inputs.attribution),
    )


def _buffered(inputs: Inputs, found: Comparison) -> Buffered:
    household, law = inputs.household, found.law
    rules = settlement(household, law, MONTHS)
    if inputs.pay == "variable":
        hours, _ = draw_hours(HoursRisk(household.hours, inputs.spread), MONTHS, 1)
        path = variable_path(household, law, hours[:, 0])
    else:
        path = fixed_path(household, law, MONTHS, inputs.payroll, inputs.attribution)
    steady = steady_guarantee(path, rules)
    guaranteed = steady if inputs.guaranteed is None else round(100 * inputs.guaranteed)
    buffer = round(100 * inputs.buffer)
    inflow = without_buffer(path, rules).income
    losses = job_loss_table(path, rules, buffer, guaranteed)
    cash, account = _shown(inputs, path, rules, losses, with_account(inflow, buffer, guaranteed))
    risk = buffer_risk(
        household, law, HoursRisk(household.hours, inputs.spread, inputs.loss), guaranteed=guaranteed, buffer=buffer
    )
    return Buffered(
        rules=rules,
        cash=cash,
        guaranteed=guaranteed,
        needed=smallest_buffer(inflow, guaranteed),
        highest=highest_guarantee(inflow, buffer),
        account=account,
        losses=losses,
        risk=risk,
        budget=buffer_budget(cash, rules, household.date, law),
    )


def after_exemption(found: Comparison) -> Comparison | None:
    """The same household when a temporary exemption is over; None when nothing ends that is felt."""
    household, law = found.household, found.law
    last = int(LIMITS["months_since_start"][1])
    now, then = (
        {exemption_rule(household, months, law, partner=earner.partner) for earner in found.after.working if earner.hours > 0.0}
        for months in (household.months_since_start, last)
    )
    if now == then or found.after.amounts["assistance"] <= 0.0:
        return None
    return compare(replace(household, months_since_start=last), law)


def change_of(found: Comparison) -> Change:
    """What work changes, in four parts."""
    change = found.difference()
    costs = change["childcare_cost"] + change["travel_cost"]
    rest = sum(change.values()) - change["net_pay"] - change["assistance"] - costs
    return Change(change["net_pay"], -change["assistance"], rest, -costs)


def worst_of(steps: tuple[Pressure, ...]) -> Worst | None:
    """The heaviest step, with the steps beside it that are as heavy."""
    if not steps:
        return None
    shares = np.array([step.share for step in steps])
    first = last = int(np.argmax(shares))
    while first > 0 and shares[first - 1] > shares.max() - CLOSE:
        first -= 1
    while last < len(steps) - 1 and shares[last + 1] > shares.max() - CLOSE:
        last += 1
    heaviest = steps[int(np.argmax(shares))]
    return Worst(steps[first].below, steps[last].above, heaviest.share, heaviest.cause)


def _shown(
    inputs: Inputs, path: WagePath, rules: Settlement, losses: tuple[JobLoss, ...], account: Account
) -> tuple[Cash, Account]:
    """What the charts draw: the path, or the path until the account is closed after a lost job."""
    if inputs.lost == 0:
        return without_buffer(path, rules), account
    lost = losses[inputs.lost - 1]
    months = min(len(lost.account.paid), len(path.received))
    cut: list[Cents] = [part[:months] for part in (lost.account.inflow, lost.account.paid, lost.account.balance)]
    return without_buffer(job_lost(path, inputs.lost - 1), rules), Account(account.buffer, *cut)
