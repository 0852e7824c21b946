"""The step of the slider that an answer is rounded to: on it the target holds, and one step less it does not."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from core.analysis.draws import screen_disturbance
from core.analysis.goal_seek import safe_step, solve
from core.analysis.simulate import simulate
from core.analysis.sweep import knob_of
from core.analysis.target import Target
from core.model.calendar import month_index
from core.scenario import (
    with_until,
    with_value,
)
from tests.analysis.scanned import (
    BRIEF,
    BRIEF_PLAIN,
    JOBS,
    VOLUME,
)


@pytest.mark.parametrize(
    ("step", "current", "at_most", "rounded"),
    [
        (1.0, 57.4, False, 81.0),  # up to where it holds, as 80 misses
        (1.0, 120.0, True, 80.0),  # down to where it holds
        (1.0, 120.0, False, 81.0),  # it holds already: down to the last step on which it does
        (1.0, 57.4, True, 80.0),  # it holds already: up to the last step on which it does
        (1.0, 80.9, False, 80.9),  # and no step lies between
        (0.0001, 0.0057, False, 0.0081),
        (0.01, 1.20, True, 0.80),
        (100.0, 5740.0, False, 8100.0),
    ],
)
def test_an_answer_is_rounded_to_the_step_on_which_the_target_holds(
    step: float, current: float, at_most: bool, rounded: float
) -> None:
    """Ten jobs for every step of a lever, of which at least 803 are wanted, or at most: 80.3 steps."""
    knob = dataclasses.replace(knob_of(BRIEF, BRIEF_PLAIN, "lks_starts"), step=step, current=current, high=1000.0 * step)

    def exactly(value: float) -> bool:
        return (value / step * 10.0 <= 803.0) if at_most else (value / step * 10.0 >= 803.0)

    assert safe_step(knob, exactly, 80.3 * step, met=exactly(current)) == rounded


MOVES = {
    "outflow_rate": "volume", "lks_first_year_dropout": "lks_jobs", "inflow": "volume", "buig_share": "result",
    "lks_starts": "lks_jobs", "macro_growth": "result", "lks_later_dropout": "lks_jobs", "lks_from_bijstand": "volume",
    "lks_return": "volume", "lks_cost": "result",
}  # fmt: skip
"""An outcome that each lever moves."""


@pytest.mark.parametrize("way", [-1.0, 1.0], ids=["down", "up"])
@pytest.mark.parametrize("lever", MOVES)
def test_the_rounded_value_reaches_the_target_and_one_step_less_does_not(lever: str, way: float) -> None:
    """The target is what a value between two steps gives, so that the two steps around it differ: one reaches it."""
    knob = knob_of(BRIEF, BRIEF_PLAIN, lever)
    between = (round(knob.current / knob.step) + 3.4 * way) * knob.step
    month = month_index("2027-12")

    def outcome(value: float) -> float:
        run = simulate(BRIEF, with_until(with_value(BRIEF_PLAIN, BRIEF, lever, value), BRIEF, month))
        rows = {"volume": run.caseload.stock, "lks_jobs": run.jobs.stock, "result": run.result}[MOVES[lever]]
        return float(rows[-1, 0])

    target = Target(MOVES[lever], outcome(between), month)
    found = solve(BRIEF_PLAIN, BRIEF, lever, target)
    assert found.value == pytest.approx(between, abs=1e-4 * knob.step)
    steps = found.rounded / knob.step
    assert steps == pytest.approx(round(steps), abs=1e-9)
    assert abs(found.rounded - found.value) < knob.step
    back = found.rounded + knob.step * (1.0 if found.rounded < found.value else -1.0)
    good = -1.0 if MOVES[lever] == "volume" else 1.0
    assert good * (outcome(found.rounded) - target.value) >= 0.0 > good * (outcome(back) - target.value)
    assert found.rounded_outcome == pytest.approx(outcome(found.rounded), rel=1e-12)
    assert found.met == (good * (found.current_outcome - target.value) >= 0.0)


def test_the_letters_two_targets_ask_for_81_new_jobs_or_an_outflow_of_219() -> None:
    """With 80 new jobs a month 2,394 run at the end of 2026; an outflow of 2.18% leaves 30,022 benefits at the end of 2025."""
    jobs, volume = solve(BRIEF_PLAIN, BRIEF, "lks_starts", JOBS), solve(BRIEF_PLAIN, BRIEF, "outflow_rate", VOLUME)
    assert (jobs.rounded, volume.rounded) == (81.0, 0.0219)
    assert (round(jobs.value, 2), round(volume.value, 6)) == (80.28, 0.021834)

    def reached(lever: str, value: float, month: int) -> Any:
        return simulate(BRIEF, with_until(with_value(BRIEF_PLAIN, BRIEF, lever, value), BRIEF, month))

    stock = [float(reached("lks_starts", value, JOBS.month).jobs.stock[-1, 0]) for value in (80.0, 81.0)]
    assert stock[0] < 2400.0 <= stock[1]
    left = [float(reached("outflow_rate", value, VOLUME.month).caseload.stock[-1, 0]) for value in (0.0218, 0.0219)]
    assert left[0] > 30000.0 >= left[1]


@pytest.mark.parametrize("chance", [0.5, 0.8])
def test_the_rounded_value_holds_with_the_chance_that_was_asked_for(chance: float) -> None:
    for lever in ("inflow", "outflow_rate"):
        found = solve(BRIEF_PLAIN, BRIEF, lever, VOLUME, probability=chance)
        moved = with_until(with_value(BRIEF_PLAIN, BRIEF, lever, found.rounded), BRIEF, VOLUME.month)
        draws = simulate(BRIEF, moved, screen_disturbance(BRIEF, VOLUME.month)).caseload.stock[-1]
        assert float(np.mean(draws <= VOLUME.value)) >= chance
        assert found.rounded_chance == float(np.mean(draws <= VOLUME.value + 0.5))
