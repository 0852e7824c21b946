"""Scenarios that stand pinned beside the one that is shown: up to three as lines in its charts, up to five to compare.

They travel in the link, like everything that a page shows. A step back takes back what was done last, to the scenario that is
shown or to one of these.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, cast

import streamlit as st

from core.problem import Problem
from core.scenario import PINS, Scenario
from core.ui import state

_KEY: Final = "koers-pins"
Pins = dict[str, Scenario]
"""Pinned scenarios by letter."""


@dataclass(frozen=True, slots=True)
class _Change:
    """The pins before and after one change, and after how many changes of the scenario that is shown it was made."""

    before: Pins
    after: Pins
    depth: int


@dataclass
class _Past:
    """Changes of the pins that can be taken back, those that were, and of which scenario one that was moved is a copy."""

    undo: list[_Change] = field(default_factory=list)
    redo: list[_Change] = field(default_factory=list)
    copies: dict[Scenario, Scenario] = field(default_factory=dict)


def _past() -> _Past:
    if _KEY not in st.session_state:
        st.session_state[_KEY] = _Past()
    return cast(_Past, st.session_state[_KEY])


def pins() -> Pins:
    """The pinned scenarios by letter, as they are under the thumb."""
    session = state.current()
    return {letter: session.live_pins.get(letter, pinned) for letter, pinned in sorted(session.pins.items())}


def free_letter() -> str | None:
    """The letter that the next one gets; None when all are taken."""
    return next((letter for letter in PINS if letter not in state.current().pins), None)


def is_pinned(scenario: Scenario) -> bool:
    """Whether a scenario stands pinned already."""
    return scenario in state.current().pins.values()


def pin(scenario: Scenario) -> None:
    """Pin a scenario under the first free letter; one that stands there already stays where it is."""
    session, letter = state.current(), free_letter()
    if is_pinned(scenario):
        return
    if letter is None:
        session.problems = [Problem("pins.full", n=len(PINS))]
        return
    keep_pin(letter, scenario)


def pin_shown() -> None:
    """Pin the scenario that is shown."""
    pin(state.current().committed)


def keep_pin(letter: str, scenario: Scenario, *, released: bool = True) -> None:
    """Put a scenario under a letter; while its slider is held only for as long as that."""
    session = state.current()
    if not released:
        session.live_pins = {letter: scenario}
        return
    old = session.pins.get(letter)
    if old is not None and old != scenario:
        _past().copies[scenario] = copied_from(old)
    _change({**session.pins, letter: scenario})


def unpin(letter: str) -> None:
    """Take a scenario away; the others keep their letters."""
    _change({name: pinned for name, pinned in state.current().pins.items() if name != letter})


def copied_from(scenario: Scenario) -> Scenario:
    """The scenario that a pinned one was before its sliders were moved; itself where they were not."""
    return _past().copies.get(scenario, scenario)


def _change(after: Pins) -> None:
    """Pin other scenarios, with a way back."""
    session, past = state.current(), _past()
    if after != session.pins:
        past.undo = [*past.undo[-state.MOST_UNDO + 1 :], _Change(session.pins, after, len(session.undo))]
        past.redo = []
        past.copies = dict(list(past.copies.items())[-state.MOST_UNDO :])
    _put(after)


def _put(after: Pins) -> None:
    session = state.current()
    session.live_pins = {}
    session.whole_page |= after.keys() != session.pins.keys()  # the head of the page names them
    session.pins = after
    session.problems, session.refused = [], {}
    state.write_address()


def can_undo() -> bool:
    """Whether a step back would do anything."""
    return bool(state.current().undo) or _next(back=True) is not None


def can_redo() -> bool:
    """Whether a step forward would do anything."""
    return bool(state.current().redo) or _next(back=False) is not None


def undo() -> None:
    """Take back what was done last: to a pinned scenario, or to the one that is shown."""
    _step(back=True)


def redo() -> None:
    """Do again what was taken back last."""
    _step(back=False)


def _step(*, back: bool) -> None:
    change, past = _next(back=back), _past()
    if change is None:
        (state.undo if back else state.redo)()
        return
    ahead, behind = (past.undo, past.redo) if back else (past.redo, past.undo)
    ahead.remove(change)
    behind.append(change)
    _put(change.before if back else change.after)


def _next(*, back: bool) -> _Change | None:
    """The change of the pins that a step takes; None where it takes one of the scenario that is shown.

    Another address left no way to what the pins were before it.
    """
    past, depth = _past(), len(state.current().undo)
    for change in (past.undo if back else past.redo)[-1:]:
        stands = change.after if back else change.before
        # A step back goes first to what was done after all that was done to the scenario that is shown.
        if stands == state.current().pins and (change.depth == depth or (back and change.depth > depth)):
            return change
    return None


def show(letter: str) -> None:
    """Show a pinned scenario, with a way back to the one that was shown."""
    pinned = state.current().pins.get(letter)
    if pinned is not None:
        state.commit(pinned)
