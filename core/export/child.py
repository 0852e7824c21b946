"""What runs beside the server: a report comes in on standard input, its file goes out on standard output."""

from __future__ import annotations

import contextlib
import os
import resource
import sys
from collections.abc import Callable
from typing import Final

import msgspec

from core.export.value import Report

SECONDS: Final = 30
"""Processor time [s]."""
POLITE: Final = 5
"""How much a file gives way to who moves a slider."""


def main() -> None:
    """Make one file of the kind that is asked for. It is made in memory: nothing stays behind."""
    os.nice(POLITE)
    for limit, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)):
        with contextlib.suppress(ValueError, OSError):  # the system allows less already
            resource.setrlimit(limit, (most, most))
    made = maker(sys.argv[1])(msgspec.json.decode(sys.stdin.buffer.read(), type=Report))
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()
    # All is said: the threads that drew are not waited for.
    os._exit(0)


def maker(kind: str) -> Callable[[Report], bytes]:
    """What makes a kind of file; what the other kinds need is not loaded."""
    if kind == "pdf":
        from core.export.paper import paper

        return paper
    if kind == "docx":
        from core.export.document import document

        return document
    from core.export.slides import slides

    return slides
