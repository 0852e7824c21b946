"""How good earlier forecasts were: means over them by method and by months ahead, and beside what the city said.

Means are over the pairs some months apart, `mean_error:model:1-6`, or over `all` of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from core.analysis.backtest import Comparison
from core.analysis.promises import Hindsight
from core.analysis.scores import YARDSTICK, Row, between, coverage, skill, weights
from core.model.calendar import month_of
from core.trace.book import Entry, Key
from core.trace.estimate import Asked, estimated, quantile_at
from core.trace.model import ModelBook
from core.trace.node import Rule, Trace
from core.trace.pairs import card_of, count_key, level_of, pair_key

ALL: Final = "all"
SIDES: Final = {"covered_low": 0, "covered_high": 1, "skill_low": 0, "skill_high": 1}


def _total(parts: tuple[float, ...]) -> float:
    return sum(parts)


def _mean(each: tuple[float, ...]) -> float:
    return sum(each) / len(each)


def _won(model: tuple[float, ...], **others: tuple[float, ...]) -> float:
    return float(sum(all(ours <= theirs for theirs in rest) for ours, *rest in zip(model, *others.values(), strict=True)))


def _interval(some: tuple[Comparison, ...], side: int) -> Callable[[tuple[float, ...]], float]:
    """An end of the interval of a share over origins and outcome days drawn again."""
    times = weights(some)

    def end(parts: tuple[float, ...]) -> float:
        return between(times @ np.array(parts) / times.sum(axis=1))[side]

    return end


def _closer(ours: tuple[float, ...], city: tuple[float, ...]) -> float:
    return float(sum(abs(mine) < abs(theirs) for mine, theirs in zip(ours, city, strict=True)))


MEAN_ERROR: Final = Rule("mean_error", lambda errors: sum(map(abs, errors)) / len(errors))
MEAN: Final = Rule("mean", _mean)
SKILL: Final = Rule("skill", lambda score, still: 1.0 - score / still, "1 − {score} ÷ {still}")
COUNTED: Final = Rule("counted_pairs", lambda found: float(len(found)))
COUNTED_DAYS: Final = Rule("counted_days", lambda found: float(len(found)))
INSIDE_COUNT: Final = Rule("inside_count", _total)
COVERED: Final = Rule("covered", lambda inside, pairs: inside / pairs, "{inside} ÷ {pairs}")
WON: Final = Rule("won", _won)
CLOSER: Final = Rule("closer", _closer)
MISSED: Final = Rule("hindsight_miss", lambda became, ours: became - ours, "{became} − {ours}")


def months_of(row: Row) -> str:
    """Months ahead as keys write them: `1-6`."""
    return f"{row.first}-{row.last}"


def _some(book: ModelBook, key: Key) -> tuple[str, tuple[Comparison, ...], Row]:
    """What stands before the months in a key's part, the pairs of these months, and their row."""
    card = card_of(book, key)
    what, _, months = key.part.rpartition(":")
    pairs = card.backtest.comparisons
    if months == ALL:
        return what, pairs, card.whole
    row = next((row for row in card.rows if months_of(row) == months), None)
    if row is None:
        raise book.unknown(key.text)
    return what, tuple(one for one in pairs if row.first <= one.months <= row.last), row


def mean_error(book: ModelBook, key: Key) -> Trace:
    """Mean absolute error of a method: `mean_error:model:1-6`."""
    method, some, row = _some(book, key)
    if method not in row.errors:
        raise book.unknown(key.text)
    each = tuple(pair_key("off", one, method) for one in some)
    return book.step(key.text, "benefits", MEAN_ERROR, row.errors[method], errors=each)


def mean_width(book: ModelBook, key: Key) -> Trace:
    """Mean width of the 80% band."""
    what, some, row = _some(book, key)
    if what:
        raise book.unknown(key.text)
    return book.step(key.text, "benefits", MEAN, row.width, each=tuple(pair_key("width", one) for one in some))


def mean_crps(book: ModelBook, key: Key) -> Trace:
    """Mean score of a method: `mean_crps:model:1-6`."""
    method, some, row = _some(book, key)
    if method not in row.crps:
        raise book.unknown(key.text)
    return book.step(key.text, "benefits", MEAN, row.crps[method], each=tuple(pair_key("crps", one, method) for one in some))


def skilled(book: ModelBook, key: Key) -> Trace:
    """Skill of a method beside the last value, or an end of its interval: `skill:model:1-6`."""
    method, some, row = _some(book, key)
    if method not in row.skill:
        raise book.unknown(key.text)
    found = row.skill[method]
    if key.name == "skill":
        months = key.part.rpartition(":")[2]
        score, still = f"mean_crps:{method}:{months}", f"mean_crps:{YARDSTICK}:{months}"
        return book.step(key.text, "share", SKILL, found.value, score=score, still=still)

    def end(scores: tuple[float, ...], still: tuple[float, ...]) -> float:
        again = skill(np.array(scores), np.array(still), weights(some))
        return (again.low, again.high)[SIDES[key.name]]

    value = (found.low, found.high)[SIDES[key.name]]
    each = {role: tuple(pair_key("crps", one, name) for one in some) for role, name in (("scores", method), ("still", YARDSTICK))}
    return book.step(key.text, "share", Rule(key.name, end), value, **each)


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
    if key.name == "covered":
        months = key.part.rpartition(":")[2]
        return book.step(key.text, "share", COVERED, band.part, inside=f"inside_count:{key.part}", pairs=f"pairs:{months}")
    value = (band.low, band.high)[SIDES[key.name]]
    rule = Rule(key.name, _interval(some, SIDES[key.name]))
    return book.step(key.text, "share", rule, value, parts=tuple(pair_key("inside", one, what) for one in some))


def won(book: ModelBook, key: Key) -> Trace:
    """At how many distances our score was the lowest of those that knew no more."""
    card = card_of(book, key)
    names = [name for name in card.methods if name != "nowcast"]
    scores = {name: tuple(f"mean_crps:{name}:{months_of(row)}" for row in card.rows) for name in names}
    return book.step(key.text, "number", WON, None, **scores)


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
    return estimated(book, key, "forecast", value, one.origin, Asked((month,), month), quantile_at(part, (0.10, 0.50, 0.90)))


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
    "mean_width": Entry(mean_width, parts="MONTHS"),
    "mean_crps": Entry(mean_crps, parts="METHOD:MONTHS"),
    "skill": Entry(skilled, parts="METHOD:MONTHS"),
    "skill_low": Entry(skilled, parts="METHOD:MONTHS"),
    "skill_high": Entry(skilled, parts="METHOD:MONTHS"),
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
