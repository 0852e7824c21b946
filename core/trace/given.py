"""Leaves: quantities of the baseline, points of a series, levers, measures, and what we agreed on."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import msgspec

from core import DATA
from core.baseline import Baseline
from core.baseline.law import vangnet_rules
from core.city import City, all_series
from core.facts import LocalText, Quantity, Series, Unit, series, series_names
from core.measures import CatalogueEntry, entry_of
from core.model.measures import Measure
from core.trace.node import Given

MEASURE_UNITS: Final[dict[str, str]] = {
    "start": "month", "end": "month", "ramp_months": "months", "deadweight": "share", "relapse": "share",
    "cost_per_placement": "EUR", "fixed_cost": "EUR/month",
}  # fmt: skip
"""Units of a measure's numbers; the unit of `effect` is that of its kind."""


@functools.cache
def _places() -> dict[Quantity, tuple[str, str]]:
    """File and entry of each quantity in `data/`. A baseline is put together from several and keeps no note of which."""
    found = {rule: (below(DATA / "law" / "vangnet.toml"), f"{rule.year} {rule.key}") for rule in vangnet_rules().values()}
    for path in sorted(DATA.rglob("*.toml")):
        for entry in _quantities(path):
            found.setdefault(entry, (below(path), entry.key if entry.year is None else f"{entry.key} {entry.year}"))
    return found


def _quantities(path: Path) -> Iterator[Quantity]:
    tree: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    for entry in tree.get("quantity", ()):
        try:
            yield msgspec.convert(entry, Quantity)
        except msgspec.ValidationError:  # a file that calls something else a quantity
            return


def below(path: Path) -> str:
    """A file of ours as a reader finds it: from the folder of the project down."""
    return path.relative_to(DATA.parent).as_posix()


def quantity_given(found: Quantity) -> Given:
    """Certificate of a quantity of a baseline."""
    name = found.key if found.year is None else f"{found.key} {found.year}"
    file, entry = _places().get(found, (None, name))
    return Given(
        kind="quantity", status=found.status, origin=f"quantity:{name}", file=file, entry=entry,
        date=found.date, source=found.source, derivation=found.derivation,
    )  # fmt: skip


def observation(name: str, day: dt.date, city: City | None) -> tuple[float, Unit, Given]:
    """One point of a published series, of the country or of a city. Raises KeyError when there is none on that day."""
    path, found = _series(name, city)
    point = next((point for point in found.observations if point.date == day), None)
    if point is None:
        raise KeyError(day)
    given = Given(
        kind="observation", status=point.status, origin=f"series:{name}@{day}", file=below(path), entry=str(day),
        date=day, source=point.source, derivation=point.note, name=found.title,
    )  # fmt: skip
    return point.value, found.unit, given


def _series(name: str, city: City | None) -> tuple[Path, Series]:
    if name in series_names():
        return DATA / "series" / f"{name}.toml", series(name)
    own = {} if city is None else all_series(city)
    file = next((file for file, found in own.items() if found.id == name), None)
    if city is None or file is None:
        raise KeyError(name)
    return city.folder / "series" / f"{file}.toml", own[file]


def baseline_given(baseline: Baseline, entry: str) -> Given:
    """Certificate of what a baseline's file, or the one that it extends, says of itself, such as its reference month."""
    name: str | None = baseline.id
    while name is not None:
        path = DATA / "baselines" / f"{name}.toml"
        if not path.is_file():
            break
        tree: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        if entry in tree:
            return Given(kind="quantity", status="derived", origin=f"baseline:{entry}", file=below(path), entry=entry)
        name = tree.get("extends")
    return Given(kind="quantity", status="own", origin=f"baseline:{entry}", entry=entry)


def moved(lever: str) -> Given:
    """Certificate of a lever that stands away from the baseline."""
    return Given(kind="lever", status="moved", origin=f"lever:{lever}", beside=f"default:{lever}")


def convention(name: str, status: str = "assumption") -> Given:
    """Certificate of what we agreed on; the message `trace.convention.NAME` says it."""
    return Given(kind="convention", status="derived" if status == "derived" else "assumption", origin=f"convention:{name}")


def measure_given(measure: Measure, field: str, city: City | None) -> Given:
    """Certificate of one number of a measure: the catalogue's as long as nobody changed it."""
    entry = entry_of(measure, city)
    origin = f"measure:{measure.id}:{field}"
    name = _named(measure, entry)
    file = None if city is None else city.file("measures.toml")
    if entry is None or file is None or getattr(entry.measure(), field) != getattr(measure, field):
        return Given(kind="measure", status="moved", origin=origin, entry=f"{measure.id} {field}", name=name)
    return Given(
        kind="measure", status=entry.status_of(field), origin=origin, file=below(file),
        entry=f"{entry.id} {field}", source=entry.source, derivation=entry.derivation, name=name,
    )  # fmt: skip


def _named(measure: Measure, entry: CatalogueEntry | None) -> LocalText:
    own = measure.name or measure.id
    return entry.name if entry is not None and not measure.name else LocalText(own, own)


def measure_name(part: str) -> tuple[str, str]:
    """Id and field of a measure's key: `lks-banen:effect`; an id is quoted as in a link."""
    name, _, field = part.rpartition(":")
    return unquote(name), field
