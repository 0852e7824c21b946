"""Memory of the process: a run keeps what it takes for the next one, and all of it goes back when many have left."""

from __future__ import annotations

import contextlib
import ctypes
import threading
from typing import Final

_TRIM_THRESHOLD: Final = -1
_MMAP_THRESHOLD: Final = -3
_ARENA_MAX: Final = -8
"""Numbers of settings in glibc's malloc.h; the values set are bytes, and a number of arenas."""
_KEPT: Final = 1 << 28
"""Free memory at the end of an arena that stays with the process [bytes]."""
_PIECE: Final = 1 << 17
"""Size of a block whose end makes glibc look at the arena that it was in [bytes]."""
_PLACES: Final = 24
"""More than the arenas that there are before we can limit them: one for each of the first threads."""


def keep_memory() -> None:
    """Let memory of a run stay with the process: giving it back and taking it again cost a fifth of a run.

    It stays in few places, as few runs compute at a time: every run is a thread of its own, and each place keeps what its
    largest took.
    """
    with contextlib.suppress(OSError, AttributeError):  # another C library than glibc has no such settings
        allocator = ctypes.CDLL(None)
        allocator.mallopt(_MMAP_THRESHOLD, 1 << 27)
        allocator.mallopt(_TRIM_THRESHOLD, _KEPT)
        allocator.mallopt(_ARENA_MAX, 2)


def give_back() -> None:
    """Give back what is free. Others may be served meanwhile.

    `malloc_trim` leaves the free end of every arena but the first, some 30 MB of each. glibc gives that back when something is
    freed there, so a thread goes to each of them: those that are there at the same time are sent to the arenas in turn.
    """
    with contextlib.suppress(OSError, AttributeError):  # another C library than glibc keeps its own counsel
        allocator = ctypes.CDLL(None)
        allocator.malloc.restype = ctypes.c_void_p
        allocator.malloc.argtypes, allocator.free.argtypes = [ctypes.c_size_t], [ctypes.c_void_p]
        allocator.malloc_trim(0)
        together = threading.Barrier(_PLACES)

        def visit() -> None:
            piece = allocator.malloc(_PIECE)
            together.wait()
            allocator.free(piece)

        allocator.mallopt(_TRIM_THRESHOLD, 0)
        visitors = [threading.Thread(target=visit, daemon=True) for _ in range(_PLACES)]
        for visitor in visitors:
            visitor.start()
        for visitor in visitors:
            visitor.join()
        allocator.mallopt(_TRIM_THRESHOLD, _KEPT)
