"""What a scenario comes to: the numbers of the answer sentence and of the key figures."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from core.analysis.chances import chance_under
from core.analysis.draws import screen_disturbance
from core.analysis.simulate import parameters_of, simulate, simulate_people
from core.analysis.uncertainty import quantiles
from core.baseline import Baseline, ByIdentity
from core.cache import Memory, remembered
from core.facts import Quantity
from core.model.calendar import month_of, year_of
from core.model.caseload import steady_state
from core.model.parameters import Floats
from core.model.projection import Projection, first_month_at_or_under, month_reserve_runs_out
from core.model.tenure import Jobs
from core.model.vangnet import PAID_AFTER
from core.scenario import Scenario, lever_values, moved_only

BAND: Final = (0.10, 0.25, 0.75, 0.90)
"""Parts of the draws that the ends of the caseload's bands lie over: 80% of them lie in the wide one, 50% in the narrow."""
FAN: Final = (0.025, *BAND, 0.975)
"""The same with a band that 95% of them lie in."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Key numbers of one path.

    Attributes
    ----------
    month : int
        Month of the caseload target, or the last month when the horizon ends earlier or nobody set a target.
    volume : float
        Caseload in that month [benefits].
    gap : float | None
        Caseload less target; positive is too many [benefits]. None without a target.
    target_month : int | None
        First month from which the caseload stays at or under the target.
    lks_month, lks_jobs, lks_gap : int, float, float | None
        The same for LKS jobs; a positive gap is too few [jobs].
    result_year, result : int, float
        Last whole year up to the target, and its BUIG less lasten [EUR million].
    reserve_empty : int | None
        First month in which the general funds have to step in.
    general_funds : float
        Taken from the general funds in all whole years of the horizon [EUR million].
    general_funds_until : int
        Last of those years.
    vangnet_later, vangnet_later_until : float, int
        Safety net earned in those years and paid after the last of them [EUR million], and the last year it is paid in.
    steady_state : float
        Caseload that the levers lead to when they stay as they are, mean over the year [benefits].
    """

    month: int
    volume: float
    gap: float | None
    target_month: int | None
    lks_month: int
    lks_jobs: float
    lks_gap: float | None
    result_year: int
    result: float
    reserve_empty: int | None
    general_funds: float
    general_funds_until: int
    vangnet_later: float
    vangnet_later_until: int
    steady_state: float


@dataclass(frozen=True)
class Paths:
    """Everything a page shows of one scenario: its own path, its basispad, and the draws around it.

    Attributes
    ----------
    band : Floats
        Ends of the caseload's bands, one for each of `BAND` `(4, months)` [benefits].
    chance : float | None
        That of the caseload's target; None without one.
    drawn : Callable[[], Projection]
        Gives the draws; most of a page asks for no more than the band and the chance.
    fanned : Callable[[], Floats] | None
        Gives the fan where that is known without the draws.
    """

    run: Projection
    base: Projection
    outcome: Outcome
    base_outcome: Outcome
    band: Floats
    chance: float | None
    drawn: Callable[[], Projection]
    fanned: Callable[[], Floats] | None = None

    @cached_property
    def draws(self) -> Projection:
        """The draws around the path."""
        return self.drawn()

    @cached_property
    def fan(self) -> Floats:
        """Ends of the caseload's three bands, one for each of `FAN` `(6, months)` [benefits]."""
        return quantiles(self.draws.caseload.stock, FAN) if self.fanned is None else self.fanned()


@remembered(256)
def _central(baseline: ByIdentity, scenario: Scenario) -> tuple[Projection, Outcome]:
    run = simulate(baseline.baseline, scenario)
    return run, outcome_of(run, scenario, baseline.baseline)


def central(baseline: Baseline, scenario: Scenario) -> tuple[Projection, Outcome]:
    """A scenario's own path and what it comes to; remembered, as every step of a slider asks for the basispad."""
    return _central(ByIdentity(baseline), scenario)


_AROUND: Final[Memory[tuple[Floats, float | None]]] = Memory(512)
"""The fan and the chance of a scenario, some 3 kB each: of those that stand beside one that moves, nothing else is asked."""


_JOBS: Final[Memory[Jobs]] = Memory(6)
"""LKS jobs of the draws, some 2 MB each: most sliders move none of them, and they are half of the work."""


def paths_of(baseline: Baseline, scenario: Scenario, base: Scenario) -> Paths:
    """Simulate a scenario, its basispad and the people of the draws around it; the draws whole where a page asks for them."""
    run, outcome = central(baseline, scenario)
    base_run, base_outcome = central(baseline, base)
    draw = functools.partial(simulate, baseline, scenario, screen_disturbance(baseline, scenario.until))
    people, key = moved_only(scenario, "people", "jobs"), ByIdentity(baseline)
    around = _AROUND.get(key, people)
    if around is None:
        around = _AROUND.keep(_around(_stock(baseline, people), baseline, outcome.month), key, people)
    fan, chance = around
    return Paths(run, base_run, outcome, base_outcome, fan[1:-1], chance, draw, lambda: fan)


def _stock(baseline: Baseline, scenario: Scenario) -> Floats:
    """The caseload of the draws `(months, draws)` [benefits]."""
    key = ByIdentity(baseline), moved_only(scenario, "jobs")
    jobs = _JOBS.get(*key)
    found = simulate_people(baseline, scenario, screen_disturbance(baseline, scenario.until), jobs=jobs)
    if jobs is None:
        _JOBS.keep(found.jobs, *key)
    return found.caseload.stock


def _around(stock: Floats, baseline: Baseline, month: int) -> tuple[Floats, float | None]:
    target = baseline.find("target_volume")
    chance = None if target is None else float(chance_under(stock, target.value)[month - baseline.reference_month])
    fan = quantiles(stock, FAN)
    fan.setflags(write=False)
    return fan, chance


def target_month(target: Quantity | None, months: range) -> int:
    """Month that a run is judged in: that of a target, or its last one when that comes earlier or there is no target."""
    return months[-1] if target is None else min(month_of(target.date), months[-1])


def outcome_of(run: Projection, scenario: Scenario, baseline: Baseline) -> Outcome:
    """Read the key numbers off a path."""
    volume_target, lks_target = baseline.find("target_volume"), baseline.find("lks_target")
    month, lks_month = target_month(volume_target, run.months), target_month(lks_target, run.months)
    volume = float(run.caseload.stock[month - run.months[0], 0])
    lks_jobs = float(run.jobs.stock[lks_month - run.months[0], 0])
    year = min(year_of(month), run.years[-1]) if len(run.years) else run.years.start
    levers = lever_values(scenario, baseline)
    parameters = parameters_of(baseline)
    until = run.years[-1] if len(run.years) else year
    later = run.account.vangnet_granted[-PAID_AFTER:, 0]
    return Outcome(
        month=month,
        volume=volume,
        gap=None if volume_target is None else volume - volume_target.value,
        target_month=None
        if volume_target is None
        else first_month_at_or_under(run.months, run.caseload.stock[:, 0], volume_target.value),
        lks_month=lks_month,
        lks_jobs=lks_jobs,
        lks_gap=None if lks_target is None else lks_target.value - lks_jobs,
        result_year=year,
        result=float(run.result[year - run.years.start, 0]) if len(run.years) else 0.0,
        reserve_empty=month_reserve_runs_out(run.months, run.general_funds[:, 0]),
        general_funds=float(run.account.general_funds.sum()),
        general_funds_until=until,
        vangnet_later=float(later.sum()),
        vangnet_later_until=until + PAID_AFTER if len(later) and later[-1] > 0.0 else until + PAID_AFTER - 1,
        steady_state=steady_state(
            levers["inflow"],
            levers["outflow_rate"],
            (levers["lks_return"] - levers["lks_from_bijstand"]) * levers["lks_starts"],
            parameters.season_inflow,
            parameters.season_outflow,
        ),
    )
