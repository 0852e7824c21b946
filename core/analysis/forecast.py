"""A forecast of the caseload: a mixture of normal distributions, its chances and its quantiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from core.model.parameters import Floats


@dataclass(frozen=True, slots=True)
class Forecast:
    """A mixture of normal distributions for the stock in each target month, shapes `(nodes,)` and `(nodes, targets)`."""

    targets: tuple[int, ...]
    weights: Floats
    means: Floats
    deviations: Floats

    def below(self, target: int, value: float) -> float:
        """Chance that the stock in a target month is at or under `value`."""
        column = self.targets.index(target)
        return float(self.weights @ ndtr((value - self.means[:, column]) / self.deviations[:, column]))

    def quantile(self, target: int, part: float) -> float:
        """Stock in a target month that `part` of the distribution lies under [benefits]."""
        return float(self.quantiles((part,))[0, self.targets.index(target)])

    def quantiles(self, parts: Sequence[float]) -> Floats:
        """The same for several parts and every target, shape `(parts, targets)`: halved until a hundredth is left."""
        wanted = np.asarray(parts)[:, np.newaxis]
        low = np.broadcast_to((self.means - 9.0 * self.deviations).min(axis=0), (len(parts), len(self.targets)))
        high = np.broadcast_to((self.means + 9.0 * self.deviations).max(axis=0), low.shape)
        steps = int(np.ceil(np.log2(max(1.0, float((high - low).max()) / 0.01)))) if low.size else 0
        for _ in range(steps):
            middle = 0.5 * (low + high)
            under = np.tensordot(self.weights, ndtr((middle - self.means[:, np.newaxis]) / self.deviations[:, np.newaxis]), 1)
            low, high = np.where(under < wanted, middle, low), np.where(under < wanted, high, middle)
        return np.asarray(0.5 * (low + high))

    def widened(self, factor: float) -> Forecast:
        """The same forecast with every deviation, and the distance of every node from the mean, times `factor`."""
        centre = self.weights @ self.means
        return Forecast(self.targets, self.weights, centre + factor * (self.means - centre), factor * self.deviations)
