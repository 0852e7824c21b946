"""A forecast of the caseload: a mixture of normal distributions, its chances and its quantiles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import ndtr

from core.model.parameters import Floats

FINE: Final = 0.01
"""How exactly a quantile is found [benefits]."""
GRID: Final = 400
"""Steps on either side of the outcome, for the score."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """A mixture of normal distributions for the stock in each target month, shapes `(nodes,)` and `(nodes, targets)`.

    `covariances` `(nodes, targets, targets)` says how the months go together; None when nobody asked.
    """

    targets: tuple[int, ...]
    weights: Floats
    means: Floats
    deviations: Floats
    covariances: Floats | None = None

    def below(self, values: Floats) -> Floats:
        """Chance that the stock in each target month is at or under `values` `(…, targets)`."""
        places = (np.asarray(values)[..., np.newaxis, :] - self.means) / self.deviations
        return np.asarray((self.weights[:, np.newaxis] * ndtr(places)).sum(axis=-2))

    @property
    def ends(self) -> tuple[Floats, Floats]:
        """Values that nothing lies beyond `(targets,)` [benefits]."""
        return (self.means - 9.0 * self.deviations).min(axis=0), (self.means + 9.0 * self.deviations).max(axis=0)


def quantiles_of(below: Callable[[Floats], Floats], ends: tuple[Floats, Floats], parts: Sequence[float]) -> Floats:
    """Values that parts of a distribution lie under `(parts, targets)`: the span is halved until a hundredth is left."""
    wanted = np.asarray(parts)[:, np.newaxis]
    low, high = (np.broadcast_to(end, (len(parts), len(end))) for end in ends)
    steps = int(np.ceil(np.log2(max(1.0, float((high - low).max()) / FINE)))) if low.size else 0
    for _ in range(steps):
        middle = 0.5 * (low + high)
        under = below(middle) < wanted
        low, high = np.where(under, middle, low), np.where(under, high, middle)
    return np.asarray(0.5 * (low + high))


def crps_of(below: Callable[[Floats], Floats], ends: tuple[Floats, Floats], actual: Floats) -> Floats:
    """Continuous ranked probability score of each target's outcome `(targets,)` [benefits]; lower is better.

    The area between the distribution and the outcome's own step, squared (Matheson and Winkler, 1976).
    """
    sides = []
    for low, high, above in ((np.minimum(ends[0], actual), actual, False), (actual, np.maximum(ends[1], actual), True)):
        values = np.linspace(low, high, GRID + 1)
        chance = below(values)
        sides.append(np.trapezoid((1.0 - chance if above else chance) ** 2, values, axis=0))
    return np.asarray(sides[0] + sides[1])
