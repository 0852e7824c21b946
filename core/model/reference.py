"""The formulas behind the reference year: what follows from the amounts that a letter gives.

None of these amounts is published; each is the one value that makes published amounts fit together. They are derived
once per baseline, and no lever moves them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from core.model.calendar import in_force
from core.model.parameters import MILLION, MONTHS
from core.model.tenure import FIRST_YEAR, monthly_hazard, simulate_jobs, stationary_tenure

ROUNDING: Final = 1e-12
"""Part of a stock by which two ways to compute it may differ."""


def mean_stock(year_start: float, reference: float) -> float:
    """Mean of the counts at the start of the year and at the reference month [benefits]."""
    return (year_start + reference) / 2


def price_of_year(lasten: float, lks_jobs: float, lks_cost: float, volume: float) -> float:
    """Cost of one benefit in the reference year [EUR/benefit/year]: what is left of the lasten after LKS.

    `price = (lasten - LKS jobs x cost) / benefits`, as the letter of the second tertaal gives lasten for bijstand and
    LKS together.

    Parameters
    ----------
    lasten : float
        Expected over the whole year, LKS included [EUR million].
    lks_jobs : float
        Mean over the year [jobs].
    lks_cost : float
        Cost of one job [EUR/job/year].
    volume : float
        Mean caseload [benefits].
    """
    return (lasten * MILLION - lks_jobs * lks_cost) / volume


def settled(month: int, stock: float, price: float) -> float:
    """Cost of the months up to and including the reference month, at the year's price [EUR million].

    `stock x price x months / 12`: these months lie before the first simulated one, so they cost what they cost.

    Parameters
    ----------
    month : int
        Index of the reference month.
    stock : float
        Mean over the months [benefits or jobs].
    price : float
        Cost of one [EUR/benefit/year or EUR/job/year].
    """
    return (month % MONTHS + 1) / MONTHS * price * stock / MILLION


def lks_part(total: float, share: float, macro: float, macro_lks: float) -> float:
    """LKS part of a published city total [EUR million]: what its share of the bijstand part does not explain.

    `total - share x (macro - LKS part of macro)`, on the national budget that the total was published with.
    """
    return total - share * (macro - macro_lks)


def price_index(first: int, last: int, growth: Mapping[int, float]) -> dict[int, float]:
    """Price level by year from `first` = 1 to `last`; a year without a growth takes the last known one before it [1]."""
    index = {first: 1.0}
    for year in range(first + 1, last + 1):
        index[year] = index[year - 1] * (1.0 + in_force(growth, year))
    return index


def growth_without_starts(jobs: float, first_year_dropout: float, later_dropout: float) -> float:
    """Change in a year of `jobs`, stationary at these dropouts, when nobody starts [jobs]: the strongest decline."""
    return _after_a_year(jobs, 0.0, first_year_dropout, later_dropout) - jobs


def growth_for_starts(jobs: float, starts: float, first_year_dropout: float, later_dropout: float) -> float:
    """Change in a year of `jobs`, stationary at these dropouts, when so many start each month [jobs]."""
    return _after_a_year(jobs, starts, first_year_dropout, later_dropout) - jobs


def starts_for_growth(jobs: float, growth: float, first_year_dropout: float, later_dropout: float) -> float:
    """Monthly starts with which `jobs`, stationary at these dropouts, grow by `growth` in a year [jobs/month].

    The stock after a year is linear in the starts: two runs, with none and with more than it can take, and a division.
    Raises ValueError for a growth that no number of starts gives.
    """
    wanted, most = growth + jobs, jobs + growth + 1.0
    none, all_of_them = (_after_a_year(jobs, starts, first_year_dropout, later_dropout) for starts in (0.0, most))
    # The strongest decline there is asks no starts: rounding may not refuse it.
    if not none - ROUNDING * none <= wanted <= all_of_them:
        raise ValueError(growth)
    return max((wanted - none) * most / (all_of_them - none), 0.0)


def _after_a_year(jobs: float, starts: float, first_year_dropout: float, later_dropout: float) -> float:
    """Jobs after twelve months [jobs]."""
    hazards = monthly_hazard(np.array([first_year_dropout, later_dropout]))
    tenure = jobs * stationary_tenure(float(hazards[0]), float(hazards[1]))
    first, later = (np.full((FIRST_YEAR, 1), hazard) for hazard in hazards)
    return float(simulate_jobs(tenure, np.full((FIRST_YEAR, 1), starts), first, later).stock[-1, 0])
