"""What one lever must be for the LKS target, at every step of another one: goal seek for all steps at once.

More started jobs give more jobs, and more dropout fewer, always. So the step of a slider that just holds is found by halving,
with one run for all steps together. Goal seek says the same of each of them, and much more.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from core.analysis.family import Family
from core.analysis.goal_seek import ON_A_STEP, solve
from core.analysis.sweep import JOB_LEVERS, Knob, knob_of, outcomes
from core.analysis.target import Target, check_target
from core.model.parameters import Floats
from core.scenario import lever_values, with_until


@dataclass(frozen=True, slots=True)
class Needed:
    """As in `goal_seek.Answer`."""

    lever: str
    reachable: bool
    rounded: float
    current: float


def needed_along(family: Family, name: str, target: Target) -> Sequence[Needed]:
    """What lever `name` must be at every step of a family, or once where its lever moves no jobs."""
    baseline = family.baseline
    moved = next(iter(family.levers))
    if moved not in JOB_LEVERS:
        found = solve(family.scenarios[0], baseline, name, target)
        return [Needed(name, found.reachable, found.rounded, found.current)]
    scenario = with_until(family.scenarios[0], baseline, check_target(baseline, target))
    knob = knob_of(baseline, scenario, name)
    here = family.values if moved == name else np.full(len(family.values), lever_values(scenario, baseline)[name])
    given = {} if moved == name else {moved: family.values}

    def jobs(values: Floats) -> Floats:
        return outcomes(baseline, scenario, given | {name: values}, target.outcome)[:, 0]

    return _all(knob, here, target, jobs)


def _all(knob: Knob, here: Floats, target: Target, jobs: Callable[[Floats], Floats]) -> list[Needed]:
    ends = [target.exactly(jobs(np.full(len(here), end))) for end in (knob.low, knob.high)]
    reachable, rises = ends[0] != ends[1], ends[1]
    first, last = math.ceil(knob.low / knob.step - ON_A_STEP), math.floor(knob.high / knob.step + ON_A_STEP)
    # The whole step that holds and its neighbour that does not, drawn together.
    holding = np.where(rises, last, first)
    failing = np.where(rises, first - 1, last + 1)
    while (np.abs(holding - failing) > 1).any():
        middle = (holding + failing) // 2
        held = target.exactly(jobs(np.clip(middle * knob.step, knob.low, knob.high)))
        holding, failing = np.where(held, middle, holding), np.where(held, failing, middle)
    met = target.holds(jobs(here))
    return [
        Needed(knob.id, bool(found), _rounded(knob, float(at), int(step), bool(up), bool(holds)), float(at))
        for found, at, step, up, holds in zip(reachable, here, holding, rises, met, strict=True)
    ]


def _rounded(knob: Knob, current: float, step: int, rises: bool, met: bool) -> float:
    """The step that just holds; the present value where no step lies between the two and the target holds as it is."""
    value = float(f"{step * knob.step:.12g}")
    short = value < current if rises else value > current
    return current if met and not short else value
