"""What each measure of a package contributes: its Shapley value, the mean of what it adds over all orders of starting.

Every set of measures is a draw of one simulation: up to ten measures all 2^n sets, above that the sets along sampled
orders. A measure that is off is left out. The order of the cards changes no bit, as measures are taken by id.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from core.analysis.shapley import added_up, all_sets, sampled_orders, sets_along, shapley, shapley_along
from core.analysis.simulate import simulate, simulated_months
from core.baseline import Baseline
from core.measures import evidence_of
from core.model.effect import PackageEffect, each
from core.model.measures import Measure, measure_effect
from core.model.parameters import MILLION, MONTHS, Floats
from core.model.projection import Projection
from core.scenario import Scenario

EXACT_UP_TO: Final = 10


@dataclass(frozen=True, slots=True)
class Part:
    """What one measure, or the package, changes; positive volumes are more benefits. Money is EUR million.

    Attributes
    ----------
    volume, lks_jobs : Floats
        Change of the stock per simulated month `(months,)` [benefits, jobs].
    lasten, buig : Floats
        Change per simulated month `(months,)`.
    year_lasten, year_buig, year_result, year_reserve, year_general_funds : Floats
        Change per whole year `(years,)`; reserve is at year end.
    """

    volume: Floats
    lks_jobs: Floats
    lasten: Floats
    buig: Floats
    year_lasten: Floats
    year_buig: Floats
    year_result: Floats
    year_reserve: Floats
    year_general_funds: Floats

    @property
    def benefit_years_avoided(self) -> float:
        """Benefit-years that are not paid over the horizon; a month counts the mean of its begin and end stock."""
        return -float(self.volume.sum() - 0.5 * self.volume[-1]) / MONTHS

    @property
    def best_month(self) -> int:
        """Row of the month with the fewest benefits against the run without it; the first of several."""
        return int(np.argmin(self.volume))


@dataclass(frozen=True, slots=True)
class Contribution:
    """One measure in the package.

    Attributes
    ----------
    measure : Measure
    part : Part
        Its Shapley value in every outcome.
    error : Part
        Standard error of each number; zero when the value is exact.
    cost : Floats
        Own gross cost per simulated month `(months,)` [EUR million].
    payback_month : int | None
        First month from which less lasten and more BUIG together stay at or above the cost so far; None is never
        within the horizon, or nothing was spent or gained.
    assumption : bool
        Whether its effect is our assumption: nothing published or measured stands behind it.
    """

    measure: Measure
    part: Part
    error: Part
    cost: Floats
    payback_month: int | None
    assumption: bool

    @property
    def gross_cost(self) -> float:
        """Cost over the horizon [EUR million]."""
        return float(self.cost.sum())

    @property
    def saved(self) -> float:
        """Less lasten and more BUIG over the horizon [EUR million]; the measure's own cost is not in it."""
        return float(self.part.buig.sum() - self.part.lasten.sum())

    @property
    def net(self) -> float:
        """What the city keeps of that when the cost is paid [EUR million]."""
        return self.saved - self.gross_cost

    @property
    def euro_per_benefit_year(self) -> float | None:
        """Gross cost per avoided benefit-year [EUR]; None when none is avoided."""
        avoided = self.part.benefit_years_avoided
        return self.gross_cost * MILLION / avoided if avoided > 1e-9 else None


@dataclass(frozen=True, slots=True)
class Contributions:
    """A package and its parts, in the order of the cards. `exact` is false when orders were sampled."""

    months: range
    years: range
    exact: bool
    package: Contribution | None
    measures: tuple[Contribution, ...]

    @property
    def assumed(self) -> int:
        """Measures of which the effect is our assumption."""
        return sum(found.assumption for found in self.measures)

    @property
    def mostly_assumption(self) -> bool:
        """Whether the effect of more than half of the measures is our assumption."""
        return 2 * self.assumed > len(self.measures)

    @property
    def most(self) -> Contribution:
        """The measure that avoids the most benefit-years; the first of two that avoid as many."""
        return max(self.measures, key=lambda found: found.part.benefit_years_avoided)

    @property
    def widest_error(self) -> float:
        """Standard error of the benefit-years of the measure whose number is least sure."""
        return max(abs(found.error.benefit_years_avoided) for found in self.measures)

    @property
    def running_at_the_end(self) -> int:
        """Measures that run in the last month."""
        now = self.months[-1]
        measures = [found.measure for found in self.measures]
        return sum(one.start <= now and (one.end is None or one.end >= now) for one in measures)


def contributions(baseline: Baseline, scenario: Scenario) -> Contributions:
    """Split the effect of the scenario's package over the measures that are on."""
    months = simulated_months(baseline, scenario)
    found = _by_id(scenario)
    if not found:
        return Contributions(months, simulate(baseline, scenario).years, True, None, ())
    effects = [measure_effect(measure, months) for measure in found]
    exact = len(found) <= EXACT_UP_TO
    if exact:
        run = simulate(baseline, scenario, package=all_sets(effects, months))
        rows = _rows(run)
        parts = shapley(rows, len(found))
        errors = np.zeros_like(parts)
        total = rows[:, -1] - rows[:, 0]
    else:
        orders = sampled_orders(len(found))
        run = simulate(baseline, scenario, package=sets_along(effects, orders))
        rows = _rows(run).reshape(-1, len(orders), len(found) + 1)
        parts, errors = shapley_along(rows, orders)
        total = rows[:, 0, -1] - rows[:, 0, 0]
        parts, errors = _equal_for_twins(found, parts, errors)
    return _parted(_whole(baseline, scenario, run, effects), (parts, errors, total), exact=exact)


def contributions_along(baseline: Baseline, scenario: Scenario, levers: Mapping[str, Floats]) -> list[Contributions]:
    """The same at every step of a lever, as `simulate` takes it, from one run; at least one measure is on, and few are."""
    months = simulated_months(baseline, scenario)
    effects = [measure_effect(measure, months) for measure in _by_id(scenario)]
    sets, steps = 2 ** len(effects), next(iter(levers.values())).shape[1]
    package = each(lambda values: np.tile(values, (1, steps)), all_sets(effects, months))
    each_set = {name: values.repeat(sets, axis=1) for name, values in levers.items()}
    run = simulate(baseline, scenario, package=package, levers=each_set)
    rows = np.ascontiguousarray(np.moveaxis(_rows(run).reshape(-1, steps, sets), 1, 0))
    whole, nothing = _whole(baseline, scenario, run, effects), np.zeros((len(effects), rows.shape[1]))
    found = zip(shapley(rows, len(effects)), rows[:, :, -1] - rows[:, :, 0], strict=True)
    return [_parted(whole, (parts, nothing, total), exact=True) for parts, total in found]


def _by_id(scenario: Scenario) -> list[Measure]:
    return sorted(scenario.active_measures, key=lambda measure: measure.id)


class _Side(NamedTuple):
    """What of a measure, or of the package, hangs on no outcome; `spent` is its cost so far."""

    measure: Measure
    cost: Floats
    spent: Floats
    assumption: bool


class _Whole(NamedTuple):
    """What of a package hangs on no outcome: its sides in the order of their ids, and where outcomes stand in a column."""

    months: range
    years: range
    places: Mapping[str, slice]
    sides: Sequence[_Side]
    package: _Side
    cards: Sequence[int]


def _whole(baseline: Baseline, scenario: Scenario, run: Projection, effects: Sequence[PackageEffect]) -> _Whole:
    def side(measure: Measure, cost: Floats, assumption: bool) -> _Side:
        return _Side(measure, cost / MILLION, np.cumsum(cost / MILLION), assumption)

    measures = _by_id(scenario)
    sides = [
        side(measure, effect.cost, evidence_of(measure, baseline.city) == "assumption")
        for measure, effect in zip(measures, effects, strict=True)
    ]
    package = side(
        Measure("", "outflow_work", run.months[1], 0.0), np.sum([effect.cost for effect in effects], axis=0),
        all(one.assumption for one in sides),
    )  # fmt: skip
    at = {measure.id: i for i, measure in enumerate(measures)}
    cards = [at[measure.id] for measure in scenario.active_measures]
    return _Whole(run.months[1:], run.years, _places(run), sides, package, cards)


def _parted(whole: _Whole, values: tuple[Floats, Floats, Floats], *, exact: bool) -> Contributions:
    """The package and its parts, from parts, errors and total `values` of measures in the order of their ids."""
    parts, errors, total = values
    parts = added_up(parts, total)
    found = [_contribution(whole, side, parts[i], errors[i]) for i, side in enumerate(whole.sides)]
    package = _contribution(whole, whole.package, total, np.zeros_like(total))
    return Contributions(whole.months, whole.years, exact, package, tuple(found[i] for i in whole.cards))


def _outcomes(run: Projection) -> dict[str, Floats]:
    return {
        "volume": run.caseload.stock[1:],
        "lks_jobs": run.jobs.stock[1:],
        "lasten": run.bijstand_lasten + run.lks_lasten,
        "buig": run.buig,
        "year_lasten": run.lasten,
        "year_buig": run.budget.total,
        "year_result": run.result,
        "year_reserve": run.account.reserve,
        "year_general_funds": run.account.general_funds,
    }


def _rows(run: Projection) -> Floats:
    """All outcomes below each other `(rows, sets)`."""
    draws = run.caseload.stock.shape[1]
    found = _outcomes(run).values()
    return np.concatenate([np.broadcast_to(values, (len(values), draws)) for values in found])


def _places(run: Projection) -> dict[str, slice]:
    """Where each outcome stands in `_rows`."""
    found = _outcomes(run)
    ends = np.cumsum([len(values) for values in found.values()]).tolist()
    return {name: slice(begin, end) for name, begin, end in zip(found, [0, *ends], ends, strict=False)}


def _part(column: Floats, places: Mapping[str, slice]) -> Part:
    return Part(**{name: column[place] for name, place in places.items()})


def _equal_for_twins(measures: Sequence[Measure], parts: Floats, errors: Floats) -> tuple[Floats, Floats]:
    """Measures that differ in id and name only contribute the same: sampling must not tell them apart."""
    parts, errors = parts.copy(), errors.copy()
    kinds = [dataclasses.replace(measure, id="", name="") for measure in measures]
    for kind in set(kinds):
        twins = [i for i, other in enumerate(kinds) if other == kind]
        parts[twins] = parts[twins].mean(axis=0)
        errors[twins] = errors[twins].mean(axis=0)
    return parts, errors


def _contribution(whole: _Whole, side: _Side, column: Floats, error: Floats) -> Contribution:
    part = _part(column, whole.places)
    payback = _payback(whole.months, part, side.spent)
    return Contribution(side.measure, part, _part(error, whole.places), side.cost, payback, side.assumption)


def _payback(months: range, part: Part, spent: Floats) -> int | None:
    """First month from which what the measure saved the city stays at or above what it cost so far."""
    saved = np.cumsum(part.buig - part.lasten)
    balance = saved - spent
    if spent[-1] <= 0.0 or saved[-1] <= 0.0 or balance[-1] < 0.0:
        return None
    short = np.flatnonzero((balance < 0.0) | (spent == 0.0))
    return months[int(short[-1]) + 1] if short.size else months[0]
