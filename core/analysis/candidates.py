"""The measures that a best package is chosen from, and what is asked of it: always, never, not before, so many a month."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.baseline import Baseline
from core.measures import again, begin_again, catalogue
from core.model.calendar import LAST_MONTH, month_label
from core.model.kinds import KIND
from core.model.measures import Measure, capacity
from core.model.parameters import Floats
from core.problem import Problem, shown
from core.scenario import Scenario

MOST_FREE: Final = 18
"""Measures of which every combination is run: each further one doubles the work."""
EVERY: Final = ""
"""In the place of a measure's id: all of them."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked of a package, its price left out.

    Attributes
    ----------
    always, never : frozenset[str]
        Ids of measures that are in every package, or in none.
    not_before : tuple[tuple[str, int], ...]
        Id of a measure, or `EVERY`, and the first month index in which it may begin; it keeps its length.
    capacity : float | None
        Gross placements that all measures together may ask in any month [placements/month].
    """

    always: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    not_before: tuple[tuple[str, int], ...] = ()
    capacity: float | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """The measures that are in every package, and those of which every combination is run; those of LKS jobs last."""

    always: tuple[Measure, ...]
    free: tuple[Measure, ...]

    def package(self, which: int) -> tuple[Measure, ...]:
        """The measures of a combination: bit k of its number is free measure k."""
        return (*self.always, *(one for k, one in enumerate(self.free) if which >> k & 1))


def known_measures(baseline: Baseline, scenario: Scenario) -> dict[str, Measure]:
    """The city's measures, as the scenario has them where it has, and those of the visitor, by id."""
    held = {one.id: one for one in scenario.measures}
    return {entry.id: entry.measure() for entry in catalogue(baseline.city)} | held


def number_of(candidates: Candidates, measures: Iterable[Measure]) -> int | None:
    """The number of a package of free measures only; None when one of it is no such measure."""
    places = {one: k for k, one in enumerate(candidates.free)}
    found = [places.get(one) for one in measures]
    return None if candidates.always or None in found else sum(1 << k for k in found if k is not None)


def candidates_of(baseline: Baseline, scenario: Scenario, wishes: Wishes) -> Candidates:
    """What a package can be made of: the city's measures as the scenario has them, and those of the visitor.

    One that is over begins again in the first month that can be decided on. Raises Problem for wishes that cannot be met.
    """
    known = known_measures(baseline, scenario)
    _check(wishes, known, baseline)
    later = dict(wishes.not_before)
    ready = {name: _ready(known[name], baseline, max(later.get(name, 0), later.get(EVERY, 0))) for name in sorted(known)}
    free = tuple(one for name, one in ready.items() if name not in wishes.always | wishes.never)
    free = tuple(sorted(free, key=lambda one: KIND[one.kind].group == "lks"))  # those of LKS jobs last: see `sweep`
    if len(free) > MOST_FREE:
        raise Problem("best.too_many", value=len(free), high=MOST_FREE)
    return Candidates(tuple(ready[name] for name in sorted(wishes.always)), free)


def _check(wishes: Wishes, known: Iterable[str], baseline: Baseline) -> None:
    known = list(known)
    for name in (*sorted(wishes.always | wishes.never), *(name for name, _ in wishes.not_before if name != EVERY)):
        if name not in known:
            raise Problem("solve.unknown_measure", value=shown(name), known=", ".join(known))
    both = sorted(wishes.always & wishes.never)
    if both:
        raise Problem("best.both", value=both[0])
    for _, month in wishes.not_before:
        if not baseline.reference_month < month <= LAST_MONTH:
            low = month_label(baseline.reference_month + 1)
            raise Problem("solve.month", value=month_label(month), low=low, high=month_label(LAST_MONTH))
    if wishes.capacity is not None and not (math.isfinite(wishes.capacity) and wishes.capacity >= 0.0):
        raise Problem("best.capacity", value=shown(wishes.capacity))


def _ready(measure: Measure, baseline: Baseline, earliest: int) -> Measure:
    found = begin_again(dataclasses.replace(measure, active=True), baseline)
    return again(found, earliest) if found.start < earliest else found


def placements(measure: Measure, months: range) -> Floats:
    """Gross placements that a measure asks in each month `(months,)`; one that places nobody asks none."""
    if not KIND[measure.kind].per_placement:
        return np.zeros(len(months))
    return measure.effect * capacity(measure, months)
