"""Rows that are no months: quarters, weeks, years, months without a year, and days that are no month apart."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Sequence
from statistics import median
from typing import Final

from core.own_data.grid import Cell, blank
from core.own_data.months import FIRST_DAYS, Order, day_of, is_month, names_a_month
from core.own_data.table import Table
from core.problem import Problem, shown

WITHIN: Final = 7
"""Days before the end of a month on which a count still is the one at its end."""
MONTHLY: Final = range(26, 36)
"""Days between two counts of a monthly series."""
_PERIOD: Final = re.compile(
    r"(?:19|20)\d\d|\d{4}\s?(?:jj|kw|hj|h|s|w|t|q|k|p)\s?\d{1,2}"
    r"|.*\b(?:kwartaal|quarter|week|wk|tertaal|halfjaar|half[- ]year|kw|hj)\b.*"
    r"|(?:\d{4}\W{0,2})?(?:q|k|t|w|p|wk)\W?\d{1,2}(?:\W{1,2}\d{4})?|\d{4}(?:1[3-9]|[2-5]\d)|13",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(r"0?[1-9]|1[0-2]", re.ASCII)


def refuse_periods(table: Table, cells: Sequence[Cell]) -> None:
    """Refuse rows that stand for other periods than months, once and with the cause."""
    texts = [_text(cell) for cell in cells if not blank(cell)]
    where = {"file": table.file, "column": table.names["month"]}
    wrong = [text for text in texts if not is_month(text) and _PERIOD.fullmatch(text)]
    if 2 * len(wrong) > len(texts) or any(text == "13" or re.fullmatch(r"\d{4}(?:1[3-9]|[2-5]\d)", text) for text in wrong):
        raise Problem("own_data.periods", value=shown(wrong[0], 24), **where)
    alone = [text for text in texts if _ALONE.fullmatch(text) or (names_a_month(text) and not is_month(text))]
    if 2 * len(alone) > len(texts):
        raise Problem("own_data.month_alone", value=shown(alone[0], 24), **where)


def refuse_even_days(table: Table, cells: Sequence[Cell], order: Order) -> None:
    """Refuse days that always lie as far apart, and no month: a series by the week or the day."""
    gaps = _gaps(_days(cells, order))
    if len(gaps) > 2 and len(set(gaps)) == 1 and gaps[0] not in MONTHLY:
        raise Problem("own_data.days_apart", file=table.file, column=table.names["month"], n=gaps[0])


def check_days(table: Table, cells: Sequence[Cell], order: Order) -> list[Problem]:
    """Refuse days that are no month apart; tell of days in the middle of a month."""
    days = _days(cells, order)
    gaps = _gaps(days)
    if len(gaps) < 2:
        return []
    if round(median(gaps)) not in MONTHLY:
        raise Problem("own_data.days_apart", file=table.file, column=table.names["month"], n=round(median(gaps)))
    middle = [day for day in days if FIRST_DAYS < day.day < 29 - WITHIN]
    return [Problem("own_data.mid_month", column=table.names["month"], day=str(middle[0]))] if 2 * len(middle) > len(days) else []


def _days(cells: Sequence[Cell], order: Order) -> list[dt.date]:
    return sorted({day for cell in cells if not blank(cell) and (day := day_of(cell, order)) is not None})


def _gaps(days: Sequence[dt.date]) -> list[int]:
    return [(after - before).days for before, after in itertools.pairwise(days)]


def _text(cell: Cell) -> str:
    """A cell as it is read; 2023.0 is 2023."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
