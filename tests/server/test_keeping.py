"""Between visitors the server forgets who left, with their files, whether or not somebody else comes by."""

from __future__ import annotations

import gc
import weakref
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime.caching.ttl_cache import TTLCache
from streamlit.runtime.memory_session_storage import MemorySessionStorage

from core.server import keeping
from core.server.keeping import tidy


class Session:
    """One session, with what it has."""

    def __init__(self, name: str) -> None:
        self.id = name
        self.files = ["figures"]
        self.session_state = {"scenario": "of a visitor"}

    def shutdown(self) -> None:
        self.files.clear()


class Sessions:
    """The sessions of a server: some with a browser, some whose browser left."""

    def __init__(self, here: list[str], left: list[str]) -> None:
        self.now = 0.0
        self._session_storage = MemorySessionStorage(ttl_seconds=120)
        self._session_storage._cache = TTLCache(maxsize=128, ttl=120, timer=lambda: self.now)
        self.here = [SimpleNamespace(session=Session(name)) for name in here]
        for name in left:
            self._session_storage.save(SimpleNamespace(session=Session(name)))  # type: ignore[arg-type]

    def num_active_sessions(self) -> int:
        return len(self.here)

    def list_sessions(self) -> list[Any]:
        return [*self.here, *self._session_storage.list()]


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A note for each time that the collector was sent round."""
    found: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda: found.append(1))
    return found


def rounds(monkeypatch: pytest.MonkeyPatch, sessions: Sessions) -> None:
    monkeypatch.setattr(keeping.Runtime, "exists", lambda: True)
    monkeypatch.setattr(keeping.Runtime, "instance", lambda: SimpleNamespace(_session_mgr=sessions))


def test_a_session_that_left_is_forgotten_after_two_minutes_without_anybody_coming(
    monkeypatch: pytest.MonkeyPatch, collected: list[int]
) -> None:
    sessions = Sessions(["stays"], ["left"])
    rounds(monkeypatch, sessions)
    known = tidy({})
    assert known.keys() == {"stays", "left"}
    sessions.now = 119.0
    assert (tidy(known), collected) == (known, [])
    sessions.now = 121.0
    assert tidy(known).keys() == {"stays"}
    assert collected == [1]


def test_a_session_that_somebody_still_holds_has_nothing_left_when_it_is_forgotten(
    monkeypatch: pytest.MonkeyPatch, collected: list[int]
) -> None:
    sessions = Sessions(["stays"], ["left"])
    rounds(monkeypatch, sessions)
    known = tidy({})
    last_written_to, stays = known["left"](), known["stays"]()
    sessions.now = 121.0
    tidy(known)
    assert isinstance(last_written_to, Session)
    assert isinstance(stays, Session)
    assert (last_written_to.files, last_written_to.session_state) == ([], {})
    assert (stays.files, stays.session_state) == (["figures"], {"scenario": "of a visitor"})


def test_what_was_frozen_while_somebody_was_there_is_looked_through_when_nobody_is(monkeypatch: pytest.MonkeyPatch) -> None:
    sessions = Sessions([], ["left"])
    rounds(monkeypatch, sessions)
    known = tidy({})
    circle: list[object] = [Session("frozen")]
    circle.append(circle)
    frozen = weakref.ref(circle[0])
    del circle
    gc.freeze()
    try:
        gc.collect()
        assert frozen() is not None
        sessions.now = 121.0
        tidy(known)
        assert frozen() is None
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_nothing_is_looked_through_while_nobody_leaves(monkeypatch: pytest.MonkeyPatch, collected: list[int]) -> None:
    rounds(monkeypatch, Sessions(["stays"], []))
    known = tidy({})
    assert (tidy(known).keys(), collected) == ({"stays"}, [])
