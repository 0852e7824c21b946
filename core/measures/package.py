"""A package of measures: what it may hold, and its shape as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from core.model.calendar import month_index, month_label
from core.model.kinds import KIND, Kind
from core.model.measures import Measure
from core.problem import Problem, shown

MOST: Final = 64
LONGEST_ID: Final = 40
LONGEST_NAME: Final = 60


class MeasureEntry(msgspec.Struct, forbid_unknown_fields=True):
    """A measure as files write it; months are `YYYY-MM`."""

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
    active: bool = True
    name: str = ""


def package_from(entries: object, name: str) -> tuple[Measure, ...]:
    """A package from values that came out of JSON, such as a part of a scenario file."""
    try:
        return checked_package(msgspec.convert(entries, list[MeasureEntry]), name)
    except msgspec.MsgspecError as error:
        raise shape_problem(error, name) from error
    except (OverflowError, RecursionError) as error:
        raise Problem("facts.shape", file=name, where="$", reason=str(error)[:60]) from error


def check_package(measures: Iterable[Measure], name: str = "pakket") -> tuple[Measure, ...]:
    """The same measures when every one of them can be. Raises Problem that names measure and limit."""
    return package_from(package_document(measures), name)


def package_document(measures: Iterable[Measure]) -> list[dict[str, Any]]:
    """A package as plain values, in the shape that a package file has."""
    return [
        {name: getattr(measure, name) for name in MeasureEntry.__struct_fields__}
        | {"start": _label(measure.start), "end": None if measure.end is None else _label(measure.end)}
        for measure in measures
    ]


def _label(index: int) -> str:
    return month_label(index) if 0 <= index < 12 * 10000 else str(index)[:20]


def shape_problem(error: msgspec.MsgspecError, file: str) -> Problem:
    """What is wrong with the shape of a package, and where."""
    reason, _, where = str(error).partition(" - at ")
    return Problem("facts.shape", file=file, where=shown(where.strip("`"), 60) or "$", reason=shown(reason, 120))


def checked_package(entries: Iterable[MeasureEntry], file: str) -> tuple[Measure, ...]:
    """The package of these entries. Raises Problem that names measure and limit."""
    entries = list(entries)
    if len(entries) > MOST:
        raise Problem("measures.too_many", file=file, value=len(entries), high=MOST)
    package = tuple(_measure(entry, file) for entry in entries)
    seen: set[str] = set()
    for measure in package:
        if measure.id in seen:
            raise Problem("facts.twice", file=file, where=measure.id)
        seen.add(measure.id)
    return package


def _measure(entry: MeasureEntry, file: str) -> Measure:
    where = shown(entry.id, LONGEST_ID)
    for key, text, longest in (("id", entry.id, LONGEST_ID), ("name", entry.name, LONGEST_NAME)):
        if len(text) > longest or not text.isprintable() or (key == "id" and not text):
            raise Problem("measures.text", file=file, where=where, key=key, high=longest)
    limits = {
        "effect": (0.0, KIND[entry.kind].highest),
        "ramp_months": (0, 120),
        "deadweight": (0.0, 1.0),
        "relapse": (0.0, 1.0),
        "cost_per_placement": (0.0, 1e6),
        "fixed_cost": (0.0, 1e8),
    }
    for key, (low, high) in limits.items():
        if not low <= getattr(entry, key) <= high:
            raise Problem("measures.limits", file=file, where=where, key=key, value=getattr(entry, key), low=low, high=high)
    try:
        start = month_index(entry.start)
        end = None if entry.end is None else month_index(entry.end)
    except ValueError as error:
        raise Problem("measures.month", file=file, where=where, value=shown(str(error), 20)) from error
    if end is not None and end < start:
        raise Problem("measures.order", file=file, where=where)
    return Measure(
        id=entry.id,
        kind=entry.kind,
        start=start,
        effect=entry.effect,
        ramp_months=entry.ramp_months,
        end=end,
        deadweight=entry.deadweight,
        relapse=entry.relapse,
        cost_per_placement=entry.cost_per_placement,
        fixed_cost=entry.fixed_cost,
        active=entry.active,
        name=entry.name,
    )
