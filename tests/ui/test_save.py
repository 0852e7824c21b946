"""A file that is made when it is asked for is there when its browser comes, whoever moves a slider in between, and then goes."""

from __future__ import annotations

from functools import partial

import pytest
from streamlit import runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from core.ui import save


class Runtime:
    def __init__(self) -> None:
        self.media_file_mgr = MediaFileManager(MemoryMediaFileStorage("/media"))


def test_a_file_stays_while_others_get_their_answers_and_goes_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    here = Runtime()
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: here)
    monkeypatch.setattr(save, "_later", lambda _seconds: None)
    manager = here.media_file_mgr
    asked = manager.add_deferred(partial(save._made, lambda: b"content", "a.csv", "text/csv"), "text/csv", "1.2", "a.csv")
    name = manager.execute_deferred(asked).rpartition("/")[2].partition(".")[0]
    for _ in range(5):
        manager.remove_orphaned_files()
    found = manager.read_file(name)
    assert found is not None
    assert found.content == b"content"
    monkeypatch.setattr(save.time, "monotonic", lambda: float("inf"))
    save._let_go()
    for _ in range(2):
        manager.remove_orphaned_files()
    assert manager.read_file(name) is None
    assert not save._held
