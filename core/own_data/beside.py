"""Several series beside each other in one sheet, such as regions in columns: which of them is meant is asked, and read alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.own_data.columns import NAMES, recognised
from core.own_data.grid import Cell, Grid, blank
from core.own_data.months import is_month, names_a_month
from core.own_data.table import HEADING_ROWS, Choice, at_place, holds_data, numeric, plain
from core.own_data.units import UNITS, about_assistance, of_benefits, only_units, refusal, units_in
from core.problem import Problem, shown

LONGEST_LABEL: Final = 60
_ROWS_ABOVE: Final = 2
"""Rows over the headings in which the names of the series may stand."""
_BRACKETS: Final = re.compile(r"(.*?)[(\[]([^)\]]+)[)\]]\s*")
_PERIOD: Final = re.compile(r"\W*(?:19|20)\d\d\W*|.*\b(?:kwartaal|quarter|tertaal|week)\b.*", re.IGNORECASE)
_EDGES: Final = " \t-\N{EN DASH}:,/|"


@dataclass(frozen=True)
class _Series:
    """Series beside each other: the row of their headings, and per series its columns with the heading that each has alone."""

    top: int
    columns: Mapping[str, Mapping[int, str]]


def series_apart(grids: Sequence[Grid], file: str, picks: Sequence[str]) -> tuple[list[Grid], list[Problem], list[str]]:
    """The sheets, each with one series; a note for each that was chosen, and the choices as the file writes them.

    Raises
    ------
    Problem
        A `Choice` when it is still to be chosen which series is meant; or one that was chosen counts no benefits.
    """
    asked = [plain(pick) for pick in picks]
    found = [(grid, series) for grid in grids if not grid.hidden and (series := _beside(grid)) is not None]
    apart, notes, taken = list(grids), [], []
    for grid, series in found:
        label = next((label for label in series.columns if plain(label) in asked), None)
        if label is None:
            # Of several sheets it is asked first which one is meant.
            if len(found) == 1 or plain(grid.name) in asked:
                raise Choice("own_data.beside", file, "", [*series.columns])
            continue
        for unit in UNITS:
            if unit in units_in([label]):
                raise refusal(unit, file, shown(label))
        apart[apart.index(grid)] = _alone(grid, series, label)
        notes.append(Problem("own_data.one_beside", value=shown(label)))
        taken.append(label)
    return apart, notes, taken


def _alone(grid: Grid, series: _Series, label: str) -> Grid:
    """A sheet without the columns of the other series and the names of all of them."""
    own = series.columns[label]
    others = {at for columns in series.columns.values() for at in columns} - own.keys()
    names = {plain(name) for name in series.columns}

    def cell_of(number: int, at: int, cell: Cell) -> Cell:
        if number == series.top and at in own:
            return own[at]
        named = number < series.top and isinstance(cell, str) and plain(cell) in names
        return None if named or (number >= series.top and at in others) else cell

    rows = [[cell_of(number, at, cell) for at, cell in enumerate(row)] for number, row in enumerate(grid.rows)]
    faults = {place: fault for place, fault in grid.faults.items() if place[1] not in others}
    formats = {place: text for place, text in grid.formats.items() if place[1] not in others}
    return replace(grid, rows=rows, faults=faults, formats=formats)


def _beside(grid: Grid) -> _Series | None:
    """The series that stand beside each other in a sheet; None when it holds one, or nobody can tell."""
    for top, row in enumerate(grid.rows[:HEADING_ROWS]):
        if holds_data(row):
            break
        for reading in (_under_names, _with_names, _names_alone):
            columns = reading(grid, top)
            if len(columns) > 1:
                return _Series(top, columns)
    return None


def _under_names(grid: Grid, top: int) -> dict[str, dict[int, str]]:
    """Headings that come back under the name of each series: `Utrecht | | Zeist |` over `stand | instroom | stand | instroom`."""
    row = grid.rows[top]
    heads = {at: str(cell) for at, cell in enumerate(row) if recognised(cell) is not None}
    counts = [at for at, text in heads.items() if recognised(text) == "caseload"]
    if len(counts) < 2:
        return {}
    for above in reversed(grid.rows[max(0, top - _ROWS_ABOVE) : top]):
        names = _spread(above, len(row))
        over = [names.get(at, "") for at in counts]
        if len(set(over)) == len(over) and all(map(_is_label, over)):
            return {name: {at: text for at, text in heads.items() if names.get(at) == name} for name in over}
    return {}


def _spread(row: Sequence[Cell], width: int) -> dict[int, str]:
    """Each column with the text in or left of it, as a heading over several columns is merged."""
    names, last = {}, ""
    for at in range(width):
        cell = at_place(row, at)
        last = str(cell).strip() if not blank(cell) else last
        names[at] = last
    return names


def _with_names(grid: Grid, top: int) -> dict[str, dict[int, str]]:
    """Headings that name their series themselves: `Uitkeringen Utrecht`, `Instroom (Zeist)`."""
    columns: dict[str, dict[int, str]] = {}
    for at, cell in enumerate(grid.rows[top]):
        parts = _parted(cell) if isinstance(cell, str) else None
        if parts is not None:
            columns.setdefault(parts[1], {})[at] = parts[0]
        elif recognised(cell) == "caseload":
            return {}  # one of them is all
    counted = [[recognised(text) for text in heads.values()].count("caseload") for heads in columns.values()]
    return columns if all(count == 1 for count in counted) and all(map(_is_label, columns)) else {}


def _parted(text: str) -> tuple[str, str] | None:
    """A heading that we know and the name of a series behind or before it."""
    bracketed = _BRACKETS.fullmatch(text)
    if bracketed is not None:
        known, name = bracketed[1].strip(), bracketed[2].strip()
        return (known, name) if recognised(known) not in (None, "month") and _is_label(name) else None
    if recognised(text) is not None:
        return None
    words = text.split()
    for size in range(len(words) - 1, 0, -1):
        for known, rest in ((words[:size], words[size:]), (words[-size:], words[:-size])):
            name, head = " ".join(rest).strip(_EDGES), " ".join(known).strip(_EDGES)
            if recognised(head) not in (None, "month") and _is_label(name):
                return head, name
    return None


def _names_alone(grid: Grid, top: int) -> dict[str, dict[int, str]]:
    """Names of series beside the months, under a title that says that benefits are counted."""
    row = grid.rows[top]
    heads = {at: cell.strip() for at, cell in enumerate(row) if isinstance(cell, str) and cell.strip()}
    months = [at for at, text in heads.items() if recognised(text) == "month"]
    names = {at: text for at, text in heads.items() if at not in months}
    titles = [cell for above in grid.rows[:top] for cell in above if isinstance(cell, str)]
    told = [text for text in (*titles, grid.name) if of_benefits(text) or about_assistance(text)]
    if len(months) != 1 or not told or units_in(told) or len(set(map(plain, names.values()))) != len(names):
        return {}
    below = [line for line in grid.rows[top + 1 :] if is_month(at_place(line, months[0]))]
    if not all(recognised(text) is None and _is_label(text) and not units_in([text]) for text in names.values()):
        return {}
    if not all(2 * sum(numeric(at_place(line, at)) for line in below) > len(below) for at in names):
        return {}
    return {text: {at: NAMES["caseload"][0]} for at, text in names.items()}


def _is_label(text: str) -> bool:
    """Whether a text can be the name of a region or a group, and is no heading, unit or period of its own."""
    known = recognised(text) is not None or only_units(text) or names_a_month(text) or _PERIOD.fullmatch(text)
    return 0 < len(text) <= LONGEST_LABEL and not known
