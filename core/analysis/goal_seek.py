"""What one lever, or the size of one measure, must be to reach a target, all else equal.

Many values are looked at in one run; between two of them where the target begins or ends to hold, `brentq` finds the
place. With a chance the same equation holds for a quantile over the fixed draws, so the same scenario always gives
the same answer.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from core.analysis.crossings import crossings
from core.analysis.question import Question
from core.analysis.sweep import Knob, knob_of
from core.analysis.target import EXACT, WITHIN, Target, check_target
from core.baseline import Baseline, ByIdentity
from core.cache import remembered
from core.model.calendar import month_label
from core.model.parameters import Floats
from core.model.reached import stands
from core.problem import Problem, shown
from core.scenario import Scenario, with_until

ON_A_STEP: Final = 1e-6
"""Part of a step that is rounding."""
STEPS_TRIED: Final = 8


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
    rounded : float
        The step of the slider at `value` on the side where the target holds, so that it can be set and typed; `value`
        itself where no step nearby does, and the present one where the lever need not move.
    reachable : bool
        Whether the outcome can be brought to the target anywhere in what the lever accepts.
    within_experience : bool
        Whether `value` lies where history and peers have been.
    outcome : float
        The outcome at `value`; with a chance its quantile, the value that holds with that chance.
    rounded_outcome : float
        The same at `rounded`.
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
    rounded_chance : float | None
        The same at `rounded`.
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
    rounded: float
    reachable: bool
    within_experience: bool
    outcome: float
    rounded_outcome: float
    current: float
    met: bool
    current_outcome: float
    probability: float | None
    chance: float | None
    rounded_chance: float | None
    low: float
    high: float
    nearest_value: float
    nearest_outcome: float
    nearest_month: int | None
    limit_month: int | None


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


@remembered(512)
def _solve(key: ByIdentity, scenario: Scenario, lever: str, target: Target, probability: float | None) -> Answer:
    baseline = key.baseline
    knob = knob_of(baseline, scenario, lever)
    question = Question(baseline, scenario, knob, target, probability)
    current = knob.current
    here = question.miss(current)
    values, misses = question.scan()
    if probability is not None:
        # A part of the draws is off by about as much everywhere; at the present the whole is known.
        misses = misses + (here - misses[np.searchsorted(values, current)])
    roots = [current] if here == 0.0 else crossings(question, values, misses, here)
    met = bool(target.holds(np.array(here + target.value)))
    value = min(roots, key=lambda root: (abs(root - current), root)) if roots else _closest(values, misses, current)
    at_value = question.at(value)
    rounded = safe_step(knob, question.exactly, value, met) if roots else value
    reachable = bool(roots) or stands(at_value, target.value, WITHIN[target.outcome]) == "at"
    within = knob.known.low <= value <= knob.known.high
    nearest = value if within and reachable else _best_known(knob, target, values, misses)
    at_nearest = question.at(nearest)
    held = target.holds(np.array([at_value, at_nearest]))
    limit_month = scenario.until if held[0] else question.nearest_month(value)
    nearest_month = scenario.until if held[1] else limit_month if nearest == value else question.nearest_month(nearest)
    return Answer(
        lever=lever, value=value, rounded=rounded, reachable=reachable, within_experience=within, outcome=at_value,
        rounded_outcome=question.at(rounded), current=current, met=met, current_outcome=here + target.value,
        probability=probability, chance=question.chance(value), rounded_chance=question.chance(rounded),
        low=knob.known.low, high=knob.known.high,
        nearest_value=nearest, nearest_outcome=at_nearest, nearest_month=nearest_month, limit_month=limit_month,
    )  # fmt: skip


def safe_step(knob: Knob, exactly: Callable[[float], bool], value: float, met: bool) -> float:
    """The step of the slider at an answer on the side where the target holds: away from the present, or short of it.

    A jump of the outcome can make a step fail that lies just past the answer; then the next ones are tried.

    Parameters
    ----------
    exactly : Callable[[float], bool]
        Whether the target itself holds at a value.
    met : bool
        Whether it holds as things stand.
    """
    if value == knob.current:
        return value
    up = (value > knob.current) != met
    first = math.ceil(value / knob.step - ON_A_STEP) if up else math.floor(value / knob.step + ON_A_STEP)
    for i in range(STEPS_TRIED):
        # Written as a person types it: 0.0219, not the nearest product of 219 and 0.0001.
        step = float(f"{(first + (i if up else -i)) * knob.step:.12g}")
        if met and (step - knob.current) * (value - knob.current) <= 0.0:
            return knob.current
        if not knob.low <= step <= knob.high:
            return value
        if exactly(step):
            return step
    return value


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


def answer_document(answer: Answer) -> dict[str, Any]:
    """An answer as plain values, months as `YYYY-MM`."""
    values = dataclasses.asdict(answer)
    dates = {"nearest_date": values.pop("nearest_month"), "limit_date": values.pop("limit_month")}
    return values | {name: None if month is None else month_label(month) for name, month in dates.items()}
