"""What somebody who stands before a room presses, and what a session remembers of it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, cast

import streamlit as st

from core.problem import Problem
from core.scenario import Scenario, reference_scenario
from core.store import listed, open_saved, scenarios_of, store
from core.ui import state
from core.ui.saved import take_bases
from core.ui.visitor import who

_KEY: Final = "koers-room"
KEYS: Final = 9
"""Scenarios that have a key: the digits from 1."""
LAST: Final = ""
BASE: Final = "base"


@dataclass
class Meeting:
    """What one session shows a room.

    Attributes
    ----------
    chart : dict[str, int]
        Which chart of each page.
    beside : bool
        Whether the next one stands beside it.
    against : str
        What a change is told against: the scenario before the last change, the basispad, or a pinned one by its letter.
    story : tuple[Scenario, ...]
        Scenarios that are stepped through; empty when none are.
    step : int
        Where in it.
    saved : tuple[tuple[str, str], ...]
        Id and name of saved scenarios, as the page was drawn.
    """

    chart: dict[str, int] = field(default_factory=dict)
    beside: bool = False
    against: str = LAST
    story: tuple[Scenario, ...] = ()
    step: int = 0
    saved: tuple[tuple[str, str], ...] = ()


def meeting() -> Meeting:
    """Of this session."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Meeting()
    return cast(Meeting, st.session_state[_KEY])


def note_saved() -> None:
    """Remember what this visitor saved; nothing while the store is away."""
    try:
        meeting().saved = tuple((one.id, one.words.name) for one in listed(store(), who())[:KEYS])
    except Problem:
        meeting().saved = ()


def on_keys() -> list[tuple[str, str]]:
    """Which scenario each digit shows: pinned ones by letter, then saved ones by id and name; one of the two is empty."""
    return [*((letter, "") for letter in sorted(state.current().pins)), *meeting().saved][:KEYS]


def kept() -> list[Scenario]:
    """The scenarios of this session in the order in which they came, without the same twice in a row."""
    session = state.current()
    return [one for one, _ in itertools.groupby([*session.undo, session.committed])]


def partner() -> Scenario | None:
    """The scenario that a change is told against; None when there is none yet."""
    session, here = state.current(), meeting()
    if here.against == BASE:
        return reference_scenario(session.committed)
    if here.against in session.pins:
        return session.pins[here.against]
    if here.story:
        return here.story[here.step - 1] if here.step else None
    earlier = kept()[:-1]
    return earlier[-1] if earlier else None


def partners() -> list[str]:
    """What a change can be told against, in the order in which a key goes through it."""
    return [LAST, BASE, *sorted(state.current().pins)]


def act(name: str, number: int, page: str, charts: int) -> None:
    """Do what was pressed.

    Parameters
    ----------
    number : int
        Which digit, or which chart.
    charts : int
        How many the page has.
    """
    here = meeting()
    turn: Mapping[str, Callable[[], None]] = {
        "undo": state.undo,
        "leave": lambda: state.choose_room(False),
        "next": lambda: _on(1, page, charts),
        "previous": lambda: _on(-1, page, charts),
        "chart": lambda: here.chart.update({page: number % max(charts, 1)}),
        "beside": lambda: setattr(here, "beside", not here.beside),
        "against": _against,
        "story": _story,
        "scenario": lambda: _show(number),
    }
    if name in turn:
        turn[name]()


def _on(by: int, page: str, charts: int) -> None:
    """To the next step of a story; where there is none, to the next chart."""
    here = meeting()
    if here.story:
        here.step = min(max(here.step + by, 0), len(here.story) - 1)
        state.commit(here.story[here.step])
    else:
        here.chart[page] = (here.chart.get(page, 0) + by) % max(charts, 1)


def _against() -> None:
    here, offered = meeting(), partners()
    at = offered.index(here.against) if here.against in offered else 0
    here.against = offered[(at + 1) % len(offered)]


def _story() -> None:
    """Go through the session from its beginning; pressed again, leave off where it is."""
    here, steps = meeting(), kept()
    if here.story or len(steps) < 2:
        here.story = ()
        return
    here.story, here.step, here.against = tuple(steps), 0, LAST
    state.commit(steps[0])


def _show(number: int) -> None:
    """Show the scenario of a digit."""
    found = on_keys()
    if not 0 < number <= len(found):
        return
    name, saved = found[number - 1]
    if not saved:
        state.commit(state.current().pins[name])
        return
    try:
        opened = open_saved(store(), who(), name)
        take_bases(opened)
        state.commit(scenarios_of(opened.content, state.find_baseline)[0])
    except Problem as problem:
        state.current().problems = [problem]
