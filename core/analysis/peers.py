"""Forecasts of a statistics library on the same counts and days, made beforehand: the app does not carry the library."""

from __future__ import annotations

import datetime as dt
import functools
import math
from collections.abc import Sequence
from typing import Final

import msgspec
from scipy.special import ndtr

from core.analysis.backtest import Comparison
from core.city import City
from core.facts import LocalText, Status, Unit, read_toml

METHODS: Final = ("level", "trend")
"""What the library forecasts with: unobserved components with missing months, a random walk and a local linear trend."""
FILE: Final = "peer_forecasts.toml"
"""Name of the file in a city's folder; `python -m tests.analysis.peers` writes it."""


class _Forecast(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A normal distribution: middle and standard deviation [benefits]."""

    method: str
    origin: dt.date
    target: dt.date
    centre: float
    deviation: float


class _File(msgspec.Struct, forbid_unknown_fields=True):
    unit: Unit
    status: Status
    made_with: str
    derivation: LocalText
    forecast: tuple[_Forecast, ...]


@functools.cache
def _read(city: City) -> _File | None:
    path = city.file(FILE)
    return None if path is None else read_toml(path, _File)


@functools.cache
def _by_pair(city: City) -> dict[tuple[str, dt.date, dt.date], tuple[float, float]]:
    file = _read(city)
    found = () if file is None else file.forecast
    return {(one.method, one.origin, one.target): (one.centre, one.deviation) for one in found}


def peer_forecast(city: City | None, method: str, origin: dt.date, target: dt.date) -> tuple[float, float] | None:
    """Middle and standard deviation of a method's forecast [benefits]; None when it did not make this one."""
    return None if city is None else _by_pair(city).get((method, origin, target))


def derivation(city: City | None) -> LocalText | None:
    """How the forecasts were made, in words; None for a city without any."""
    file = None if city is None else _read(city)
    return None if file is None else file.derivation


def methods(city: City | None) -> tuple[str, ...]:
    """The methods that forecast the counts of a city."""
    return METHODS if derivation(city) is not None else ()


def peers(city: City | None, found: Sequence[Comparison]) -> dict[str, list[tuple[float, float]]]:
    """Middle and score of each method, per pair [benefits]; a method that did not forecast all of them is left out."""
    rows = {}
    for method in methods(city):
        made = [peer_forecast(city, method, one.origin, one.target) for one in found]
        known = [one for one in made if one is not None]
        if len(known) == len(found):
            rows[method] = [
                (centre, normal_crps(centre, deviation, pair.actual))
                for (centre, deviation), pair in zip(known, found, strict=True)
            ]
    return rows


def normal_crps(middle: float, spread: float, count: float) -> float:
    """Score of an outcome in a normal distribution (Gneiting and Raftery, 2007, eq. 21) [benefits]."""
    off = (count - middle) / spread
    density = math.exp(-0.5 * off**2) / math.sqrt(2.0 * math.pi)
    return spread * (off * (2.0 * float(ndtr(off)) - 1.0) + 2.0 * density - 1.0 / math.sqrt(math.pi))
