"""Packages of measures: the catalogue, files, and a package as one word in a link. All are read strictly."""

from __future__ import annotations

import base64
import binascii
import functools
import json
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, Literal, get_args

import msgspec

from core import DATA
from core.facts import LocalText, Status, read_toml, sources
from core.model.calendar import month_index, month_label
from core.model.measures import Kind, Measure
from core.problem import Problem, shown

MOST: Final = 64
LONGEST_ID: Final = 40
LONGEST_NAME: Final = 60
Evidence = Literal["rct", "evaluation", "target", "assumption"]
KNOWN_EVIDENCE: Final[tuple[Evidence, ...]] = get_args(Evidence)
COPY: Final = "~"
"""Stands between the id of a catalogue entry and the number of its copy: `jobcoaching~2`."""


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
    active: bool = True
    name: str = ""


class _Row(_MeasureFile, array_like=True):
    """The same in a link: a list without keys, from which defaults at the end are left out."""


# Files -------------------------------------------------------------------------------------------------------------


def read_package(path: Path) -> tuple[Measure, ...]:
    """A package from a JSON list of measures, months as `YYYY-MM`. Raises Problem that names file and measure."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Problem("facts.unreadable", file=path.name, reason=error.strerror or "") from error
    return parse_package(raw, path.name)


def parse_package(raw: bytes, name: str) -> tuple[Measure, ...]:
    """A package from JSON bytes; `name` is what messages call it."""
    try:
        entries = msgspec.json.decode(raw, type=list[_MeasureFile])
    except UnicodeDecodeError as error:
        raise Problem("facts.encoding", file=name) from error
    except msgspec.MsgspecError as error:
        raise _shape(error, name) from error
    package = _package(entries, name)
    # The decoder takes the last of two equal keys; which of them was meant only the writer knows.
    json.loads(raw, object_pairs_hook=functools.partial(unique, file=name))
    return package


def unique(pairs: list[tuple[str, Any]], file: str | None = None) -> dict[str, Any]:
    """The object of these pairs of JSON. Raises Problem when a key stands in it twice."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            where = shown(key)
            raise Problem("file.twice", name=where) if file is None else Problem("facts.twice", file=file, where=where)
        found[key] = value
    return found


def package_from(entries: object, name: str) -> tuple[Measure, ...]:
    """A package from values that came out of JSON, such as a part of a scenario file."""
    try:
        return _package(msgspec.convert(entries, list[_MeasureFile]), name)
    except msgspec.MsgspecError as error:
        raise _shape(error, name) from error
    except (OverflowError, RecursionError) as error:
        raise Problem("facts.shape", file=name, where="$", reason=str(error)[:60]) from error


def check_package(measures: Iterable[Measure], name: str = "pakket") -> tuple[Measure, ...]:
    """The same measures when every one of them can be. Raises Problem that names measure and limit."""
    return package_from(package_document(measures), name)


def package_document(measures: Iterable[Measure]) -> list[dict[str, Any]]:
    """A package as plain values, in the shape that a package file has."""
    return [
        {name: getattr(measure, name) for name in _MeasureFile.__struct_fields__}
        | {"start": _label(measure.start), "end": None if measure.end is None else _label(measure.end)}
        for measure in measures
    ]


def _label(index: int) -> str:
    return month_label(index) if 0 <= index < 12 * 10000 else str(index)[:20]


def _shape(error: msgspec.MsgspecError, file: str) -> Problem:
    reason, _, where = str(error).partition(" - at ")
    return Problem("facts.shape", file=file, where=shown(where.strip("`"), 60) or "$", reason=shown(reason, 120))


def _package(entries: Iterable[_MeasureFile], file: str) -> tuple[Measure, ...]:
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


def _measure(entry: _MeasureFile, file: str) -> Measure:
    where = shown(entry.id, LONGEST_ID)
    for key, text, longest in (("id", entry.id, LONGEST_ID), ("name", entry.name, LONGEST_NAME)):
        if len(text) > longest or not text.isprintable() or (key == "id" and not text):
            raise Problem("measures.text", file=file, where=where, key=key, high=longest)
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
            raise Problem("measures.limits", file=file, where=where, key=key, value=getattr(entry, key), low=low, high=high)
    try:
        start = month_index(entry.start)
        end = None if entry.end is None else month_index(entry.end)
    except ValueError as error:
        raise Problem("measures.month", file=file, where=where, value=shown(str(error), 20)) from error
    if end is not None and end < start:
        raise Problem("measures.order", file=file, where=where)
    return Measure(
        entry.id, entry.kind, start, entry.effect, entry.ramp_months, end,
        entry.deadweight, entry.relapse, entry.cost_per_placement, entry.fixed_cost, entry.active, entry.name,
    )  # fmt: skip


# Links -------------------------------------------------------------------------------------------------------------

VERSION: Final = b"\x01"
MOST_BYTES: Final = 65536
"""Unpacked size that is accepted: 64 measures of the longest texts fit; a zip bomb does not get further."""
MOST_TEXT: Final = 4 * MOST_BYTES


def encode_package(measures: Iterable[Measure]) -> str:
    """A package as one word of letters, digits, `-` and `_`: version byte, then compressed JSON, in base64url."""
    rows: list[list[Any]] = []
    defaults = (*(None,) * 4, *_MeasureFile.__struct_defaults__)
    for entry in package_document(measures):
        row = list(entry.values())
        while _same(row[-1], defaults[len(row) - 1]):
            row.pop()
        rows.append(row)
    packed = zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    return base64.urlsafe_b64encode(VERSION + packed).rstrip(b"=").decode("ascii")


def _same(value: object, default: object) -> bool:
    """Equal in sign of zero and type of truth as well: what is left out must come back as it was."""
    return repr(value) == repr(default)


def decode_package(text: str, name: str = "pakket") -> tuple[Measure, ...]:
    """The package of a link. Raises Problem for anything that this program would not have written."""
    try:
        if len(text) > MOST_TEXT:
            raise ValueError("too long")
        raw = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
        if raw[:1] != VERSION:
            raise ValueError("version")
        unpacker = zlib.decompressobj()
        unpacked = unpacker.decompress(raw[1:], MOST_BYTES)
        if not unpacker.eof or unpacker.unconsumed_tail or unpacker.unused_data:
            raise ValueError("not whole")
        rows = msgspec.convert(json.loads(unpacked.decode("utf-8")), list[_Row])
    except (ValueError, binascii.Error, zlib.error, msgspec.MsgspecError, RecursionError, OverflowError) as error:
        raise Problem("measures.link", name=name) from error
    return _package(rows, name)


# The catalogue -----------------------------------------------------------------------------------------------------


class CatalogueEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One measure that comes with the project: its numbers, what is known of them, and who says so.

    `status` holds the parameters that are not our assumption.
    """

    id: str
    name: LocalText
    note: LocalText
    kind: Kind
    start: str
    effect: float
    ramp_months: int
    deadweight: float
    relapse: float
    cost_per_placement: float
    fixed_cost: float
    evidence: Evidence
    source: str
    derivation: LocalText
    end: str | None = None
    status: dict[str, Status] = {}

    def measure(self) -> Measure:
        """The measure with the numbers of the catalogue, switched on."""
        values = {name: getattr(self, name) for name in PARAMETERS}
        return package_from([values | {"id": self.id}], f"measures.toml {self.id}")[0]

    def status_of(self, parameter: str) -> Status:
        """Whether a parameter is reported, derived or our assumption."""
        return self.status.get(parameter, "assumption")


PARAMETERS: Final = (
    "kind", "start", "effect", "ramp_months", "end", "deadweight", "relapse", "cost_per_placement", "fixed_cost",
)  # fmt: skip
EFFECT_PARAMETERS: Final = ("kind", "effect", "deadweight", "relapse")
"""What the evidence of a measure is about: how much it does. When and at what price is the city's own choice."""


class _CatalogueFile(msgspec.Struct, forbid_unknown_fields=True):
    schema: Literal[1]
    measure: tuple[CatalogueEntry, ...]


@functools.cache
def catalogue() -> tuple[CatalogueEntry, ...]:
    """The measures that come with the project. Raises Problem when the file does not hold."""
    path = DATA / "measures.toml"
    entries = read_toml(path, _CatalogueFile).measure
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen or COPY in entry.id:
            raise Problem("facts.twice", file=path.name, where=entry.id)
        seen.add(entry.id)
        if entry.source not in sources():
            raise Problem("facts.unknown_source", file=path.name, where=entry.id, source=entry.source)
        for parameter in entry.status:
            if parameter not in PARAMETERS:
                raise Problem("baseline.unknown_key", file=path.name, where=f"{entry.id} status {parameter}")
        entry.measure()
    return entries


def entry_of(measure: Measure) -> CatalogueEntry | None:
    """The catalogue entry that a measure or its copy comes from; None for one that somebody made up."""
    origin = measure.id.partition(COPY)[0]
    return next((entry for entry in catalogue() if entry.id == origin), None)


def evidence_of(measure: Measure) -> Evidence:
    """What the effect rests on: the catalogue's evidence as long as its effect is untouched, else an assumption."""
    entry = entry_of(measure)
    if entry is None:
        return "assumption"
    own = entry.measure()
    untouched = all(getattr(own, name) == getattr(measure, name) for name in EFFECT_PARAMETERS)
    return entry.evidence if untouched else "assumption"


def copy_id(measure: Measure, taken: Iterable[str]) -> str:
    """A free id for a copy of a measure that keeps the tie to its catalogue entry."""
    used = set(taken)
    origin = measure.id.partition(COPY)[0][: LONGEST_ID - 4]
    return next(name for n in range(2, MOST + 3) if (name := f"{origin}{COPY}{n}") not in used)
