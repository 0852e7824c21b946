"""Which kind of file it is, by its name and by what is in it, and the tables that it holds."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from core.own_data.grid import Grid
from core.own_data.limits import MEGABYTE, MOST_BYTES
from core.own_data.parquet_file import read_parquet
from core.own_data.text_file import read_text
from core.own_data.workbook import read_workbook
from core.problem import Problem, shown

ENDINGS: Final = ("csv", "xlsx", "parquet")
BASELINE_ENDING: Final = "toml"
UPLOADS: Final = (*ENDINGS, BASELINE_ENDING)
_TEXT: Final = frozenset({"csv", "txt", "tsv"})
_PACKED: Final = frozenset({"zip", "gz", "7z", "rar", "bz2", "xz"})
_WORKBOOK: Final = b"xl/"
"""Begins the name of a part of an Excel workbook; names stand in the clear in what is packed."""
_ZIP, _GZIP, _OLE, _PARQUET = b"PK", b"\x1f\x8b", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (b"PAR1", b"PARE")


def file_name(name: str) -> str:
    """What messages call a file: its name without folders, short and printable."""
    return shown(PurePath(name.replace("\\", "/")).name or "?", 60)


def ending_of(name: str) -> str:
    """A name's ending in lower case, without the dot."""
    return PurePath(name.replace("\\", "/")).suffix.lower().lstrip(".")


def check_size(raw: bytes, file: str) -> None:
    """Refuse a file that is empty or too large."""
    if len(raw) > MOST_BYTES:
        raise Problem("own_data.too_large", file=file, high=MOST_BYTES // MEGABYTE)
    if not raw.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise Problem("own_data.empty", file=file)


def read_grids(raw: bytes, name: str) -> list[Grid]:
    """The tables of a file. Raises Problem, and nothing else, whatever the bytes are."""
    file, ending = file_name(name), ending_of(name)
    check_size(raw, file)
    if ending in ("xlsm", "xltm", "xlam"):
        raise Problem("own_data.macros", file=file)
    if ending in ("xls", "xlsb", "ods"):
        raise Problem("own_data.old_excel", file=file)
    if ending in _PACKED or (ending in _TEXT and (raw.startswith(_GZIP) or (raw.startswith(_ZIP) and _WORKBOOK not in raw))):
        raise Problem("own_data.packed", file=file)
    if ending not in ENDINGS and ending not in _TEXT:
        raise Problem("own_data.ending", file=file, value=shown(ending, 12) or "?", known=", ".join(ENDINGS))
    kind = _kind(raw, file)
    if kind != ("csv" if ending in _TEXT else ending):
        raise Problem("own_data.wrong_ending", file=file, value=ending, kind=kind)
    if kind == "xlsx":
        return read_workbook(raw, file)
    return [read_parquet(raw, file) if kind == "parquet" else read_text(raw, file)]


def _kind(raw: bytes, file: str) -> str:
    if raw.startswith(_ZIP):
        return "xlsx"
    if raw.startswith(_OLE):
        # A workbook with a password is an old-style container around the new one.
        encrypted = "EncryptedPackage".encode("utf-16-le") in raw
        raise Problem("own_data.password" if encrypted else "own_data.old_excel", file=file)
    return "parquet" if raw.startswith(_PARQUET) else "csv"
