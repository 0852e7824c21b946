"""The levers of a scenario, the quantities of its baseline, and the points of published series."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Final

from core.baseline import Baseline, sorted_items
from core.scenario import SETTING, default_value
from core.trace.book import Entry, Key
from core.trace.given import moved, observation, quantity_given
from core.trace.jobs import hazard, spread_over_tenure
from core.trace.model import ModelBook
from core.trace.node import Rule, Trace


def lever(book: ModelBook, key: Key) -> Trace:
    """A lever: what somebody chose, or the baseline's own value."""
    if key.part not in SETTING:
        raise book.unknown(key.text)
    if dict(book.scenario.overrides).get(key.part) is None:
        return default(book, key)
    return book.leaf(key.text, book.levers[key.part], SETTING[key.part].unit, moved(key.part))


def default(book: ModelBook, key: Key) -> Trace:
    """A lever as the baseline has it: a quantity, or derived of some."""
    if key.part not in SETTING:
        raise book.unknown(key.text)
    value = default_value(book.baseline, key.part)
    if key.part == "lks_starts" and not book.settled:
        return book[f"origin/{key.text}"]
    if key.part == "lks_starts":
        names = {"jobs": "lks_jobs", "growth": "lks_growth", "first": "lks_first_year_dropout", "later": "lks_later_dropout"}
        return book.step(key.text, "jobs/month", STARTS, value, **{role: f"quantity:{name}" for role, name in names.items()})
    found = SETTING[key.part].quantity(book.baseline)
    return book.leaf(key.text, value, found.unit, quantity_given(found))


def quantity_of(baseline: Baseline, lever: str) -> str:
    """The quantity that a lever begins with, as keys name it: `inflow`, or `buig_share@2024`."""
    found = SETTING[lever].quantity(baseline)
    return found.key if found.year is None else f"{found.key}@{found.year}"


def _starts(jobs: float, growth: float, first: float, later: float) -> float:
    """The stock is linear in the starts: two runs of a year decide them."""
    h1, h2 = hazard(first), hazard(later)

    def after_a_year(starts: float) -> float:
        classes = [jobs * part for part in spread_over_tenure(h1, h2)]
        for _ in range(12):
            grown = classes[11] * (1 - h1) + classes[12] * (1 - h2)
            classes = [starts, *(running * (1 - h1) for running in classes[:11]), grown]
        return sum(classes)

    none = after_a_year(0.0)
    return (jobs + growth - none) / (after_a_year(1.0) - none)


STARTS: Final = Rule("lks_starts_default", _starts)


def quantity(book: ModelBook, key: Key) -> Trace:
    """A quantity of the baseline."""
    found = book.baseline.quantities.get((key.part, key.year))
    if found is None:
        raise book.unknown(key.text)
    return book.leaf(key.text, found.value, found.unit, quantity_given(found))


def range_end(book: ModelBook, key: Key) -> Trace:
    """An end of what was seen of a quantity, in the past or elsewhere."""
    found = book.baseline.quantities.get((key.part, key.year))
    if found is None:
        raise book.unknown(key.text)
    value = found.range.low if key.name == "range_low" else found.range.high
    given = dataclasses.replace(quantity_given(found), derivation=found.range.basis)
    return book.leaf(key.text, value, found.unit, given)


def point(book: ModelBook, key: Key) -> Trace:
    """A point of a published series."""
    try:
        value, unit, given = observation(key.part, dt.date.fromisoformat(key.text.rpartition("@")[2]), book.baseline.city)
    except (KeyError, ValueError) as error:
        raise book.unknown(key.text) from error
    return book.leaf(key.text, value, unit, given)


def counted(book: ModelBook, key: Key) -> Trace:
    """How many quantities of the baseline have a status."""
    every = sorted_items(book.baseline.quantities)
    keys = tuple(
        f"quantity:{name}" + ("" if year is None else f"@{year}") for (name, year), found in every if found.status == key.part
    )
    if not keys:
        raise book.unknown(key.text)
    return book.step(key.text, "figures", Rule("counted", _count), None, found=keys)


def _count(found: tuple[float, ...]) -> float:
    return float(len(found))


ENTRIES: Final[dict[str, Entry]] = {
    "lever": Entry(lever, parts="LEVER"),
    "default": Entry(default, parts="LEVER", inner=True),
    "quantity": Entry(quantity, "any", parts="NAME"),
    "range_low": Entry(range_end, "any", parts="NAME"),
    "range_high": Entry(range_end, "any", parts="NAME"),
    "counted": Entry(counted, parts="STATUS"),
    "series": Entry(point, "day", parts="NAME"),
}
