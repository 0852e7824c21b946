"""CSV: the encoding, the separator, and the rows."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

from core.own_data.columns import recognised
from core.own_data.grid import Grid
from core.own_data.limits import MOST_COLUMNS, MOST_ROWS
from core.problem import Problem

SEPARATORS: Final = (";", "\t", ",", "|")
LONGEST_LINE: Final = 10_000
LONGEST_FILE: Final = 10 * MOST_ROWS
"""Lines, empty ones included."""
_LOOK: Final = 20
"""Lines in which headings are looked for to choose the separator."""
_FEW: Final = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_THREE: Final = re.compile(r"\d{3}", re.ASCII)
_CONTROL: Final = frozenset(map(chr, range(32))) - {"\t", "\n", "\r", "\f"}


def read_text(raw: bytes, file: str) -> Grid:
    """The table in a CSV file. Raises Problem."""
    text = decode(raw, file)
    lines = text.splitlines()
    # Before anything looks at cells: a line of nothing but separators would become millions of them.
    if len(lines) > LONGEST_FILE:
        raise Problem("own_data.too_many_rows", file=file, high=MOST_ROWS)
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise Problem("own_data.long_line", file=file, row=number, high=LONGEST_LINE)
    declared = lines[0].strip().strip('"').lower() if lines else ""
    known = {f"sep={separator}": separator for separator in SEPARATORS}
    if declared in known:
        # Excel's own way to name the separator; the line stays in the count of lines.
        return _rows("\n" + "\n".join(lines[1:]), known[declared], file)
    head = "\n".join(lines[:_LOOK])
    best = max(SEPARATORS, key=lambda separator: (_headings(head, separator), head.count(separator)))
    return _rows(text, best, file)


def decode(raw: bytes, file: str) -> str:
    """Text from UTF-8, UTF-16 or Windows-1252 bytes; a byte order mark decides when there is one."""
    try:
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = raw.decode("utf-16")
        elif raw.startswith(b"\xef\xbb\xbf"):
            text = raw.decode("utf-8-sig")
        elif (guess := _without_mark(raw)) is not None:
            text = raw.decode(guess)
        else:
            text = _eight_bits(raw)
    except UnicodeDecodeError as error:
        raise Problem("own_data.encoding", file=file) from error
    if any(character in _CONTROL for character in text):
        raise Problem("own_data.not_text", file=file)
    return text


def _without_mark(raw: bytes) -> str | None:
    """UTF-16 without a mark shows as zeros in every other byte."""
    sample = raw[:400]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 < len(sample):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _eight_bits(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


def _headings(head: str, separator: str) -> int:
    try:
        rows = list(csv.reader(io.StringIO(head), delimiter=separator))
    except csv.Error:
        return 0
    return max((len({column for cell in row if (column := recognised(cell)) is not None}) for row in rows), default=0)


def _rows(text: str, separator: str, file: str) -> Grid:
    rows: list[list[str]] = []
    numbers: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        begin = 1
        for row in reader:
            if len(rows) >= MOST_ROWS:
                raise Problem("own_data.too_many_rows", file=file, high=MOST_ROWS)
            if len(row) > MOST_COLUMNS:
                raise Problem("own_data.too_many_columns", file=file, value=len(row), high=MOST_COLUMNS)
            rows.append(row)
            numbers.append(begin)
            begin = reader.line_num + 1
    except csv.Error as error:
        raise Problem("own_data.csv", file=file, row=reader.line_num) from error
    if separator == ",":
        _refuse_split_numbers(rows, file)
    return Grid("", rows, numbers)


def _refuse_split_numbers(rows: list[list[str]], file: str) -> None:
    """Refuse counts whose thousands are set apart by the comma that parts the columns: 5,238 would be read as 5."""
    for top, row in enumerate(rows[:_LOOK]):
        at = next((at for at, cell in enumerate(row) if recognised(cell) == "caseload"), None)
        if at is None or (at + 1 < len(row) and recognised(row[at + 1]) is not None):
            continue
        longer = [below for below in rows[top + 1 :] if at + 1 < len(below) and below[at].strip()]
        pairs = [(below[at].strip(), below[at + 1].strip()) for below in longer]
        if pairs and all(_FEW.fullmatch(first) and _THREE.fullmatch(second) for first, second in pairs):
            raise Problem("own_data.split", file=file, column=row[at].strip(), value=",".join(pairs[0]))
        return
