"""The table in a file: its headings found, and what stands below them."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.own_data.columns import NEEDED, Column, recognised
from core.own_data.grid import Cell, Grid, blank, column_letter
from core.problem import Problem, shown

HEADING_ROWS: Final = 15
"""Rows from the top in which the headings may stand; a title may stand above them."""
MOST_NAMED: Final = 6
"""Months or headings that one sentence names."""


@dataclass(frozen=True)
class Table:
    """A grid with its headings found: `places` gives the position of each column, `names` its own heading."""

    file: str
    grid: Grid
    top: int
    places: dict[Column, int]
    names: dict[Column, str]

    @functools.cached_property
    def filled(self) -> list[tuple[int, Sequence[Cell]]]:
        """Rows below the headings that hold anything, each with what a reader calls it."""
        below = zip(self.grid.numbers[self.top + 1 :], self.grid.rows[self.top + 1 :], strict=True)
        return [(number, row) for number, row in below if not all(map(blank, row))]

    @functools.cached_property
    def body(self) -> list[Sequence[Cell]]:
        """The same rows."""
        return [row for _, row in self.filled]

    @functools.cached_property
    def numbers(self) -> list[int]:
        """The same names of rows."""
        return [number for number, _ in self.filled]

    def cells(self, column: Column) -> list[Cell]:
        """A column of the body."""
        return [row[self.places[column]] if self.places[column] < len(row) else None for row in self.body]


def find_table(grids: Sequence[Grid], file: str) -> Table:
    """The one table that has a month and a caseload."""
    if not grids:
        raise Problem("own_data.empty", file=file)
    found = [table for table in (_headings(grid, file) for grid in grids) if table is not None]
    fitting = [table for table in found if all(column in table.places for column in NEEDED)]
    if len(fitting) > 1:
        names = ", ".join(shown(table.grid.name) for table in fitting[:MOST_NAMED])
        raise Problem("own_data.several_sheets", file=file, known=names)
    if fitting:
        return fitting[0]
    best = max(found, key=lambda table: len(table.places), default=None)
    if best is None:
        first = next(row for grid in grids for row in grid.rows if not all(map(blank, row)))
        named = ", ".join(f"'{shown(cell, 24)}'" for cell in first[:MOST_NAMED] if not blank(cell))
        raise Problem("own_data.no_headings", file=file, found=named)
    if "caseload" in best.places:
        raise Problem("own_data.no_month", file=file)
    raise Problem("own_data.no_caseload", file=file, found=", ".join(f"'{name}'" for name in best.names.values()))


def _headings(grid: Grid, file: str) -> Table | None:
    """The row near the top that names most columns."""
    best: Table | None = None
    for top, row in enumerate(grid.rows[:HEADING_ROWS]):
        places: dict[Column, int] = {}
        names: dict[Column, str] = {}
        for at, cell in enumerate(row):
            column = recognised(cell)
            if column is None:
                continue
            if column in places:
                raise Problem(
                    "own_data.heading_twice", file=file, one=names[column], other=shown(str(cell).strip()),
                    row=grid.numbers[top],
                )  # fmt: skip
            places[column], names[column] = at, shown(str(cell).strip())
        if len(places) > (len(best.places) if best is not None else 0):
            best = Table(file, grid, top, places, names)
    return best


def check_layout(table: Table) -> list[Problem]:
    """Refuse rows that are longer than the headings and numbers without a heading; tell of columns that are not used."""
    head = table.grid.rows[table.top]
    unused = []
    for at in range(max((len(row) for row in table.body), default=0)):
        if at in table.places.values():
            continue
        filled = [i for i, row in enumerate(table.body) if at < len(row) and not blank(row[at])]
        if not filled:
            continue
        if at >= len(head) or blank(head[at]):
            raise Problem(
                "own_data.no_heading_above", file=table.file, column=column_letter(at), row=table.numbers[filled[0]],
                value=shown(table.body[filled[0]][at], 24),
            )  # fmt: skip
        unused.append(f"'{shown(str(head[at]).strip(), 24)}'")
    if not unused:
        return []
    return [Problem("own_data.unused", found=", ".join(unused[:MOST_NAMED]) + (" …" if len(unused) > MOST_NAMED else ""))]
