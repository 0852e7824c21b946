"""Hostile files cost little memory, and limits are the same wherever they stand."""

from __future__ import annotations

import io
import subprocess
import sys
import tomllib
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from core.own_data.limits import MEGABYTE, MOST_BYTES, MOST_UNPACKED
from core.own_data.pages import unpacked_size
from core.own_data.upload import read_upload
from core.problem import Problem
from tests.own_data.files import TODAY, months, parquet_of
from tests.own_data.malformed import cases

ROOT = Path(__file__).resolve().parent.parent.parent
MOST_MEMORY = 160
"""What a file may cost above a warm process [MB]; a file of 5 MB that may unpack to 12 MB, some copies of it."""

CHILD = """
import datetime as dt, resource, sys
from pathlib import Path
from core.own_data.upload import tried
from tests.own_data.files import as_csv, as_xlsx, parquet_of, table
today = dt.date(2026, 11, 22)
for name, raw in (("a.csv", as_csv(table())), ("a.xlsx", as_xlsx(table())), ("a.parquet", parquet_of())):
    assert tried(raw, name, today).found is not None
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
before = peak()
for path in sorted(Path(sys.argv[1]).iterdir()):
    was = peak()
    assert tried(path.read_bytes(), path.name, today).problems, path
    if peak() - before > int(sys.argv[2]):
        sys.exit(f"{path.name} cost {peak() - was} MB")
"""


def varint(value: int, length: int = 0) -> bytes:
    """A number as Thrift's compact protocol writes it, with empty bytes up to a length."""
    value, found = value * 2, []
    while value > 127 or len(found) + 1 < length:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])


def lying_parquet() -> bytes:
    """Columns whose pages unpack to 36 MB, while the metadata calls them small."""
    raw = parquet_of(veel=["x" * 1_000_000 + str(i) for i in range(len(months()))])
    footer = len(raw) - 8 - int.from_bytes(raw[-8:-4], "little")
    metadata = pq.ParquetFile(io.BytesIO(raw)).metadata.row_group(0)
    tail = raw[footer:]
    for size in {metadata.total_byte_size, *(metadata.column(i).total_uncompressed_size for i in range(metadata.num_columns))}:
        true = varint(size)
        tail = tail.replace(true, varint(1000, len(true)))
    return raw[:footer] + tail


def test_a_parquet_file_that_lies_about_its_size_is_found_out() -> None:
    raw = lying_parquet()
    group = pq.ParquetFile(io.BytesIO(raw)).metadata.row_group(0)
    assert sum(group.column(i).total_uncompressed_size for i in range(group.num_columns)) < 100_000
    with pytest.raises(Problem, match="bomb"):
        read_upload(raw, "a.parquet", TODAY)


@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_page_headers_give_the_sizes_of_the_metadata(version: str) -> None:
    out = io.BytesIO()
    pq.write_table(pq.read_table(io.BytesIO(parquet_of())), out, data_page_version=version, data_page_size=64)
    raw = out.getvalue()
    group = pq.ParquetFile(out).metadata.row_group(0)
    for i in range(group.num_columns):
        column = group.column(i)
        begin = column.dictionary_page_offset if column.has_dictionary_page else column.data_page_offset
        headers = column.total_uncompressed_size - unpacked_size(raw, begin, column.total_compressed_size)
        assert 0 < headers < 3000  # the metadata counts the headers too


def test_hostile_files_cost_little_memory(tmp_path: Path) -> None:
    wanted = {"bomb", "sheet_too_large", "too_many_rows", "too_many_columns", "long_line", "doctype", "too_large", "broken"}
    for case in cases():
        if case.key in wanted and (raw := case.make()) and len(raw) <= 2 * MOST_BYTES:
            (tmp_path / f"{case.id}{Path(case.name).suffix}").write_bytes(raw)
    (tmp_path / "lying.parquet").write_bytes(lying_parquet())
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path), str(MOST_MEMORY)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-600:]


def test_the_server_takes_no_larger_file_than_is_read() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] * MEGABYTE == MOST_BYTES
    assert MOST_UNPACKED < 100 * MEGABYTE
