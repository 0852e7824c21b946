"""What is typed on Werk loont: faults are sentences, markup stays text, and only a link that was asked for tells it."""

from __future__ import annotations

import datetime as dt
import json
import re

from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest

from core.household.law import period_of
from core.server import families
from tests.figures.test_preview import Unpacked
from tests.opened import open_app, texts, unfolded
from tests.pages.huishouden.opened import SCRIPT, open_page, shown, slide, slider


def test_a_fault_is_one_sentence_and_the_last_answer_stays() -> None:
    app = open_page()
    before = texts(app)
    slide(app, "rent", "zeshonderd")
    assert not app.exception
    said = texts(app)
    assert "Kale huur per maand moet een getal zijn, niet zeshonderd." in said
    assert "U ziet nog de vorige uitkomst" in said
    assert before[before.index("<h1") : before.index("</h1>")] in said
    slide(app, "rent", "650,50")
    assert "moet een getal zijn" not in texts(app)


def test_a_value_that_was_not_published_is_a_sentence_and_not_a_crash() -> None:
    app = open_page()
    app.session_state["household-more"] = True
    app.selectbox(key="hh-date").set_value(dt.date(2024, 1, 1)).run()
    app.selectbox(key="hh-exemption").set_value("medical").run()
    assert not app.exception
    assert "Voor 1 januari 2024 is geen waarde gepubliceerd gevonden voor de vrijlating van loon." in texts(app)


def test_markup_in_an_input_stays_text() -> None:
    app = open_page()
    slide(app, "wage", "<b>{x}</b>")
    assert not app.exception
    assert "<b>{x}" not in texts(app)
    assert "&lt;b&gt;{x}" in texts(app)


def test_nothing_is_in_the_address_and_a_link_only_comes_when_asked() -> None:
    app = open_page()
    slide(app, "rent", "812")
    assert app.query_params == {}
    assert not app.code
    app.button(key="household-make-link").click().run()
    assert app.query_params == {}
    assert "#werk-loont?c=" in app.code[0].value
    assert app.code[0].value.endswith(f"&rent=812.0&date={period_of(dt.date.today())}")
    assert "Deze link bevat: kale huur per maand en datum." in texts(app)
    slide(app, "rent", "813")
    assert not app.code


def test_start_again_goes_back_to_the_example() -> None:
    app = open_page()

    def said() -> str:
        return re.sub(r"data-answered='[^']*'|data-answered=\"[^\"]*\"", "", texts(app))

    first = said()
    slide(app, "rent", "100")
    assert said() != first
    app.button(key="household-reset").click().run()
    assert said() == first
    assert shown(app, "rent")["value"] == 650


def test_a_language_switch_keeps_the_household() -> None:
    app = open_app()
    app.switch_page("pages/huishouden/page.py").run()
    slide(app, "rent", "500")
    slide(app, "hours", 30)
    app.button(key="language-en").click().run()
    assert not app.exception
    assert "<b>30 hours</b>" in texts(app)
    assert shown(app, "rent")["value"] == 500
    app.switch_page("pages/bronnen/page.py").run()
    app.switch_page("pages/huishouden/page.py").run()
    assert "<b>30 hours</b>" in texts(app)
    assert shown(app, "rent")["value"] == 500


def test_the_page_opens_on_the_law_of_today() -> None:
    assert open_page().selectbox(key="hh-date").value == period_of(dt.date.today())


def test_what_only_some_households_need_is_asked_of_those_alone() -> None:
    app = open_page()
    asked = {widget.key for widget in app.text_input}
    assert not asked & {
        "hh-partner_hours",
        "hh-partner_wage",
        "hh-childcare_hours",
        "hh-age",
        "hh-partner_age",
        "hh-cost_sharers",
    }
    app.get("button_group")[0].set_value("couple").run()
    app.session_state["household-more"] = True
    app.run()
    asked = {widget.key for widget in app.text_input}
    assert {"hh-partner_hours", "hh-partner_wage", "hh-age", "hh-partner_age", "hh-cost_sharers"} <= asked
    app.text_input(key="hh-partner_hours").set_value("16,5").run()
    app.text_input(key="hh-partner_age").set_value("20").run()
    assert not app.exception
    assert "<b>24 + 16,5 uur</b>" in texts(app)
    assert "Onder 21 jaar is de bijstand laag" in texts(app)


def test_a_wage_of_four_weeks_asks_to_which_month_it_counts_and_says_which() -> None:
    app = open_page()
    assert len(app.get("button_group")) == 2
    app.get("button_group")[1].set_value("four_weekly").run()
    assert "telt hier bij de maand van de betaaldag" in texts(app)
    app.get("button_group")[2].set_value("worked").run()
    assert not app.exception
    assert "telt hier bij de weken die zijn gewerkt" in texts(app)


def test_child_care_is_asked_for_until_somebody_says_how_much() -> None:
    app = open_page()
    app.get("button_group")[0].set_value("single_parent").run()
    assert "hoeveel opvang is er nodig" in texts(app)
    assert "Deze uitkomst rekent zonder opvang" in texts(app)
    app.text_input(key="hh-childcare_hours").set_value("0").run()
    assert "Deze uitkomst rekent zonder opvang" not in texts(app)
    app.text_input(key="hh-childcare_hours").set_value("60").run()
    assert not app.exception
    # An empty price is the highest that is paid back: 60 hours of 11.23.
    assert "Opvang en reizen kosten €\N{NO-BREAK SPACE}674." in texts(app)


def test_a_session_that_never_drew_the_page_takes_over_what_the_browser_brings() -> None:
    """A restart: the server that drew the page is gone, and the tab sends along what its widgets stand at."""
    brought = WidgetStates()
    opened = open_page()
    move = {"seq": 3, "value": 30, "phase": "commit", "epoch": "of another session"}
    brought.widgets.add(id=slider(opened, "hours").id, json_value=json.dumps({"move": move}))
    brought.widgets.add(id=opened.text_input(key="hh-travel").proto.id, string_value="55")
    app = unfolded(AppTest.from_string(SCRIPT, default_timeout=30))._run(brought)
    assert shown(app, "hours")["value"] == 30
    assert app.text_input(key="hh-travel").value == "55"
    assert "30 uur" in texts(app)


def test_a_slider_that_is_held_moves_the_answer_and_its_release_is_answered() -> None:
    app = open_page()
    slide(app, "hours", 30, "drag")
    assert "<b>30 uur</b>" in texts(app)
    slide(app, "hours", 32)
    assert "<b>32 uur</b>" in texts(app)
    assert shown(app, "hours")["ack"] == 2
    assert not app.session_state["huishouden"].dragging


def test_a_wage_that_is_back_at_the_minimum_is_no_wage_of_its_own() -> None:
    app = open_page()
    minimum = shown(app, "wage")["base"]
    slide(app, "wage", 20)
    assert app.session_state["huishouden"].inputs.household.wage == 20.0
    slide(app, "wage", minimum)
    assert app.session_state["huishouden"].inputs.household.wage is None
    assert shown(app, "wage")["value"] == minimum


def test_what_no_slider_sends_moves_nothing() -> None:
    app = open_page()
    before = app.session_state["huishouden"].inputs
    for odd in ({"value": None}, {"value": [1]}, {"value": float("inf")}, {"value": 10**400}, {"seq": "1"}, {"epoch": "another"}):
        slide(app, "rent", 100, **odd)
        assert not app.exception
    assert app.session_state["huishouden"].inputs == before


def test_a_thumb_finds_what_it_draws_as_long_as_no_other_chart_stands_there() -> None:
    app = AppTest.from_string(SCRIPT, default_timeout=30).run()
    address = shown(app, "hours")["family"]
    assert address is not None
    slide(app, "hours", 30)
    assert shown(app, "hours")["family"] == address, "of all its values there is one"
    slide(app, "rent", 700)
    assert shown(app, "hours")["family"] != address
    assert shown(unfolded(app).run(), "hours")["family"] is None, "charts of the buffer stand there"


def test_the_thumb_writes_what_the_page_writes_of_the_same_household() -> None:
    app = AppTest.from_string(SCRIPT, default_timeout=30).run()
    asked = families.read(shown(app, "hours")["family"].partition("?")[2])
    assert asked is not None
    found = Unpacked(families.made(asked))
    step = found.header["values"].index(30)
    # What a page says is read here without the marks of words that have a meaning.
    written = {name: re.sub(r"</?dfn[^>]*>", "", found.text(told, step)) for name, told in found.header["texts"].items()}
    page = texts(slide(app, "hours", 30))
    assert {"answer", "keys"} < set(written)
    assert [name for name, text in written.items() if text not in page] == []
