"""What was worked out is remembered, in one way: so many answers, the one that was longest not asked for goes first.

Answers are remembered for all sessions together and hang on frozen values: a scenario, a baseline, a language. What
hangs on somebody's own figures can be forgotten when its owner takes them back.
"""

from __future__ import annotations

import functools
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Final, Generic, ParamSpec, TypeVar

Value = TypeVar("Value")
P = ParamSpec("P")


class Memory(Generic[Value]):
    """Answers by what they hang on, for all threads.

    Parameters
    ----------
    most : int
        Answers that are kept.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[tuple[Hashable, ...], Value] = OrderedDict()
        # Again by the same thread: a session that is collected while it looks here has its own answers forgotten at once.
        self._lock = threading.RLock()
        _MEMORIES.append(self)

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, *key: Hashable) -> Value | None:
        """The answer, or None when it is not remembered."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, value: Value, *key: Hashable) -> Value:
        """Remember an answer, and give it back."""
        with self._lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return value

    def forget(self, *about: Hashable) -> None:
        """Forget every answer that hangs on one of these; all of them when nothing is named."""
        with self._lock:
            for key in list(self._kept):
                if not about or any(part in about for part in key):
                    self._kept.pop(key, None)


_MEMORIES: Final[list[Memory[Any]]] = []


def remembered(most: int) -> Callable[[Callable[P, Value]], Callable[P, Value]]:
    """Decorator: work out an answer once for the same arguments, which are hashable."""

    def decorate(work: Callable[P, Value]) -> Callable[P, Value]:
        memory: Memory[tuple[Value]] = Memory(most)

        @functools.wraps(work)
        def answer(*args: P.args, **kwargs: P.kwargs) -> Value:
            key = (*args, *sorted(kwargs.items()))
            found = memory.get(*key)
            return (memory.keep((work(*args, **kwargs),), *key) if found is None else found)[0]

        return answer

    return decorate


def forget(*about: Hashable) -> None:
    """Forget, everywhere, every answer that hangs on one of these; everything when nothing is named."""
    for memory in _MEMORIES:
        memory.forget(*about)
