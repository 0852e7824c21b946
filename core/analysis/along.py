"""Chances along a lever: what is counted in draws at every step, from the draws at a few of them.

Each draw is followed along the lever, so that a chance is counted at a place as it is counted where it was simulated.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy.interpolate import CubicSpline

from core.analysis.chances import CERTAINTIES, Chances, Counts, counted_chances, reserve_needed
from core.analysis.family import Family, at_step
from core.model.parameters import Floats
from core.model.projection import Projection
from core.model.reached import BENEFITS, JOBS, MONEY, at_least, at_most

PLACES: Final = 65
"""Places on a lever at which draws are counted; between two of them a chance bends smoothly."""
Meets = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Along:
    """As `Counts`, with a column per step `(…, steps)`, or one where the lever moves nothing of it."""

    volume: Floats | None
    by_then: Floats | None
    lks: Floats | None
    gone: Floats | None
    milestone: Floats | None
    result: Floats
    needed: Floats

    def counts(self, step: int) -> Counts:
        """What is counted at one step."""
        parts: dict[str, Any] = {
            name: None if values is None else at_step(values, step)
            for name in ("volume", "by_then", "lks", "gone", "milestone", "result")
            for values in [getattr(self, name)]
        }
        return Counts(**parts, needed=tuple(at_step(self.needed, step).tolist()))


def along(family: Family) -> Along:
    """What is counted in the draws of a family, which has the money of them too."""
    baseline, steps, drawn = family.baseline, len(family.values), family.drawn
    at = np.unique(np.linspace(0, steps - 1, PLACES).round().astype(int))

    def counted(rows: Sequence[Floats], *tests: tuple[Meets, bool]) -> list[Floats]:
        each = _apart(rows)
        found = _counted(each, family.weights[at], tests)
        return found if len(each) == 1 else [
            np.clip(CubicSpline(at, one, axis=1)(np.arange(steps)), 0.0, 1.0) for one in found
        ]  # fmt: skip

    target, milestone, jobs, reserve = (
        baseline.find(key) for key in ("target_volume", "milestone_volume", "lks_target", "reserve")
    )
    limits = [math.nan if one is None else one.value for one in (target, milestone, jobs)]
    volume, by_then, under = counted(
        [found.caseload.stock for found in drawn],
        (lambda each: at_most(each, limits[0], BENEFITS), False), (lambda each: at_most(each, limits[0], BENEFITS), True),
        (lambda each: at_most(each, limits[1], BENEFITS), False),
    )  # fmt: skip
    if target is not None:
        volume = np.broadcast_to(volume, (len(volume), steps)).copy()
        volume[family.outcomes[0].month - baseline.reference_month] = family.chances
    (lks,) = counted([found.jobs.stock for found in drawn], (lambda each: at_least(each, limits[2], JOBS), False))
    (gone,) = counted([found.reserve - found.general_funds for found in drawn], (lambda each: each < -MONEY, True))
    (result,) = counted([found.result for found in drawn], (lambda each: at_least(each, 0.0, MONEY), False))
    needed = np.array([[reserve_needed(found, level) for found in drawn] for level in CERTAINTIES])
    return Along(
        volume=None if target is None else volume, by_then=None if target is None else by_then,
        lks=None if jobs is None else lks, gone=None if reserve is None else gone,
        milestone=None if milestone is None else under, result=result, needed=needed @ family.weights.T,
    )  # fmt: skip


def chances_along(family: Family, found: Along) -> list[Chances]:
    """The chances at every step."""
    first: Projection = family.runs[0]
    return [counted_chances(found.counts(step), family.baseline, first.months, first.years) for step in range(len(family.values))]


def _apart(each: Sequence[Floats]) -> Sequence[Floats]:
    """Draws at each knot, or once where the lever moves nothing of them."""
    return each[:1] if all(np.array_equal(each[0], other) for other in each[1:]) else each


def _counted(each: Sequence[Floats], weights: Floats, tests: Sequence[tuple[Meets, bool]]) -> list[Floats]:
    """Part of the draws that meets something in each row, or has met it by then `(rows, places)`."""
    rows = np.stack(each, axis=1).astype(np.float32)
    narrow = weights.astype(np.float32)
    found: list[list[Floats]] = [[] for _ in tests]
    past: list[Any] = [False] * len(tests)
    for values in rows:
        follow = values if len(each) == 1 else narrow @ values
        for i, (meets, ever) in enumerate(tests):
            met = meets(follow)
            past[i] = met | past[i] if ever else met
            found[i].append(np.count_nonzero(past[i], axis=1) / rows.shape[2])
    return [np.array(one) for one in found]
