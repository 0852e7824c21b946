"""The tables of a report as tidy data: one number to a row, with what it is of."""

from __future__ import annotations

import dataclasses
import io
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from core.export.value import Chapter, Grid, Report

MEANING: Final = {
    "figure": "key of the figure that the table stands behind; empty for a table among the words",
    "table": "caption of the table",
    "row": "what the row is of: a month, a year or a name",
    "column": "heading of the column, with its unit where the caption does not say it",
    "value": "the number, not rounded; a share is a part of one; null where the cell is none",
    "text": "the cell as a reader sees it",
}
SCHEMA: Final = pa.schema(
    [
        pa.field(name, pa.float64() if name == "value" else pa.string(), metadata={"meaning": said})
        for name, said in MEANING.items()
    ]
)


def _titled(chapter: Chapter) -> list[Grid]:
    """Tables among the words, each with a caption."""
    return [dataclasses.replace(grid, caption=grid.caption or chapter.title) for grid in chapter.tables]


def rows(report: Report) -> bytes:
    """The file; what it belongs to stands in its schema."""
    found = [
        dict(zip(MEANING, (key, grid.caption, row[0], head, numbers[i], row[i]), strict=True))
        for key, tables in (*(("", _titled(one)) for one in report.chapters), *((one.key, one.tables) for one in report.parts))
        for grid in tables
        for row, numbers in zip(grid.rows, grid.numbers, strict=True)
        for i, head in enumerate(grid.head)
        if i > 0
    ]
    about = {"title": report.title}
    for label, said in report.stamp:
        about[label] = f"{about[label]}; {said}" if label in about else said
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(found, schema=SCHEMA).replace_schema_metadata(about), file)
    return file.getvalue()
