"""Which value of one lever reaches a target, all else equal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import brentq

from core.analysis.simulate import simulate
from core.baseline import LAST_MONTH, Baseline
from core.model.calendar import month_index, month_label, year_of
from core.model.projection import Projection
from core.problem import Problem
from core.scenario import LEVER, Scenario, default_value, experience, parse_number, with_until, with_value

SCAN: Final = 41
"""Points at which a lever's range is looked at before a root is refined; also finds more than one root."""


@dataclass(frozen=True, slots=True)
class Target:
    """A value that an outcome must reach in a month; `result` and `general_funds` are of the month's year."""

    outcome: str
    value: float
    month: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a lever must be.

    Attributes
    ----------
    lever : str
    value : float
        Value that reaches the target, or the one that comes nearest to it [lever's unit].
    reachable : bool
        Whether the target is met anywhere in what the lever accepts.
    within_experience : bool
        Whether `value` lies where history and peers have been.
    outcome : float
        The outcome at `value`.
    current : float
        The lever's value in the scenario.
    """

    lever: str
    value: float
    reachable: bool
    within_experience: bool
    outcome: float
    current: float


OUTCOMES: Final[dict[str, Callable[[Projection, int], float]]] = {
    "volume": lambda run, month: float(run.caseload.stock[month - run.months[0], 0]),
    "lks_jobs": lambda run, month: float(run.jobs.stock[month - run.months[0], 0]),
    "reserve": lambda run, month: float(run.reserve[month - run.months[0], 0]),
    "result": lambda run, month: float(run.result[year_of(month) - run.years[0], 0]),
    "general_funds": lambda run, month: float(run.account.general_funds[year_of(month) - run.years[0], 0]),
}
_YEARLY: Final = frozenset({"result", "general_funds"})
_TARGET: Final = re.compile(r"([a-z_]+)=([^@]+)@(.+)", re.ASCII)


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


def solve(scenario: Scenario, baseline: Baseline, lever: str, target: Target) -> Answer:
    """Find the value of `lever` at which the outcome equals the target; of several, the one nearest to the present.

    Raises
    ------
    Problem
        Unknown lever or outcome, or a month the model does not reach.
    """
    if lever not in LEVER:
        raise Problem("scenario.unknown_lever", lever=lever[:40], known=", ".join(LEVER))
    if target.outcome not in OUTCOMES:
        raise Problem("solve.unknown_outcome", value=target.outcome[:40], known=", ".join(OUTCOMES))
    if not baseline.reference_month < target.month <= month_index(LAST_MONTH):
        raise Problem(
            "solve.month",
            value=month_label(target.month),
            low=month_label(baseline.reference_month + 1),
            high=LAST_MONTH,
        )
    # The horizon only has to hold the target; a yearly outcome needs its year to be whole.
    until = 12 * year_of(target.month) + 11 if target.outcome in _YEARLY else target.month
    scenario = with_until(scenario, baseline, until)
    read = OUTCOMES[target.outcome]

    def miss(value: float) -> float:
        moved = with_value(scenario, baseline, lever, value)
        return read(simulate(baseline, moved), target.month) - target.value

    limits = LEVER[lever]
    now = scenario.value(lever)
    current = default_value(baseline, lever) if now is None else now
    grid = np.unique(np.append(np.linspace(limits.low, limits.high, SCAN), current))
    misses = np.array([miss(float(value)) for value in grid])
    roots = [float(value) for value in grid[misses == 0.0]]
    sides = np.sign(misses)
    crossings = np.flatnonzero(sides[:-1] * sides[1:] < 0.0)
    roots += [float(brentq(miss, grid[i], grid[i + 1], xtol=1e-12, rtol=1e-12)) for i in crossings]
    reachable = bool(roots)
    value = min(roots, key=lambda root: abs(root - current)) if roots else float(grid[np.argmin(np.abs(misses))])
    known = experience(baseline, lever)
    return Answer(
        lever=lever,
        value=value,
        reachable=reachable,
        within_experience=known.low <= value <= known.high,
        outcome=miss(value) + target.value,
        current=current,
    )
