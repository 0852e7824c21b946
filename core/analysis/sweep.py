"""Many values of a lever, or of a measure's size, in one run: every draw has a value of its own."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from core.analysis.simulate import simulate, simulate_people, simulated_months
from core.analysis.uncertainty import Disturbance
from core.baseline import Baseline
from core.facts import Unit
from core.measures import catalogue
from core.model.calendar import december, year_of
from core.model.effect import PackageEffect, combine, each
from core.model.kinds import KIND
from core.model.measures import Measure, measure_effect, package_effect
from core.model.parameters import MONTHS, Floats
from core.model.tenure import Jobs
from core.problem import Problem, shown
from core.scenario import LEVER, LEVERS, Scenario, experience, lever_values, with_measures, with_value

MEASURE: Final = "measure:"
"""Begin of the name of a measure's size, before its id."""
LARGEST: Final = 1000.0
"""Largest size of a measure that is looked at [benefits/month or jobs/month]: more than enter or leave in a month."""
AT_ONCE: Final = 32768
"""Months times draws per run. Such arrays stay in the processor's own memory; more at once takes longer per draw."""
JOB_LEVERS: Final = frozenset(lever.id for lever in LEVERS if lever.drives == "jobs")
"""Levers that move LKS jobs; the others leave them as they are."""
OUTCOMES: Final = ("volume", "lks_jobs", "reserve", "result", "general_funds")
YEARLY: Final = frozenset({"result", "general_funds"})
PEOPLE: Final = frozenset({"volume", "lks_jobs"})
"""Outcomes that no money decides."""
UNCLIPPED: Final = {"reserve": "position", "general_funds": "shortfall"}
"""Outcomes that are never below zero, and what they are without that floor."""
_ENDS_OF_YEARS: Final = YEARLY | {"shortfall"}


class Span(NamedTuple):
    """Two ends."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Knob:
    """One thing that can be turned to reach a target: a lever, or the size of a measure.

    Attributes
    ----------
    id : str
        Lever id, or `measure:` and the measure's id.
    unit : Unit
        Unit of every number here.
    low, high : float
        What is accepted.
    fine_low, fine_high, step : float
        What its slider spans and the step of that slider.
    current : float
        Its value in the scenario.
    known : Span
        Where experience ends.
    """

    id: str
    unit: Unit
    low: float
    high: float
    fine_low: float
    fine_high: float
    step: float
    current: float
    known: Span


def knob_of(baseline: Baseline, scenario: Scenario, name: str) -> Knob:
    """What `name` can be set to in a scenario. Raises Problem for a name that is no lever and no measure."""
    if name.startswith(MEASURE):
        return _size_of(baseline, scenario, measure_of(baseline, scenario, name))
    if name not in LEVER:
        raise Problem("scenario.unknown_lever", lever=shown(name), known=", ".join(LEVER))
    lever, known = LEVER[name], experience(baseline, name)
    return Knob(
        id=name,
        unit=lever.unit,
        low=lever.low,
        high=lever.high,
        fine_low=lever.slider_low,
        fine_high=lever.slider_high,
        step=lever.step,
        current=lever_values(scenario, baseline)[name],
        known=Span(known.low, known.high),
    )


def measure_of(baseline: Baseline, scenario: Scenario, name: str) -> Measure:
    """The measure of the package that `name` stands for, or else the one of the catalogue. Raises Problem."""
    wanted = name.removeprefix(MEASURE)
    for measure in scenario.measures:
        if measure.id == wanted:
            return measure
    entries = catalogue(baseline.city)
    for entry in entries:
        if entry.id == wanted:
            return entry.measure()
    known = dict.fromkeys([*(entry.id for entry in entries), *(measure.id for measure in scenario.measures)])
    raise Problem("solve.unknown_measure", value=shown(wanted), known=", ".join(known))


def _size_of(baseline: Baseline, scenario: Scenario, measure: Measure) -> Knob:
    """The size of a measure. One that is off, or not in the package, stands at zero."""
    planned = next((entry.effect for entry in catalogue(baseline.city) if entry.id == measure.id), measure.effect)
    kind = KIND[measure.kind]
    high = kind.highest if kind.unit == "share" else max(LARGEST, measure.effect)
    at_most = min(high, 2.0 * max(planned, measure.effect))
    running = any(found.id == measure.id for found in scenario.active_measures)
    return Knob(
        id=MEASURE + measure.id,
        unit=kind.unit,
        low=0.0,
        high=high,
        fine_low=0.0,
        fine_high=high,
        step=0.01 if kind.unit == "share" else 1.0,
        current=measure.effect if running else 0.0,
        known=Span(0.0, at_most),
    )


def turned(baseline: Baseline, scenario: Scenario, name: str, value: float) -> Scenario:
    """The scenario with a lever, or a measure's size, at `value`; a measure is switched on. Raises Problem."""
    if not name.startswith(MEASURE):
        return with_value(scenario, baseline, name, value)
    found = dataclasses.replace(measure_of(baseline, scenario, name), effect=value, active=True)
    if any(measure.id == found.id for measure in scenario.measures):
        return with_measures(scenario, [found if measure.id == found.id else measure for measure in scenario.measures])
    return with_measures(scenario, [*scenario.measures, found])


def outcomes(
    baseline: Baseline,
    scenario: Scenario,
    settings: Mapping[str, Floats],
    outcome: str,
    by: Disturbance | None = None,
    jobs: Jobs | None = None,
) -> Floats:
    """An outcome at the end of the scenario's horizon for many settings `(points, draws)` [outcome's unit].

    Parameters
    ----------
    settings : Mapping[str, Floats]
        Value of each lever or measure's size that is turned, at every point `(points,)`; at most one measure.
    outcome : str
        One of OUTCOMES, or one of UNCLIPPED; `result` and `general_funds` are of the horizon's last year.
    by : Disturbance | None
        Chance, the same draws at every point; without it one draw.
    jobs : Jobs | None
        The jobs of the scenario under `by`, when none of the settings moves them.
    """
    points = len(next(iter(settings.values())))
    at_once = max(1, AT_ONCE // (scenario.until - baseline.reference_month))
    draws = 1 if by is None else draws_of(by)
    size = max(1, at_once // draws)
    rows = []
    for i in range(0, points, size):
        some = {name: values[i : i + size] for name, values in settings.items()}
        rows.append(
            np.concatenate([_last(baseline, scenario, some, outcome, *part) for part in _parts(by, jobs, at_once)], axis=1)
        )
    return np.concatenate(rows)


def path(
    baseline: Baseline, scenario: Scenario, settings: Mapping[str, float], outcome: str, by: Disturbance | None = None
) -> tuple[range, Floats]:
    """An outcome over the whole horizon for one setting: months, or the Decembers of whole years; `(times, draws)`."""
    until, first = scenario.until, baseline.reference_month
    single = {name: np.array([value]) for name, value in settings.items()}
    parts = _parts(by, None, max(1, AT_ONCE // (until - first)))
    found = [_rows(baseline, scenario, single, outcome, *part) for part in parts]
    rows = found[0] if len(found) == 1 else np.concatenate(found, axis=1)
    if outcome not in _ENDS_OF_YEARS:
        return range(first + 1, until + 1), rows[1:]
    first_end = december(year_of(first))
    return range(first_end, first_end + MONTHS * len(rows), MONTHS), rows


def _parts(by: Disturbance | None, jobs: Jobs | None, at_once: int) -> list[tuple[Disturbance | None, Jobs | None]]:
    """Chance, and the jobs that go with it, in pieces of at most so many draws."""
    if by is None or draws_of(by) <= at_once:
        return [(by, jobs)]
    parts: list[tuple[Disturbance | None, Jobs | None]] = []
    for i in range(0, draws_of(by), at_once):
        some = slice(i, i + at_once)
        kept = jobs
        if jobs is not None and jobs.stock.shape[1] > 1:
            kept = Jobs(
                stock=jobs.stock[:, some],
                first_year_exits=jobs.first_year_exits[:, some],
                later_exits=jobs.later_exits[:, some],
            )
        parts.append((some_draws(by, some), kept))
    return parts


def some_draws(by: Disturbance, which: slice) -> Disturbance:
    """A part of the draws. The first so many are themselves well spread: Sobol points."""
    return by.each(lambda found: found[:, which] if found.shape[1] > 1 else found)


def draws_of(by: Disturbance) -> int:
    """How many draws a disturbance holds."""
    return max(int(found.shape[1]) for found in by.groups().values())


def repeated(by: Disturbance, times: int) -> Disturbance:
    """The same draws again and again, once for every point."""
    return by if times == 1 else by.each(lambda found: np.tile(found, (1, times)) if found.shape[1] > 1 else found)


def _last(
    baseline: Baseline,
    scenario: Scenario,
    settings: Mapping[str, Floats],
    outcome: str,
    by: Disturbance | None,
    jobs: Jobs | None,
) -> Floats:
    """The outcome at the end of the horizon `(points, draws)`."""
    points = len(next(iter(settings.values())))
    draws = 1 if by is None else draws_of(by)
    row = _rows(baseline, scenario, settings, outcome, by, jobs)[-1]
    return np.broadcast_to(row, (points * draws,)).reshape(points, draws)


def _rows(
    baseline: Baseline,
    scenario: Scenario,
    settings: Mapping[str, Floats],
    outcome: str,
    by: Disturbance | None,
    jobs: Jobs | None,
) -> Floats:
    """The outcome per month, the reference month first, or per whole year; a column per point and draw."""
    points = len(next(iter(settings.values())))
    draws = 1 if by is None else draws_of(by)
    wide = None if by is None else repeated(by, points)
    each = {name: np.repeat(values, draws)[np.newaxis] for name, values in settings.items()}
    levers = {name: values for name, values in each.items() if not name.startswith(MEASURE)}
    sizes = {name: values for name, values in each.items() if name.startswith(MEASURE)}
    package = None
    for name, values in sizes.items():
        package = packages(scenario, measure_of(baseline, scenario, name), values, simulated_months(baseline, scenario))
    if outcome in PEOPLE:
        if jobs is not None and jobs.stock.shape[1] > 1:
            jobs = Jobs(
                stock=np.tile(jobs.stock, (1, points)),
                first_year_exits=np.tile(jobs.first_year_exits, (1, points)),
                later_exits=np.tile(jobs.later_exits, (1, points)),
            )
        found = simulate_people(baseline, scenario, wide, package=package, levers=levers, jobs=jobs)
        return found.caseload.stock if outcome == "volume" else found.jobs.stock
    run = simulate(baseline, scenario, wide, package=package, levers=levers)
    match outcome:
        case "reserve":
            return run.reserve
        case "position":
            return run.reserve - run.general_funds
        case "result":
            return run.result
        case "general_funds":
            return run.account.general_funds
    return run.account.general_funds - run.account.reserve


def packages(scenario: Scenario, measure: Measure, sizes: Floats, months: range) -> PackageEffect:
    """The scenario's package with one measure at each of `sizes` `(1, draws)`; arrays `(months, draws)`.

    What a measure does is a straight line in its size, from nothing to what it does at size one.
    """
    others = package_effect([found for found in scenario.active_measures if found.id != measure.id], months)
    nothing, one = (measure_effect(dataclasses.replace(measure, effect=size), months) for size in (0.0, 1.0))

    scaled = each(lambda none, full: none[:, np.newaxis] + (full - none)[:, np.newaxis] * sizes, nothing, one)
    return combine(each(lambda values: values[:, np.newaxis], others), scaled)
