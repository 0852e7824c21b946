"""Files that are being made, in the order in which they were asked for: who waits can hear how many come first.

Two things take turns. What a file says is put together for one at a time, in this process; then it is drawn beside it, a few at
a time (`making`).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Literal, TypedDict

from core.export.making import AT_A_TIME

Stage = Literal["waiting", "gathering", "drawing"]


class Told(TypedDict):
    """What a reader hears of a file: its name, how far it is, and how many come first."""

    name: str
    stage: Stage
    ahead: int


@dataclass(eq=False, slots=True)
class Making:
    """A file that somebody asked for."""

    owner: str
    name: str
    stage: Stage


_line: Final[list[Making]] = []
_moved: Final = threading.Condition()


@contextmanager
def asked_for(owner: str, name: str, stage: Stage = "waiting") -> Iterator[Making]:
    """Stand in line with a file, until it is made. One that needs no putting together begins with being drawn."""
    file = Making(owner, name, stage)
    with _moved:
        _line.append(file)
    try:
        yield file
    finally:
        with _moved:
            _line.remove(file)
            _moved.notify_all()


@contextmanager
def gathering(file: Making) -> Iterator[None]:
    """Wait until no file before this one waits to be put together, and hold that turn."""
    with _moved:
        _moved.wait_for(lambda: _first() is file)
        file.stage = "gathering"
    try:
        yield
    finally:
        with _moved:
            # Behind those that are drawn already.
            file.stage = "drawing"
            _line.remove(file)
            _line.append(file)
            _moved.notify_all()


def _first() -> Making | None:
    """The file whose turn it is to be put together; None while another one is."""
    if any(one.stage == "gathering" for one in _line):
        return None
    return next((one for one in _line if one.stage == "waiting"), None)


def told_of(owner: str) -> list[Told]:
    """How far the files of somebody are."""
    with _moved:
        return [_told(file) for file in _line if file.owner == owner]


def _told(file: Making) -> Told:
    before = _line[: _line.index(file)]
    if file.stage == "drawing":
        ahead = sum(one.stage == "drawing" for one in before) - AT_A_TIME + 1
        return {"name": file.name, "stage": "waiting" if ahead > 0 else "drawing", "ahead": max(ahead, 0)}
    return {"name": file.name, "stage": file.stage, "ahead": sum(one.stage in ("waiting", "gathering") for one in before)}
