"""A room goes on where it stood: what its tab keeps, and what a server that does not know it makes of that."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest

from core.problem import Problem
from core.store import Line, keep_script, store
from core.store.meetings import guess
from core.store.who import browser as visitor
from core.ui import state
from core.ui.room import acts, again
from tests.ui.test_state import FIRST, Browser


class Room(Browser):
    """A tab that shows a room, and what it keeps."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(monkeypatch)
        self.patch = monkeypatch
        self.open(FIRST)

    def open(self, query: dict[str, str]) -> None:
        """A page that no server knows yet."""
        self.page.session_state = {}
        self.patch.setattr(acts, "st", SimpleNamespace(session_state=self.page.session_state))
        self.ask(query | {"groot": "1"})
        state.read_address()
        acts.read_prepared()

    def again(self, query: dict[str, str] | None = None, **changed: object) -> acts.Meeting:
        """A server that was started anew draws the page of the address, and hears what the tab kept."""
        kept: dict[str, Any] = json.loads(json.dumps(again.stood()))
        here = {name: value for name, value in (state.current().address or {}).items() if name != "groot"}
        self.open(here if query is None else query)
        again.go_on(kept | changed)
        return acts.meeting()


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Room:
    return Room(monkeypatch)


def press(name: str, number: int = 0) -> None:
    acts.act(name, number, "verkenner", 4)


def inflow() -> float | None:
    return state.current().committed.value("inflow")


def test_a_room_goes_on_with_its_chart_and_the_steps_before_this_one(room: Room) -> None:
    for value in (560.0, 550.0):
        state.set_lever("inflow", value)
    press("chart", 2)
    press("beside")
    press("against")
    name = acts.meeting().name
    here = room.again()
    assert (here.chart, here.beside, here.against, here.name != name) == ({"verkenner": 2}, True, acts.BASE, True)
    assert [one.value("inflow") for one in acts.kept()] == [570.0, 560.0, 550.0]
    press("undo")
    assert inflow() == 560.0


def test_what_was_moved_before_the_tab_told_is_a_step_after_those(room: Room) -> None:
    state.set_lever("inflow", 560.0)
    kept = again.stood()
    room.open(dict(state.current().address or {}))
    state.set_lever("inflow", 540.0)
    again.go_on(kept)
    assert [one.value("inflow") for one in acts.kept()] == [570.0, 560.0, 540.0]


def test_steps_of_the_session_are_gone_through_from_where_they_were(room: Room) -> None:
    for value in (560.0, 550.0):
        state.set_lever("inflow", value)
    press("story")
    press("next")
    here = room.again()
    assert (here.step, len(here.story), inflow()) == (1, 3, 560.0)
    press("next")
    assert inflow() == 550.0


def test_prepared_questions_are_gone_through_from_where_they_were(room: Room) -> None:
    links = [f"http://x/?{urlencode(FIRST | {'inflow': value})}" for value in ("560", "550")]
    lines = tuple(Line(f"Vraag {n}", link) for n, link in enumerate(links))
    room.open(FIRST | {"draaiboek": keep_script(store(), visitor("Anna"), lines)})
    press("story")
    press("next")
    here = room.again()
    assert (here.story[here.step].title, here.step, inflow()) == ("Vraag 1", 1, 550.0)


def test_the_meeting_goes_on_with_what_is_guessed_and_its_answer(room: Room) -> None:
    press("guess")
    asked = acts.meeting().guessing
    assert asked is not None
    assert asked.meeting is not None
    here = room.again()
    assert (here.held, here.guessing) == (asked.meeting, asked)
    guess(store(), asked.meeting.code, asked.question.number, "phone", 31500.0)
    press("uncover")
    here = room.again()
    assert here.guessing is not None
    assert (here.guessing.guesses, here.guessing.answer) == ((31500.0,), state.current().committed)
    press("end")
    assert room.again().held is None


def test_a_meeting_that_is_over_is_not_taken_up_and_one_of_another_key_neither(room: Room) -> None:
    press("meet")
    held = acts.meeting().held
    assert held is not None
    assert room.again(meeting=[held.code, "another"]).held is None
    assert room.again(meeting=[held.code, held.key]).held == held
    acts.ended(held)
    assert room.again().held is None


def test_a_meeting_is_taken_to_go_on_while_the_store_is_away(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    press("meet")
    held = acts.meeting().held

    def away() -> None:
        raise Problem("store.away")

    monkeypatch.setattr(again, "store", away)
    assert room.again().held == held


def test_another_link_in_the_same_tab_is_shown_as_it_opens_and_the_meeting_goes_on(room: Room) -> None:
    state.set_lever("inflow", 560.0)
    press("chart", 2)
    press("meet")
    held = acts.meeting().held
    here = room.again(FIRST | {"inflow": "500"})
    assert (here.chart, here.held, state.current().undo, inflow()) == ({}, held, [], 500.0)


def test_a_session_hears_once_where_its_room_stood(room: Room) -> None:
    press("chart", 2)
    kept = again.stood()
    room.again()
    press("chart", 1)
    again.go_on(kept)
    assert acts.meeting().chart == {"verkenner": 1}


@pytest.mark.parametrize(
    "told",
    [None, "nonsense", {}, {"session": 1}, {"trail": ["?"] * 3}],
)
def test_what_is_no_record_of_a_room_changes_nothing(room: Room, told: object) -> None:
    again.go_on(told)
    here = acts.meeting()
    assert (here.chart, here.held, here.story, state.current().undo) == ({}, None, (), [])


def test_numbers_and_links_that_cannot_be_are_left_out(room: Room) -> None:
    state.set_lever("inflow", 560.0)
    trail = [*again.stood()["trail"][:1], "v=2&inflow=nothing", *again.stood()["trail"][1:]]
    here = room.again(trail=trail, chart={"verkenner": 10**9, "nowhere": 1}, step=7, against="Z")
    assert (here.chart, here.story, here.against) == ({}, (), acts.LAST)
    assert [one.value("inflow") for one in acts.kept()] == [570.0, 560.0]
