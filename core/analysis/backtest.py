"""How good earlier forecasts would have been: from each published count, with only what was known then.

Every forecast rests on what was published by its own day: counts, flows from the day of their publication, and national
quarters sixty days after their end. Nothing is chosen by how well it did, so nothing can leak from an outcome into a
forecast of it.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.analysis.calibration import Season
from core.analysis.forecast import crps_of
from core.analysis.nowcast import Points, national_on, nowcast_from
from core.analysis.pool import Pool, Walk, pool_from
from core.analysis.published import Published, published, record_on, season_on
from core.analysis.student import Student
from core.city import City
from core.model.calendar import month_of
from core.model.parameters import MONTHS, Floats

FIRST_ORIGIN: Final = dt.date(2017, 1, 1)
FEWEST: Final = 2
"""Counts without which there is nothing to forecast from."""
BANDS: Final = (0.50, 0.80, 0.95)
PARTS: Final = (0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975)
SIMPLE: Final = ("last_value", "nowcast", "nowcast_then")
"""What stands beside the forecast without a library: nothing changes, in a band as wide as a random walk's; the nowcast of
the outcome's day with the national figures around that day, which a forecast cannot know; and the same with those that
were out on that day."""
LATER: Final = dt.date(2100, 1, 1)
"""A day by which everything is published."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a method said of one outcome: its middle, and its score there [benefits]."""

    median: float
    crps: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """One forecast beside its outcome, all in benefits.

    Attributes
    ----------
    origin, target : dt.date
        Day of the last count that was known, and day of the count that was forecast.
    months : int
        Months between them.
    actual : float
        Published count on the target day.
    quantiles : tuple[float, ...]
        Of the forecast, at PARTS.
    chance : float
        Part of the forecast that lay at or under the outcome; evenly spread from 0 to 1 when bands are right.
    crps : float
        Continuous ranked probability score of the forecast; lower is better.
    others : dict[str, Said]
        What the methods of SIMPLE said.
    """

    origin: dt.date
    target: dt.date
    months: int
    actual: float
    quantiles: tuple[float, ...]
    chance: float
    crps: float
    others: dict[str, Said]

    @property
    def median(self) -> float:
        """The forecast's middle."""
        return self.quantiles[PARTS.index(0.50)]

    @property
    def last_value(self) -> float:
        """The count at the origin."""
        return self.others["last_value"].median

    def band(self, level: float) -> tuple[float, float]:
        """Ends of the band that should hold the outcome with chance `level`."""
        at = [round(part, 3) for part in PARTS]
        low, high = round(0.5 - level / 2, 3), round(0.5 + level / 2, 3)
        return self.quantiles[at.index(low)], self.quantiles[at.index(high)]

    def covers(self, level: float) -> bool:
        """Whether that band held the outcome."""
        low, high = self.band(level)
        return low <= self.actual <= high


@dataclass(frozen=True, slots=True)
class Origin:
    """The forecasts from one count."""

    day: dt.date
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Backtest:
    """Every origin."""

    origins: tuple[Origin, ...]

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Every forecast beside its outcome."""
        return tuple(found for origin in self.origins for found in origin.comparisons)


def rolling(
    counts: Sequence[tuple[dt.date, float]],
    items: Sequence[Published],
    season: Callable[[dt.date], Season] = season_on,
    national: Callable[[dt.date], Points] = national_on,
    first: dt.date = FIRST_ORIGIN,
) -> Backtest:
    """Forecast every later count from every count since `first`.

    Parameters
    ----------
    counts : Sequence[tuple[dt.date, float]]
        Counts that are origins and outcomes, in order of day [benefits].
    items : Sequence[Published]
        Everything that may be known, these counts included.
    season, national : Callable
        Seasonal factors, and national figures, that were published by a day.
    """
    origins = []
    for i, (day, value) in enumerate(counts):
        record, later = record_on(day, items), counts[i + 1 :]
        if day < first or len(record.firm) < FEWEST or not later:
            continue
        months, actual = [month_of(other) for other, _ in later], np.array([count for _, count in later])
        pool = pool_from(record, season(day), months)
        quantiles, chances, scores = pool.quantiles(PARTS), pool.below(actual), pool.crps(actual)
        walked = _score_walk(pool.walk, months, actual)
        found = []
        for j, (target, count) in enumerate(later):
            others = {"last_value": Said(value, float(walked[j]))}
            for name, known in (("nowcast", LATER), ("nowcast_then", target)):
                points = national(known)
                if points:
                    others[name] = _said(nowcast_from(record.firm, points, months[j]).student, count)
            found.append(
                Comparison(
                    day, target, months[j] - month_of(day), count, tuple(float(q) for q in quantiles[:, j]),
                    float(chances[j]), float(scores[j]), others,
                )
            )  # fmt: skip
        origins.append(Origin(day, tuple(found)))
    return Backtest(tuple(origins))


def _score_walk(walk: Walk, months: Sequence[int], actual: Floats) -> Floats:
    """Scores of the walk alone: the last value, in its own band."""
    return np.array(
        [
            score_student(Student(walk.centre, float(size), walk.freedom), count)
            for size, count in zip(walk.deviations(months), actual, strict=True)
        ]
    )


def _said(student: Student, count: float) -> Said:
    return Said(student.centre, score_student(student, count))


def score_student(student: Student, count: float) -> float:
    """Score of an outcome in a Student distribution of the logarithm [benefits]."""
    ends = np.array([student.quantile(1e-6)]), np.array([student.quantile(1.0 - 1e-6)])
    return float(crps_of(student.under, ends, np.array([count]))[0])


def counts_on(city: City, day: dt.date | None = None) -> tuple[tuple[dt.date, float], ...]:
    """Published counts of a city that were known on a day, or all of them, of which the own day is known [benefits]."""
    return tuple((point.date, point.value) for point in city.points("volume", day) if point.noise is None)


def backtest(city: City | None, day: dt.date | None = None) -> Backtest | None:
    """The forecasts of the counts of a city that were known on a day, or of all of them.

    None for a city that has not published enough of them to forecast one from the others.
    """
    return None if city is None else _backtest(city, counts_on(city, day))


@functools.lru_cache(maxsize=16)
def _backtest(city: City, counts: tuple[tuple[dt.date, float], ...]) -> Backtest | None:
    found = rolling(counts, published(city)) if counts else None
    return found if found is not None and found.comparisons else None


def pool_on(city: City, day: dt.date, month: int) -> Pool:
    """What the forecast said on a day of the caseload in a later month."""
    return pool_from(record_on(day, published(city)), season_on(day), [month])


def longest(found: Sequence[Comparison]) -> int:
    """Months that the longest forecast looked ahead, in whole years."""
    return MONTHS * -(-max(one.months for one in found) // MONTHS)
