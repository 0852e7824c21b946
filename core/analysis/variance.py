"""Which group of inputs the variance of an output comes from: Sobol indices of whole groups.

Works for any function of groups of independent standard normals; it knows nothing of the model. A group is swapped as
one (Saltelli et al. 2010), so that its index is exact for the group, however many dimensions it has.

References
----------
Saltelli, A. et al. (2010), Variance based sensitivity analysis of model output, Computer Physics Communications 181(2).
Azzini, I., Mara, T. A. and Rosati, R. (2021), Comparison of two sets of Monte Carlo estimators of Sobol' indices,
Environmental Modelling & Software 144, 105167: the estimator, whose error shrinks with the index itself.
Owen, A. B. (1998), Latin supercube sampling, ACM Transactions on Modeling and Computer Simulation 8(1): good
dimensions of the sequence go to the dimensions that matter.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import ndtri
from scipy.stats import qmc, sobol_indices, t

from core.model.parameters import Floats

LEVEL: Final = 0.95
"""Confidence of every interval."""
Function = Callable[[Mapping[str, Floats]], Floats]
"""From inputs per group `(rows, draws)` to outputs `(outputs, draws)`."""
Prepare = Callable[[Mapping[str, Floats]], Mapping[str, Floats]]
"""From standard normals to a function's inputs, each group by itself: what one group becomes, no other may change."""


@dataclass(frozen=True, slots=True)
class GroupShare:
    """What one group does to an output; errors are half-widths of 95% intervals.

    Attributes
    ----------
    group : str
    first, first_error : float
        First-order index: the part of the variance that would go if the group were known [share].
    total, total_error : float
        Total index: the part that is left if all but the group were known, interactions included [share].
    """

    group: str
    first: float
    first_error: float
    total: float
    total_error: float


@dataclass(frozen=True, slots=True)
class Variance:
    """The variance of one output, taken apart.

    Attributes
    ----------
    mean, deviation : float
        Of the output over the draws [its unit].
    groups : tuple[GroupShare, ...]
        In the order in which the groups were given.
    together, together_error : float
        What no group does alone: 1 less the sum of the first-order indices; zero without variance [share].
    draws, scrambles : int
        Draws in a repetition, and independent repetitions.
    """

    mean: float
    deviation: float
    groups: tuple[GroupShare, ...]
    together: float
    together_error: float
    draws: int
    scrambles: int

    @property
    def evaluations(self) -> int:
        """Points that the numbers rest on: both samples, and both again for each group that does anything."""
        return self.draws * self.scrambles * (2 + 2 * sum(one.total != 0.0 for one in self.groups))

    @property
    def certain(self) -> bool:
        """Whether the output does not vary at all."""
        return self.deviation <= 1e-9 * max(1.0, abs(self.mean))


def azzini(f_A: Floats, f_B: Floats, f_AB: Floats) -> tuple[Floats, Floats]:  # noqa: N803 (names that scipy asks for)
    """First-order and total indices of one output, as a `method` of `scipy.stats.sobol_indices`.

    Parameters
    ----------
    f_A, f_B : Floats
        Outputs on two independent samples, `(1, draws)`.
    f_AB : Floats
        Outputs with one group swapped, `(2 × groups, 1, draws)`: first A with the group of B, then B with the group of A.

    Returns
    -------
    tuple[Floats, Floats]
        Both `(1, groups)`. With `AB` and `BA` the swapped samples, sums over draws:
        `S = 2 Σ (f_B − f_BA)(f_AB − f_A) / V` and `S_total = Σ ((f_B − f_BA)² + (f_A − f_AB)²) / V`, where
        `V = Σ ((f_A − f_B)² + (f_BA − f_AB)²)`.
    """
    one, other = np.split(f_AB[:, 0], 2)
    up, down = one - f_A, f_B - other
    spread = np.sum((f_A - f_B) ** 2 + (other - one) ** 2, axis=-1)
    first = 2.0 * np.sum(down * up, axis=-1) / spread
    total = np.sum(down**2 + up**2, axis=-1) / spread
    return first[np.newaxis], total[np.newaxis]


def sample(dimensions: Mapping[str, int], draws: int, rng: np.random.Generator) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Two independent samples of standard normals per group, each `(dimensions of the group, draws)`.

    Both are parts of one scrambled Sobol sequence; two sequences of their own would depend on each other. The first
    dimensions of the sequence, which are the best, go to the first dimension of each group, then to the second, and so on.
    """
    places = sorted((i, name) for name, count in dimensions.items() for i in range(count))
    points = qmc.Sobol(2 * len(places), scramble=True, rng=rng).random(draws).T
    normals = ndtri(np.clip(points, 1e-12, 1.0 - 1e-12))
    one, other = ({name: np.empty((count, draws)) for name, count in dimensions.items()} for _ in range(2))
    for place, (i, name) in enumerate(places):
        one[name][i], other[name][i] = normals[2 * place], normals[2 * place + 1]
    return one, other


def take_apart(
    function: Function,
    dimensions: Mapping[str, int],
    *,
    draws: int,
    scrambles: int,
    seed: int,
    prepare: Prepare | None = None,
    idle: Collection[str] = (),
    progress: Callable[[float], None] | None = None,
) -> tuple[Variance, ...]:
    """Sobol indices of groups for each output of a function.

    Parameters
    ----------
    function : Function
        Must be finite everywhere.
    dimensions : Mapping[str, int]
        Dimensions of each group; at least two groups.
    draws : int
        Draws in a repetition, a power of two; the function is evaluated in pieces of this size.
    scrambles : int
        Independent repetitions, at least two. What they differ by gives the error (Student's t).
    prepare : Prepare | None
        Work that a sample needs once, before groups are swapped; without it the function takes the normals themselves.
    idle : Collection[str]
        Groups that are known to change no output: swapping them is left out.
    progress : Callable[[float], None] | None
        Told the part that is done, after every piece; what it raises stops the work.

    Raises
    ------
    ValueError
        Fewer than two groups or repetitions, or draws that are no power of two.
    """
    if len(dimensions) < 2 or scrambles < 2:
        raise ValueError("at least two groups and two scrambles")
    busy = [name for name in dimensions if name not in idle]
    pieces = scrambles * (2 + 2 * len(busy))
    done, found = 0, []

    def evaluate(points: Mapping[str, Floats]) -> Floats:
        nonlocal done
        values = np.atleast_2d(function(points))
        done += 1
        if progress is not None:
            progress(done / pieces)
        return values

    for i in range(scrambles):
        normals = sample(dimensions, draws, np.random.default_rng([seed, i]))
        one, other = normals if prepare is None else (prepare(points) for points in normals)
        plain, exchanged = evaluate(one), evaluate(other)
        ab = [evaluate({**one, name: other[name]}) if name in busy else plain for name in dimensions]
        ba = [evaluate({**other, name: one[name]}) if name in busy else exchanged for name in dimensions]
        found.append(np.stack([plain, exchanged, *ab, *ba]))
    return tuple(_variance([values[:, row] for values in found], tuple(dimensions), draws) for row in range(found[0].shape[1]))


def _variance(repetitions: list[Floats], groups: tuple[str, ...], draws: int) -> Variance:
    """One output; each repetition is `(2 + 2 × groups, draws)`: A, B, and the swapped samples."""
    indices = []
    for values in repetitions:
        one = sobol_indices(func={"f_A": values[0], "f_B": values[1], "f_AB": values[2:, np.newaxis]}, n=draws, method=azzini)
        indices.append(np.stack([one.first_order, one.total_order]))
    plain = np.concatenate([values[:2] for values in repetitions])
    mean, deviation = float(plain.mean()), float(plain.std())
    together = np.array([1.0 - index[0].sum() if index.any() else 0.0 for index in indices])
    (first, total), (first_error, total_error) = (np.asarray(values) for values in _mean_and_error(np.stack(indices)))
    apart, apart_error = _mean_and_error(together)
    return Variance(
        mean=mean,
        deviation=deviation,
        groups=tuple(
            GroupShare(name, float(first[k]), float(first_error[k]), float(total[k]), float(total_error[k]))
            for k, name in enumerate(groups)
        ),
        together=float(apart),
        together_error=float(apart_error),
        draws=draws,
        scrambles=len(repetitions),
    )


def _mean_and_error(repetitions: Floats) -> tuple[Floats, Floats]:
    """Mean over the first axis, and the half-width of its 95% interval."""
    count = len(repetitions)
    quantile = t.ppf(0.5 + LEVEL / 2.0, count - 1)
    return repetitions.mean(axis=0), quantile * repetitions.std(axis=0, ddof=1) / np.sqrt(count)
