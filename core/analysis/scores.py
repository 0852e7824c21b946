"""Scores of forecasts by how far ahead they looked, and how much of each is luck.

Forecasts from one day and of one day hang together: the pairs are worth far fewer independent ones. So an interval comes
from drawing origins and outcome days again, both at once, and weighing each pair by how often its origin and its day were
drawn (a two-way bootstrap).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.analysis.backtest import BANDS, SIMPLE, Comparison, longest
from core.model.parameters import Floats

HORIZONS: Final = (1, 7, 13, 25)
"""Months ahead from which forecasts are taken together, up to the next one; from the last one up to the longest forecast."""
REPEATS: Final = 2000
SEED: Final = 45
LEVEL: Final = 0.80
"""Part of the repeats that an interval holds."""
OURS: Final = "model"
YARDSTICK: Final = "last_value"
"""What a skill is measured against: nothing changes."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A number, and the ends between which it lies in LEVEL of the repeats."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many outcomes a band held, and the interval of that part."""

    level: float
    inside: int
    count: int
    low: float
    high: float

    @property
    def part(self) -> float:
        """Share of the outcomes inside the band."""
        return self.inside / self.count


@dataclass(frozen=True, slots=True)
class Row:
    """Forecasts some months ahead.

    Attributes
    ----------
    first, last, count : int
        Months ahead, and how many forecasts.
    errors, crps : dict[str, float]
        Mean absolute error and mean score per method [benefits].
    skill : dict[str, Interval]
        1 less the score divided by that of the last value, per method: above zero is better than it.
    coverage : tuple[Coverage, ...]
    width : float
        Mean width of the 80% band [benefits].
    """

    first: int
    last: int
    count: int
    errors: dict[str, float]
    crps: dict[str, float]
    skill: dict[str, Interval]
    coverage: tuple[Coverage, ...]
    width: float


Beside = Mapping[str, Sequence[tuple[float, float]]]
"""Middle and score of other methods, per pair."""


def weights(found: Sequence[Comparison]) -> Floats:
    """How often each pair counts in each repeat `(repeats, pairs)`; a repeat without any pair is left out."""
    rng = np.random.default_rng(SEED)
    both = np.ones((REPEATS, len(found)))
    for days in ([one.origin for one in found], [one.target for one in found]):
        known = sorted(set(days))
        times = rng.multinomial(len(known), np.full(len(known), 1.0 / len(known)), REPEATS)
        both *= times[:, [known.index(day) for day in days]]
    return np.asarray(both[both.sum(axis=1) > 0.0])


def between(values: Floats) -> tuple[float, float]:
    """Ends of the interval of a number over the repeats."""
    low, high = np.quantile(values, [0.5 - LEVEL / 2.0, 0.5 + LEVEL / 2.0])
    return float(low), float(high)


def coverage(found: Sequence[Comparison], level: float) -> Coverage:
    """How many outcomes a band held."""
    inside = np.array([one.covers(level) for one in found], dtype=float)
    times = weights(found)
    return Coverage(level, int(inside.sum()), len(found), *between(times @ inside / times.sum(axis=1)))


def skill(crps: Floats, yardstick: Floats, times: Floats) -> Interval:
    """Skill of scores `(pairs,)` beside those of the yardstick, with its interval over the repeats."""
    low, high = between(1.0 - (times @ crps) / (times @ yardstick))
    return Interval(float(1.0 - crps.sum() / yardstick.sum()), low, high)


def row_of(found: Sequence[Comparison], first: int, last: int, beside: Beside) -> Row:
    """The scores of some forecasts; `beside` holds other methods in the same order."""
    said = {OURS: [(one.median, one.crps) for one in found]}
    for name in SIMPLE:
        if all(name in one.others for one in found):
            said[name] = [(one.others[name].median, one.others[name].crps) for one in found]
    said |= {name: list(pairs) for name, pairs in beside.items()}
    actual, times = np.array([one.actual for one in found]), weights(found)
    middles, scores = ({name: np.array([pair[i] for pair in pairs]) for name, pairs in said.items()} for i in (0, 1))
    return Row(
        first=first,
        last=last,
        count=len(found),
        errors={name: float(np.abs(values - actual).mean()) for name, values in middles.items()},
        crps={name: float(values.mean()) for name, values in scores.items()},
        skill={name: skill(values, scores[YARDSTICK], times) for name, values in scores.items() if name != YARDSTICK},
        coverage=tuple(coverage(found, level) for level in BANDS),
        width=float(np.mean([one.band(0.80)[1] - one.band(0.80)[0] for one in found])),
    )


def spans(found: Sequence[Comparison]) -> list[tuple[int, int, list[int]]]:
    """First and last month of each horizon that has a forecast, and which pairs these are."""
    ends = [first - 1 for first in HORIZONS[1:]] + [longest(found)]
    rows = [
        (first, last, [i for i, one in enumerate(found) if first <= one.months <= last])
        for first, last in zip(HORIZONS, ends, strict=True)
    ]
    return [row for row in rows if row[2]]


def best(row: Row) -> str:
    """The method with the lowest score of those that knew no more than the forecast did."""
    return min((name for name in row.crps if not name.startswith("nowcast")), key=row.crps.__getitem__)
