"""Every on/off combination of measures, each run through the whole model on its own path: 2^18 of them in a second or two.

A combination is a draw of the model, as a chance is elsewhere. They come in chunks: all combinations of the first ten
measures beside each other, once for every combination of the rest.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from core.analysis.candidates import Candidates, placements
from core.analysis.simulate import simulate, simulated_months
from core.analysis.target import Target
from core.baseline import Baseline
from core.model.calendar import year_of
from core.model.effect import as_column, beside, combine, each
from core.model.measures import measure_effect, package_effect
from core.model.parameters import MILLION, Floats
from core.model.projection import Projection
from core.scenario import Scenario

AT_ONCE: Final = 10
"""Measures whose combinations stand beside each other in a run."""
FROM_MONEY: Final = frozenset({"reserve", "general_funds"})
"""Outcomes that are cut off at zero: what a package does to them is read from what both have come to together."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What every combination costs and does; each array `(2^n,)`, the combination of number i at place i.

    Attributes
    ----------
    cost : Floats
        Spent on the measures over the horizon [EUR million].
    saved : Floats
        Less lasten and more BUIG over the horizon [EUR million].
    gain : Floats
        How much better the target's outcome is in its month than without any measure [outcome's unit].
    allowed : NDArray[bool]
        Whether it asks no more placements in any month than there is room for.
    """

    cost: Floats
    saved: Floats
    gain: Floats
    allowed: np.ndarray[tuple[int], np.dtype[np.bool_]]


def without_package(scenario: Scenario) -> Scenario:
    """The scenario with no measure at all."""
    return dataclasses.replace(scenario, measures=())


def sweep(
    baseline: Baseline,
    scenario: Scenario,
    target: Target,
    candidates: Candidates,
    room: float | None = None,
    progress: Callable[[float], None] = lambda part: None,
) -> Swept:
    """Run every combination over the scenario's horizon, which reaches the target.

    Parameters
    ----------
    room : float | None
        Most placements in a month; None is no limit.
    progress : Callable[[float], None]
        Hears the part that is done after every chunk.
    """
    bare, months = without_package(scenario), simulated_months(baseline, scenario)
    low, high = candidates.free[:AT_ONCE], candidates.free[AT_ONCE:]
    effect = as_column(package_effect(candidates.always, months))
    asked = np.sum([np.zeros(len(months)), *(placements(one, months) for one in candidates.always)], axis=0)[:, np.newaxis]
    for one in low:  # by doubling, with additions only: a measure without effect leaves every package as it was
        effect = beside(effect, combine(effect, as_column(measure_effect(one, months))))
        asked = np.concatenate([asked, asked + placements(one, months)[:, np.newaxis]], axis=1)
    # What is the same in all packages of a run stands in it once: jobs that no measure in it moves are simulated once.
    effect = each(lambda values: values[:, :1] if np.all(values == values[:, :1]) else values, effect)
    nothing = simulate(baseline, bare)
    rows: list[tuple[np.ndarray[Any, Any], ...]] = []
    for number in range(2 ** len(high)):
        more = [one for k, one in enumerate(high) if number >> k & 1]
        package = combine(effect, as_column(package_effect(more, months)))
        load = asked + np.sum([np.zeros(len(months)), *(placements(one, months) for one in more)], axis=0)[:, np.newaxis]
        run = simulate(baseline, bare, package=package)
        allowed = np.full(load.shape[1], True) if room is None else load.max(axis=0) <= room + 1e-9
        found = (package.cost.sum(axis=0) / MILLION, saved(run) - saved(nothing), gained(run, nothing, target))
        rows.append((*(np.broadcast_to(values, allowed.shape) for values in found), allowed))
        progress((number + 1) / 2 ** len(high))
    cost, less, gain, allowed = (np.concatenate(values) for values in zip(*rows, strict=True))
    return Swept(cost, less, gain, allowed)


def saved(run: Projection) -> Floats:
    """BUIG less lasten over the simulated months, in each draw `(draws,)` [EUR million]."""
    found: Floats = run.buig.sum(axis=0) - (run.bijstand_lasten + run.lks_lasten).sum(axis=0)
    return found


def gained(run: Projection, nothing: Projection, target: Target) -> Floats:
    """How much better the outcome is than without measures, in each draw `(draws,)` [outcome's unit]."""
    if target.outcome in FROM_MONEY:
        return _position(run, target.month) - _position(nothing, target.month)
    return target.sign * (reached(run, target) - reached(nothing, target))


def reached(run: Projection, target: Target) -> Floats:
    """The target's outcome in its month `(draws,)` [outcome's unit]; a reserve that is empty is what the year is short."""
    row, year = target.month - run.months[0], year_of(target.month) - run.years.start
    match target.outcome:
        case "volume":
            found = run.caseload.stock[row]
        case "lks_jobs":
            found = run.jobs.stock[row]
        case "reserve":
            found = run.reserve[row] - run.general_funds[row]
        case "result":
            found = run.result[year]
        case _:
            found = run.account.general_funds[year]
    return np.asarray(found)


def _position(run: Projection, month: int) -> Floats:
    """The reserve less all that the general funds have paid until a month `(draws,)` [EUR million]."""
    row, earlier = month - run.months[0], max(0, year_of(month) - run.years.start)
    found: Floats = run.reserve[row] - run.general_funds[row] - run.account.general_funds[:earlier].sum(axis=0)
    return found
