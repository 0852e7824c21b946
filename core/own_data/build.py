"""A baseline from somebody's own months: counts and flows from the file, national figures from a baseline of ours.

Nothing of the city that the project is about is taken for the figures of another: what the file and its owner do not
give is scaled to size and called an assumption.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np

from core.analysis.backtest import FIRST, MEMORIES
from core.analysis.calibration import Calibration, Posterior, flow_spreads
from core.analysis.published import part_of_inflow
from core.analysis.record import Flow, Record
from core.baseline import (
    LAST_MONTH,
    SPECS,
    Baseline,
    Count,
    History,
    baseline_ids,
    check_complete,
    lks_part_of_total,
    load_baseline,
    model_parameters,
    seasons,
)
from core.facts import LocalText, PlausibleRange, Quantity, Status
from core.model.calendar import month_index, month_label, month_of
from core.model.parameters import MONTHS
from core.model.tenure import starts_for_growth
from core.own_data.city import City, checked
from core.own_data.monthly import Monthly
from core.own_data.row import Row
from core.problem import Problem
from core.text.catalog import translate

PREFIX: Final = "eigen-"
"""Begin of the id of a baseline that somebody brought; none of the project's own begins like this."""
SETTINGS: Final = FIRST
"""What is held possible before the file is read; not what did best for the city that the project is about."""
RECENT: Final = 48
"""Last months that the levels and the spread are estimated from: older ones say little about today."""
_TARGET_YEARS: Final = 2
_HORIZON_YEARS: Final = 3
_AROUND: Final = 0.2
"""Half width of the range around a value that nothing else is known of [share of the value]."""
_TAKEN_OVER: Final = (
    "lks_first_year_dropout", "lks_first_year_dropout_other_reading", "lks_later_dropout", "lks_from_bijstand", "lks_return",
    "spread_share",
)  # fmt: skip
"""What is known of the project's city only, and stands in for another as an assumption."""

Quantities = dict[tuple[str, int | None], Quantity]


def newest_baseline() -> Baseline:
    """The project's baseline that knows most: the one whose national figures an own baseline takes over."""
    return max((load_baseline(name) for name in baseline_ids()), key=lambda found: found.known_on)


def own_id(content: bytes) -> str:
    """Id of an own baseline: the same content gives the same id, in any session."""
    return PREFIX + hashlib.sha256(content).hexdigest()[:10]


def is_own(baseline_id: str) -> bool:
    """Whether an id is one of a baseline that somebody brought."""
    return baseline_id.startswith(PREFIX)


def both(key: str, **params: object) -> LocalText:
    """A text of this package in both languages."""
    return LocalText(nl=translate("nl", f"own_data.{key}", **params), en=translate("en", f"own_data.{key}", **params))


def month_end(month: int) -> dt.date:
    """Last day of a month."""
    year, number = divmod(month + 1, 12)
    return dt.date(year, number + 1, 1) - dt.timedelta(days=1)


def calibration_of(monthly: Monthly, parent: Baseline) -> Calibration:
    """Levels of the flows and sizes of chance, estimated from the rows. Raises Problem when the rows do not allow it."""
    rows = monthly.rows[-RECENT - 1 :]
    record = Record(tuple((row.month, row.caseload) for row in rows), tuple(_year_flows(rows)))
    try:
        found = Posterior(record, seasons(parent.season), (), (SETTINGS.level_spread,), MEMORIES).calibration(SETTINGS)
    except (ValueError, ArithmeticError, np.linalg.LinAlgError) as error:
        raise Problem("own_data.calibration", file=monthly.file) from error
    if not all(math.isfinite(getattr(found, name)) for name in Calibration.__dataclass_fields__):
        raise Problem("own_data.calibration", file=monthly.file)
    return found


def _year_flows(rows: Sequence[Row]) -> Iterator[Flow]:
    """Flows over whole years back from the last month, where every month of the year has them.

    By year, as the estimator knows them: single months would add nothing but size to its matrices.
    """
    for end in range(len(rows), MONTHS, -MONTHS):
        year = rows[end - MONTHS : end]
        inflow, outflow = _total(year, lambda row: row.inflow), _total(year, lambda row: row.outflow)
        if inflow is not None or outflow is not None:
            yield Flow(year[0].month, year[-1].month, inflow, outflow)


def _total(rows: Sequence[Row], read: Callable[[Row], float | None]) -> float | None:
    """Sum of a column; None when a month is empty."""
    values = [read(row) for row in rows]
    return sum(value for value in values if value is not None) if None not in values else None


def own_baseline(
    monthly: Monthly, city: City | None = None, parent: Baseline | None = None, calibration: Calibration | None = None
) -> Baseline:
    """The baseline of a file.

    Parameters
    ----------
    monthly : Monthly
        Checked rows; the last month is the reference month.
    city : City | None
        What its owner says beside the file.
    parent : Baseline | None
        Whose national figures are taken over; by default the one that knows most.
    calibration : Calibration | None
        What was estimated from these rows before; by default it is estimated here.

    Raises
    ------
    Problem
        The last month lies outside the years of the national figures, or an answer cannot be.
    """
    parent = newest_baseline() if parent is None else parent
    city = checked(city or City())
    month = monthly.rows[-1].month
    first = max(min(parent.by_year("macro_budget")), parent.reference_month // 12)
    if month < 12 * first:
        raise Problem("own_data.too_old", file=monthly.file, value=month_label(month), first=month_label(12 * first))
    if month >= month_index(LAST_MONTH):
        raise Problem("own_data.too_late", file=monthly.file, value=month_label(month), last=LAST_MONTH)
    name = city.name or monthly.file
    content = repr((monthly.file, city, [dataclasses.astuple(row) for row in monthly.rows])).encode()
    quantities = _Builder(monthly, city, parent, calibration or calibration_of(monthly, parent)).quantities()
    baseline = Baseline(
        id=own_id(content),
        title=both("title", name=name),
        municipality=city.name,
        known_on=max(parent.known_on, month_end(month)),
        reference_month=month,
        horizon=min(12 * (month // 12 + _HORIZON_YEARS) + 11, month_index(LAST_MONTH)),
        season=parent.season,
        quantities=quantities,
        history=History(
            tuple(Count(month_end(row.month), row.caseload, None) for row in monthly.rows),
            tuple(Count(month_end(row.month), row.lks_jobs, None) for row in monthly.rows if row.lks_jobs is not None),
        ),
    )
    check_complete(baseline, monthly.file)
    return baseline


class _Builder:
    """The quantities of an own baseline, group by group; `found` grows as they are given."""

    def __init__(self, monthly: Monthly, city: City, parent: Baseline, calibration: Calibration) -> None:
        self.monthly, self.city, self.parent, self.calibration = monthly, city, parent, calibration
        self.rows = monthly.rows
        self.last = self.rows[-1]
        self.month, self.year = self.last.month, self.last.month // 12
        self.day = month_end(self.month)
        self.same = city.name.casefold() == parent.municipality.casefold()
        self.scale = self.last.caseload / parent.value("volume")
        self.found: Quantities = {}

    def quantities(self) -> Quantities:
        self._national()
        self._counts()
        self._targets()
        self._taken_over()
        self._lks()
        self._flows()
        self._money()
        return self.found

    def _give(
        self, key: str, value: float, status: Status, why: LocalText, limits: tuple[float, float] | None = None, *,
        basis: LocalText | None = None, year: int | None = None, day: dt.date | None = None,
    ) -> None:  # fmt: skip
        """Set a quantity; a range that is not given lies around the value, and every range holds its value."""
        spec = SPECS[key]
        value = min(max(value, spec.low), spec.high)
        low, high = limits if limits is not None else (value * (1 - _AROUND), value * (1 + _AROUND))
        self.found[key, year] = Quantity(
            key=key, value=value, unit=spec.unit, date=day or self.day, status=status, year=year, derivation=why,
            range=PlausibleRange(min(low, high, value), max(low, high, value), basis or both("basis.around")),
        )  # fmt: skip

    def _national(self) -> None:
        """National figures as they were published, and prolonged where they stop before the reference year."""
        city_keys = {"buig_share", "buig_total", "macro_at_total"}
        self.found = {
            place: quantity for place, quantity in self.parent.quantities.items()
            if place[0] not in city_keys or (self.same and place[1] is not None and place[1] > self.year)
        }  # fmt: skip
        growth = self.parent.value("macro_growth")
        for key, last_year, step in (("macro_budget", self.year, growth), ("macro_lks", self.year, growth)):
            values = self.parent.by_year(key)
            for year in range(max(values) + 1, last_year + 1):
                value = values[max(values)] * (1 + step) ** (year - max(values))
                self._give(key, value, "assumption", both("why.prolonged", year=max(values)), year=year)
        prices = self.parent.by_year("price_growth")
        for year in range(max(prices) + 1, self.year + 2):
            limits = self.parent.latest("price_growth").range
            why = both("why.prolonged", year=max(prices))
            self._give("price_growth", prices[max(prices)], "assumption", why, (limits.low, limits.high), year=year)

    def _counts(self) -> None:
        stocks = [row.caseload for row in self.rows]
        span = (min(stocks), max(stocks))
        start = next(row for row in self.rows if row.month == 12 * self.year - 1)
        why = both("why.count", file=self.monthly.file)
        for key, row in (("volume", self.last), ("volume_year_start", start)):
            self._give(key, row.caseload, "own", why, span, basis=both("basis.counts"), day=month_end(row.month))

    def _targets(self) -> None:
        """The owner's target; else the published one where it still lies ahead; else one scaled to size."""
        stock, city = self.last.caseload, self.city
        published = self.parent.quantity("target_volume")
        span = (min(stock, 0.8 * stock), 1.1 * stock)
        year = city.target_year or min(self.year + _TARGET_YEARS, month_index(LAST_MONTH) // 12)
        if 12 * year + 11 <= self.month:
            raise Problem("own_data.target_past", value=year, first=self.year + (self.month % 12 == 11))
        day = dt.date(year, 12, 31)
        if self.same and city.target is None and city.target_year is None and published.date > self.day:
            target, day = published.value, published.date
        elif city.target is not None:
            target = city.target
            self._give("target_volume", target, "own", both("why.given"), span, basis=both("basis.target"), day=day)
        else:
            target = float(round(stock * published.value / self.parent.value("volume")))
            why = both("why.target_scaled", title=self.parent.title.nl)
            self._give("target_volume", target, "assumption", why, span, basis=both("basis.target"), day=day)
        milestone = self.parent.quantity("milestone_volume")
        if self.found["target_volume", None] is published and milestone.date > self.day:
            return
        # On a straight line to the target, at the first end of a year.
        stop = min(self.year + (self.month % 12 == 11), day.year)
        done = (12 * stop + 11 - self.month) / (month_of(day) - self.month)
        value = float(round(stock + (target - stock) * done))
        at = min(dt.date(stop, 12, 31), day)
        self._give("milestone_volume", value, "derived", both("why.milestone"), span, basis=both("basis.target"), day=at)

    def _taken_over(self) -> None:
        """What only the project's city knows: for another it is an assumption, and says whose it was."""
        if self.same:
            return
        for key in _TAKEN_OVER:
            old = self.found[key, None]
            self.found[key, None] = Quantity(
                key=key, value=old.value, unit=old.unit, date=old.date, status="assumption", range=old.range,
                derivation=both("why.taken_over", name=self.parent.municipality),
            )  # fmt: skip

    def _mean(self, read: Callable[[Row], float | None]) -> float | None:
        """Mean of a column over the last twelve months; None when one of them is empty."""
        values = [read(row) for row in self.rows[-12:]]
        return float(np.mean([value for value in values if value is not None])) if None not in values else None

    def _lks(self) -> None:
        parent, rows = self.parent, {row.month: row for row in self.rows}
        scaled = both("why.scaled", name=parent.municipality)
        counted = both("why.lks", file=self.monthly.file)
        jobs = self.last.lks_jobs
        if jobs is None:
            jobs = float(round(parent.value("lks_jobs") * self.scale))
            self._give("lks_jobs", jobs, "assumption", scaled)
        else:
            known = [row.lks_jobs for row in self.rows if row.lks_jobs is not None]
            self._give("lks_jobs", jobs, "own", counted, (min(known), max(known)), basis=both("basis.counts"))
        before = rows[self.month - 12].lks_jobs
        starts, ended = self._mean(lambda row: row.lks_starts), self._mean(lambda row: row.lks_ended)
        growth, status = parent.value("lks_growth") * self.scale, "assumption"
        if self.last.lks_jobs is not None and before is not None:
            growth, status = jobs - before, "own"
        elif starts is not None and ended is not None:
            growth, status = 12 * (starts - ended), "own"
        growth, possible = self._possible_growth(jobs, growth)
        if not possible:
            self._give("lks_growth", growth, "assumption", both("why.growth_limited"))
        else:
            self._give("lks_growth", growth, "own" if status == "own" else "assumption", counted if status == "own" else scaled)
        old = rows[12 * self.year - 1].lks_jobs
        if old is None or self.last.lks_jobs is None:
            old = max(jobs - growth * (self.month % 12 + 1) / 12, 0.0)
        self._give("lks_mean_jobs", (old + jobs) / 2, "derived", both("why.lks_mean"))
        target = parent.quantity("lks_target")
        if not (self.same and target.date > self.day):
            aim = float(round(target.value * jobs / parent.value("lks_jobs")))
            year = min(self.year + _HORIZON_YEARS, month_index(LAST_MONTH) // 12)
            self._give("lks_target", aim, "assumption", both("why.target_scaled", title=parent.title.nl), (jobs, aim),
                       basis=both("basis.target"), day=dt.date(year, 12, 31))  # fmt: skip
        cost = parent.quantity("lks_cost")
        level = model_parameters(parent).price_index[self.year]
        why = both("why.taken_over", name=parent.municipality)
        self._give("lks_cost", cost.value * level, "assumption", why, (cost.range.low * level, cost.range.high * level),
                   basis=cost.range.basis)  # fmt: skip
        starts_now = self._starts(jobs, growth)
        self._give("lks_starts", starts_now, "derived", both("why.lks_starts"), (0.0, 3 * starts_now))

    def _starts(self, jobs: float, growth: float) -> float:
        dropouts = (self.found["lks_first_year_dropout", None].value, self.found["lks_later_dropout", None].value)
        return starts_for_growth(jobs, growth, *dropouts)

    def _possible_growth(self, jobs: float, growth: float) -> tuple[float, bool]:
        """The growth when some number of starts can give it; else the strongest decline that no starts at all give."""
        try:
            self._starts(jobs, growth)
        except ValueError:
            low, high = growth, 0.0
            for _ in range(40):
                middle = (low + high) / 2
                try:
                    self._starts(jobs, middle)
                    high = middle
                except ValueError:
                    low = middle
            return high, False
        return growth, True

    def _flows(self) -> None:
        """Levels and spreads from the file, with the moves from and into LKS jobs taken out: the model has those apart."""
        found, stock = self.calibration, self.last.caseload
        starts, ended = self._mean(lambda row: row.lks_starts), self._mean(lambda row: row.lks_ended)
        if starts is None:
            starts = self.found["lks_starts", None].value
        if ended is None:
            ended = max(starts - self.found["lks_growth", None].value / MONTHS, 0.0)
        returns = self.found["lks_return", None].value * ended
        into_lks = self.found["lks_from_bijstand", None].value * starts
        why = both("why.estimated", file=self.monthly.file, n=min(len(self.rows), RECENT))
        levels = self._levels()
        if levels is not None:
            year_mean = both("why.year_mean", file=self.monthly.file)
            mean = float(np.mean([row.caseload for row in self.rows[-MONTHS:]]))
            inflows = self._experience("inflow", lambda row: 1.0, returns)
            rates = self._experience("outflow", lambda row: row.caseload, into_lks / mean)
            basis = both("basis.year_means")
            self._give("inflow", max(levels[0] - returns, 0.0), "derived", year_mean, inflows, basis=basis)
            self._give("outflow_rate", max(levels[1] - into_lks / mean, 0.0), "derived", year_mean, rates, basis=basis)
        else:
            # Counts alone tell the difference of the flows and hardly their size.
            rate = self.parent.quantity("outflow_rate")
            taken = both("why.taken_over", name=self.parent.municipality)
            self._give("outflow_rate", rate.value, "assumption", taken, (rate.range.low, rate.range.high), basis=rate.range.basis)
            net = found.inflow - found.outflow_rate * stock
            self._give("inflow", max(net + rate.value * stock + into_lks - returns, 0.0), "derived", why)
        # The sizes are parts of the gross flows that were estimated; what the model calls inflow is smaller, so they grow.
        flows = self.found["inflow", None].value, self.found["outflow_rate", None].value * self.last.caseload
        spreads = flow_spreads(found, max(flows[0], 1.0), max(flows[1], 1.0), part_of_inflow())
        sizes = {
            "spread_inflow": spreads.inflow, "spread_inflow_shock": spreads.inflow_shock, "spread_outflow": spreads.outflow,
            "spread_outflow_shock": spreads.outflow_shock, "shock_memory": spreads.memory, "shock_open_now": spreads.open_now,
        }  # fmt: skip
        for key, size in sizes.items():
            self._give(key, size, "derived", why)

    def _levels(self) -> tuple[float, float] | None:
        """Inflow [benefits/month] and outflow [share/month] of the last twelve months, without the season; None if unknown."""
        before, year = self.rows[-MONTHS - 1 : -1], self.rows[-MONTHS:]
        inflow, outflow = _total(year, lambda row: row.inflow), _total(year, lambda row: row.outflow)
        if inflow is None or outflow is None:
            return None
        season_in, season_out = seasons(self.parent.season)
        exposed = sum(row.caseload * season_out[(row.month + 1) % MONTHS] for row in before)
        return inflow / sum(season_in), outflow / exposed

    def _experience(self, name: str, by: Callable[[Row], float], less: float) -> tuple[float, float] | None:
        """Lowest and highest mean over twelve months that the file shows; None when it shows no year."""
        means = []
        for i in range(len(self.rows) - 11):
            year = self.rows[i : i + 12]
            values = [getattr(row, name) for row in year]
            if None not in values:
                means.append(float(np.mean(values)) / float(np.mean([by(row) for row in year])) - less)
        return (max(min(means), 0.0), max(*means, 0.0)) if means else None

    def _money(self) -> None:
        """What the state pays and the city spends in the reference year, at the prices of the national figures."""
        parent, year = self.parent, self.year
        price = model_parameters(parent).price[year]
        mean = (self.found["volume", None].value + self.found["volume_year_start", None].value) / 2
        lks = self.found["lks_mean_jobs", None].value * self.found["lks_cost", None].value / 1e6
        self._give("expected_lasten", price * mean / 1e6 + lks, "assumption", both("why.lasten", name=parent.municipality))
        share = self._share()
        national, part = self.found["macro_budget", year].value, self.found["macro_lks", year].value
        published = self.same and year in parent.by_year("buig_total")
        total = share * (national - part) + (lks_part_of_total(parent, year) if published else lks)
        self._give("buig_total", total, "derived" if self.city.share or published else "assumption", both("why.buig"), year=year)
        self._give("macro_at_total", national, "derived", both("why.macro"), year=year)
        for key in ("budget_expected", "city_budget"):
            self._give(key, total, "assumption", both("why.no_budget"))
        if self.city.reserve is not None:
            self._give("reserve", self.city.reserve, "own", both("why.given"))
        elif not (self.same and year == parent.reference_month // 12):
            self._give("reserve", 0.0, "assumption", both("why.no_reserve"))

    def _share(self) -> float:
        """The owner's share; else the published one of the same city; else one in proportion to the benefits."""
        parent, year = self.parent, self.year
        shares = parent.by_year("buig_share")
        if self.city.share is not None:
            for place in [place for place in self.found if place[0] in ("buig_share", "buig_total", "macro_at_total")]:
                del self.found[place]
            self._give("buig_share", self.city.share, "own", both("why.given"), year=year)
        elif self.same and year in shares:
            self.found["buig_share", year] = parent.quantity("buig_share", year)
        elif self.same:
            limits = parent.latest("buig_share").range
            why = both("why.prolonged", year=max(shares))
            self._give("buig_share", shares[max(shares)], "assumption", why, (limits.low, limits.high), year=year)
        else:
            why = both("why.share_scaled", name=parent.municipality)
            self._give("buig_share", shares[max(shares)] * self.scale, "assumption", why, year=year)
        return self.found["buig_share", year].value
