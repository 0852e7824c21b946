"""How much the pages of a Parquet column really unpack to, read off the page headers.

A header is a Thrift struct in the compact protocol (apache/parquet-format, `PageHeader`): field 2 is the unpacked
size of the page and field 3 its size in the file. All other fields are stepped over.
"""

from __future__ import annotations

from typing import Final

MOST_PAGES: Final = 10_000
_DEEPEST: Final = 16


def unpacked_size(raw: bytes, begin: int, length: int) -> int:
    """Sum of the unpacked sizes of the pages in `raw[begin : begin + length]` [bytes].

    Raises ValueError when this is no row of pages.
    """
    if begin < 0 or length < 0 or begin + length > len(raw):
        raise ValueError(begin)
    total, at, end = 0, begin, begin + length
    for _ in range(MOST_PAGES):
        if at >= end:
            return total
        header = _Header(raw, at)
        unpacked, packed = header.sizes()
        if unpacked < 0 or packed < 0:
            raise ValueError(at)
        total += unpacked
        at = header.at + packed
    raise ValueError(begin)


class _Header:
    """A cursor over one page header."""

    def __init__(self, raw: bytes, at: int) -> None:
        self.raw, self.at = raw, at

    def sizes(self) -> tuple[int, int]:
        """Unpacked and packed size of the page; the cursor then stands behind the header."""
        found = {2: -1, 3: -1}
        field = 0
        while (head := self._byte()) != 0:
            field = field + (head >> 4) if head >> 4 else self._zigzag()
            if field in found and head & 15 in (4, 5, 6):
                found[field] = self._zigzag()
            else:
                self._skip(head & 15, 0)
        return found[2], found[3]

    def _byte(self) -> int:
        if self.at >= len(self.raw):
            raise ValueError(self.at)
        self.at += 1
        return self.raw[self.at - 1]

    def _varint(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7
            if shift > 63:
                raise ValueError(self.at)

    def _zigzag(self) -> int:
        value = self._varint()
        return (value >> 1) ^ -(value & 1)

    def _skip(self, kind: int, depth: int) -> None:
        """Step over a value: 1, 2 booleans, 3 a byte, 4–6 integers, 7 a double, 8 bytes, 9, 10 lists, 12 a struct."""
        if depth > _DEEPEST:
            raise ValueError(self.at)
        if kind in (1, 2):
            return
        if kind == 3:
            self.at += 1
        elif kind in (4, 5, 6):
            self._varint()
        elif kind == 7:
            self.at += 8
        elif kind == 8:
            length = self._varint()
            self.at += length
        elif kind in (9, 10):
            head = self._byte()
            count = head >> 4 if head >> 4 != 15 else self._varint()
            for _ in range(min(count, len(self.raw))):
                self._skip(3 if head & 15 in (1, 2) else head & 15, depth + 1)
        elif kind == 12:
            while (head := self._byte()) != 0:
                if not head >> 4:
                    self._varint()
                self._skip(head & 15, depth + 1)
        else:
            raise ValueError(self.at)
