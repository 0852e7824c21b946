"""The kinds of measures: which flow each one changes, what is paid for, and in what its effect is told.

A kind is one entry of `KIND`, with its name in `Kind`. The cards, the limits, the units and the model read it here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias, get_args

from core.model.effect import PackageEffect
from core.model.parameters import Floats

Kind = Literal["outflow_work", "outflow_education", "less_inflow", "lks_starts", "lks_retention"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
EffectUnit = Literal["benefits/month", "jobs/month", "share"]
Moves: TypeAlias = "Callable[[PackageEffect, Floats, Floats], PackageEffect]"
"""From an effect without flows, the net effect per month, and what of it comes back, to the effect with its flow."""


@dataclass(frozen=True, slots=True)
class MeasureKind:
    """What a kind of measure means.

    Attributes
    ----------
    group : str
        Heading under which its cards stand: the caseload ("outflow") or the jobs ("lks").
    unit : EffectUnit
        Unit of a measure's effect.
    highest : float
        Largest effect that is accepted [unit].
    per_placement : bool
        Whether each gross placement is paid for: everybody who is placed costs money, also who would have gone anyway.
        A kind that places nobody only has its fixed cost.
    moves : Moves
        Which flow it changes.
    """

    group: Literal["outflow", "lks"]
    unit: EffectUnit
    highest: float
    per_placement: bool
    moves: Moves


def _leaving(nothing: PackageEffect, net: Floats, back: Floats) -> PackageEffect:
    return replace(nothing, leaving=net, leaving_relapse=back)


def _not_entering(nothing: PackageEffect, net: Floats, back: Floats) -> PackageEffect:
    return replace(nothing, not_entering=net, not_entering_relapse=back)


def _lks_starts(nothing: PackageEffect, net: Floats, _: Floats) -> PackageEffect:
    return replace(nothing, lks_starts=net)


def _lower_hazard(nothing: PackageEffect, net: Floats, _: Floats) -> PackageEffect:
    return replace(nothing, hazard_factor=1.0 - net)


KIND: Final[dict[Kind, MeasureKind]] = {
    "outflow_work": MeasureKind("outflow", "benefits/month", 5000.0, per_placement=True, moves=_leaving),
    "outflow_education": MeasureKind("outflow", "benefits/month", 5000.0, per_placement=True, moves=_leaving),
    "less_inflow": MeasureKind("outflow", "benefits/month", 5000.0, per_placement=True, moves=_not_entering),
    "lks_starts": MeasureKind("lks", "jobs/month", 5000.0, per_placement=True, moves=_lks_starts),
    "lks_retention": MeasureKind("lks", "share", 1.0, per_placement=False, moves=_lower_hazard),
}
RETENTION: Final[Kind] = "lks_retention"
"""The kind that keeps jobs that run: its effect is the part by which the first-year hazard falls."""
