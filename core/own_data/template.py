"""Templates to download: the documented headings over an example of two years, as CSV and as XLSX."""

from __future__ import annotations

import csv
import io
from typing import Final

import xlsxwriter

from core.model.calendar import end_of_month, january, month_label
from core.own_data.columns import COLUMNS
from core.own_data.limits import FEWEST_MONTHS
from core.own_data.row import Row
from core.text.catalog import Language, translate

FIRST_MONTH: Final = january(2023)
_SEASON: Final = (9, 3, 0, -4, -6, -8, -12, 2, 8, 4, 2, 2)


def example_rows(count: int = FEWEST_MONTHS, stock: int = 5000) -> tuple[Row, ...]:
    """An invented municipality whose stock and flows close every month; the numbers mean nothing."""
    rows, jobs = [], 200
    for i in range(count):
        inflow, outflow = 92 + _SEASON[i % 12], 96 - _SEASON[(i + 5) % 12]
        starts, ended = 9 + i % 3, 7 + i % 2
        stock, jobs = stock + inflow - outflow, jobs + starts - ended
        rows.append(Row(FIRST_MONTH + i, stock, inflow, outflow, jobs, starts, ended))
    return tuple(rows)


def headings(language: Language) -> list[str]:
    """The documented headings, in the order of the columns."""
    return [translate(language, f"own_data.column.{column}") for column in COLUMNS]


def template_csv(language: Language) -> bytes:
    """The template as CSV that a spreadsheet of that language opens: semicolons in Dutch, commas in English."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if language == "nl" else ",", lineterminator="\r\n")
    writer.writerow(headings(language))
    for row in example_rows():
        writer.writerow([month_label(row.month), *(int(getattr(row, column)) for column in COLUMNS[1:])])
    return out.getvalue().encode("utf-8-sig")


def template_xlsx(language: Language) -> bytes:
    """The template as a workbook with real dates; the same bytes every time."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm"}) as book:
        sheet = book.add_worksheet(translate(language, "own_data.column.month"))
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(COLUMNS) - 1, 14)
        for at, heading in enumerate(headings(language)):
            sheet.write_string(0, at, heading, bold)
        for i, row in enumerate(example_rows(), 1):
            sheet.write_datetime(i, 0, end_of_month(row.month))
            for at, column in enumerate(COLUMNS[1:], 1):
                sheet.write_number(i, at, getattr(row, column))
    return out.getvalue()
