"""Shapley values from draws: every set of measures is a draw of one simulation, or those sets along sampled orders.

L. S. Shapley, A value for n-person games, in: Contributions to the Theory of Games II (1953).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from core.model.effect import PackageEffect, as_column, beside, combine, each, no_effect
from core.model.parameters import Floats

SAMPLED_SETS: Final = 1024
"""Sets that are simulated when orders are sampled: a slider that moves asks for all of them, in some 20 ms."""
SEED: Final = 30000

Orders = np.ndarray[tuple[int, int], np.dtype[np.intp]]


def all_sets(effects: Sequence[PackageEffect], months: range) -> PackageEffect:
    """Effects of all sets `(months, 2^n)`; measure k is in set s when bit k of s is set.

    Built by doubling, with additions only: a measure without effect leaves every set as it was, to the last bit.
    """
    sets = as_column(no_effect(len(months)))
    for effect in effects:
        sets = beside(sets, combine(sets, as_column(effect)))
    return sets


def sampled_orders(count: int) -> Orders:
    """Sampled orders of starting, each followed by its reverse: that pair has less spread than two of its own."""
    rng = np.random.default_rng(SEED)
    pairs = max(8, SAMPLED_SETS // (2 * (count + 1)))
    drawn = np.stack([rng.permutation(count) for _ in range(pairs)])
    return np.stack([drawn, drawn[:, ::-1]], axis=1).reshape(-1, count)


def sets_along(effects: Sequence[PackageEffect], orders: Orders) -> PackageEffect:
    """Effects of the growing sets along each order, `(months, orders × (n + 1))`, the empty set first."""

    def steps(start: float, single: Sequence[Floats]) -> Floats:
        along = np.stack(single, axis=1)[:, orders]
        return np.concatenate([np.full((*along.shape[:2], 1), start), along], axis=2)

    def summed(*single: Floats) -> Floats:
        return np.asarray(np.cumsum(steps(0.0, single), axis=2).reshape(len(single[0]), -1))

    def multiplied(*single: Floats) -> Floats:
        return np.asarray(np.cumprod(steps(1.0, single), axis=2).reshape(len(single[0]), -1))

    return each(summed, *effects, factors=multiplied)


def shapley(rows: Floats, count: int) -> Floats:
    """Exact values `(…, measures, rows)` from the outcomes of all sets `(…, rows, 2^n)`."""
    size = np.array([number.bit_count() for number in range(2 ** (count - 1))])
    weight = np.array([1.0 / (count * math.comb(count - 1, k)) for k in range(count)])[size]
    parts = []
    for k in range(count):
        pairs = rows.reshape(*rows.shape[:-1], -1, 2, 2**k)
        added = (pairs[..., 1, :] - pairs[..., 0, :]).reshape(*rows.shape[:-1], -1)
        parts.append(added @ weight)
    return np.stack(parts, axis=-2)


def shapley_along(rows: Floats, orders: Orders) -> tuple[Floats, Floats]:
    """Mean and standard error `(measures, rows)` of what each measure adds along the orders."""
    added = np.diff(rows, axis=2)
    by_measure = np.empty_like(added)
    for i, order in enumerate(orders):
        by_measure[:, i, order] = added[:, i]
    pairs = by_measure.reshape(len(rows), -1, 2, orders.shape[1]).mean(axis=2)
    error = pairs.std(axis=1, ddof=1) / math.sqrt(pairs.shape[1])
    # A measure that adds the same along every order has no error: what is left there is rounding.
    return pairs.mean(axis=1).T, np.where(error > 1e-9, error, 0.0).T


def added_up(parts: Floats, total: Floats) -> Floats:
    """Spread what rounding left over in proportion, so that parts add up and a part of zero stays zero."""
    size = np.abs(parts)
    whole = size.sum(axis=0)
    rest = total - parts.sum(axis=0)
    return np.asarray(parts + rest * np.divide(size, whole, out=np.zeros_like(size), where=whole > 0.0))
