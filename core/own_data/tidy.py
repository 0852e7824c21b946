"""Rows that are no months: totals and remarks below, years and quarters between, and months that are still empty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.model.calendar import month_label
from core.own_data.columns import names_a_year
from core.own_data.grid import Cell, blank
from core.own_data.months import in_year, is_month, order_of, read_month
from core.own_data.table import NumberedRow, Table, at_place, numeric
from core.own_data.units import units_in
from core.problem import Problem, shown

_NONE: Final = frozenset(
    (
        "",
        ".",
        "..",
        "...",
        ":",
        "-",
        "–",
        "—",
        "x",
        "n.b.",
        "nb",
        "n.v.t.",
        "nvt",
        "n/a",
        "na",
        "nan",
        "null",
        "none",
        "#n/b",
        "#n/a",
    )
)
"""What stands in a cell for a number that is not there."""
_TOTAL: Final = re.compile(
    r"\W*(?:sub|eind|grand\s?|jaar)?(?:totaal|totalen|totals?|gemiddelde?|gem|average|mean|som|sum|cumulatief"
    r"|media+n|max(?:imum)?|min(?:imum)?|mutatie|verschil|verandering|change|difference|doel(?:stelling)?|target|begroting|budget"
    r"|raming|prognose|forecast)\b.*",
    re.IGNORECASE,
)
_PERIOD: Final = re.compile(
    r"\d{4}(?:\.0)?\W*|\d{4}\s?(?:jj|kw|hj)\d\d|(?:jaar|year)\s?\d{4}|\d{4}\s?(?:jaar|year|totaal|total)\W*"
    r"|(?:\d{4}\W*)?(?:q|k)\W?[1-4](?:\W*\d{4})?|(?:\d{4}\W*)?(?:[1-4]e?|[1-4](?:st|nd|rd|th)|[iv]{1,3})\s*(?:kwartaal|quarter)(?:\W*\d{4})?",
    re.IGNORECASE,
)  # fmt: skip
"""A year or a quarter, as CBS and others put them between the months."""


def with_months_joined(table: Table) -> Table:
    """The same table with year and month in one column when they stood in two."""
    head = table.grid.rows[table.top]
    year_at = next((at for at, cell in enumerate(head) if names_a_year(cell)), None)
    cells = [cell for cell in table.cells("month") if not blank(cell)]
    if year_at is None or 2 * sum(map(is_month, cells)) > len(cells):
        return table
    month_at = table.places["month"]
    rows: list[NumberedRow] = []
    year: Cell = None
    for number, row in table.rows:
        cell = at_place(row, year_at)
        # A pivot table writes the year once, above its months.
        year = year if blank(cell) else cell
        joined = in_year(year, at_place(row, month_at))
        other = list(row) + [None] * (month_at + 1 - len(row))
        if joined is not None:
            other[month_at] = joined
        elif blank(other[month_at]):
            other[month_at] = cell
        if year_at != month_at and year_at < len(other):
            other[year_at] = None
        rows.append((number, other))
    return replace(table, rows=tuple(rows))


def tidied(table: Table) -> tuple[Table, list[Problem]]:
    """The table without what certainly is no month, and what was left out."""
    foreseen = [row for row in table.rows if _foreseen(table, row[1])]
    rows = [row for row in table.rows if row not in foreseen] if len(foreseen) < len(table.rows) else list(table.rows)
    empty, aside = [], []
    while rows:
        number, row = rows[-1]
        month = at_place(row, table.places["month"])
        if is_month(month):
            if not _uncounted(table, number, row):
                break
            empty.append(rows.pop())
        elif _below(table, row):
            aside.append(rows.pop())
        else:
            break
    between = [row for row in rows if _between(table, row[1])]
    months = [row for row in rows if row not in between]
    if between and _in_a_row(table, months):
        rows, aside = months, [*between, *aside]
    notes = []
    if len(rows) < len(table.rows) and foreseen:
        number, row = foreseen[0]
        said = next(cell for cell in row if isinstance(cell, str) and "forecast" in units_in([cell]))
        notes.append(Problem("own_data.forecasts", row=number, others=len(foreseen) - 1, value=shown(said.strip(), 32)))
    if empty:
        cells = [at_place(row, table.places["month"]) for _, row in reversed(empty)]
        notes.append(Problem("own_data.empty_months", first=_named(cells[0]), last=_named(cells[-1])))
    if aside:
        number, row = min(aside, key=lambda one: one[0])
        text = next((cell for cell in row if not blank(cell)), "")
        notes.append(Problem("own_data.left_out", row=number, others=len(aside) - 1, value=shown(str(text).strip(), 32)))
    return replace(table, rows=tuple(rows)), notes


def _foreseen(table: Table, row: Sequence[Cell]) -> bool:
    """Whether a month says of itself that it is a forecast."""
    others = [cell for at, cell in enumerate(row) if at not in table.places.values()]
    return any(isinstance(cell, str) and len(cell) <= 40 and "forecast" in units_in([cell]) for cell in others)


def _named(cell: Cell) -> str:
    month = read_month(cell, "day first")
    return shown(cell, 24) if month is None else month_label(month)


def _uncounted(table: Table, number: int, row: Sequence[Cell]) -> bool:
    """Whether a month has no counts at all."""
    places = [place for column, place in table.places.items() if column != "month"]
    return all(
        str(at_place(row, place) or "").strip().casefold() in _NONE
        and at_place(row, place) != 0
        and (number - 1, place) not in table.grid.faults
        for place in places
    )  # fmt: skip


def _below(table: Table, row: Sequence[Cell]) -> bool:
    """Whether a row below the last month is a total or a remark: it says so, or it has no count and is no month."""
    if any(isinstance(cell, str) and _TOTAL.fullmatch(cell.strip()) for cell in row):
        return True
    count = at_place(row, table.places["caseload"])
    if blank(count):
        return True
    return not any(map(numeric, row)) and sum(not blank(cell) for cell in row) == 1


def _between(table: Table, row: Sequence[Cell]) -> bool:
    """Whether a row stands for a year or a quarter."""
    cell = at_place(row, table.places["month"])
    if is_month(cell) or isinstance(cell, bool):
        return False
    text = "" if cell is None else str(cell).strip()
    return bool(_PERIOD.fullmatch(text) or _TOTAL.fullmatch(text))


def _in_a_row(table: Table, rows: Sequence[NumberedRow]) -> bool:
    """Whether these rows alone are months without a gap, so that what stands between them is nothing that they miss."""
    cells = [at_place(row, table.places["month"]) for _, row in rows]
    found = [read_month(cell, order_of(cells) or "day first") for cell in cells]
    known = {month for month in found if month is not None}
    return None not in found and bool(known) and max(known) - min(known) + 1 == len(known)
