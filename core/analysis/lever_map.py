"""Two levers at once: for every pair of values the middle outcome and the chance that a target is met.

Every pair is simulated with the same draws, in small pieces, so that whoever shares the process is never held up for
long. The map does not depend on where the two levers stand, only on the rest of the scenario.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

import numpy as np

from core.analysis.draws import screen_disturbance
from core.analysis.simulate import simulate_people
from core.analysis.sweep import JOB_LEVERS, PEOPLE, knob_of, outcomes
from core.analysis.target import Target, check_target
from core.analysis.uncertainty import quantiles
from core.baseline import Baseline, ByIdentity
from core.cache import Memory, remembered
from core.facts import made_on, series
from core.model.calendar import month_label
from core.model.parameters import MONTHS, Floats
from core.problem import Problem, shown
from core.scenario import LEVER, Scenario, lever_values, with_until, with_value

SIDE: Final = 41
"""Values of each lever."""
DRAWS: Final = 256
"""Draws per pair: a chance is then right within some 3 points of a hundred."""
LEVELS: Final = (0.5, 0.8)
"""Chances along which a line is drawn."""
HISTORY: Final = ("inflow", "outflow_rate")
"""The pair of levers of which published flows tell where the city was."""
Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class LeverMap:
    """Outcomes over a grid of two levers.

    Attributes
    ----------
    x, y : str
        Lever ids, across and up.
    x_values, y_values : Floats
        Shape `(41,)` [lever's unit].
    target : Target
    median, chance : Floats
        Middle outcome [outcome's unit] and part of the draws in which the target holds, `(41 of y, 41 of x)`.
    contours : dict[float, Floats]
        Per chance the pieces of its line, each `x1, y1, x2, y2`, shape `(pieces, 4)` [levers' units].
    """

    x: str
    y: str
    x_values: Floats
    y_values: Floats
    target: Target
    median: Floats
    chance: Floats
    contours: dict[float, Floats]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a scenario stands on a map, from all draws of the screen; `x`, `y` in the levers' units."""

    x: float
    y: float
    median: float
    chance: float


@dataclass(frozen=True, slots=True)
class Past:
    """A published year as a pair of levers.

    Attributes
    ----------
    kind : str
        "city", or "peers": the mean of the municipalities in the Divosa Benchmark, on the caseload of this city.
    year : int
    inflow : float
        [benefits/month]
    outflow_rate : float
        Every way out, moves into LKS jobs included [share of stock/month].
    sources : tuple[str, ...]
        Ids in the source register.
    municipality : str
        The city by name; empty for the mean municipality.
    """

    kind: Literal["city", "peers"]
    year: int
    inflow: float
    outflow_rate: float
    sources: tuple[str, ...]
    municipality: str = ""


def check_levers(x: str, y: str) -> None:
    """Raises Problem unless these are two different levers."""
    for lever in (x, y):
        if lever not in LEVER:
            raise Problem("scenario.unknown_lever", lever=shown(lever), known=", ".join(LEVER))
    if x == y:
        raise Problem("solve.same_lever", value=x)


def lever_map(
    baseline: Baseline, scenario: Scenario, x: str, y: str, target: Target, progress: Progress | None = None
) -> LeverMap:
    """The map of two levers for a target; remembered, also between visitors.

    Parameters
    ----------
    progress : Progress | None
        Told the part that is done, between 0 and 1, after every row. Not told when the map is remembered.

    Raises
    ------
    Problem
        A lever, outcome or month that cannot be.
    """
    key = _key(baseline, scenario, x, y, target)
    return _maps.get(*key) or _maps.keep(_compute(key, progress), *key)


def known_map(baseline: Baseline, scenario: Scenario, x: str, y: str, target: Target) -> LeverMap | None:
    """The map when it is remembered; None asks for some computing."""
    return _maps.get(*_key(baseline, scenario, x, y, target))


class _Key(NamedTuple):
    baseline: ByIdentity
    scenario: Scenario
    x: str
    y: str
    x_ends: tuple[float, float]
    y_ends: tuple[float, float]
    target: Target


_maps: Final[Memory[LeverMap]] = Memory(32)


def _key(baseline: Baseline, scenario: Scenario, x: str, y: str, target: Target) -> _Key:
    check_levers(x, y)
    until = check_target(baseline, target)
    ends = [_ends(baseline, scenario, lever) for lever in (x, y)]
    rest = scenario
    for lever in (x, y):
        rest = with_value(rest, baseline, lever, lever_values(Scenario(baseline.id, until), baseline)[lever])
    return _Key(ByIdentity(baseline), with_until(rest, baseline, until), x, y, ends[0], ends[1], target)


def _ends(baseline: Baseline, scenario: Scenario, lever: str) -> tuple[float, float]:
    """What the slider spans, wider when the lever stands outside it."""
    knob = knob_of(baseline, scenario, lever)
    return min(knob.fine_low, knob.current), max(knob.fine_high, knob.current)


def _compute(key: _Key, progress: Progress | None) -> LeverMap:
    baseline, scenario, target = key.baseline.baseline, key.scenario, key.target
    x_values, y_values = np.linspace(*key.x_ends, SIDE), np.linspace(*key.y_ends, SIDE)
    by = screen_disturbance(baseline, scenario.until, DRAWS)
    jobs = None
    if target.outcome in PEOPLE and not {key.x, key.y} & JOB_LEVERS:
        jobs = simulate_people(baseline, scenario, by).jobs
    median, chance = np.empty((SIDE, SIDE)), np.empty((SIDE, SIDE))
    for i, value in enumerate(y_values):
        rows = outcomes(baseline, scenario, {key.x: x_values, key.y: np.full(SIDE, value)}, target.outcome, by, jobs)
        median[i] = quantiles(rows, (0.5,))[0]
        chance[i] = np.mean(target.holds(rows), axis=1)
        if progress is not None:
            progress((i + 1) / SIDE)
        time.sleep(0)  # whoever waits for the interpreter goes first
    for array in (x_values, y_values, median, chance):
        array.setflags(write=False)
    contours = {level: contour(x_values, y_values, chance, level) for level in LEVELS}
    return LeverMap(key.x, key.y, x_values, y_values, target, median, chance, contours)


def standing(baseline: Baseline, scenario: Scenario, x: str, y: str, target: Target) -> Standing:
    """Where the scenario stands on the map of two levers. Raises Problem as `lever_map` does."""
    check_levers(x, y)
    return _standing(ByIdentity(baseline), with_until(scenario, baseline, check_target(baseline, target)), x, y, target)


@remembered(256)
def _standing(key: ByIdentity, scenario: Scenario, x: str, y: str, target: Target) -> Standing:
    now = lever_values(scenario, key.baseline)
    by = screen_disturbance(key.baseline, scenario.until)
    rows = outcomes(key.baseline, scenario, {x: np.array([now[x]]), y: np.array([now[y]])}, target.outcome, by)
    chance = np.mean(target.holds(rows), axis=1)
    return Standing(now[x], now[y], float(quantiles(rows, (0.5,))[0, 0]), float(chance[0]))


def contour(x: Floats, y: Floats, heights: Floats, level: float) -> Floats:
    """Pieces of the line along which `heights` `(y, x)` equals `level`, `(pieces, 4)`: marching squares.

    In each square of four cells the line runs straight between the sides it crosses; a saddle takes the pairing that
    its mean asks for.
    """
    above = heights >= level
    pieces: list[tuple[float, float, float, float]] = []
    mixed = above[:-1, :-1].astype(int) + above[:-1, 1:] + above[1:, :-1] + above[1:, 1:]
    for i, j in np.argwhere((mixed > 0) & (mixed < 4)):
        corners = [(i, j), (i, j + 1), (i + 1, j + 1), (i + 1, j)]
        cuts = []
        for one, other in zip(corners, corners[1:] + corners[:1], strict=True):
            if above[one] != above[other]:
                part = (level - heights[one]) / (heights[other] - heights[one])
                cuts.append((x[one[1]] + part * (x[other[1]] - x[one[1]]), y[one[0]] + part * (y[other[0]] - y[one[0]])))
        if len(cuts) == 4 and (np.mean([heights[corner] for corner in corners]) >= level) != above[corners[0]]:
            cuts = [*cuts[1:], cuts[0]]
        pieces += [(*cuts[k], *cuts[k + 1]) for k in range(0, len(cuts), 2)]
    return np.array(pieces, dtype=np.float64).reshape(-1, 4)


def likelier_step(found: LeverMap, x: float, y: float) -> float:
    """Of the two steps of the lever across around a place, the one with the higher chance at height `y` [x's unit]."""
    step = LEVER[found.x].step
    if abs(x / step - round(x / step)) < 1e-6:
        return float(f"{round(x / step) * step:.12g}")
    at = [float(np.interp(y, found.y_values, column)) for column in found.chance.T]
    around = [float(f"{(math.floor(x / step) + i) * step:.12g}") for i in (0, 1)]
    return max(around, key=lambda value: float(np.interp(value, found.x_values, at)))


def cell(baseline: Baseline, scenario: Scenario, x: str, y: str, column: object, row: object) -> dict[str, float]:
    """The levers of a cell of the map by number, as a browser sends it. Raises Problem for one that is not on it."""
    check_levers(x, y)
    at = {}
    for lever, index in ((x, column), (y, row)):
        if isinstance(index, bool) or not isinstance(index, int | float) or index not in range(SIDE):
            raise Problem("solve.cell", value=shown(f"{column}, {row}"), high=SIDE - 1)
        at[lever] = float(np.linspace(*_ends(baseline, scenario, lever), SIDE)[int(index)])
    return at


def with_cell(scenario: Scenario, baseline: Baseline, levers: dict[str, float]) -> Scenario:
    """The scenario with several levers moved at once, each rounded to a step of its slider. Raises Problem."""
    for lever, value in levers.items():
        step = LEVER[lever].step
        whole = min(max(round(round(value / step) * step, 10), LEVER[lever].low), LEVER[lever].high)
        scenario = with_value(scenario, baseline, lever, whole)
    return scenario


# Where history was -------------------------------------------------------------------------------------------------


def history(baseline: Baseline) -> tuple[Past, ...]:
    """Published years as inflow and outflow: the city's own, and those of the mean municipality on its caseload.

    Notes
    -----
    The city's outflow is divided by the mean of the stocks at the begin and the end of the year; the begin follows
    from the end and the two flows. Divosa publishes shares of the caseload per year. A year that was published after
    the day of the baseline is not among them.
    """
    city, day = baseline.city, baseline.known_on
    if city is None:
        return ()
    outflow = {point.date: point for point in city.points("outflow", day)}
    stock = {point.date: point for point in city.points("volume", day)}
    found = []
    for point in city.points("inflow", day):
        out, end = outflow.get(point.date), stock.get(point.date)
        if out is not None and end is not None:
            mean = end.value + (out.value - point.value) / 2.0
            cited = tuple(dict.fromkeys((point.source, out.source, end.source)))
            found.append(Past("city", point.date.year, point.value / MONTHS, out.value / mean / MONTHS, cited, city.name))
    shares = {point.date: point for point in series("divosa_outflow_share").observations}
    for point in series("divosa_inflow_share").observations:
        if point.date in shares and max(made_on(point), made_on(shares[point.date])) <= day:
            out = shares[point.date]
            cited = tuple(dict.fromkeys((point.source, out.source)))
            on_caseload = point.value * baseline.value("volume") / MONTHS
            found.append(Past("peers", point.date.year, on_caseload, out.value / MONTHS, cited))
    return tuple(found)


# Plain values ------------------------------------------------------------------------------------------------------


def map_document(found: LeverMap, here: Standing, past: tuple[Past, ...]) -> dict[str, Any]:
    """A map as plain values; rows of `median` and `chance` follow the second lever."""
    target = found.target
    return {
        "levers": [found.x, found.y],
        "target": {"outcome": target.outcome, "value": target.value, "month": month_label(target.month)},
        "draws": DRAWS,
        "x": found.x_values.tolist(),
        "y": found.y_values.tolist(),
        "median": found.median.tolist(),
        "chance": found.chance.tolist(),
        "contours": [{"chance": level, "pieces": pieces.tolist()} for level, pieces in found.contours.items()],
        "here": {"x": here.x, "y": here.y, "median": here.median, "chance": here.chance},
        "history": [
            {
                "kind": point.kind, "year": point.year, "inflow": point.inflow, "outflow_rate": point.outflow_rate,
                "sources": list(point.sources),
            }
            for point in past
        ],
    }  # fmt: skip
