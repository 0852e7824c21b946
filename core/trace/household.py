"""The book of one household: before and after work, when a temporary exemption is over, and month by month in the job.

A key with a word and a stroke before it belongs to one of these: `after/net_pay`, `before/assistance`,
`later/disposable`, `months:3/disposable` after three whole months and under the law of that month. Without it stands what
compares them.
"""

from __future__ import annotations

from typing import Final

from core.household.income import Comparison
from core.household.months import ALLOWANCE_LAG, Attribution, Pay
from core.household.results import Worked
from core.trace import household_article, household_buffer, household_months, household_shown, household_steps
from core.trace.book import Entry, Key
from core.trace.given import convention
from core.trace.household_book import MONTHS_KEY, HouseholdBook, Rhythm
from core.trace.household_buffer import BufferBook
from core.trace.household_leaf import UNITS, filled_in, law_given, own_given, row_given
from core.trace.node import Rule, Trace

GAIN: Final = Rule("gain", lambda with_work, without_work: with_work - without_work, "{with_work} − {without_work}")
KEPT: Final = Rule("kept", lambda gain, gross: gain / (gross / 12.0) if gross > 0.0 else 0.0, "{gain} ÷ ({gross} ÷ 12)")


def _lowest(months: tuple[float, ...]) -> float:
    return min(months)


def gain(book: HouseholdBook, key: Key) -> Trace:
    """Income with work less income without."""
    return book.step(key.text, "EUR/month", GAIN, book.found.gain, with_work="after/disposable", without_work="before/disposable")


def gain_later(book: HouseholdBook, key: Key) -> Trace:
    """The same when a temporary exemption is over."""
    return book.step(key.text, "EUR/month", GAIN, None, with_work="later/disposable", without_work="before/disposable")


def kept(book: HouseholdBook, key: Key) -> Trace:
    """What is left of a euro gross."""
    return book.step(key.text, "EUR", KEPT, None, gain="gain", gross="after/gross_year")


def change(book: HouseholdBook, key: Key) -> Trace:
    """How one component changes."""
    if key.part not in book.found.difference():
        raise book.unknown(key.text)
    value = book.found.difference()[key.part]
    return book.step(key.text, "EUR/month", GAIN, value, with_work=f"after/{key.part}", without_work=f"before/{key.part}")


def lowest(book: HouseholdBook, key: Key) -> Trace:
    """The month with the least money."""
    value = min(month.disposable for month in book.months)
    parts = tuple(f"month:{month.index}" for month in book.months)
    return book.step(key.text, "EUR/month", Rule("lowest", _lowest), value, months=parts)


def law(book: HouseholdBook, key: Key) -> Trace:
    """A value of the law on the day, or of the month that the book is about."""
    if not book.law.has(key.part):
        raise book.unknown(key.text)
    found = book.law.parameter(key.part)
    return book.leaf(key.text, found.value, found.unit, law_given(found, book.law.city))


def childcare_row(book: HouseholdBook, key: Key) -> Trace:
    """A row of the child-care table."""
    table = book.law.childcare
    if table is None or not key.part.isdigit() or int(key.part) >= len(table.rows):
        raise book.unknown(key.text)
    return book.leaf(key.text, table.rows[int(key.part)][1], "share", row_given(table, int(key.part)))


def own(book: HouseholdBook, key: Key) -> Trace:
    """What the household filled in."""
    value = filled_in(book.household, key.part)
    if value is None:
        raise book.unknown(key.text)
    if book.prefix and key.text == MONTHS_KEY:
        return book.leaf(key.text, value, UNITS[key.part], convention("months_in_job", "derived"))
    return book.leaf(key.text, value, UNITS[key.part], own_given(key.part))


LEAVES: Final[dict[str, Entry]] = {
    "law": Entry(law, parts="NAME"),
    "childcare_row": Entry(childcare_row, parts="ROW", inner=True),
    "household": Entry(own, parts="FIELD"),
}
ENTRIES: Final[dict[str, Entry]] = (
    LEAVES
    | household_months.ENTRIES
    | {
        "gain": Entry(gain),
        "gain_later": Entry(gain_later),
        "kept": Entry(kept),
        "change": Entry(change, parts="COMPONENT"),
        "lowest": Entry(lowest),
    }
)


def household_book(
    found: Comparison, pay: Pay = "monthly", lag: int = ALLOWANCE_LAG, attribution: Attribution = "paid"
) -> HouseholdBook:
    """Traces of a household by key: made when they are asked for."""
    rhythm = Rhythm(pay, lag, attribution)
    return HouseholdBook(ENTRIES, household_steps.ENTRIES | LEAVES, found, found.after, rhythm)


def worked_book(worked: Worked) -> BufferBook:
    """The same for what the page Werk loont worked out, its buffer included."""
    entries = ENTRIES | household_buffer.ENTRIES | household_article.ENTRIES | household_shown.ENTRIES
    return BufferBook(entries, household_steps.ENTRIES | LEAVES, worked)
