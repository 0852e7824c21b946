"""How a table stands in its file: a second one below it, numbers without a heading, columns that are not used."""

from __future__ import annotations

from core.own_data.columns import recognised
from core.own_data.grid import blank, column_letter
from core.own_data.table import MOST_NAMED, Table, at_place, holds_data
from core.problem import Problem, shown


def second_table(table: Table) -> list[Problem]:
    """Refuse headings below the months: which of the tables is meant, nobody can tell."""
    for number, row in table.rows:
        if recognised(at_place(row, table.places["month"])) == "month" and not holds_data(row):
            return [Problem("own_data.second_table", file=table.file, row=number)]
    return []


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
