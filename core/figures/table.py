"""A table as values: what stands beside a chart on the screen, and what an export writes with numbers as numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core.text import format as house
from core.text.catalog import Language

Cell = float | str | dt.date | None
"""None is a cell that stays empty."""


@dataclass(frozen=True, slots=True)
class Column:
    """How the cells of a column are written.

    Attributes
    ----------
    heading : str
        In the reader's language, with the unit where the caption does not say it.
    decimals : int
        Of its numbers.
    signed : bool
        Whether a number above zero has a plus before it: a difference.
    words : bool
        Whether its cells are text and stand left.
    """

    heading: str
    decimals: int = 0
    signed: bool = False
    words: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A captioned table; the first column names the row. `note` is a sentence that stands before it."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    note: str | None = None


def written(table: Table, language: Language) -> list[list[str]]:
    """The cells as a reader sees them."""
    return [[_cell(cell, column, language) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows]


def _cell(cell: Cell, column: Column, language: Language) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, dt.date):
        return house.date(cell, language)
    text = house.number(cell, language, column.decimals)
    return f"+{text}" if column.signed and round(cell, column.decimals) > 0.0 else text
