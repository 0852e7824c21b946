"""Runs that are made up: small arrays in place of simulated ones, so that a reader can redo what is read off them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import msgspec
import numpy as np

from core.analysis.simulate import simulate
from core.baseline import Baseline, load_baseline
from core.model.calendar import month_index
from core.model.parameters import Floats
from core.model.projection import Projection
from core.scenario import default_scenario, with_until
from tests.places import LETTER

BASELINE = load_baseline(LETTER)


def with_dates(baseline: Baseline = BASELINE, **days: str) -> Baseline:
    """The baseline with other days for some of its targets."""
    moved = {
        (key, None): msgspec.structs.replace(baseline.quantity(key), date=dt.date.fromisoformat(day)) for key, day in days.items()
    }
    return dataclasses.replace(baseline, quantities=baseline.quantities | moved)


def with_values(baseline: Baseline = BASELINE, **values: float) -> Baseline:
    """The baseline with other values for some of its quantities."""
    moved = {(key, None): msgspec.structs.replace(baseline.quantity(key), value=value) for key, value in values.items()}
    return dataclasses.replace(baseline, quantities=baseline.quantities | moved)


def made(until: str, baseline: Baseline = BASELINE, **arrays: Any) -> Projection:
    """A run up to a month in which some arrays are made up; the others are those of the basispad.

    Parameters
    ----------
    arrays : Any
        By field of the run; `stock`, `jobs_stock` and what else stands in a part is written `part__field`, as in
        `account__general_funds`. Per month or year `(rows, draws)`, or `(rows,)` for a single draw.
    """
    run = simulate(baseline, with_until(default_scenario(baseline), baseline, month_index(until)))
    inner: dict[str, dict[str, Floats]] = {}
    own: dict[str, Any] = {}
    for name, values in arrays.items():
        array = np.asarray(values, dtype=np.float64)
        array = array[:, np.newaxis] if array.ndim == 1 else array
        part, _, field = name.partition("__")
        if field:
            inner.setdefault(part, {})[field] = array
        else:
            own[name] = array
    for part, fields in inner.items():
        own[part] = dataclasses.replace(getattr(run, part), **fields)
    return dataclasses.replace(run, **own)


def moments(first: str, last: str) -> list[str]:
    """Months from one to another, both included, as `YYYY-MM`."""
    return [f"{index // 12}-{index % 12 + 1:02d}" for index in range(month_index(first), month_index(last) + 1)]
