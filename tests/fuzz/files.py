"""Files that were damaged or made to burden a reader: bytes flipped, cells and rows moved, nested without end."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.own_data.files import as_csv, as_xlsx, parquet_of, table

GOOD: dict[str, bytes] = {"a.parquet": parquet_of(), "a.xlsx": as_xlsx(table())}
"""The files whose bytes are flipped."""
CELLS = (
    "", "x", "-1", "0", "1e9", "nan", "inf", "5.000", "5,000", "\N{EURO SIGN} 5", "50%", "Totaal", "2023", "2023-13",
    "31-02-2023", "2023-01", "#REF!", "=1+1", "x" * 300, "\N{ZERO WIDTH SPACE}", "Rotterdam", "maand", "uitkeringen",
    "x 1 000", "personen", "1,9",
)  # fmt: skip
"""What may stand where something else stood."""


def flipped(raw: bytes, chance: random.Random) -> bytes:
    """A file with one wrong byte, and now and then with some more, cut off, or with a piece of it elsewhere."""
    found = bytearray(raw)
    for _ in range(chance.choice((1, 1, 1, 1, 4, 30))):
        found[chance.randrange(len(found))] = chance.randrange(256)
    if chance.random() < 0.05:
        found = found[: chance.randrange(8, len(found))]
    elif chance.random() < 0.05:
        at, to, size = chance.randrange(len(found)), chance.randrange(len(found)), chance.randrange(1, 200)
        found[to : to + size] = found[at : at + size]
    return bytes(found)


def restructured(chance: random.Random) -> bytes:
    """The good table with rows, columns and cells moved, doubled, taken away or written as something else."""
    cells = [list(map(str, row)) for row in table()]
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        row, column = chance.randrange(len(cells)), chance.randrange(4)
        match chance.randrange(9):
            case 0:
                cells.insert(row, list(cells[chance.randrange(len(cells))]))
            case 1 if len(cells) > 1:
                del cells[row]
            case 2:
                cells[row] = cells[row][::-1]
            case 3:
                for other in cells:
                    other.insert(column, chance.choice(CELLS))
            case 4 if all(len(other) > column for other in cells):
                for other in cells:
                    del other[column]
            case 5:
                chance.shuffle(cells)
            case 6:
                cells.insert(0, [chance.choice(CELLS)])
            case _:
                for at in range(row, min(len(cells), row + chance.choice((1, 1, 5, 40)))):
                    cells[at][min(column, len(cells[at]) - 1) :][:1] = [chance.choice(CELLS)]
                    if cells[at]:
                        cells[at][min(column, len(cells[at]) - 1)] = chance.choice(CELLS)
        cells = [other for other in cells if other] or [["maand", "uitkeringen"]]
    return as_csv(cells, chance.choice((";", ",", "\t")), chance.choice(("utf-8", "utf-8-sig", "utf-16")))


def bombs() -> Iterator[tuple[str, bytes]]:
    """TOML and JSON that are small and ask for much."""
    for size in (1_000, 40_000, 200_000):
        yield "a.toml", b"a = " + b"[" * size
        yield "a.toml", b"a." * size + b"a = 1"
        yield "a.toml", b"a = " + b"{a = " * size
        yield "a.toml", b"\n".join(b"[" + b"a." * 30 + b"b%d]" % i for i in range(size // 100))
        yield "a.toml", b'a = "' + b"\\u0041" * size + b'"'
        yield "a.json", b"[" * size
        yield "a.json", b'{"a":' * size
        yield "a.json", b'{"schema": 1, "levers": {"inflow": ' + b"9" * size + b"}}"
        yield "a.json", b'{"schema": 1, ' + b",".join(b'"k%d": 1' % i for i in range(size // 10)) + b"}"
        yield "a.json", b'"' + b"\\ud800" * size + b'"'
