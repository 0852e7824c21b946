"""A report as a workbook: what it says and belongs to, a sheet for each figure with its numbers as numbers, notes, sources."""

from __future__ import annotations

import io
import re
from typing import Any, Final

from xlsxwriter import Workbook

from core.export.code import code
from core.export.value import Grid, Part, Report

INK, QUIET = "#1B1F23", "#57606A"
LONGEST: Final = 31
"""Letters in the name of a sheet."""
WIDE: Final = 5
"""Columns that a sentence runs over."""
LINE, NARROW = 105, 75
"""Letters in a line of a sentence, and of one that begins in the second column."""
HIGH: Final = 15.5
"""Height of a line [pt]."""
COLUMNS: Final = (60, 110)
"""Letters in the columns of a sheet of words."""
Formats = dict[str, Any]


def book(report: Report) -> bytes:
    """The file."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as made:
        made.set_properties({"title": report.title, "subject": report.subject})
        formats = _formats(made)
        _first(made, made.add_worksheet(_name(0, report.words["stamp"])), report, formats)
        for place, part in enumerate((part for part in report.parts if part.tables), start=1):
            _figure(made, made.add_worksheet(_name(place, part.finding)), part, formats)
        notes = [(part.finding, said) for part in report.parts for said in part.notes]
        if notes:
            _words(made, report.words["notes"], notes, formats)
        _words(made, report.words["sources"], [(said, url or "") for said, url in report.cited], formats)
    return file.getvalue()


def _formats(made: Any) -> Formats:
    plain = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"}
    looks: dict[str, dict[str, Any]] = {
        "text": {}, "wrap": {"text_wrap": True},
        "title": {"bold": True, "font_size": 15}, "part": {"bold": True, "font_size": 12},
        "heading": {"bold": True, "text_wrap": True, "bottom": 1, "bottom_color": QUIET},
        "right": {"bold": True, "text_wrap": True, "bottom": 1, "bottom_color": QUIET, "align": "right"},
        "label": {"font_color": QUIET}, "aside": {"align": "right"},
    }  # fmt: skip
    return {name: made.add_format(plain | look) for name, look in looks.items()}


def _name(place: int, said: str) -> str:
    """The name of a sheet: its number, and what it is of as far as that fits."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", said.partition(":")[0])
    return f"{place} {' '.join(plain.split())}"[:LONGEST].rstrip()


def _first(made: Any, sheet: Any, report: Report, formats: Formats) -> None:
    """The answer, what stands in tables, and what all of it belongs to, with its code."""
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 42)
    sheet.set_column(1, WIDE, 20)
    sheet.write_string(0, 0, report.title, formats["title"])
    sheet.write_string(
        1, 0, f"{report.words['basis']}: {report.subject}. {report.words['made']} {report.made}.", formats["label"]
    )
    row = 3
    for chapter in report.chapters:
        sheet.write_string(row, 0, chapter.title, formats["part"])
        row = _said(sheet, row + 1, chapter.texts, formats)
        for part in chapter.parts:
            row = _said(sheet, row, [part.finding, part.sentence], formats)
        for grid in chapter.tables:
            row = _grid(made, sheet, row, grid, formats)
        row += 1
    sheet.write_string(row, 0, report.words["stamp"], formats["part"])
    found = code(report.link, "png")
    for label, said in report.stamp:
        row += 1
        sheet.write_string(row, 0, label, formats["label"])
        sheet.merge_range(row, 1, row, WIDE, "", formats["wrap"])
        sheet.write_string(row, 1, said, formats["wrap"])
        sheet.set_row(row, HIGH * (1 + len(said) // NARROW))
    if found is not None:
        scale = {"x_scale": 0.4, "y_scale": 0.4, "description": report.words["code"]}
        sheet.insert_image(row + 2, 0, "code.png", {"image_data": io.BytesIO(found), **scale})


def _said(sheet: Any, row: int, texts: list[str], formats: Formats) -> int:
    """Sentences over the width of the sheet; gives the row after them."""
    for text in texts:
        sheet.merge_range(row, 0, row, WIDE, "", formats["wrap"])
        sheet.write_string(row, 0, text, formats["wrap"])
        sheet.set_row(row, HIGH * (1 + len(text) // LINE))
        row += 1
    return row


def _grid(made: Any, sheet: Any, row: int, grid: Grid, formats: Formats) -> int:
    """A table with its numbers as numbers; gives the row after it."""
    if grid.caption:
        sheet.write_string(row, 0, grid.caption, formats["label"])
        row += 1
    if max(map(len, grid.head)) > 15:
        sheet.set_row(row, 3 * HIGH)
    for place, head in enumerate(grid.head):
        sheet.write_string(row, place, head, formats["heading" if grid.left[place] else "right"])
    looks = [made.add_format({"font_name": "Calibri", "font_color": INK, "num_format": one}) for one in grid.patterns]
    for words, numbers in zip(grid.rows, grid.numbers, strict=True):
        row += 1
        for place, (said, value) in enumerate(zip(words, numbers, strict=True)):
            if value is None or place == 0 or not grid.patterns:
                sheet.write_string(row, place, said, formats["text" if grid.left[place] else "aside"])
            else:
                sheet.write_number(row, place, value, looks[place])
    return row + 2


def _figure(made: Any, sheet: Any, part: Part, formats: Formats) -> None:
    """One figure: what it finds, its tables, and beside the first a chart where its columns are of one kind."""
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 12, 16)
    sheet.write_string(0, 0, part.finding, formats["title"])
    begin = _said(sheet, 1, [part.sentence], formats) + 1
    row = begin
    for grid in part.tables:
        row = _grid(made, sheet, row, grid, formats)
    grid = part.tables[0]
    if grid.plotted and len(grid.rows) > 1:
        first, name = begin + (1 if grid.caption else 0), sheet.get_name()
        chart = made.add_chart({"type": "line"})
        for place, column in enumerate(grid.plotted):
            ink = grid.inks[place] if place < len(grid.inks) else "65757B"
            chart.add_series({
                "name": [name, first, column], "categories": [name, first + 1, 0, first + len(grid.rows), 0],
                "values": [name, first + 1, column, first + len(grid.rows), column],
                "line": {"color": f"#{ink}", "width": 2.25},
            })  # fmt: skip
        chart.set_legend({"position": "bottom"})
        chart.set_y_axis({"min": part.lowest, "num_format": grid.patterns[grid.plotted[0]], "major_gridlines": {"visible": True}})
        chart.set_size({"width": 720, "height": 320})
        sheet.insert_chart(begin, len(grid.head) + 1, chart, {"description": part.sentence})


def _words(made: Any, title: str, rows: list[tuple[str, str]], formats: Formats) -> None:
    """A sheet of words in two columns."""
    sheet = made.add_worksheet(_name(len(made.worksheets()), title))
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for place, width in enumerate(COLUMNS):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, title, formats["title"])
    for row, pair in enumerate(rows, start=2):
        for place, said in enumerate(pair):
            sheet.write_string(row, place, said, formats["wrap"])
        sheet.set_row(row, HIGH * max(1 + len(said) // width for said, width in zip(pair, COLUMNS, strict=True)))
