"""Columns of a sheet that computes: each has a formula per row, and the value that the model has for it.

A program that shows a file without working it out (a mail, a phone, a protected view) shows the values that stand beside the
formulas, so they must be the model's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from core.model.parameters import Floats
from core.text.catalog import Language, translate

A4: Final = 9
"""What a spreadsheet calls that size of paper."""
HEAD: Final = 3
"""Row of the headings, counted from 1; the first row of values comes under it."""
FIRST: Final = HEAD + 1
Formats = dict[str, Any]
Made = Callable[[int], str | float | None]
"""What stands in a row, counted from 1: a formula, a number, or nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes
    ----------
    name : str
        By which other columns refer to it, and message key of its heading below `export.column`.
    made : Made
    values : Sequence[float] | Floats
        What the model has, row by row.
    form : str
        Name of a format: "date", "count", "million", "share", "flow", "plain" or "euro".
    """

    name: str
    made: Made
    values: Sequence[float] | Floats
    form: str


class Columns:
    """Columns of one sheet in their order; gives the address of a cell by the column's name and its row."""

    def __init__(self, names: Iterable[str], sheet: str = "") -> None:
        self._letters = {name: xl_col_to_name(place) for place, name in enumerate(names)}
        self._sheet = f"'{sheet}'!" if sheet else ""

    def at(self, name: str, row: int) -> str:
        """A cell: `$D5`, or `'Jaren'!$D5` seen from another sheet."""
        return f"{self._sheet}${self._letters[name]}{row}"

    def part(self, name: str, first: int, last: int) -> str:
        """A part of a column: `$D$4:$D$20`."""
        letter = self._letters[name]
        return f"{self._sheet}${letter}${first}:${letter}${last}"


def write_columns(sheet: Any, title: str, columns: Sequence[Column], formats: Formats, language: Language) -> None:
    """Write a sheet of columns under a title; the first column stays in view."""
    sheet.write_string(0, 0, title, formats["title"])
    for place, column in enumerate(columns):
        tenure = column.name.partition(":")
        heading = translate(language, f"export.column.{tenure[0]}", n=tenure[2])
        sheet.write_string(HEAD - 1, place, heading, formats["heading"])
        for i, value in enumerate(np.asarray(column.values, dtype=np.float64)):
            made = column.made(FIRST + i)
            if made is None:
                continue
            if isinstance(made, str):
                sheet.write_formula(FIRST - 1 + i, place, made, formats[column.form], float(value))
            else:
                sheet.write_number(FIRST - 1 + i, place, made, formats[column.form])
    sheet.set_column(0, len(columns) - 1, 14)
    sheet.set_row(HEAD - 1, 64)
    sheet.freeze_panes(FIRST - 1, 1)
    # On paper the months and the headings stand on every page, and every month on one.
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(0, 1)
    sheet.repeat_columns(0)
    sheet.repeat_rows(HEAD - 1)
