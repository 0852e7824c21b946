"""XLSX: the sheets of a checked package, as tables. Formulas are not worked out; their saved results are read."""

from __future__ import annotations

import datetime as dt
import io
from typing import Final

import python_calamine

from core.own_data.grid import Cell, Grid
from core.own_data.limits import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS
from core.own_data.package import SheetParts, open_package
from core.problem import Problem, shown

_PANIC: Final = "PanicException"


def read_workbook(raw: bytes, file: str) -> list[Grid]:
    """Every sheet that holds anything. Raises Problem."""
    package = open_package(raw, file)
    try:
        return _grids(package.content, file, package.sheets)
    except Problem:
        raise
    except BaseException as error:
        # The reader is compiled: what it cannot handle can come out as a panic, which is no ordinary exception.
        if isinstance(error, Exception) or type(error).__name__ == _PANIC:
            raise Problem("own_data.broken", file=file, kind="XLSX") from error
        raise


def _grids(content: bytes, file: str, sheets: dict[str, SheetParts]) -> list[Grid]:
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    shown_as = {
        sheet.name: sheet.visible for sheet in workbook.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
    }  # fmt: skip
    names = list(shown_as)
    if len(names) > MOST_SHEETS:
        raise Problem("own_data.too_many_sheets", file=file, value=len(names), high=MOST_SHEETS)
    grids, too_large = [], []
    for name in names:
        part = sheets.get(name)
        if part is None or part.too_large:
            too_large.append(name)
            continue
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        if any(cell != "" for row in rows for cell in row):
            hidden = shown_as[name] != python_calamine.SheetVisibleEnum.Visible
            cells = [[_cell(cell) for cell in row] for row in rows]
            grids.append(Grid(name, cells, range(1, len(rows) + 1), part.faults, part.formats, hidden))
    if too_large and not grids:
        raise Problem("own_data.sheet_too_large", file=file, sheet=shown(too_large[0]), rows=MOST_ROWS, columns=MOST_COLUMNS)
    return grids


def _cell(cell: object) -> Cell:
    if cell == "" or cell is None:
        return None
    if isinstance(cell, str | bool | int | float | dt.date):
        return cell
    return str(cell)
