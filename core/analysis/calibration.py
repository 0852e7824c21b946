"""What published counts say about the flows, and how far a forecast from them may be off.

Counts come at uneven dates and flows are mostly missing, so nothing is filled in. The caseload is the model's own
stock and flow with one addition: each month's net flow is off by a shock that fades slowly,

    V[t] = (1 - o·s_out[m])·V[t-1] + I·s_in[m] + a[t],        a[t] = memory·a[t-1] + noise, standard deviation s·I0

For a given outflow rate `o`, memory and shock size `s` everything is linear and Gaussian (a Gaussian process with an
AR(1) kernel, seen through a stock: Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, ch. 2). So
the likelihood of what was published and the forecast are exact, at any dates. Outflow rate, memory and shock size are
weighed on a grid by prior × likelihood; a forecast is the mixture over the grid. What is held possible beforehand is
fixed; nothing is chosen by how well it forecast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.linalg.lapack import dtrtrs

from core.analysis.forecast import Forecast
from core.analysis.record import Record
from core.model.calendar import month_of_year
from core.model.parameters import MONTHS, Floats

Season = tuple[tuple[float, ...], tuple[float, ...]]
"""Twelve factors for inflow and twelve for outflow, January first."""
FLAT: Final[Season] = ((1.0,) * MONTHS, (1.0,) * MONTHS)

OUTFLOW: Final = 0.021
"""Centre of what we hold possible beforehand for the share of the stock that leaves in a month: a year's stay and more
for three in four. Published yearly outflow of Dutch municipalities lies around a quarter of the stock (Divosa)."""
OUTFLOW_SPREAD: Final = 0.004
OUTFLOW_NODES: Final = (-2.0, -4.0 / 3.0, -2.0 / 3.0, 0.0, 2.0 / 3.0, 4.0 / 3.0, 2.0)
SHOCKS: Final = tuple(float(size) for size in np.geomspace(0.02, 1.0, 10))
"""Sizes of the monthly shock, as a part of the inflow."""
SHOCK: Final = 0.30
"""Centre of the shock's size that is held possible beforehand, as a part of the inflow."""
SHOCK_PRIOR_SPREAD: Final = 0.5
"""Standard deviation of the logarithm of the shock size around that centre."""
LEVEL_SPREAD: Final = 0.15
"""Standard deviation of the lasting inflow around the level that keeps the stock where it is, as a part of it."""
MEMORIES: Final = (0.80, 0.90, 0.95)
"""Parts of a shock that may be left a month later; each as likely as the other."""
COUNT_NOISE: Final = 0.0005
"""Late registration in a count, as a part of it."""
FLOW_NOISE: Final = 0.02
"""The same in a year's flow."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a record says about the flows, in the terms of the model.

    Attributes
    ----------
    inflow : float
        Level of the inflow [benefits/month].
    outflow_rate : float
        [share of stock/month]
    """

    inflow: float
    outflow_rate: float


@dataclass(frozen=True, slots=True)
class _Grid:
    """What each node says, the shape of the grid first: `(memories, rates, shocks)`."""

    weights: Floats
    rates: Floats
    means: Floats
    deviations: Floats
    covariances: Floats | None


class Posterior:
    """A record weighed against every node of the grid; forecasts and estimates come from it.

    Parameters
    ----------
    record : Record
        At least one count; with one there is only what is held possible beforehand.
    season : Season
    targets : Sequence[int]
        Months to forecast, from the first count on.
    together : bool
        Keep how the months go together, for paths.

    Raises
    ------
    ValueError
        No count.
    """

    def __init__(self, record: Record, season: Season, targets: Sequence[int], *, together: bool = False) -> None:
        if not record.counts:
            raise ValueError("at least one count is needed")
        self.targets = tuple(targets)
        self.origin = record.counts[-1]
        rates = np.array([OUTFLOW + node * OUTFLOW_SPREAD for node in OUTFLOW_NODES])
        scales = np.array([count for _, count in record.counts]).mean() * rates
        steps = max([self.origin[0], *self.targets]) - record.counts[0][0]
        apart = np.abs(np.subtract.outer(np.arange(steps), np.arange(steps)))
        nodes = [
            [
                _weigh(memory**apart, float(scale), *_linear(record, season, self.targets, float(rate), float(scale)), together)
                for rate, scale in zip(rates, scales, strict=True)
            ]
            for memory in MEMORIES
        ]
        means, deviations, likelihood = (np.array([[node[part] for node in row] for row in nodes]) for part in range(3))
        covariances = np.array([[node[3] for node in row] for row in nodes]) if together else None
        prior = -0.5 * np.array(OUTFLOW_NODES)[:, np.newaxis] ** 2
        prior = prior - 0.5 * (np.log(np.array(SHOCKS) / SHOCK) / SHOCK_PRIOR_SPREAD) ** 2
        logs = likelihood + prior
        weights = np.exp(logs - logs.max())
        self._grid = _Grid(weights / weights.sum(), rates, means, deviations, covariances)

    def forecast(self) -> Forecast:
        """The stock in the target months."""
        grid, count = self._grid, len(self.targets)
        covariances = None if grid.covariances is None else grid.covariances[..., :count, :count].reshape(-1, count, count)
        return Forecast(
            self.targets,
            grid.weights.ravel(),
            grid.means[..., :count].reshape(-1, count),
            np.maximum(grid.deviations[..., :count].reshape(-1, count), 1e-9),
            covariances,
        )

    def calibration(self) -> Calibration:
        """Means of the flows."""
        grid = self._grid
        rates = np.broadcast_to(grid.rates[:, np.newaxis], grid.weights.shape)
        inflow = float((grid.weights * grid.means[..., -1]).sum())
        return Calibration(inflow, float((grid.weights * rates).sum()))


def _weigh(
    correlation: Floats, scale: float, rows: Floats, fixed: Floats, noise: Floats, observed: Floats, together: bool
) -> tuple[Floats, Floats, Floats, Floats | None]:
    """The nodes of one outflow rate and memory, by size of the shock; see `_condition`.

    Parameters
    ----------
    correlation : Floats
        Of the shocks of any two months `(months, months)`.
    rows : Floats
        `(observations + targets + 1, months + 1)`.
    """
    seen = len(observed)
    level = np.multiply.outer(rows[:, -1], rows[:, -1])
    shocks = rows[:, :-1] @ correlation @ rows[:, :-1].T
    covariance = ((np.array(SHOCKS) * scale) ** 2)[:, np.newaxis, np.newaxis] * shocks + LEVEL_SPREAD**2 * level
    covariance[:, range(seen), range(seen)] += noise**2
    return _condition(covariance, fixed, observed, together)


def _linear(
    record: Record, season: Season, targets: tuple[int, ...], rate: float, scale: float
) -> tuple[Floats, Floats, Floats, Floats]:
    """Write what is observed and what is asked as `rows @ (shocks, level) + fixed`.

    The last column is the part by which the lasting inflow stands away from `scale`. Gives rows, fixed part, standard
    deviation of the noise of the observations, and the observations.
    """
    first, start = record.counts[0]
    last = max([record.counts[-1][0], *targets])
    steps = range(first + 1, last + 1)
    numbers = [month_of_year(month) for month in steps]
    inward, outward = np.array(season[0])[numbers] * scale, np.array(season[1])[numbers] * rate
    left = np.cumprod(1.0 - outward)
    kept = np.tril(left[:, np.newaxis] / left)
    stock = np.column_stack([kept, kept @ inward])
    stock_fixed = left * start + kept @ inward
    before = np.vstack([np.zeros(stock.shape[1]), stock[:-1]])
    before_fixed = np.concatenate([[start], stock_fixed[:-1]])
    entering = np.column_stack([np.eye(len(steps)), inward])

    rows, fixed, noise, observed = [], [], [], []
    unsure = dict(record.unsure)
    for month, count in record.counts[1:]:
        rows.append(stock[month - first - 1])
        fixed.append(stock_fixed[month - first - 1])
        noise.append(unsure[month] * count if month in unsure else COUNT_NOISE * start)
        observed.append(count)
    for flow in record.flows:
        if flow.first_month <= first:
            continue
        during = slice(flow.first_month - first - 1, flow.last_month - first)
        if flow.inflow is not None:
            rows.append(entering[during].sum(axis=0))
            fixed.append(inward[during].sum())
            observed.append(flow.inflow)
            noise.append(FLOW_NOISE * scale * (flow.last_month - flow.first_month + 1))
        if flow.outflow is not None:
            rows.append(outward[during] @ before[during])
            fixed.append(outward[during] @ before_fixed[during])
            observed.append(flow.outflow)
            noise.append(FLOW_NOISE * scale * (flow.last_month - flow.first_month + 1))
    for month in targets:
        rows.append(stock[month - first - 1])
        fixed.append(stock_fixed[month - first - 1])
    rows.append(np.append(np.zeros(len(steps)), scale))
    fixed.append(scale)
    return np.array(rows), np.array(fixed), np.array(noise), np.array(observed)


def _condition(
    covariance: Floats, fixed: Floats, observed: Floats, together: bool
) -> tuple[Floats, Floats, Floats, Floats | None]:
    """Means and deviations `(sizes, targets)` given the observations, their log likelihood `(sizes,)`, and covariances.

    Raises
    ------
    numpy.linalg.LinAlgError
        A covariance that is none.
    """
    seen = len(observed)
    if not seen:
        deviations = np.sqrt(np.diagonal(covariance, axis1=1, axis2=2))
        return np.broadcast_to(fixed, deviations.shape), deviations, np.zeros(len(covariance)), covariance if together else None
    roots = np.linalg.cholesky(covariance[:, :seen, :seen])
    means, spreads, likelihood, left = [], [], [], []
    for matrix, root in zip(covariance, roots, strict=True):
        # What `solve_triangular` asks, without what it asks itself first: that takes longer than solving so few equations.
        off, _ = dtrtrs(root.T, observed - fixed[:seen], trans=1)
        across, _ = dtrtrs(root.T, matrix[:seen, seen:], trans=1)
        means.append(fixed[seen:] + across.T @ off)
        variance = np.diag(matrix)[seen:] - (across * across).sum(axis=0)
        spreads.append(np.sqrt(np.maximum(variance, 0.0)))
        likelihood.append(-0.5 * float(off @ off) - float(np.log(np.diag(root)).sum()))
        if together:
            left.append(matrix[seen:, seen:] - across.T @ across)
    return np.array(means), np.array(spreads), np.array(likelihood), np.array(left) if together else None
