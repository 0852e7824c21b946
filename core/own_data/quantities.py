"""The quantities of an own baseline, group by group; a group takes the groups that it builds on as arguments."""

from __future__ import annotations

import datetime as dt
from typing import Final

from core.baseline import Baseline, lks_part_of_total, model_parameters
from core.facts import Quantity, Status
from core.model.calendar import december, end_of_month
from core.model.parameters import MILLION, MONTHS
from core.model.reference import growth_without_starts, mean_stock, starts_for_growth
from core.own_data.estimate import flows
from core.own_data.give import Given, Quantities, both
from core.problem import Problem

HORIZON_YEARS: Final = 3
_OF_THE_CITY: Final = frozenset({"buig_share", "buig_total", "macro_at_total"})
_TAKEN_OVER: Final = (
    "lks_first_year_dropout", "lks_first_year_dropout_other_reading", "lks_later_dropout", "lks_from_bijstand", "lks_return",
    "spread_share",
)  # fmt: skip
"""What is known of one city only, and stands in for another as an assumption."""
OWN_TO_SET: Final = frozenset({"target_volume", "milestone_volume", "lks_target", "reserve"})
"""What nobody can assume for somebody else."""


def quantities(given: Given) -> Quantities:
    """Every quantity. What the model cannot do without is scaled to size where nobody gave it, and called an assumption.

    A target and a reserve are somebody's own to set: where nobody did there is none.
    """
    found = _national(given) | _counts(given) | _targets(given) | _taken_over(given)
    lks = _lks(given, found)
    found |= lks
    found |= flows(given, found)
    return found | _money(given, found)


def _national(given: Given) -> Quantities:
    """National figures as they were published, and prolonged where they stop before the reference year."""
    parent, year = given.parent, given.year
    its_shares = given.same and given.city.share is None
    found = {
        place: quantity for place, quantity in parent.quantities.items()
        if place[0] not in _OF_THE_CITY | OWN_TO_SET or (its_shares and place[1] is not None and place[1] > year)
    }  # fmt: skip
    growth = parent.value("macro_growth")
    for key in ("macro_budget", "macro_lks"):
        values = parent.by_year(key)
        last = max(values)
        for later in range(last + 1, year + 1):
            value = values[last] * (1 + growth) ** (later - last)
            found |= given.give(key, value, "assumption", both("why.prolonged", year=last), year=later)
    prices, limits = parent.by_year("price_growth"), parent.latest("price_growth").range
    last = max(prices)
    for later in range(last + 1, year + 2):
        why = both("why.prolonged", year=last)
        found |= given.give("price_growth", prices[last], "assumption", why, (limits.low, limits.high), year=later)
    return found


def _counts(given: Given) -> Quantities:
    stocks = [row.caseload for row in given.rows]
    span, why, basis = (min(stocks), max(stocks)), both("why.count", file=given.monthly.file), both("basis.counts")
    start = given.row(december(given.year - 1))
    return given.give("volume", given.last.caseload, "own", why, span, basis=basis) | given.give(
        "volume_year_start", start.caseload, "own", why, span, basis=basis, day=end_of_month(start.month)
    )


def _targets(given: Given) -> Quantities:
    """The owner's target, with its date; else that of the same city where it still lies ahead; else none."""
    stock, city = given.last.caseload, given.city
    if city.target is not None and city.target_year is not None:
        if december(city.target_year) <= given.month:
            raise Problem("own_data.target_past", value=city.target_year, first=given.year + (given.month % MONTHS == 11))
        span, day = (0.8 * stock, 1.1 * stock), dt.date(city.target_year, 12, 31)
        return given.give("target_volume", city.target, "own", both("why.given"), span, basis=both("basis.target"), day=day)
    published = _ahead(given, "target_volume")
    return published | _ahead(given, "milestone_volume") if published else {}


def _ahead(given: Given, key: str) -> Quantities:
    """What was published for the same city, where it lies after the last month of the file."""
    found = given.parent.find(key) if given.same else None
    return {} if found is None or found.date <= given.day else {(key, None): found}


def _taken_over(given: Given) -> Quantities:
    """What only the other city knows: for this one it is an assumption, and says whose it was."""
    if given.same:
        return {}
    found: Quantities = {}
    for key in _TAKEN_OVER:
        old = given.parent.quantity(key)
        found[key, None] = Quantity(
            key=key, value=old.value, unit=old.unit, date=old.date, status="assumption", range=old.range,
            derivation=given.taken_over,
        )  # fmt: skip
    return found


def _lks(given: Given, found: Quantities) -> Quantities:
    """LKS jobs, their growth and starts, target and price."""
    parent, dropouts = given.parent, (found["lks_first_year_dropout", None].value, found["lks_later_dropout", None].value)
    lks = _lks_jobs(given)
    jobs = lks["lks_jobs", None].value
    lks |= _lks_growth(given, jobs, growth_without_starts(jobs, *dropouts))
    growth = lks["lks_growth", None].value
    old = given.row(december(given.year - 1)).lks_jobs
    if old is None or given.last.lks_jobs is None:
        old = max(jobs - growth * (given.month % MONTHS + 1) / MONTHS, 0.0)
    lks |= given.give("lks_mean_jobs", mean_stock(old, jobs), "derived", both("why.lks_mean"))
    lks |= _ahead(given, "lks_target")
    cost, level = parent.quantity("lks_cost"), model_parameters(parent).price_index[given.year]
    limits = (cost.range.low * level, cost.range.high * level)
    lks |= given.give("lks_cost", cost.value * level, "assumption", given.taken_over, limits, basis=cost.range.basis)
    starts = starts_for_growth(jobs, growth, *dropouts)
    return lks | given.give("lks_starts", starts, "derived", both("why.lks_starts"), (0.0, 3 * starts))


def _lks_jobs(given: Given) -> Quantities:
    """The count of the file; else the other city's, scaled to size."""
    if given.last.lks_jobs is None:
        jobs = float(round(given.parent.value("lks_jobs") * given.scale))
        return given.give("lks_jobs", jobs, "assumption", given.scaled)
    known = [row.lks_jobs for row in given.rows if row.lks_jobs is not None]
    why = both("why.lks", file=given.monthly.file)
    return given.give("lks_jobs", given.last.lks_jobs, "own", why, (min(known), max(known)), basis=both("basis.counts"))


def _lks_growth(given: Given, jobs: float, strongest_decline: float) -> Quantities:
    """Growth over the last year by the counts, else by the starts and ends; not below what no starts at all give."""
    before = given.row(given.month - MONTHS).lks_jobs
    starts, ended = given.mean(lambda row: row.lks_starts), given.mean(lambda row: row.lks_ended)
    counted = True
    if given.last.lks_jobs is not None and before is not None:
        growth = jobs - before
    elif starts is not None and ended is not None:
        growth = MONTHS * (starts - ended)
    else:
        growth, counted = given.parent.value("lks_growth") * given.scale, False
    if growth < strongest_decline:
        return given.give("lks_growth", strongest_decline, "assumption", both("why.growth_limited"))
    if counted:
        return given.give("lks_growth", growth, "own", both("why.lks", file=given.monthly.file))
    return given.give("lks_growth", growth, "assumption", given.scaled)


def _money(given: Given, found: Quantities) -> Quantities:
    """What the state pays and the city spends in the reference year, at the prices of the national figures."""
    parent, year = given.parent, given.year
    price = model_parameters(parent).price[year]
    mean = mean_stock(found["volume_year_start", None].value, found["volume", None].value)
    lks = found["lks_mean_jobs", None].value * found["lks_cost", None].value / MILLION
    why = both("why.lasten", name=parent.municipality)
    money = given.give("expected_lasten", price * mean / MILLION + lks, "assumption", why) | _share(given)
    national, part = found["macro_budget", year].value, found["macro_lks", year].value
    # Totals of the reference year stand in the baseline that the parent continues.
    totals = parent.origin or parent
    published = given.same and year in totals.by_year("buig_total")
    total = money["buig_share", year].value * (national - part) + (lks_part_of_total(totals, year) if published else lks)
    status: Status = "derived" if given.city.share or published else "assumption"
    money |= given.give("buig_total", total, status, both("why.buig"), year=year)
    money |= given.give("macro_at_total", national, "derived", both("why.macro"), year=year)
    for key in ("budget_expected", "city_budget"):
        money |= given.give(key, total, "assumption", both("why.no_budget"))
    if given.city.reserve is not None:
        money |= given.give("reserve", given.city.reserve, "own", both("why.given"))
    elif (known := _began(given)) is not None:
        money |= {("reserve", None): known.quantity("reserve")}
    return money


def _began(given: Given) -> Baseline | None:
    """The baseline of the same city whose account begins in the year of the file, so that its reserve holds there too."""
    ours = (given.parent, given.parent.origin) if given.same else ()
    return next((one for one in ours if one is not None and one.first_year == given.year), None)


def _share(given: Given) -> Quantities:
    """The owner's share; else the published one of the same city; else one in proportion to the benefits."""
    parent, year = given.parent, given.year
    shares = parent.by_year("buig_share")
    if given.city.share is not None:
        return given.give("buig_share", given.city.share, "own", both("why.given"), year=year)
    if given.same and year in shares:
        return {("buig_share", year): parent.quantity("buig_share", year)}
    last = max(shares)
    if given.same:
        limits, why = parent.latest("buig_share").range, both("why.prolonged", year=last)
        return given.give("buig_share", shares[last], "assumption", why, (limits.low, limits.high), year=year)
    why = both("why.share_scaled", name=parent.municipality)
    return given.give("buig_share", shares[last] * given.scale, "assumption", why, year=year)
