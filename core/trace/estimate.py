"""What the estimator said on a day: a forecast from the counts, flows and seasons that were known then.

The estimator is one step. Under it stand the figures it read and the settings it had, and the settings are one step
too: what the procedure of the backtest chose from the forecasts whose outcome was known on that day.
"""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from core.analysis.backtest import LEVEL_SPREADS, MEMORIES, Backtest, rolling
from core.analysis.calibration import Posterior, Season, Settings
from core.analysis.published import QUARTERS, Published, published, quarters_on, record_on, season_of
from core.city import City
from core.model.parameters import Floats
from core.trace.book import Entry, Key
from core.trace.model import ModelBook
from core.trace.node import Rule, Trace

Values: TypeAlias = tuple[float, ...]
SETTINGS: Final = ("level_spread", "shock", "memory_1", "memory_2", "memory_3", "factor")
KEPT: Final = 64
"""Forecasts that are kept: the steps of one day ask for the same."""


@dataclass(frozen=True, slots=True)
class Read:
    """The figures of a city that were known on a day, with the values that a step was given for them.

    `facts` are counts and then yearly flows, in the order of `published`; the others are national quarters.
    """

    city: City
    day: dt.date
    facts: Values
    inflow: Values
    outflow: Values

    @property
    def items(self) -> tuple[Published, ...]:
        """Counts and flows with these values."""
        return tuple(_with(item, value) for item, value in zip(_known(self.city, self.day), self.facts, strict=True))

    def season(self, day: dt.date) -> Season:
        """Seasonal factors from the quarters up to a day."""
        inflow, outflow = (
            [(when, value) for (when, _), value in zip(quarters_on(name, self.day), values, strict=True) if when <= day]
            for name, values in zip(QUARTERS, (self.inflow, self.outflow), strict=True)
        )
        return season_of(inflow, outflow)


@dataclass(frozen=True, slots=True)
class Asked:
    """The months that a forecast was made for, the parts it was read at, and which of both a step is about."""

    months: tuple[int, ...]
    parts: tuple[float, ...]
    month: int
    part: float


def _known(city: City, day: dt.date) -> tuple[Published, ...]:
    return tuple(item for item in published(city) if item.known <= day)


def _with(item: Published, value: float) -> Published:
    if item.count is not None:
        return replace(item, count=(item.count[0], value))
    assert item.flow is not None
    of_inflow = item.flow.inflow is not None
    return replace(item, flow=replace(item.flow, inflow=value) if of_inflow else replace(item.flow, outflow=value))


def counts_known(city: City, day: dt.date) -> list[str]:
    """Keys of the counts that were known on a day, in order of month."""
    counts = sorted((item.count[0], item.place) for item in _known(city, day) if item.count is not None)
    return [f"series:{city.id}_{place}" for _, place in counts]


def _reads(city: City, day: dt.date) -> dict[str, tuple[str, ...]]:
    """Keys of everything that the estimator reads on a day."""
    quarters = [tuple(f"series:{name}@{when}" for when, _ in quarters_on(name, day)) for name in QUARTERS]
    counts, flows = (
        tuple(f"series:{city.id}_{item.place}" for item in _known(city, day) if (item.count is not None) == counted)
        for counted in (True, False)
    )
    return {"counts": counts, "flows": flows, "inflow": quarters[0], "outflow": quarters[1]}


# The two steps -----------------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=KEPT)
def _procedure(read: Read) -> Backtest:
    """The procedure once more on what was read; its state after the last count is that of the day."""
    items = read.items
    counts = [item.count for item in items if item.count is not None and item.place.startswith("volume@")]
    return rolling(counts, items, read.season)


@functools.lru_cache(maxsize=KEPT)
def _forecast(read: Read, months: tuple[int, ...], parts: tuple[float, ...], settings: Settings, factor: float) -> Floats:
    """Quantiles `(parts, months)` of the estimator on what was read."""
    record = record_on(read.day, read.items)
    posterior = Posterior(record, read.season(read.day), months, LEVEL_SPREADS, MEMORIES)
    return posterior.forecast(settings).widened(factor).quantiles(parts)


def _named(settings: Settings, factor: float) -> dict[str, float]:
    memories = {f"memory_{n}": memory for n, memory in enumerate(settings.memories, start=1)}
    return {"level_spread": settings.level_spread, "shock": settings.shock, **memories, "factor": factor}


def _setting_rule(city: City, day: dt.date, name: str) -> Rule:
    def compute(counts: Values, flows: Values, inflow: Values, outflow: Values) -> float:
        found = _procedure(Read(city, day, counts + flows, inflow, outflow))
        return _named(found.settings, found.factor)[name]

    return Rule("setting_factor" if name == "factor" else "setting", compute, assumed=True)


def _forecast_rule(city: City, day: dt.date, asked: Asked) -> Rule:
    def compute(
        counts: Values, flows: Values, inflow: Values, outflow: Values,
        level: float, shock: float, memories: Values, factor: float,
    ) -> float:  # fmt: skip
        read, settings = Read(city, day, counts + flows, inflow, outflow), Settings(level, shock, memories)
        found = _forecast(read, asked.months, asked.parts, settings, factor)
        return float(found[asked.parts.index(asked.part), asked.months.index(asked.month)])

    return Rule("forecast", compute, assumed=True)


def held(book: ModelBook) -> dict[dt.date, dict[str, float]]:
    """Settings and factor of the procedure at each origin, and at the last count."""
    card, city = book.scorecard, book.baseline.city
    if card is None or city is None:
        return {}
    found = {origin.day: _named(origin.settings, origin.factor) for origin in card.backtest.origins}
    last = max(point.date for point in city.points("volume", book.baseline.counted_until))
    return found | {last: _named(card.backtest.settings, card.backtest.factor)}


def setting(book: ModelBook, key: Key) -> Trace:
    """One of the settings of the estimator at a count: `setting:shock@2017-12-31`."""
    day = next((day for day in held(book) if str(day) == key.text.rpartition("@")[2]), None)
    city = book.baseline.city
    if day is None or city is None or key.part not in held(book)[day]:
        raise book.unknown(key.text)
    unit = "factor" if key.part == "factor" else "share"
    rule, value = _setting_rule(city, day, key.part), held(book)[day][key.part]
    return book.step(key.text, unit, rule, value, **_reads(city, day))


def estimated(book: ModelBook, key: Key, value: float, day: dt.date, asked: Asked) -> Trace:
    """A number of the forecast that the estimator made on a day."""
    city = book.baseline.city
    assert city is not None
    names = held(book)[day]
    memories = tuple(f"setting:{name}@{day}" for name in names if name.startswith("memory"))
    return book.step(
        key.text, "benefits", _forecast_rule(city, day, asked), value, **_reads(city, day), level=f"setting:level_spread@{day}",
        shock=f"setting:shock@{day}", memories=memories, factor=f"setting:factor@{day}",
    )  # fmt: skip


ENTRIES: Final[dict[str, Entry]] = {"setting": Entry(setting, "day", parts="|".join(SETTINGS), inner=True)}
