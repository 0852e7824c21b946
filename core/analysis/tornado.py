"""What each lever and assumption does to an output over its plausible range, all else equal.

Every end of every range is a draw of one run. Ranges are those that the baseline gives for each lever: where history and
peers have been. Three things that are no lever stand beside them: the price path, the revision of the national budget
after it is published, and whether the package of measures does anything.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.analysis.output import Output, read
from core.analysis.simulate import parameters_of
from core.baseline import Baseline
from core.city import macro_budget
from core.facts import is_settled, made_on
from core.model.calendar import in_force, year_of
from core.model.effect import PackageEffect, each, no_effect
from core.model.measures import package_effect
from core.model.parameters import Driver, Drivers, Floats
from core.model.projection import Projection, project
from core.scenario import LEVERS, Scenario, drivers_from, experience, option_values, setting_values

PRICE: Final = "price_growth"
REVISION: Final = "macro_revision"
PACKAGE: Final = "package"
FEEDBACK: Final = "macro_feedback"
VANGNET: Final = "vangnet_extended"


@dataclass(frozen=True, slots=True)
class Bar:
    """One lever or assumption.

    Attributes
    ----------
    id : str
        Lever or option id, or `PRICE`, `REVISION` or `PACKAGE`.
    low, high : float
        Ends of the range [unit of the lever; PRICE a share per year, REVISION a share of the budget, PACKAGE the part of
        the planned effect].
    current : float | None
        Value in the scenario; None for PRICE, which differs by year.
    at_low, at_high : float
        The output at either end [its unit].
    """

    id: str
    low: float
    high: float
    current: float | None
    at_low: float
    at_high: float

    @property
    def swing(self) -> float:
        """How far the output moves over the range [its unit]."""
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True, slots=True)
class Tornado:
    """The output in the scenario itself, and the bars, the largest swing first."""

    output: Output
    value: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    """One draw: what differs from the scenario. `price` and `macro` are factors `(months,)`."""

    levers: dict[str, float]
    price: Floats | None = None
    macro: Floats | None = None
    package: float = 1.0
    flip_vangnet: bool = False


def tornado(baseline: Baseline, scenario: Scenario, outputs: Sequence[Output]) -> tuple[Tornado, ...]:
    """The tornado of each output for a scenario that reaches them all."""
    months = range(baseline.reference_month + 1, scenario.until + 1)
    ends = _ends(baseline, scenario, months)
    columns = [_Column({}), *(column for _, pair in ends for column in pair)]
    run = _project(baseline, scenario, columns, months)
    flipped = _project(baseline, scenario, [_Column({}, flip_vangnet=True)], months)
    is_extended = option_values(scenario, baseline)[VANGNET]
    found = []
    for wanted in outputs:
        values = read(run, wanted, baseline, len(columns))
        other = float(read(flipped, wanted, baseline, 1)[0])
        at = dict(zip((False, True), (float(values[0]), other) if is_extended == 0.0 else (other, float(values[0])), strict=True))
        bars = [
            dataclasses.replace(bar, at_low=float(values[1 + 2 * i]), at_high=float(values[2 + 2 * i]))
            for i, (bar, _) in enumerate(ends)
        ]
        bars.append(Bar(VANGNET, 0.0, 1.0, is_extended, at[False], at[True]))
        found.append(Tornado(wanted, float(values[0]), tuple(sorted(bars, key=lambda bar: -bar.swing))))
    return tuple(found)


def _ends(baseline: Baseline, scenario: Scenario, months: range) -> list[tuple[Bar, tuple[_Column, _Column]]]:
    """Every bar with the two columns of its ends; the outputs are filled in when they are known."""
    current = {name: value for name, value in setting_values(scenario, baseline).items() if name != VANGNET}
    found: list[tuple[Bar, tuple[_Column, _Column]]] = []
    for name, value in current.items():
        known = experience(baseline, name)
        bar = Bar(name, known.low, known.high, value, 0.0, 0.0)
        found.append((bar, (_Column({name: known.low}), _Column({name: known.high}))))
    (low, cheap), (high, dear) = (_price(baseline, months, end) for end in (min, max))
    found.append((Bar(PRICE, low, high, None, 0.0, 0.0), (_Column({}, price=cheap), _Column({}, price=dear))))
    low, high = published_revisions(baseline)
    down, up = (_revised(baseline, months, revision) for revision in (low, high))
    found.append((Bar(REVISION, low, high, 0.0, 0.0, 0.0), (_Column({}, macro=down), _Column({}, macro=up))))
    if scenario.active_measures:
        found.append((Bar(PACKAGE, 0.0, 1.0, 1.0, 0.0, 0.0), (_Column({}, package=0.0), _Column({}))))
    return found


def _price(baseline: Baseline, months: range, end: Callable[[Iterable[float]], float]) -> tuple[float, Floats]:
    """Growth at one end of its range in every year, `min` or `max`: the extreme of those, and the factor on the price path."""
    growth = {
        year: end((found.range.low, found.range.high))
        for (key, year), found in baseline.quantities.items()
        if key == PRICE and year
    }
    first, last = year_of(baseline.reference_month), year_of(months[-1])
    planned = parameters_of(baseline).price_index
    index = {first: planned[first]}
    for year in range(first + 1, last + 1):
        index[year] = index[year - 1] * (1.0 + in_force(growth, year))
    return float(end(growth.values())), np.array([index[year_of(month)] / planned[year_of(month)] for month in months])


def published_revisions(baseline: Baseline) -> tuple[float, float]:
    """Smallest and largest revision of the national budget, from its first stage to the settled one [share].

    Of the revisions that were published by the day of the baseline; none at all is no revision.
    """
    first: dict[int, float] = {}
    changes = []
    for point in sorted(macro_budget(baseline.city), key=made_on):
        if made_on(point) > baseline.known_on:
            break
        year = point.date.year
        if is_settled(point.stage) and year in first:
            changes.append(point.value / first[year] - 1.0)
        first.setdefault(year, point.value)
    return min(changes, default=0.0), max(changes, default=0.0)


def _revised(baseline: Baseline, months: range, revision: float) -> Floats:
    """The factor on the national budget: on every year whose budget is not definitive yet."""
    return np.array([1.0 + revision if year_of(month) > baseline.macro_settled_until else 1.0 for month in months])


def _project(baseline: Baseline, scenario: Scenario, columns: Sequence[_Column], months: range) -> Projection:
    """All columns as draws of one run, with the basispad of each where a saving comes off the budget."""
    current = setting_values(scenario, baseline)
    values: dict[str, Driver] = {
        name: np.array([[column.levers.get(name, value) for column in columns]]) for name, value in current.items()
    }
    ones = np.ones(len(months))
    price = np.stack([ones if column.price is None else column.price for column in columns], axis=1)
    macro = np.stack([ones if column.macro is None else column.macro for column in columns], axis=1)

    def drivers(levers: dict[str, Driver]) -> Drivers:
        return dataclasses.replace(drivers_from(levers), price_factor=price, macro_factor=macro)

    flipped = any(column.flip_vangnet for column in columns)
    chosen = drivers(values | {VANGNET: 1.0 - current[VANGNET] if flipped else current[VANGNET]})
    lasten = None
    if np.any(chosen.macro_feedback):
        # The basispad takes over assumptions, and nothing that is chosen or that befalls the city.
        left = [lever for lever in LEVERS if not lever.assumption]
        plain = {lever.id: np.full((1, len(columns)), lever.default(baseline)) for lever in left}
        reference = drivers(values | plain | {VANGNET: 0.0})
        lasten = project(parameters_of(baseline), reference, scenario.until).year_bijstand_lasten
    package = _packages(scenario, months, np.array([column.package for column in columns]))
    return project(parameters_of(baseline), chosen, scenario.until, package, reference_lasten=lasten)


def _packages(scenario: Scenario, months: range, parts: Floats) -> PackageEffect:
    """The package where `parts` is 1 and nothing where it is 0, one draw each."""

    def chosen(full: Floats, nothing: Floats) -> Floats:
        return np.where(parts[np.newaxis] == 1.0, full[:, np.newaxis], nothing[:, np.newaxis])

    return each(chosen, package_effect(scenario.active_measures, months), no_effect(len(months)))
