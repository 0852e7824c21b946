"""One run of the whole model: jobs, caseload, budget and reserve, per month and per year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from core.model.budget import Account, Budget, buig, lost_to_feedback, monthly_reserve, settle
from core.model.calendar import in_force, month_of_year, year_of
from core.model.caseload import Caseload, simulate_caseload
from core.model.effect import PackageEffect
from core.model.measures import RELAPSE_MONTHS, Measure, package_effect
from core.model.parameters import MILLION, MONTHS, Driver, Drivers, Floats, Parameters, monthly
from core.model.reached import BENEFITS, MONEY, at_most
from core.model.tenure import Jobs, monthly_hazard, simulate_jobs


@dataclass(frozen=True, slots=True)
class Projection:
    """Paths of one scenario, for one or many draws.

    Attributes
    ----------
    months : range
        Month indices; the first is the reference month with the observed stocks.
    years : range
        Calendar years that are wholly known, a settled reference year included.
    caseload : Caseload
        Stock `(months, draws)` and flows `(months - 1, draws)` [benefits].
    jobs : Jobs
        LKS jobs, same shapes [jobs].
    lks_starts : Floats
        Started jobs `(months - 1, draws)` [jobs].
    bijstand_lasten, lks_lasten : Floats
        Cost of each simulated month `(months - 1, draws)` [EUR million].
    reserve, general_funds : Floats
        Reserve at month end, and what the running year took from the general funds `(months, draws)` [EUR million].
    year_bijstand_lasten, year_lks_lasten : Floats
        Cost per year `(years, draws)` [EUR million].
    budget : Budget
        BUIG per year `(years, draws)`.
    account : Account
        Reserve, general funds and vangnet per year `(years, draws)` [EUR million].
    measure_cost : Floats
        Cost of the measures per simulated month `(months - 1,)`, or `(months - 1, draws)` when each draw has its own
        package [EUR]; it is not part of the lasten.
    prevented : Floats
        Inflow that measures kept out `(months - 1, draws)` [benefits]; the caseload's inflow is what is left.
    buig : Floats
        BUIG of each simulated month, a twelfth of its year's `(months - 1, draws)` [EUR million].
    """

    months: range
    years: range
    caseload: Caseload
    jobs: Jobs
    lks_starts: Floats
    bijstand_lasten: Floats
    lks_lasten: Floats
    reserve: Floats
    general_funds: Floats
    year_bijstand_lasten: Floats
    year_lks_lasten: Floats
    budget: Budget
    account: Account
    measure_cost: Floats
    prevented: Floats
    buig: Floats

    @property
    def lasten(self) -> Floats:
        """Benefits and LKS per year `(years, draws)` [EUR million]."""
        return self.year_bijstand_lasten + self.year_lks_lasten

    @property
    def result(self) -> Floats:
        """BUIG less lasten per year, vangnet left out `(years, draws)` [EUR million]."""
        return self.budget.total[: len(self.years)] - self.lasten

    def one(self, draw: int) -> Projection:
        """One draw of it; what is the same in all draws may stand in it once."""
        if self.reserve.shape[1] == 1:  # everything else goes into it
            return self

        def only(values: Floats) -> Floats:
            return values[:, draw : draw + 1] if values.ndim > 1 and values.shape[1] > 1 else values

        def part(of: Any) -> Any:
            each = {name: getattr(of, name) for name in of.__dataclass_fields__}
            return type(of)(**{name: only(found) if isinstance(found, np.ndarray) else found for name, found in each.items()})

        whole: Projection = part(self)
        kept = {"caseload": self.caseload, "jobs": self.jobs, "budget": self.budget, "account": self.account}
        return replace(whole, **{name: part(found) for name, found in kept.items()})


@dataclass(frozen=True, slots=True)
class Stocks:
    """People and jobs of a run, without the money.

    Attributes
    ----------
    months : range
        Month indices; the first is the reference month.
    caseload : Caseload
    jobs : Jobs
    lks_starts, prevented : Floats
        As in `Projection`.
    effect : PackageEffect
        What the package does.
    """

    months: range
    caseload: Caseload
    jobs: Jobs
    lks_starts: Floats
    prevented: Floats
    effect: PackageEffect


def simulate_stocks(
    parameters: Parameters,
    drivers: Drivers,
    until: int,
    measures: Sequence[Measure] | PackageEffect = (),
    *,
    keep_tenure: bool = False,
    jobs: Jobs | None = None,
) -> Stocks:
    """Simulate jobs and caseload from the reference month to `until`; see `project` for what goes in.

    Parameters
    ----------
    jobs : Jobs | None
        Jobs that these drivers and this package lead to, when they are known already: half of the work.

    Raises
    ------
    ValueError
        When `until` is not after the reference month.
    """
    first = parameters.reference_month
    if until <= first:
        raise ValueError("until must be after the reference month")
    steps = range(first + 1, until + 1)
    effect = measures if isinstance(measures, PackageEffect) else package_effect(measures, steps)

    def each_month(value: Driver) -> Floats:
        return monthly(value, len(steps))

    starts = each_month(drivers.lks_starts) + each_month(effect.lks_starts)
    if jobs is None:
        first_year = monthly_hazard(each_month(drivers.lks_first_year_dropout)) * each_month(effect.hazard_factor)
        later = monthly_hazard(each_month(drivers.lks_later_dropout))
        jobs = simulate_jobs(np.array(parameters.lks_tenure), starts, first_year, later, keep_tenure=keep_tenure)
        # Month 0 is the number that was observed, not the sum of thirteen rounded parts of it.
        jobs.stock[0] = parameters.lks_jobs
    month_numbers = [month_of_year(index) for index in steps]
    season_in = np.array(parameters.season_inflow)[month_numbers, np.newaxis]
    season_out = np.array(parameters.season_outflow)[month_numbers, np.newaxis]
    seasonal_inflow = each_month(drivers.inflow) * season_in
    planned = each_month(effect.not_entering)
    prevented = np.minimum(planned, seasonal_inflow)
    caseload = simulate_caseload(
        parameters.volume,
        inflow=seasonal_inflow - prevented,
        outflow_rate=each_month(drivers.outflow_rate) * season_out,
        lks_returns=each_month(drivers.lks_return) * jobs.exits,
        into_lks=each_month(drivers.lks_from_bijstand) * starts,
        measures=each_month(effect.leaving),
        relapse=_relapse_of_prevented(each_month(effect.not_entering_relapse), planned, prevented),
        left_relapse=each_month(effect.leaving_relapse),
        shift=monthly(drivers.volume_shift, len(steps) + 1),
    )
    return Stocks(
        months=range(first, until + 1), caseload=caseload, jobs=jobs, lks_starts=starts, prevented=prevented, effect=effect
    )


def project(
    parameters: Parameters,
    drivers: Drivers,
    until: int,
    measures: Sequence[Measure] | PackageEffect = (),
    *,
    keep_tenure: bool = False,
    reference_lasten: Floats | None = None,
) -> Projection:
    """Simulate from the reference month to `until`.

    Parameters
    ----------
    parameters : Parameters
        What the baseline fixes.
    drivers : Drivers
        What the scenario moves; constants, or by month, or by month and draw.
    until : int
        Month index of the last month.
    measures : Sequence[Measure] | PackageEffect
        Package that runs on top of the drivers; or what packages do over the simulated months, one per draw.
    keep_tenure : bool
        Keep LKS jobs by tenure class.
    reference_lasten : Floats | None
        Cost of benefits per whole calendar year of the basispad over the same horizon `(years, draws)`
        [EUR million]. An own saving is measured from it; without it the `macro_feedback` driver does nothing.

    Raises
    ------
    ValueError
        When `until` is not after the reference month.
    """
    stocks = simulate_stocks(parameters, drivers, until, measures, keep_tenure=keep_tenure)
    steps, all_years = stocks.months[1:], range(parameters.first_year, year_of(until) + 1)
    spans = _year_spans(steps, all_years)
    bijstand_lasten, lks_lasten = _lasten(parameters, drivers, stocks)
    settled = parameters.settled
    year_bijstand = _per_year(bijstand_lasten, spans, 0.0 if settled is None else settled.bijstand)
    year_lks = _per_year(lks_lasten, spans, 0.0 if settled is None else settled.lks)
    saving = None if reference_lasten is None else reference_lasten[: len(all_years) - 1] - year_bijstand[:-1]
    budget = _budget(parameters, drivers, all_years, spans, year_lks, saving)
    account = settle(parameters, all_years, budget.total, year_bijstand + year_lks, extended_vangnet=drivers.vangnet_extended)
    reserve, general_funds = monthly_reserve(parameters, all_years, steps, budget.total, bijstand_lasten + lks_lasten, account)
    # A year that the horizon cuts in two has a budget for twelve months and lasten for fewer: not shown as a year.
    whole = all_years if month_of_year(until) == MONTHS - 1 else all_years[:-1]
    return Projection(
        months=stocks.months, years=whole, caseload=stocks.caseload, jobs=stocks.jobs, lks_starts=stocks.lks_starts,
        bijstand_lasten=bijstand_lasten, lks_lasten=lks_lasten, reserve=reserve, general_funds=general_funds,
        year_bijstand_lasten=year_bijstand[: len(whole)], year_lks_lasten=year_lks[: len(whole)],
        budget=budget.first_years(len(whole)), account=account.first_years(len(whole)),
        measure_cost=stocks.effect.cost, prevented=stocks.prevented,
        buig=budget.total[[year_of(index) - all_years.start for index in steps]] / MONTHS,
    )  # fmt: skip


def _lasten(parameters: Parameters, drivers: Drivers, stocks: Stocks) -> tuple[Floats, Floats]:
    """Cost of benefits and of LKS jobs per simulated month `(months, draws)`: half of begin and end stock [EUR million]."""
    steps, caseload, jobs = stocks.months[1:], stocks.caseload.stock, stocks.jobs.stock
    price_factor = monthly(drivers.price_factor, len(steps))
    price, index = (_in_force(found, steps) * price_factor for found in (parameters.price, parameters.price_index))
    scale = 1.0 / (2.0 * MONTHS * MILLION)
    bijstand = (caseload[:-1] + caseload[1:]) * (price * scale)
    lks = (jobs[:-1] + jobs[1:]) * (monthly(drivers.lks_cost, len(steps)) * index * scale)
    return bijstand, lks


def _in_force(by_year: Mapping[int, float], steps: range) -> Floats:
    """What holds in each month `(months, 1)`."""
    years = [year_of(index) for index in steps]
    held = {year: in_force(by_year, year) for year in dict.fromkeys(years)}
    return np.array([[held[year]] for year in years])


def _budget(
    parameters: Parameters, drivers: Drivers, years: range, spans: list[slice], lks_lasten: Floats, saving: Floats | None
) -> Budget:
    """BUIG per year `(years, draws)`; of a saving `(years - 1, draws)` [EUR million] a part comes off a year later."""

    def each_year(value: Driver) -> Floats:
        return _yearly_mean(monthly(value, spans[-1].stop), spans)

    return buig(
        parameters,
        years,
        share=each_year(drivers.buig_share),
        growth=each_year(drivers.macro_growth),
        macro_factor=each_year(drivers.macro_factor),
        lks_lasten=lks_lasten,
        feedback=None if saving is None else lost_to_feedback(each_year(drivers.macro_feedback), saving),
    )


def _relapse_of_prevented(relapse: Floats, planned: Floats, prevented: Floats) -> Floats:
    """Who comes back of those kept out: the planned part, of those who would really have come [benefits/month]."""
    if relapse.max() <= 0.0 or np.all(prevented == planned):
        return relapse
    granted = np.divide(prevented, planned, out=np.ones_like(prevented), where=planned > 0.0)[:-RELAPSE_MONTHS]
    relapse = np.array(np.broadcast_to(relapse, prevented.shape))
    relapse[RELAPSE_MONTHS:] *= granted
    return relapse


def _year_spans(steps: range, years: range) -> list[slice]:
    """Slice of the simulated months that falls in each year; empty when the reference month is a December."""
    return [
        slice(max(0, year * MONTHS - steps.start), max(0, min(len(steps), (year + 1) * MONTHS - steps.start))) for year in years
    ]


def _per_year(monthly_values: Floats, spans: list[slice], settled: float) -> Floats:
    """Sum per year; the first one also has what was settled before the simulated months."""
    years = np.stack([monthly_values[span].sum(axis=0) for span in spans])
    years[0] += settled
    return years


def _yearly_mean(values: Floats, spans: list[slice]) -> Floats:
    """Mean over the months of each year; a year without simulated months takes the first month's value."""
    return np.stack([values[span].mean(axis=0) if span.stop > span.start else values[0] for span in spans])


def first_month_at_or_under(months: range, path: Floats, target: float) -> int | None:
    """First month from which a caseload `(months,)` stays at or under `target` to its end; None when it never does."""
    above = np.flatnonzero(~at_most(path, target, BENEFITS))
    if above.size == 0:
        return months[0]
    after = int(above[-1]) + 1
    return months[after] if after < len(months) else None


def month_reserve_runs_out(months: range, general_funds: Floats) -> int | None:
    """First month in which a single path `(months,)` takes from the general funds; None when the reserve holds."""
    short = np.flatnonzero(~at_most(general_funds, 0.0, MONEY))
    return months[int(short[0])] if short.size else None
