"""Where the caseload stands now: the last count, moved on with the number of persons on assistance in the whole country.

    ln V[t] = ln V[T] + 0.85 (ln N[t] - ln N[T]) + e,        e ~ Student(4 + n) with scale s (t - T)**0.5

V is the caseload of the city, T the month of its last count, N the national number of persons. The scale s per month is
estimated from what the same equation left open over the n gaps between counts that were known, with 0.6% as if seen over
four gaps beforehand. A count whose own day is unknown has no gap and is left out.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from core.analysis.published import PUBLISHED_AFTER, published, record_on
from core.analysis.student import Student, spread_per_month
from core.city import City
from core.facts import series
from core.model.calendar import month_of

NATIONAL: Final = "cbs_national_persons"
"""Series of the national number of persons."""
FOLLOWS: Final = 0.85
"""Part of a relative national change that the city shows as well."""
PRIOR: Final = (0.006, 4.0)
"""Scale per month that is held possible beforehand, and the gaps it counts for."""

Points = Sequence[tuple[int, float]]
"""Month indices and what stood at their end, in order of month."""


@dataclass(frozen=True, slots=True)
class Nowcast:
    """An estimate of a caseload that nobody counted.

    Attributes
    ----------
    month : int
        Month that it is about.
    last : tuple[int, float]
        Month and caseload of the count that it starts from [benefits].
    national : float
        National number at its month divided by that at the count's.
    student : Student
        What is held possible.
    """

    month: int
    last: tuple[int, float]
    national: float
    student: Student


def national_on(day: dt.date) -> tuple[tuple[int, float], ...]:
    """The national figures that were published by a day [persons]."""
    points = series(NATIONAL).observations
    return tuple((month_of(point.date), point.value) for point in points if point.date + PUBLISHED_AFTER <= day)


def nowcast(city: City, month: int, day: dt.date) -> Nowcast | None:
    """The caseload of a city in `month`, with what was published by `day`.

    None without a count at or before the month, or without a national figure.
    """
    counts, national = record_on(day, published(city)).firm, national_on(day)
    known = tuple(count for count in counts if count[0] <= month)
    return nowcast_from(known, national, month) if known and national else None


def nowcast_from(counts: Points, national: Points, month: int) -> Nowcast:
    """The same from any counts and national figures; the last count is where it starts."""
    changes = [
        (math.log(after[1] / before[1]) - FOLLOWS * _moved(national, before[0], after[0]), after[0] - before[0])
        for before, after in pairwise(counts)
    ]
    scale, freedom = spread_per_month(changes, *PRIOR)
    last = counts[-1]
    moved = _moved(national, last[0], month)
    centre = last[1] * math.exp(FOLLOWS * moved)
    return Nowcast(month, last, math.exp(moved), Student(centre, scale * math.sqrt(month - last[0]), freedom))


def _moved(national: Points, first: int, last: int) -> float:
    """Change of the logarithm of the national number; straight between its figures, and flat outside them."""
    months, logs = [month for month, _ in national], [math.log(value) for _, value in national]
    before, after = np.interp([first, last], months, logs)
    return float(after - before)
