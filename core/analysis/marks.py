"""Where on the way of a slider a target is just met: what goal seek would say, from one run at all its steps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.analysis.sweep import PEOPLE, UNCLIPPED, outcomes
from core.analysis.target import Target, check_target
from core.baseline import Baseline, ByIdentity
from core.cache import remembered
from core.problem import Problem
from core.scenario import Lever, Scenario, default_value, lever_values, with_until, with_value


@dataclass(frozen=True, slots=True)
class Mark:
    """A place where a target is just met.

    Attributes
    ----------
    value : float
        The outcome is the target there, on the straight line between two steps [lever's unit].
    step : float
        The nearer of the two steps at which the target holds [lever's unit].
    """

    value: float
    step: float


def mark_of(baseline: Baseline, scenario: Scenario, lever: Lever, target: Target) -> Mark | None:
    """Where a lever just meets a target, of several places the one nearest to where it stands; None when it does nowhere."""
    if target.outcome in PEOPLE and (lever.drives == "money" or (target.outcome == "lks_jobs" and lever.drives != "jobs")):
        return None
    try:
        until = check_target(baseline, target)
    except Problem:
        return None
    # Wherever the lever stands, its marks are the same.
    resting = with_until(with_value(scenario, baseline, lever.id, default_value(baseline, lever.id)), baseline, until)
    current = lever_values(scenario, baseline)[lever.id]
    found = _marks(ByIdentity(baseline), resting, lever, target)
    return min(found, key=lambda mark: (abs(mark.value - current), mark.value), default=None)


@remembered(1000)
def _marks(key: ByIdentity, scenario: Scenario, lever: Lever, target: Target) -> tuple[Mark, ...]:
    baseline = key.baseline
    values = np.array(lever.steps(default_value(baseline, lever.id)))
    outcome = UNCLIPPED.get(target.outcome, target.outcome)
    over = target.sign * (outcomes(baseline, scenario, {lever.id: values}, outcome)[:, 0] - target.value)
    found = []
    for i in np.flatnonzero((over[:-1] >= 0.0) != (over[1:] >= 0.0)):
        part = over[i] / (over[i] - over[i + 1])
        value = values[i] + part * (values[i + 1] - values[i])
        found.append(Mark(float(value), float(values[i] if over[i] >= 0.0 else values[i + 1])))
    return tuple(found)
