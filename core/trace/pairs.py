"""One earlier forecast beside what it became: a count, and a later one that was forecast from it.

`off:model:2017-12-31@2018-12-31` is what our method said of the second from the first, less what it became.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import numpy as np

from core.analysis.backtest import BANDS, PARTS, Comparison
from core.analysis.peers import FILE, derivation, normal_crps, peer_forecast
from core.analysis.pool import Pool
from core.analysis.scorecard import Scorecard
from core.analysis.scores import OURS, YARDSTICK
from core.model.calendar import month_of
from core.trace.book import Entry, Key
from core.trace.estimate import Asked, estimated, nowcasted, quantile_at, walked
from core.trace.given import below
from core.trace.model import ModelBook
from core.trace.node import Given, Rule, Trace

BAND: Final = 0.80
"""The band whose width is shown."""


def percent(part: float) -> str:
    """A part as keys write it: `2.5`."""
    return f"{100 * part:g}"


OFF: Final = Rule("off", lambda forecast, count: forecast - count, "{forecast} − {count}")
INSIDE: Final = Rule("inside", lambda bottom, top, count: float(bottom <= count <= top))
NORMAL: Final = Rule("normal_score", normal_crps)
SPREAD: Final = "spread"
WIDTH: Final = Rule("width", lambda bottom, top: top - bottom, "{top} − {bottom}")


def card_of(book: ModelBook, key: Key) -> Scorecard:
    """The scorecard behind a book. Raises Problem for a city without one."""
    card = book.scorecard
    if card is None:
        raise book.unknown(key.text)
    return card


def _pair(book: ModelBook, key: Key) -> tuple[str, Comparison]:
    """What stands before the origin in a key's part, and the pair of that origin and the key's day."""
    what, _, origin = key.part.rpartition(":")
    target = key.text.rpartition("@")[2]
    pairs = card_of(book, key).backtest.comparisons
    found = next((one for one in pairs if str(one.origin) == origin and str(one.target) == target), None)
    if found is None:
        raise book.unknown(key.text)
    return what, found


def pair_key(name: str, one: Comparison, what: str = "") -> str:
    """Key of a number of a pair."""
    return f"{name}:{what}{':' if what else ''}{one.origin}@{one.target}"


def count_key(book: ModelBook, day: dt.date) -> str:
    """Key of the published count of a day."""
    city = book.baseline.city
    assert city is not None
    return f"series:{city.id}_volume@{day}"


def _asked(book: ModelBook, key: Key, one: Comparison) -> Asked:
    later = [other for other in card_of(book, key).backtest.comparisons if other.origin == one.origin]
    return Asked(tuple(month_of(other.target) for other in later), month_of(one.target))


def forecast(book: ModelBook, key: Key) -> Trace:
    """What a percentage of our forecast lay under: `forecast:50:2017-12-31@2018-12-31`."""
    what, one = _pair(book, key)
    part = next((part for part in PARTS if percent(part) == what), None)
    if part is None:
        raise book.unknown(key.text)
    value, asked = one.quantiles[PARTS.index(part)], _asked(book, key, one)
    return estimated(book, key, "forecast", value, one.origin, asked, quantile_at(part, PARTS))


def nowcast(book: ModelBook, key: Key) -> Trace:
    """Middle of the nowcast of an outcome's day, from the counts of the origin."""
    what, one = _pair(book, key)
    if what or "nowcast" not in one.others:
        raise book.unknown(key.text)
    return nowcasted(book, key, one.others["nowcast"].median, one.origin, month_of(one.target), None)


def peer(book: ModelBook, key: Key) -> Trace:
    """Middle or spread of what a method of the library forecast: it was made beforehand and stands in a file of the city."""
    what, one = _pair(book, key)
    city = book.baseline.city
    name, _, side = what.partition(":")
    found = peer_forecast(city, name, one.origin, one.target)
    file = None if city is None else city.file(FILE)
    if found is None or file is None or side not in ("", SPREAD):
        raise book.unknown(key.text)
    given = Given(
        kind="observation", status="derived", origin=key.text, file=below(file),
        entry=f"{name} {one.origin} {one.target}", date=one.origin, derivation=derivation(city),
    )  # fmt: skip
    return book.leaf(key.text, found[side == SPREAD], "benefits", given)


def off(book: ModelBook, key: Key) -> Trace:
    """How far a method was off at a pair; positive is too many."""
    method, one = _pair(book, key)
    if method not in card_of(book, key).methods:
        raise book.unknown(key.text)
    forecasts = {
        "model": pair_key("forecast", one, percent(0.50)), "last_value": count_key(book, one.origin),
        "nowcast": pair_key("nowcast", one),
    }  # fmt: skip
    said = forecasts.get(method, pair_key("peer", one, method))
    return book.step(key.text, "benefits", OFF, None, forecast=said, count=count_key(book, one.target))


def _ends(one: Comparison, level: float) -> dict[str, str]:
    """Keys of both ends of a band."""
    low, high = (pair_key("forecast", one, percent(round(part, 3))) for part in (0.5 - level / 2, 0.5 + level / 2))
    return {"bottom": low, "top": high}


def inside(book: ModelBook, key: Key) -> Trace:
    """1 when a band held the outcome, else 0: `inside:80:2017-12-31@2018-12-31`."""
    what, one = _pair(book, key)
    level = level_of(book, key, what)
    ends = _ends(one, level)
    return book.step(key.text, "number", INSIDE, float(one.covers(level)), **ends, count=count_key(book, one.target))


def level_of(book: ModelBook, key: Key, text: str) -> float:
    """The band that a percentage in a key names. Raises Problem for one that we do not draw."""
    found = next((level for level in BANDS if percent(level) == text), None)
    if found is None:
        raise book.unknown(key.text)
    return found


def width(book: ModelBook, key: Key) -> Trace:
    """Width of the 80% band of a pair."""
    what, one = _pair(book, key)
    if what:
        raise book.unknown(key.text)
    return book.step(key.text, "benefits", WIDTH, None, **_ends(one, BAND))


def crps(book: ModelBook, key: Key) -> Trace:
    """Score of a method at a pair: `crps:model:2017-12-31@2018-12-31`."""
    method, one = _pair(book, key)
    count, month = count_key(book, one.target), month_of(one.target)
    if method == OURS:
        asked = _asked(book, key, one)
        place = asked.months.index(month)

        def read(pool: Pool, _: int) -> float:
            return float(pool.crps(np.full(len(asked.months), one.actual))[place])

        return estimated(book, key, "forecast_score", one.crps, one.origin, asked, read, count=count)
    if method == YARDSTICK:
        return walked(book, key, one.others[method].crps, one.origin, month, count)
    if method == "nowcast" and method in one.others:
        return nowcasted(book, key, one.others[method].crps, one.origin, month, count)
    if method not in card_of(book, key).methods:
        raise book.unknown(key.text)
    middle, spread = pair_key("peer", one, method), pair_key("peer", one, f"{method}:{SPREAD}")
    return book.step(key.text, "benefits", NORMAL, None, middle=middle, spread=spread, count=count)


ENTRIES: Final[dict[str, Entry]] = {
    "forecast": Entry(forecast, "day", parts="PERCENT:DAY"),
    "nowcast": Entry(nowcast, "day", parts="DAY"),
    "peer": Entry(peer, "day", parts="METHOD:DAY"),
    "off": Entry(off, "day", parts="METHOD:DAY"),
    "inside": Entry(inside, "day", parts="LEVEL:DAY"),
    "width": Entry(width, "day", parts="DAY"),
    "crps": Entry(crps, "day", parts="METHOD:DAY"),
}
