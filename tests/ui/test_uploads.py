"""A file that was chosen on one page is not held while another is read."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from core.ui import state, uploads
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
