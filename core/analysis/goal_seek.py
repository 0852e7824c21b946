"""What one lever, or the size of one measure, must be to reach a target, all else equal.

Many values are looked at in one run; between two of them where the target begins or ends to hold, `brentq` finds the
place. With a chance the same equation holds for a quantile over the fixed draws, so the same scenario always gives
the same answer.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy.optimize import brentq

from core.analysis.outcome import screen_disturbance
from core.analysis.simulate import ByIdentity
from core.analysis.sweep import OUTCOMES, UNCLIPPED, YEARLY, Knob, knob_of, outcomes, path, some_draws
from core.analysis.uncertainty import Disturbance, quantiles
from core.baseline import Baseline
from core.model.calendar import LAST_MONTH, december, month_index, month_label, month_of, year_of
from core.model.parameters import Floats
from core.model.reached import BENEFITS, JOBS, MONEY, at_least
from core.problem import Problem, shown
from core.scenario import Scenario, parse_number, with_until

SCAN_DRAWS: Final = 128
"""Draws of the first look at a chance; what it finds is then checked and refined on all draws."""
AT_MOST: Final = frozenset({"volume", "general_funds"})
"""Outcomes of which a target is a ceiling; of the others it is a floor."""
WITHIN: Final = {"volume": BENEFITS, "lks_jobs": JOBS, "reserve": MONEY, "result": MONEY, "general_funds": MONEY}
"""Difference from a target that is none [outcome's unit]."""
EXACT: Final = 1e-9
"""Relative difference that is rounding."""
_TARGET: Final = re.compile(r"([a-z_]+)=([^@]+)@(.+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Target:
    """A value that an outcome must reach in a month; `result` and `general_funds` are of the month's year."""

    outcome: str
    value: float
    month: int

    @property
    def sign(self) -> float:
        """1 when more is better, −1 when less is."""
        return -1.0 if self.outcome in AT_MOST else 1.0

    def holds(self, values: Floats) -> Any:
        """Whether the target is reached, for each value."""
        return at_least(self.sign * values, self.sign * self.value, WITHIN[self.outcome])

    def exactly(self, values: Floats) -> Any:
        """Whether values stand on the good side of the target itself, but for rounding."""
        return at_least(self.sign * values, self.sign * self.value, EXACT * max(1.0, abs(self.value)))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a lever must be.

    Attributes
    ----------
    lever : str
        Lever id, or `measure:` and a measure's id.
    value : float
        Value at which the outcome is the target, of several the one nearest to the present; or, when there is none,
        the one that comes nearest to it [lever's unit].
    reachable : bool
        Whether the outcome can be brought to the target anywhere in what the lever accepts.
    within_experience : bool
        Whether `value` lies where history and peers have been.
    outcome : float
        The outcome at `value`; with a chance its quantile, the value that holds with that chance.
    current : float
        The lever's value in the scenario.
    met : bool
        Whether the target holds as things stand; `value` is then how far the lever may move.
    current_outcome : float
        The outcome as things stand.
    probability : float | None
        Chance that was asked for; None is the scenario's own path, without chance.
    chance : float | None
        Part of the draws in which the target holds at `value`, when a chance was asked for.
    low, high : float
        Where experience ends [lever's unit].
    nearest_value, nearest_outcome : float
        Value within experience that does best, and the outcome there; `value` itself when that lies within.
    nearest_month : int | None
        Month nearest to the target's in which the target holds with the lever at `nearest_value`; None when that
        is in no month.
    limit_month : int | None
        The same with the lever at `value`.
    """

    lever: str
    value: float
    reachable: bool
    within_experience: bool
    outcome: float
    current: float
    met: bool
    current_outcome: float
    probability: float | None
    chance: float | None
    low: float
    high: float
    nearest_value: float
    nearest_outcome: float
    nearest_month: int | None
    limit_month: int | None


def parse_target(text: str) -> Target:
    """A target written as `volume=30000@2025-12`. Raises Problem that shows the form."""
    match = _TARGET.fullmatch(text)
    if match is None:
        raise Problem("solve.target_form", value=text[:60])
    try:
        value, month = parse_number("target", match[2]), month_index(match[3])
    except ValueError as error:
        raise Problem("solve.target_form", value=text[:60]) from error
    if not np.isfinite(value):
        raise Problem("solve.target_form", value=text[:60])
    return Target(match[1], value, month)


def target_of(baseline: Baseline, key: str, outcome: str) -> Target:
    """A target of the baseline, as a value of an outcome in the month of its date."""
    found = baseline.quantity(key)
    return Target(outcome, found.value, month_of(found.date))


def check_target(baseline: Baseline, target: Target) -> int:
    """Last month that a run must reach for a target. Raises Problem for an outcome or month that cannot be."""
    if target.outcome not in OUTCOMES:
        raise Problem("solve.unknown_outcome", value=shown(target.outcome), known=", ".join(OUTCOMES))
    if not math.isfinite(target.value):
        raise Problem("solve.target_form", value=shown(target.value))
    if not baseline.reference_month < target.month <= LAST_MONTH:
        raise Problem(
            "solve.month",
            value=month_label(target.month),
            low=month_label(baseline.reference_month + 1),
            high=month_label(LAST_MONTH),
        )
    # A yearly outcome needs its year to be whole.
    return december(year_of(target.month)) if target.outcome in YEARLY else target.month


def solve(scenario: Scenario, baseline: Baseline, lever: str, target: Target, *, probability: float | None = None) -> Answer:
    """Find the value of `lever` at which the outcome equals the target; of several, the one nearest to the present.

    Parameters
    ----------
    lever : str
        Lever id, or `measure:` and the id of a measure of the package or the catalogue.
    probability : float | None
        Chance with which the target must hold; None solves for the scenario's own path.

    Raises
    ------
    Problem
        Unknown lever, measure or outcome, a month the model does not reach, or a chance that is none.
    """
    knob_of(baseline, scenario, lever)
    if probability is not None and not 0.0 < probability < 1.0:
        raise Problem("solve.probability", value=shown(probability))
    # The horizon only has to hold the target, so scenarios that differ in it share an answer.
    shortened = with_until(scenario, baseline, check_target(baseline, target))
    return _solve(ByIdentity(baseline), shortened, lever, target, probability)


class _Question:
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


@functools.lru_cache(maxsize=512)
def _solve(key: ByIdentity, scenario: Scenario, lever: str, target: Target, probability: float | None) -> Answer:
    baseline = key.baseline
    knob = knob_of(baseline, scenario, lever)
    question = _Question(baseline, scenario, knob, target, probability)
    current = knob.current
    here = question.miss(current)
    values, misses = question.scan()
    if probability is not None:
        # A part of the draws is off by about as much everywhere; at the present the whole is known.
        misses = misses + (here - misses[np.searchsorted(values, current)])
    roots = [current] if here == 0.0 else _crossings(question, values, misses, here)
    met = bool(target.holds(np.array(here + target.value)))
    reachable = bool(roots)
    value = min(roots, key=lambda root: (abs(root - current), root)) if roots else _closest(values, misses, current)
    within = knob.known.low <= value <= knob.known.high
    nearest = value if within and reachable else _best_known(knob, target, values, misses)
    at_value, at_nearest = question.at(value), question.at(nearest)
    chance = None
    if probability is not None:
        chance = float(np.mean(target.holds(question.shown(question.rows_at(value)))))
    held = target.holds(np.array([at_value, at_nearest]))
    limit_month = scenario.until if held[0] else question.nearest_month(value)
    nearest_month = scenario.until if held[1] else limit_month if nearest == value else question.nearest_month(nearest)
    return Answer(
        lever=lever, value=value, reachable=reachable, within_experience=within, outcome=at_value, current=current, met=met,
        current_outcome=here + target.value, probability=probability, chance=chance, low=knob.known.low, high=knob.known.high,
        nearest_value=nearest, nearest_outcome=at_nearest, nearest_month=nearest_month, limit_month=limit_month,
    )  # fmt: skip


def _closest(values: Floats, misses: Floats, current: float) -> float:
    """Value at which the outcome comes nearest to the target; of several, the one nearest to the present."""
    least = np.abs(misses)
    best = values[least <= least.min() * (1.0 + EXACT)]
    return float(best[np.argmin(np.abs(best - current))])


def _best_known(knob: Knob, target: Target, values: Floats, misses: Floats) -> float:
    """Value within experience that does best: one where the target holds, else one where it lacks least; the nearest."""
    inside = (values >= knob.known.low) & (values <= knob.known.high)
    if not inside.any():
        return min(max(knob.current, knob.known.low), knob.known.high)
    short = np.maximum(-target.sign * misses[inside], 0.0)
    best = values[inside][short <= short.min() + EXACT * max(1.0, abs(target.value))]
    return float(best[np.argmin(np.abs(best - knob.current))])


def _crossings(question: _Question, values: Floats, misses: Floats, here: float) -> list[float]:
    """Nearest place on either side of the present where the outcome reaches the target, or jumps over it."""
    current, side = question.knob.current, np.sign(here)
    start = int(np.searchsorted(values, current))
    over = np.flatnonzero(np.sign(misses) != side)
    ahead = {-1: over[over < start][::-1], 1: over[over > start]}

    def distance(step: int) -> float:
        first = ahead[step][:1]
        return abs(float(values[first[0] - step]) - current) if first.size else math.inf

    found: list[float] = []
    for step in sorted(ahead, key=distance):
        if found and distance(step) >= abs(found[0] - current):
            break
        bracket = _bracket(question, values, misses, side, start, step)
        if bracket is not None:
            found.append(_refine(question, *bracket, side))
    return found


def _bracket(
    question: _Question, values: Floats, misses: Floats, side: float, start: int, step: int
) -> tuple[float, float] | None:
    """Two neighbours, the nearer one first, between which the target is reached; None when it is not on that side."""
    ahead = list(range(start + step, -1 if step < 0 else len(values), step))
    beyond = [i for i in ahead if np.sign(misses[i]) != side]
    if question.by is None or not ahead:
        return (float(values[beyond[0] - step]), float(values[beyond[0]])) if beyond else None
    # The scan saw a part of the draws: let all of them say on which side its two neighbours lie, and go on from there.
    i = beyond[0] if beyond else min(ahead, key=lambda i: side * misses[i])

    def over(i: int) -> bool:
        return bool(np.sign(question.miss(float(values[i]))) != side)

    if over(i):
        while i - step != start and over(i - step):
            i -= step
        return float(values[i - step]), float(values[i])
    while beyond and 0 <= i + step < len(values):
        i += step
        if over(i):
            return float(values[i - step]), float(values[i])
    return None


def _refine(question: _Question, near: float, far: float, side: float) -> float:
    """The place between two values where the outcome reaches the target, on the side where the target holds."""
    width = question.knob.step * (1e-9 if question.by is None else 1e-7)

    def over(value: float) -> float:
        # On a plateau at the target the miss is zero; counted as the other side, its edge is a root like any other.
        found = question.smooth(value)
        return found if np.sign(found) == side else -side * max(abs(found), 1e-300)

    few = 8 if question.by is None else 100
    root, found = brentq(over, near, far, xtol=width, rtol=1e-15, maxiter=few, full_output=True, disp=False)
    if not found.converged:
        # It jumps in there: a few runs with many values come nearer than as many runs with one.
        for _ in range(3):
            near, far = _zoom(question, near, far, side)
        root = brentq(over, near, far, xtol=width, rtol=1e-15)
    root = float(root)
    if question.exactly(root):
        return root
    # The outcome jumps, or a hair is left: step over to where the target holds.
    return _until(question.exactly, root, near if question.target.sign * side > 0.0 else far, width)


def _zoom(question: _Question, near: float, far: float, side: float) -> tuple[float, float]:
    """A far smaller bracket from one run."""
    values = np.linspace(near, far, 129)
    signs = np.sign(question.read(question.draws(values, None)) - question.target.value)
    over = np.flatnonzero(signs != side)
    if over.size == 0 or over[0] == 0:  # rounding at the ends of the bracket
        return near, far
    return float(values[over[0] - 1]), float(values[over[0]])


def _until(holds: Callable[[float], bool], start: float, end: float, width: float) -> float:
    """First of ever larger steps from `start` to `end` at which something holds."""
    step = math.copysign(width, end - start)
    while abs(step) < abs(end - start):
        if holds(start + step):
            return start + step
        step *= 2.0
    return end


def answer_document(answer: Answer) -> dict[str, Any]:
    """An answer as plain values, months as `YYYY-MM`."""
    values = dataclasses.asdict(answer)
    dates = {"nearest_date": values.pop("nearest_month"), "limit_date": values.pop("limit_month")}
    return values | {name: None if month is None else month_label(month) for name, month in dates.items()}
