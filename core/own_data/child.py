"""What runs in the box: one file is read here, within limits, and what it says goes back as plain values.

A process of its own, without the server's memory, sessions, environment or right to write: whatever a file does to a reader, it
does it here. Nothing is asked of this process that `box` does not check again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import resource
import sys
from collections.abc import Callable
from typing import Any, Final

import msgspec

from core.facts import toml_tree
from core.measures import unique
from core.own_data.files import file_name, read_grids
from core.own_data.grid import Cell, Fault, Grid
from core.problem import Problem

MEMORY: Final = 1 << 30
"""Address space [bytes]."""
SECONDS: Final = 5
"""Processor time [s]."""
FILES: Final = 16
LONGEST_LINE: Final = 4_000
"""Of a TOML file [bytes]; a derivation in two languages takes some hundreds."""
LONGEST_CELL: Final = 1_000
"""Characters of a cell that go back: the server looks for words in them, and no month, number or remark takes more."""
_DAY, _TIME = "day", "time"


class Answer(msgspec.Struct):
    """What goes back: what was found, or the key and the parameters of a problem."""

    found: Any = None
    key: str = ""
    params: dict[str, str | int | float | bool | None] = {}


def main() -> None:
    """Say that all is loaded, read one file from standard input, and write what it says to standard output."""
    bind()
    sys.stdout.buffer.write(b".")
    sys.stdout.buffer.flush()
    kind, name = json.loads(sys.stdin.buffer.readline())
    try:
        answer = Answer(READERS[kind](sys.stdin.buffer.read(), name))
    except Problem as problem:
        answer = Answer(key=problem.key, params={key: _plain(value) for key, value in problem.params.items()})
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))
    sys.stdout.buffer.flush()
    # All is said: threads of a reader that still start when the process is taken down would end it as a crash.
    os._exit(0)


def bind() -> None:
    """Give up what reading a file does not take."""
    limits = {
        resource.RLIMIT_AS: MEMORY, resource.RLIMIT_CPU: SECONDS, resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: FILES, resource.RLIMIT_NPROC: 0,
    }  # fmt: skip
    for limit, most in limits.items():
        with contextlib.suppress(ValueError, OSError):  # the system allows less already
            resource.setrlimit(limit, (most, most))


def _plain(value: object) -> str | int | float | bool | None:
    return value if isinstance(value, str | int | float | bool | None) else str(value)


class Written(msgspec.Struct):
    """A table as it goes back; a fault and a format stand with their row and column."""

    name: str
    rows: list[list[Any]]
    numbers: list[int]
    faults: list[tuple[int, int, Fault]]
    formats: list[tuple[int, int, str]]
    hidden: bool


def _grids(raw: bytes, name: str) -> list[Written]:
    return [_written(grid) for grid in read_grids(raw, name)]


def _written(grid: Grid) -> Written:
    rows = [[_cell(cell) for cell in row] for row in grid.rows]
    faults = [(*place, fault) for place, fault in grid.faults.items()]
    formats = [(*place, text) for place, text in grid.formats.items()]
    return Written(grid.name, rows, list(grid.numbers), faults, formats, grid.hidden)


def _cell(cell: Cell) -> object:
    """A cell as text, number, truth or nothing; a day or a time as a pair that says which."""
    if isinstance(cell, str):
        return cell[:LONGEST_CELL]
    if isinstance(cell, dt.datetime):
        return [_TIME, cell.isoformat()]
    if isinstance(cell, dt.date):
        return [_DAY, cell.isoformat()]
    return float(cell) if isinstance(cell, int) and abs(cell) >= 1 << 63 else cell


def _json(raw: bytes, name: str) -> Any:
    try:
        return json.loads(raw, object_pairs_hook=unique)
    except Problem:
        raise  # a ValueError too, and it says more
    except (ValueError, RecursionError) as error:
        raise Problem("file.not_json") from error


def _toml(raw: bytes, name: str) -> Any:
    """The values of TOML whose lines a person can have written: a key of many parts costs the square of their number."""
    if any(len(line) > LONGEST_LINE for line in raw.splitlines()):
        raise Problem("own_data.box", file=file_name(name))
    return toml_tree(raw, name)


READERS: Final[dict[str, Callable[[bytes, str], Any]]] = {"grids": _grids, "toml": _toml, "json": _json}


def cell_of(cell: Any) -> Cell:
    """The cell that stands behind what came back. Raises ValueError for anything that is none."""
    if cell is None or isinstance(cell, str | bool | int | float):
        return cell
    kind, text = cell
    if kind == _TIME:
        return dt.datetime.fromisoformat(text)
    if kind == _DAY:
        return dt.date.fromisoformat(text)
    raise ValueError(kind)


if __name__ == "__main__":
    main()
