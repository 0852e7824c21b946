"""What each measure of a package contributes: its Shapley value, the mean of what it adds over all orders of starting.

Every set of measures is a draw of one simulation: up to ten measures all 2^n sets, above that the sets along sampled
orders. A measure that is off is left out. The order of the cards changes no bit, as measures are taken by id.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.analysis.simulate import simulate, simulated_months
from core.baseline import Baseline
from core.measures import evidence_of
from core.model.effect import PackageEffect, as_column, beside, combine, each, no_effect
from core.model.measures import Measure, measure_effect
from core.model.parameters import MILLION, MONTHS, Floats
from core.model.projection import Projection
from core.scenario import Scenario

EXACT_UP_TO: Final = 10
SAMPLED_SETS: Final = 1024
"""Sets that are simulated when orders are sampled: a slider that moves asks for all of them, in some 20 ms."""
SEED: Final = 30000


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
        run = simulate(baseline, scenario, package=_all_sets(effects, months))
        rows = _rows(run)
        parts = _shapley(rows, len(found))
        errors = np.zeros_like(parts)
        total = rows[:, -1] - rows[:, 0]
    else:
        orders = _orders(len(found))
        run = simulate(baseline, scenario, package=_along(effects, orders))
        rows = _rows(run).reshape(-1, len(orders), len(found) + 1)
        parts, errors = _sampled(rows, orders)
        total = rows[:, 0, -1] - rows[:, 0, 0]
        parts, errors = _equal_for_twins(found, parts, errors)
    return _parted(scenario, baseline, run, effects, (parts, errors, total), exact=exact)


def contributions_along(baseline: Baseline, scenario: Scenario, levers: Mapping[str, Floats]) -> list[Contributions]:
    """The same at every step of a lever, as `simulate` takes it, from one run; at least one measure is on, and few are."""
    months = simulated_months(baseline, scenario)
    effects = [measure_effect(measure, months) for measure in _by_id(scenario)]
    sets, steps = 2 ** len(effects), next(iter(levers.values())).shape[1]
    package = each(lambda values: np.tile(values, (1, steps)), _all_sets(effects, months))
    each_set = {name: values.repeat(sets, axis=1) for name, values in levers.items()}
    run = simulate(baseline, scenario, package=package, levers=each_set)
    rows, one = _rows(run).reshape(-1, steps, sets), run.one(0)
    nothing = np.zeros((len(effects), len(rows)))
    return [
        _parted(
            scenario, baseline, one, effects, (_shapley(here, len(effects)), nothing, here[:, -1] - here[:, 0]), exact=True
        )
        for here in np.moveaxis(rows, 1, 0)
    ]  # fmt: skip


def _by_id(scenario: Scenario) -> list[Measure]:
    return sorted(scenario.active_measures, key=lambda measure: measure.id)


def _parted(
    scenario: Scenario, baseline: Baseline, run: Projection, effects: Sequence[PackageEffect],
    values: tuple[Floats, Floats, Floats], *, exact: bool,
) -> Contributions:  # fmt: skip
    """The package and its parts, from parts, errors and total `values` of measures in the order of their ids."""
    months, (parts, errors, total) = run.months[1:], values
    parts = _add_up(parts, total)
    split = {
        measure.id: _contribution(
            measure, run, parts[i], errors[i], effects[i].cost / MILLION, evidence_of(measure, baseline.city) == "assumption"
        )
        for i, measure in enumerate(_by_id(scenario))
    }
    cost = np.sum([effect.cost for effect in effects], axis=0) / MILLION
    assumed = all(part.assumption for part in split.values())
    package = _contribution(Measure("", "outflow_work", months[0], 0.0), run, total, total * 0.0, cost, assumed)
    return Contributions(months, run.years, exact, package, tuple(split[measure.id] for measure in scenario.active_measures))


# Sets of measures as draws -----------------------------------------------------------------------------------------


def _all_sets(effects: Sequence[PackageEffect], months: range) -> PackageEffect:
    """Effects of all sets `(months, 2^n)`; measure k is in set s when bit k of s is set.

    Built by doubling, with additions only: a measure without effect leaves every set as it was, to the last bit.
    """
    sets = as_column(no_effect(len(months)))
    for effect in effects:
        sets = beside(sets, combine(sets, as_column(effect)))
    return sets


def _orders(count: int) -> np.ndarray[tuple[int, int], np.dtype[np.intp]]:
    """Sampled orders of starting, each followed by its reverse: that pair has less spread than two of its own."""
    rng = np.random.default_rng(SEED)
    pairs = max(8, SAMPLED_SETS // (2 * (count + 1)))
    drawn = np.stack([rng.permutation(count) for _ in range(pairs)])
    return np.stack([drawn, drawn[:, ::-1]], axis=1).reshape(-1, count)


def _along(effects: Sequence[PackageEffect], orders: np.ndarray[tuple[int, int], np.dtype[np.intp]]) -> PackageEffect:
    """Effects of the growing sets along each order, `(months, orders × (n + 1))`, the empty set first."""

    def steps(start: float, single: Sequence[Floats]) -> Floats:
        along = np.stack(single, axis=1)[:, orders]
        return np.concatenate([np.full((*along.shape[:2], 1), start), along], axis=2)

    def summed(*single: Floats) -> Floats:
        return np.asarray(np.cumsum(steps(0.0, single), axis=2).reshape(len(single[0]), -1))

    def multiplied(*single: Floats) -> Floats:
        return np.asarray(np.cumprod(steps(1.0, single), axis=2).reshape(len(single[0]), -1))

    return each(summed, *effects, factors=multiplied)


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


def _part(run: Projection, column: Floats) -> Part:
    outcomes = _outcomes(run)
    ends = np.cumsum([len(values) for values in outcomes.values()])[:-1]
    return Part(**dict(zip(outcomes, np.split(column, ends), strict=True)))


def _shapley(rows: Floats, count: int) -> Floats:
    """Exact values `(measures, rows)` from the outcomes of all sets `(rows, 2^n)`."""
    size = np.array([number.bit_count() for number in range(2 ** (count - 1))])
    weight = np.array([1.0 / (count * math.comb(count - 1, k)) for k in range(count)])[size]
    parts = []
    for k in range(count):
        pairs = rows.reshape(len(rows), -1, 2, 2**k)
        added = (pairs[:, :, 1] - pairs[:, :, 0]).reshape(len(rows), -1)
        parts.append(added @ weight)
    return np.stack(parts)


def _sampled(rows: Floats, orders: np.ndarray[tuple[int, int], np.dtype[np.intp]]) -> tuple[Floats, Floats]:
    """Mean and standard error `(measures, rows)` of what each measure adds along the orders."""
    added = np.diff(rows, axis=2)
    by_measure = np.empty_like(added)
    for i, order in enumerate(orders):
        by_measure[:, i, order] = added[:, i]
    pairs = by_measure.reshape(len(rows), -1, 2, orders.shape[1]).mean(axis=2)
    error = pairs.std(axis=1, ddof=1) / math.sqrt(pairs.shape[1])
    # A measure that adds the same along every order has no error: what is left there is rounding.
    return pairs.mean(axis=1).T, np.where(error > 1e-9, error, 0.0).T


def _equal_for_twins(measures: Sequence[Measure], parts: Floats, errors: Floats) -> tuple[Floats, Floats]:
    """Measures that differ in id and name only contribute the same: sampling must not tell them apart."""
    parts, errors = parts.copy(), errors.copy()
    kinds = [dataclasses.replace(measure, id="", name="") for measure in measures]
    for kind in set(kinds):
        twins = [i for i, other in enumerate(kinds) if other == kind]
        parts[twins] = parts[twins].mean(axis=0)
        errors[twins] = errors[twins].mean(axis=0)
    return parts, errors


def _add_up(parts: Floats, total: Floats) -> Floats:
    """Spread what rounding left over in proportion, so that parts add up and a part of zero stays zero."""
    size = np.abs(parts)
    whole = size.sum(axis=0)
    rest = total - parts.sum(axis=0)
    return np.asarray(parts + rest * np.divide(size, whole, out=np.zeros_like(size), where=whole > 0.0))


def _contribution(
    measure: Measure, run: Projection, column: Floats, error: Floats, cost: Floats, assumption: bool
) -> Contribution:
    part = _part(run, column)
    return Contribution(measure, part, _part(run, error), cost, _payback(run.months[1:], part, cost), assumption)


def _payback(months: range, part: Part, cost: Floats) -> int | None:
    """First month from which what the measure saved the city stays at or above what it cost so far."""
    saved = np.cumsum(part.buig - part.lasten)
    balance = saved - np.cumsum(cost)
    if not np.any(cost > 0.0) or saved[-1] <= 0.0 or balance[-1] < 0.0:
        return None
    short = np.flatnonzero((balance < 0.0) | (np.cumsum(cost) == 0.0))
    return months[int(short[-1]) + 1] if short.size else months[0]
