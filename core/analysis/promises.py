"""What the city said beforehand about its caseload, beside what it became."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

from core.facts import Observation, series


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
