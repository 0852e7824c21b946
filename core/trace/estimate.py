"""What the forecast said on a day, from the counts, flows, quarters and national figures that were published by then.

The forecast is one step. Under it stand the figures it read; what it holds possible beforehand is fixed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from core.analysis.backtest import LATER, score_student
from core.analysis.foreseen import Known, items_of, own_counts, record_from
from core.analysis.nowcast import NATIONAL, Nowcast, national_on, nowcast_from
from core.analysis.pool import Pool, pool_from, walk_from
from core.analysis.published import QUARTERS, Published, published, quarters_on, record_on, season_of
from core.analysis.record import Record
from core.analysis.student import Student
from core.baseline import Baseline
from core.cache import remembered
from core.city import City
from core.facts import series
from core.model.calendar import month_label, month_of
from core.trace.book import Entry, Key, month_of_key
from core.trace.model import ModelBook
from core.trace.node import Given, Rule, Trace

Values: TypeAlias = tuple[float, ...]
Keys: TypeAlias = tuple[str, ...]
Read: TypeAlias = Callable[[Pool, int], float]
"""A number of the forecast of the month in a place."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The months that a forecast was made for, and which of them a step is about."""

    months: tuple[int, ...]
    month: int


# What was read -----------------------------------------------------------------------------------------------------


def items_on(city: City, day: dt.date) -> tuple[Published, ...]:
    """Counts and flows that were published by a day."""
    return tuple(item for item in published(city) if item.known <= day)


def item_keys(city: City, items: Sequence[Published]) -> dict[str, Keys]:
    """Keys of counts and flows."""
    return {
        role: tuple(f"series:{city.id}_{item.place}" for item in items if (item.count is not None) == (role == "counts"))
        for role in ("counts", "flows")
    }


def quarter_keys(day: dt.date) -> dict[str, Keys]:
    """Keys of the national quarters that were published by a day."""
    return {
        role: tuple(f"series:{name}@{when}" for when, _ in quarters_on(name, day))
        for role, name in zip(("inflow", "outflow"), QUARTERS, strict=True)
    }


def national_keys(day: dt.date) -> Keys:
    """Keys of the national numbers of persons that were published by a day."""
    count = len(national_on(day))
    return tuple(f"series:{NATIONAL}@{point.date}" for point in series(NATIONAL).observations[:count])


def with_values(items: Sequence[Published], counts: Values, flows: Values) -> tuple[Published, ...]:
    """The items with these values, counts and flows each in their order."""
    left = {True: iter(counts), False: iter(flows)}
    return tuple(_with(item, next(left[item.count is not None])) for item in items)


def _with(item: Published, value: float) -> Published:
    if item.count is not None:
        return replace(item, count=(item.count[0], value))
    assert item.flow is not None
    of_inflow = item.flow.inflow is not None
    return replace(item, flow=replace(item.flow, inflow=value) if of_inflow else replace(item.flow, outflow=value))


def season_with(day: dt.date, inflow: Values, outflow: Values) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Seasonal factors from the quarters that were published by a day, with these values."""
    first, second = (
        [(when, value) for (when, _), value in zip(quarters_on(name, day), values, strict=True)]
        for name, values in zip(QUARTERS, (inflow, outflow), strict=True)
    )
    return season_of(first, second)


def national_with(day: dt.date, values: Values) -> tuple[tuple[int, float], ...]:
    """National figures that were published by a day, with these values."""
    return tuple((month, value) for (month, _), value in zip(national_on(day), values, strict=True))


# Forecasts of the backtest -----------------------------------------------------------------------------------------


@remembered(64)
def _pool(
    city: City, day: dt.date, months: tuple[int, ...], counts: Values, flows: Values, inflow: Values, outflow: Values
) -> Pool:
    record = record_on(day, with_values(items_on(city, day), counts, flows))
    return pool_from(record, season_with(day, inflow, outflow), months)


def estimated(book: ModelBook, key: Key, name: str, value: float, day: dt.date, asked: Asked, read: Read, **more: str) -> Trace:
    """A number of the forecast that was made on a day; `more` names what else the number needs."""
    city = book.baseline.city
    assert city is not None

    def compute(counts: Values, flows: Values, inflow: Values, outflow: Values, **_: float) -> float:
        return read(_pool(city, day, asked.months, counts, flows, inflow, outflow), asked.months.index(asked.month))

    rule = Rule(name, compute, assumed=True)
    return book.step(key.text, "benefits", rule, value, **item_keys(city, items_on(city, day)), **quarter_keys(day), **more)


def quantile_at(part: float, parts: tuple[float, ...]) -> Read:
    """Reads the stock that `part` of the forecast lies under; all `parts` are found at once."""
    return lambda pool, place: float(pool.quantiles(parts)[parts.index(part), place])


def walked(book: ModelBook, key: Key, value: float, day: dt.date, month: int, count: str) -> Trace:
    """Score of nothing changes in the band of a random walk, beside the count under `count`."""
    city = book.baseline.city
    assert city is not None
    items = [item for item in items_on(city, day) if item.count is not None]

    def compute(counts: Values, count: float) -> float:
        walk = walk_from(record_on(day, with_values(items, counts, ())))
        return score_student(Student(walk.centre, float(walk.deviations([month])[0]), walk.freedom), count)

    keys = item_keys(city, items)["counts"]
    return book.step(key.text, "benefits", Rule("walk_score", compute, assumed=True), value, counts=keys, count=count)


def nowcasted(book: ModelBook, key: Key, value: float, day: dt.date, month: int, count: str | None) -> Trace:
    """Middle of the nowcast of a month from the counts of a day and every national figure; or its score beside a count."""
    city = book.baseline.city
    assert city is not None
    items = [item for item in items_on(city, day) if item.count is not None]

    def compute(counts: Values, national: Values, count: float | None = None) -> float:
        record = record_on(day, with_values(items, counts, ()))
        found: Nowcast = nowcast_from(record.firm, national_with(LATER, national), month)
        return found.student.centre if count is None else score_student(found.student, count)

    rule = Rule("nowcast" if count is None else "nowcast_score", compute, assumed=True)
    more = {} if count is None else {"count": count}
    keys = item_keys(city, items)["counts"]
    return book.step(key.text, "benefits", rule, value, counts=keys, national=national_keys(LATER), **more)


# What a baseline foresees ------------------------------------------------------------------------------------------


def foreseen_keys(baseline: Baseline) -> dict[str, Keys]:
    """Keys of everything that the forecast of a baseline reads, by role."""
    day = baseline.known_on
    items: dict[str, Keys] = (
        {"counts": (), "flows": ()} if baseline.city is None else item_keys(baseline.city, items_of(baseline))
    )
    own = tuple(f"own_count@{month_label(month)}" for month, _ in own_counts(baseline))
    return items | quarter_keys(day) | {"national": national_keys(day), "own": own}


def known_with(baseline: Baseline, values: dict[str, Values]) -> Known:
    """What a baseline knows, with these values by role."""
    items = with_values(items_of(baseline), values["counts"], values["flows"])
    own = [(month, value) for (month, _), value in zip(own_counts(baseline), values["own"], strict=True)]
    record: Record = record_from(baseline, items, own)
    season = season_with(baseline.known_on, values["inflow"], values["outflow"])
    return Known(record, season, national_with(baseline.known_on, values["national"]))


def own_count(book: ModelBook, key: Key) -> Trace:
    """A count that somebody gave, or the stock of the reference month where nothing else is known."""
    month = month_of_key(key)
    found = dict(own_counts(book.baseline)).get(month)
    if found is None:
        raise book.unknown(key.text)
    if all(count.source is not None for count in book.baseline.history.volume):
        return book.step(key.text, "benefits", Rule("own_count", lambda stock: stock), found, stock="quantity:volume")
    day = next(count.date for count in book.baseline.history.volume if month_of(count.date) == month)
    given = Given(kind="observation", status="own", origin=key.text, entry=str(day), date=day)
    return book.leaf(key.text, found, "benefits", given)


ENTRIES: Final[dict[str, Entry]] = {"own_count": Entry(own_count, "month", inner=True)}
