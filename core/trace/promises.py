"""What the city said beforehand about its caseload, beside what it became: `promise:3` is the third by its day."""

from __future__ import annotations

from typing import Final

from core.analysis.promises import Promise, promises_of
from core.trace.book import Entry, Key
from core.trace.given import below
from core.trace.model import ModelBook
from core.trace.node import Given, Rule, Trace

MISSED: Final = Rule("promise", lambda became, said: became - said, "{became} − {said}")


def _promise(book: ModelBook, key: Key) -> Promise:
    found = promises_of(book.baseline)
    if not key.part.isdigit() or not 1 <= int(key.part) <= len(found):
        raise book.unknown(key.text)
    return found[int(key.part) - 1]


def promise(book: ModelBook, key: Key) -> Trace:
    """How many more benefits there were than was said; of a day that was counted."""
    found = _promise(book, key)
    city = book.baseline.city
    if found.difference is None or city is None:
        raise book.unknown(key.text)
    became = f"series:{city.id}_volume@{found.point.date}"
    return book.step(key.text, "benefits", MISSED, found.difference, became=became, said=f"said:{key.part}")


def said(book: ModelBook, key: Key) -> Trace:
    """What was said."""
    point, city = _promise(book, key).point, book.baseline.city
    file = None if city is None else city.file("series/volume_forecasts.toml")
    given = Given(
        kind="observation", status=point.status, origin=f"said:{key.part}", file=None if file is None else below(file),
        entry=str(point.date), date=point.made, source=point.source, derivation=point.note,
    )  # fmt: skip
    return book.leaf(key.text, point.value, "benefits", given)


KEPT: Final = Rule("promises_kept", lambda missed: float(sum(difference <= 0.0 for difference in missed)))


def kept(book: ModelBook, key: Key) -> Trace:
    """How often the caseload came to be what was said, or less."""
    known = [n for n, one in enumerate(promises_of(book.baseline), start=1) if one.became is not None]
    if not known:
        raise book.unknown(key.text)
    return book.step(key.text, "number", KEPT, None, missed=tuple(f"promise:{n}" for n in known))


ENTRIES: Final[dict[str, Entry]] = {
    "promise": Entry(promise, parts="N"),
    "said": Entry(said, parts="N"),
    "promises_kept": Entry(kept),
}
