"""Everything that the page shows of one set of inputs, computed once per change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.city import City
from core.household.buffer import (
    Account,
    Cash,
    Cents,
    JobLoss,
    Settlement,
    WagePath,
    fixed_path,
    highest_guarantee,
    job_loss_table,
    job_lost,
    settlement,
    smallest_buffer,
    steady_guarantee,
    variable_path,
    with_account,
    without_buffer,
)
from core.household.command import after_exemption
from core.household.curve import Curve, Pressure, curve, pressures
from core.household.household import gross_year
from core.household.income import Comparison, compare
from core.household.law import law_on
from core.household.months import MONTHS, Month, Year, first_months, years
from core.household.risk import BufferRisk, HoursRisk, buffer_risk, draw_hours
from pages.huishouden.form import Inputs, Session

CLOSE: float = 0.005
"""Pressures that differ by less than half a cent on the euro are called the same."""


@dataclass(frozen=True, slots=True)
class Worst:
    """The steps with the highest pressure next to each other: `below` to `above` hours."""

    below: float
    above: float
    share: float
    cause: str


@dataclass(frozen=True, slots=True)
class Worked:
    """The results for one set of inputs.

    Attributes
    ----------
    later : Comparison | None
        The same household when the temporary exemption is over; None when nothing ends that is felt.
    gross : float
        Gross wage with holiday pay [EUR/month].
    cash : Cash
        Income without a buffer, also when the job is lost.
    guaranteed, needed, highest : int
        Fixed amount, smallest buffer for it, highest amount for the given buffer [cents].
    account : Account
        The escrow account over the path that is shown.
    losses : tuple[JobLoss, ...]
        What a job that ends in each month leaves behind.
    """

    inputs: Inputs
    found: Comparison
    later: Comparison | None
    gross: float
    over: Curve
    steps: tuple[Pressure, ...]
    worst: Worst | None
    months: tuple[Month, ...]
    years: tuple[Year, ...]
    rules: Settlement
    cash: Cash
    guaranteed: int
    needed: int
    highest: int
    account: Account
    losses: tuple[JobLoss, ...]
    risk: BufferRisk

    @property
    def buffer(self) -> int:
        """What the city puts in [cents]."""
        return round(100 * self.inputs.buffer)


def adopt(held: Session, inputs: Inputs, city: City | None) -> Worked:
    """Take these inputs and their results into the session; an opened drawer or another language computes nothing anew.

    Raises Problem, and changes nothing, when the law has no value for them.
    """
    worked = held.worked
    if not (isinstance(worked, Worked) and worked.inputs == inputs and worked.found.law.city == city):
        worked = compute(inputs, city)
    held.inputs, held.worked, held.fault = inputs, worked, None
    return worked


def compute(inputs: Inputs, city: City | None) -> Worked:
    """Compute everything, under the law of the day and the own rules of a city."""
    household = inputs.household
    found = compare(household, law_on(household.date, city))
    law = found.law
    over = curve(household, law)
    steps = pressures(over)
    months = first_months(household, law, MONTHS, inputs.payroll, inputs.lag)
    rules = settlement(household, law, MONTHS)
    if inputs.pay == "variable":
        hours, _ = draw_hours(HoursRisk(household.hours, inputs.spread), MONTHS, 1)
        path = variable_path(household, law, hours[:, 0])
    else:
        path = fixed_path(household, law, MONTHS, inputs.payroll)
    steady = steady_guarantee(path, rules)
    guaranteed = steady if inputs.guaranteed is None else round(100 * inputs.guaranteed)
    buffer = round(100 * inputs.buffer)
    inflow = without_buffer(path, rules).income
    losses = job_loss_table(path, rules, buffer, guaranteed)
    cash, account = _shown(inputs, path, rules, losses, with_account(inflow, buffer, guaranteed))
    risk = buffer_risk(
        household, law, HoursRisk(household.hours, inputs.spread, inputs.loss), guaranteed=guaranteed, buffer=buffer
    )
    return Worked(
        inputs, found, after_exemption(found), gross_year(household, household.hours, law) / 12.0, over, steps, _worst(steps),
        months, years(months, found.before), rules, cash, guaranteed, smallest_buffer(inflow, guaranteed),
        highest_guarantee(inflow, buffer), account, losses, risk,
    )  # fmt: skip


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


def _worst(steps: tuple[Pressure, ...]) -> Worst | None:
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
