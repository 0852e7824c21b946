"""Net wages over time in whole cents: of hours that stay and of hours that differ, of one earner and of two."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.household import assistance as assist
from core.household.assistance import ExemptionRule
from core.household.household import Household, credit_holder, earners
from core.household.law import Law
from core.household.months import (
    PAYS_PER_YEAR,
    Attribution,
    Pay,
    counted_share,
    holiday_accruals,
    laws_of,
    net_wage,
    pay_counts,
)
from core.household.tax import credit_paid, tax_rules

Cents = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class WagePath:
    """Net wages over time, by month and where hours are drawn by draw.

    Attributes
    ----------
    received : Cents
        What the employer pays in each month, holiday pay included in the month it is paid [cents].
    counted : Cents
        What the city counts as earnings of that month: wage with the holiday pay that is built up [cents].
    partner : Cents
        What the partner's employer pays [cents].
    partner_counted, partner_free : Cents
        What the city counts of the partner's wage, and what is exempt of it [cents].
    credit : Cents
        Combination credit of the month: no wage, but it counts [cents].
    """

    received: Cents
    counted: Cents
    partner: Cents
    partner_counted: Cents
    partner_free: Cents
    credit: Cents

    @property
    def wages(self) -> Cents:
        """All wages that go to the account [cents]."""
        return self.received + self.partner


def cents(amount: float | NDArray[np.float64]) -> Cents:
    """Euros as whole cents."""
    return np.rint(np.asarray(amount, dtype=np.float64) * 100.0).astype(np.int64)


def exempt(counted: Cents, rule: ExemptionRule) -> Cents:
    """What does not count of earnings [cents]."""
    free = cents(rule.share * counted.astype(np.float64) / 100.0)
    return free if math.isinf(rule.maximum) else np.minimum(free, cents(rule.maximum))


def fixed_path(household: Household, law: Law, months: int, pay: Pay = "monthly", attribution: Attribution = "paid") -> WagePath:
    """Constant hours, paid per month or per four weeks; holiday pay arrives in May."""
    laws = laws_of(household.date, law, months)
    counts = pay_counts(household.date, months, pay)
    shares = np.array([counted_share(count, pay, attribution) for count in counts])
    accruals = holiday_accruals(household.date, months)
    working = earners(household, household.hours)
    came, counted = [], []
    for earner in working:
        yearly = [net_wage(earner, each) for each in laws]
        base, holiday, total = (np.array([getattr(wage, name) for wage in yearly]) for name in ("base", "holiday", "total"))
        saved = np.array([holiday[i + 1 - n : i + 1].sum() / 12.0 if n else 0.0 for i, n in enumerate(accruals)])
        came.append(np.array(counts) / PAYS_PER_YEAR[pay] * base + saved)
        counted.append(cents(shares * total))
    credit = cents(np.array([_credit(household, household.hours, each) for each in laws]))
    if len(working) == 1:
        return _path(household, laws, (cents(came[0]), counted[0]), None, credit)
    # What arrives together is whole cents; so what the first person brings is the rest.
    partner = cents(came[1])
    return _path(household, laws, (cents(came[0] + came[1]) - partner, counted[0]), (partner, counted[1]), credit)


def variable_path(household: Household, law: Law, hours: NDArray[np.float64]) -> WagePath:
    """Hours of the first person that differ per month; holiday pay is paid with every wage.

    `hours` has shape `(months,)` or `(months, draws)` [hours/week]. The tax of a month is a twelfth of the
    tax on a year at those hours, as payroll does it.
    """
    laws = laws_of(household.date, law, len(hours))
    tables: dict[Law, tuple[NDArray[np.float64], NDArray[np.float64]]] = {}
    net, credit = np.empty(hours.shape), np.empty(hours.shape)
    for month, each in enumerate(laws):
        if each not in tables:
            tables[each] = _tables(household, each)
        net[month], credit[month] = (np.interp(hours[month], _GRID, table) for table in tables[each])
    paid = cents(net)
    other = None
    if household.partner_hours > 0.0:
        partner = earners(household, household.hours)[1]
        wage = cents(np.array([net_wage(partner, each).total / 12.0 for each in laws]))
        wage = wage.reshape(-1, *(1,) * (hours.ndim - 1))
        other = (wage, wage)
    return _path(household, laws, (paid, paid), other, cents(credit))


_GRID: Final = np.arange(0.0, 48.5, 0.5)


def _tables(household: Household, law: Law) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Net wage and combination credit of a month at each number of hours of the first person [EUR/month]."""
    wages = [net_wage(earners(household, float(hours))[0], law).total / 12.0 for hours in _GRID]
    return np.array(wages), np.array([_credit(household, float(hours), law) for hours in _GRID])


def _credit(household: Household, hours: float, law: Law) -> float:
    """Combination credit of a month [EUR/month]."""
    working = earners(household, hours)
    holder = credit_holder(household, working, law)
    return 0.0 if holder is None else credit_paid(working[holder].gross_year(law), tax_rules(law)) / 12.0


def _path(
    household: Household, laws: tuple[Law, ...], own: tuple[Cents, Cents], partner: tuple[Cents, Cents] | None, credit: Cents
) -> WagePath:
    """The path of wages that are received and counted, with what is exempt of a partner's."""
    if partner is None:
        nothing = np.zeros((len(laws), *(1,) * (own[0].ndim - 1)), dtype=np.int64)
        return WagePath(*own, nothing, nothing, nothing, credit)
    began = household.months_since_start
    rules = [assist.exemption_rule(household, began + i, each, partner=True) for i, each in enumerate(laws)]
    free = np.stack([exempt(counted, rule) for counted, rule in zip(partner[1], rules, strict=True)])
    return WagePath(*own, *partner, free, credit)


def job_lost(path: WagePath, month: int) -> WagePath:
    """The same path without the wages of the first person from `month` on; a partner works on."""
    cut = {}
    for name in ("received", "counted", "credit"):
        cut[name] = getattr(path, name).copy()
        cut[name][month:] = 0
    return replace(path, **cut)
