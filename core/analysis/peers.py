"""Forecasts of a statistics library on the same counts and days, made beforehand: the app does not carry the library."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
import numpy as np

from core.analysis.backtest import PARTS, Comparison, pinball
from core.city import City
from core.facts import LocalText, Status, Unit, read_toml

METHODS: Final = ("ets", "arima")
"""What the library forecasts with: exponential smoothing and ARIMA."""
FILE: Final = "peer_forecasts.toml"
"""Name of the file in a city's folder; `python -m tests.analysis.peers` writes it."""


class _Forecast(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    method: str
    origin: dt.date
    target: dt.date
    quantiles: tuple[float, ...]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    unit: Unit
    status: Status
    made_with: str
    derivation: LocalText
    forecast: tuple[_Forecast, ...]


@dataclass(frozen=True, slots=True)
class Peer:
    """How one method did on some comparisons; `error` is its mean absolute error and `pinball` its loss [benefits]."""

    method: str
    error: float
    pinball: float
    inside80: int
    count: int


@functools.cache
def _read(city: City) -> _File | None:
    path = city.file(FILE)
    return None if path is None else read_toml(path, _File)


@functools.cache
def _by_pair(city: City) -> dict[tuple[str, dt.date, dt.date], tuple[float, ...]]:
    file = _read(city)
    return {} if file is None else {(found.method, found.origin, found.target): found.quantiles for found in file.forecast}


def median(city: City | None, method: str, origin: dt.date, target: dt.date) -> float | None:
    """Middle of a method's forecast [benefits]; None when it did not make this one."""
    quantiles = None if city is None else _by_pair(city).get((method, origin, target))
    return None if quantiles is None else quantiles[PARTS.index(0.50)]


def derivation(city: City | None) -> LocalText | None:
    """How the forecasts were made, in words; None for a city without any."""
    file = None if city is None else _read(city)
    return None if file is None else file.derivation


def methods(city: City | None) -> tuple[str, ...]:
    """The methods that forecast the counts of a city."""
    return METHODS if derivation(city) is not None else ()


def peers(city: City | None, found: Sequence[Comparison]) -> tuple[Peer, ...] | None:
    """How each method did on the same origins and targets; None when one of these was not forecast beforehand."""
    rows = []
    for method in methods(city):
        forecasts = [] if city is None else [_by_pair(city).get((method, one.origin, one.target)) for one in found]
        made = [quantiles for quantiles in forecasts if quantiles is not None]
        if len(made) < len(found):
            return None
        middle, low, high = PARTS.index(0.50), PARTS.index(0.10), PARTS.index(0.90)
        rows.append(
            Peer(
                method=method,
                error=float(np.mean([abs(q[middle] - one.actual) for q, one in zip(made, found, strict=True)])),
                pinball=float(np.mean([pinball(q, one.actual) for q, one in zip(made, found, strict=True)])),
                inside80=sum(q[low] <= one.actual <= q[high] for q, one in zip(made, found, strict=True)),
                count=len(found),
            )
        )
    return tuple(rows)
