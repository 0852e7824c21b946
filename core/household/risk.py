"""Monte Carlo over hours and job loss: how large a buffer has to be when work is not certain.

Same seed, same numbers to the last bit: one numpy Generator, drawn in one fixed order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.household.buffer import NOTICE, assistance_paid, settlement
from core.household.household import LIMITS, Household
from core.household.law import Law
from core.household.paths import Cents, variable_path
from core.problem import Problem

SEED: Final = 20240213
DRAWS: Final = 2_048
LEVELS: Final = (0.5, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class HoursRisk:
    """What we assume about hours and the job; every number is an assumption of the visitor.

    Attributes
    ----------
    mean, spread : float
        Mean and standard deviation of the hours of a month, cut off at 0 and 48 [hours/week].
    loss : float
        Chance that a running job ends in a month [share/month].
    """

    mean: float
    spread: float
    loss: float = 0.0

    def __post_init__(self) -> None:
        most = LIMITS["hours"][1]
        for name, value, high in (("mean", self.mean, most), ("spread", self.spread, most), ("loss", self.loss, 1.0)):
            if not 0.0 <= value <= high:
                raise Problem("household.out_of_range", name=name, value=value, low=0, high=high)


@dataclass(frozen=True, slots=True)
class BufferRisk:
    """Outcome over all draws.

    Attributes
    ----------
    guaranteed : int
        Monthly amount that was promised [cents].
    buffer_needed : Cents
        Smallest buffer of each draw [cents].
    quantiles : tuple of (float, int)
        Buffer that suffices in that share of the draws [share, cents].
    suffices : float
        Share of the draws in which the given buffer suffices [share].
    months_below_norm : float
        Mean share of months below what is paid of the norm, without a buffer [share].
    job_lost : float
        Share of the draws in which the job is lost [share].
    city_carries_mean, city_carries_95 : int
        Part of the buffer, or more, that is gone after the last month: mean and 95% level [cents].
    """

    guaranteed: int
    buffer_needed: Cents
    quantiles: tuple[tuple[float, int], ...]
    suffices: float
    months_below_norm: float
    job_lost: float
    city_carries_mean: int
    city_carries_95: int

    def share_at(self, buffers: NDArray[np.float64]) -> NDArray[np.float64]:
        """Share of the draws in which each of these buffers suffices; `buffers` in euros [EUR]."""
        needed = np.sort(self.buffer_needed) / 100.0
        return np.searchsorted(needed, buffers, side="right") / len(needed)


def draw_hours(
    risk: HoursRisk, months: int, draws: int = DRAWS, seed: int = SEED
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Hours `(months, draws)` [hours/week] and the first month without a job per draw (`months` when kept)."""
    rng = np.random.default_rng(seed)
    hours = np.clip(rng.normal(risk.mean, risk.spread, (months, draws)), *LIMITS["hours"])
    ends = rng.random((months, draws)) < risk.loss
    lost = np.where(ends.any(axis=0), ends.argmax(axis=0), months).astype(np.int64)
    hours[np.arange(months)[:, None] >= lost[None, :]] = 0.0
    return hours, lost


def buffer_risk(
    household: Household,
    law: Law,
    risk: HoursRisk,
    *,
    guaranteed: int,
    buffer: int,
    months: int = 24,
    draws: int = DRAWS,
    seed: int = SEED,
    notice: int = NOTICE,
) -> BufferRisk:
    """How often a buffer suffices for a guaranteed amount, and what the city carries."""
    hours, lost = draw_hours(risk, months, draws, seed)
    path = variable_path(household, law, hours)
    rules = settlement(household, law, months)
    inflow = path.wages + assistance_paid(path, rules)
    month = np.arange(months)[:, None]
    stopped = month >= lost[None, :] + notice
    norms = np.array([rules.paid_norm(each) for each in range(months)])[:, None]
    payments = np.where(stopped, np.minimum(guaranteed, norms), guaranteed)
    shortage = np.cumsum(payments - inflow, axis=0)
    needed = np.maximum(0, shortage.max(axis=0))
    carried = np.maximum(0, shortage[-1])
    return BufferRisk(
        guaranteed,
        needed,
        tuple((level, int(np.quantile(needed, level, method="inverted_cdf"))) for level in LEVELS),
        float(np.mean(needed <= buffer)),
        float(np.mean(inflow < norms)),
        float(np.mean(lost < months)),
        int(np.rint(np.mean(carried))),
        int(np.quantile(carried, 0.95, method="inverted_cdf")),
    )
