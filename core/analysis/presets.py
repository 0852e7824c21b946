"""Scenarios that somebody wants beside their own: nothing done, the letter's package, good and bad luck, the target reached."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final, Literal, TypeAlias, get_args

from core.analysis.goal_seek import solve
from core.analysis.target import target_of
from core.baseline import Baseline
from core.measures import begin_again, example_package
from core.problem import Problem
from core.scenario import Scenario, experience, reference_scenario, with_measures, with_value

Preset: TypeAlias = Literal["base", "letter", "headwind", "tailwind", "reached"]
PRESETS: Final[tuple[Preset, ...]] = get_args(Preset)
DEAR: Final[Mapping[str, Literal["low", "high"]]] = {"inflow": "high", "buig_share": "low"}
"""For each slider of what befalls the city the end of experience that costs it money."""
TURNED: Final = "outflow_rate"
"""The lever that is turned until the target is reached."""


def on_offer(baseline: Baseline) -> tuple[Preset, ...]:
    """What can be asked for on a basis: no package where no letter announced one, no target where nobody set one."""
    lacks: set[Preset] = set()
    if not example_package(baseline.city)[1]:
        lacks.add("letter")
    if baseline.find("target_volume") is None:
        lacks.add("reached")
    return tuple(name for name in PRESETS if name not in lacks)


def preset(name: Preset, scenario: Scenario, baseline: Baseline) -> Scenario:
    """One of them, on the basis, the horizon and the assumptions of a scenario. Raises Problem where it cannot be.

    Weather and target leave what the city chose as it is: they answer what would become of that.
    """
    if name == "base":
        return reference_scenario(scenario)
    if name == "letter":
        _, entries = example_package(baseline.city)
        package = [begin_again(dataclasses.replace(entry.measure(), active=True), baseline) for entry in entries]
        return with_measures(reference_scenario(scenario), package)
    return _reached(scenario, baseline) if name == "reached" else _weather(scenario, baseline, bad=name == "headwind")


def _weather(scenario: Scenario, baseline: Baseline, *, bad: bool) -> Scenario:
    """All that befalls the city at one end of what it has known."""
    for lever, dear in DEAR.items():
        known = experience(baseline, lever)
        scenario = with_value(scenario, baseline, lever, known.high if (dear == "high") == bad else known.low)
    return scenario


def _reached(scenario: Scenario, baseline: Baseline) -> Scenario:
    target = target_of(baseline, "target_volume", "volume")
    found = None if target is None else solve(scenario, baseline, TURNED, target)
    if found is None or not found.reachable:
        raise Problem("pins.unreachable")
    return scenario if found.met else with_value(scenario, baseline, TURNED, found.rounded)
