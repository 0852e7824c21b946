"""What published counts say about the flows, and how far a forecast from them may be off.

Counts come at uneven dates and flows are mostly missing, so nothing is filled in. The caseload is the model's own
stock and flow with one addition: each month's net flow is off by a shock that fades slowly,

    V[t] = (1 - o·s_out[m])·V[t-1] + I·s_in[m] + a[t],        a[t] = memory·a[t-1] + noise, standard deviation s·I0

For a given outflow rate `o`, memory and shock size `s` everything is linear and Gaussian (a Gaussian process with an
AR(1) kernel, seen through a stock: Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, ch. 2). So
the likelihood of what was published and the forecast are exact, at any dates. Outflow rate, memory and shock size are
weighed on a grid by prior × likelihood; a forecast is the mixture over the grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.linalg import solve_triangular

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
SHOCK_PRIOR_SPREAD: Final = 0.5
"""Standard deviation of the logarithm of the shock size around the centre of a setting."""
COUNT_NOISE: Final = 0.0005
"""Late registration in a count, as a part of it."""
FLOW_NOISE: Final = 0.02
"""The same in a year's flow."""
FEWEST: Final = 2
"""Counts without which there is nothing to estimate."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is held possible before anything is published.

    Attributes
    ----------
    level_spread : float
        Standard deviation of the lasting inflow around the level that keeps the stock where it is, as a part of it.
    shock : float
        Centre of the shock's size, as a part of the inflow.
    memories : tuple[float, ...]
        Parts of a shock that may be left a month later; each as likely as the other.
    """

    level_spread: float
    shock: float
    memories: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a record says about the flows, in the terms of the model.

    Attributes
    ----------
    inflow : float
        Level of the inflow [benefits/month].
    outflow_rate : float
        [share of stock/month]
    net_spread : float
        Standard deviation of the lasting net flow, inflow less outflow [benefits/month].
    shock : float
        Standard deviation of the monthly shock on the net flow [benefits/month].
    open_now : float
        How unsure the shock at the last count still is: its standard deviation as a part of `shock`.
    memory : float
        Part of a shock that is left a month later.
    """

    inflow: float
    outflow_rate: float
    net_spread: float
    shock: float
    open_now: float
    memory: float

    def widened(self, factor: float) -> Calibration:
        """The same with both spreads times `factor`."""
        return replace(self, net_spread=factor * self.net_spread, shock=factor * self.shock)


@dataclass(frozen=True, slots=True)
class FlowSpreads:
    """Sizes of the uncertainty of two flows, each as a part of the flow; the last two as in Calibration."""

    inflow: float
    inflow_shock: float
    outflow: float
    outflow_shock: float
    open_now: float
    memory: float


def flow_spreads(found: Calibration, inflow: float, outflow: float, part_inflow: float) -> FlowSpreads:
    """Split what a record says about the net flow over inflow and outflow, taken to be independent.

    Parameters
    ----------
    inflow, outflow : float
        Present flows [benefits/month].
    part_inflow : float
        Part of the variance of the net flow that is the inflow's [share].
    """
    inward, outward = np.sqrt(part_inflow) / inflow, np.sqrt(1.0 - part_inflow) / outflow
    return FlowSpreads(
        inflow=float(found.net_spread * inward),
        inflow_shock=float(found.shock * inward),
        outflow=float(found.net_spread * outward),
        outflow_shock=float(found.shock * outward),
        open_now=found.open_now,
        memory=found.memory,
    )


class Posterior:
    """A record weighed against every node of the grid; forecasts and estimates for any settings come from it.

    Parameters
    ----------
    record : Record
        At least two counts.
    season : Season
    targets : Sequence[int]
        Months to forecast, after the first count.
    level_spreads, memories : Sequence[float]
        What settings may ask for.

    Raises
    ------
    ValueError
        Fewer than two counts.
    """

    def __init__(
        self,
        record: Record,
        season: Season,
        targets: Sequence[int],
        level_spreads: Sequence[float],
        memories: Sequence[float],
    ) -> None:
        if len(record.counts) < FEWEST:
            raise ValueError(f"at least {FEWEST} counts are needed")
        self.targets = tuple(targets)
        self.level_spreads, self.memories = tuple(level_spreads), tuple(memories)
        self._origin = record.counts[-1]
        shape = (len(self.level_spreads), len(self.memories), len(OUTFLOW_NODES), len(SHOCKS))
        extra = len(self.targets) + 2  # then the level of the inflow, and the shock at the last count
        self._likelihood = np.empty(shape)
        self._means = np.empty((*shape, extra))
        self._deviations = np.empty((*shape, extra))
        self._rates = np.array([OUTFLOW + node * OUTFLOW_SPREAD for node in OUTFLOW_NODES])
        self._scale = np.array([count for _, count in record.counts]).mean() * self._rates
        steps = max([self._origin[0], *self.targets]) - record.counts[0][0]
        apart = np.abs(np.subtract.outer(np.arange(steps), np.arange(steps)))
        fading = [memory**apart for memory in self.memories]
        for k, rate in enumerate(self._rates):
            rows, fixed, noise, observed = _linear(record, season, self.targets, float(rate), float(self._scale[k]))
            self._weigh(k, fading, rows, fixed, noise, observed)

    def _weigh(self, k: int, fading: Sequence[Floats], rows: Floats, fixed: Floats, noise: Floats, observed: Floats) -> None:
        """Fill the nodes of one outflow rate.

        Parameters
        ----------
        fading : Sequence[Floats]
            Correlation of the shocks of any two months `(months, months)`, for each memory.
        rows : Floats
            `(observations + targets + 2, months + 1)`.
        """
        seen = len(observed)
        level = np.multiply.outer(rows[:, -1], rows[:, -1])
        sizes = (np.array(SHOCKS) * self._scale[k]) ** 2
        for j, correlation in enumerate(fading):
            shocks = rows[:, :-1] @ correlation @ rows[:, :-1].T
            for i, spread in enumerate(self.level_spreads):
                covariance = sizes[:, np.newaxis, np.newaxis] * shocks + spread**2 * level
                covariance[:, range(seen), range(seen)] += noise**2
                self._means[i, j, k], self._deviations[i, j, k], self._likelihood[i, j, k] = _condition(
                    covariance, fixed, observed
                )

    def _weights(self, settings: Settings) -> tuple[Floats, tuple[int, list[int]]]:
        """Weights `(memories, rates, shocks)` of the nodes that the settings allow, and which these are."""
        i, allowed = self.level_spreads.index(settings.level_spread), [self.memories.index(m) for m in settings.memories]
        prior = -0.5 * np.array(OUTFLOW_NODES)[:, np.newaxis] ** 2
        prior = prior - 0.5 * (np.log(np.array(SHOCKS) / settings.shock) / SHOCK_PRIOR_SPREAD) ** 2
        logs = self._likelihood[i, allowed] + prior
        weights = np.exp(logs - logs.max())
        return weights / weights.sum(), (i, allowed)

    def forecast(self, settings: Settings) -> Forecast:
        """The stock in the target months."""
        weights, (i, allowed) = self._weights(settings)
        count = len(self.targets)
        return Forecast(
            self.targets,
            weights.ravel(),
            self._means[i, allowed][..., :count].reshape(-1, count),
            np.maximum(self._deviations[i, allowed][..., :count].reshape(-1, count), 1e-9),
        )

    def calibration(self, settings: Settings) -> Calibration:
        """Means of the flows, and the spread of what lasts and of what fades."""
        weights, (i, allowed) = self._weights(settings)
        rates = np.broadcast_to(self._rates[:, np.newaxis], weights.shape)
        scale = np.broadcast_to(self._scale[:, np.newaxis], weights.shape)
        inflow = self._means[i, allowed][..., -2]
        within = self._deviations[i, allowed][..., -2]
        fresh = self._deviations[i, allowed][..., -1]
        net = inflow - rates * self._origin[1]
        mean_net = float((weights * net).sum())
        shocks = scale * np.array(SHOCKS)
        shock = float(np.sqrt((weights * shocks**2).sum()))
        return Calibration(
            inflow=float((weights * inflow).sum()),
            outflow_rate=float((weights * rates).sum()),
            net_spread=float(np.sqrt((weights * (within**2 + (net - mean_net) ** 2)).sum())),
            shock=shock,
            open_now=min(1.0, float(np.sqrt((weights * fresh**2).sum())) / shock),
            memory=float((weights * np.array(settings.memories)[:, np.newaxis, np.newaxis]).sum()),
        )


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
    for month, count in record.counts[1:]:
        rows.append(stock[month - first - 1])
        fixed.append(stock_fixed[month - first - 1])
        noise.append(COUNT_NOISE * start)
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
    now = np.zeros(len(steps) + 1)
    now[record.counts[-1][0] - first - 1] = 1.0
    rows.append(now)
    fixed.append(0.0)
    return np.array(rows), np.array(fixed), np.array(noise), np.array(observed)


def _condition(covariance: Floats, fixed: Floats, observed: Floats) -> tuple[Floats, Floats, Floats]:
    """Means and deviations `(sizes, targets)` given the observations, and their log likelihood `(sizes,)`.

    Raises
    ------
    numpy.linalg.LinAlgError
        A covariance that is none.
    """
    seen = len(observed)
    roots = np.linalg.cholesky(covariance[:, :seen, :seen])
    means, deviations, likelihood = [], [], []
    for matrix, root in zip(covariance, roots, strict=True):
        off = solve_triangular(root, observed - fixed[:seen], lower=True, check_finite=False)
        across = solve_triangular(root, matrix[:seen, seen:], lower=True, check_finite=False)
        means.append(fixed[seen:] + across.T @ off)
        variance = np.diag(matrix)[seen:] - (across * across).sum(axis=0)
        deviations.append(np.sqrt(np.maximum(variance, 0.0)))
        likelihood.append(-0.5 * float(off @ off) - float(np.log(np.diag(root)).sum()))
    return np.array(means), np.array(deviations), np.array(likelihood)
