"""What is typed on Werk loont: faults are sentences, markup stays text, and only a link that was asked for tells it."""

from __future__ import annotations

import datetime as dt

from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest

from core.household.law import period_of
from tests.opened import open_app, texts, unfolded
from tests.pages.huishouden.opened import SCRIPT, open_page


def test_a_fault_is_one_sentence_and_the_last_answer_stays() -> None:
    app = open_page()
    before = texts(app)
    app.text_input(key="hh-rent").set_value("zeshonderd").run()
    assert not app.exception
    said = texts(app)
    assert "Kale huur per maand moet een getal zijn, niet zeshonderd." in said
    assert "U ziet nog de vorige uitkomst" in said
    assert before[: before.index("</h1>")] in said
    app.text_input(key="hh-rent").set_value("650,50").run()
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
    app.text_input(key="hh-wage").set_value("<b>{x}</b>").run()
    assert not app.exception
    assert "<b>{x}" not in texts(app)
    assert "&lt;b&gt;{x}" in texts(app)


def test_nothing_is_in_the_address_and_a_link_only_comes_when_asked() -> None:
    app = open_page()
    app.text_input(key="hh-rent").set_value("812").run()
    assert app.query_params == {}
    assert not app.code
    app.button(key="household-make-link").click().run()
    assert app.query_params == {}
    assert "#werk-loont?c=" in app.code[0].value
    assert app.code[0].value.endswith(f"&rent=812.0&date={period_of(dt.date.today())}")
    assert "Deze link bevat: kale huur per maand en datum." in texts(app)
    app.text_input(key="hh-rent").set_value("813").run()
    assert not app.code


def test_start_again_goes_back_to_the_example() -> None:
    app = open_page()
    first = texts(app)
    app.text_input(key="hh-rent").set_value("100").run()
    assert texts(app) != first
    app.button(key="household-reset").click().run()
    assert texts(app) == first
    assert app.text_input(key="hh-rent").value == "650"


def test_a_language_switch_keeps_the_household() -> None:
    app = open_app()
    app.switch_page("pages/huishouden/page.py").run()
    app.text_input(key="hh-rent").set_value("500").run()
    app.slider(key="hh-hours").set_value(30).run()
    app.button(key="language-en").click().run()
    assert not app.exception
    assert "<b>30 hours</b>" in texts(app)
    assert app.text_input(key="hh-rent").value == "500"
    app.switch_page("pages/bronnen/page.py").run()
    app.switch_page("pages/huishouden/page.py").run()
    assert "<b>30 hours</b>" in texts(app)
    assert app.text_input(key="hh-rent").value == "500"


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
    hours = brought.widgets.add(id=open_page().slider(key="hh-hours").proto.id)
    hours.double_array_value.data.append(30)
    app = unfolded(AppTest.from_string(SCRIPT, default_timeout=30))._run(brought)
    assert app.slider(key="hh-hours").value == 30
    assert "30 uur" in texts(app)
