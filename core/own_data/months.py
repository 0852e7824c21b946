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
FIRST_DAYS: Final = 3
"""A count on one of these days of a month is a count at its beginning: the first is often no working day."""
MONTHS_ACROSS: Final = 6
"""Months side by side in one row that can be nothing but headings."""
SERIALS: Final = range(32_874, 55_153)
"""Day counts of a spreadsheet from 1990 to 2050."""
_MARKS: Final = re.compile(r"[*¹²³†]+$|\s+[pvr]$|\s+\(?voorlopig\)?$|\s+\(?provisional\)?$")
"""What a publisher puts behind a month that is provisional."""
_BEFORE: Final = re.compile(
    r"^(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|ma|di|wo|do|vr|za|zo|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed"
    r"|thu|fri|sat|sun)\.?,?\s+(?=\d)"
    r"|^(?:(?:stand\s+)?(?:per|op|ultimo|eind|einde|end of|end)|stand|as at|as of)\s+(?:de\s+)?(?=[\da-z])"
)
_OF_A_DAY: Final = re.compile(r"(?:stand\s+)?(?:per|op)\s|as (?:at|of)\s")
"""Words before a month or a day."""

_NAMES: Final = (
    ("januari", "january"), ("februari", "february"), ("maart", "march", "mrt"), ("april",), ("mei", "may"),
    ("juni", "june"), ("juli", "july"), ("augustus", "august"), ("september",), ("oktober", "october"), ("november",),
    ("december",),
)  # fmt: skip
_MONTH: Final[dict[str, int]] = {
    name[:length]: number for number, names in enumerate(_NAMES, 1) for name in names for length in (3, 4, len(name))
}
_TIME: Final = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_MONTH: Final = re.compile(r"(\d{4})(?:[-/. ]?MM?|[-/. ]|)(\d{1,2})", re.ASCII | re.IGNORECASE)
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})[-/. ](\d{4})", re.ASCII)
_YEAR_FIRST: Final = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}", re.ASCII)
_COMPACT: Final = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII)
"""A day without marks, as databases write it: 20230831."""
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
        if 19000101 <= cell <= 20991231 and cell == int(cell):
            return _read_text(str(int(cell)), order)
        # 202308 as a number; anything else, such as a spreadsheet's day count, says nothing to a reader.
        return _index(int(cell) // 100, int(cell) % 100) if 190001 <= cell <= 220012 and cell == int(cell) else None
    return _read_text(_tidy(cell), order) if len(cell) <= LONGEST else None


def _tidy(text: str) -> str:
    return _BEFORE.sub("", _MARKS.sub("", " ".join(text.split()).casefold()).strip())


def says_a_day(cell: Cell) -> bool:
    """Whether a cell says in words that it is a day of counting: `per 1 januari 2023`."""
    return isinstance(cell, str) and _OF_A_DAY.match(" ".join(cell.split()).casefold()) is not None


def is_month(cell: Cell) -> bool:
    """Whether a cell can be a month in one way or another, a spreadsheet's day count included."""
    return serial(cell) is not None or any(read_month(cell, order) is not None for order in ORDERS)


def serial(cell: Cell) -> int | None:
    """A spreadsheet's day count, or None."""
    if isinstance(cell, str) and cell.strip().isascii() and cell.strip().isdigit() and len(cell.strip()) == 5:
        cell = int(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not SERIALS.start <= cell < SERIALS.stop:
        return None
    return int(cell)


def names_a_month(cell: Cell) -> bool:
    """Whether a heading is a month, with its year or without."""
    if isinstance(cell, str):
        return len(cell) <= LONGEST and (_tidy(cell).rstrip(".") in _MONTH or read_month(cell, "day first") is not None)
    return isinstance(cell, dt.date)


def in_year(year: Cell, month: Cell) -> str | None:
    """Year and month from two cells as one month, or None when they are none: 2023 beside 1, 01, jan or januari."""
    numbers = [int(cell) if isinstance(cell, float) and cell.is_integer() else cell for cell in (year, month)]
    texts = [re.sub(r"^(?:maand|month|mm?)\s*(?=\d)", "", _tidy(str(cell))).rstrip(".") for cell in numbers]
    number = _MONTH.get(texts[1]) or (int(texts[1]) if re.fullmatch(r"\d{1,2}", texts[1], re.ASCII) else 0)
    if not re.fullmatch(r"(?:19|20)\d\d", texts[0], re.ASCII) or not 1 <= number <= 12:
        return None
    return f"{texts[0]}-{number:02d}"


def month_in_year(cell: Cell) -> int | None:
    """Number of the month that a cell names, with its year or without; None for none, and for one of the first days of a month.

    Of those nobody knows whether they mean the month or the end of the one before.
    """
    if (alone := in_year("2000", cell)) is not None:
        return int(alone[5:])
    months = {month for order in ORDERS if (month := read_month(cell, order)) is not None}
    days = {day.day for order in ORDERS if (day := day_of(cell, order)) is not None}
    return months.pop() % 12 + 1 if len(months) == 1 and min(days, default=31) > FIRST_DAYS else None


def day_of(cell: Cell, order: Order) -> dt.date | None:
    """The day that a cell names, or None when it names no more than a month."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and cell == cell // 1:
        cell = str(int(cell))
    if not isinstance(cell, str) or len(cell) > LONGEST or (month := read_month(cell, order)) is None:
        return None
    text = _tidy(cell).upper()
    if (found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)) is not None:
        day = found[3]
    elif (found := _YEAR_LAST.fullmatch(text)) is not None:
        day = found[1] if order == "day first" else found[2]
    elif (found := _NAMED.fullmatch(text.casefold())) is not None and found[1]:
        day = found[1]
    else:
        return None
    return dt.date(month // 12, month % 12 + 1, int(day))


def _read_text(text: str, order: Order) -> int | None:
    if (found := _YEAR_MONTH.fullmatch(text)) is not None:
        return _index(int(found[1]), int(found[2])) if len(text) >= 6 else None
    if (found := _MONTH_YEAR.fullmatch(text)) is not None:
        return _index(int(found[2]), int(found[1]))
    if (found := _YEAR_FIRST.fullmatch(text.upper()) or _COMPACT.fullmatch(text)) is not None:
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
