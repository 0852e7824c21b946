"""Measures: what a package adds to the flows, month by month.

Effects of a package are simulated together, never added up afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from core.model.effect import PackageEffect, combine, no_effect
from core.model.kinds import KIND, Kind, moved
from core.model.parameters import Floats

RELAPSE_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes
    ----------
    id : str
        Name by which it is switched and listed.
    kind : Kind
        What it moves; see `core.model.kinds`.
    start : int
        Month index of the first month with an effect.
    effect : float
        Gross effect at full capacity [unit of its kind].
    ramp_months : int
        Months until full capacity; 0 and 1 both mean at once.
    end : int | None
        Month index of the last month with an effect; None runs on.
    deadweight : float
        Part that would have happened anyway [share].
    relapse : float
        Part of the net effect that comes back after twelve months [share]; of what was granted, where a package asks
        for more people than there are.
    cost_per_placement : float
        Cost per gross placement [EUR].
    fixed_cost : float
        Cost while it runs [EUR/month].
    active : bool
        Whether it is switched on; one that is off has no effect and costs nothing.
    name : str
        What its owner calls it; empty when its id says enough.
    """

    id: str
    kind: Kind
    start: int
    effect: float
    ramp_months: int = 0
    end: int | None = None
    deadweight: float = 0.0
    relapse: float = 0.0
    cost_per_placement: float = 0.0
    fixed_cost: float = 0.0
    active: bool = True
    name: str = ""


def capacity(measure: Measure, months: range) -> Floats:
    """Part of full capacity in each month, shape `(months,)`: 0 before the start, a straight ramp, 0 after the end."""
    index = np.arange(months.start, months.stop, dtype=np.float64)
    level = np.clip((index - measure.start + 1.0) / max(measure.ramp_months, 1), 0.0, 1.0)
    running = index >= measure.start
    if measure.end is not None:
        running &= index <= measure.end
    return np.where(running, level, 0.0)


def measure_effect(measure: Measure, months: range) -> PackageEffect:
    """Effect of one measure on its own over `months`, the simulated months in order, whether it is on or not."""
    kind, level = KIND[measure.kind], capacity(measure, months)
    gross = measure.effect * level
    net = gross * (1.0 - measure.deadweight)
    back = np.zeros(len(months))
    back[RELAPSE_MONTHS:] = measure.relapse * net[:-RELAPSE_MONTHS]
    cost: Floats = measure.fixed_cost * np.where(level > 0.0, 1.0, 0.0)
    if kind.per_placement:
        cost = measure.cost_per_placement * gross + cost
    return moved(replace(no_effect(len(months)), cost=cost), kind.flow, net, back)


def package_effect(measures: Iterable[Measure], months: range) -> PackageEffect:
    """Effects of all measures that are on over `months`.

    They are taken in the order of their ids, so that the order of a list changes no bit of the result.
    """
    total = no_effect(len(months))
    for measure in sorted((found for found in measures if found.active), key=lambda found: found.id):
        total = combine(total, measure_effect(measure, months))
    return total
