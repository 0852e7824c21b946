"""Answers take turns: few are computed at a time, the others wait in the order in which they came.

Python computes on one core at a time. When thirty sessions compute at once, the threads fight for it and the thread
that writes to the browsers starves among them: each answer then costs twice the processor time and nobody is served.
One after another, everybody is.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from prometheus_client import Histogram

AT_A_TIME: Final = 2
"""Answers computed at a time. Two, because the model's arrays leave Python to another thread while they are worked on."""
LONGEST: Final = 2.0
"""After this long also what nobody waits for takes its turn: where answers never end it would not come otherwise [s]."""
WAITED: Final = Histogram(
    "koers_turn_wait_seconds",
    "Time that an answer waited for its turn",
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2),
)


class Turns:
    """A number of turns, handed to whoever has waited longest. A thread that has one may take it again.

    Behind the others come those who can wait: they go when nobody else does, or once they have waited long.

    Parameters
    ----------
    at_a_time : int
        How many there are.
    told : Callable[[float], None]
        Hears the seconds that each was waited for.
    longest : float
        How long those behind let the others go first [s].
    """

    def __init__(self, at_a_time: int, told: Callable[[float], None], longest: float = LONGEST) -> None:
        self._free = at_a_time
        self._told = told
        self._longest = longest
        self._waiting: deque[tuple[threading.Event, float]] = deque()
        self._behind: deque[tuple[threading.Event, float]] = deque()
        self._lock = threading.Lock()
        self._mine = threading.local()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    @contextmanager
    def turn(self, *, behind: bool = False) -> Iterator[float]:
        """Hold a turn; gives the seconds that it was waited for. `behind` lets those go first who are not."""
        if getattr(self._mine, "held", False):
            yield 0.0
            return
        start = time.perf_counter()
        self._take(self._behind if behind else self._waiting)
        self._mine.held = True
        try:
            self._told(waited := time.perf_counter() - start)
            yield waited
        finally:
            self._mine.held = False
            self._give()

    def let_others(self) -> None:
        """Between two pieces of something long: whoever waits goes first. Nothing happens without a turn in hand."""
        if getattr(self._mine, "held", False) and self._waiting:
            self._give()
            self._take(self._waiting)

    def _take(self, line: deque[tuple[threading.Event, float]]) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            called = threading.Event()
            line.append((called, time.perf_counter()))
        called.wait()

    def _give(self) -> None:
        # Handed over rather than put back, so that nobody who comes later can snatch it.
        with self._lock:
            late = self._behind and time.perf_counter() - self._behind[0][1] >= self._longest
            if line := self._behind if late else self._waiting or self._behind:
                line.popleft()[0].set()
            else:
                self._free += 1


_turns: Final = Turns(AT_A_TIME, WAITED.observe)
turn: Final = _turns.turn
let_others: Final = _turns.let_others
