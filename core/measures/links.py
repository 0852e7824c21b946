"""A package as one word in a link, and back."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from core.measures.package import MeasureEntry, checked_package, package_document
from core.model.measures import Measure
from core.problem import Problem

VERSION: Final = b"\x01"
MOST_BYTES: Final = 65536
"""Unpacked size that is accepted: 64 measures of the longest texts fit; a zip bomb does not get further."""
MOST_TEXT: Final = 4 * MOST_BYTES


class _Row(MeasureEntry, array_like=True):
    """A measure in a link: a list without keys, from which defaults at the end are left out."""


def encode_package(measures: Iterable[Measure]) -> str:
    """A package as one word of letters, digits, `-` and `_`: version byte, then compressed JSON, in base64url."""
    rows: list[list[Any]] = []
    defaults = (*(None,) * 4, *MeasureEntry.__struct_defaults__)
    for entry in package_document(measures):
        row = list(entry.values())
        while _same(row[-1], defaults[len(row) - 1]):
            row.pop()
        rows.append(row)
    packed = zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    return base64.urlsafe_b64encode(VERSION + packed).rstrip(b"=").decode("ascii")


def _same(value: object, default: object) -> bool:
    """Equal in sign of zero and type of truth as well: what is left out must come back as it was."""
    return repr(value) == repr(default)


def decode_package(text: str, name: str = "pakket") -> tuple[Measure, ...]:
    """The package of a link. Raises Problem for anything that this program would not have written."""
    try:
        if len(text) > MOST_TEXT:
            raise ValueError("too long")
        raw = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
        if raw[:1] != VERSION:
            raise ValueError("version")
        unpacker = zlib.decompressobj()
        unpacked = unpacker.decompress(raw[1:], MOST_BYTES)
        if not unpacker.eof or unpacker.unconsumed_tail or unpacker.unused_data:
            raise ValueError("not whole")
        rows = msgspec.convert(json.loads(unpacked.decode("utf-8")), list[_Row])
    except (ValueError, binascii.Error, zlib.error, msgspec.MsgspecError, RecursionError, OverflowError) as error:
        raise Problem("measures.link", name=name) from error
    return checked_package(rows, name)
