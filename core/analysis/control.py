"""Chances to within a percentage point from the draws of the screen: a control variate (Owen, Monte Carlo, ch. 8).

Some two thousand draws leave a chance open by a percentage point or more. Much of that is known: what a scenario comes
to is nearly a weighted sum of the normal deviates behind the draws, and the distribution of such a sum is exact. So
a chance is read off that distribution where the same number of draws lies below it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import ndtr

from core.analysis.simulate import simulate, simulated_months
from core.analysis.uncertainty import GROUPS, Spreads, deviates_of, disturbance_from
from core.baseline import Baseline, ByIdentity
from core.cache import remembered
from core.model.parameters import Floats
from core.model.projection import Projection
from core.scenario import default_scenario, with_until

STEP: Final = 0.5
"""Half the difference in a deviate over which a slope is taken."""


@dataclass(frozen=True, slots=True)
class Controls:
    """Sums of deviates with standard deviation 1, in order along each row.

    Attributes
    ----------
    volume, balance : Floats
        For the caseload and for the budget less the cost since the reference month, `(months, draws)`.
    result : Floats
        For the result of each whole year, `(years, draws)`.
    """

    volume: Floats
    balance: Floats
    result: Floats


def corrected(chance: Floats, ordered: Floats) -> Floats:
    """Chances that an outcome is low `(rows,)`, as their controls `(rows, draws)` say.

    Where as many draws of the control are lower as draws of the outcome are low, the control's own distribution gives
    the chance. None and all stay none and all.
    """
    draws = ordered.shape[1]
    low = np.clip(np.rint(chance * draws).astype(np.intp), 1, draws - 1)
    rows = np.arange(len(ordered))
    edge = 0.5 * (ordered[rows, low - 1] + ordered[rows, low])
    return np.asarray(np.where((chance > 0.0) & (chance < 1.0), ndtr(edge), chance))


def controls(baseline: Baseline, until: int, draws: int) -> Controls:
    """The controls of a baseline's own path; near any scenario of it they are nearly as good."""
    return _controls(ByIdentity(baseline), until, draws)


@remembered(16)
def _controls(key: ByIdentity, until: int, draws: int) -> Controls:
    baseline = key.baseline
    scenario = with_until(default_scenario(baseline), baseline, until)
    months = len(simulated_months(baseline, scenario))
    spreads = Spreads.of(baseline)
    deviates = deviates_of(spreads, months, draws)
    apart = disturbance_from(_steps(deviates), spreads, baseline.reference_month + 1, months)
    run = simulate(baseline, scenario, apart)
    stacked = np.concatenate([deviates[group] for group in GROUPS])

    def ordered(values: Floats) -> Floats:
        up, down = np.split(values, 2, axis=1)
        slopes = up - down
        size = np.sqrt((slopes**2).sum(axis=1, keepdims=True))
        sums = np.divide(slopes, size, out=np.zeros_like(slopes), where=size > 0.0) @ stacked
        sums.sort(axis=1)
        sums.setflags(write=False)
        return np.asarray(sums)

    return Controls(ordered(run.caseload.stock), ordered(balance(run)), ordered(run.result))


def balance(run: Projection) -> Floats:
    """Budget less cost since the reference month `(months, draws)` [EUR million]."""
    paid = np.cumsum(run.buig - run.bijstand_lasten - run.lks_lasten, axis=0)
    return np.concatenate([np.zeros((1, paid.shape[1])), paid])


def _steps(deviates: Mapping[str, Floats]) -> dict[str, Floats]:
    """Each deviate once up and once down, all others at zero: `(dimensions of the group, 2 × all dimensions)`."""
    count = sum(len(own) for own in deviates.values())
    both = STEP * np.concatenate([np.eye(count), -np.eye(count)], axis=1)
    ends = np.cumsum([len(deviates[group]) for group in GROUPS])[:-1]
    return dict(zip(GROUPS, np.split(both, ends), strict=True))
