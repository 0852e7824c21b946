"""The measures that a city announced: their numbers, and what those rest on."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import replace
from typing import Final, Literal, get_args

import msgspec

from core.city import City
from core.facts import LocalText, Source, Status, read_toml, sources
from core.measures.package import LONGEST_ID, MOST, package_from
from core.model.calendar import LAST_MONTH
from core.model.kinds import Kind
from core.model.measures import Measure
from core.problem import Problem

Evidence = Literal["rct", "evaluation", "target", "assumption"]
KNOWN_EVIDENCE: Final[tuple[Evidence, ...]] = get_args(Evidence)
COPY: Final = "~"
"""Stands between the id of a catalogue entry and the number of its copy: `jobcoaching~2`."""


class CatalogueEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One measure that a city announced: its numbers, what is known of them, and who says so.

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
    """`letter` is the publication whose measures are one package that a page can offer as an example."""

    schema: Literal[1]
    measure: tuple[CatalogueEntry, ...]
    letter: str | None = None


@functools.cache
def catalogue(city: City | None) -> tuple[CatalogueEntry, ...]:
    """The measures that a city announced; empty when none are known. Raises Problem when the file does not hold."""
    path = None if city is None else city.file("measures.toml")
    if path is None:
        return ()
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


@functools.cache
def example_package(city: City | None) -> tuple[Source | None, tuple[CatalogueEntry, ...]]:
    """The letter that announced a package as one, and the measures in it; none where no letter did."""
    path = None if city is None else city.file("measures.toml")
    letter = None if path is None else read_toml(path, _CatalogueFile).letter
    if letter is None:
        return None, ()
    return sources()[letter], tuple(entry for entry in catalogue(city) if entry.source == letter)


def entry_of(measure: Measure, city: City | None) -> CatalogueEntry | None:
    """The catalogue entry of a city that a measure or its copy comes from; None for one that somebody made up."""
    origin = measure.id.partition(COPY)[0]
    return next((entry for entry in catalogue(city) if entry.id == origin), None)


def again(measure: Measure, start: int) -> Measure:
    """A measure of the same size and length that begins in another month, switched on."""
    end = None if measure.end is None else min(start + measure.end - measure.start, LAST_MONTH)
    return replace(measure, start=start, end=end, active=True)


def evidence_of(measure: Measure, city: City | None) -> Evidence:
    """What the effect rests on: the catalogue's evidence as long as its effect is untouched, else an assumption."""
    entry = entry_of(measure, city)
    if entry is None:
        return "assumption"
    own = _own(city, entry.id)
    untouched = all(getattr(own, name) == getattr(measure, name) for name in EFFECT_PARAMETERS)
    return entry.evidence if untouched else "assumption"


@functools.cache
def _own(city: City | None, name: str) -> Measure:
    """The measure of a catalogue entry; a family asks for it at every step of a lever."""
    return next(entry.measure() for entry in catalogue(city) if entry.id == name)


def copy_id(measure: Measure, taken: Iterable[str]) -> str:
    """A free id for a copy of a measure that keeps the tie to its catalogue entry."""
    used = set(taken)
    origin = measure.id.partition(COPY)[0][: LONGEST_ID - 4]
    return next(name for n in range(2, MOST + 3) if (name := f"{origin}{COPY}{n}") not in used)
