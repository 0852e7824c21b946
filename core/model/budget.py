"""What the state pays (BUIG), what the city spends (lasten), and what the reserve loses.

Years are calendar years and money is EUR million. A settled reference year has a published budget and months that
are over: no lever reaches them. Where the reference month is a December and nothing of its year is published, the
account begins with the year after it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.model.parameters import MONTHS, Floats, Parameters
from core.model.vangnet import vangnet_years


@dataclass(frozen=True, slots=True)
class Budget:
    """BUIG per year and the parts it is made of; each shape `(years, draws)` [EUR million], share as a share.

    `feedback` is what comes off because the city itself saved the year before; zero unless a scenario assumes it.
    """

    macro: Floats
    macro_lks: Floats
    share: Floats
    lks_part: Floats
    total: Floats
    feedback: Floats

    def first_years(self, count: int) -> Budget:
        """The budget of the first `count` years."""
        return Budget(
            macro=self.macro[:count],
            macro_lks=self.macro_lks[:count],
            share=self.share[:count],
            lks_part=self.lks_part[:count],
            total=self.total[:count],
            feedback=self.feedback[:count],
        )


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

    def first_years(self, count: int) -> Account:
        """The account of the first `count` years."""
        return Account(
            reserve=self.reserve[:count],
            general_funds=self.general_funds[:count],
            vangnet_granted=self.vangnet_granted[:count],
            vangnet_received=self.vangnet_received[:count],
        )


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
    parameters: Parameters,
    years: range,
    share: Floats,
    growth: Floats,
    macro_factor: Floats,
    lks_lasten: Floats,
    *,
    feedback: Floats | None = None,
) -> Budget:
    """`BUIG = share × (macro − macro_LKS) + LKS_part`, with the LKS part paid back a year late.

    Parameters
    ----------
    share, growth, macro_factor, lks_lasten : Floats
        Per year, shape `(years, draws)`; `years[0]` is the first year of the account.
    feedback : Floats | None
        What comes off each year for the city's own saving of the year before, `(years, draws)` [EUR million].

    Notes
    -----
    A change of the city's caseload has no direct effect on its share: the objective model for cities over 40,000
    inhabitants does not look at own spending (Besluit Participatiewet, art. 3). Through the national total it
    has a small one: the state estimates the national budget anew from what all municipalities spent (art. 69 and 71).
    """
    shape = np.broadcast_shapes(share.shape, growth.shape, macro_factor.shape, lks_lasten.shape)
    share, growth, macro_factor = (np.broadcast_to(array, shape) for array in (share, growth, macro_factor))
    macro = national_budget(parameters.macro, years, growth, macro_factor)
    macro_lks = national_budget(parameters.macro_lks, years, growth, macro_factor)
    lks_part = np.empty(shape)
    for i, year in enumerate(years):
        if year in parameters.lks_part:
            lks_part[i] = parameters.lks_part[year]
        elif i == 0:
            lks_part[i] = parameters.lks_lasten_before * macro_lks[i] / parameters.macro_lks[year - 1]
        else:
            lks_part[i] = lks_lasten[i - 1] * macro_lks[i] / macro_lks[i - 1]
    settled = parameters.settled
    if settled is not None:
        share = np.concatenate([np.full((1, shape[1]), settled.share), share[1:]])
    total = share * (macro - macro_lks) + lks_part
    if feedback is None:
        feedback = np.zeros((len(years), 1))
    else:
        total = total - feedback
    if settled is not None:
        total[0] = settled.buig
    return Budget(macro=macro, macro_lks=macro_lks, share=share, lks_part=lks_part, total=total, feedback=feedback)


def lost_to_feedback(share: Floats, saving: Floats) -> Floats:
    """What comes off each year's BUIG for the own saving of the year before `(years, draws)` [EUR million].

    Parameters
    ----------
    share : Floats
        Part of a saving that is lost, `(years, draws)` [share]: about the city's own share of the national budget
        when it saves alone, 1 when all municipalities save the same part.
    saving : Floats
        What the basispad spends on benefits less what this run spends, for every year but the last [EUR million];
        spending more than the basispad raises the budget in the same way.
    """
    lost = share[1:] * saving
    return np.concatenate([np.zeros((1, lost.shape[1])), lost])


def settle(
    parameters: Parameters, years: range, buig_total: Floats, lasten: Floats, *, extended_vangnet: bool = False
) -> Account:
    """Reserve year by year: the result and the vangnet received change it, and what it lacks the general funds pay."""
    shape = np.broadcast_shapes(lasten.shape, buig_total.shape)
    reserve, general_funds, granted, received = (np.zeros(shape) for _ in range(4))
    deficit = np.broadcast_to(lasten - buig_total, shape)
    wider = parameters.vangnet_extended if extended_vangnet else None
    assessed = vangnet_years(years.start, deficit, np.broadcast_to(buig_total, shape), parameters.vangnet, wider)
    balance: Floats = np.full(shape[1], parameters.reserve)
    for i in range(len(years)):
        granted[i] = assessed[i].amount
        if i >= 2:
            received[i] = granted[i - 2]
        balance = balance - deficit[i] + received[i]
        general_funds[i] = np.maximum(-balance, 0.0)
        balance = np.maximum(balance, 0.0)
        reserve[i] = balance
    return Account(reserve=reserve, general_funds=general_funds, vangnet_granted=granted, vangnet_received=received)


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
    months = lasten.shape[0]
    position = np.empty((months + 1, max(lasten.shape[1], buig_total.shape[1], account.reserve.shape[1])))
    position[0] = parameters.reserve
    if parameters.settled is not None:
        elapsed, settled = parameters.reference_month % MONTHS + 1, parameters.settled
        position[0] = parameters.reserve + settled.buig * elapsed / MONTHS - (settled.bijstand + settled.lks)
    for t, index in enumerate(month_indices):
        i = index // MONTHS - years[0]
        opening = account.reserve[i - 1] if index % MONTHS == 0 and i > 0 else position[t]
        position[t + 1] = opening + buig_total[i] / MONTHS - lasten[t]
        if index % MONTHS == 2:
            position[t + 1] += account.vangnet_received[i]
    return np.maximum(position, 0.0), np.maximum(-position, 0.0)
