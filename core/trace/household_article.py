"""What the buffer of article 34b comes to: what each month with a wage lacks of the norm, and how much of that fits in a year."""

from __future__ import annotations

from typing import Final

from core.household.buffer import without_buffer
from core.household.law import months_on
from core.household.paths import job_lost
from core.trace.book import Entry, Key
from core.trace.household_buffer import EURO, SHARE, BufferBook, cents, kept, of_month
from core.trace.node import SUM, Rule, Trace

MOST: Final = "exemption.buffer_maximum"


def _lack(norm: float, share: float, income: float) -> float:
    return max(cents(norm) - kept(norm, share) - cents(income), 0) / 100.0


LACK: Final = Rule("article_lack", _lack)


def within(years: tuple[int, ...]) -> Rule:
    """What is added in all: of each calendar year's months no more than its highest amount. `years` counts these months."""

    def found(lacks: tuple[float, ...], most: tuple[float, ...]) -> float:
        ends = [sum(years[: year + 1]) for year in range(len(years))]
        asked = [sum(cents(each) for each in lacks[end - count : end]) for end, count in zip(ends, years, strict=True)]
        return sum(min(short, cents(limit)) for short, limit in zip(asked, most, strict=True)) / 100.0

    return Rule("article_added", found)


def months_of(book: BufferBook) -> dict[int, list[int]]:
    """Months that have a wage and that article, from 1 on, by calendar year."""
    found: dict[int, list[int]] = {}
    for month, wage in enumerate(book.worked.buffered.cash.wage):
        if wage > 0 and book.laws[month].has(MOST):
            found.setdefault(months_on(book.household.date, month).year, []).append(month + 1)
    return found


def lack(book: BufferBook, key: Key) -> Trace:
    """What a month with a wage lacks of what is paid of the norm."""
    month = of_month(book, key)
    income = float(book.worked.buffered.cash.income[month - 1]) / 100.0
    value = max(book.worked.buffered.rules.paid_norm(month - 1) - cents(income), 0) / 100.0
    lost = book.worked.inputs.lost
    if not lost or month < lost:
        return book.step(key.text, EURO, LACK, value, norm=f"months:{month - 1}/norm", share=SHARE, income=f"cash:{month}")

    # Somebody else's wage comes in after this one is lost.
    def again(norm: float, share: float, before: tuple[float, ...]) -> float:
        left = without_buffer(job_lost(book.path, len(before)), book.worked.buffered.rules)
        return _lack(norm, share, float(left.income[month - 1]) / 100.0)

    before = tuple(f"cash:{each}" for each in range(1, lost))
    return book.step(
        key.text, EURO, Rule("article_lack_lost", again), value, norm=f"months:{month - 1}/norm", share=SHARE, before=before
    )


def short(book: BufferBook, key: Key) -> Trace:
    """What all these months lack."""
    budget, months = book.worked.buffered.budget, months_of(book)
    if budget is None or not months:
        raise book.unknown(key.text)
    parts = tuple(f"article_lack:{month}" for year in months.values() for month in year)
    return book.step(key.text, EURO, SUM, budget.short / 100.0, parts=parts)


def added(book: BufferBook, key: Key) -> Trace:
    """What the municipality may add of it."""
    budget, months = book.worked.buffered.budget, months_of(book)
    if budget is None or not months:
        raise book.unknown(key.text)
    lacks = tuple(f"article_lack:{month}" for year in months.values() for month in year)
    most = tuple(f"months:{year[0] - 1}/law:{MOST}" for year in months.values())
    rule = within(tuple(len(year) for year in months.values()))
    return book.step(key.text, EURO, rule, budget.added / 100.0, lacks=lacks, most=most)


ENTRIES: Final[dict[str, Entry]] = {
    "article_lack": Entry(lack, parts="1-24", inner=True),
    "article_short": Entry(short),
    "article_added": Entry(added),
}
