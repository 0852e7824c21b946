"""What was known of the budgets on a day: the state's amounts and the city's. A table without a chart."""

from __future__ import annotations

from collections.abc import Mapping

from core.analysis.known import Amount, Known
from core.figures.money.moments import stage_name
from core.figures.table import Cell, Column, Remark, Table
from core.text import format as house
from core.text.catalog import Language, translate

YEARS_BACK = 3
"""Budget years before that of the day."""


def table(known: Known, municipality: str, language: Language) -> Table:
    """Amounts by budget year, the last one first, each with its stage; the city's own only where there are any."""
    amounts: dict[str, Mapping[int, Amount]] = {"macro": known.macro}
    if known.city is not None:
        amounts |= {"budget": known.budget, "share": known.share, "assumed": known.assumed, "balance": known.balance}
    first = known.day.year - YEARS_BACK
    years = sorted({year for found in amounts.values() for year in found if year >= first}, reverse=True)
    gap = [] if known.city is None else ["gap"]
    columns = [Column(translate(language, "verkenner.table.year"))]
    for name in (*amounts, *gap):
        heading = translate(language, f"buig.known.{name}", municipality=municipality)
        columns.append(Column(heading, 2, percent=True) if name == "share" else Column(heading, 1))
    rows = [
        [
            str(year),
            *(_cell(found.get(year), language) for found in amounts.values()),
            *(known.gap.get(year, "–") for _ in gap),
        ]
        for year in years
    ]  # fmt: skip
    stems = {"macro": "macro_budget", "budget": "buig_budget", "share": "buig_share", "assumed": "buig_assumed"}
    stems |= {"balance": "buig_balance", "gap": "gap"}
    found = {**amounts, **dict.fromkeys(gap, known.gap)}
    traces = [
        ["", *(f"known:{stems[name]}:{known.day}@{year}" if year in each else "" for name, each in found.items())]
        for year in years
    ]
    caption = translate(language, "buig.known.caption", day=house.date(known.day, language))
    return Table(caption, columns, rows, traces=traces)


def _cell(amount: Amount | None, language: Language) -> Cell:
    if amount is None:
        return "–"
    return amount.value if amount.stage is None else Remark(amount.value, stage_name(amount.stage, language))
