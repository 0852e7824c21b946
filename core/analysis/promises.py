"""What the city said beforehand about its caseload, beside what it became and what the backtest would have said then."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

from core.analysis.backtest import LEVEL_SPREADS, MEMORIES, backtest
from core.analysis.calibration import Posterior
from core.analysis.published import published, record_on, season_on
from core.facts import Observation, series
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


@functools.cache
def promises() -> tuple[Promise, ...]:
    """Every published target and forecast of the caseload, in the order of the day it was for."""
    counted = {point.date: point.value for point in series("rotterdam_volume").observations}
    return tuple(Promise(point, counted.get(point.date)) for point in series("rotterdam_volume_forecasts").observations)


@dataclass(frozen=True, slots=True)
class Hindsight:
    """One promise beside what the procedure of the backtest would have said on that day; benefits.

    Attributes
    ----------
    promise : Promise
    origin : dt.date
        Day of the last count before the promise was made.
    median, low, high : float
        Forecast from that count, with the ends of its 80% band.
    last_value : float
        That count.
    """

    promise: Promise
    origin: dt.date
    median: float
    low: float
    high: float
    last_value: float

    @property
    def closer(self) -> bool:
        """Whether the procedure came closer than the city; false while the outcome is not published."""
        became = self.promise.became
        return became is not None and abs(self.median - became) < abs(self.promise.point.value - became)


@functools.cache
def hindsight() -> tuple[Hindsight, ...]:
    """Every promise that was made after an origin of the backtest, at its own horizon."""
    counts = {point.date: point.value for point in series("rotterdam_volume").observations}
    held = {origin.day: (origin.settings, origin.factor) for origin in backtest().origins}
    held[max(counts)] = (backtest().settings, backtest().factor)
    found = []
    for promise in promises():
        before = [day for day in held if day <= promise.made and day < promise.point.date]
        if not before:
            continue
        origin, target = max(before), month_of(promise.point.date)
        settings, factor = held[origin]
        posterior = Posterior(record_on(origin, published()), season_on(origin), [target], LEVEL_SPREADS, MEMORIES)
        forecast = posterior.forecast(settings).widened(factor)
        low, median, high = (forecast.quantile(target, part) for part in (0.10, 0.50, 0.90))
        found.append(Hindsight(promise, origin, median, low, high, counts[origin]))
    return tuple(found)
