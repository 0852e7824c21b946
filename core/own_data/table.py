"""The table in a file: its headings found, and what stands below them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from core.numbers import STYLES, read_number
from core.own_data.columns import NEEDED, ROWS, Column, normal, recognised
from core.own_data.grid import Cell, Grid, blank, column_letter
from core.own_data.months import MONTHS_ACROSS, is_month, month_in_year, names_a_month
from core.own_data.units import Unit, about_assistance, of_benefits, only_units, refusal, units_in, up_to_pension
from core.problem import Problem, shown

HEADING_ROWS: Final = 15
"""Rows from the top in which the headings may stand; a title may stand above them."""
UNIT_ROWS: Final = 3
"""Rows under the headings that may still be headings, or say in what the numbers are."""
MOST_NAMED: Final = 6
"""Months or headings that one sentence names."""
_OVER_ALL: Final = frozenset({"onderwerpen", "onderwerp", "topics", "topic", "subjects", "eenheid", "unit", "units"})
"""What stands at the left of a row of headings."""

_OTHER_PERIOD: Final = re.compile(r"week|kwartaal|quarter|tertaal|^\W*(?:kalender|boek)?(?:jaar|year)\W*$", re.IGNORECASE)
"""Headings of other periods than months."""
_VERSION: Final = re.compile(r"\W*(?:nieuwe?|new)(?:\W*(?:versie|version))?[\W\d_]*", re.IGNORECASE)
"""Name of a sheet that only says that it takes the place of another: elsewhere these words are of people who come in."""
_THOUSAND: Final = re.compile(r"1[.,\s]?000")
_YEAR: Final = re.compile(r"(?:\D*\b)?((?:19|20)\d\d)\W*")
"""A heading that ends in a year."""

Places = dict[Column, list[int]]
NumberedRow = tuple[int, Sequence[Cell]]


@dataclass(frozen=True)
class Table:
    """A grid with its headings found.

    Attributes
    ----------
    top : int
        Row of the grid that names most columns.
    places, names : dict
        Position of each column, and its own heading.
    headings : dict[Column, tuple[str, ...]]
        Everything that stands above the numbers of a column, from the top of the grid on.
    titles : tuple[str, ...]
        Texts above the headings, and the name of the sheet.
    elsewhere : tuple[str, ...]
        Texts on other sheets that can be seen, such as notes.
    rows : tuple[NumberedRow, ...]
        Rows below the headings that hold anything, each with what a reader calls it.
    """

    file: str
    grid: Grid
    top: int
    places: dict[Column, int]
    names: dict[Column, str]
    headings: dict[Column, tuple[str, ...]]
    titles: tuple[str, ...]
    rows: tuple[NumberedRow, ...]
    elsewhere: tuple[str, ...] = ()

    @cached_property
    def body(self) -> list[Sequence[Cell]]:
        """The rows without their numbers."""
        return [row for _, row in self.rows]

    @cached_property
    def numbers(self) -> list[int]:
        """What a reader calls each row."""
        return [number for number, _ in self.rows]

    def cells(self, column: Column) -> list[Cell]:
        """A column of the body."""
        return [at_place(row, self.places[column]) for row in self.body]


def at_place(row: Sequence[Cell], place: int) -> Cell:
    """A cell of a row that may be shorter than the others."""
    return row[place] if place < len(row) else None


class Choice(Problem):
    """A file that holds more than one series; as a Problem it says so.

    Attributes
    ----------
    column : str
        Heading of the column that tells them apart; empty for sheets.
    values : tuple[str, ...]
        What can be chosen, in the order of the file.
    """

    def __init__(self, key: str, file: str, column: str, values: Sequence[str]) -> None:
        self.column, self.values = column, tuple(values)
        known = ", ".join(shown(value, 24) for value in values[:MOST_NAMED]) + (" …" if len(values) > MOST_NAMED else "")
        super().__init__(key, file=file, column=column, known=known, n=len(values))


def plain(text: str) -> str:
    """A name or a value as it is compared: without case and without the spaces around it."""
    return " ".join(text.split()).casefold()


def find_table(grids: Sequence[Grid], file: str, picks: Sequence[str] = ()) -> Table:
    """The one table that has a month and a caseload, on a sheet that can be seen; of several the one that was chosen."""
    if not grids:
        raise Problem("own_data.empty", file=file)
    seen = [grid for grid in grids if not grid.hidden]
    if not seen:
        raise Problem("own_data.all_hidden", file=file, known=", ".join(shown(grid.name) for grid in grids[:MOST_NAMED]))
    found = [(grid, places) for grid in seen if (places := _best_row(grid))[1]]
    fitting = [(grid, places) for grid, places in found if all(column in places[1] for column in NEEDED)]
    chosen = [one for one in fitting if plain(one[0].name) in map(plain, picks)]
    fitting = chosen if len(chosen) == 1 else fitting
    if len(fitting) > 1:
        raise Choice("own_data.several_sheets", file, "", [grid.name for grid, _ in fitting])
    if not fitting:
        raise _nothing_fits(seen, found, file)
    grid, best = fitting[0]
    notes = [other for other in seen if other is not grid and other not in [one for one, _ in found]]
    texts = tuple(cell for other in notes for row in other.rows for cell in row if isinstance(cell, str) and cell.strip())
    return replace(_table(grid, file, *best), elsewhere=texts)


def hidden_sheets(grids: Sequence[Grid]) -> list[Problem]:
    """Tell which sheets were left alone because the workbook does not show them."""
    names = [f"'{shown(grid.name, 24)}'" for grid in grids if grid.hidden]
    return [Problem("own_data.hidden", known=", ".join(names[:MOST_NAMED]))] if names else []


def _best_row(grid: Grid) -> tuple[int, Places]:
    """The row near the top that names most columns, with what is missing there and stands just above or below."""
    best: tuple[int, Places] = (0, {})
    for top, row in enumerate(grid.rows[:HEADING_ROWS]):
        places = _named(_unlike(row, grid.rows[top + 1 :]))
        if len(places) > len(best[1]):
            best = (top, places)
    top, places = best
    near = [*grid.rows[max(0, top - UNIT_ROWS) : top], *grid.rows[top + 1 : top + 1 + UNIT_ROWS]] if places else []
    for row in near:
        if holds_data(row):
            continue
        for column, at in _named(row).items():
            if column in NEEDED and column not in places and not any(at[0] in taken for taken in places.values()):
                places[column] = at
    if "caseload" in places and "month" not in places and (unnamed := _unnamed_months(grid, top)) is not None:
        places["month"] = [unnamed]
    return best


def _unnamed_months(grid: Grid, top: int) -> int | None:
    """The one column that holds months without a heading that says so, as pivot tables have it."""
    below = [row for row in grid.rows[top + 1 :] if not all(map(blank, row))]
    found = [
        at for at in range(max(map(len, below), default=0))
        if (blank(head := at_place(grid.rows[top], at)) or normal(str(head)) in ROWS)
        and 2 * sum(_says_a_month(at_place(row, at)) for row in below) > len(below)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _says_a_month(cell: Cell) -> bool:
    """Whether a cell is a month, with its year or without, and no mere number."""
    return isinstance(cell, str | dt.date) and (is_month(cell) or names_a_month(cell))


def _unlike(row: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> list[Cell]:
    """A row without what stands below it too: that is a column in which every row says the same, and no heading."""
    following = next((other for other in below if not all(map(blank, other))), ())
    return [None if cell == at_place(following, at) else cell for at, cell in enumerate(row)]


def _named(row: Sequence[Cell]) -> Places:
    places: Places = {}
    for at, cell in enumerate(row):
        if (column := recognised(cell)) is not None:
            places.setdefault(column, []).append(at)
    return places


def holds_data(row: Sequence[Cell]) -> bool:
    """Whether a row holds a month or a number."""
    return any(is_month(cell) or numeric(cell) for cell in row)


def numeric(cell: Cell) -> bool:
    """Whether a cell is a number in one style or another."""
    if isinstance(cell, str):
        return any(read_number(cell, style) is not None for style in STYLES)
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _table(grid: Grid, file: str, top: int, candidates: Places) -> Table:
    candidates = candidates | {"month": _with_the_year(grid.rows[top + 1 :], candidates["month"])}
    month_at = candidates["month"][0]
    start = top + 1
    while start < len(grid.rows) and start - top <= UNIT_ROWS and _still_heading(grid.rows[start], month_at):
        start += 1
    above = grid.rows[:start]

    def over(place: int) -> tuple[str, ...]:
        return tuple(cell.strip() for row in above if isinstance(cell := at_place(row, place), str) and cell.strip())

    places = {column: _one(grid, file, top, start, column, found) for column, found in candidates.items()}
    headings = {column: over(place) for column, place in places.items()}
    for column, texts in headings.items():
        below = [cell for row in grid.rows[top:start] if isinstance(cell := at_place(row, places[column]), str)]
        strange = any(recognised(text) != column and not only_units(text) for text in below if text.strip())
        if column != "month" and (strange or any(recognised(text) not in (None, column) for text in texts)):
            known = f"'{shown(' / '.join(texts), 60)}' ({column_letter(places[column])})"
            raise Problem("own_data.headings_over_rows", file=file, known=known)
    names = {column: _name(above, place, column) for column, place in places.items()}
    first = grid.rows[start] if start < len(grid.rows) else ()
    if blank(at_place(first, month_at)) and _THOUSAND.fullmatch(_text(at_place(first, places["caseload"]))):
        raise refusal("thousands", file, names["caseload"])  # a number under a heading, and no month: its unit
    titles = [cell for row in grid.rows[:top] for cell in row if isinstance(cell, str) and cell.strip()]
    rows = zip(list(grid.numbers)[start:], grid.rows[start:], strict=True)
    filled = tuple((number, row) for number, row in rows if not all(map(blank, row)))
    titles += _remarks(grid.rows[top:start], filled, set(places.values()))
    name = () if _VERSION.fullmatch(grid.name) else (grid.name,)
    return Table(file, grid, top, places, names, headings, (*name, *titles), filled)


def _remarks(heads: Sequence[Sequence[Cell]], rows: Sequence[NumberedRow], taken: set[int]) -> list[str]:
    """Texts beside the headings with nothing below them: they head no column, they say something of the whole table."""
    return [
        cell for row in heads for at, cell in enumerate(row)
        if isinstance(cell, str) and cell.strip() and at not in taken and all(blank(at_place(body, at)) for _, body in rows)
    ]  # fmt: skip


def _still_heading(row: Sequence[Cell], month_at: int) -> bool:
    first = at_place(row, month_at)
    empty = blank(first) or (isinstance(first, str) and (first.strip().casefold() in _OVER_ALL or recognised(first) == "month"))
    return empty and not all(map(blank, row)) and not holds_data(row)


def _name(above: Sequence[Sequence[Cell]], place: int, column: Column) -> str:
    """The heading that names a column: the lowest one that does."""
    found = (shown(str(cell).strip()) for row in reversed(above) if recognised(cell := at_place(row, place)) == column)
    return next(found, column_letter(place))


def _one(grid: Grid, file: str, top: int, start: int, column: Column, found: list[int]) -> int:
    """The one place of a column: of a count and a percentage under one name it is the count."""
    rows = grid.rows[top:start]
    texts = {at: [str(at_place(row, at)).strip() for row in rows if not blank(at_place(row, at))] for at in found}
    counts = [at for at in found if not units_in(texts[at]) - {"flow"}]
    if column == "caseload":
        paid = [at for at in found if up_to_pension(texts[at])]
        counts = paid if len(paid) == 1 else counts
    if len(found) == 1 or len(counts) == 1:
        return counts[0] if len(counts) == 1 else found[0]
    if start - top > 1 or _over_two_rows(grid, top, found):
        names = [f"'{shown(' / '.join(dict.fromkeys(texts[at])), 60)}' ({column_letter(at)})" for at in found[:MOST_NAMED]]
        raise Problem("own_data.headings_over_rows", file=file, known=", ".join(names))
    one, other = (shown(texts[at][0]) for at in found[:2])
    raise Problem(
        "own_data.heading_twice", file=file, one=one, other=other, row=grid.numbers[top],
        columns=", ".join(column_letter(at) for at in found[:MOST_NAMED]),
    )  # fmt: skip


def _with_the_year(below: Sequence[Sequence[Cell]], found: list[int]) -> list[int]:
    """Of columns that say the same months: the one that has the year too, or the first when none has; else all of them."""
    columns = {at: [at_place(row, at) for row in below if not blank(at_place(row, at))] for at in found}
    whole = [at for at, cells in columns.items() if 2 * sum(map(is_month, cells)) > len(cells)]
    if len(found) == 1 or len(whole) > 1:
        return found
    months = {tuple(map(month_in_year, cells)) for cells in columns.values()}
    return [*(whole or found)[:1]] if len(months) == 1 and None not in next(iter(months)) else found


def _over_two_rows(grid: Grid, top: int, found: list[int]) -> bool:
    """Whether headings of groups stand above these columns."""
    return any(not blank(at_place(row, at)) for row in grid.rows[max(0, top - 2) : top] for at in found if at > 0)


def _nothing_fits(grids: Sequence[Grid], found: list[tuple[Grid, tuple[int, Places]]], file: str) -> Problem:
    """Why no sheet has both a month and a number of benefits."""
    heads = [row for grid in grids for row in grid.rows[:HEADING_ROWS]]
    across = next((row for row in heads if sum(map(names_a_month, row)) >= MONTHS_ACROSS), None)
    if across is not None:
        first = next(cell for cell in across if names_a_month(cell))
        return Problem("own_data.months_across", file=file, value=shown(first, 24))
    if (year := _years_across(heads)) is not None:
        return Problem("own_data.years_across", file=file, value=shown(year, 24))
    if not found:
        row = next(row for grid in grids for row in grid.rows if not all(map(blank, row)))
        named = ", ".join(f"'{shown(cell, 24)}'" for cell in row[:MOST_NAMED] if not blank(cell))
        return _other_unit(heads, file) or Problem("own_data.no_headings", file=file, found=named)
    grid, (top, places) = max(found, key=lambda one: len(one[1][1]))
    if "caseload" in places:
        other = next((cell for row in heads for cell in row if isinstance(cell, str) and _OTHER_PERIOD.search(cell)), None)
        if other is not None:
            return Problem("own_data.periods", file=file, column=shown(other.strip()), value=shown(other.strip(), 24))
        return Problem("own_data.no_month", file=file)
    names = [shown(str(grid.rows[top][at[0]]).strip()) for at in places.values()]
    about = [cell for cell in grid.rows[top] if isinstance(cell, str) and recognised(cell) is None]
    unsure = next((cell for cell in about if of_benefits(cell) or about_assistance(cell)), None)
    if unsure is not None and _other_unit(heads, file) is None:
        return Problem("own_data.unsure_heading", file=file, column=shown(unsure.strip()))
    return _other_unit(heads, file) or Problem("own_data.no_caseload", file=file, found=", ".join(f"'{name}'" for name in names))


def _years_across(heads: Sequence[Sequence[Cell]]) -> Cell:
    """The first of several headings in a row that name years one after the other; None when no row has them."""
    for row in heads:
        named = {int(found[1]): cell for cell in row if not is_month(cell) and (found := _YEAR.fullmatch(_text(cell)))}
        if len(named) > 1 and max(named) - min(named) + 1 == len(named):
            return named[min(named)]
    return None


def _text(cell: Cell) -> str:
    """A cell as it is read; 2023.0 is 2023."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _other_unit(heads: list[Sequence[Cell]], file: str) -> Problem | None:
    """A heading that counts something else where benefits are missing: renaming it would count the wrong thing."""
    telling: tuple[Unit, ...] = ("percent", "persons", "money", "pension", "average", "beginning", "other_benefit", "forecast")
    for row in heads:
        for cell in row:
            if isinstance(cell, str) and len(cell) <= 80:
                units = units_in([cell])
                units = units if of_benefits(cell) or about_assistance(cell) else units - {"percent"}
                unit = next((unit for unit in telling if unit in units), None)
                if unit is not None and not is_month(cell):
                    return refusal(unit, file, shown(cell.strip()))
    return None
