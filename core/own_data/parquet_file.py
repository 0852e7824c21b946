"""Parquet: size and types first, then the columns. What unpacks to too much is stopped by the box that this runs in."""

from __future__ import annotations

import datetime as dt
import decimal
import io
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from core.own_data.grid import Cell, Grid
from core.own_data.limits import MEGABYTE, MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED
from core.problem import Problem, shown

_REFUSED: Final = (pa.ArrowException, ValueError, TypeError, OverflowError, ArithmeticError, OSError, LookupError, MemoryError)


def read_parquet(raw: bytes, file: str) -> Grid:
    """The table in a Parquet file. Raises Problem."""
    if raw[-4:] == b"PARE":
        raise Problem("own_data.password", file=file)
    try:
        return _read(raw, file)
    except Problem:
        raise
    except (*_REFUSED, NotImplementedError, RecursionError) as error:
        raise Problem("own_data.broken", file=file, kind="Parquet") from error


def _read(raw: bytes, file: str) -> Grid:
    found = pq.ParquetFile(io.BytesIO(raw), thrift_string_size_limit=MEGABYTE, thrift_container_size_limit=100_000)
    metadata = found.metadata
    if metadata.num_rows > MOST_ROWS:
        raise Problem("own_data.too_many_rows", file=file, high=MOST_ROWS)
    if metadata.num_columns > MOST_COLUMNS:
        raise Problem("own_data.too_many_columns", file=file, value=metadata.num_columns, high=MOST_COLUMNS)
    schema = found.schema_arrow
    for column in schema:
        if not _plain(column.type):
            raise Problem("own_data.type", file=file, column=shown(column.name), value=shown(column.type, 60))
    if sum(metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups)) > MOST_UNPACKED:
        raise Problem("own_data.bomb", file=file, high=MOST_UNPACKED // MEGABYTE)
    table = found.read(use_threads=False)
    columns = [[_cell(value, file) for value in table.column(i).to_pylist()] for i in range(table.num_columns)]
    rows: list[list[Cell]] = [list(table.column_names)]
    rows += [[column[i] for column in columns] for i in range(table.num_rows)]
    return Grid("", rows, range(1, len(rows) + 1))


def _plain(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    tests = (
        pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal, pa.types.is_string, pa.types.is_large_string,
        pa.types.is_date, pa.types.is_timestamp, pa.types.is_boolean, pa.types.is_null,
    )  # fmt: skip
    return any(test(kind) for test in tests)


def _cell(value: object, file: str) -> Cell:
    if isinstance(value, decimal.Decimal):
        return float(value)
    if value is None or isinstance(value, str | bool | int | float | dt.date):
        return value
    raise Problem("own_data.broken", file=file, kind="Parquet")
