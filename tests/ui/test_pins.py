"""Scenarios that stand pinned: moved, taken away, and each taken back in the order in which it was done."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from core.baseline import DEFAULT, load_baseline
from core.scenario import default_scenario, with_value
from core.ui import pins, state

NEWEST = load_baseline(DEFAULT)
PLAIN = default_scenario(NEWEST)
LOW, LOWER, LOWEST = (with_value(PLAIN, NEWEST, "inflow", value) for value in (600.0, 580.0, 560.0))


class Address(dict[str, Any]):
    """The address bar, without a browser."""

    def from_dict(self, query: dict[str, str]) -> None:
        self.clear()
        self.update(query)


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> state.State:
    found = SimpleNamespace(session_state={}, query_params=Address())
    for module in (state, pins):
        monkeypatch.setattr(module, "st", found)
    return state.current()


def test_what_was_done_last_is_taken_back_first_whichever_scenario_it_was_done_to(session: state.State) -> None:
    pins.pin(LOW)
    state.commit(LOWER)
    pins.keep_pin("A", LOWEST)
    before = [(session.committed, session.pins)]
    steps = [(LOWER, {"A": LOW}), (PLAIN, {"A": LOW}), (PLAIN, {})]
    for step in steps:
        assert pins.can_undo()
        pins.undo()
        assert (session.committed, session.pins) == step
    assert not pins.can_undo()
    for step in [*reversed(steps[:-1]), *before]:
        assert pins.can_redo()
        pins.redo()
        assert (session.committed, session.pins) == step
    assert not pins.can_redo()


def test_something_new_leaves_nothing_to_do_again() -> None:
    pins.pin(LOW)
    pins.keep_pin("A", LOWER)
    pins.undo()
    pins.keep_pin("A", LOWEST)
    assert not pins.can_redo()
    pins.undo()
    pins.unpin("A")
    assert not pins.can_redo()
    pins.undo()
    assert state.current().pins == {"A": LOW}


def test_a_slider_that_is_held_leaves_nothing_to_take_back(session: state.State) -> None:
    pins.pin(LOW)
    pins.keep_pin("A", LOWER, released=False)
    assert pins.pins() == {"A": LOWER}
    assert session.pins == {"A": LOW}
    pins.undo()
    assert pins.pins() == {}


def test_pins_of_another_address_are_not_taken_back(session: state.State) -> None:
    pins.pin(LOW)
    session.pins = {"B": LOWEST}
    assert not pins.can_undo()
    pins.undo()
    assert session.pins == {"B": LOWEST}


def test_a_scenario_that_is_moved_is_a_copy_of_the_one_that_stood_there_first() -> None:
    pins.pin(LOW)
    pins.keep_pin("A", LOWER)
    pins.keep_pin("A", LOWEST)
    assert pins.copied_from(LOWEST) == LOW
    assert pins.copied_from(LOW) == LOW
    assert pins.copied_from(PLAIN) == PLAIN
    pins.keep_pin("A", LOW)
    assert pins.copied_from(LOW) == LOW
