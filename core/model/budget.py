"""What the state pays (BUIG), what the city spends (lasten), and what the reserve loses.

Years are calendar years and money is EUR million. The reference year is settled: its budget is published and
the months before the reference month are fixed, so no lever reaches them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.model.parameters import MONTHS, Floats, Parameters, VangnetRule


@dataclass(frozen=True, slots=True)
class Budget:
    """BUIG per year and the parts it is made of; each shape `(years, draws)` [EUR million], share as a share."""

    macro: Floats
    macro_lks: Floats
    share: Floats
    lks_part: Floats
    total: Floats


@dataclass(frozen=True, slots=True)
class Account:
    """Reserve, general funds and safety net; each shape `(years, draws)` [EUR million].

    `reserve` is at year end and never below zero; `general_funds` is what the year takes from the city's general
    funds; `vangnet_granted` is earned over the year and `vangnet_received` arrives two years later.
    """

    reserve: Floats
    general_funds: Floats
    vangnet_granted: Floats
    vangnet_received: Floats


def from_year(table: dict[int, float], year: int) -> float:
    """Value that holds in `year`: its own, or else the last earlier one. Raises KeyError before the first."""
    known = [candidate for candidate in table if candidate <= year]
    if not known:
        raise KeyError(year)
    return table[max(known)]


def national_budget(published: dict[int, float], years: range, growth: Floats, factor: Floats) -> Floats:
    """National budget per year, shape `(years, draws)`: published, else grown from the year before.

    Parameters
    ----------
    published : dict[int, float]
        By year [EUR million].
    growth, factor : Floats
        Per year, shape `(years, draws)`: growth where nothing is published [share/year], and a deviation [factor].
    """
    rows: list[Floats] = []
    for i, year in enumerate(years):
        rows.append(np.full_like(growth[i], published[year]) if year in published else rows[-1] * (1.0 + growth[i]))
    return np.asarray(np.stack(rows) * factor)


def buig(
    parameters: Parameters, years: range, share: Floats, growth: Floats, macro_factor: Floats, lks_lasten: Floats
) -> Budget:
    """`BUIG = share × (macro − macro_LKS) + LKS_part`, with the LKS part paid back a year late.

    Parameters
    ----------
    share, growth, macro_factor, lks_lasten : Floats
        Per year, shape `(years, draws)`; `years[0]` is the reference year, whose budget is settled.

    Notes
    -----
    A change of the city's caseload has no direct effect on its share: the objective model for cities over 40,000
    inhabitants does not look at own spending (Besluit Participatiewet, art. 3).
    """
    shape = np.broadcast_shapes(share.shape, growth.shape, macro_factor.shape, lks_lasten.shape)
    share, growth, macro_factor = (np.broadcast_to(array, shape) for array in (share, growth, macro_factor))
    macro = national_budget(parameters.macro, years, growth, macro_factor)
    macro_lks = national_budget(parameters.macro_lks, years, growth, macro_factor)
    lks_part = np.empty(shape)
    for i, year in enumerate(years):
        if year in parameters.lks_part:
            lks_part[i] = parameters.lks_part[year]
        else:
            lks_part[i] = lks_lasten[i - 1] * macro_lks[i] / macro_lks[i - 1]
    total = share * (macro - macro_lks) + lks_part
    total[0] = parameters.settled_buig
    return Budget(macro, macro_lks, share, lks_part, total)


def vangnet(deficit: Floats, earlier: Floats, budget: Floats, rule: VangnetRule) -> Floats:
    """Safety net earned over one year [EUR million].

    Nothing up to the own risk, half between the thresholds, all above; and only when the deficits of this year and
    the two before together exceed the own risk of this year's budget as well.

    Parameters
    ----------
    deficit : Floats
        Lasten less definitive budget of the year, vangnet left out [EUR million].
    earlier : Floats
        Sum of the deficits of the two years before; a surplus counts as negative [EUR million].
    budget : Floats
        Definitive budget of the year [EUR million].
    rule : VangnetRule
        Thresholds of the year.

    References
    ----------
    Toetsingscommissie vangnet Participatiewet, berekening en uitbetaling 2024.
    """
    own_risk = rule.own_risk * budget
    half = np.clip(deficit - own_risk, 0.0, (rule.full_from - rule.own_risk) * budget)
    above = np.maximum(deficit - rule.full_from * budget, 0.0)
    access = (deficit > own_risk) & (deficit + earlier > own_risk)
    return np.asarray(np.where(access, rule.half_rate * half + above, 0.0))


def settle(parameters: Parameters, years: range, buig_total: Floats, lasten: Floats) -> Account:
    """Reserve year by year: the result and the vangnet received change it, and what it lacks the general funds pay."""
    shape = lasten.shape
    reserve, general_funds, granted, received = (np.zeros(shape) for _ in range(4))
    deficit = lasten - buig_total
    balance: Floats = np.full(shape[1], parameters.reserve)
    for i, year in enumerate(years):
        # A year before the reference year has no known deficit here: it counts as zero.
        earlier = deficit[max(0, i - 2) : i].sum(axis=0)
        granted[i] = vangnet(deficit[i], earlier, buig_total[i], vangnet_rule(parameters, year))
        if i >= 2:
            received[i] = granted[i - 2]
        balance = balance - deficit[i] + received[i]
        general_funds[i] = np.maximum(-balance, 0.0)
        balance = np.maximum(balance, 0.0)
        reserve[i] = balance
    return Account(reserve, general_funds, granted, received)


def vangnet_rule(parameters: Parameters, year: int) -> VangnetRule:
    """Rule of a budget year; the last known rule holds for later years."""
    known = [candidate for candidate in parameters.vangnet if candidate <= year]
    return parameters.vangnet[max(known)] if known else parameters.vangnet[min(parameters.vangnet)]


def monthly_reserve(
    parameters: Parameters, years: range, month_indices: range, buig_total: Floats, lasten: Floats, account: Account
) -> tuple[Floats, Floats]:
    """Reserve and what the running year has taken from the general funds, per month end.

    BUIG arrives in twelfths; a vangnet arrives in the first quarter and is counted in March. Within a year the
    shortfall is not closed before the year ends, so December equals the yearly account.

    Parameters
    ----------
    month_indices : range
        Month index of each simulated month.
    lasten : Floats
        Lasten of each simulated month, shape `(months, draws)` [EUR million].

    Returns
    -------
    tuple[Floats, Floats]
        Both shape `(months + 1, draws)` [EUR million].
    """
    months, draws = lasten.shape
    position = np.empty((months + 1, draws))
    elapsed = parameters.reference_month % MONTHS + 1
    settled = parameters.settled_bijstand + parameters.settled_lks
    position[0] = parameters.reserve + parameters.settled_buig * elapsed / MONTHS - settled
    for t, index in enumerate(month_indices):
        i = index // MONTHS - years[0]
        opening = account.reserve[i - 1] if index % MONTHS == 0 and i > 0 else position[t]
        position[t + 1] = opening + buig_total[i] / MONTHS - lasten[t]
        if index % MONTHS == 2:
            position[t + 1] += account.vangnet_received[i]
    return np.maximum(position, 0.0), np.maximum(-position, 0.0)
