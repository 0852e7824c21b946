"""What numbers are, by what is written around them: what is no count of benefits is refused with its cause."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from core.numbers import STYLES, read_number
from core.own_data.columns import Column, names_a_day
from core.own_data.grid import Cell, blank
from core.own_data.table import Choice, Table, at_place, plain
from core.own_data.units import (
    OF_CASELOAD,
    OF_FLOWS,
    OF_JOBS,
    UNITS,
    Unit,
    about_assistance,
    about_persons,
    of_benefits,
    only_units,
    refusal,
    tells_a_choice,
    tells_averages,
    tells_first_days,
    tells_forecasts,
    tells_last_days,
    tells_pensioners,
    tells_persons,
    units_in,
    up_to_pension,
)
from core.problem import Problem, shown

_PERCENT_CELL: Final = re.compile(r"[-+]?\d[\d.,\s]*%")
_BRACKETS: Final = re.compile(r"[(\[]([^)\]]*)[)\]]")
_PLAIN: Final = re.compile(
    r"(?:stand|ultimo|per|op|aan|van|het|de|eind|einde|end|of|at|the|laatste|dag|last|day|maand|month|lopende?|running|totaal|total"
    r"|wwb|p-?wet|pw|n|st|stuks|alle|all|lks|aantal|aantallen|number|algemene|algemeen|bijstand|levensonderhoud|participatiewet"
    r"|(?:nader )?voorlopige?|definitie(?:f|ve)|provisional|final|realisatie|gerealiseerd|geteld|actuals?|counted|cijfers|figures"
    r"|(?:excl(?:usief|uding)?\b\.?|zonder|without) ?(?:ioa[wz]|bbz|aio|tozo|aow|wajong|ww|en|and|of|or|[\s/,+&-])+"
    r"|\d{1,2}e?|[\s.,;:-])*"
)
"""What in brackets behind a heading says nothing about which benefits are counted."""
_UNSURE: Final = re.compile(r"\b(?:bruto|netto|gross|net)", re.IGNORECASE)
"""Words of a title that are of amounts, or of counts before or after something was taken off."""
_CONSTANT: Final[frozenset[Unit]] = frozenset({"forecast", "aimed", "other_benefit", "pension", "country"})
"""What a column that says the same in every row may say of the counts."""
MOST_PERCENT: Final = 100
_MONEY_CELL: Final = re.compile(r"(?:€|eur\b).*\d.*|.*\d.*(?:€|\beuro?\b).*", re.IGNORECASE)
_LINE: Final = 60
"""Longest piece of a file that a sentence quotes."""


def check_units(table: Table, picks: Sequence[str]) -> tuple[list[Problem], list[str]]:
    """Refuse what is no count of running benefits; a note for what was read after all, and which doubtful words were chosen.

    Raises
    ------
    Problem
        With the cause; a `Choice` where words may mean a part, and nobody said yet that they do not.
    """
    for column, texts in table.headings.items():
        if column == "month":
            continue
        matter = OF_CASELOAD if column == "caseload" else OF_FLOWS if column in ("inflow", "outflow") else OF_JOBS
        _refuse_in(texts, matter, table.file, _heading(texts))
        _check_cells(table, column)
        _check_formats(table, column, matter)
    _check_titles(table)
    _check_constants(table)
    paid = table.headings["caseload"]
    notes = [Problem("own_data.up_to_pension", column=_heading(paid))] if len(paid) > 1 and up_to_pension(paid) else []
    taken = _certain(table, picks)
    return notes + _told(taken), [text for _, text in taken]


def _refuse_in(texts: Sequence[str], matter: frozenset[Unit], file: str, column: str) -> None:
    units = units_in(texts)
    for unit in UNITS:
        if unit in units and unit in matter:
            raise refusal(unit, file, column)


def _check_cells(table: Table, column: Column) -> None:
    texts = [cell.strip() for cell in table.cells(column) if isinstance(cell, str) and not blank(cell)]
    for pattern in (_PERCENT_CELL, _MONEY_CELL):
        found = [text for text in texts if pattern.fullmatch(text)]
        if 2 * len(found) > len(texts):
            where = {"file": table.file, "column": table.names[column], "value": shown(found[0], 12)}
            raise (
                Problem("own_data.percent_cells", **where)
                if pattern is _PERCENT_CELL
                else Problem("own_data.money_cells", **where)
            )


def _check_formats(table: Table, column: Column, matter: frozenset[Unit]) -> None:
    """Refuse numbers that a workbook shows as percentages, amounts or thousands: the heading need not say so then."""
    place = table.places[column]
    numbers = [number for number, row in table.rows if isinstance(at_place(row, place), int | float)]
    said = Counter(text for number in numbers if (text := table.grid.formats.get((number - 1, place), "")))
    if 2 * said.total() > len(numbers):
        text = said.most_common(1)[0][0]
        _refuse_in([f"({text})"], matter, table.file, f"{table.names[column]} ({shown(text)})")


def _heading(texts: Sequence[str]) -> str:
    return shown(" / ".join(dict.fromkeys(texts)), 60)


def _check_titles(table: Table) -> None:
    """Titles and remarks count for every column, unless the headings say what is counted."""
    below = [cell for row in table.grid.rows[table.top + 1 :] for cell in row if isinstance(cell, str) and len(cell) > 6]
    for text in dict.fromkeys((*table.titles, *below, *table.elsewhere)):
        _refuse_in([text], frozenset({"thousands", "scaled"}), table.file, shown(text.strip(), _LINE))
    _check_remarks(table, (*table.titles, *below, *table.elsewhere))
    heading = " ".join(table.headings["caseload"])
    counted = of_benefits(heading)
    counts = [value for cell in table.cells("caseload") if (value := _least(cell)) is not None]
    small = bool(counts) and max(counts) <= MOST_PERCENT
    for text in table.titles:
        matter: set[Unit] = {"pension", "forecast", "seasonal", "part", "summed"}
        # A title over columns for both speaks of the stock and of the flows.
        if not table.places.keys() & {"inflow", "outflow"}:
            matter.add("flow")
        if about_persons(text) or not (of_benefits(text) or counted):
            matter |= {"persons", "money"} if not of_benefits(text) or not counted else {"persons"}
        if small or re.search(r"\bindex|=\s*100|\bper 1[\d.,\s]*0\b", text.casefold()):
            matter.add("percent")
        if not about_assistance(text) and ("bijzondere" in text.casefold() or not about_assistance(heading)):
            matter.add("other_benefit")
        if about_assistance(text) or of_benefits(text):
            matter.add("country")
        _refuse_in([text], frozenset(matter), table.file, shown(text.strip(), _LINE))
        if tells_averages(text) and not tells_last_days(heading):
            raise refusal("average", table.file, shown(text.strip(), _LINE))
    for text in () if counted else (*below, *table.elsewhere):
        if about_persons(text):
            raise refusal("persons", table.file, shown(text.strip(), _LINE))


def _check_remarks(table: Table, texts: Sequence[str]) -> None:
    """Refuse what a title or a remark says of every number, whatever the headings say: persons, or counts of a first day."""
    beside = " ".join(cell for cell in table.grid.rows[table.top] if isinstance(cell, str))
    of_both = "persons" in units_in([beside])
    dated = names_a_day(table.names["month"])
    for text in dict.fromkeys(texts):
        if tells_persons(text) and not of_both:
            raise refusal("persons", table.file, shown(text.strip(), _LINE))
        if tells_pensioners(text) and not up_to_pension(table.headings["caseload"]):
            raise refusal("pension", table.file, shown(text.strip(), _LINE))
        if tells_a_choice(text):
            _refuse_in([text], _CONSTANT | {"part"}, table.file, shown(text.strip(), _LINE))
        if tells_forecasts(text):
            raise refusal("forecast", table.file, shown(text.strip(), _LINE))
        if tells_first_days(text) and not dated and not tells_last_days(beside):
            raise refusal("beginning", table.file, shown(text.strip(), _LINE))


def _least(cell: Cell) -> float | None:
    """The smallest number that a cell can mean."""
    if isinstance(cell, str):
        return min((value for style in STYLES if (value := read_number(cell, style)) is not None), default=None)
    return cell if isinstance(cell, int | float) else None


def _check_constants(table: Table) -> None:
    """Refuse a unit or a kind that stands in a column of its own, the same in every row."""
    for at in range(max((len(row) for row in table.body), default=0)):
        if at in table.places.values():
            continue
        found = {cell.strip() for row in table.body if isinstance(cell := at_place(row, at), str) and not blank(cell)}
        if len(found) == 1:
            text = next(iter(found))
            if len(text) <= _LINE and (only_units(text) or units_in([text]) & _CONSTANT):
                _refuse_in([text], OF_CASELOAD, table.file, shown(text, _LINE))


def _certain(table: Table, picks: Sequence[str]) -> list[tuple[Column, str]]:
    """Headings and titles that may mean a part, or another count, and that somebody chose all the same. Raises a Choice."""
    asked = [(column, text) for column, texts in table.headings.items() if column != "month" for text in texts if _doubtful(text)]
    asked += [("caseload", text) for text in table.titles if _UNSURE.search(text)]
    for _, text in asked:
        if plain(shown(text, _LINE)) not in map(plain, picks):
            raise Choice("own_data.unsure", table.file, shown(text, _LINE), [shown(text, _LINE)])
    return [(column, shown(text, _LINE)) for column, text in dict.fromkeys(asked)]


def _doubtful(text: str) -> bool:
    """Whether words in brackets, or of amounts, may mean another count than that of all benefits."""
    inside = " ".join(_BRACKETS.findall(text)).casefold()
    known = only_units(inside) or up_to_pension([inside]) or _PLAIN.fullmatch(inside) is not None
    return bool(inside and not known) or _UNSURE.search(text) is not None


def _told(taken: Sequence[tuple[Column, str]]) -> list[Problem]:
    """How a doubtful stock was read: as all of them."""
    caseload = [Problem("own_data.brackets", column=text) for column, text in taken if column == "caseload"]
    return caseload[:1] + [Problem("own_data.brackets_jobs", column=text) for column, text in taken if column == "lks_jobs"]
