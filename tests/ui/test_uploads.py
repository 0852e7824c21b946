"""A file that was chosen on one page is not held while another is read."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.runtime.uploaded_file_manager import DeletedFile

from core.own_data.upload import Upload
from core.ui import state, uploads
from pages.bronnen import own_data
from pages.vergelijken import add
from tests.opened import open_page


def test_files_go_when_their_page_is_left_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    dropped: list[str] = []
    held = SimpleNamespace(remove_session_files=dropped.append)
    app = open_page("bronnen")
    runtime = SimpleNamespace(uploaded_file_mgr=held)
    monkeypatch.setattr(uploads, "Runtime", SimpleNamespace(exists=lambda: True, instance=lambda: runtime))
    app.session_state["uploads-place"] = "/bronnen"
    monkeypatch.setattr(state, "urlsplit", lambda _: SimpleNamespace(path="/bronnen"))
    app.run()
    assert dropped == []
    monkeypatch.setattr(state, "urlsplit", lambda _: SimpleNamespace(path="/volume"))
    app.run()
    assert dropped == ["test session id"]
    app.run()
    assert dropped == ["test session id"]
    assert not app.exception


def test_a_file_that_another_server_had_is_none_and_takes_no_page_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {"own-file": DeletedFile("gone"), add._FILE: DeletedFile("gone")})
    state.current().upload = Upload("read before")
    own_data._read()
    add._pin_file()
    assert (state.current().upload, state.current().pins, state.current().problems) == (None, {}, [])
