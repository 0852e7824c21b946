"""A map of two levers with all that stands on it: the scenario, the basispad, experience and earlier years."""

from __future__ import annotations

from dataclasses import dataclass

from core.analysis.lever_map import HISTORY, LeverMap, Past, Standing, history
from core.baseline import Baseline
from core.scenario import default_value, experience

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mapped:
    """A map and what stands on it.

    Attributes
    ----------
    here : Standing
        Where the scenario stands.
    turn : int
        Changes with every click, so that a second click on the same cell counts as well.
    """

    baseline: Baseline
    map: LeverMap
    here: Standing
    turn: int = 0

    @property
    def levers(self) -> tuple[str, str]:
        """Lever ids, across and up."""
        return self.map.x, self.map.y

    @property
    def base(self) -> Pair:
        """Where the basispad stands [levers' units]."""
        x, y = self.levers
        return default_value(self.baseline, x), default_value(self.baseline, y)

    @property
    def known(self) -> tuple[Pair, Pair]:
        """Where experience begins and ends, of the lever across and of the one up [levers' units]."""
        across, up = (experience(self.baseline, lever) for lever in self.levers)
        return (across.low, across.high), (up.low, up.high)

    @property
    def past(self) -> tuple[Past, ...]:
        """Earlier years; none where published flows say nothing about this pair."""
        return history(self.baseline) if set(self.levers) == set(HISTORY) else ()
