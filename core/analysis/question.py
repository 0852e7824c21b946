"""One question of goal seek: what the outcome is at any value of a lever, and at which values to look."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from core.analysis.draws import screen_disturbance
from core.analysis.sweep import UNCLIPPED, Knob, outcomes, path, some_draws
from core.analysis.target import EXACT, Target
from core.analysis.uncertainty import Disturbance, quantiles
from core.baseline import Baseline
from core.model.calendar import LAST_MONTH
from core.model.parameters import Floats
from core.scenario import Scenario, with_until

SCAN_DRAWS: Final = 128
"""Draws of the first look at a chance; what it finds is then checked and refined on all draws."""


class Question:
    """One lever, one target and, when asked, one chance."""

    def __init__(self, baseline: Baseline, scenario: Scenario, knob: Knob, target: Target, probability: float | None) -> None:
        self.baseline, self.scenario, self.knob, self.target = baseline, scenario, knob, target
        self.probability = probability
        self.seen: dict[float, Floats] = {}
        self.by = None if probability is None else screen_disturbance(baseline, scenario.until)

    def draws(self, values: Floats, by: Disturbance | None) -> Floats:
        """The outcome at each value, without the floor that some have at zero `(points, draws)`."""
        outcome = UNCLIPPED.get(self.target.outcome, self.target.outcome)
        return outcomes(self.baseline, self.scenario, {self.knob.id: values}, outcome, by)

    def read(self, rows: Floats) -> Floats:
        """What must equal the target, per row: the outcome itself, or the one that holds with the chance asked for."""
        return rows[:, 0] if self.probability is None else held_with(rows, self.probability, self.target.sign)

    def shown(self, values: Floats) -> Floats:
        """Outcomes with their floor."""
        return np.maximum(values, 0.0) if self.target.outcome in UNCLIPPED else values

    def rows_at(self, value: float) -> Floats:
        """All draws at one value `(1, draws)`, remembered."""
        if value not in self.seen:
            self.seen[value] = self.draws(np.array([value]), self.by)
        return self.seen[value]

    def smooth(self, value: float) -> float:
        """The outcome less the target at one value, without a floor: its root is the edge of a plateau."""
        return float(self.read(self.rows_at(value))[0]) - self.target.value

    def at(self, value: float) -> float:
        """The outcome at one value."""
        return float(self.shown(self.read(self.rows_at(value)))[0])

    def miss(self, value: float) -> float:
        """How far the outcome is over the target."""
        return self.at(value) - self.target.value

    def exactly(self, value: float) -> bool:
        """Whether the outcome at one value stands on the good side of the target itself."""
        return bool(self.target.exactly(np.array(self.at(value))))

    def chance(self, value: float) -> float | None:
        """Part of the draws in which the target holds at one value; None where no chance is asked for."""
        if self.probability is None:
            return None
        return float(np.mean(self.target.holds(self.shown(self.rows_at(value)))))

    def scan(self) -> tuple[Floats, Floats]:
        """Values, and the outcome less the target at each: from a part of the draws when a chance is asked for."""
        values = points(self.knob, dense=self.probability is None)
        by = None if self.by is None else some_draws(self.by, slice(SCAN_DRAWS))
        return values, self.shown(self.read(self.draws(values, by))) - self.target.value

    def nearest_month(self, value: float) -> int | None:
        """Month nearest to the target's in which the target holds at `value`, the earlier one of two."""
        until = LAST_MONTH
        by = None if self.probability is None else screen_disturbance(self.baseline, until)
        longer = with_until(self.scenario, self.baseline, until)
        times, rows = path(self.baseline, longer, {self.knob.id: value}, self.target.outcome, by)
        held = np.array(times)[self.target.holds(self.read(np.broadcast_to(rows, (len(times), rows.shape[1]))))]
        end = self.scenario.until
        return min((int(month) for month in held), key=lambda month: (abs(month - end), month), default=None)


def held_with(rows: Floats, probability: float, sign: float) -> Floats:
    """Best value that holds in at least that part of the draws `(points,)`: an order statistic, so it moves without jumps.

    Parameters
    ----------
    rows : Floats
        Shape `(points, draws)`.
    sign : float
        1 when more is better, −1 when less is.
    """
    draws = rows.shape[1]
    needed = min(draws, math.ceil(probability * draws - EXACT))
    place = draws - needed if sign > 0.0 else needed - 1
    return np.asarray(quantiles(rows, (place / (draws - 1),))[0]) if draws > 1 else rows[:, 0]


def points(knob: Knob, *, dense: bool) -> Floats:
    """Values at which to look: every step of the slider or some of them, further apart outside it, and what matters."""
    span = knob.fine_high - knob.fine_low
    inside = min(500, max(1, round(span / knob.step))) if dense else 24
    outside = 48 if dense else 10
    away = span * np.geomspace(1.0 / inside, max(knob.high - knob.low, span) / span, outside)
    marks = np.array([knob.low, knob.high, knob.current, knob.known.low, knob.known.high])
    values = np.concatenate(
        [
            np.linspace(knob.fine_low, knob.fine_high, inside + 1),
            knob.fine_high + away,
            knob.fine_low - away,
            np.linspace(knob.low, knob.high, outside),
        ]
    )
    # What matters is looked at exactly, and not at a value beside it that only rounding makes another one.
    apart = np.abs(values[:, np.newaxis] - marks).min(axis=1) > 1e-6 * knob.step
    values = np.concatenate([values[apart], marks])
    return np.unique(values[(values >= knob.low) & (values <= knob.high)])
