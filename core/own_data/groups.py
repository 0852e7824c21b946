"""Rows of several regions or groups under each other, and sheets beside each other: which are meant is asked, never guessed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.own_data.grid import Cell, blank
from core.own_data.months import is_month
from core.own_data.table import Choice, NumberedRow, Table, at_place, plain
from core.own_data.units import UNITS, Unit, of_benefits, refusal, units_in
from core.problem import Problem, shown

LONGEST_VALUE: Final = 60
MOST_VALUES: Final = 500
"""Groups that can be chosen from; there are fewer municipalities."""
MOST_GROUPED: Final = 5
"""Columns of groups in one file."""
_PLACE: Final = re.compile(
    r"\W*(?:(?:naam|code) )?(?:gemeenten?|regio'?s?|gebied(?:en)?|wijk(?:en)?|buurt(?:en)?|stadsde(?:el|len)|provincies?|gm"
    r"|municipalit(?:y|ies)|regions?|areas?|districts?|cit(?:y|ies))[\s_-]*(?:naam|name|code)?\W*",
    re.IGNORECASE,
)
"""Headings of a column that says where was counted: no series goes on in another place."""


_PEOPLE: Final = re.compile(
    r"geslacht|leeftijd|nationaliteit|herkomst|migratie|geboorteland|gezin|leefvorm|huishoud|samenstelling|burgerlijke"
    r"|klantmanager|consulent|\bteam\b|\bduur|uitkeringsduur|\btrede|\bfase\b|doelgroep|opleiding|afstand tot"
    r"|\bsex\b|\bgender\b|\bage\b|nationality|duration|household|education|caseworker",
    re.IGNORECASE,
)
"""Headings of a column that divides the benefits by who has them, or who handles them."""
_WHOLE: Final = re.compile(r"\b(?:totale?|totaal|alle|samen|gezamenlijk|total|all|overall)\b", re.IGNORECASE)


def picked(table: Table, picks: Sequence[str]) -> tuple[Table, list[Problem], tuple[str, ...]]:
    """The rows that were chosen of each group, a note for each choice, and the choices as the file writes them.

    Raises
    ------
    Problem
        A `Choice` when something is still to be chosen; or a choice is not in the file, or counts no benefits.
    """
    left = [pick for pick in picks if plain(pick) != plain(table.grid.name)]
    taken = [table.grid.name] if len(left) < len(picks) else []
    notes: list[Problem] = []
    for _ in range(MOST_GROUPED):
        found = _groups(table)
        if found is None:
            break
        at, column, values = found
        value = next((value for value in values if plain(value) in map(plain, left)), None)
        if value is None:
            others = [_no_count(table, column, one) for one in values]
            if None not in others and others[0] is not None:
                raise others[0]
            raise Choice("own_data.groups", table.file, column, values)
        left = [pick for pick in left if plain(pick) != plain(value)]
        if (no_count := _no_count(table, column, value)) is not None:
            raise no_count
        table = _only(table, at, value)
        notes.append(Problem("own_data.group", column=column, value=shown(value)))
        taken.append(value)
    words = [*table.titles, *(text for texts in table.headings.values() for text in texts)]
    cells = [cell for row in (*table.body, words) for cell in row if isinstance(cell, str)] if left else []
    held = {plain(shown(cell, LONGEST_VALUE)) for cell in cells}
    for pick in left:
        if plain(pick) not in held:
            raise Problem("own_data.no_group", file=table.file, value=shown(pick))
    return table, notes, tuple(taken)


def _no_count(table: Table, column: str, value: str) -> Problem | None:
    """Why a value of a column of groups counts no benefits, or a part of them; None when it may count all of them."""
    named = f"{column}: {value}"
    units = units_in([value]) | (units_in([named]) & {"forecast", "aimed"})
    if not units and _PEOPLE.search(column) and not _WHOLE.search(value) and not of_benefits(value):
        units = frozenset[Unit]({"part"})
    unit = next((unit for unit in UNITS if unit in units), None)
    return None if unit is None else refusal(unit, table.file, f"{column}: {shown(value, 24)}")


def _only(table: Table, at: int, value: str) -> Table:
    """The table with the rows of one group: what the others say is nothing of this one."""
    rows = tuple(_without(row, at) for row in table.rows if _belongs(table, row, at, value))
    dropped = {number for number, _ in table.rows} - {number for number, _ in rows}
    kept = [() if number in dropped else row for number, row in zip(table.grid.numbers, table.grid.rows, strict=True)]
    return replace(table, rows=rows, grid=replace(table.grid, rows=kept))


def _without(row: NumberedRow, at: int) -> NumberedRow:
    """A row without the cell that says of which group it is: nobody need be told that this column is not used."""
    number, cells = row
    return number, [None if place == at else cell for place, cell in enumerate(cells)]


def _belongs(table: Table, row: NumberedRow, at: int, pick: str) -> bool:
    """Whether a row is of the chosen group; what stands below or between the months belongs to all."""
    cell = at_place(row[1], at)
    return plain(shown(cell, LONGEST_VALUE)) == plain(pick) if is_month(at_place(row[1], table.places["month"])) else blank(cell)


def _groups(table: Table) -> tuple[int, str, list[str]] | None:
    """Place, heading and values of a column that tells rows of the same month apart, or names several places; None without."""
    months: dict[str, list[Sequence[Cell]]] = defaultdict(list)
    for row in table.body:
        cell = at_place(row, table.places["month"])
        if is_month(cell):
            months[shown(cell)].append(row)
    repeated = [rows for rows in months.values() if len(rows) > 1]
    head = table.grid.rows[table.top]
    if 2 * len(repeated) <= len(months):
        return _places(table, head, [row for rows in months.values() for row in rows])
    most = max(map(len, repeated))
    found = []
    for at in range(max(map(len, table.body))):
        if at in table.places.values():
            continue
        cells = [[shown(at_place(row, at), LONGEST_VALUE).strip() for row in rows] for rows in repeated]
        values = list(dict.fromkeys(text for texts in cells for text in texts))
        apart = sum(len(set(texts)) > 1 for texts in cells)
        # Groups come back every month; numbers, such as another count, are new ones all the time.
        if 2 * apart > len(repeated) and 1 < len(values) <= min(2 * most, MOST_VALUES):
            coded = 2 * sum(any(map(str.isdigit, value)) for value in values) > len(values)
            found.append((coded, at, shown(str(at_place(head, at) or "").strip()) or "?", values))
    return min(found)[1:] if found else None


def _places(table: Table, head: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> tuple[int, str, list[str]] | None:
    """The column that names where was counted, when that is not the same place all the time."""
    for at, cell in enumerate(head):
        if isinstance(cell, str) and at not in table.places.values() and _PLACE.fullmatch(cell):
            found = (shown(at_place(row, at), LONGEST_VALUE).strip() for row in rows if not blank(at_place(row, at)))
            values = list(dict.fromkeys(found))
            if 1 < len(values) <= MOST_VALUES:
                return at, shown(cell.strip()), values
    return None
