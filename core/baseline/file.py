"""Reading a baseline from a file: strict, and each refusal names file, key and reason."""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path
from typing import Final

import msgspec

from core import DATA
from core.baseline.check import check_complete, checked
from core.baseline.value import Baseline, Count, History, SeasonSource
from core.facts import LocalText, Quantity, parse_toml, series, series_names
from core.model.calendar import month_index
from core.problem import Problem, shown

DEFAULT: Final = "brief-2023-t2"
SCHEMA: Final = 1


class HistorySource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of the published series that are the history of a baseline."""

    volume: str
    lks_jobs: str


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
    municipality: str
    known_on: dt.date
    reference_month: str | None = None
    horizon: str | None = None
    extends: str | None = None
    season: SeasonSource | None = None
    history: HistorySource | None = None
    quantity: tuple[Quantity, ...] = ()


def baseline_ids() -> tuple[str, ...]:
    """Ids of the baselines that come with the project, the default first."""
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
def load_national(name: str) -> tuple[dict[tuple[str, int | None], Quantity], SeasonSource]:
    """National figures by id: quantities, and where the seasonal factors come from."""
    path = DATA / "national" / f"{name}.toml"
    file = parse_toml(path.read_bytes(), path.name, _NationalFile)
    _check_schema(file.schema, path.name)
    return checked(file.quantity, path.name), file.season


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


def parse_baseline(raw: bytes, name: str) -> Baseline:
    """A baseline from the bytes of a file; `name` is what messages call it.

    A file that `extends` another baseline, or a set of national figures, takes over each quantity that it does
    not give itself.
    """
    file = parse_toml(raw, name, _BaselineFile)
    _check_schema(file.schema, name)
    parent: Baseline | None = None
    quantities: dict[tuple[str, int | None], Quantity] = {}
    season: SeasonSource | None = None
    if file.extends is not None and file.extends in national_ids():
        quantities, season = load_national(file.extends)
    elif file.extends is not None:
        parent = load_baseline(file.extends)
        quantities, season = parent.quantities, parent.season
    quantities = quantities | checked(file.quantity, name)
    season = file.season or season
    if season is None:
        raise Problem("baseline.missing", file=name, where="season")
    named = [season.inflow, season.outflow] + ([] if file.history is None else [file.history.volume, file.history.lks_jobs])
    for wanted in named:
        # Names become paths: only those of the project may.
        if wanted not in series_names():
            raise Problem("baseline.series", file=name, value=shown(wanted))
    baseline = Baseline(
        id=file.id,
        title=file.title,
        municipality=file.municipality,
        known_on=file.known_on,
        reference_month=_month(file.reference_month, parent.reference_month if parent else None, name, "reference_month"),
        horizon=_month(file.horizon, parent.horizon if parent else None, name, "horizon"),
        season=season,
        quantities=quantities,
        history=_history(file, parent),
    )
    check_complete(baseline, name)
    return baseline


def _history(file: _BaselineFile, parent: Baseline | None) -> History:
    """The history that a file names, or else that of the baseline it extends when both are of the same city."""
    if file.history is None:
        return parent.history if parent is not None and parent.municipality == file.municipality else History()
    volume, lks_jobs = (
        tuple(Count(point.date, point.value, point.source) for point in series(name).observations)
        for name in (file.history.volume, file.history.lks_jobs)
    )
    return History(volume, lks_jobs, published=True)


def _month(label: str | None, inherited: int | None, file: str, where: str) -> int:
    if label is None and inherited is not None:
        return inherited
    try:
        return month_index(label or "")
    except ValueError as error:
        raise Problem("baseline.month", file=file, where=where, value=label or "") from error
