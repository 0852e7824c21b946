"""Reading a baseline from a file: strict, and each refusal names file, key and reason."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import msgspec

from core import DATA
from core.baseline.check import Quantities, check_complete, checked
from core.baseline.law import vangnet_rules
from core.baseline.specs import SETTLED
from core.baseline.value import Baseline, Count, History, SeasonSource
from core.city import City, Role, city_ids, load_city
from core.facts import LocalText, Quantity, parse_toml, read_toml, series_names, shaped, toml_tree
from core.model.calendar import end_of_month, month_index
from core.problem import Problem, shown

SCHEMA: Final = 1


class _ProjectFile(msgspec.Struct, forbid_unknown_fields=True):
    schema: int
    baseline: str
    unnamed: str | None = None


_FILE: Final = DATA / "project.toml"
# Read as this is loaded. Where there is none, a server says so as it starts, and a command as it looks for the baseline.
_PROJECT: Final = read_toml(_FILE, _ProjectFile) if _FILE.is_file() else _ProjectFile(SCHEMA, "")
DEFAULT: Final = _PROJECT.baseline
"""The baseline that the app and the commands start from."""
UNNAMED: Final = _PROJECT.unnamed or DEFAULT
"""The baseline of a link or a file that names none: they were made when the app started from this one."""


class _NationalFile(msgspec.Struct, forbid_unknown_fields=True):
    schema: int
    id: str
    known_on: dt.date
    season: SeasonSource
    quantity: tuple[Quantity, ...] = ()


class _BaselineFile(msgspec.Struct, forbid_unknown_fields=True):
    schema: int
    id: str
    title: LocalText
    known_on: dt.date
    municipality: str | None = None
    city: str | None = None
    reference_month: str | None = None
    horizon: str | None = None
    extends: str | None = None
    continues: str | None = None
    season: SeasonSource | None = None
    quantity: tuple[Quantity, ...] = ()


@functools.cache
def baseline_ids() -> tuple[str, ...]:
    """Ids of the baselines that come with the project, the default first; looked for once, as all data is read once."""
    found = sorted(path.stem for path in (DATA / "baselines").glob("*.toml"))
    return tuple(sorted(found, key=lambda name: (name != DEFAULT, name)))


@functools.cache
def load_baseline(name: str) -> Baseline:
    """A baseline of the project, by id. Raises Problem when there is none or it does not hold."""
    if name not in baseline_ids():
        raise Problem("baseline.unknown", value=shown(name), known=", ".join(baseline_ids()))
    path = DATA / "baselines" / f"{name}.toml"
    found = parse_baseline(path.read_bytes(), path.name)
    if found.id != name:
        raise Problem("facts.id_mismatch", file=path.name, value=found.id)
    return found


def national_ids() -> tuple[str, ...]:
    """Ids of the sets of national figures that a municipality's baseline can extend."""
    return tuple(sorted(path.stem for path in (DATA / "national").glob("*.toml")))


@functools.cache
def load_national(name: str) -> tuple[Quantities, SeasonSource]:
    """National figures by id, the law of every year included: quantities, and where the seasonal factors come from."""
    path = DATA / "national" / f"{name}.toml"
    file = parse_toml(path.read_bytes(), path.name, _NationalFile)
    _check_schema(file.schema, path.name)
    return vangnet_rules() | checked(file.quantity, path.name), file.season


def _check_schema(schema: int, file: str) -> None:
    if schema != SCHEMA:
        raise Problem("baseline.schema", file=file, value=schema, known=SCHEMA)


def read_baseline(path: Path) -> Baseline:
    """A baseline from any file."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Problem("facts.unreadable", file=path.name, reason=error.strerror or "") from error
    return parse_baseline(raw, path.name)


def parse_baseline(raw: bytes, name: str, tree_of: Callable[[bytes, str], Any] = toml_tree) -> Baseline:
    """A baseline from the bytes of a file; `name` is what messages call it, `tree_of` reads the values in it.

    A file that `extends` another baseline, or a set of national figures, takes over each quantity that it does
    not give itself. One that `continues` a baseline starts where that one's own path leads, and takes over nothing
    that belongs to a settled reference year.
    """
    file = shaped(tree_of(raw, name), name, _BaselineFile)
    _check_schema(file.schema, name)
    parent: Baseline | None = None
    quantities: Quantities = {}
    season: SeasonSource | None = None
    if file.extends is not None and file.extends in national_ids():
        quantities, season = load_national(file.extends)
    elif file.extends is not None:
        parent = load_baseline(file.extends)
        quantities, season = parent.quantities, parent.season
    origin = None if file.continues is None else load_baseline(file.continues)
    if origin is not None:
        quantities = {place: found for place, found in quantities.items() if place[0] not in SETTLED}
    quantities = quantities | checked(file.quantity, name)
    season = file.season or season
    if season is None:
        raise Problem("baseline.missing", file=name, where="season")
    for wanted in (season.inflow, season.outflow):
        # Names become paths: only those of the project may.
        if wanted not in series_names():
            raise Problem("baseline.series", file=name, value=shown(wanted))
    city, municipality = _city(file, parent, name)
    reference_month = _month(file.reference_month, parent.reference_month if parent else None, name, "reference_month")
    baseline = Baseline(
        id=file.id,
        title=file.title,
        municipality=municipality,
        known_on=file.known_on,
        reference_month=reference_month,
        horizon=_month(file.horizon, parent.horizon if parent else None, name, "horizon"),
        season=season,
        quantities=quantities,
        history=history_of(city, min(file.known_on, end_of_month(reference_month))),
        city=city,
        origin=origin,
    )
    check_complete(baseline, name)
    return baseline


def _city(file: _BaselineFile, parent: Baseline | None, name: str) -> tuple[City | None, str]:
    """The city that a file names, or else that of the baseline it extends when both are of the same municipality."""
    if file.city is not None:
        if file.city not in city_ids():
            raise Problem("baseline.city", file=name, value=shown(file.city), known=", ".join(city_ids()))
        city = load_city(file.city)
        if file.municipality not in (None, city.name):
            raise Problem("baseline.city_name", file=name, value=shown(file.municipality or ""), expected=city.name)
        return city, city.name
    if parent is not None and file.municipality in (None, parent.municipality):
        return parent.city, parent.municipality
    if file.municipality is None:
        raise Problem("baseline.missing", file=name, where="city")
    return None, file.municipality


def history_of(city: City | None, day: dt.date) -> History:
    """The counts of a city up to and including a day."""
    if city is None:
        return History()
    roles: tuple[Role, Role] = ("volume", "lks_stock")
    volume, lks_jobs = (tuple(Count(point.date, point.value, point.source) for point in city.points(role, day)) for role in roles)
    return History(volume, lks_jobs)


def _month(label: str | None, inherited: int | None, file: str, where: str) -> int:
    if label is None and inherited is not None:
        return inherited
    try:
        return month_index(label or "")
    except ValueError as error:
        raise Problem("baseline.month", file=file, where=where, value=label or "") from error
