"""How good earlier forecasts were: means over them by method and by months ahead, and beside what the city said.

Means are over the pairs some months apart, `mean_error:model:1-6`, or over `all` of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from scipy.special import ndtri

from core.analysis.backtest import Comparison, Row, coverage
from core.analysis.promises import Hindsight
from core.analysis.scorecard import OURS
from core.model.calendar import month_of
from core.trace.book import Entry, Key
from core.trace.estimate import Asked, estimated
from core.trace.model import ModelBook
from core.trace.node import Rule, Trace
from core.trace.pairs import card_of, count_key, level_of, pair_key

ALL: Final = "all"
Z: Final = float(ndtri(0.975))
"""Standard deviations that 95% of a normal distribution lies within."""


def _total(parts: tuple[float, ...]) -> float:
    return sum(parts)


def _mean(each: tuple[float, ...]) -> float:
    return sum(each) / len(each)


def _wilson(side: float) -> Callable[[float, float], float]:
    """An end of Wilson's interval around a share (1927)."""

    def end(inside: float, pairs: float) -> float:
        share, square = inside / pairs, Z * Z
        reach = Z * math.sqrt(share * (1.0 - share) / pairs + square / (4.0 * pairs * pairs))
        return (share + square / (2.0 * pairs) + side * reach) / (1.0 + square / pairs)

    return end


def _won(model: tuple[float, ...], last_value: tuple[float, ...], last_trend: tuple[float, ...]) -> float:
    rows = zip(model, last_value, last_trend, strict=True)
    return float(sum(ours <= min(still, ruler) for ours, still, ruler in rows))


def _closer(ours: tuple[float, ...], city: tuple[float, ...]) -> float:
    return float(sum(abs(mine) < abs(theirs) for mine, theirs in zip(ours, city, strict=True)))


MEAN_ERROR: Final = Rule("mean_error", lambda errors: sum(map(abs, errors)) / len(errors))
MEAN: Final = Rule("mean", _mean)
COUNTED: Final = Rule("counted_pairs", lambda found: float(len(found)))
COUNTED_DAYS: Final = Rule("counted_days", lambda found: float(len(found)))
INSIDE_COUNT: Final = Rule("inside_count", _total)
COVERED: Final = Rule("covered", lambda inside, pairs: inside / pairs, "{inside} ÷ {pairs}")
ENDS: Final = {"covered_low": Rule("covered_low", _wilson(-1.0)), "covered_high": Rule("covered_high", _wilson(1.0))}
WON: Final = Rule("won", _won)
CLOSER: Final = Rule("closer", _closer)
MISSED: Final = Rule("hindsight_miss", lambda became, ours: became - ours, "{became} − {ours}")


def months_of(row: Row) -> str:
    """Months ahead as keys write them: `1-6`."""
    return f"{row.first}-{row.last}"


def _some(book: ModelBook, key: Key) -> tuple[str, tuple[Comparison, ...], Row | None]:
    """What stands before the months in a key's part, the pairs of these months, and their row; none of all pairs."""
    card = card_of(book, key)
    what, _, months = key.part.rpartition(":")
    pairs = card.backtest.comparisons
    if months == ALL:
        return what, pairs, None
    row = next((row for row, _ in card.errors if months_of(row) == months), None)
    if row is None:
        raise book.unknown(key.text)
    return what, tuple(one for one in pairs if row.first <= one.months <= row.last), row


def mean_error(book: ModelBook, key: Key) -> Trace:
    """Mean absolute error of a method: `mean_error:model:1-6`."""
    method, some, row = _some(book, key)
    errors = next((errors for found, errors in card_of(book, key).errors if found is row), {})
    if method not in errors:
        raise book.unknown(key.text)
    return book.step(key.text, "benefits", MEAN_ERROR, errors[method], errors=tuple(pair_key("off", one, method) for one in some))


def mean_of(book: ModelBook, key: Key) -> Trace:
    """Mean width of the 80% band, or mean pinball loss."""
    what, some, row = _some(book, key)
    if what:
        raise book.unknown(key.text)
    name = key.name.removeprefix("mean_")
    value = None if row is None else row.width if name == "width" else row.pinball
    return book.step(key.text, "benefits", MEAN, value, each=tuple(pair_key(name, one) for one in some))


def pairs(book: ModelBook, key: Key) -> Trace:
    """How many pairs there are."""
    what, some, _ = _some(book, key)
    if what:
        raise book.unknown(key.text)
    return book.step(
        key.text, "number", COUNTED, float(len(some)), found=tuple(pair_key("off", one, "last_value") for one in some)
    )


def covered(book: ModelBook, key: Key) -> Trace:
    """How many outcomes a band held, as a number or a share, or an end of the interval of that share: `covered:80:all`."""
    what, some, _ = _some(book, key)
    band = coverage(some, level_of(book, key, what))
    if key.name == "inside_count":
        parts = tuple(pair_key("inside", one, what) for one in some)
        return book.step(key.text, "number", INSIDE_COUNT, float(band.inside), parts=parts)
    value = {"covered": band.part, "covered_low": band.low, "covered_high": band.high}[key.name]
    rule = ENDS.get(key.name, COVERED)
    months = key.part.rpartition(":")[2]
    return book.step(key.text, "share", rule, value, inside=f"inside_count:{key.part}", pairs=f"pairs:{months}")


def won(book: ModelBook, key: Key) -> Trace:
    """At how many distances our method was closest of the three that need no library."""
    rows = [row for row, _ in card_of(book, key).errors]
    errors = {name: tuple(f"mean_error:{name}:{months_of(row)}" for row in rows) for name in OURS}
    return book.step(key.text, "number", WON, None, **errors)


def days(book: ModelBook, key: Key) -> Trace:
    """How many days there were that forecasts were made on, or that have an outcome."""
    tested = card_of(book, key).backtest
    if key.name == "score_origins":
        found = [origin.day for origin in tested.origins]
    else:
        found = sorted({one.target for one in tested.comparisons})
    return book.step(key.text, "number", COUNTED_DAYS, float(len(found)), found=tuple(count_key(book, day) for day in found))


# Beside the city ---------------------------------------------------------------------------------------------------


def numbered(book: ModelBook) -> dict[str, Hindsight]:
    """What the city said and we can hold our method beside, by its number among what the city said."""
    card = book.scorecard
    if card is None:
        return {}
    return {str(one.number): one for one in card.city}


def hindsight(book: ModelBook, key: Key) -> Trace:
    """What our method would have said on the day that the city said something: the middle, or an end of the 80% band."""
    one = numbered(book).get(key.part)
    if one is None:
        raise book.unknown(key.text)
    part, value = {
        "hindsight": (0.50, one.median), "hindsight_low": (0.10, one.low), "hindsight_high": (0.90, one.high),
    }[key.name]  # fmt: skip
    month = month_of(one.promise.point.date)
    return estimated(book, key, value, one.origin, Asked((month,), (part,), month, part))


def hindsight_miss(book: ModelBook, key: Key) -> Trace:
    """How many more benefits there were than our method would have said."""
    one = numbered(book).get(key.part)
    if one is None or one.promise.became is None:
        raise book.unknown(key.text)
    became = count_key(book, one.promise.point.date)
    return book.step(key.text, "benefits", MISSED, None, became=became, ours=f"hindsight:{key.part}")


def beside_city(book: ModelBook, key: Key) -> Trace:
    """At how many of what the city said our method was closer, or how many came true or not by now."""
    known = [number for number, one in numbered(book).items() if one.promise.became is not None]
    if not known:
        raise book.unknown(key.text)
    city = tuple(f"promise:{number}" for number in known)
    if key.name == "promises_known":
        return book.step(key.text, "number", COUNTED, float(len(known)), found=city)
    value = float(sum(one.closer for one in card_of(book, key).came_true))
    return book.step(key.text, "number", CLOSER, value, ours=tuple(f"hindsight_miss:{number}" for number in known), city=city)


ENTRIES: Final[dict[str, Entry]] = {
    "mean_error": Entry(mean_error, parts="METHOD:MONTHS"),
    "mean_width": Entry(mean_of, parts="MONTHS"),
    "mean_pinball": Entry(mean_of, parts="MONTHS"),
    "pairs": Entry(pairs, parts="MONTHS|all"),
    "inside_count": Entry(covered, parts="LEVEL:MONTHS|all"),
    "covered": Entry(covered, parts="LEVEL:MONTHS|all"),
    "covered_low": Entry(covered, parts="LEVEL:MONTHS|all"),
    "covered_high": Entry(covered, parts="LEVEL:MONTHS|all"),
    "won": Entry(won),
    "score_days": Entry(days),
    "score_origins": Entry(days),
    "hindsight": Entry(hindsight, parts="N"),
    "hindsight_low": Entry(hindsight, parts="N"),
    "hindsight_high": Entry(hindsight, parts="N"),
    "hindsight_miss": Entry(hindsight_miss, parts="N"),
    "closer": Entry(beside_city),
    "promises_known": Entry(beside_city),
}
