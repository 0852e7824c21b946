"""What runs beside the server: reports come in on standard input, their files go out on standard output, one by one."""

from __future__ import annotations

import contextlib
import os
import resource
import sys
import time
from typing import Final

import msgspec

from core.export.making import receive, send
from core.export.value import Drawn, Report

SECONDS: Final = 30
"""Processor time of one file [s]."""
POLITE: Final = 10
"""How much a file gives way to who moves a slider."""
ALONE: Final = ("png", "svg")
"""Kinds of file of one chart."""


def main() -> None:
    """Make files of the kinds that are asked for, until nobody is there to ask. They are made in memory: nothing stays behind."""
    os.nice(POLITE)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    with contextlib.suppress(EOFError):
        while True:
            kind, said = msgspec.json.decode(receive(sys.stdin.buffer), type=tuple[str, msgspec.Raw])
            _limit(resource.RLIMIT_CPU, int(time.process_time()) + SECONDS)
            send(sys.stdout.buffer, content(kind, bytes(said)))
    # Nobody asks any more: the threads that drew are not waited for.
    os._exit(0)


def _limit(what: int, most: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # the system allows less already
        resource.setrlimit(what, (most, resource.getrlimit(what)[1]))


def content(kind: str, said: bytes) -> bytes:
    """A file of a kind, of a report or of one chart; what the other kinds need is not loaded."""
    if kind in ALONE:
        from core.export.alone import alone

        return alone(msgspec.json.decode(said, type=Drawn), kind)
    report = msgspec.json.decode(said, type=Report)
    if kind == "pdf":
        from core.export.paper import paper

        return paper(report)
    if kind == "docx":
        from core.export.document import document

        return document(report)
    if kind == "xlsx":
        from core.export.book import book

        return book(report)
    from core.export.slides import slides

    return slides(report)
