"""What numbers are, by what is written around them: what is no count of benefits is refused with its cause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from core.own_data.columns import STOCKS
from core.own_data.grid import blank
from core.own_data.table import Table
from core.own_data.units import UNITS, Unit, of_benefits, only_units, units_in
from core.problem import Problem, shown

_PERCENT_CELL: Final = re.compile(r"[-+]?\d[\d.,\s]*%")
_BRACKETS: Final = re.compile(r"[(\[]([^)\]]*)[)\]]")
_PLAIN: Final = re.compile(
    r"(?:stand|ultimo|per|op|aan|het|de|eind|einde|end|of|at|the|maand|month|lopend|running|totaal|total|wwb|p-?wet|pw|n|st|stuks"
    r"|alle|all|lks|aantal|aantallen|number|bijstand|participatiewet|\d{1,2}e?|[\s.,;:-])*"
)
"""What in brackets behind a heading says nothing about which benefits are counted."""
MOST_PERCENT: Final = 100


def check_units(table: Table) -> list[Problem]:
    """Refuse percentages, thousands, persons and benefits above pension age; tell of a heading that may mean a part."""
    for column, texts in table.headings.items():
        if column == "month":
            continue
        units = units_in(texts)
        for unit in UNITS:
            if unit in units and not (unit == "persons" and column not in ("caseload", "inflow", "outflow")):
                raise refusal(unit, table.file, _heading(texts))
        texts_of = [cell for cell in table.cells(column) if isinstance(cell, str) and not blank(cell)]
        percents = [cell for cell in texts_of if _PERCENT_CELL.fullmatch(cell.strip())]
        if 2 * len(percents) > len(texts_of):
            raise Problem(
                "own_data.percent_cells", file=table.file, column=table.names[column], value=shown(percents[0].strip(), 12)
            )
    _check_titles(table)
    return _parts(table)


def refusal(unit: Unit, file: str, column: str) -> Problem:
    """Why numbers in this unit cannot be used."""
    if unit == "percent":
        return Problem("own_data.percent", file=file, column=column)
    if unit == "thousands":
        return Problem("own_data.thousands", file=file, column=column)
    if unit == "persons":
        return Problem("own_data.persons", file=file, column=column)
    return Problem("own_data.pension", file=file, column=column)


def _heading(texts: Sequence[str]) -> str:
    return shown(" / ".join(dict.fromkeys(texts)), 60)


def _check_titles(table: Table) -> None:
    """Titles and remarks count for every column, unless the headings say what is counted."""
    below = [cell for row in table.grid.rows[table.top + 1 :] for cell in row if isinstance(cell, str) and len(cell) > 6]
    for text in (*table.titles, *below):
        if "thousands" in units_in([text]):
            raise Problem("own_data.thousands", file=table.file, column=shown(text.strip(), 60))
    counted = of_benefits(" ".join(table.headings["caseload"]))
    counts = [cell for cell in table.cells("caseload") if isinstance(cell, int | float)]
    for text in table.titles:
        units = units_in([text])
        refused: Unit | None = "pension" if "pension" in units else None
        if "persons" in units and not of_benefits(text) and not counted:
            refused = "persons"
        if "percent" in units and counts and max(counts) <= MOST_PERCENT:
            refused = "percent"
        if refused is not None:
            raise refusal(refused, table.file, shown(text.strip(), 60))


def _parts(table: Table) -> list[Problem]:
    """Tell of words in brackets that may mean a part of the benefits: they were read as all of them."""
    for column in STOCKS & table.headings.keys():
        for text in table.headings[column]:
            inside = " ".join(_BRACKETS.findall(text)).casefold()
            if inside and not only_units(inside) and not _PLAIN.fullmatch(inside):
                return [Problem("own_data.brackets", column=shown(text, 60))]
    return []
