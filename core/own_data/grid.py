"""A table as it stands in a file: rows of cells, before anybody has decided what they mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Cell: TypeAlias = "str | int | float | bool | dt.date | dt.datetime | None"
Fault: TypeAlias = Literal["formula", "error", "merged"]


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of a file.

    Attributes
    ----------
    name : str
        Name of the sheet; empty for a file that holds one table.
    rows : Sequence[Sequence[Cell]]
        Cells from the first row and column of the sheet on; an empty cell is None.
    numbers : Sequence[int]
        What a reader calls each row: its line in the file or its row in the sheet.
    faults : dict[tuple[int, int], Fault]
        By row and column, from zero: cells whose formula was never worked out, that hold an error, or that are merged into one
        with those of other rows or stand under the one beside them.
    formats : dict[tuple[int, int], str]
        The same: what the format of a number adds to it on the screen, such as `%` or `x 1.000`.
    hidden : bool
        Whether the workbook does not show this sheet.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    numbers: Sequence[int]
    faults: dict[tuple[int, int], Fault] = field(default_factory=dict)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: bool = False


def blank(cell: Cell) -> bool:
    """Whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def column_letter(index: int) -> str:
    """A column as a spreadsheet calls it: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
