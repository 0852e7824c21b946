"""Prepared questions: written as lines, and checked one by one."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from core.baseline import DEFAULT, load_baseline
from core.scenario import default_scenario, to_query, with_value
from core.store import Line, store
from tests.opened import keyed, open_page
from tests.opened import said as read

TOKEN = "a" * 43
BASE = load_baseline(DEFAULT)
HIGH, LOW = (
    urlencode(to_query(with_value(default_scenario(BASE), BASE, lever, value)))
    for lever, value in (("outflow_rate", 0.0198), ("inflow", 600.0))
)
QUESTIONS = (Line("Wat als er meer mensen vertrekken?", f"http://x/?{HIGH}"), Line("En de reserve?", f"http://x/buig?{LOW}"))


@pytest.fixture(autouse=True)
def anna(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.ui.visitor.token", lambda: TOKEN)


def opened() -> AppTest:
    app = open_page("bewaard")
    app.session_state["script-open"] = True
    return app.run()


def kept(app: AppTest, lines: str) -> AppTest:
    keyed(app.text_area, "script-lines").set_value(lines)
    return keyed(app.button, "script-keep").click().run()


def test_questions_are_kept_and_give_the_link_of_a_room() -> None:
    app = kept(opened(), "\n".join(f"{one.title} | {one.link}" for one in QUESTIONS))
    assert "Het draaiboek is bewaard." in read(app)
    with store().begin() as connection:
        connection.execute(text("DELETE FROM script"))


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (f"Eerst | ?{HIGH}\n\nhttp://x/?{LOW}", "Regel 2 heeft geen vraag."),
        (f"Eerst | ?{HIGH}&inflow=999999", "De link van regel 1 (Eerst) opent geen scenario."),
        ("", "Een draaiboek heeft 1 tot 40 vragen"),
    ],
)
def test_a_line_that_cannot_be_is_told_by_its_number(lines: str, told: str) -> None:
    assert told in read(kept(opened(), lines))
