"""Bewaard: what is shown is saved under a name, found again in another browser by its link, restored, thrown away and erased."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

import core
from core.baseline import DEFAULT, load_baseline
from core.scenario import Scenario, default_scenario, to_query, with_value
from core.store import Entry, listed, open_saved, said, save_on, scenarios_of, store, versions
from core.store.who import browser
from core.text.catalog import translate
from tests.opened import asking, keyed, open_app, open_page, query_of
from tests.opened import said as read
from tests.store.made import content

NEWEST = load_baseline(DEFAULT)
PLAIN = default_scenario(NEWEST)
LOW = with_value(PLAIN, NEWEST, "inflow", 570.0)
TOKENS = {"Anna": "a" * 43, "Bert": "b" * 43}


@pytest.fixture(autouse=True)
def nothing_saved() -> Iterator[None]:
    yield
    with store().begin() as connection:
        connection.execute(text("DELETE FROM scenario"))


@pytest.fixture(autouse=True)
def anna(monkeypatch: pytest.MonkeyPatch) -> None:
    become("Anna", monkeypatch)


def become(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.ui.visitor.token", lambda: TOKENS.get(name, name))


def mine(name: str = "Anna", *, binned: bool = False) -> tuple[Entry, ...]:
    return listed(store(), browser(TOKENS[name]), binned=binned)


def save(app: AppTest, name: str, **typed: str) -> AppTest:
    for key, value in {"name": name, **typed}.items():
        widgets = app.text_area if key == "description" else app.text_input
        keyed(widgets, f"save-{key}").set_value(value)
    return keyed(app.button, "save-submit").click().run()


def saved(name: str = "Minder instroom", scenario: Scenario = LOW, **typed: str) -> AppTest:
    return save(open_page("bewaard", **to_query(scenario, {"A": PLAIN})), name, **typed)


def committed(app: AppTest) -> Scenario:
    session: Any = app.session_state["koers"]
    found: Scenario = session.committed
    return found


@pytest.mark.parametrize("odd", ["a__b-Ya4x1vWcKqNzP0LQ", "-_3Ya4x1vWcKqNzP0LQ__"])
def test_a_scenario_whose_id_has_any_sign_that_ids_had_is_saved_and_listed(odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.store.saving.new_id", lambda: odd)
    app = saved()
    assert not app.exception
    assert [one.id for one in mine()] == [odd]
    app.session_state[f"kept-{odd}"] = True
    assert not app.run().exception


def test_nothing_is_saved_yet_and_a_name_is_suggested_from_what_was_moved() -> None:
    app = open_page("bewaard", **to_query(LOW))
    assert "U bewaarde nog geen scenario" in read(app)
    assert keyed(app.text_input, "save-name").value.startswith("Instroom: 570 per maand (was ")
    assert not app.exception


def test_what_is_saved_stands_in_the_list_and_opens_in_another_browser_by_its_link(monkeypatch: pytest.MonkeyPatch) -> None:
    app = saved(description="Wat wij doen.", note="eerste")
    (entry,) = mine()
    for part in ("Bewaard als Minder instroom, versie 1.", "U bewaarde <b>1</b> scenario.", "Wat wij doen.", "eerste"):
        assert part in read(app) or part in html.unescape(read(app)), part
    become("Bert", monkeypatch)
    other = open_app(s=entry.id)
    session: Any = other.session_state["koers"]
    assert (session.committed, session.pins) == (LOW, {"A": PLAIN})
    assert query_of(other) == {"s": [entry.id]}, "the short link stays as long as nothing is moved"
    assert "U ziet het bewaarde scenario Minder instroom (versie 1" in read(other)
    assert "De getallen zijn nog dezelfde als toen." in read(other)
    assert mine("Bert") == ()


def test_a_scenario_that_is_moved_away_from_its_link_gets_an_address_of_its_own() -> None:
    saved()
    app = open_app(s=mine()[0].id)
    app.button(key="reset-all").click().run()
    assert query_of(app) == {name: [value] for name, value in to_query(PLAIN, {"A": PLAIN}).items()}
    assert "U ziet het bewaarde scenario" not in read(app)
    app.button(key="undo").click().run()
    assert query_of(app) == {"s": [mine()[0].id]}


COPY = "Kopie van ‘Minder instroom’, door u gewijzigd."


def test_a_saved_scenario_that_is_moved_says_that_it_is_a_copy_until_something_else_is_shown() -> None:
    saved()
    app = open_app(s=mine()[0].id)
    assert COPY not in read(app)
    app.session_state["assumptions"] = True
    app.run().button(key="second-reading").click().run()
    assert COPY in read(app)
    assert "U ziet het bewaarde scenario" not in read(app)
    app.button(key="undo").click().run()
    assert COPY not in read(app)
    assert "U ziet het bewaarde scenario" in read(app)
    app.button(key="redo").click().run()
    assert COPY in read(app)
    app.button(key="reset-all").click().run()
    app.button(key="second-reading").click().run()
    assert COPY not in read(app), "what comes of the basispad is a copy of nothing"


def test_another_link_is_a_copy_of_nothing() -> None:
    saved()
    app = open_app(s=mine()[0].id)
    for name in list(app.query_params):
        del app.query_params[name]
    asking(app, **to_query(with_value(PLAIN, NEWEST, "inflow", 560.0))).run()
    assert COPY not in read(app)


def test_a_new_version_comes_on_top_and_an_older_one_is_restored() -> None:
    app = saved()
    app = save(app, "Nog eens", note="tweede")
    assert [(one.number, one.words.name) for one in versions(store(), browser(TOKENS["Anna"]), mine()[0].id)] == [
        (2, "Nog eens"),
        (1, "Minder instroom"),
    ]
    name = mine()[0].id
    app.session_state[f"kept-{name}"] = True
    app.run()
    app.button(key=f"restore-{name}-1").click().run()
    assert [(one.number, one.restored) for one in mine()] == [(3, 1)]
    assert "teruggehaald van versie 1" in read(app)
    assert not app.exception


def test_what_is_thrown_away_is_brought_back() -> None:
    app = saved()
    name = mine()[0].id
    app.button(key=f"away-{name}").click().run()
    assert (mine(), len(mine(binned=True))) == ((), 1)
    assert "Wij vinden geen bewaard" not in read(open_app(s=name))
    assert "prullenbak" in read(open_app(s=name))
    app.button(key=f"back-{name}").click().run()
    assert len(mine()) == 1
    assert not app.exception


def test_of_two_who_save_at_once_the_second_is_told_and_keeps_what_was_typed() -> None:
    app = saved()
    name = mine()[0].id
    save_on(store(), browser(TOKENS["Anna"]), name, 1, content(560.0), said("Van een ander"), "theirs")
    app = save(app, "Van mij", description="Mijn lange uitleg", note="mijn notitie")
    assert "Iemand was u voor" in read(app)
    assert "Van een ander" in read(app)
    assert "Instroom van 560 naar 570" in read(app)
    typed = [keyed(app.text_input, "save-name").value, keyed(app.text_area, "save-description").value]
    assert [*typed, keyed(app.text_input, "save-note").value] == ["Van mij", "Mijn lange uitleg", "mijn notitie"]
    assert mine()[0].number == 2
    app.button(key="save-over").click().run()
    assert (mine()[0].number, mine()[0].words.name, mine()[0].words.description) == (3, "Van mij", "Mijn lange uitleg")
    assert "Iemand was u voor" not in read(app)


def test_the_second_may_save_apart_or_look_first() -> None:
    app = saved()
    save_on(store(), browser(TOKENS["Anna"]), mine()[0].id, 1, content(560.0), said("Van een ander"), "theirs")
    app = save(app, "Van mij")
    app.button(key="save-apart").click().run()
    assert {one.words.name for one in mine()} == {"Van een ander", "Van mij"}
    app = save(open_page("bewaard", s=next(one.id for one in mine() if one.words.name == "Van een ander")), "Van een ander")
    assert not app.exception


HOSTILE = "<img src=x onerror=alert(1)> **vet** [x](http://y) =1+1 {name} :red[x] $x$"


def test_names_and_texts_of_somebody_are_only_text() -> None:
    app = saved(HOSTILE, description=HOSTILE, note=HOSTILE)
    written = " ".join(element.proto.body for element in app.get("html"))
    assert "<img src=x" not in written
    assert html.escape(HOSTILE) in written
    labels = [one.label for kind in (app.button, app.text_input, app.selectbox, app.expander) for one in kind]
    assert not any("vet" in label for label in labels), "a label of a widget is Markdown"
    shown = open_app(s=mine()[0].id)
    assert "<img src=x" not in " ".join(element.proto.body for element in shown.get("html"))
    assert not shown.exception


def test_a_link_of_a_saved_scenario_opens_the_same_after_a_later_model_and_tells_the_difference(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    saved()
    monkeypatch.setattr("core.store.since.MODEL_VERSION", "9.0.0")
    monkeypatch.setattr("core.store.since.results_of", lambda *_: {**RESULTS, "volume": 12_345.0, "chance": 0.5})
    app = open_app(s=mine()[0].id)
    assert committed(app) == LOW
    for part in ("12.345", "De getallen zijn nu anders", f"van {core.MODEL_VERSION} naar 9.0.0"):
        assert part in read(app), part


RESULTS: dict[str, float | None] = {"month": 24_335, "lks_month": 24_335, "result_year": 2027, "general_funds_until": 2027}


@pytest.mark.parametrize("odd", ["", "nergens", "a" * 400, "<b>", "'; --", "\x00"])
def test_a_short_link_that_is_none_says_so_and_shows_the_basispad(odd: str) -> None:
    app = open_app(s=odd)
    assert not app.exception
    assert "Wij vinden geen bewaard scenario" in read(app)
    assert committed(app) == PLAIN


def test_a_browser_without_cookies_is_told_why_it_cannot_save(monkeypatch: pytest.MonkeyPatch) -> None:
    become("", monkeypatch)
    app = saved()
    assert "Uw browser bewaart geen cookies" in read(app)


def test_while_the_store_is_away_the_pages_work_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    saved()
    name = mine()[0].id

    def gone() -> Any:
        raise core.problem.Problem("store.away")

    for place in ("core.ui.saved", "core.ui.saving", "pages.bewaard.sheet", "pages.bewaard.acts", "pages.vergelijken.add"):
        monkeypatch.setattr(f"{place}.store", gone)
    told = translate("nl", "problem.store.away")
    for app in (open_page("bewaard"), open_app(s=name)):
        assert told in read(app)
        assert not app.exception
    assert not open_page("vergelijken").exception


def test_a_saved_scenario_is_compared_under_its_name() -> None:
    saved()
    name = mine()[0].id
    app = open_page("vergelijken")
    app.selectbox(key="compare-saved").set_value(name).run()
    assert "<i>Minder instroom</i>" in read(app)
    session: Any = app.session_state["koers"]
    assert session.pins == {"A": LOW}
    assert not app.exception


def test_a_saved_scenario_that_is_moved_where_it_stands_pinned_is_a_copy_and_stays_as_it_was_saved() -> None:
    saved()
    name = mine()[0].id
    app = open_page("vergelijken")
    app.selectbox(key="compare-saved").set_value(name).run()
    other = with_value(LOW, NEWEST, "inflow", 555.0)
    app.session_state["koers"].pins = {"A": other}
    app.session_state["koers-pins"].copies[other] = LOW
    app.run()
    assert "Kopie van ‘Minder instroom’, door u gewijzigd." in read(app)
    assert "<i>Minder instroom</i>" not in read(app)
    content = open_saved(store(), browser(TOKENS["Anna"]), name).content
    assert scenarios_of(content, load_baseline)[0] == LOW


def test_the_link_to_edit_together_lets_another_browser_add_a_version(monkeypatch: pytest.MonkeyPatch) -> None:
    app = saved()
    name = mine()[0].id
    app.session_state[f"kept-{name}"] = True
    app.run()
    with store().begin() as connection:
        key = connection.execute(text("SELECT edit_key FROM scenario")).scalar_one()
    become("Bert", monkeypatch)
    assert "Wij vinden geen bewaard scenario" in read(open_app(s=name, w="x"))
    assert mine("Bert") == ()
    open_app(s=name, w=key)
    assert [one.id for one in mine("Bert")] == [name]


def test_all_is_erased_when_that_is_asked() -> None:
    app = saved()
    app.button(key="erase-all").click().run()
    assert (mine(), mine(binned=True)) == ((), ())
    assert "U bewaarde nog geen scenario" in read(app)
