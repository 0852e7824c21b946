"""What moved a lever in reality: two days of a published series with what happened then, and the formulas of the model."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from typing import Literal

import msgspec

from core import DATA
from core.city import City, all_series
from core.facts import LocalText, Observation, Unit, read_toml
from core.problem import Problem, shown
from core.scenario import LEVER


class _Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    lever: str
    series: str
    start: dt.date = msgspec.field(name="from")
    end: dt.date = msgspec.field(name="to")
    event: LocalText


class _File(msgspec.Struct, forbid_unknown_fields=True):
    schema: Literal[1]
    reading: tuple[_Reading, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A stretch of a series that a lever stands for.

    Attributes
    ----------
    series : str
        Id of the series.
    title : LocalText
        What it counts.
    before, after : Observation
        Where the stretch begins and ends [unit].
    """

    lever: str
    series: str
    title: LocalText
    unit: Unit
    before: Observation
    after: Observation
    event: LocalText


@functools.cache
def moved_in_reality(city: City | None) -> tuple[Moved, ...]:
    """The reading list of a city, in the order of its file; empty without one. Raises Problem for what it does not hold."""
    path = None if city is None else city.file("reading.toml")
    if city is None or path is None:
        return ()
    return tuple(_moved(city, path.name, one) for one in read_toml(path, _File).reading)


def _moved(city: City, file: str, one: _Reading) -> Moved:
    found = all_series(city).get(one.series)
    if found is None or one.lever not in LEVER:
        raise Problem("baseline.unknown_key", file=file, where=f"{shown(one.lever)} {shown(one.series)}")
    points = {point.date: point for point in found.observations}
    if one.start not in points or one.end not in points:
        raise Problem("facts.empty", file=file, where=f"{one.series} {one.start} {one.end}")
    return Moved(one.lever, found.id, found.title, found.unit, points[one.start], points[one.end], one.event)


class Equation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A formula of the model in LaTeX, the message that says it in words, and what its letters stand for."""

    latex: str
    words: str
    where: LocalText


class _Equations(msgspec.Struct, forbid_unknown_fields=True):
    schema: Literal[1]
    equation: tuple[Equation, ...]


@functools.cache
def equations() -> tuple[Equation, ...]:
    """The formulas, in the order in which the model works."""
    return read_toml(DATA / "equations.toml", _Equations).equation
