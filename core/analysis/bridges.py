"""Bridges: how one number becomes another, in steps that add up exactly.

Stocks are benefits; money is EUR million. All functions read the first draw of a run: a bridge explains one path.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.analysis.outlook import Outlook
from core.analysis.simulate import parameters_of
from core.baseline import Baseline
from core.model.calendar import in_force, year_of
from core.model.measures import RELAPSE_MONTHS, Measure, measure_effect
from core.model.parameters import MILLION, Floats
from core.model.projection import Projection

SHARE_STEP: Final = 0.001
"""The step of which the worth is given: 0.1 percentage point of the share."""


@dataclass(frozen=True, slots=True)
class MeasureFlows:
    """What one measure moves, each `(months,)` over the simulated months; cost in EUR million, the rest people or jobs.

    `leaving` and `prevented` are what was granted: nobody leaves twice and no more are kept out than would come.
    `relapse` comes back in; `lks_starts` are jobs that start.
    """

    id: str
    leaving: Floats
    prevented: Floats
    relapse: Floats
    lks_starts: Floats
    cost: Floats


def flows_by_measure(run: Projection, measures: Sequence[Measure]) -> tuple[MeasureFlows, ...]:
    """The run's measure flows split over the measures that are on, in the order given; every split adds up."""
    active = [measure for measure in measures if measure.active]
    effects = [measure_effect(measure, run.months[1:]) for measure in active]

    def split(flows: Sequence[Floats], granted: Floats) -> list[Floats]:
        asked = np.array(flows)
        total = asked.sum(axis=0)
        return list(granted * np.divide(asked, total, out=np.zeros_like(asked), where=total > 0.0))

    if not active:
        return ()
    leaving = split([effect.leaving for effect in effects], run.caseload.measures[:, 0])
    prevented = split([effect.not_entering for effect in effects], run.prevented[:, 0])
    return tuple(
        MeasureFlows(
            id=measure.id,
            leaving=leaving[i],
            prevented=prevented[i],
            relapse=_relapse(measure, leaving[i] + prevented[i]),
            lks_starts=effects[i].lks_starts,
            cost=effects[i].cost / MILLION,
        )
        for i, measure in enumerate(active)
    )


def _relapse(measure: Measure, granted: Floats) -> Floats:
    """Who comes back of those who were granted, `RELAPSE_MONTHS` later `(months,)` [benefits/month]."""
    found = np.zeros_like(granted)
    found[RELAPSE_MONTHS:] = measure.relapse * granted[:-RELAPSE_MONTHS]
    return found


@dataclass(frozen=True, slots=True)
class StockBridge:
    """From the stock at the begin of a year (or the reference month) to its end [benefits].

    `start + inflow + lks_returns + relapse - outflow - into_lks - sum(measures) = end`, where `inflow` is what would
    have come without measures, and a measure counts who left through it and whom it kept out.
    `closing` is what rounding leaves, some 1e-11: the sum with it is exact.
    """

    year: int
    first_month: int
    last_month: int
    start: float
    inflow: float
    lks_returns: float
    relapse: float
    outflow: float
    into_lks: float
    measures: dict[str, float]
    end: float
    closing: float

    @property
    def by_measures(self) -> float:
        """What all measures together take off [benefits]."""
        return sum(self.measures.values())

    @property
    def steps(self) -> dict[str, float]:
        """Signed steps by name, start and end left out; they add up to the year's change [benefits]."""
        return {
            "inflow": self.inflow, "lks_returns": self.lks_returns, "relapse": self.relapse,
            "outflow": -self.outflow, "into_lks": -self.into_lks, "measures": -self.by_measures,
        }  # fmt: skip

    @property
    def ways_in(self) -> float:
        """All that comes in [benefits]."""
        return self.inflow + self.lks_returns + self.relapse

    @property
    def ways_out(self) -> float:
        """All that goes out, what measures kept out included [benefits]."""
        return self.outflow + self.into_lks + self.by_measures

    @property
    def net(self) -> int:
        """The year's change between the counts as a reader sees them [benefits]."""
        return round(self.end) - round(self.start)

    @property
    def mean_net(self) -> float:
        """The year's change per month [benefits/month]."""
        return (self.end - self.start) / (self.last_month - self.first_month + 1)


def stock_bridges(run: Projection, measures: Sequence[Measure]) -> tuple[StockBridge, ...]:
    """One bridge per calendar year that the run touches; the first and the last can be a part of a year."""
    split = flows_by_measure(run, measures)
    steps = run.months[1:]
    stock, flows = run.caseload.stock[:, 0], run.caseload
    found = []
    for year in range(year_of(steps[0]), year_of(steps[-1]) + 1):
        months = [month for month in steps if year_of(month) == year]
        at = slice(months[0] - steps[0], months[-1] - steps[0] + 1)

        def total(values: Floats, at: slice = at) -> float:
            column = values if values.ndim == 1 else values[:, 0]
            return float(column[at].sum()) if len(column) == len(steps) else float(column[0]) * (at.stop - at.start)

        start, end = float(stock[at.start]), float(stock[at.stop])
        parts = {
            "inflow": total(flows.inflow) + total(run.prevented),
            "lks_returns": total(flows.lks_returns),
            "relapse": total(flows.relapse),
            "outflow": total(flows.outflow),
            "into_lks": total(flows.into_lks),
        }
        by_measure = {part.id: total(part.leaving) + total(part.prevented) for part in split}
        change = parts["inflow"] + parts["lks_returns"] + parts["relapse"] - parts["outflow"] - parts["into_lks"]
        closing = end - (start + change - sum(by_measure.values()))
        found.append(
            StockBridge(
                year=year, first_month=months[0], last_month=months[-1], start=start, end=end, closing=closing,
                measures=by_measure, **parts,
            )
        )  # fmt: skip
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two whole years of an outlook, the one after the other: what a bridge of money stands between."""

    outlook: Outlook
    start: int

    @property
    def end(self) -> int:
        """The second year."""
        return self.start + 1


def pairs_of(outlook: Outlook) -> tuple[Pair, ...]:
    """The pairs of an outlook in order; none where it holds fewer than two whole years."""
    return tuple(Pair(outlook, year) for year in outlook.paths.run.years[:-1])


@dataclass(frozen=True, slots=True)
class BudgetBridge:
    """From the BUIG of one year to that of another [EUR million]; the effects add up to the change.

    Attributes
    ----------
    macro_effect : float
        The national bijstand budget changes, at the old share.
    share_effect : float
        The share changes, on the new national bijstand budget.
    lks_effect : float
        The LKS part changes.
    feedback_effect : float
        Own savings come off through the national budget; zero unless a scenario assumes it.
    other_effect : float
        What the published total of the settled year has that share and parts do not explain.
    """

    year_from: int
    year_to: int
    start: float
    macro_effect: float
    share_effect: float
    lks_effect: float
    feedback_effect: float
    other_effect: float
    end: float


def budget_bridge(run: Projection, year_from: int, year_to: int) -> BudgetBridge:
    """The BUIG bridge between two whole years of the run. Raises ValueError for a year that is not in it.

    The settled reference year stands at its published share: the share lever works from the year after it.
    """
    i, j = run.years.index(year_from), run.years.index(year_to)
    budget = run.budget
    bijstand = budget.macro[:, 0] - budget.macro_lks[:, 0]
    share, lks, feedback = budget.share[:, 0], budget.lks_part[:, 0], budget.feedback[:, 0]
    effects = {
        "macro_effect": float(share[i] * (bijstand[j] - bijstand[i])),
        "share_effect": float((share[j] - share[i]) * bijstand[j]),
        "lks_effect": float(lks[j] - lks[i]),
        "feedback_effect": float(feedback[i] - feedback[j]),
    }
    start, end = float(budget.total[i, 0]), float(budget.total[j, 0])
    return BudgetBridge(year_from, year_to, start, other_effect=end - start - sum(effects.values()), end=end, **effects)


@dataclass(frozen=True, slots=True)
class LastenBridge:
    """From the lasten of one year to those of the next [EUR million]; the effects add up to the change.

    Attributes
    ----------
    volume_effect : float
        More or fewer benefits, at the old price.
    price_effect : float
        A benefit costs more or less, for the new number.
    lks_effect : float
        Change of the LKS-lasten.
    volume_from, volume_to : float
        Mean benefits of the year: lasten divided by price.
    price_from, price_to : float
        Cost of one benefit [EUR/year].
    """

    year_from: int
    year_to: int
    start: float
    volume_effect: float
    price_effect: float
    lks_effect: float
    end: float
    volume_from: float
    volume_to: float
    price_from: float
    price_to: float


def lasten_bridge(run: Projection, baseline: Baseline, year_from: int, year_to: int) -> LastenBridge:
    """Price × volume between two whole years. Raises ValueError for a year that is not in the run."""
    i, j = run.years.index(year_from), run.years.index(year_to)
    prices = parameters_of(baseline).price
    price_from, price_to = in_force(prices, year_from), in_force(prices, year_to)
    bijstand, lks = run.year_bijstand_lasten[:, 0], run.year_lks_lasten[:, 0]
    volume_from, volume_to = float(bijstand[i]) * MILLION / price_from, float(bijstand[j]) * MILLION / price_to
    volume_effect = (volume_to - volume_from) * price_from / MILLION
    return LastenBridge(
        year_from=year_from,
        year_to=year_to,
        start=float(run.lasten[i, 0]),
        volume_effect=volume_effect,
        price_effect=float(bijstand[j] - bijstand[i]) - volume_effect,
        lks_effect=float(lks[j] - lks[i]),
        end=float(run.lasten[j, 0]),
        volume_from=volume_from,
        volume_to=volume_to,
        price_from=price_from,
        price_to=price_to,
    )


def worth_of_share(run: Projection) -> dict[int, float]:
    """What 0.1 percentage point of the share is worth in each whole year [EUR million]."""
    bijstand = run.budget.macro[:, 0] - run.budget.macro_lks[:, 0]
    return {year: SHARE_STEP * float(bijstand[i]) for i, year in enumerate(run.years)}


@dataclass(frozen=True, slots=True)
class CityGap:
    """The BUIG of the year after the reference year against what the city's own budget assumed [EUR million]."""

    year: int
    assumed: float
    buig: float
    gap: float


def city_gap(run: Projection, baseline: Baseline) -> CityGap | None:
    """How far the BUIG stays under what the city counted on; None when that is not known or the run ends before it."""
    year = year_of(baseline.reference_month) + 1
    assumed = baseline.find("city_budget")
    if year not in run.years or assumed is None or assumed.status == "assumption":
        return None
    buig = float(run.budget.total[run.years.index(year), 0])
    return CityGap(year, assumed.value, buig, assumed.value - buig)
