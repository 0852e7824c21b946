"""LKS jobs by tenure: 13 classes, 0..11 completed months and "a year or longer".

Tenure is a state because a policy that lowers first-year dropout in a calendar month reaches every
running first-year job at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from core.model.parameters import Floats

FIRST_YEAR: Final = 12
CLASSES: Final = FIRST_YEAR + 1


@dataclass(frozen=True, slots=True)
class Jobs:
    """LKS jobs over time.

    Attributes
    ----------
    stock : Floats
        Running jobs, shape `(months + 1, draws)` [jobs].
    first_year_exits, later_exits : Floats
        Jobs that ended in the month, shape `(months, draws)` [jobs].
    by_tenure : Floats | None
        Stock by class, shape `(months + 1, 13, draws)`, when asked for.
    """

    stock: Floats
    first_year_exits: Floats
    later_exits: Floats
    by_tenure: Floats | None = None

    @property
    def exits(self) -> Floats:
        """All jobs that ended in the month [jobs]."""
        return self.first_year_exits + self.later_exits


def monthly_hazard(yearly_dropout: float | Floats) -> Floats:
    """Monthly chance to end that gives `yearly_dropout` over twelve months [share/month]."""
    return np.asarray(1.0 - (1.0 - np.asarray(yearly_dropout, dtype=np.float64)) ** (1.0 / 12.0))


def stationary_tenure(first_year_hazard: float, later_hazard: float) -> Floats:
    """Distribution over the 13 classes that constant starts lead to; sums to 1.

    `J[a] ∝ (1-h1)^a` and `J[12] ∝ (1-h1)^12 / h2`. Raises ValueError without later exits: there is then
    no stationary distribution.
    """
    if later_hazard <= 0.0:
        raise ValueError("later_hazard must be positive")
    weights = (1.0 - first_year_hazard) ** np.arange(CLASSES, dtype=np.float64)
    weights[FIRST_YEAR] /= later_hazard
    return np.asarray(weights / weights.sum())


def simulate_jobs(
    tenure: Floats, starts: Floats, first_year_hazard: Floats, later_hazard: Floats, *, keep_tenure: bool = False
) -> Jobs:
    """Run the jobs forward.

    Parameters
    ----------
    tenure : Floats
        Jobs per class at month 0, shape `(13,)` [jobs].
    starts : Floats
        New jobs at month end, shape `(months, draws)` or `(months, 1)` [jobs/month].
    first_year_hazard, later_hazard : Floats
        Monthly hazards, same shapes [share/month].
    keep_tenure : bool
        Keep the stock by class as well; costs 13 times the memory.
    """
    months = starts.shape[0]
    draws = max(starts.shape[1], first_year_hazard.shape[1], later_hazard.shape[1])
    # A ring instead of thirteen shifts a month: the class that turns twelve leaves its row to the new starts.
    young = np.repeat(tenure[:FIRST_YEAR, np.newaxis], draws, axis=1)
    old = np.full(draws, tenure[FIRST_YEAR])
    stock = np.empty((months + 1, draws))
    first_year_exits = np.empty((months, draws))
    later_exits = np.empty((months, draws))
    by_tenure = np.empty((months + 1, CLASSES, draws)) if keep_tenure else None
    stock[0] = tenure.sum()
    if by_tenure is not None:
        by_tenure[0] = tenure[:, np.newaxis]
    young_total = young.sum(axis=0)
    for t in range(months):
        first_year_exits[t] = first_year_hazard[t] * young_total
        later_exits[t] = later_hazard[t] * old
        young *= 1.0 - first_year_hazard[t]
        oldest = FIRST_YEAR - 1 - t % FIRST_YEAR
        old = old - later_exits[t] + young[oldest]
        young[oldest] = starts[t]
        young_total = young.sum(axis=0)
        stock[t + 1] = young_total + old
        if by_tenure is not None:
            by_tenure[t + 1, :FIRST_YEAR] = np.roll(young, -oldest, axis=0)
            by_tenure[t + 1, FIRST_YEAR] = old
    return Jobs(stock, first_year_exits, later_exits, by_tenure)
