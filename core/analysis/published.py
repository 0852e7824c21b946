"""What was known on a day: counts, yearly flows and seasons, for the estimator."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.analysis.calibration import FLAT, Season
from core.analysis.record import Flow, Record
from core.city import City
from core.facts import Observation, made_on, series, sources
from core.model.calendar import month_of
from core.model.caseload import seasonal_factors
from core.model.parameters import MONTHS

QUARTERS: Final = ("cbs_national_inflow", "cbs_national_outflow")
"""National flows by quarter that say what is usual in a month."""
PUBLISHED_AFTER: Final = dt.timedelta(days=60)
"""Days after its own day from which a national figure may be used."""


@dataclass(frozen=True, slots=True)
class Published:
    """A count or flow with the day from which it may be used.

    `place` is its series and day, `volume@2017-12-31`; `noise` how far off a count may be whose own day is unknown [share].
    """

    known: dt.date
    count: tuple[dt.date, float] | None = None
    flow: Flow | None = None
    place: str = ""
    noise: float | None = None


@functools.cache
def published(city: City) -> tuple[Published, ...]:
    """Counts and yearly flows of a city.

    A city knows its own counts from the day they are about. A flow, a count that was worked out afterwards, and one whose
    own day nobody gave are known from the day of the publication that they were read from.
    """
    found = [_count(point.made or point.date, "volume", point) for point in city.points("volume")]
    derived = (point for point in city.points("volume_other") if point.status == "derived")
    found += [_count(sources()[point.source].date, "volume_other", point) for point in derived]
    for point in city.points("inflow"):
        flow = Flow(*_year_to(point.date), inflow=point.value)
        found.append(Published(made_on(point), flow=flow, place=f"inflow@{point.date}"))
    for point in city.points("outflow"):
        flow = Flow(*_year_to(point.date), outflow=point.value)
        found.append(Published(made_on(point), flow=flow, place=f"outflow@{point.date}"))
    return tuple(found)


def _count(known: dt.date, role: str, point: Observation) -> Published:
    return Published(known, count=(point.date, point.value), place=f"{role}@{point.date}", noise=point.noise)


def _year_to(day: dt.date) -> tuple[int, int]:
    """First and last month of the year that ends on a day."""
    return month_of(day) - MONTHS + 1, month_of(day)


def record_on(day: dt.date, items: Iterable[Published]) -> Record:
    """What was known at the end of a day."""
    known = [item for item in items if item.known <= day]
    counts = sorted((month_of(item.count[0]), item.count[1]) for item in known if item.count is not None)
    unsure = [(month_of(item.count[0]), item.noise) for item in known if item.count is not None and item.noise is not None]
    return Record(tuple(counts), tuple(item.flow for item in known if item.flow is not None), tuple(unsure))


def season_on(day: dt.date) -> Season:
    """Seasonal factors from the national quarters that were published by a day; flat before the first whole year."""
    inflow, outflow = (quarters_on(name, day) for name in QUARTERS)
    return season_of(inflow, outflow)


def quarters_on(name: str, day: dt.date) -> tuple[tuple[dt.date, float], ...]:
    """The quarters of a national flow that were published by a day."""
    points = series(name).observations
    return tuple((point.date, point.value) for point in points if point.date + PUBLISHED_AFTER <= day)


def season_of(inflow: Iterable[tuple[dt.date, float]], outflow: Iterable[tuple[dt.date, float]]) -> Season:
    """Seasonal factors from the whole years among some quarters."""
    factors = []
    for quarters, school_year in ((inflow, False), (outflow, True)):
        years: dict[int, list[float]] = {}
        for day, value in quarters:
            years.setdefault(day.year, []).append(value)
        whole = [year for year in years.values() if len(year) == 4]
        factors.append(seasonal_factors(np.array(whole), school_year=school_year) if whole else FLAT[0])
    return factors[0], factors[1]
