"""What moves of a chart when a lever does: its datasets at every step of a family.

A chart says it once, for a family. What it draws of one scenario is the same of a family of one, so a preview in the browser
and the answer of the server cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from core.figures.theme import EXTENT
from core.model.parameters import Floats

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Moving:
    """What moves of one chart; everything else of it is of one scenario and stays.

    Attributes
    ----------
    extent : Sequence[Mapping[str, float]]
        Domains at each step.
    columns : Mapping[str, Mapping[str, Floats]]
        By dataset and column the values in each row `(rows, steps)`, or `(rows, 1)` where they stay.
    rows : Mapping[str, Sequence[Rows]]
        By dataset all rows at each step, for what is short and holds text.
    decimals : int
        Decimals with which a pointer says what stands in the columns.
    about : Collection[str]
        Columns that are read off draws: nobody needs them to the last benefit.
    tall : bool
        Whether one of what is counted is more than the eye lets pass.
    """

    extent: Sequence[Mapping[str, float]]
    columns: Mapping[str, Mapping[str, Floats]]
    rows: Mapping[str, Sequence[Rows]]
    decimals: int = 0
    about: Collection[str] = ()
    tall: bool = False

    @property
    def steps(self) -> int:
        """How many steps there are; one where the lever moves nothing of this chart."""
        return len(self.extent)

    def domains(self) -> pa.Table:
        """The extent dataset of a single scenario."""
        return pa.Table.from_pylist([dict(self.extent[0])])

    def first(self, dataset: str) -> dict[str, Floats]:
        """The moving columns of a dataset, of a single scenario."""
        return {name: values[:, 0] for name, values in self.columns[dataset].items()}

    def table(self, dataset: str, schema: pa.Schema) -> pa.Table:
        """A dataset of a single scenario whose rows move."""
        return pa.Table.from_pylist(self.rows[dataset][0], schema)


def moving_by_step(each: Sequence[Mapping[str, pa.Table]], decimals: int = 0) -> Moving:
    """What moves of a chart whose datasets are short, from all of it at every step.

    What a pointer alone brings up is text that stays: it comes with the answer, as nobody points while a slider is held.
    """
    columns: dict[str, dict[str, Floats]] = {}
    rows: dict[str, Sequence[Rows]] = {}
    first = each[0]
    for name in first:
        tables = [found[name] for found in each]
        if name == EXTENT or all(table.equals(tables[0]) for table in tables[1:]):
            continue
        if all(table.num_rows == tables[0].num_rows for table in tables) and not _texts_move(tables):
            values = {
                column: np.stack([table.column(column).to_numpy() for table in tables], axis=1)
                for column in tables[0].column_names
                if tables[0].schema.field(column).type == pa.float64()
            }
            columns[name] = {column: found for column, found in values.items() if (found != found[:, :1]).any()}
        else:
            rows[name] = [table.to_pylist() for table in tables]
    moved = [found[EXTENT].to_pylist()[0] for found in each] if first else [{}]
    steps = moved if columns or rows or any(ends != moved[0] for ends in moved) else moved[:1]
    return Moving(steps, columns, rows, decimals)


def _texts_move(tables: Sequence[pa.Table]) -> bool:
    return any(
        not table.column(column).equals(tables[0].column(column))
        for column in tables[0].column_names
        if tables[0].schema.field(column).type != pa.float64()
        for table in tables[1:]
    )


def steps_among(*moved: Floats) -> int:
    """Steps of arrays `(…, steps)`, of which those that stay have one."""
    return max(int(values.shape[-1]) for values in moved)


def over_steps(values: Floats, steps: int) -> Floats:
    """Values per step, also where they are the same at all of them."""
    return np.broadcast_to(values, (steps,))
