"""What somebody who stands before a room presses, and what a session remembers of it."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, cast
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from core.figures.room import ROOMS
from core.problem import Problem
from core.scenario import Scenario, from_query, reference_scenario
from core.store import listed, open_saved, read_script, scenarios_of, store
from core.store.meetings import Meeting as Held
from core.store.meetings import begin
from core.ui import state
from core.ui.room.asking import Guessing, answered, asked, ended
from core.ui.saved import take_bases
from core.ui.visitor import who

_KEY: Final = "koers-room"
KEYS: Final = 9
"""Scenarios that have a key: the digits from 1."""
FIRST: Final = "verkenner"
"""Page of a link without one."""
LAST: Final = ""
BASE: Final = "base"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of what a room goes through.

    Attributes
    ----------
    title : str
        The prepared question; empty for a step of the session itself.
    page : str
        Where it is shown; empty for the page that is.
    """

    scenario: Scenario
    title: str = ""
    page: str = ""


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
    story : tuple[Step, ...]
        What is stepped through; empty when nothing is.
    step : int
        Where in it.
    script : str
        Id of the prepared questions that were read, and `prepared` what they are.
    goto : str
        Page that a step leads to, until it is drawn.
    guessing : Guessing | None
        What the room is asked to guess.
    held : Held | None
        The meeting that phones are in.
    saved : tuple[tuple[str, str], ...]
        Id and name of saved scenarios, as the page was drawn.
    name : str
        Tells a tab that it talks to another session than before.
    fresh : bool
        Whether no tab has said yet where its room stood.
    turn : int
        Number of the press that was done last: one that a tab sends again is done once.
    """

    chart: dict[str, int] = field(default_factory=dict)
    beside: bool = False
    against: str = LAST
    story: tuple[Step, ...] = ()
    step: int = 0
    script: str = ""
    prepared: tuple[Step, ...] = ()
    goto: str = ""
    guessing: Guessing | None = None
    held: Held | None = None
    saved: tuple[tuple[str, str], ...] = ()
    name: str = field(default_factory=lambda: uuid.uuid4().hex)
    fresh: bool = True
    turn: int = 0


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


def read_prepared() -> None:
    """Take over the prepared questions of the address; none while the store is away, or when a link of them opens no more."""
    here, script = meeting(), state.current().script
    if here.script == script:
        return
    here.script, here.prepared, here.story = script, (), ()
    if script:
        try:
            found = [(line.title, *read_link(line.link)) for line in read_script(store(), script)]
            here.prepared = tuple(Step(scenario, title, page) for title, page, scenario in found)
        except Problem as problem:
            here.script = ""
            state.current().problems = [problem]


def read_link(link: str) -> tuple[str, Scenario]:
    """The page and the scenario of a link. Raises Problem when it opens none."""
    parts = urlsplit(link.strip())
    page = parts.path.rstrip("/").rpartition("/")[2] or FIRST
    scenario, problems = from_query(parse_qs(parts.query), state.find_baseline)
    if problems:
        raise problems[0]
    return (page if page in ROOMS else ""), scenario


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
    if here.story and here.story[here.step].title:
        return reference_scenario(session.committed)
    if here.story:
        return here.story[here.step - 1].scenario if here.step else None
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
        "story": lambda: _story(page),
        "scenario": lambda: _show(number),
        "guess": _guess,
        "uncover": lambda: _uncover(page),
        "guess_done": lambda: setattr(here, "guessing", None),
        "end": _end,
        "meet": _meet,
    }
    if name in turn:
        turn[name]()


def _on(by: int, page: str, charts: int) -> None:
    """To the next step of a story; where there is none, to the next chart."""
    here = meeting()
    if here.story:
        _to_step(min(max(here.step + by, 0), len(here.story) - 1), page)
    else:
        here.chart[page] = (here.chart.get(page, 0) + by) % max(charts, 1)


def _against() -> None:
    here, offered = meeting(), partners()
    at = offered.index(here.against) if here.against in offered else 0
    here.against = offered[(at + 1) % len(offered)]


def _story(page: str) -> None:
    """Go through what was prepared, or else through the session, from the beginning; pressed again, leave off where it is."""
    here = meeting()
    steps = here.prepared or tuple(Step(one) for one in kept())
    if here.story or (not here.prepared and len(steps) < 2):
        here.story = ()
        return
    here.story, here.against = steps, LAST
    _to_step(0, page)


def _to_step(number: int, page: str) -> None:
    """Show a step, on the page that it is meant for."""
    here = meeting()
    here.step = number
    step = here.story[number]
    state.commit(step.scenario)
    if step.page not in ("", page):
        here.goto, state.current().whole_page = step.page, True


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


def _next_step() -> int | None:
    """Where the next prepared question stands; None when there is none."""
    here = meeting()
    number = here.step + 1 if here.story else 0
    return number if number < len(here.prepared) else None


def _guess() -> None:
    """Ask the room about the next prepared question, or about what is set."""
    here, number, session = meeting(), _next_step(), state.current()
    step = Step(session.committed) if number is None else here.prepared[number]
    here.guessing = asked(step.scenario, step.title, here.held, session.language)
    here.held = here.guessing.meeting


def _uncover(page: str) -> None:
    """Show what the room was asked about, with its guesses."""
    here, number = meeting(), _next_step()
    if here.guessing is None or here.guessing.answer is not None:
        return
    if number is not None:
        here.story = here.prepared
        _to_step(number, page)
    here.guessing = answered(here.guessing, state.current().committed)


def _meet() -> None:
    """Begin a meeting without a question, for a second screen."""
    here = meeting()
    try:
        here.held = here.held or begin(store())
    except Problem as problem:
        state.current().problems = [problem]


def _end() -> None:
    """End the meeting: what phones told goes."""
    here = meeting()
    if here.held is not None:
        ended(here.held)
    here.held = here.guessing = None
