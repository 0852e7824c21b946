"""What was known of the budgets on a day: `known:buig_budget:2023-10-31@2024`, and the gap to what the city assumed."""

from __future__ import annotations

import datetime as dt
from typing import Final

from core import DATA
from core.analysis.known import Amount, Known, known_at
from core.trace.book import Entry, Key, year_of_key
from core.trace.given import below
from core.trace.model import ModelBook
from core.trace.node import Given, Rule, Trace

GAP: Final = Rule("known_gap", lambda assumed, published: assumed - published, "{assumed} − {published}")


def _on(book: ModelBook, key: Key) -> tuple[str, Known]:
    name, _, day = key.part.partition(":")
    try:
        return name, known_at(dt.date.fromisoformat(day), book.baseline.city)
    except ValueError as error:
        raise book.unknown(key.text) from error


def known(book: ModelBook, key: Key) -> Trace:
    """An amount that was published by a day, or how far it stayed under what the city assumed."""
    name, found = _on(book, key)
    year, day = year_of_key(key), found.day
    if name == "gap" and year in found.gap:
        assumed, published = f"known:buig_assumed:{day}@{year}", f"known:buig_budget:{day}@{year}"
        return book.step(key.text, "EUR million", GAP, found.gap[year], assumed=assumed, published=published)
    tables = {
        "macro_budget": found.macro, "buig_budget": found.budget, "buig_share": found.share,
        "buig_assumed": found.assumed, "buig_balance": found.balance,
    }  # fmt: skip
    amount = tables.get(name, {}).get(year)
    if amount is None:
        raise book.unknown(key.text)
    return book.leaf(key.text, amount.value, "share" if name == "buig_share" else "EUR million", _given(book, amount))


def _given(book: ModelBook, amount: Amount) -> Given:
    """Certificate of a published amount: its own series, or the nation's where the city has none."""
    city = book.baseline.city
    own = None if city is None else city.file(f"series/{amount.series}.toml")
    points = set() if city is None else {(point.date.year, point.source) for point in city.points("macro_budget")}
    national = amount.series == "macro_budget" and (amount.year, amount.source) not in points
    path = DATA / "series" / "national_macro_budget.toml" if national or own is None else own
    return Given(
        kind="observation", status=amount.status, origin=f"known:{amount.series}:{amount.year}:{amount.made}", file=below(path),
        entry=str(dt.date(amount.year, 12, 31)), date=amount.made, source=amount.source,
    )  # fmt: skip


ENTRIES: Final[dict[str, Entry]] = {"known": Entry(known, "year", parts="AMOUNT:YYYY-MM-DD")}
"""AMOUNT is macro_budget, buig_budget, buig_share, buig_assumed, buig_balance or gap."""
