"""Meetings: guesses are taken while a question is open and shown after it, by code and key, and all of it goes at the end."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, text

from core.problem import Problem
from core.store import end_old, meetings
from core.store.meetings import Meeting, ask, begin, end, guess, press, pressed, show, shown, standing, uncover

OTHER = "wrong"


@pytest.fixture
def meeting(store: Engine) -> Meeting:
    return begin(store)


def asked(store: Engine, meeting: Meeting) -> int:
    return ask(store, meeting, "Hoeveel?", 20000.0, 40000.0, 100.0).number


def rows(store: Engine) -> int:
    with store.begin() as connection:
        return sum(
            connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in ("meeting", "guess", "press")
        )


def test_guesses_stay_covered_until_the_question_is_closed(store: Engine, meeting: Meeting) -> None:
    number = asked(store, meeting)
    for phone, value in (("a", 33000.0), ("b", 31000.0), ("a", 30000.0)):
        guess(store, meeting.code, number, phone, value)
    covered = standing(store, meeting.code)
    assert (covered.count, covered.guesses, covered.question.open) == (2, (), True)
    assert uncover(store, meeting).guesses == (30000.0, 31000.0)
    shown = standing(store, meeting.code)
    assert (shown.count, shown.guesses, shown.question.open) == (2, (30000.0, 31000.0), False)
    with pytest.raises(Problem, match=r"store\.guess_late"):
        guess(store, meeting.code, number, "c", 31000.0)


def test_a_next_question_begins_without_the_guesses_of_the_one_before(store: Engine, meeting: Meeting) -> None:
    first = asked(store, meeting)
    guess(store, meeting.code, first, "a", 33000.0)
    assert asked(store, meeting) == first + 1
    assert standing(store, meeting.code).count == 0
    with pytest.raises(Problem, match=r"store\.guess_late"):
        guess(store, meeting.code, first, "a", 33000.0)


@pytest.mark.parametrize("value", [19999.0, 40001.0, float("nan"), float("inf")])
def test_a_number_that_cannot_be_is_no_guess(store: Engine, meeting: Meeting, value: float) -> None:
    number = asked(store, meeting)
    with pytest.raises(Problem, match=r"store\.guess_range"):
        guess(store, meeting.code, number, "a", value)


def test_forty_five_phones_at_once_are_all_counted(store: Engine, meeting: Meeting) -> None:
    number = asked(store, meeting)
    with ThreadPoolExecutor(15) as phones:
        list(phones.map(lambda i: guess(store, meeting.code, number, f"phone {i}", 30000.0 + i), range(45)))
    assert uncover(store, meeting).guesses == tuple(30000.0 + i for i in range(45))


@pytest.mark.parametrize("code", ["", "aaaaaa", "AAAAAA", "x" * 4000, "a\0aaaa"])
def test_a_code_of_no_meeting_opens_none(store: Engine, code: str) -> None:
    with pytest.raises(Problem, match=r"store\.no_meeting"):
        standing(store, code)


def test_only_who_has_the_key_asks_uncovers_and_ends(store: Engine, meeting: Meeting) -> None:
    stranger = Meeting(meeting.code, OTHER)
    for act in (lambda: ask(store, stranger, "?", 0.0, 1.0, 1.0), lambda: uncover(store, stranger), lambda: end(store, stranger)):
        with pytest.raises(Problem, match=r"store\.no_meeting"):
            act()


def test_nothing_is_kept_of_a_meeting_that_ended_or_whose_time_is_over(store: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = begin(store), begin(store)
    for one in (first, second):
        guess(store, one.code, asked(store, one), "a", 30000.0)
        press(store, one, "phone", {"do": "press", "name": "next"})
        show(store, one, {"answer": "Zoveel."})
    end(store, first)
    assert rows(store) == 3
    later = meetings.now() + dt.timedelta(hours=meetings.HOURS, seconds=1)
    monkeypatch.setattr(meetings, "now", lambda: later)
    with pytest.raises(Problem, match=r"store\.no_meeting"):
        standing(store, second.code)
    end_old(store)
    assert rows(store) == 0


def test_no_backup_has_a_meeting() -> None:
    from core.store.tables import METADATA

    assert {"meeting", "guess", "press"} & METADATA.tables.keys() == set()


def test_more_meetings_than_can_be_are_refused(store: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meetings, "MOST_MEETINGS", 1)
    begin(store)
    with pytest.raises(Problem, match=r"store\.many_meetings"):
        begin(store)


def test_presses_come_in_order_each_once_and_old_ones_are_not_done_again(store: Engine, meeting: Meeting) -> None:
    assert pressed(store, meeting, -1) == ()
    press(store, meeting, "phone", {"do": "press", "name": "next"})
    (last,) = pressed(store, meeting, -1)
    press(store, meeting, "laptop", {"do": "lever", "id": "inflow", "value": 600.0, "phase": "commit"})
    (new,) = pressed(store, meeting, last.number)
    assert (last.by, new.by, new.act["value"]) == ("phone", "laptop", 600.0)
    assert pressed(store, meeting, new.number) == ()
    show(store, meeting, {"answer": "Zoveel."})
    assert shown(store, meeting) == ({"answer": "Zoveel."}, "laptop")


def test_only_who_has_the_key_steers(store: Engine, meeting: Meeting) -> None:
    stranger = Meeting(meeting.code, OTHER)
    for act in (
        lambda: press(store, stranger, "x", {"do": "press"}), lambda: pressed(store, stranger, 0), lambda: shown(store, stranger),
        lambda: show(store, stranger, {}),
    ):  # fmt: skip
        with pytest.raises(Problem, match=r"store\.no_meeting"):
            act()


def test_a_press_that_is_too_long_is_refused(store: Engine, meeting: Meeting) -> None:
    with pytest.raises(Problem, match=r"store\.press"):
        press(store, meeting, "x", {"do": "x" * 600})
