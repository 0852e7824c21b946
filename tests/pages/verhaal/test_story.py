"""Verhaal: a reader sees the author's words, what was changed and the numbers, works on with a copy, and hears of a change."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from core.baseline import DEFAULT, load_baseline
from core.measures import catalogue
from core.scenario import Scenario, default_scenario, with_measures, with_value
from core.store import Published, content_of, publish, said, save_new, save_on, store, throw_away, withdraw
from core.store.who import browser
from core.text.measures import measure_name
from tests.opened import PAGES, asking, charts, keyed, open_app, open_page, query_of
from tests.opened import said as read
from tests.places import ROTTERDAM

NEWEST = load_baseline(DEFAULT)
PLAIN = default_scenario(NEWEST)
PACKAGE = [entry.measure() for entry in catalogue(ROTTERDAM)][:1]
LOW = with_measures(with_value(PLAIN, NEWEST, "inflow", 570.0), PACKAGE)
TOKEN = "a" * 43
ANNA = browser(TOKEN)


@pytest.fixture(autouse=True)
def nothing_saved(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("core.ui.visitor.token", lambda: TOKEN)
    yield
    with store().begin() as connection:
        connection.execute(text("DELETE FROM scenario"))


def published(
    words: str = "Eerst dit.\n\nDan dat.", title: str = "Ons voorstel", scenario: Scenario = LOW
) -> tuple[str, Published]:
    content = content_of(scenario, {"A": PLAIN}, load_baseline)
    saved = save_new(store(), ANNA, content, said("Minder instroom"), f"{title}{words}")
    return saved.entry.id, publish(store(), ANNA, saved.entry.id, 1, title, words, "nl")


def opened(story: str, **query: str) -> AppTest:
    app = open_app()
    return asking(app, p=story, **query).switch_page("pages/verhaal/page.py").run()


def test_a_reader_sees_words_changes_answer_and_charts_and_no_slider() -> None:
    _, told = published()
    app = opened(told.id)
    assert not app.exception
    found = read(app)
    for part in ("Ons voorstel", "Eerst dit.", "Dan dat.", "Instroom: 570 per maand (was", "bijstandsuitkeringen", "Basis: "):
        assert part in found, part
    assert measure_name(PACKAGE[0], ROTTERDAM, "nl") in found
    assert len(charts(app)) == 4
    assert "Een bezoeker schreef dit, niet de gemeente." in found
    assert not [one for one in app.button if one.key in ("undo", "pin", "share")]
    assert query_of(app) == {"p": [told.id]}


def test_reading_leaves_the_readers_own_scenario_as_it_was() -> None:
    _, told = published()
    app = open_app(outflow_rate="0.02")
    session: Any = app.session_state["koers"]
    before = session.committed
    app = asking(app, p=told.id).switch_page("pages/verhaal/page.py").run()
    assert app.session_state["koers"].committed == before


def test_a_reader_works_on_with_a_copy() -> None:
    _, told = published()
    app = opened(told.id)
    keyed(app.button, "story-copy").click().run()
    session: Any = app.session_state["koers"]
    assert (session.committed, session.pins) == (LOW, {"A": PLAIN})
    assert not app.exception
    assert "Ons voorstel" not in read(app)


HOSTILE = "<script>alert(1)</script> <b>x</b> [klik](javascript:alert(1)) **v** {name} &amp;"


def test_the_words_of_an_author_are_only_text() -> None:
    _, told = published(f"{HOSTILE}\n\n{HOSTILE}", HOSTILE)
    app = opened(told.id)
    written = " ".join(element.proto.body for element in app.get("html"))
    assert "<script>alert" not in written
    assert "javascript:alert(1)" not in "".join(part for part in written.split("<") if part.startswith("a "))
    assert written.count(html.escape(HOSTILE)) >= 3
    assert not app.exception


def test_a_reader_is_told_that_another_edition_stood_there_and_what_it_changes() -> None:
    name, told = published()
    other = with_value(LOW, NEWEST, "inflow", 560.0)
    save_on(store(), ANNA, name, 1, content_of(other, {}, load_baseline), said("Nog minder"), "second")
    assert "uitgave" not in read(opened(told.id))
    publish(store(), ANNA, name, 2, "Ons voorstel", "Anders.", "nl")
    found = read(opened(told.id))
    assert "Dit is uitgave 2. Hier stond eerder een andere" in found
    assert "Instroom van 570 naar 560" in found
    publish(store(), ANNA, name, 2, "Ons voorstel", "Nog een tekst.", "nl")
    assert "Het scenario is hetzelfde; de tekst is veranderd." in read(opened(told.id))


def test_what_is_not_published_any_more_is_closed() -> None:
    name, told = published()
    withdraw(store(), ANNA, name)
    assert "Dit verhaal is er niet, of niet meer." in read(opened(told.id))
    publish(store(), ANNA, name, 1, "Ons voorstel", "Weer.", "nl")
    throw_away(store(), ANNA, name)
    for story in (told.id, name, "nergens", ""):
        app = opened(story)
        assert not app.exception
        assert "Weer." not in read(app)


def test_an_author_publishes_changes_and_withdraws_from_the_list() -> None:
    saved = save_new(store(), ANNA, content_of(LOW, {}, load_baseline), said("Minder instroom", "Uitleg."), "first")
    name = saved.entry.id
    app = open_page("bewaard")
    app.session_state[f"kept-{name}"] = True
    app.run()
    assert keyed(app.text_area, f"story-words-{name}").value == "Uitleg."
    keyed(app.text_input, f"story-title-{name}").set_value("Voor de raad")
    app.button(key=f"story-publish-{name}").click().run()
    with store().begin() as connection:
        story = connection.execute(text("SELECT id FROM story")).scalar_one()
    assert "Iedereen met deze link kan het lezen." in read(app)
    assert "Voor de raad" in read(opened(story))
    app.button(key=f"story-withdraw-{name}").click().run()
    assert "Niemand kan het nu lezen." in read(app)
    assert "Voor de raad" not in read(opened(story))
    assert not app.exception


def test_in_english_all_but_the_authors_words_is_english() -> None:
    _, told = published()
    app = opened(told.id, lang="en")
    assert keyed(app.button, "story-copy").label == "Work on with it yourself"
    assert "Ons voorstel" in read(app)
    assert "Baseline: " in read(app)
    assert "verhaal" in PAGES
