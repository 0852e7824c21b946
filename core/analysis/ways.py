"""Ways that the caseload may go: paths of the forecast, from standard normal deviates.

Half of the draws walk and half drift. In every month the draws of a half stand evenly on that half's own quantiles, in the
order that their deviates give; so what the draws say about a month is what the forecast says. How a path goes on from month to
month is that of the walk, a sum of steps with no memory that is as wide as one deviate says, and of the mixture's
covariance.

The first deviates decide the caseload at AIMS (Imai and Tan, A general dimension reduction technique for derivative
pricing, 2006): points of a sequence are best spread in their first dimensions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import ndtr, ndtri, stdtrit
from scipy.stats import chi2

from core.analysis.forecast import Forecast
from core.analysis.pool import Pool
from core.model.parameters import Floats

AIMS: Final = (28, 12, 40, 4, 20, 64, 88)
"""Months ahead at which the draws represent the caseload best, the most important first."""
STEPS: Final = 240
"""Steps in which a mixture's distribution is laid out."""
REACH: Final = 6.0
"""Standard deviations over which it is."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What turns deviates into paths over `months`, the month in which they start first.

    Attributes
    ----------
    pool : Pool
    months : range
    walk, drift : Floats
        Rows of size 1 that the deviates are weighed with `(months, 1 + months)`; zero where nothing is open.
    scores, stocks : Floats
        Standard normal scores and the stocks that go with them in the drifting half `(months, steps + 1)`.
    """

    pool: Pool
    months: range
    walk: Floats
    drift: Floats
    scores: Floats
    stocks: Floats

    def paths(self, deviates: Floats, *, even: bool) -> Floats:
        """Caseload `(months, draws)` [benefits].

        Parameters
        ----------
        deviates : Floats
            How wide the walk is in the second row, and in the third whether a draw walks (below zero) or drifts; the others
            as the rows of `walk` and `drift` take them.
        even : bool
            Stand the draws of each half evenly on its quantiles; else every draw follows from its own deviates alone.
        """
        own = np.delete(deviates, (1, 2), axis=0)
        walks, drifts = np.flatnonzero(deviates[2] < 0.0), np.flatnonzero(deviates[2] >= 0.0)
        found = np.empty((len(self.months), deviates.shape[1]))
        walk = self.pool.walk
        kappa = np.sqrt(walk.freedom / chi2.ppf(ndtr(-deviates[1, walks]), walk.freedom))
        # Processors differ in the last bits of a matrix product; replicas and the order of the draws must not.
        scores = np.round(kappa * (self.walk @ own[:, walks]), 9)
        scores = stdtrit(walk.freedom, _even(scores)) if even else scores
        found[:, walks] = walk.centre * np.exp(walk.deviations(self.months)[:, np.newaxis] * scores)
        scores = np.round(self.drift @ own[:, drifts], 9)
        scores = ndtri(_even(scores)) if even else scores
        for t, row in enumerate(scores):
            found[t, drifts] = np.interp(row, self.scores[t], self.stocks[t])
        return found


def overall(drift: Forecast) -> Floats:
    """Covariance of the months over all nodes `(targets, targets)`: what is open within them, and how far apart they are."""
    assert drift.covariances is not None
    apart = drift.means - drift.weights @ drift.means
    return np.asarray(np.tensordot(drift.weights, drift.covariances, 1) + (drift.weights * apart.T) @ apart)


def ways_of(pool: Pool, covariance: Floats, months: range) -> Ways:
    """The ways of a forecast whose drifting half has this covariance over its months."""
    missing = len(months) - len(pool.targets)
    known = np.zeros((len(months), len(months)))
    known[missing:, missing:] = covariance
    steps = np.tril(np.ones((len(months), len(months)))) * pool.walk.scale
    steps[:, 0] = pool.walk.start
    scores, stocks = _laid_out(pool, missing)
    return Ways(pool, months, _aimed(steps), _aimed(_root(known)), scores, stocks)


def _even(values: Floats) -> Floats:
    """Places between 0 and 1 in the order of `values`, evenly spread along each row."""
    count = values.shape[1]
    order = np.argsort(values, axis=1, kind="stable")
    places = np.empty(values.shape)
    np.put_along_axis(places, order, np.broadcast_to((np.arange(count) + 0.5) / count, values.shape), axis=1)
    return places


def _root(covariance: Floats) -> Floats:
    """A matrix that times its own transpose is the covariance; the broadest direction first (Karhunen-Loève)."""
    values, vectors = np.linalg.eigh(covariance)
    # An eigenvector's sign is arbitrary and may differ between processors: the last element is made positive.
    vectors = vectors * np.where(vectors[-1] < 0.0, -1.0, 1.0)
    return np.asarray((vectors * np.sqrt(np.maximum(values, 0.0)))[:, ::-1])


def _aimed(root: Floats) -> Floats:
    """Rows of size 1, turned so that the first columns decide the months at AIMS."""
    count = len(root)
    gradients = [root[ahead] for ahead in AIMS if ahead < count]
    rotation, upper = np.linalg.qr(np.column_stack([*gradients, np.eye(count)]))
    turned = root @ (rotation * np.where(np.diag(upper) < 0.0, -1.0, 1.0))
    size = np.sqrt((turned**2).sum(axis=1, keepdims=True))
    return np.asarray(np.divide(turned, size, out=np.zeros_like(turned), where=size > 0.0))


def _laid_out(pool: Pool, missing: int) -> tuple[Floats, Floats]:
    """Scores and stocks of the drifting half; in the `missing` months before its first one the stock is the walk's centre."""
    drift = pool.drift
    mean = drift.weights @ drift.means
    spread = np.sqrt(drift.weights @ (drift.deviations**2 + (drift.means - mean) ** 2))
    stocks = mean + spread * np.linspace(-REACH, REACH, STEPS + 1)[:, np.newaxis]
    scores = np.stack([ndtri(np.clip(_below(pool, j, stocks[:, j]), 1e-12, 1.0 - 1e-12)) for j in range(len(mean))])
    fixed = np.full((missing, STEPS + 1), pool.walk.centre)
    line = np.broadcast_to(np.linspace(-REACH, REACH, STEPS + 1), fixed.shape)
    return np.concatenate([line, scores]), np.concatenate([fixed, stocks.T])


def _below(pool: Pool, j: int, stocks: Floats) -> Floats:
    drift = pool.drift
    return np.asarray(ndtr((stocks[:, np.newaxis] - drift.means[:, j]) / drift.deviations[:, j]) @ drift.weights)
