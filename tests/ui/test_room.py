"""The view for a room: what the address says of it, what its keys do, and that every page with a chart has it."""

from __future__ import annotations

from types import SimpleNamespace
from urllib.parse import urlencode

import pytest

from core.figures.room import ROOMS
from core.problem import Problem
from core.scenario import Scenario
from core.store import Line, keep_script, store
from core.store.meetings import guess
from core.store.who import browser as visitor
from core.ui import state
from core.ui.room import acts
from core.ui.room import asking as asking_room
from tests.opened import asking, charts, open_app, open_page, texts
from tests.ui.test_state import FIRST, Browser


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    found = Browser(monkeypatch)
    monkeypatch.setattr(acts, "st", SimpleNamespace(session_state=found.page.session_state))
    found.ask(FIRST | {"groot": "1"})
    state.read_address()
    return found


def press(name: str, number: int = 0) -> None:
    acts.act(name, number, "verkenner", 4)


def inflow() -> float | None:
    return state.current().committed.value("inflow")


def test_an_address_for_a_room_stays_one_until_somebody_leaves_it(browser: Browser) -> None:
    assert state.current().room
    state.set_lever("inflow", 560.0)
    assert browser.told is not None
    assert browser.told["groot"] == "1"
    press("leave")
    assert "groot" not in (browser.told or {})
    assert inflow() == 560.0


def test_any_other_word_for_it_is_a_page_for_a_desk(browser: Browser) -> None:
    browser.ask(FIRST | {"groot": "0"})
    state.read_address()
    assert not state.current().room


def test_keys_go_round_the_charts(browser: Browser) -> None:
    for wanted in (1, 2, 3, 0):
        press("next")
        assert acts.meeting().chart["verkenner"] == wanted
    press("previous")
    assert acts.meeting().chart["verkenner"] == 3
    press("chart", 2)
    assert acts.meeting().chart["verkenner"] == 2


def test_the_steps_of_a_session_are_played_in_order_and_the_last_scenario_stays_within_reach(browser: Browser) -> None:
    for value in (560.0, 550.0):
        state.set_lever("inflow", value)
    press("story")
    seen = [inflow()]
    for _ in range(3):
        press("next")
        seen.append(inflow())
    assert seen == [570.0, 560.0, 550.0, 550.0]
    press("previous")
    before = acts.partner()
    assert (inflow(), before.value("inflow") if before else None) == (560.0, 570.0)
    press("story")
    assert inflow() == 560.0
    press("undo")
    assert inflow() == 550.0


def test_prepared_questions_are_gone_through_each_on_its_page_and_held_against_the_base_path(browser: Browser) -> None:
    session, links = state.current(), ("?" + urlencode(FIRST | {"inflow": "560"}), "/buig?" + urlencode(FIRST))
    lines = [Line(title, f"http://x{link}") for title, link in zip(("Minder instroom?", "En de reserve?"), links, strict=True)]
    session.script = keep_script(store(), visitor("Anna"), tuple(lines))
    acts.read_prepared()
    press("story")
    here, base = acts.meeting(), acts.partner()
    assert (here.story[0].title, inflow(), here.goto) == ("Minder instroom?", 560.0, "")
    assert base is not None
    assert base.value("inflow") is None
    press("next")
    assert (inflow(), here.goto, session.whole_page) == (570.0, "buig", True)
    press("story")
    assert here.story == ()
    session.script = "nothing"
    acts.read_prepared()
    assert (here.prepared, session.problems[0].key) == ((), "store.no_script")


def test_the_room_guesses_the_next_prepared_question_before_it_is_shown(browser: Browser) -> None:
    session, link = state.current(), "http://x/?" + urlencode(FIRST | {"inflow": "560"})
    session.script = keep_script(store(), visitor("Anna"), (Line("Minder instroom?", link),))
    acts.read_prepared()
    press("guess")
    here = acts.meeting()
    assert here.guessing is not None
    assert here.held is not None
    question = here.guessing.question
    assert (question.said, question.open, inflow()) == (
        "Minder instroom? Hoeveel uitkeringen heeft Rotterdam eind 2025?",
        True,
        570.0,
    )
    assert question.low < 32647 < question.high
    guess(store(), here.held.code, question.number, "phone", 31500.0)
    press("uncover")
    assert here.guessing is not None
    assert (here.guessing.guesses, inflow()) == ((31500.0,), 560.0)
    assert here.guessing.answer == session.committed
    press("end")
    assert (here.held, here.guessing) == (None, None)


def test_a_room_raises_its_hands_while_the_store_is_away(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise Problem("store.away")

    monkeypatch.setattr(asking_room, "store", away)
    press("guess")
    press("uncover")
    guessing = acts.meeting().guessing
    assert guessing is not None
    assert (guessing.meeting, guessing.guesses, guessing.answer) == (None, (), state.current().committed)


def test_a_change_is_told_against_the_last_step_the_basispad_or_a_pinned_scenario(browser: Browser) -> None:
    assert acts.partner() is None
    state.set_lever("inflow", 560.0)

    def against() -> float | None:
        found: Scenario | None = acts.partner()
        assert found is not None
        return found.value("inflow")

    state.current().pins = {"A": state.current().committed}
    state.set_lever("inflow", 540.0)
    assert against() == 560.0
    press("against")
    assert against() is None
    press("against")
    assert against() == 560.0
    press("against")
    assert acts.meeting().against == acts.LAST


def test_a_digit_shows_a_pinned_scenario_and_one_without_does_nothing(browser: Browser) -> None:
    state.current().pins = {"B": state.current().committed}
    state.set_lever("inflow", 500.0)
    press("scenario", 2)
    assert inflow() == 500.0
    press("scenario", 1)
    assert inflow() == 570.0
    press("nonsense")
    assert inflow() == 570.0


@pytest.mark.one_in(3)
@pytest.mark.parametrize("page", ROOMS)
def test_a_page_for_a_room_has_one_sentence_and_one_chart(page: str) -> None:
    app = open_page(page, groot="1", lang="en")
    assert not app.exception
    assert len(charts(app)) == 1
    assert texts(app).count("<h1 ") == 1
    assert "koers-told" in texts(app)
    assert [button.key for button in app.button if button.key == "room-open"] == []


def test_the_way_in_stands_on_pages_with_a_chart_only() -> None:
    assert "room-open" in [button.key for button in open_app().button]
    app = asking(open_page("bronnen"))
    assert "room-open" not in [button.key for button in app.button]


def test_a_page_without_a_chart_has_a_way_out_for_whoever_came_to_it_from_a_room() -> None:
    app = asking(open_app(), groot="1").run()
    app.switch_page("pages/bronnen/page.py").run()
    (leave,) = [button for button in app.button if button.key == "room-close"]
    leave.click().run()
    assert [button.key for button in app.button if str(button.key).startswith("room-")] == []
