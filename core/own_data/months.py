"""Months as people write them: 2023-08, 31-08-2023, 8/2023, aug 2023, 2023MM08, or a real date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final, Literal

from core.model.calendar import january, month_of
from core.own_data.grid import Cell

Order = Literal["day first", "month first"]
ORDERS: Final[tuple[Order, ...]] = ("day first", "month first")
LONGEST: Final = 40

_NAMES: Final = (
    ("januari", "january"), ("februari", "february"), ("maart", "march", "mrt"), ("april",), ("mei", "may"),
    ("juni", "june"), ("juli", "july"), ("augustus", "august"), ("september",), ("oktober", "october"), ("november",),
    ("december",),
)  # fmt: skip
_MONTH: Final[dict[str, int]] = {
    name[:length]: number for number, names in enumerate(_NAMES, 1) for name in names for length in (3, 4, len(name))
}
_TIME: Final = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_MONTH: Final = re.compile(r"(\d{4})(?:[-/. ]|MM?|)(\d{1,2})", re.ASCII | re.IGNORECASE)
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})[-/. ](\d{4})", re.ASCII)
_YEAR_FIRST: Final = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}", re.ASCII)
_YEAR_LAST: Final = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}){_TIME}", re.ASCII)
_NAMED: Final = re.compile(r"(?:(\d{1,2})[-. ]+)?([a-z]{3,9})\.?[-/. ']{0,3}(\d{4}|\d{2})", re.ASCII)
_NAMED_AFTER: Final = re.compile(r"(\d{4})[-/. ]{0,2}([a-z]{3,9})\.?", re.ASCII)


def read_month(cell: Cell, order: Order) -> int | None:
    """Month index of a cell, or None when it is no month."""
    if isinstance(cell, dt.date):
        return month_of(cell)
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        # 202308 as a number; anything else, such as a spreadsheet's day count, says nothing to a reader.
        return _index(int(cell) // 100, int(cell) % 100) if 190001 <= cell <= 220012 and cell == int(cell) else None
    return _read_text(" ".join(cell.split()).casefold(), order) if len(cell) <= LONGEST else None


def _read_text(text: str, order: Order) -> int | None:
    if (found := _YEAR_MONTH.fullmatch(text)) is not None:
        return _index(int(found[1]), int(found[2])) if len(text) >= 6 else None
    if (found := _MONTH_YEAR.fullmatch(text)) is not None:
        return _index(int(found[2]), int(found[1]))
    if (found := _YEAR_FIRST.fullmatch(text.upper())) is not None:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if (found := _YEAR_LAST.fullmatch(text.upper())) is not None:
        one, other = int(found[1]), int(found[2])
        day, month = (one, other) if order == "day first" else (other, one)
        return _day(int(found[3]), month, day)
    if (found := _NAMED.fullmatch(text)) is not None and found[2] in _MONTH:
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        return _day(year, _MONTH[found[2]], int(found[1] or 1))
    if (found := _NAMED_AFTER.fullmatch(text)) is not None and found[2] in _MONTH:
        return _index(int(found[1]), _MONTH[found[2]])
    return None


def _index(year: int, month: int) -> int | None:
    return january(year) + month - 1 if 1 <= month <= 12 and year >= 1 else None


def _day(year: int, month: int, day: int) -> int | None:
    try:
        dt.date(year, month, day)
    except ValueError:
        return None
    return _index(year, month)


def order_of(cells: Sequence[Cell]) -> Order | None:
    """Whether 01/02/2023 is 1 February or 2 January in this column; None when both make as much sense.

    The reading under which more cells are months, and then more different months, is the one that is meant.
    """
    found = {order: [read_month(cell, order) for cell in cells] for order in ORDERS}

    def sense(order: Order) -> tuple[int, int]:
        months = [month for month in found[order] if month is not None]
        return len(months), len(set(months))

    day, month = sense("day first"), sense("month first")
    if day != month:
        return "day first" if day > month else "month first"
    return "day first" if found["day first"] == found["month first"] else None


def first_days(cells: Sequence[Cell]) -> bool:
    """Whether every cell is a date on the first of a month."""
    return bool(cells) and all(isinstance(cell, dt.date) and cell.day == 1 for cell in cells)
