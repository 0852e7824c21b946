"""What choosing a package may cost: the packages over the same futures, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from core.analysis.futures import GOOD_ENOUGH, Regret
from core.figures.table import Cell, Column, Table
from core.text import format as house
from core.text import sentences_futures as words
from core.text.catalog import Language, translate


def table(found: Sequence[Regret], now: frozenset[str], language: Language, keys: Sequence[Sequence[str]] = ()) -> Table:
    """Every package with how often it is good enough, and its regret; `keys` of the traces of what each comes to."""
    heads = [translate(language, f"futures.column.{name}") for name in ("package", "good_enough", "usual", "worst")]
    rows: list[list[Cell]] = [
        [
            words.package_name(one, now, language), words.tenths(one.good_enough, language), house.million(one.usual, language),
            house.million(one.worst, language),
        ]
        for one in found
    ]  # fmt: skip
    note = translate(language, "futures.regret_note", enough=house.percent(GOOD_ENOUGH, language, 0))
    return Table(
        translate(language, "futures.caption"),
        [Column(head) for head in heads],
        rows,
        note,
        traces=[["", *each[2:]] for each in keys],
    )
