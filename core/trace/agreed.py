"""What texts name beside results: sizes that we agreed on, how many there are of something, and one job by the law's formula."""

from __future__ import annotations

import datetime as dt
from typing import Final

from core.analysis.agreed import FILE, agreed
from core.analysis.backtest import LATER
from core.analysis.frontier import free_question
from core.analysis.nowcast import nowcast_from
from core.analysis.pace import chance_since, pace
from core.analysis.promises import promises_of
from core.analysis.published import record_on
from core.city import all_series
from core.facts import series, series_names
from core.household.law import law_on
from core.measures import catalogue
from core.model.calendar import month_of
from core.model.kinds import KIND
from core.model.reached import BENEFITS
from core.trace.book import Entry, Key, year_of_key
from core.trace.estimate import Values, item_keys, items_on, national_keys, national_with, with_values
from core.trace.given import baseline_given, below, quantity_given
from core.trace.household_leaf import law_given
from core.trace.model import ModelBook, quoted
from core.trace.node import Given, Rule, Trace

COUNTED: Final = Rule("counted", lambda found: float(len(found)))
EVERY: Final = Rule("every_package", lambda found: 2.0 ** len(found))
APART: Final = Rule("months_between", lambda target, start: target - start, "{target} − {start}")


def _subsidy(
    wage: float, holiday: float, hours: float, full_time: float, value: float, cap: float, forfait: float, months: float,
    charge: float,
) -> float:  # fmt: skip
    yearly = wage * full_time * 52 * (1 + holiday)
    part = (months * forfait + (12 - months) * min(1 - value, cap)) / 12
    return yearly * part * hours / full_time * (1 + charge)


SUBSIDY: Final = Rule("job_cost", _subsidy)
BACK: Final = Rule("job_cost_reference", lambda cost, index=1.0: float(round(cost / index)), "{cost} ÷ {index}")


def size(book: ModelBook, key: Key) -> Trace:
    """A size that we agreed on: `agreed:good_enough`."""
    found = agreed().get(key.part)
    if found is None:
        raise book.unknown(key.text)
    given = Given(
        kind="convention", status=found.status, origin=key.text, file=below(FILE), entry=found.id, date=found.date,
        derivation=found.derivation, name=found.name,
    )  # fmt: skip
    return book.leaf(key.text, found.value, found.unit, given)


def listed(book: ModelBook, key: Key) -> Trace:
    """How many measures there are: `listed:all` of the city, `listed:active` that are on, `listed:keeping` that keep jobs."""
    every = tuple(entry.measure() for entry in catalogue(book.baseline.city))
    own = tuple(one for one in book.scenario.measures if one.id not in {each.id for each in every})
    match key.part:
        case "all":
            some = (*every, *own)
        case "active":
            some = book.scenario.active_measures
        case "keeping":
            some = tuple(one for one in every if KIND[one.kind].flow == "hazard_factor")
        case _:
            raise book.unknown(key.text)
    if not some:
        raise book.unknown(key.text)
    return book.step(key.text, "number", COUNTED, None, found=tuple(f"measure:{quoted(one)}:effect" for one in some))


def points(book: ModelBook, key: Key) -> Trace:
    """How many points a published series has: `points:NAME`."""
    city = book.baseline.city
    own = {} if city is None else {one.id: one for one in all_series(city).values()}
    found = own.get(key.part) or (series(key.part) if key.part in series_names() else None)
    if found is None:
        raise book.unknown(key.text)
    keys = tuple(f"series:{found.id}@{point.date}" for point in found.observations)
    return book.step(key.text, "number", COUNTED, None, found=keys)


def every_package(book: ModelBook, key: Key) -> Trace:
    """How many packages can be made of all measures: each is in it or not."""
    asked = free_question(book.baseline, book.scenario)
    if asked is None:
        raise book.unknown(key.text)
    keys = tuple(f"measure:{quoted(one)}:effect" for one in asked.candidates.free)
    return book.step(key.text, "number", EVERY, None, found=keys)


def later(book: ModelBook, key: Key) -> Trace:
    """How many quantities of the baseline rest on something that was published after its day."""
    names = book.baseline.published_later
    first = dict(sorted(book.baseline.quantities, key=lambda one: (one[0], -(one[1] or 0))))
    if not names:
        raise book.unknown(key.text)
    keys = tuple(f"quantity:{name}" + ("" if first[name] is None else f"@{first[name]}") for name in names)
    return book.step(key.text, "number", COUNTED, None, found=keys)


def promises_open(book: ModelBook, key: Key) -> Trace:
    """Of how much that the city said no outcome is known."""
    keys = tuple(f"said:{n}" for n, one in enumerate(promises_of(book.baseline), start=1) if one.became is None)
    if not keys:
        raise book.unknown(key.text)
    return book.step(key.text, "number", COUNTED, None, found=keys)


# Months ahead ------------------------------------------------------------------------------------------------------


def day_of(book: ModelBook, key: Key) -> Trace:
    """The month of the baseline's last count, `day_of:start`, or that of a target, `day_of:target_volume`."""
    if key.part == "start":
        return book.leaf(key.text, book.first, "month", baseline_given(book.baseline, "reference_month"))
    found = book.baseline.find(key.part)
    if found is None:
        raise book.unknown(key.text)
    return book.leaf(key.text, month_of(found.date), "month", quantity_given(found))


def ahead(book: ModelBook, key: Key) -> Trace:
    """Months from the reference month to the target's."""
    found = pace(book.baseline)
    if found is None:
        raise book.unknown(key.text)
    return book.step(key.text, "months", APART, float(found.months), target="day_of:target_volume", start="day_of:start")


def since(book: ModelBook, key: Key) -> Trace:
    """Chance that the target was met after all, by the national figures that came out since."""
    value, city = chance_since(book.baseline), book.baseline.city
    aim = book.baseline.find("target_volume")
    if value is None or city is None or aim is None:
        raise book.unknown(key.text)
    month = month_of(aim.date)
    items = [item for item in items_on(city, LATER) if item.count is not None]

    def compute(counts: Values, national: Values, target: float) -> float:
        firm = record_on(LATER, with_values(items, counts, ())).firm
        known = tuple(count for count in firm if count[0] <= month)
        return nowcast_from(known, national_with(LATER, national), month).student.below(target + BENEFITS)

    return book.step(
        key.text, "share", Rule("chance_since", compute, assumed=True), value,
        counts=item_keys(city, items)["counts"], national=national_keys(LATER), target="quantity:target_volume",
    )  # fmt: skip


# One job by the law ------------------------------------------------------------------------------------------------


def minimum_wage(book: ModelBook, key: Key) -> Trace:
    """The minimum wage of 1 January, or the holiday allowance: `job_law:minimum@2026`."""
    if key.part not in ("minimum", "holiday_share"):
        raise book.unknown(key.text)
    found = law_on(dt.date(year_of_key(key), 1, 1), None).parameter(f"wage.{key.part}")
    return book.leaf(key.text, found.value, found.unit, law_given(found, None))


def job_field(book: ModelBook, key: Key) -> Trace:
    """What somebody filled in of a job: `job_field:hours:27`."""
    name, _, text = key.part.partition(":")
    units = {"hours": "hours/week", "value": "share", "forfait": "months"}
    if name not in units or not text.replace(".", "", 1).isdigit():
        raise book.unknown(key.text)
    given = Given(kind="household", status="own", origin=f"job:{name}", entry=name)
    return book.leaf(key.text, float(text), units[name], given)


def job_cost(book: ModelBook, key: Key) -> Trace:
    """What one job costs by the law's formula, in a year's own prices: `job_cost:27:0.6:0@2026`."""
    year, (hours, value, forfait) = year_of_key(key), _fields(book, key)
    return book.step(
        key.text, "EUR/year", SUBSIDY, None, wage=f"job_law:minimum@{year}", holiday=f"job_law:holiday_share@{year}",
        hours=f"job_field:hours:{hours}", value=f"job_field:value:{value}", months=f"job_field:forfait:{forfait}",
        full_time="agreed:lks_full_time", cap="agreed:lks_cap", forfait="agreed:lks_forfait", charge="agreed:lks_charge",
    )  # fmt: skip


def job_cost_reference(book: ModelBook, key: Key) -> Trace:
    """The same in the prices that the slider is in, in whole euros."""
    year = max(year_of_key(key), book.baseline.price_year)
    _fields(book, key)
    needs = {"cost": f"job_cost:{key.part}@{key.year}"}
    if year > book.baseline.price_year:
        needs["index"] = f"price_index@{year}"
    return book.step(key.text, "EUR/year", BACK, None, **needs)


def _fields(book: ModelBook, key: Key) -> tuple[str, str, str]:
    found = key.part.split(":")
    if len(found) != 3:
        raise book.unknown(key.text)
    return found[0], found[1], found[2]


ENTRIES: Final[dict[str, Entry]] = {
    "agreed": Entry(size, parts="NAME"),
    "listed": Entry(listed, parts="all|active|keeping"),
    "published_later": Entry(later),
    "promises_open": Entry(promises_open),
    "points": Entry(points, parts="NAME"),
    "packages_all": Entry(every_package),
    "day_of": Entry(day_of, parts="start|TARGET", inner=True),
    "months_ahead": Entry(ahead),
    "chance_since": Entry(since),
    "job_law": Entry(minimum_wage, "year", parts="minimum|holiday_share", inner=True),
    "job_field": Entry(job_field, parts="NAME:VALUE", inner=True),
    "job_cost": Entry(job_cost, "year", parts="HOURS:VALUE:FORFAIT"),
    "job_cost_reference": Entry(job_cost_reference, "year", parts="HOURS:VALUE:FORFAIT"),
}
