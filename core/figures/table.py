"""A table as values: what stands beside a chart on the screen, and what an export writes with numbers as numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from core.text import format as house
from core.text.catalog import Language


@dataclass(frozen=True, slots=True)
class Range:
    """A cell from one number to another."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Remark:
    """A number with a word on it, in brackets after it."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Sampled:
    """A number that was sampled, with its standard error."""

    value: float
    error: float


class Change(float):
    """A number that is a difference among numbers that are none: with a plus when it is above zero."""


class Assumption(str):
    """Words that say that something is an assumption; a screen marks them."""

    __slots__ = ()


Cell = float | str | dt.date | Range | Remark | Sampled | None
"""None is a cell that stays empty."""
Told: TypeAlias = str | tuple[str, ...]
"""Key of the trace of a cell's number, of each of them where it has some; empty where it has none."""


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
    percent : bool
        Whether its numbers are shares, written as parts of a hundred; `decimals` are those of the percentage.
    trimmed : bool
        Whether zeros at the end are left out: `decimals` is then the most that there are.
    euro : bool
        Whether its numbers are euros, written with their sign; `signed` ones are whole.
    """

    heading: str
    decimals: int = 0
    signed: bool = False
    words: bool = False
    percent: bool = False
    euro: bool = False
    trimmed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A captioned table; the first column names the row.

    Attributes
    ----------
    note : str | None
        A sentence that stands before it.
    prose : bool
        Whether its cells are sentences, which wrap; a line of its own stands after a line break.
    traces : Sequence[Sequence[Told]]
        How the numbers came about, by row and column as `rows`; empty for a table of texts.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    note: str | None = None
    prose: bool = False
    traces: Sequence[Sequence[Told]] = ()


def keyed(whens: Iterable[object], *stems: Told) -> list[list[Told]]:
    """Traces of a table whose first column says when: a stem for every other column, with the row's moment in its braces."""
    return [
        [
            "",
            *(
                stem.replace("{}", str(when)) if isinstance(stem, str) else tuple(each.replace("{}", str(when)) for each in stem)
                for stem in stems
            ),
        ]
        for when in whens
    ]


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
    if isinstance(cell, Range):
        return f"{_number(cell.low, column, language)} – {_number(cell.high, column, language)}"
    if isinstance(cell, Remark):
        return f"{_number(cell.value, column, language)} ({cell.text})"
    if isinstance(cell, Sampled):
        return f"{_number(cell.value, column, language)} ± {_number(cell.error, column, language)}"
    return _number(cell, column, language)


def _number(value: float, column: Column, language: Language) -> str:
    if column.euro:
        return house.signed_euro(value, language) if column.signed else house.euro(value, language, column.decimals)
    shown, decimals = 100.0 * value if column.percent else value, column.decimals
    if column.trimmed:
        decimals = next(few for few in range(decimals + 1) if round(shown, few) == round(shown, decimals))
    write = house.signed if column.signed or isinstance(value, Change) else house.number
    return write(shown, language, decimals) + ("%" if column.percent else "")
