"""A city is a folder of data: its own series, calendar, contradictions, sources, measures and rules.

What is not in the folder is not known of that city; nothing of another city stands in for it.
"""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from core import DATA
from core.facts import (
    Contradiction,
    Observation,
    Series,
    Source,
    contradictions,
    national_sources,
    read_contradictions,
    read_series,
    read_sources,
    read_toml,
    series,
)
from core.problem import Problem, shown

Role = Literal[
    "volume", "volume_forecasts", "volume_other", "lks_stock", "lks_targets", "inflow", "outflow",
    "macro_budget", "buig_budget", "buig_share", "buig_assumed", "buig_balance",
]  # fmt: skip
"""Series that the program asks for, by the name of their file. Others in the folder are shown and not computed with."""


class _CityFile(msgspec.Struct, forbid_unknown_fields=True):
    schema: Literal[1]
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class City:
    """A city with a folder of its own.

    Attributes
    ----------
    id : str
        Name of the folder.
    name : str
        What readers call it.
    """

    id: str
    name: str

    @property
    def folder(self) -> Path:
        """Where its data stands."""
        return DATA / "cities" / self.id

    def file(self, name: str) -> Path | None:
        """A file of the folder, or None when the city has none."""
        path = self.folder / name
        return path if path.is_file() else None

    def series(self, role: Role) -> Series | None:
        """A published series, or None when the city has none."""
        return all_series(self).get(role)

    def points(self, role: Role, day: dt.date | None = None) -> tuple[Observation, ...]:
        """Points of a series, up to and including what was known on `day`; empty when the city has none.

        A city knows its own counts from the day that they are about, and its words from the day that they were said.
        """
        found = self.series(role)
        points = () if found is None else found.observations
        return points if day is None else tuple(point for point in points if (point.made or point.date) <= day)


def city_ids() -> tuple[str, ...]:
    """Ids of the cities that have a folder, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in DATA.glob("cities/*/city.toml")))


@functools.cache
def load_city(name: str) -> City:
    """A city by id. Raises Problem when there is none."""
    if name not in city_ids():
        raise Problem("city.unknown", value=shown(name), known=", ".join(city_ids()))
    path = DATA / "cities" / name / "city.toml"
    found = read_toml(path, _CityFile)
    if found.id != name:
        raise Problem("facts.id_mismatch", file=path.name, value=found.id)
    return City(found.id, found.name)


@functools.cache
def all_series(city: City) -> dict[str, Series]:
    """Every series of the folder by the name of its file; each calls itself by city and file."""
    return {path.stem: read_series(path, f"{city.id}_{path.stem}") for path in sorted((city.folder / "series").glob("*.toml"))}


@functools.cache
def sources_for(city: City | None) -> dict[str, Source]:
    """What may be cited about a city: what is national, and what its own folder adds."""
    path = None if city is None else city.file("sources.toml")
    return national_sources() if path is None else national_sources() | read_sources(path)


@functools.cache
def contradictions_for(city: City | None) -> tuple[Contradiction, ...]:
    """Contradictions between sources about a city, then those about the whole country."""
    path = None if city is None else city.file("contradictions.toml")
    return contradictions() if path is None else read_contradictions(path) + contradictions()


@functools.cache
def macro_budget(city: City | None) -> tuple[Observation, ...]:
    """The national budget by year and stage; of the same year and stage the city's own source goes first."""
    own = {(point.date, point.stage): point for point in (() if city is None else city.points("macro_budget"))}
    return tuple(own.get((point.date, point.stage), point) for point in series("national_macro_budget").observations)
