"""Days that stand for months: which month a count belongs to when a file gives a day, a day count or a moment in UTC."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from core.own_data.columns import names_a_day
from core.own_data.grid import Cell, blank
from core.own_data.months import FIRST_DAYS, Order, day_of, says_a_day, serial
from core.own_data.table import Table
from core.problem import Problem, shown

_ZERO: Final = dt.date(1899, 12, 30)
"""Day zero of a spreadsheet's day count."""
_HERE: Final = ZoneInfo("Europe/Amsterdam")


def settled(table: Table) -> tuple[list[Cell], list[Problem]]:
    """The cells of the month column as days where they were day counts or moments in UTC, and what was done to them."""
    cells = table.cells("month")
    for settle in (_from_serials, _from_utc):
        changed, note = settle(cells)
        if note is not None:
            return changed, [note]
    return cells, []


def _from_serials(cells: list[Cell]) -> tuple[list[Cell], Problem | None]:
    given = [cell for cell in cells if not blank(cell)]
    counts = [serial(cell) for cell in given]
    if not given or None in counts:
        return cells, None
    days: list[Cell] = [None if (count := serial(cell)) is None else _ZERO + dt.timedelta(count) for cell in cells]
    return days, Problem("own_data.serials", value=shown(serial(given[0])), day=str(next(filter(None, days))))


def _from_utc(cells: list[Cell]) -> tuple[list[Cell], Problem | None]:
    moments = [_moment(cell) for cell in cells]
    given = [moment for cell, moment in zip(cells, moments, strict=True) if not blank(cell)]
    if not given or None in given:
        return cells, None
    known = [moment for moment in given if moment is not None]
    aware = all(moment.tzinfo is not None for moment in known)
    # Midnight here is 22 hours in UTC in summer and 23 in winter; a file with both has lost its zone.
    lost = {moment.hour for moment in known} == {22, 23} and all(_local(moment).hour == 0 for moment in known)
    if not aware and not lost:
        return cells, None
    days: list[Cell] = [None if moment is None else _local(moment).date() for moment in moments]
    moved = next((i for i, moment in enumerate(moments) if moment is not None and days[i] != moment.date()), None)
    return (days, None) if moved is None else (days, Problem("own_data.utc", value=shown(cells[moved], 30), day=str(days[moved])))


def _moment(cell: Cell) -> dt.datetime | None:
    if isinstance(cell, dt.datetime):
        return cell
    if not isinstance(cell, str) or not 16 <= len(cell.strip()) <= 40:
        return None
    try:
        return dt.datetime.fromisoformat(cell.strip())
    except ValueError:
        return None


def _local(moment: dt.datetime) -> dt.datetime:
    return moment.replace(tzinfo=moment.tzinfo or dt.UTC).astimezone(_HERE)


def refuse_days_of_excel(cells: Sequence[Cell], order: Order, table: Table) -> None:
    """Refuse days that a spreadsheet made of `jan-23`: in one year, each month several times, with the years as days."""
    days = [(i, day) for i, cell in enumerate(cells) if (day := day_of(cell, order)) is not None]
    by_month: dict[int, list[int]] = defaultdict(list)
    for _, day in days:
        by_month[day.month].append(day.day)
    several = [month for month, found in by_month.items() if len(set(found)) == len(found) >= 2]
    if len({day.year for _, day in days}) == 1 and len(several) >= 3 and max(map(len, by_month.values())) <= 12:
        i, day = days[0]
        raise Problem(
            "own_data.excel_days", file=table.file, column=table.names["month"], row=table.numbers[i], value=str(day),
            month=f"{2000 + day.day}-{day.month:02d}",
        )  # fmt: skip


def beginning_of_month(cells: Sequence[Cell], order: Order, table: Table) -> tuple[int, list[Problem]]:
    """By how many months counts on the first days of a month lie earlier, and the note that says how they are read.

    A day of counting is the end of the month before; a month that is written as its first day is that month.
    """
    days = [day_of(cell, order) for cell in cells if not blank(cell)]
    known = [day for day in days if day is not None]
    if not known or None in days or any(day.day > FIRST_DAYS for day in known):
        return 0, []
    said = all(says_a_day(cell) for cell in cells if not blank(cell))
    if not said and not names_a_day(table.names["month"]):
        return 0, [Problem("own_data.first_days")]
    return -1, [Problem("own_data.first_days_before", column=table.names["month"], day=str(known[0]))]
