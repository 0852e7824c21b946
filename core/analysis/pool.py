"""The forecast: half a random walk, half what published counts say about the flows.

The walk stays where the last count is, `ln V(T + h) ~ Student(4 + n) around ln V(T) with scale s h**0.5`, and s is
estimated from the n changes between counts that were known, with 0.95% a month as if seen over four gaps beforehand. The
other half is `core.analysis.calibration`. Nothing is chosen and nothing is widened: an audit of both on 118 public series
found that settings chosen on few outcomes add noise, and that this pool has calibrated bands (data/audit.toml).

Where nobody counted the stock of the reference month, the forecast starts from the last count and passes through the
nowcast. The walk goes on from the nowcast, with the nowcast's own error in it for good. The other half is conditioned on
the stock of the reference month, and that stock is then drawn from the nowcast (Jeffrey's rule): the counts say how the
caseload moves on from wherever it stands, the national figures say where it stands. So both halves begin with the
nowcast's band, and nowhere is the start taken for a count.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np
from scipy.special import ndtri, stdtr, stdtrit

from core.analysis.calibration import Posterior, Season
from core.analysis.forecast import Forecast, crps_of, quantiles_of
from core.analysis.record import Record
from core.analysis.student import Student, spread_per_month
from core.model.parameters import Floats

PRIOR: Final = (0.0095, 4.0)
"""Scale of the walk per month that is held possible beforehand, and the gaps it counts for."""
FAR: Final = 1e-6
"""Part of the walk that lies outside what is looked at, on either side."""


@dataclass(frozen=True, slots=True)
class Walk:
    """The half that stays where it is.

    Attributes
    ----------
    origin : int
        Month in which it starts.
    centre : float
        Its middle, in every month [benefits].
    start : float
        Scale of the logarithm in the month of origin; zero when the stock was counted.
    scale : float
        Scale of the logarithm of one month's change.
    freedom : float
        Degrees of freedom, of the start and the changes together.
    """

    origin: int
    centre: float
    start: float
    scale: float
    freedom: float

    def deviations(self, months: Sequence[int]) -> Floats:
        """Scale of the logarithm in each month `(months,)`."""
        return np.sqrt(self.start**2 + self.scale**2 * (np.asarray(months, dtype=float) - self.origin))


@dataclass(frozen=True, slots=True)
class Pool:
    """Both halves, of the same months."""

    walk: Walk
    drift: Forecast

    @property
    def targets(self) -> tuple[int, ...]:
        """Months that are forecast."""
        return self.drift.targets

    def below(self, values: Floats) -> Floats:
        """Chance that the stock in each target month is at or under `values` `(…, targets)` [benefits]."""
        places = np.log(np.maximum(values, 1e-9) / self.walk.centre) / self.walk.deviations(self.targets)
        return np.asarray(0.5 * stdtr(self.walk.freedom, places) + 0.5 * self.drift.below(values))

    @property
    def ends(self) -> tuple[Floats, Floats]:
        """Values that nothing to speak of lies beyond `(targets,)` [benefits]."""
        reach = self.walk.deviations(self.targets) * stdtrit(self.walk.freedom, 1.0 - FAR)
        low, high = self.drift.ends
        return np.minimum(low, self.walk.centre * np.exp(-reach)), np.maximum(high, self.walk.centre * np.exp(reach))

    def quantiles(self, parts: Sequence[float]) -> Floats:
        """Stock that parts of the forecast lie under, `(parts, targets)` [benefits]."""
        return quantiles_of(self.below, self.ends, parts)

    def crps(self, actual: Floats) -> Floats:
        """Score of each target's outcome `(targets,)` [benefits]."""
        return crps_of(self.below, self.ends, actual)

    def at(self, month: int) -> Pool:
        """The forecast of one month."""
        one = slice(self.targets.index(month), self.targets.index(month) + 1)
        drift = replace(self.drift, targets=(month,), means=self.drift.means[:, one], deviations=self.drift.deviations[:, one])
        return Pool(self.walk, replace(drift, covariances=None))

    def chance_under(self, month: int, value: float) -> float:
        """Chance that the stock in a month is at or under `value` [benefits]."""
        return float(self.at(month).below(np.array([value]))[0])


def walk_from(record: Record, start: tuple[int, Student] | None = None) -> Walk:
    """The walk from the last count, or from a month in which the stock is only known by an estimate."""
    changes = [(math.log(after[1] / before[1]), after[0] - before[0]) for before, after in pairwise(record.firm)]
    scale, freedom = spread_per_month(changes, *PRIOR)
    if start is None:
        month, value = record.counts[-1]
        return Walk(month, value, 0.0, scale, freedom)
    return Walk(start[0], start[1].centre, start[1].deviation, scale, freedom)


def pool_from(
    record: Record,
    season: Season,
    targets: Sequence[int],
    start: tuple[int, Student] | None = None,
    *,
    together: bool = False,
) -> Pool:
    """The forecast from what was published.

    Parameters
    ----------
    targets : Sequence[int]
        Months to forecast, after the last count or from the month of `start` on.
    start : tuple[int, Student] | None
        A later month than that of the last count, and what is held possible of the stock in it: the nowcast.
    together : bool
        Keep how the months go together, for paths.
    """
    walk = walk_from(record, start)
    if start is None:
        return Pool(walk, Posterior(record, season, targets, together=together).forecast())
    month, found = start
    drift = through(Posterior(record, season, (month, *targets), together=True).forecast(), found)
    return Pool(walk, drift if together else replace(drift, covariances=None))


def through(forecast: Forecast, start: Student) -> Forecast:
    """The forecast of the later months when its first one is as `start` says and not as the forecast itself says.

    Each node is conditioned on the stock of the first month and weighed by how well it expected it; the stock is then a
    normal distribution with the 80% band of `start`.
    """
    assert forecast.covariances is not None
    band = math.log(start.quantile(0.9) / start.quantile(0.1)) / (2.0 * float(ndtri(0.9)))
    variance = (start.centre * band) ** 2
    own = forecast.covariances[:, 0, 0]
    follows = forecast.covariances[:, :, 0] / own[:, np.newaxis]
    off = start.centre - forecast.means[:, 0]
    logs = np.log(np.maximum(forecast.weights, 1e-300)) - 0.5 * off**2 / (own + variance) - 0.5 * np.log(own + variance)
    weights = np.exp(logs - logs.max())
    changed = (variance - own)[:, np.newaxis, np.newaxis] * follows[:, :, np.newaxis] * follows[:, np.newaxis, :]
    covariances = (forecast.covariances + changed)[:, 1:, 1:]
    return Forecast(
        forecast.targets[1:],
        weights / weights.sum(),
        (forecast.means + follows * off[:, np.newaxis])[:, 1:],
        np.sqrt(np.maximum(np.diagonal(covariances, axis1=1, axis2=2), 1e-18)),
        covariances,
    )
