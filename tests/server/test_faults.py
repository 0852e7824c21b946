"""An error is one line for whoever keeps the server, with no value in it, and one sentence for whoever sees the page."""

from __future__ import annotations

import datetime as dt
import json
import logging

import pytest
import streamlit as st

from core.baseline import load_baseline
from core.own_data import upload
from core.scenario import default_scenario
from core.server import faults
from core.text.catalog import LANGUAGES, Language, translate
from core.ui import state
from tests.opened import open_app
from tests.places import LETTER


def broken() -> None:
    raise ValueError("rent 850,50 of somebody")


def failed() -> Exception:
    try:
        broken()
    except ValueError as error:
        return error
    raise AssertionError


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_becomes_a_line_without_values_and_a_sentence(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, language: Language
) -> None:
    said: list[str] = []
    monkeypatch.setattr(st, "html", said.append)
    monkeypatch.setattr(st, "get_option", lambda _: "none")
    start = default_scenario(load_baseline(LETTER))
    monkeypatch.setattr(state, "current", lambda: state.State(start, start, language))
    with caplog.at_level(logging.ERROR, "koers.error"):
        assert faults.answer(failed()) is True
    (line,) = (json.loads(record.message) for record in caplog.records)
    assert line["type"] == "ValueError"
    assert line["place"].startswith("tests/server/test_faults.py:")
    assert "850" not in caplog.text
    assert said == [f'<p class="koers-sentence" role="alert">{translate(language, "app.error")}</p>']


def test_a_fault_of_ours_while_a_file_is_read_is_a_line_without_what_the_file_holds(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(upload, "read_upload", lambda *_, **__: broken())
    found = upload.tried(b"", "geheim.csv", dt.date(2026, 11, 27))
    assert [problem.key for problem in found.problems] == ["own_data.unforeseen"]
    (line,) = (json.loads(record.message) for record in caplog.records)
    assert (line["type"], line["place"].partition(":")[0]) == ("ValueError", "tests/server/test_faults.py")
    assert "850" not in caplog.text
    assert "geheim" not in caplog.text


def test_what_a_library_logs_is_a_line_without_what_it_filled_in(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(st, "get_option", lambda _: "none")
    before = logging.getLogRecordFactory()
    try:
        faults.quiet_libraries()
        logging.getLogger("asyncio").error("Never retrieved\nrent 850,50", exc_info=failed())
        logging.getLogger("py.warnings").warning("Session %s is there", "8f3c")
        logging.getLogger("koers.rerun").warning("%s", "ours")
    finally:
        logging.setLogRecordFactory(before)
    *lines, ours = (record.getMessage() for record in caplog.records)
    assert [(json.loads(line)["type"], json.loads(line)["said"]) for line in lines] == [
        ("ValueError", "Never retrieved"), ("", "Session %s is there"),
    ]  # fmt: skip
    assert ours == "ours"
    assert "850" not in caplog.text
    assert "8f3c" not in caplog.text


def test_a_developer_sees_the_error_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", lambda _: "full")
    assert faults.answer(failed()) is False


def test_errors_are_counted_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", lambda _: "full")
    before = faults.ERRORS.labels("")._value.get()
    faults.answer(failed())
    assert faults.ERRORS.labels("")._value.get() == before + 1


def test_the_page_of_an_error_is_the_one_that_ran(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    app = open_app()
    monkeypatch.setattr("pages.lks.sheet.top", lambda view: ran.append(faults._page()))
    app.switch_page("pages/lks/page.py").run()
    assert ran == ["lks"]
