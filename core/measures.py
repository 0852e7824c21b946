"""Packages of measures from a file: strict reading, in the shape of `core.model.measures.Measure`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from core.model.calendar import month_index
from core.model.measures import Kind, Measure
from core.problem import Problem

MOST: Final = 64


class _MeasureFile(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    kind: Kind
    start: str
    effect: float
    ramp_months: int = 0
    end: str | None = None
    deadweight: float = 0.0
    relapse: float = 0.0
    cost_per_placement: float = 0.0
    fixed_cost: float = 0.0


def read_package(path: Path) -> tuple[Measure, ...]:
    """A package from a JSON list of measures, months as `YYYY-MM`. Raises Problem that names file, measure and reason."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Problem("facts.unreadable", file=path.name, reason=error.strerror or "") from error
    return parse_package(raw, path.name)


def parse_package(raw: bytes, name: str) -> tuple[Measure, ...]:
    """A package from JSON bytes; `name` is what messages call it."""
    try:
        entries = msgspec.json.decode(raw, type=list[_MeasureFile])
    except msgspec.MsgspecError as error:
        reason, _, where = str(error).partition(" - at ")
        raise Problem("facts.shape", file=name, where=where.strip("`") or "$", reason=reason) from error
    if len(entries) > MOST:
        raise Problem("measures.too_many", file=name, value=len(entries), high=MOST)
    package = tuple(_measure(entry, name) for entry in entries)
    seen: set[str] = set()
    for measure in package:
        if measure.id in seen:
            raise Problem("facts.twice", file=name, where=measure.id[:40])
        seen.add(measure.id)
    return package


def _measure(entry: _MeasureFile, file: str) -> Measure:
    where = entry.id[:40]
    limits = {
        "effect": (0.0, 1.0 if entry.kind == "lks_retention" else 5000.0),
        "ramp_months": (0, 120),
        "deadweight": (0.0, 1.0),
        "relapse": (0.0, 1.0),
        "cost_per_placement": (0.0, 1e6),
        "fixed_cost": (0.0, 1e8),
    }
    for key, (low, high) in limits.items():
        if not low <= getattr(entry, key) <= high:
            raise Problem(
                "measures.limits", file=file, where=where, key=key, value=getattr(entry, key), low=low, high=high
            )
    try:
        start = month_index(entry.start)
        end = None if entry.end is None else month_index(entry.end)
    except ValueError as error:
        raise Problem("measures.month", file=file, where=where, value=str(error)[:20]) from error
    if end is not None and end < start:
        raise Problem("measures.order", file=file, where=where)
    return Measure(
        entry.id, entry.kind, start, entry.effect, entry.ramp_months, end,
        entry.deadweight, entry.relapse, entry.cost_per_placement, entry.fixed_cost,
    )  # fmt: skip
