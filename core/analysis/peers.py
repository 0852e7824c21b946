"""Forecasts of a statistics library on the same counts and days, made beforehand: the app does not carry the library."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from core import DATA
from core.analysis.backtest import PARTS, Comparison, pinball
from core.facts import LocalText, Status, Unit, read_toml


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
def _read() -> _File:
    return read_toml(DATA / "peer_forecasts.toml", _File)


@functools.cache
def _by_pair() -> dict[tuple[str, dt.date, dt.date], tuple[float, ...]]:
    return {(found.method, found.origin, found.target): found.quantiles for found in _read().forecast}


def derivation() -> LocalText:
    """How the forecasts were made, in words."""
    return _read().derivation


def methods() -> tuple[str, ...]:
    """The methods in the file, in its order."""
    return tuple(dict.fromkeys(found.method for found in _read().forecast))


def peers(found: Sequence[Comparison]) -> tuple[Peer, ...]:
    """How each method did on the same origins and targets."""
    rows = []
    for method in methods():
        made = [_by_pair()[method, one.origin, one.target] for one in found]
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
