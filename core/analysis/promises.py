"""What the city said beforehand about its caseload, beside what it became and what the backtest would have said then."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

from core.analysis.backtest import backtest, counts_on, pool_on
from core.analysis.outlook import Outlook
from core.baseline import Baseline
from core.city import City
from core.facts import Observation
from core.model.calendar import month_of


@dataclass(frozen=True, slots=True)
class Promise:
    """One target or forecast.

    Attributes
    ----------
    point : Observation
        What was said: value [benefits], the day it was for and the day it was made.
    became : float | None
        The published count of that day [benefits]; None when there is none.
    """

    point: Observation
    became: float | None

    @property
    def difference(self) -> float | None:
        """Published count less promise; positive is more benefits than was said."""
        return None if self.became is None else self.became - self.point.value

    @property
    def made(self) -> dt.date:
        """Day it was said; the day it was for when nothing else is known."""
        return self.point.made or self.point.date


def promises(city: City | None, said: dt.date | None = None, counted: dt.date | None = None) -> tuple[Promise, ...]:
    """Targets and forecasts of the caseload in the order of the day they were for, each with what became of it.

    As far as they were `said`, and their outcomes `counted`, by a day; without a day all of them. Empty for a city that
    published none.
    """
    if city is None:
        return ()
    became = dict(counts_on(city, counted))
    return tuple(Promise(point, became.get(point.date)) for point in city.points("volume_forecasts", said))


def promises_of(baseline: Baseline) -> tuple[Promise, ...]:
    """The promises that a baseline knows on its day, with what had become of them at its last count."""
    return promises(baseline.city, baseline.known_on, baseline.counted_until)


@dataclass(frozen=True, slots=True)
class Promised:
    """What was said about the caseload, as far as an outlook's baseline knows; empty for a city that said nothing."""

    outlook: Outlook
    promises: tuple[Promise, ...]

    @property
    def known(self) -> tuple[Promise, ...]:
        """Those with a known outcome."""
        return tuple(one for one in self.promises if one.became is not None)

    @property
    def met(self) -> tuple[Promise, ...]:
        """Those whose outcome came at or under what was said."""
        return tuple(one for one in self.known if (one.difference or 0.0) <= 0.0)

    @property
    def worst(self) -> Promise | None:
        """The one that was missed by most; None when none was."""
        missed = [one for one in self.known if (one.difference or 0.0) > 0.0]
        return max(missed, key=lambda one: one.difference or 0.0, default=None)


def promised(outlook: Outlook) -> Promised:
    """The promises that the baseline of an outlook knows."""
    return Promised(outlook, promises_of(outlook.baseline))


@dataclass(frozen=True, slots=True)
class Hindsight:
    """One promise beside what the forecast would have said on that day; benefits.

    Attributes
    ----------
    number : int
        Place of the promise among all that the city said, from 1 on.
    promise : Promise
    origin : dt.date
        Day of the last count before the promise was made.
    median, low, high : float
        Forecast from that count, with the ends of its 80% band.
    last_value : float
        That count.
    """

    number: int
    promise: Promise
    origin: dt.date
    median: float
    low: float
    high: float
    last_value: float

    @property
    def closer(self) -> bool:
        """Whether the forecast came closer than the city; false while the outcome is not published."""
        became = self.promise.became
        return became is not None and abs(self.median - became) < abs(self.promise.point.value - became)


def hindsight_of(baseline: Baseline) -> tuple[Hindsight, ...]:
    """The promises that a baseline knows on its day, beside what the counts that it sees would have said."""
    return hindsight(baseline.city, baseline.known_on, baseline.counted_until)


@functools.lru_cache(maxsize=16)
def hindsight(city: City | None, said: dt.date | None = None, counted: dt.date | None = None) -> tuple[Hindsight, ...]:
    """Every promise that was made after an origin of the backtest, at its own horizon.

    Promises as far as they were `said`, and counts as far as they were `counted`, by a day; without a day all of them.
    """
    tested = backtest(city, counted)
    if city is None or tested is None:
        return ()
    counts = dict(counts_on(city, counted))
    held = {origin.day for origin in tested.origins} | {max(counts)}
    found = []
    for number, promise in enumerate(promises(city, said, counted), start=1):
        before = [day for day in held if day <= promise.made and day < promise.point.date]
        if not before:
            continue
        origin = max(before)
        low, median, high = (
            float(q) for q in pool_on(city, origin, month_of(promise.point.date)).quantiles((0.10, 0.50, 0.90))[:, 0]
        )
        found.append(Hindsight(number, promise, origin, median, low, high, counts[origin]))
    return tuple(found)
