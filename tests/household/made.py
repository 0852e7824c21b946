"""One household worked out, and the same with a number moved: what the tests of its sentences share."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

from core.household.household import Household
from core.household.income import Comparison
from core.household.inputs import Inputs
from core.household.results import Buffered, Worked, compute
from tests.places import ROTTERDAM


@functools.cache
def worked(**household: Any) -> Worked:
    """One household, 24 hours at the minimum wage of January 2026 where nothing else is said."""
    return compute(Inputs(Household(**household)), ROTTERDAM)


def with_gain(found: Comparison, gain: float, before: float = 1942.0) -> Comparison:
    """The same household that keeps `gain` of work [EUR/month]."""
    without = dataclasses.replace(found.before, disposable=before)
    return dataclasses.replace(found, before=without, after=dataclasses.replace(found.after, disposable=before + gain))


def replace(base: Worked, **fields: object) -> Worked:
    """Other results, those of the buffer too."""
    of_buffer = {one.name for one in dataclasses.fields(Buffered)} & fields.keys()
    found = dataclasses.replace(base, **{name: value for name, value in fields.items() if name not in of_buffer})
    vars(found)["buffered"] = dataclasses.replace(base.buffered, **{name: fields[name] for name in of_buffer})
    return found
