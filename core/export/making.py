"""Reports become files in processes beside this one: drawing charts would stop every visitor.

A process stays for the next file, as starting one takes as long as most files do. It goes when nobody asks for a while, and
after so many files: what drawing holds on to goes with it.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

import msgspec

from core.export.value import Drawn, Report
from core.problem import Problem

AT_A_TIME: Final = 2
"""Files made at a time; the others wait."""
PATIENCE: Final = 60.0
"""Time that one file may take [s]."""
IDLE: Final = 30.0
"""Time after which a process that nobody asks goes [s]."""
MOST: Final = 60
"""Files that one process makes: it holds some 300 MB by then."""
LENGTH: Final = 8
"""Bytes that say how many follow."""
_ROOT: Final = Path(__file__).resolve().parents[2]
_START: Final = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from core.export.child import main; main()"
_free: Final = threading.BoundedSemaphore(AT_A_TIME)
_lock: Final = threading.Lock()


@dataclass(slots=True)
class _Maker:
    """A process that makes files one after another."""

    process: subprocess.Popen[bytes]
    made: int = 0
    leaves: threading.Timer | None = field(default=None)

    def make(self, said: bytes) -> bytes:
        """The file that is asked for. Raises OSError or EOFError when the process is gone, or took too long."""
        late = threading.Timer(PATIENCE, self.process.kill)
        late.daemon = True
        late.start()
        try:
            send(_pipe(self.process.stdin), said)
            self.made += 1
            return receive(_pipe(self.process.stdout))
        finally:
            late.cancel()

    def end(self) -> None:
        """Let the process go, and wait until it has: nothing of it stays."""
        # What was not read by it any more cannot be flushed.
        with contextlib.suppress(OSError), self.process:
            self.process.kill()


_idle: Final[list[_Maker]] = []


def made(report: Report | Drawn, kind: str) -> bytes:
    """A report as a file of a kind, `pdf`, `docx`, `pptx` or `xlsx`; one drawing as `png` or `svg`. Raises Problem."""
    said = msgspec.json.encode((kind, report))
    with _free:
        try:
            maker = _take()
        except OSError as error:
            raise Problem("export.not_made") from error
        try:
            content = maker.make(said)
        except (OSError, EOFError) as error:
            maker.end()
            raise Problem("export.not_made") from error
        _give(maker)
    return content


def _take() -> _Maker:
    """A process that waits, or a new one."""
    with _lock:
        found = _idle.pop() if _idle else None
        if found is not None and found.leaves is not None:
            found.leaves.cancel()
    if found is not None and found.process.poll() is None:
        return found
    return _Maker(start())


def start() -> subprocess.Popen[bytes]:
    """A process beside this one; it sees little of the environment, and ends when this one does."""
    return subprocess.Popen(
        [sys.executable, "-I", "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ", "TMPDIR") if name in os.environ},
    )  # fmt: skip


def _give(maker: _Maker) -> None:
    """Keep a process for the next file, for a while."""
    if maker.made >= MOST:
        maker.end()
        return
    maker.leaves = threading.Timer(IDLE, _leave, [maker])
    maker.leaves.daemon = True
    maker.leaves.start()
    with _lock:
        _idle.append(maker)


def _leave(maker: _Maker) -> None:
    with _lock:
        if maker not in _idle:  # it was asked for another file at the last moment
            return
        _idle.remove(maker)
    maker.end()


def _pipe(found: IO[bytes] | None) -> IO[bytes]:
    assert found is not None
    return found


def send(pipe: Any, said: bytes) -> None:
    """Write how long it is, and what is said."""
    pipe.write(len(said).to_bytes(LENGTH, "big") + said)
    pipe.flush()


def receive(pipe: Any) -> bytes:
    """What is said next. Raises EOFError when the other side is gone before all of it was."""
    length = pipe.read(LENGTH)
    said = pipe.read(int.from_bytes(length, "big")) if len(length) == LENGTH else b""
    if len(length) < LENGTH or len(said) < int.from_bytes(length, "big"):
        raise EOFError
    return bytes(said)
