"""Facts with a birth certificate: strict loading of what stands in `data/`.

A quantity has a value, a unit, a date, a status and a source or derivation; nothing is read
leniently. A file with an unknown key, a wrong unit, a missing source or an impossible value is
refused with the file, the key and the reason.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
import re
import tomllib
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

import msgspec

from core import DATA
from core.problem import Problem

Status = Literal["reported", "derived", "assumption", "own"]
"""What kind of number it is; `own` is what somebody gave in a file or a form of their own."""
Stage = Literal["voorlopig", "nader voorlopig", "definitief"]
"""In which stage the state published a budget; `is_settled` asks what follows from it."""
Unit = Literal[
    "benefits", "benefits/month", "benefits/year", "jobs", "jobs/month", "persons", "persons/quarter",
    "share", "share/month", "share/year", "EUR", "EUR/month", "EUR/hour", "EUR/year", "EUR/job/year",
    "EUR/benefit/year", "EUR million", "hours/week", "months", "FTE", "factor",
]  # fmt: skip


class LocalText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text that belongs to a fact and travels with it, in both languages."""

    nl: str
    en: str

    def __getitem__(self, language: str) -> str:
        return {"nl": self.nl, "en": self.en}[language]


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A publication or letter: what it is called, who published it, when and where it is found.

    `second_hand` is true of one that passes on what somebody else set or counted: a newspaper, a copy, a program.
    """

    id: str
    title: str
    publisher: str
    date: dt.date
    reference: str | None = None
    url: str | None = None
    note: LocalText | None = None
    second_hand: bool = False


class PlausibleRange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where experience ends: lowest and highest value seen or defensible, and who says so."""

    low: float
    high: float
    basis: LocalText


class Band(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Between what a number that was estimated lies, with which chance; [unit of the number], [share]."""

    low: float
    high: float
    share: float


class Quantity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One number of a baseline; `year` is set when the quantity has a value per calendar year.

    `band` is set when a stock was estimated and not counted.
    """

    key: str
    value: float
    unit: Unit
    date: dt.date
    status: Status
    range: PlausibleRange
    year: int | None = None
    stage: Stage | None = None
    source: str | None = None
    derivation: LocalText | None = None
    band: Band | None = None


class Observation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One published point of a series.

    `made` is the day a forecast or target was published, or a count of which that is all that is known; `noise` says how
    far off a count may be whose own day is unknown [share].
    """

    date: dt.date
    value: float
    status: Status
    source: str
    made: dt.date | None = None
    stage: Stage | None = None
    note: LocalText | None = None
    noise: float | None = None


def made_on(point: Observation) -> dt.date:
    """Day on which a point became known: its own, or the day of the publication that it was read from."""
    return point.made if point.made is not None else sources()[point.source].date


class Series(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A published series: one definition, one unit, points at the dates that were published."""

    id: str
    title: LocalText
    definition: LocalText
    unit: Unit
    range: PlausibleRange
    observations: tuple[Observation, ...]


class Contradiction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sources that do not agree. Recorded and shown; never silently repaired.

    Where they differ in a number there are `values` in a unit and the one that is `used`; where they differ in
    words, or one does not say what it means, `said` tells what each says. One that is about a page's own subject is told
    there too.
    """

    id: str
    subject: LocalText
    sources: tuple[str, ...]
    reason: LocalText
    values: tuple[float, ...] = ()
    unit: Unit | None = None
    used: float | None = None
    said: LocalText | None = None
    page: str | None = None


T = TypeVar("T")
_PLACE: Final = re.compile(r"\(at line (\d+), column (\d+)\)$")
"""Where the reader of TOML stopped; without a place it came to the end of the file."""


def read_toml(path: Path, shape: type[T]) -> T:
    """Read a TOML file into `shape`, or refuse it with file, key and reason."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Problem("facts.unreadable", file=path.name, reason=error.strerror or "") from error
    return parse_toml(raw, path.name, shape)


def parse_toml(raw: bytes, name: str, shape: type[T]) -> T:
    """Parse TOML bytes of ours into `shape`; `name` is what a message calls the file."""
    return shaped(toml_tree(raw, name), name, shape)


def toml_tree(raw: bytes, name: str) -> Any:
    """The values of TOML bytes, before anybody asked which they may be."""
    try:
        return tomllib.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Problem("facts.encoding", file=name) from error
    except RecursionError as error:
        raise Problem("facts.nested", file=name) from error
    except ValueError as error:
        place = _PLACE.search(str(error))
        if place is None:
            raise Problem("facts.unfinished", file=name) from error
        raise Problem("facts.syntax", file=name, line=int(place[1]), at=int(place[2])) from error


def shaped(tree: Any, name: str, shape: type[T]) -> T:
    """Values of a file as `shape`."""
    try:
        return msgspec.convert(tree, shape)
    except msgspec.ValidationError as error:
        reason, _, where = str(error).partition(" - at ")
        raise Problem("facts.shape", file=name, where=where.strip("`") or "$", reason=reason) from error
    except (ValueError, RecursionError) as error:
        raise Problem("facts.nested", file=name) from error


def check_value(
    file: str, where: str, value: float, status: Status, limits: PlausibleRange, source: str | None,
    derivation: LocalText | None,
) -> None:  # fmt: skip
    """Refuse a number whose certificate does not hold."""
    if not math.isfinite(value):
        raise Problem("facts.not_finite", file=file, where=where)
    if not limits.low <= limits.high:
        raise Problem("facts.range_order", file=file, where=where, low=limits.low, high=limits.high)
    if not limits.low <= value <= limits.high:
        raise Problem("facts.outside_range", file=file, where=where, value=value, low=limits.low, high=limits.high)
    check_certificate(file, where, status, source, derivation)


class _SourceFile(msgspec.Struct, forbid_unknown_fields=True):
    source: tuple[Source, ...]


class _ContradictionFile(msgspec.Struct, forbid_unknown_fields=True):
    contradiction: tuple[Contradiction, ...]


class _StageRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Stage
    settled: bool


class _StageFile(msgspec.Struct, forbid_unknown_fields=True):
    schema: Literal[1]
    stage: tuple[_StageRow, ...]


@functools.cache
def _stages() -> dict[Stage, bool]:
    return {row.id: row.settled for row in read_toml(DATA / "stages.toml", _StageFile).stage}


def is_settled(stage: Stage | None) -> bool:
    """Whether an amount in this stage does not change any more; an amount without a stage may."""
    return stage is not None and _stages().get(stage, False)


class Version(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A version of the model's arithmetic, and what it changed of the numbers that the one before gave.

    Attributes
    ----------
    until, outcome : str, dict[str, float]
        Last month of the default of the letter's basis, and what the version made of it, by the key of each number.
    """

    id: str
    date: dt.date
    change: LocalText
    until: str
    outcome: dict[str, float]


class _VersionFile(msgspec.Struct, forbid_unknown_fields=True):
    schema: Literal[1]
    version: tuple[Version, ...]


@functools.cache
def versions() -> tuple[Version, ...]:
    """Every version of the model, the present one last."""
    return read_toml(DATA / "versions.toml", _VersionFile).version


@functools.cache
def national_sources() -> dict[str, Source]:
    """What is cited for every municipality, by id: the files in `data/sources`."""
    return read_sources(*sorted((DATA / "sources").glob("*.toml")))


@functools.cache
def sources() -> dict[str, Source]:
    """Everything that is cited, by id: what is national, and what each city's folder adds."""
    return read_sources(*sorted((DATA / "sources").glob("*.toml")), *sorted(DATA.glob("cities/*/sources.toml")))


def read_sources(*paths: Path) -> dict[str, Source]:
    """The sources in these files, by id."""
    register: dict[str, Source] = {}
    for path in paths:
        for source in read_toml(path, _SourceFile).source:
            if source.id in register:
                raise Problem("facts.twice", file=path.name, where=source.id)
            if source.reference is None and source.url is None:
                raise Problem("facts.no_reference", file=path.name, where=source.id)
            register[source.id] = source
    return register


def check_certificate(file: str, where: str, status: Status, source: str | None, derivation: LocalText | None) -> None:
    """Refuse an entry without the source or the derivation that its status asks."""
    if source is not None and source not in sources():
        raise Problem("facts.unknown_source", file=file, where=where, source=source)
    if status == "reported" and source is None:
        raise Problem("facts.no_source", file=file, where=where)
    if status != "reported" and derivation is None:
        raise Problem("facts.no_derivation", file=file, where=where)


def read_contradictions(path: Path) -> tuple[Contradiction, ...]:
    """Where sources contradict each other, with the value that is used and why."""
    entries = read_toml(path, _ContradictionFile).contradiction
    for entry in entries:
        for source in entry.sources:
            if source not in sources():
                raise Problem("facts.unknown_source", file=path.name, where=entry.id, source=source)
        if bool(entry.values) == (entry.said is not None) or bool(entry.values) != (entry.unit is not None):
            raise Problem("facts.contradiction", file=path.name, where=entry.id)
        if entry.values and entry.used not in entry.values:
            raise Problem("facts.used_not_listed", file=path.name, where=entry.id, value=entry.used)
    return entries


@functools.cache
def contradictions() -> tuple[Contradiction, ...]:
    """Contradictions about the whole country."""
    return read_contradictions(DATA / "contradictions.toml")


def read_series(path: Path, name: str) -> Series:
    """One published series that must call itself `name`."""
    found = read_toml(path, Series)
    if found.id != name:
        raise Problem("facts.id_mismatch", file=path.name, value=found.id)
    for point in found.observations:
        check_value(path.name, f"{point.date}", point.value, "reported", found.range, point.source, None)
    return found


@functools.cache
def series(name: str) -> Series:
    """One national series, by id (the file name without its ending)."""
    return read_series(DATA / "series" / f"{name}.toml", name)


def series_names() -> tuple[str, ...]:
    """Ids of the national series, in alphabetical order."""
    return tuple(sorted(path.stem for path in (DATA / "series").glob("*.toml")))
