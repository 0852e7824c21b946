"""The quantities of an own count: the parent's, moved on to the month of the count along the parent's own path.

What the owner gave is theirs. What they could have given and did not stands in from the parent's path and is called an
assumption, or is left out where nothing can stand in: a target that has passed, a reserve of another year.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core.baseline import Baseline, History, default_starts, model_parameters
from core.facts import LocalText, PlausibleRange, Quantity, Status
from core.model.calendar import december, end_of_month, month_label, month_of, year_of
from core.model.parameters import MILLION, Parameters
from core.model.projection import Projection
from core.model.reference import growth_for_starts, mean_stock
from core.own_data.count.answers import Answers
from core.own_data.count.fit import FLOWS, Fit
from core.own_data.count.give import plain, said
from core.own_data.give import Quantities, quantity
from core.problem import Problem
from core.text import format as house


@dataclass(frozen=True, slots=True)
class Before:
    """What a count starts from.

    Attributes
    ----------
    parent : Baseline
    answers : Answers
    run : Projection
        The parent's path with `levers`, to the end of the year of the count.
    levers : dict[str, float]
        Flows that were given or fitted [lever's unit].
    given : tuple[str, ...]
        Those of them that were given.
    fit : Fit
    history : History
        Counts up to and including the own one.
    """

    parent: Baseline
    answers: Answers
    run: Projection
    levers: dict[str, float]
    given: tuple[str, ...]
    fit: Fit
    history: History

    @property
    def month(self) -> int:
        """Month of the count."""
        return self.answers.month

    @property
    def year(self) -> int:
        """Year of the count: the one that the money is about."""
        return year_of(self.month)

    @property
    def same_year(self) -> bool:
        """Whether the parent starts in the year of the count: then the year's beginning is the parent's."""
        return self.year == self.parent.first_year and self.parent.origin is None

    @property
    def continued(self) -> bool:
        """Whether the count takes the place of the parent's own start, in a year whose account the parent does not keep."""
        return self.parent.origin is not None and self.month == self.parent.reference_month

    @property
    def title(self) -> LocalText:
        """Name of the baseline that the count starts from."""
        return self.parent.title

    def at(self, month: int) -> int:
        """Row of a month on the parent's path."""
        return month - self.run.months[0]

    def give(
        self, key: str, value: float, status: Status, why: LocalText, limits: PlausibleRange | None = None, *,
        year: int | None = None, day: dt.date | None = None,
    ) -> Quantities:  # fmt: skip
        """One quantity, within the limits of another where it has some."""
        low_high, basis = (None, None) if limits is None else ((limits.low, limits.high), limits.basis)
        return quantity(key, value, status, why, low_high, day=day or end_of_month(self.month), basis=basis, year=year)

    def stands_in(self, key: str) -> LocalText:
        """Why a number that nobody gave stands where it stands."""
        return said(
            lambda language: {"key": f"why.{key}", "title": self.title[language], "month": house.month(self.month, language)}
        )


def quantities(before: Before) -> Quantities:
    """Every quantity of the baseline of a count."""
    found = dict(before.parent.quantities)
    for place in [(key, None) for key in ("milestone_volume", "target_volume", "lks_target")]:
        # A target that lies behind the count is nobody's any more.
        if place in found and month_of(found[place].date) <= before.month:
            del found[place]
    found |= _counts(before) | _lks(before) | _flows(before)
    found |= _target(before, found)
    if before.continued:
        if before.answers.buig is not None or before.answers.lasten is not None:
            raise Problem("count.year_over", month=month_label(before.month))
        return _reserve(before, found)
    found |= _national(before)
    return _money(before, found)


def _national(before: Before) -> Quantities:
    """National figures up to the year of the count, and price growth for the year after it, along the parent's path."""
    found: Quantities = {}
    for key, path in (("macro_budget", before.run.budget.macro), ("macro_lks", before.run.budget.macro_lks)):
        for i, year in enumerate(before.run.years):
            if year not in before.parent.by_year(key):
                found |= before.give(key, float(path[i, 0]), "assumption", before.stands_in("prolonged"), year=year)
    growth = before.parent.by_year("price_growth")
    last = before.parent.quantity("price_growth", max(growth))
    for year in range(max(growth) + 1, before.year + 2):
        found |= before.give("price_growth", last.value, "assumption", before.stands_in("prolonged"), last.range, year=year)
    return found


def _counts(before: Before) -> Quantities:
    parent, answers = before.parent, before.answers
    found = before.give(
        "volume", answers.volume, "own", plain("why.count"), _with(parent.quantity("volume").range, answers.volume)
    )
    if before.same_year or before.continued:
        return found
    start = december(before.year - 1)
    day, limits = end_of_month(start), (parent.find("volume_year_start") or parent.quantity("volume")).range
    counted = next((one for one in before.history.volume if one.date == day and one.source is not None), None)
    if counted is not None:
        value = Quantity(
            key="volume_year_start", value=counted.value, unit="benefits", date=day, status="reported", source=counted.source,
            range=_with(limits, counted.value),
        )  # fmt: skip
        return found | {("volume_year_start", None): value}
    if start == parent.reference_month:
        return found | {("volume_year_start", None): _renamed(parent.quantity("volume"), "volume_year_start")}
    stock = float(before.run.caseload.stock[before.at(start), 0])
    return found | before.give("volume_year_start", stock, "derived", before.stands_in("path"), limits, day=day)


def _renamed(found: Quantity, key: str) -> Quantity:
    return Quantity(**{name: getattr(found, name) for name in Quantity.__struct_fields__} | {"key": key})


def _with(limits: PlausibleRange, value: float) -> PlausibleRange:
    """The same limits, widened to hold a value that was counted."""
    return PlausibleRange(min(limits.low, value), max(limits.high, value), limits.basis)


def _lks(before: Before) -> Quantities:
    """LKS jobs of the count, or those that the parent's path has come to; as many start as on that path."""
    parent, given = before.parent, before.answers.lks_jobs
    if before.continued and given is None:
        return {}
    dropouts = parent.value("lks_first_year_dropout"), parent.value("lks_later_dropout")
    limits = parent.quantity("lks_jobs").range
    if given is not None:
        found = before.give("lks_jobs", given, "own", plain("why.given"), _with(limits, given))
    else:
        jobs = float(before.run.jobs.stock[before.at(before.month), 0])
        found = before.give("lks_jobs", jobs, "assumption", before.stands_in("path"), _with(limits, jobs))
    if before.continued:
        return found
    jobs, starts = found["lks_jobs", None].value, default_starts(parent)
    found |= before.give("lks_growth", growth_for_starts(jobs, starts, *dropouts), "derived", before.stands_in("lks_growth"))
    found |= before.give("lks_starts", starts, "derived", before.stands_in("lks_starts"), parent.quantity("lks_starts").range)
    if not before.same_year:
        began = float(before.run.jobs.stock[before.at(december(before.year - 1)), 0])
        found |= before.give("lks_mean_jobs", mean_stock(began, jobs), "derived", plain("why.lks_mean"))
    cost, level = parent.quantity("lks_cost"), model_parameters(parent).price_index[before.year]
    limits = PlausibleRange(cost.range.low * level, cost.range.high * level, cost.range.basis)
    return found | before.give("lks_cost", cost.value * level, "assumption", before.stands_in("lks_cost"), limits)


def _flows(before: Before) -> Quantities:
    """Inflow and outflow: given, fitted to the growth since, or the parent's."""
    found: Quantities = {}
    for lever in FLOWS:
        if lever not in before.levers:
            continue
        limits = _with(before.parent.quantity(lever).range, before.levers[lever])
        if lever in before.given:
            found |= before.give(lever, before.levers[lever], "derived", plain("why.flow_given"), limits)
        else:
            found |= before.give(lever, before.levers[lever], "derived", _fitted(before), limits)
    return found


def _fitted(before: Before) -> LocalText:
    start = before.parent
    return said(
        lambda language: {
            "key": "why.fitted", "start": house.number(start.value("volume"), language),
            "since": house.month(start.reference_month, language), "count": house.number(before.answers.volume, language),
            "month": house.month(before.month, language),
        }
    )  # fmt: skip


def _target(before: Before, found: Quantities) -> Quantities:
    """The owner's target; it leaves no milestone of anybody else on the way to it."""
    aim = before.answers.target
    if aim is None:
        return {}
    found.pop(("milestone_volume", None), None)
    value, month = aim
    stock = before.answers.volume
    limits = PlausibleRange(min(value, 0.8 * stock), max(value, stock), plain("basis.target"))
    return before.give("target_volume", value, "own", plain("why.given"), limits, day=end_of_month(month))


def _money(before: Before, found: Quantities) -> Quantities:
    """What the state pays and the city spends in the year of the count."""
    year, answers, parameters = before.year, before.answers, model_parameters(before.parent)
    mean = mean_stock(found["volume_year_start", None].value, found["volume", None].value)
    lks = found["lks_mean_jobs", None].value * found["lks_cost", None].value / MILLION
    if answers.lasten is not None:
        lasten = before.give("expected_lasten", answers.lasten, "own", plain("why.given"))
    else:
        lasten = before.give(
            "expected_lasten", parameters.price[year] * mean / MILLION + lks, "assumption", before.stands_in("lasten")
        )
    found |= lasten | _budget(before, parameters)
    return _reserve(before, found)


def _budget(before: Before, parameters: Parameters) -> Quantities:
    """BUIG of the year: given, and then the share that it comes to; else what the parent's path has."""
    year, given, budget = before.year, before.answers.buig, before.run.budget
    i = year - before.run.years.start
    macro, macro_lks, part = (float(values[i, 0]) for values in (budget.macro, budget.macro_lks, budget.lks_part))
    national = before.give("macro_at_total", macro, "derived", before.stands_in("macro"), year=year)
    limits = before.parent.latest("buig_share").range
    if given is None:
        if before.same_year:
            return {}
        total, share = float(budget.total[i, 0]), float(budget.share[i, 0])
        status, why = _share_of(before)
        found = before.give("buig_total", total, "assumption", before.stands_in("buig"), year=year)
        return (
            national
            | found
            | before.give("buig_share", share, status, why, limits, year=year)
            | _expected(before, total, "assumption")
        )
    share = (given - part) / (macro - macro_lks)
    found = before.give("buig_total", given, "own", plain("why.given"), year=year)
    found |= before.give("buig_share", share, "derived", plain("why.share_given"), _with(limits, share), year=year)
    return national | found | _expected(before, given, "own")


def _share_of(before: Before) -> tuple[Status, LocalText]:
    return "assumption", before.stands_in("share")


def _expected(before: Before, total: float, status: Status) -> Quantities:
    """What the city itself counts on: nobody said so, and the budget of the year stands in."""
    found: Quantities = {}
    for key in ("budget_expected", "city_budget"):
        found |= before.give(key, total, status, before.stands_in("no_budget"))
    return found


def _reserve(before: Before, found: Quantities) -> Quantities:
    """Everything, with the owner's reserve; the parent's in the year that it is about; else without one."""
    if before.answers.reserve is not None:
        return found | before.give("reserve", before.answers.reserve, "own", plain("why.given"))
    if before.year != before.parent.first_year and not before.continued:
        found.pop(("reserve", None), None)
    return found
