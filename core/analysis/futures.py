"""Many futures of one scenario: every lever spread evenly over what experience knows, and what comes of it.

What the city chooses is spread around what it is set to. The chance of a forecast is not laid over it: that says how likely a
target is, and these say on what it depends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy.stats import qmc

from core.analysis.every_package import reached, saved, without_package
from core.analysis.simulate import simulate, simulated_months
from core.analysis.target import Target
from core.analysis.uncertainty import scaled
from core.baseline import Baseline
from core.model.measures import Measure, package_effect
from core.model.parameters import MILLION, Floats
from core.scenario import LEVER, LEVERS, Scenario, default_value, experience, lever_values

FUTURES: Final = 16384
OF_PACKAGES: Final = 2048
"""Futures that each package is run on: the first of them, which are spread evenly themselves."""
PIECE: Final = 512
EFFECT: Final = "measures"
"""Name of how much the measures do, as a part of what is planned."""
EFFECT_SPAN: Final = (0.5, 1.5)
GOOD_ENOUGH: Final = 0.9
"""Part of what the best package leaves in a future, from which another one is good enough in it."""
SEED: Final = 30000
Yes = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Futures:
    """What differs between the futures, by lever or `EFFECT` `(futures,)`, and whether the target is missed in each."""

    target: Target
    values: Mapping[str, Floats]
    missed: Yes


@dataclass(frozen=True, slots=True)
class Regret:
    """One package over the futures.

    Attributes
    ----------
    good_enough : float
        Part of the futures in which it leaves the city at least `GOOD_ENOUGH` of what the best of the packages leaves.
    usual, worst : float
        What it leaves less than the best: nine of ten times at most, and at the very most [EUR million].
    """

    measures: tuple[Measure, ...]
    spent: float
    good_enough: float
    usual: float
    worst: float


def spread_evenly(baseline: Baseline, scenario: Scenario, count: int = FUTURES) -> dict[str, Floats]:
    """Values of every lever, each evenly over what experience knows."""
    known = {lever.id: experience(baseline, lever.id) for lever in LEVERS}
    return spread_over(baseline, scenario, {name: (one.low, one.high) for name, one in known.items()}, count)


def spread_over(baseline: Baseline, scenario: Scenario, seen: Mapping[str, tuple[float, float]], count: int) -> dict[str, Floats]:
    """The same over these ends of what was seen of each lever.

    What befalls the city runs from end to end, and to the scenario's own value where that lies beyond. What the city chooses
    comes out otherwise too: over the same span, moved as far as the scenario moves the lever.
    """
    now, spans = lever_values(scenario, baseline), {}
    for lever in LEVERS:
        (low, high), value = seen[lever.id], now[lever.id]
        if lever.owner == "befall":
            spans[lever.id] = (min(low, value), max(high, value))
        else:
            moved = value - default_value(baseline, lever.id)
            spans[lever.id] = (max(low + moved, lever.low), min(high + moved, lever.high))
    spans[EFFECT] = EFFECT_SPAN
    points = qmc.Sobol(len(spans), scramble=True, rng=np.random.default_rng(SEED)).random(count).T
    found = {name: low + (high - low) * row for (name, (low, high)), row in zip(spans.items(), points, strict=True)}
    return found if scenario.active_measures else {name: row for name, row in found.items() if name != EFFECT}


def futures_of(
    baseline: Baseline,
    scenario: Scenario,
    target: Target,
    count: int = FUTURES,
    progress: Callable[[float], None] = lambda part: None,
) -> Futures:
    """Run a scenario, whose horizon reaches the target, through its futures."""
    values = spread_evenly(baseline, scenario, count)
    missed = []
    for piece in _pieces(values):
        run = _run(baseline, scenario, scenario.active_measures, piece)
        missed.append(~np.broadcast_to(target.holds(reached(run, target)), next(iter(piece.values())).shape))
        progress(len(missed) * PIECE / count)
    return Futures(target, values, np.concatenate(missed))


def regrets(
    baseline: Baseline,
    scenario: Scenario,
    packages: Sequence[tuple[Measure, ...]],
    progress: Callable[[float], None] = lambda part: None,
    spread: Mapping[str, Floats] | None = None,
) -> list[Regret]:
    """What choosing each package may cost: over the same futures, against the best of them in each; `spread`: other ones."""
    values = {name: row[:OF_PACKAGES] for name, row in (spread or spread_evenly(baseline, scenario)).items()}
    if EFFECT not in values:
        low, high = EFFECT_SPAN
        values[EFFECT] = (
            low + (high - low) * qmc.Sobol(1, scramble=True, rng=np.random.default_rng(SEED + 1)).random(OF_PACKAGES)[:, 0]
        )
    bare, months = without_package(scenario), simulated_months(baseline, scenario)
    spent = [float(package_effect(one, months).cost.sum()) / MILLION for one in packages]
    rows = []
    for i, piece in enumerate(_pieces(values)):
        nothing = saved(_run(baseline, bare, (), piece))
        rows.append(np.array([saved(_run(baseline, bare, one, piece)) - nothing for one in packages]))
        progress((i + 1) * PIECE / OF_PACKAGES)
    left = np.concatenate(rows, axis=1) - np.array(spent)[:, np.newaxis]
    best = left.max(axis=0)
    short = best - left
    return [
        Regret(
            one,
            price,
            float(np.mean(row >= best - (1.0 - GOOD_ENOUGH) * np.abs(best))),
            float(np.quantile(less, 0.9)),
            float(less.max()),
        )
        for one, price, row, less in zip(packages, spent, left, short, strict=True)
    ]


def _pieces(values: Mapping[str, Floats]) -> list[dict[str, Floats]]:
    count = len(next(iter(values.values())))
    return [{name: row[i : i + PIECE] for name, row in values.items()} for i in range(0, count, PIECE)]


def _run(baseline: Baseline, scenario: Scenario, measures: Sequence[Measure], piece: Mapping[str, Floats]) -> Any:
    levers = {name: row[np.newaxis] for name, row in piece.items() if name in LEVER}
    package = package_effect(measures, simulated_months(baseline, scenario))
    if EFFECT in piece:
        package = scaled(package, piece[EFFECT][np.newaxis])
    return simulate(baseline, scenario, package=package, levers=levers)
