"""A table as a file for a spreadsheet: one number to a cell, in the reader's own style, and below it what it belongs to."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from typing import Final

from core.figures.table import Cell, Column, Range, Remark, Sampled, Table
from core.text.catalog import Language, translate
from core.text.changes import slug

Stamp = Sequence[tuple[str, str]]
"""What a file belongs to, line by line: what it is called, and what it is."""

LONGEST_NAME: Final = 60
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A text that begins so is worked out by a spreadsheet, also one that somebody else gave; the wide signs by an Asian one."""


def table_csv(table: Table, stamp: Stamp, language: Language) -> bytes:
    """The file: headings, rows, an empty line, and the stamp. Dutch ones part by semicolons, as their numbers have commas."""
    file = io.StringIO(newline="")
    write = csv.writer(file, delimiter=";" if language == "nl" else ",")
    kinds = [_kind([row[i] for row in table.rows]) for i in range(len(table.columns))]
    pairs = list(zip(table.columns, kinds, strict=True))
    write.writerow([text for column, kind in pairs for text in _headings(column, kind, language)])
    for row in table.rows:
        cells = zip(row, pairs, strict=True)
        write.writerow([text for cell, (column, kind) in cells for text in _cells(cell, column, kind, language)])
    write.writerow([])
    write.writerows([[_text(label), _text(said)] for label, said in (("", table.caption), *stamp)])
    return file.getvalue().encode("utf-8-sig")


def file_name(table: Table, of: str = "koers") -> str:
    """The name of a file of a table: of which page and scenario it is, and its caption."""
    return f"{of}-{slug(table.caption, LONGEST_NAME)}.csv"


def _kind(cells: Sequence[Cell]) -> type | None:
    """The kind of cell that takes two columns, when there is one among these."""
    return next((kind for kind in (Range, Sampled, Remark) if any(isinstance(cell, kind) for cell in cells)), None)


def _headings(column: Column, kind: type | None, language: Language) -> list[str]:
    unit = "%" if column.percent else "€" if column.euro else ""
    heading = column.heading
    if unit and unit not in heading:
        heading = translate(language, "file.with_unit", heading=heading, unit=unit).strip()
    if kind is None:
        return [_text(heading)]
    ends = {Range: ("low", "high"), Sampled: (None, "error"), Remark: (None, "remark")}[kind]
    return [_text(heading if end is None else translate(language, f"file.{end}", heading=heading)) for end in ends]


def _cells(cell: Cell, column: Column, kind: type | None, language: Language) -> list[str]:
    """A cell as the columns of its kind have it; one that is no pair itself leaves the second empty."""
    match cell:
        case Range(low, high):
            return [_number(low, column, language), _number(high, column, language)]
        case Sampled(value, error):
            return [_number(value, column, language), _number(error, column, language)]
        case Remark(value, text):
            return [_number(value, column, language), _text(text)]
    single = "" if cell is None else _text(cell) if isinstance(cell, str) else _single(cell, column, language)
    return [single] if kind is None else [single, ""]


def _single(cell: float | dt.date, column: Column, language: Language) -> str:
    return cell.isoformat() if isinstance(cell, dt.date) else _number(cell, column, language)


def _number(value: float, column: Column, language: Language) -> str:
    """As on the screen to the last digit, without thousands marks and signs of money: what every spreadsheet reads."""
    text = f"{100.0 * value if column.percent else value:.{column.decimals}f}"
    text = text.rstrip("0").rstrip(".") if column.trimmed and "." in text else text
    text = text.removeprefix("-") if not text.strip("-0.") else text
    return text.replace(".", ",") if language == "nl" else text


def _text(text: str) -> str:
    plain = text.replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", " ")
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
