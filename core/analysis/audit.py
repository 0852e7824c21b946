"""What an audit of our own found: figures as data, with the audit as their source."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Literal

import msgspec

from core import DATA
from core.city import City
from core.facts import LocalText, read_toml


class Band(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Part of the outcomes that a band held over the panel, lowest and highest of its kinds of series."""

    level: float
    low: float
    high: float


class Panel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The forecast on many public series; the score is its own divided by that of the last value."""

    series: int
    pairs: int
    subject: LocalText
    score_low: float
    score_high: float
    band: tuple[Band, ...]


class Counts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What it found on the counts of one city, on the days that it had [benefits]; `source` as in `Audit`."""

    schema: Literal[1]
    source: str
    days: tuple[dt.date, ...]
    pairs: int
    independent_low: int
    independent_high: int
    forecast_score: float
    last_value_score: float
    last_value_error: float
    nowcast_score: float
    nowcast_error: float


class Audit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What it found on many series; `source` is its id in the source register."""

    schema: Literal[1]
    source: str
    panel: Panel


@functools.cache
def audit() -> Audit:
    """The audit on many series."""
    return read_toml(DATA / "audit.toml", Audit)


@functools.cache
def audited(city: City) -> Counts | None:
    """The audit on the counts of a city; None where there was none."""
    path = city.file("audit.toml")
    return None if path is None else read_toml(path, Counts)
