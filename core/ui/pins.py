"""Scenarios that stand pinned beside the one that is shown: up to three as lines in its charts, up to five to compare.

They travel in the link, like everything that a page shows.
"""

from __future__ import annotations

from core.problem import Problem
from core.scenario import PINS, Scenario
from core.ui import state


def pins() -> dict[str, Scenario]:
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
    session.live_pins = {}
    session.whole_page |= letter not in session.pins  # the head of the page names them
    session.pins = {**session.pins, letter: scenario}
    session.problems = []
    state.write_address()


def unpin(letter: str) -> None:
    """Take a scenario away; the others keep their letters."""
    session = state.current()
    session.pins = {name: pinned for name, pinned in session.pins.items() if name != letter}
    session.live_pins, session.whole_page = {}, True
    state.write_address()


def show(letter: str) -> None:
    """Show a pinned scenario, with a way back to the one that was shown."""
    pinned = state.current().pins.get(letter)
    if pinned is not None:
        state.commit(pinned)
