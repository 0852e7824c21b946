"""The kinds of measures: which flow each one changes, what is paid for, and in what its effect is told.

A kind is one entry of `KIND`, with its name in `Kind`. The cards, the limits, the units and the model read it here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from core.model.effect import PackageEffect
from core.model.parameters import Floats

Kind = Literal["outflow_work", "outflow_education", "less_inflow", "lks_starts", "lks_retention"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
EffectUnit = Literal["benefits/month", "jobs/month", "share"]
Flow = Literal["leaving", "not_entering", "lks_starts", "hazard_factor"]


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
    flow : Flow
        What it changes of `PackageEffect`; how stands in `moved`.
    """

    group: Literal["outflow", "lks"]
    unit: EffectUnit
    highest: float
    per_placement: bool
    flow: Flow


KIND: Final[dict[Kind, MeasureKind]] = {
    "outflow_work": MeasureKind("outflow", "benefits/month", 5000.0, per_placement=True, flow="leaving"),
    "outflow_education": MeasureKind("outflow", "benefits/month", 5000.0, per_placement=True, flow="leaving"),
    "less_inflow": MeasureKind("outflow", "benefits/month", 5000.0, per_placement=True, flow="not_entering"),
    "lks_starts": MeasureKind("lks", "jobs/month", 5000.0, per_placement=True, flow="lks_starts"),
    "lks_retention": MeasureKind("lks", "share", 1.0, per_placement=False, flow="hazard_factor"),
}


def kinds_that_move(flow: Flow) -> tuple[Kind, ...]:
    """The kinds that change a flow."""
    return tuple(kind for kind in KINDS if KIND[kind].flow == flow)


def moved(nothing: PackageEffect, flow: Flow, net: Floats, back: Floats) -> PackageEffect:
    """An effect in which a flow moves by a net effect per month, and what comes back of it does."""
    match flow:
        case "leaving":
            return replace(nothing, leaving=net, leaving_relapse=back)
        case "not_entering":
            return replace(nothing, not_entering=net, not_entering_relapse=back)
        case "lks_starts":
            return replace(nothing, lks_starts=net)
        case "hazard_factor":
            return replace(nothing, hazard_factor=1.0 - net)
