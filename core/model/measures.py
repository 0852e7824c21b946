"""Measures: what a package adds to the flows, month by month.

Effects of a package are simulated together, never added up afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np

from core.model.parameters import Floats

Kind = Literal["outflow_work", "outflow_education", "less_inflow", "lks_starts", "lks_retention"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
RELAPSE_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes
    ----------
    id : str
        Name by which it is switched and listed.
    kind : Kind
        What it moves.
    start : int
        Month index of the first month with an effect.
    effect : float
        Gross effect at full capacity [benefits/month or jobs/month]; for `lks_retention` the part by which the
        first-year hazard falls [share].
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


@dataclass(frozen=True, slots=True)
class PackageEffect:
    """What a package does per month; each shape `(months,)`, or `(months, draws)` for one package per draw.

    `leaving`, `not_entering` and what of both comes back twelve months later are benefits, all as planned: the run
    grants no more people than there are. `lks_starts` are jobs, `hazard_factor` multiplies the first-year hazard,
    `cost` is EUR.
    """

    leaving: Floats
    not_entering: Floats
    leaving_relapse: Floats
    not_entering_relapse: Floats
    lks_starts: Floats
    hazard_factor: Floats
    cost: Floats

    @property
    def relapse(self) -> Floats:
        """All who come back, as planned [benefits/month]."""
        return self.leaving_relapse + self.not_entering_relapse


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
    count = len(months)
    leaving, not_entering, leaving_relapse, not_entering_relapse, lks_starts = (np.zeros(count) for _ in range(5))
    hazard_factor = np.ones(count)
    level = capacity(measure, months)
    net = measure.effect * level * (1.0 - measure.deadweight)
    placements = measure.effect * level
    match measure.kind:
        case "outflow_work" | "outflow_education" | "less_inflow":
            kept_out = measure.kind == "less_inflow"
            target, relapse = (not_entering, not_entering_relapse) if kept_out else (leaving, leaving_relapse)
            target += net
            relapse[RELAPSE_MONTHS:] += measure.relapse * net[:-RELAPSE_MONTHS]
        case "lks_starts":
            lks_starts += net
        case "lks_retention":
            hazard_factor *= 1.0 - net
            placements = np.zeros(count)
    cost = measure.cost_per_placement * placements + measure.fixed_cost * (level > 0.0)
    return PackageEffect(leaving, not_entering, leaving_relapse, not_entering_relapse, lks_starts, hazard_factor, cost)


def package_effect(measures: Iterable[Measure], months: range) -> PackageEffect:
    """Effects of all measures that are on over `months`.

    They are taken in the order of their ids, so that the order of a list changes no bit of the result.
    """
    nothing = np.zeros(len(months))
    total = PackageEffect(nothing, nothing, nothing, nothing, nothing, np.ones(len(months)), nothing)
    for measure in sorted((found for found in measures if found.active), key=lambda found: found.id):
        total = combine(total, measure_effect(measure, months))
    return total


def combine(one: PackageEffect, other: PackageEffect) -> PackageEffect:
    """Two packages at once: flows and cost add up, hazard factors multiply. Shapes broadcast."""
    return PackageEffect(
        one.leaving + other.leaving,
        one.not_entering + other.not_entering,
        one.leaving_relapse + other.leaving_relapse,
        one.not_entering_relapse + other.not_entering_relapse,
        one.lks_starts + other.lks_starts,
        one.hazard_factor * other.hazard_factor,
        one.cost + other.cost,
    )
