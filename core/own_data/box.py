"""Files that a visitor brings are read in a box: a process with limits, which may crash without taking anybody along.

One such process waits ready, so that a good file need not wait for its readers to be loaded. Each reads one file and ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from core import DATA
from core.own_data.child import Answer, Written, cell_of
from core.own_data.files import check_size, file_name
from core.own_data.grid import Grid
from core.problem import Problem

Kind = Literal["grids", "toml", "json"]
PATIENCE: Final = 10.0
"""Time that reading a file may take, loading the readers included [s]."""
MOST_ANSWER: Final = 8 * 1024 * 1024
"""Size of what a file may say [bytes]."""
_ROOT: Final = Path(__file__).resolve().parents[2]
POLITE: Final = 3
"""How much the reader of a file gives way to who moves a slider."""
_START: Final = (
    f"import os, sys; os.nice({POLITE}); sys.path.insert(0, {str(_ROOT)!r}); from core.own_data.child import main; main()"
)
_lock: Final = threading.Lock()
_ready: list[subprocess.Popen[bytes]] = []


def read_boxed(kind: Kind, raw: bytes, name: str) -> Any:
    """What a file says, as plain values.

    Raises
    ------
    Problem
        The reader's own, or `own_data.box` when the file broke the reader or asked too much of it.
    """
    file = file_name(name)
    check_size(raw, file)
    child = _taken()
    try:
        answer = _answer(child, json.dumps([kind, name]).encode() + b"\n" + raw)
        found = msgspec.msgpack.decode(answer, type=Answer)
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        raise Problem("own_data.box", file=file) from error
    finally:
        _end(child)
        threading.Thread(target=prepare, daemon=True).start()
    if found.key:
        raise Problem.of(found.key, found.params)
    return found.found


def boxed_grids(raw: bytes, name: str) -> list[Grid]:
    """The tables of a file. Raises Problem."""
    read = read_boxed("grids", raw, name)
    try:
        return [_grid(found) for found in read]
    except (ValueError, TypeError, msgspec.MsgspecError) as error:
        raise Problem("own_data.box", file=file_name(name)) from error


def boxed_toml(raw: bytes, name: str) -> Any:
    """The values of a TOML file. Raises Problem."""
    return read_boxed("toml", raw, name)


def boxed_json(raw: bytes, name: str) -> Any:
    """The values of a JSON file. Raises Problem."""
    return read_boxed("json", raw, name)


def prepare() -> None:
    """Let a process wait ready, unless one does."""
    with _lock:
        if not _ready:
            _ready.append(_started())


def _taken() -> subprocess.Popen[bytes]:
    with _lock:
        child = _ready.pop() if _ready else None
    if child is not None and child.poll() is None:
        return child
    return _started()


def _started() -> subprocess.Popen[bytes]:
    """A process with nothing of ours but the code and the data."""
    environment = {
        "PATH": os.defpath, "LANG": "C.UTF-8", "KOERS_DATA": str(DATA), "PYTHONDONTWRITEBYTECODE": "1",
        # A panic that prints its way deadlocked where memory was out; threads would each take their share of it.
        "RUST_BACKTRACE": "0", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=environment, cwd="/", start_new_session=True,
    )  # fmt: skip


def _answer(child: subprocess.Popen[bytes], question: bytes) -> bytes:
    """Give the child its file and take what it says. Raises OSError when it ends badly, is late, or says too much."""
    assert child.stdin is not None
    assert child.stdout is not None
    end = time.monotonic() + PATIENCE
    if _some(child.stdout.fileno(), 1, end) != b".":
        raise OSError("not ready")
    child.stdin.write(question)
    child.stdin.close()
    found = bytearray()
    while piece := _some(child.stdout.fileno(), 1 << 16, end):
        found += piece
        if len(found) > MOST_ANSWER:
            raise OSError("too much")
    if child.wait(max(0.1, end - time.monotonic())) != 0:
        raise OSError("crashed")
    return bytes(found)


def _some(source: int, most: int, end: float) -> bytes:
    with selectors.DefaultSelector() as waiting:
        waiting.register(source, selectors.EVENT_READ)
        if not waiting.select(max(0.0, end - time.monotonic())):
            raise TimeoutError
    return os.read(source, most)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Leave nothing of a child behind."""
    with contextlib.suppress(OSError):
        child.kill()
    for pipe in (child.stdin, child.stdout):
        with contextlib.suppress(OSError):
            if pipe is not None:
                pipe.close()
    child.wait()


def _grid(found: Any) -> Grid:
    """A table from what came back. Raises ValueError or TypeError for anything that is none."""
    written = msgspec.convert(found, Written)
    rows = [[cell_of(cell) for cell in row] for row in written.rows]
    faults = {(row, column): fault for row, column, fault in written.faults}
    formats = {(row, column): text for row, column, text in written.formats}
    return Grid(written.name, rows, written.numbers, faults, formats, written.hidden)
