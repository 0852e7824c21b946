"""One earlier forecast beside what it became: a count, and a later one that was forecast from it.

`off:model:2017-12-31@2018-12-31` is what our method said of the second from the first, less what it became.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from core.analysis.backtest import BANDS, PARTS, Comparison
from core.analysis.peers import FILE, derivation, median
from core.analysis.scorecard import Scorecard
from core.model.calendar import month_of
from core.trace.book import Entry, Key
from core.trace.estimate import Asked, counts_known, estimated
from core.trace.given import below, convention
from core.trace.model import ModelBook
from core.trace.node import Given, Rule, Trace

BAND: Final = 0.80
"""The band whose width is shown."""


def percent(part: float) -> str:
    """A part as keys write it: `2.5`."""
    return f"{100 * part:g}"


def _trend(before: float, last: float, apart: float, ahead: float) -> float:
    return last + (last - before) / apart * ahead


def _pinball(quantiles: tuple[float, ...], count: float) -> float:
    """Each quantile that lies under the count costs its part of the distance, each above it the rest of that part."""
    sides = zip(PARTS, quantiles, strict=True)
    return sum(part * (count - at) if count > at else (1.0 - part) * (at - count) for part, at in sides) / len(PARTS)


OFF: Final = Rule("off", lambda forecast, count: forecast - count, "{forecast} − {count}")
TREND: Final = Rule("last_trend", _trend, "{last} + ({last} − {before}) ÷ {apart} × {ahead}")
INSIDE: Final = Rule("inside", lambda bottom, top, count: float(bottom <= count <= top))
WIDTH: Final = Rule("width", lambda bottom, top: top - bottom, "{top} − {bottom}")
PINBALL: Final = Rule("pinball", _pinball)


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


def forecast(book: ModelBook, key: Key) -> Trace:
    """What a percentage of our forecast lay under: `forecast:50:2017-12-31@2018-12-31`."""
    what, one = _pair(book, key)
    part = next((part for part in PARTS if percent(part) == what), None)
    if part is None:
        raise book.unknown(key.text)
    later = [other for other in card_of(book, key).backtest.comparisons if other.origin == one.origin]
    asked = Asked(tuple(month_of(other.target) for other in later), PARTS, month_of(one.target), part)
    return estimated(book, key, one.quantiles[PARTS.index(part)], one.origin, asked)


def last_trend(book: ModelBook, key: Key) -> Trace:
    """A ruler through the last two counts that were known."""
    what, one = _pair(book, key)
    city = book.baseline.city
    if what or city is None:
        raise book.unknown(key.text)
    before, last = counts_known(city, one.origin)[-2:]
    apart = f"months_apart:{before.rpartition('@')[2]}@{one.origin}"
    ahead = pair_key("months_apart", one)
    return book.step(key.text, "benefits", TREND, one.last_trend, before=before, last=last, apart=apart, ahead=ahead)


def months_apart(book: ModelBook, key: Key) -> Trace:
    """Months between two days."""
    try:
        days = [month_of(dt.date.fromisoformat(text)) for text in (key.part, key.text.rpartition("@")[2])]
    except ValueError as error:
        raise book.unknown(key.text) from error
    return book.leaf(key.text, float(days[1] - days[0]), "months", convention("months_apart", "derived"))


def peer(book: ModelBook, key: Key) -> Trace:
    """Middle of what a method of the library forecast: it was made beforehand and stands in a file of the city."""
    what, one = _pair(book, key)
    city = book.baseline.city
    value = median(city, what, one.origin, one.target)
    file = None if city is None else city.file(FILE)
    if value is None or file is None:
        raise book.unknown(key.text)
    given = Given(
        kind="observation", status="derived", origin=key.text, file=below(file),
        entry=f"{what} {one.origin} {one.target}", date=one.origin, derivation=derivation(city),
    )  # fmt: skip
    return book.leaf(key.text, value, "benefits", given)


def off(book: ModelBook, key: Key) -> Trace:
    """How far a method was off at a pair; positive is too many."""
    method, one = _pair(book, key)
    if method not in card_of(book, key).methods:
        raise book.unknown(key.text)
    forecasts = {
        "model": pair_key("forecast", one, percent(0.50)), "last_value": count_key(book, one.origin),
        "last_trend": pair_key("last_trend", one),
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


def pinball(book: ModelBook, key: Key) -> Trace:
    """Mean pinball loss of a pair's quantiles."""
    what, one = _pair(book, key)
    if what:
        raise book.unknown(key.text)
    quantiles = tuple(pair_key("forecast", one, percent(part)) for part in PARTS)
    return book.step(key.text, "benefits", PINBALL, one.pinball, quantiles=quantiles, count=count_key(book, one.target))


ENTRIES: Final[dict[str, Entry]] = {
    "forecast": Entry(forecast, "day", parts="PERCENT:DAY"),
    "last_trend": Entry(last_trend, "day", parts="DAY"),
    "months_apart": Entry(months_apart, "day", parts="DAY", inner=True),
    "peer": Entry(peer, "day", parts="METHOD:DAY"),
    "off": Entry(off, "day", parts="METHOD:DAY"),
    "inside": Entry(inside, "day", parts="LEVEL:DAY"),
    "width": Entry(width, "day", parts="DAY"),
    "pinball": Entry(pinball, "day", parts="DAY"),
}
