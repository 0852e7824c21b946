"""The own counts that a session holds: each is made from its id, and kept while it is used."""

from __future__ import annotations

import datetime as dt
import weakref
from collections.abc import Iterator
from typing import Final

from core.analysis.simulate import forget_baseline
from core.own_data.count.answers import parent_of
from core.own_data.count.build import OwnCount, counted
from core.scenario import FindBaseline

MOST: Final = 3
"""Own counts that are kept beside the one in use: an older one is made anew from its id."""


class Counts:
    """Own counts by id, the one that was asked for last at the end. What was worked out of them goes when they go."""

    def __init__(self) -> None:
        self._held: dict[str, OwnCount] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def get(self, name: str, find: FindBaseline, used: str) -> OwnCount:
        """The count of an id; all of it stands in the id.

        Parameters
        ----------
        find : FindBaseline
            Gives the baseline that it starts from.
        used : str
            Id of the baseline in use, which is kept.

        Raises
        ------
        Problem
            No count has this id.
        """
        if name not in self._held:
            self._held[name] = counted(name, find, dt.date.today())
            weakref.finalize(self, forget_baseline, self._held[name].baseline)
            for old in [other for other in self._held if other not in (name, used)][:-MOST]:
                self._drop(old)
        return self._held[name]

    def drop_on(self, parent: str) -> None:
        """Drop every count that starts from a baseline."""
        for name in [name for name in self._held if parent_of(name) == parent]:
            self._drop(name)

    def _drop(self, name: str) -> None:
        forget_baseline(self._held.pop(name).baseline)
