"""Files that the tests upload, made in memory: good ones in every format, and the parts that bad ones are made of."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from core.model.calendar import end_of_month, month_label
from core.own_data.row import Row
from core.own_data.template import example_rows

TODAY = dt.date(2026, 11, 22)
HEAD = ["maand", "uitkeringen", "instroom", "uitstroom"]
Table = list[list[Any]]


def months(count: int = 36, first: int = 12 * 2022, stock: int = 5000) -> tuple[Row, ...]:
    """Rows of the template's invented municipality, from another first month."""
    return tuple(
        Row(first + i, *(getattr(row, name) for name in Row.__dataclass_fields__ if name != "month"))
        for i, row in enumerate(example_rows(count, stock))
    )


def table(rows: Sequence[Row] = (), head: Sequence[str] = HEAD) -> Table:
    """Headings and whole numbers as people type them in a plain file."""
    rows = rows or months()
    body: Table = [[month_label(row.month), *(int(v) for v in (row.caseload, row.inflow or 0, row.outflow or 0))] for row in rows]
    return [list(head), *body]


def with_cell(row: int, column: int, value: Any) -> Table:
    """The good table with another value in one cell; row 1 is the first month."""
    found = table()
    found[row][column] = value
    return found


def as_csv(cells: Table, separator: str = ";", encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(cells)
    return out.getvalue().encode(encoding)


def as_xlsx(*sheets: Table, change: Callable[[Any, Any], None] | None = None) -> bytes:
    """A workbook; a date becomes a real date. `change` gets the book and its first sheet before it is closed."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "d-m-yyyy"}) as book:
        made = [book.add_worksheet(f"blad {i}") for i in range(1, len(sheets) + 1)]
        for sheet, cells in zip(made, sheets, strict=True):
            for i, row in enumerate(cells):
                for j, cell in enumerate(row):
                    if isinstance(cell, dt.date):
                        sheet.write_datetime(i, j, cell)
                    elif cell is not None:
                        sheet.write(i, j, cell)
        if change is not None:
            change(book, made[0])
    return out.getvalue()


def as_parquet(columns: dict[str, Any], **options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return out.getvalue()


def parquet_of(rows: Sequence[Row] = (), **other: Any) -> bytes:
    rows = rows or months()
    columns: dict[str, Any] = {
        "maand": [end_of_month(row.month) for row in rows],
        "uitkeringen": [int(row.caseload) for row in rows],
        "instroom": [row.inflow for row in rows],
        "uitstroom": [row.outflow for row in rows],
    }
    return as_parquet(columns | other)


def repacked(raw: bytes, replace: dict[str, bytes | None], packed: bool = True) -> bytes:
    """A zip file with parts added, replaced, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else 0) as new:
        parts: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()} | replace
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def part(raw: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read(name)
