"""Monthly counts and flows: from a table in a file to checked rows."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from core.model.calendar import january, month_label, month_of
from core.numbers import STYLES, Style, read_number, styles_of
from core.own_data.beside import series_apart
from core.own_data.checks import (
    against_the_stock,
    counts_of_more_months,
    counts_that_add_up,
    flows_of_another_kind,
    flows_over_more_months,
    jumps,
    leaps,
    notes_on_closing,
    repeated,
    rounded,
    swapped_flows,
)
from core.own_data.columns import COLUMNS, NEEDED, STOCKS, Column
from core.own_data.days import beginning_of_month, refuse_days_of_excel, settled
from core.own_data.files import file_name, read_grids
from core.own_data.grid import Cell, Grid, blank, column_letter
from core.own_data.groups import picked
from core.own_data.layout import check_layout, second_table
from core.own_data.limits import FEWEST_MONTHS, FIRST_YEAR, MOST_BENEFITS, MOST_MONTHS, Refusal, together
from core.own_data.meaning import check_units
from core.own_data.months import order_of, read_month
from core.own_data.periods import check_days, refuse_even_days, refuse_periods
from core.own_data.row import Row
from core.own_data.table import MOST_NAMED, Table, find_table, hidden_sheets, plain
from core.own_data.tidy import tidied, with_months_joined
from core.problem import Problem, shown

NOISE: Final = 1e-6
"""Distance to a whole number that nobody counted."""
GridsOf = Callable[[bytes, str], Sequence[Grid]]


@dataclass(frozen=True, slots=True)
class Monthly:
    """A file that holds.

    Attributes
    ----------
    file, sheet : str
        Where the rows come from; `sheet` is empty for a file with one table.
    rows : tuple[Row, ...]
        One per month, no month missing, first month first.
    columns : tuple[Column, ...]
        The columns that were found.
    notes : tuple[Problem, ...]
        What a reader should know though the file is used as it is.
    picks : tuple[str, ...]
        What was chosen in a file that holds several regions, groups or sheets.
    """

    file: str
    sheet: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    notes: tuple[Problem, ...]
    picks: tuple[str, ...] = ()


def read_monthly(raw: bytes, name: str, today: dt.date, grids_of: GridsOf = read_grids, picks: Sequence[str] = ()) -> Monthly:
    """Checked rows from a CSV, XLSX or Parquet file.

    Parameters
    ----------
    raw : bytes
        The whole file.
    name : str
        Its name, which must end as its content asks.
    today : date
        Counts of a later month are refused.
    grids_of : GridsOf
        Reads the tables in the file: here, or in a box.
    picks : Sequence[str]
        Which regions, groups or sheet of the file are meant.

    Raises
    ------
    Refusal
        With every fault that was found, in the order of the file.
    """
    try:
        return _read(grids_of(raw, name), file_name(name), today, picks)
    except Refusal:
        raise
    except Problem as problem:
        raise Refusal([problem]) from problem


def _read(grids: Sequence[Grid], file: str, today: dt.date, picks: Sequence[str]) -> Monthly:
    filled = [grid for grid in grids if any(not all(map(blank, row)) for row in grid.rows)]
    filled, beside, chosen = series_apart(filled, file, picks)
    rest = [pick for pick in picks if plain(pick) not in map(plain, chosen)]
    table, groups, taken = picked(with_months_joined(find_table(filled, file, rest)), rest)
    table, left_out = tidied(table)
    told, sure = check_units(table, rest)
    notes = beside + groups + told + left_out + hidden_sheets(filled)
    if problems := _misplaced(table) or second_table(table):
        raise Refusal(problems)
    cells, read_as = settled(table)
    refuse_periods(table, cells)
    months, on_first = _months(table, cells)
    notes += check_layout(table)
    rows, problems = _rows(table, cells, months, today)
    problems = problems or _check_series(rows, table)
    if problems:
        told = together(problems)
        # Nobody typed a Parquet file: whatever wrote its first fault wrote the others.
        raise Refusal(told[:1] if file.lower().endswith(".parquet") else told)
    rows.sort(key=lambda row: row.month)
    notes += read_as + on_first + notes_on_closing(rows) + jumps(rows) + rounded(rows) + repeated(rows)
    columns = tuple(column for column in COLUMNS if column in table.places)
    return Monthly(file, table.grid.name, tuple(rows), columns, tuple(notes), (*chosen, *taken, *sure))


# Rows --------------------------------------------------------------------------------------------------------------


def _misplaced(table: Table) -> list[Problem]:
    """Months where counts should stand: told once, not in every row."""
    months = [cell for cell in table.cells("month") if not blank(cell)]
    counts = [cell for cell in table.cells("caseload") if not blank(cell)]

    def are_months(cells: list[Cell]) -> int:
        return sum(read_month(cell, "day first") is not None for cell in cells if isinstance(cell, str | dt.date))

    if counts and 2 * are_months(counts) > len(counts) and 2 * are_months(months) < len(months):
        names = table.names
        return [Problem("own_data.swapped", file=table.file, one=names["month"], other=names["caseload"])]
    return []


def _rows(table: Table, cells: Sequence[Cell], months: Sequence[int | None], today: dt.date) -> tuple[list[Row], list[Problem]]:
    """Every row that can be read, and a fault for every cell that cannot, in the order of the file.

    Of a row that is no month that alone is told.
    """
    faults: dict[int, list[Problem]] = {}
    for i, (cell, month) in enumerate(zip(cells, months, strict=True)):
        try:
            _check_month(table, i, cell, month, month_of(today))
        except Problem as problem:
            faults[i] = [problem]
    no_months = frozenset(faults)
    values: dict[Column, list[float | None]] = {}
    styles = _styles(table)
    for column in table.places:
        if column == "month":
            continue
        values[column] = []
        for i, cell in enumerate(table.cells(column)):
            try:
                values[column].append(_number(table, column, i, cell, styles[column]))
            except Problem as problem:
                if i not in no_months:
                    faults.setdefault(i, []).append(problem)
                values[column].append(None)
    rows = []
    for i, month in enumerate(months):
        caseload = values["caseload"][i]
        if month is None or caseload is None:
            continue
        rest = {column: values[column][i] if column in values else None for column in COLUMNS[2:]}
        rows.append(Row(month, caseload, **rest))
    return rows, [problem for i in sorted(faults) for problem in faults[i]]


def _months(table: Table, cells: Sequence[Cell]) -> tuple[list[int | None], list[Problem]]:
    """Month of each row, and how counts on the first of a month are read."""
    given = [cell for cell in cells if not blank(cell)]
    order = order_of(given)
    if order is None:
        raise Problem("own_data.date_order", file=table.file, column=table.names["month"], value=shown(given[0], 24))
    refuse_even_days(table, cells, order)
    refuse_days_of_excel(cells, order, table)
    shift, notes = beginning_of_month(cells, order, table)
    notes += check_days(table, cells, order)
    found = [read_month(cell, order) for cell in cells]
    return [None if month is None else month + shift for month in found], notes


def _check_month(table: Table, i: int, cell: Cell, month: int | None, this_month: int) -> None:
    """Refuse a cell that is no month, or one that cannot have been counted. Raises Problem."""
    where = {"row": table.numbers[i], "column": table.names["month"]}
    if (fault := _fault(table, "month", i)) is not None:
        raise fault
    if blank(cell):
        raise Problem("own_data.no_date", **where)
    if month is None:
        raise Problem("own_data.date", value=shown(cell, 24).strip(), **where)
    if month > this_month:
        raise Problem("own_data.future", value=month_label(month), today=month_label(this_month), **where)
    if month < january(FIRST_YEAR):
        raise Problem("own_data.ancient", value=month_label(month), first=FIRST_YEAR, **where)


def _styles(table: Table) -> dict[Column, Style]:
    """How each column writes its numbers. A column that can be read in two ways follows the others."""
    possible: dict[Column, frozenset[Style]] = {}
    for column in table.places:
        if column != "month":
            texts = [cell for cell in table.cells(column) if isinstance(cell, str) and not blank(cell)]
            possible[column] = styles_of(texts, whole=column in STOCKS)
    decided = {next(iter(found)) for found in possible.values() if len(found) == 1}
    styles: dict[Column, Style] = {}
    for column, found in possible.items():
        if found:
            styles[column] = "nl" if found == frozenset(STYLES) else next(iter(found))
        elif len(decided) == 1:
            styles[column] = next(iter(decided))
        else:
            texts = [cell for cell in table.cells(column) if isinstance(cell, str) and not blank(cell)]
            value = next((text for text in texts if read_number(text, "nl") != read_number(text, "en")), texts[0])
            raise Problem("own_data.ambiguous", file=table.file, column=table.names[column], value=shown(value.strip(), 24))
    return styles


def _fault(table: Table, column: Column, i: int) -> Problem | None:
    """A formula that was never worked out or went wrong, or a merged cell, where one is needed."""
    fault = table.grid.faults.get((table.numbers[i] - 1, table.places[column]))
    if fault is None:
        return None
    cell = f"{column_letter(table.places[column])}{table.numbers[i]}"
    key = {"column": table.names[column], "row": table.numbers[i], "cell": cell}
    if fault == "merged":
        return Problem("own_data.merged", **key)
    return Problem("own_data.formula", **key) if fault == "formula" else Problem("own_data.formula_error", **key)


def _number(table: Table, column: Column, i: int, cell: Cell, style: Style) -> float | None:
    """A cell as a number; None for an empty one that may be empty. Raises Problem that names row, column and value."""
    where = {"row": table.numbers[i], "column": table.names[column]}
    if (fault := _fault(table, column, i)) is not None:
        raise fault
    if blank(cell):
        if column in NEEDED:
            raise Problem("own_data.no_count", **where)
        return None
    value = _rounded(_value(cell, style))
    text = shown(cell, 24).strip()
    if isinstance(cell, dt.date):
        raise Problem("own_data.date_not_number", value=text, **where)
    if value is None:
        raise Problem("own_data.number", value=text, **where)
    if not math.isfinite(value):
        raise Problem("own_data.not_finite", value=text, **where)
    if value < 0:
        raise Problem("own_data.negative", value=text, **where)
    if column in STOCKS and not value.is_integer():
        raise Problem("own_data.not_whole", value=text, **where)
    if value > MOST_BENEFITS:
        raise Problem("own_data.too_high", value=text, high=MOST_BENEFITS, **where)
    if column == "caseload" and value == 0:
        raise Problem("own_data.zero", **where)
    return value


def _rounded(value: float | None) -> float | None:
    """The whole number that a spreadsheet shows where its arithmetic left noise behind."""
    noise = value is not None and math.isfinite(value) and abs(value - round(value)) < NOISE
    return float(round(value)) if noise and value is not None else value


def _value(cell: Cell, style: Style) -> float | None:
    if isinstance(cell, bool) or cell is None or isinstance(cell, dt.date):
        return None
    if isinstance(cell, int | float):
        try:
            return float(cell)
        except OverflowError:
            return math.inf
    if cell.strip().lower().lstrip("+-") in ("nan", "inf", "infinity"):
        return math.nan
    return read_number(cell, style)


# The series as a whole ---------------------------------------------------------------------------------------------


def _check_series(rows: list[Row], table: Table) -> list[Problem]:
    """Months twice or missing, too few or too many, and columns that look swapped."""
    file = table.file
    if not rows:
        return [Problem("own_data.no_rows", file=file)]
    problems = []
    counted = Counter(row.month for row in rows)
    for month, times in sorted(counted.items()):
        if times > 1:
            at = ", ".join(str(number) for row, number in zip(rows, table.numbers, strict=True) if row.month == month)
            problems.append(Problem("own_data.month_twice", month=month_label(month), rows=shown(at)))
    missing = sorted(set(range(min(counted), max(counted) + 1)) - counted.keys())
    if missing and not problems:  # a month that was read as another is there twice, and missing: it is told once
        named = ", ".join(month_label(month) for month in missing[:MOST_NAMED]) + (" …" if len(missing) > MOST_NAMED else "")
        one = Problem("own_data.month_missing", known=named)
        problems.append(one if len(missing) == 1 else Problem("own_data.months_missing", n=len(missing), known=named))
    if len(counted) < FEWEST_MONTHS:
        problems.append(Problem("own_data.too_few", file=file, n=len(counted), low=FEWEST_MONTHS))
    if len(counted) > MOST_MONTHS:
        problems.append(Problem("own_data.too_many_months", file=file, n=len(counted), high=MOST_MONTHS))
    if problems:
        return problems
    ordered = sorted(rows, key=lambda row: row.month)
    names = table.names
    checks = (
        counts_that_add_up, counts_of_more_months, leaps, against_the_stock, swapped_flows, flows_over_more_months,
        flows_of_another_kind,
    )  # fmt: skip
    return next((found for check in checks if (found := check(ordered, names))), [])
