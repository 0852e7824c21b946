"""What a lever must be, fast enough for every step of a slider: the same answer as `goal_seek.solve`.

`solve` runs the model once per point of its scan. Here the whole scan is one run, each point a draw of its own.
Only for outcomes that no budget decides: benefits and LKS jobs.
"""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import brentq

from core.analysis.goal_seek import SCAN, Answer, Target
from core.analysis.simulate import ByIdentity, parameters_of
from core.baseline import Baseline
from core.model.measures import package_effect
from core.model.parameters import Floats
from core.model.projection import Projection, project
from core.scenario import LEVER, Scenario, drivers, experience, lever_values, with_until

STOCKS: Final = frozenset({"volume", "lks_jobs"})
MOVING: Final = frozenset(
    {"inflow", "outflow_rate", "lks_starts", "lks_first_year_dropout", "lks_later_dropout", "lks_from_bijstand", "lks_return"}
)
"""Levers that move people or jobs; the others move money only."""


@dataclass(frozen=True, slots=True)
class Needed:
    """An answer, and how far experience brings the outcome when the answer lies outside it.

    Attributes
    ----------
    answer : Answer
    limit : float
        The end of experience that is nearest to the answer; the answer itself when it lies within.
    at_limit : float
        The outcome with the lever at `limit`.
    """

    answer: Answer
    limit: float
    at_limit: float


def needed(baseline: Baseline, scenario: Scenario, lever: str, target: Target) -> Needed:
    """The value of `lever` at which a stock equals the target; of several, the one nearest to the present.

    Raises
    ------
    Problem
        The model does not reach the month of the target.
    ValueError
        An outcome that is no stock, or a lever that moves none.
    """
    if target.outcome not in STOCKS:
        raise ValueError(target.outcome)
    if lever not in MOVING:
        raise ValueError(lever)
    return _needed(ByIdentity(baseline), with_until(scenario, baseline, target.month), lever, target)


@functools.lru_cache(maxsize=256)
def _needed(key: ByIdentity, scenario: Scenario, lever: str, target: Target) -> Needed:
    baseline = key.baseline
    parameters, moved = parameters_of(baseline), drivers(scenario, baseline)
    effect = package_effect(scenario.active_measures, range(baseline.reference_month + 1, target.month + 1))

    def outcomes(values: Floats) -> Floats:
        by_draw = dataclasses.replace(moved, **{lever: values[np.newaxis, :]})  # type: ignore[arg-type]
        return _stock(project(parameters, by_draw, target.month, effect), target.outcome)

    def miss(value: float) -> float:
        return float(outcomes(np.array([value]))[0]) - target.value

    limits, known = LEVER[lever], experience(baseline, lever)
    current = lever_values(scenario, baseline)[lever]
    grid = np.unique(np.append(np.linspace(limits.low, limits.high, SCAN), current))
    misses = np.broadcast_to(outcomes(grid), grid.shape) - target.value
    roots = [float(value) for value in grid[misses == 0.0]]
    roots += [
        float(brentq(miss, grid[i], grid[i + 1], xtol=1e-12, rtol=1e-12)) for i in np.flatnonzero(misses[:-1] * misses[1:] < 0.0)
    ]
    value = min(roots, key=lambda root: abs(root - current)) if roots else float(grid[np.argmin(np.abs(misses))])
    limit = min(max(value, known.low), known.high)
    at = outcomes(np.array([value, limit]))
    at = np.broadcast_to(at, (2,))
    answer = Answer(lever, value, bool(roots), known.low <= value <= known.high, float(at[0]), current)
    return Needed(answer, limit, float(at[1]))


def _stock(run: Projection, outcome: str) -> Floats:
    stock = run.caseload.stock if outcome == "volume" else run.jobs.stock
    return np.asarray(stock[-1])


def target_of(baseline: Baseline, key: str, outcome: str) -> Target:
    """A target of the baseline, as a value of an outcome in the month of its date."""
    found = baseline.quantity(key)
    return Target(outcome, found.value, 12 * found.date.year + found.date.month - 1)
