"""What a lever must be, found by looking at every step of it; and questions to try it on."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from core.analysis.simulate import simulate
from core.analysis.sweep import OUTCOMES, YEARLY, knob_of, outcomes, turned
from core.analysis.target import Target, target_of
from core.baseline import load_baseline
from core.measures import catalogue
from core.model.calendar import month_index, year_of
from core.scenario import (
    LEVERS,
    Scenario,
    default_scenario,
    with_measures,
    with_until,
    with_value,
)
from tests.places import LETTER, ROTTERDAM

BASELINE = load_baseline(LETTER)
PLAIN = default_scenario(BASELINE)
BRIEF = load_baseline("brief-2023-t2")
BRIEF_PLAIN = default_scenario(BRIEF)
MEASURES = [entry.measure() for entry in catalogue(ROTTERDAM)]
MOVED = with_measures(
    with_value(with_value(PLAIN, BASELINE, "outflow_rate", 0.0193), BASELINE, "macro_feedback", 0.4), MEASURES
)  # fmt: skip
VOLUME, JOBS = target_of(BASELINE, "target_volume", "volume"), target_of(BASELINE, "lks_target", "lks_jobs")
FLOOR = {"reserve", "general_funds"}
MOST_STEPS = 10_000


def whole(target: Target) -> int:
    return 12 * year_of(target.month) + 11 if target.outcome in YEARLY else target.month


def outcome_at(scenario: Scenario, lever: str, value: float, target: Target) -> float:
    """One ordinary run with the lever at a value."""
    moved = with_until(turned(BASELINE, scenario, lever, value), BASELINE, whole(target))
    run = simulate(BASELINE, moved)
    rows = {
        "volume": run.caseload.stock, "lks_jobs": run.jobs.stock, "reserve": run.reserve, "result": run.result,
        "general_funds": run.account.general_funds,
    }  # fmt: skip
    return float(rows[target.outcome][-1, 0])


def steps_of(scenario: Scenario, lever: str) -> np.ndarray:
    """Every step in what the lever accepts, up to the first ten thousand, and its present value."""
    knob = knob_of(BASELINE, scenario, lever)
    count = min(MOST_STEPS, round((knob.high - knob.low) / knob.step))
    steps = (round(knob.low / knob.step) + np.arange(count + 1)) * knob.step
    return np.unique(np.clip(np.append(steps, knob.current), knob.low, knob.high))


def random_cases(count: int, seed: int) -> list[tuple[Scenario, str, Target]]:
    """Scenarios, levers and targets of which about half lie in reach."""
    rng = np.random.default_rng(seed)
    names = [lever.id for lever in LEVERS] + [f"measure:{measure.id}" for measure in MEASURES]
    cases = []
    while len(cases) < count:
        scenario = PLAIN
        for lever in LEVERS:
            if rng.random() < 0.4:
                value = round(rng.uniform(lever.slider_low, lever.slider_high) / lever.step) * lever.step
                scenario = with_value(scenario, BASELINE, lever.id, float(value))
        if rng.random() < 0.5:
            chosen = [m for m in MEASURES if rng.random() < 0.5]
            scenario = with_measures(scenario, [dataclasses.replace(m, active=bool(rng.random() < 0.8)) for m in chosen])
        if rng.random() < 0.2:
            scenario = with_value(scenario, BASELINE, "macro_feedback", 0.5)
        lever, outcome = str(rng.choice(names)), str(rng.choice(OUTCOMES))
        month = int(rng.integers(BASELINE.reference_month + 1, month_index("2030-12") + 1))
        knob = knob_of(BASELINE, scenario, lever)
        # The outcome somewhere along the slider, then moved a little or a lot; or a round number people ask for.
        probe = float(rng.uniform(knob.fine_low, knob.fine_high))
        value = outcome_at(scenario, lever, probe, Target(outcome, 0.0, month)) * float(rng.choice([1.0, 1.0, 1.02, 0.5, 3.0]))
        if outcome in FLOOR | {"result"} and rng.random() < 0.4:
            value = 0.0
        cases.append((scenario, lever, Target(outcome, value, month)))
    return cases


def scan(scenario: Scenario, lever: str, target: Target, by: Any = None, level: float | None = None) -> list[tuple[float, float]]:
    """Pairs of neighbouring steps between which the outcome is the target, or jumps over it; found by looking at all."""
    shortened = with_until(scenario, BASELINE, whole(target))
    steps = steps_of(scenario, lever)
    rows = outcomes(BASELINE, shortened, {lever: steps}, target.outcome, by)
    values = rows[:, 0] if level is None else np.sort(rows, axis=1)[:, round(level * (rows.shape[1] - 1))]
    misses = values - target.value
    misses[np.abs(misses) < 1e-9 * max(1.0, abs(target.value))] = 0.0
    found = [(float(step), float(step)) for step in steps[misses == 0.0]]
    at = np.flatnonzero(misses[:-1] * misses[1:] < 0.0)
    return found + [(float(steps[i]), float(steps[i + 1])) for i in at]


def agrees(scenario: Scenario, lever: str, target: Target, answer: Any, found: list[tuple[float, float]]) -> None:
    knob = knob_of(BASELINE, scenario, lever)
    about = f"{lever} {target} from {knob.current}: {answer.value}, {found[:4]}"
    if not found and answer.reachable and answer.value > MOST_STEPS * knob.step:
        return  # further away than every step was looked at: the outcome there is checked all the same
    assert answer.reachable == bool(found), about
    if found:
        away = min(min(abs(low - knob.current), abs(high - knob.current)) for low, high in found)
        assert abs(abs(answer.value - knob.current) - away) <= 1.01 * knob.step, about
        assert any(low - 1.01 * knob.step <= answer.value <= high + 1.01 * knob.step for low, high in found), about
