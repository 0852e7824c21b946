"""What a session holds: the scenario as committed, the scenario under the thumb, and the way back.

The address bar is the memory: it holds the committed scenario, so a reload, a page switch, a dropped connection or
another server shows the same. A drag moves only `live`; release commits.
"""

from __future__ import annotations

import dataclasses
import functools
import secrets
import uuid
from collections.abc import Iterable
from typing import Final, cast
from urllib.parse import urlencode, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from core.baseline import DEFAULT, Baseline, load_baseline
from core.baseline import baseline_ids as project_baselines
from core.model.calendar import month_index
from core.model.measures import Measure
from core.own_data.count.answers import is_count
from core.own_data.count.build import OwnCount
from core.own_data.identity import is_own, short
from core.own_data.upload import OwnData, Upload
from core.problem import Problem, shown
from core.scenario import (
    ROOM_PARAM,
    SCRIPT_PARAM,
    Scenario,
    default_scenario,
    from_query,
    pins_from_query,
    to_query,
    with_measures,
    with_until,
    with_value,
)
from core.text.catalog import Language, asked_language
from core.ui.axes import Axes, AxesMemory
from core.ui.counts import Counts

_KEY: Final = "koers"
MOST_UNDO: Final = 100
SHOWN_LARGE: Final = "1"
"""What the address says where pages are drawn for a room."""
MOST_LEFT: Final = 20
"""Addresses left last that a session remembers."""


@dataclasses.dataclass
class State:
    """One session.

    Attributes
    ----------
    committed, live : Scenario
        As released, and as it is under the thumb; the same when nothing is dragged.
    language : Language
    room : bool
        Whether pages are drawn for a room: one chart, in large type.
    script : str
        Id of the prepared questions that the room goes through; empty without.
    undo, redo : list[Scenario]
        Committed scenarios before this one, oldest first, and those that were undone, the last one undone at the end.
    problems : list[Problem]
        What could not be used of the link or of a file.
    acknowledged : dict[str, int]
        Number of the last move that was handled, per lever.
    epoch : str
        Tells a slider that it talks to a new session, or that another address was read: a move from before does not count.
    address : dict[str, str] | None
        The query that this session last read or wrote.
    left : list[dict[str, str]]
        The queries before that one. What is pressed before the browser has heard of a new address still comes with an old one.
    arrival : tuple[Scenario, dict[str, Scenario], dict[str, str]] | None
        The scenario and the pins that the visitor came with, and their query as it was written.
    pins, live_pins : dict[str, Scenario]
        Scenarios that stand pinned, by letter: as released, and the one whose slider is held.
    axes : AxesMemory
        Domains of each chart.
    place : str
        Path of the page that was last drawn.
    restore : str | None
        Query that the browser should show again after a page switch.
    drawn : int
        How often a whole page was drawn.
    whole_page : bool
        Whether something outside the sliders' part is to be drawn again: another basis, horizon, number of measures, or pin.
    counts : Counts
        Own counts, by id.
    own : dict[str, OwnData]
        Baselines from the visitor's own files, by id. They exist here and nowhere else.
    upload : Upload | None
        What the last file that was chosen came to.
    refused : dict[str, str]
        What was typed last and is no number that its field takes, by field: gone as soon as anything else happens.
    lost : tuple[str, dict[str, list[str]]] | None
        Own baseline that a link names and this session does not hold, and that link's query.
    token : str
        What nobody else can guess: an address that has it may see what this session brought.
    """

    committed: Scenario
    live: Scenario
    language: Language = "nl"
    room: bool = False
    script: str = ""
    undo: list[Scenario] = dataclasses.field(default_factory=list)
    redo: list[Scenario] = dataclasses.field(default_factory=list)
    problems: list[Problem] = dataclasses.field(default_factory=list)
    acknowledged: dict[str, int] = dataclasses.field(default_factory=dict)
    epoch: str = dataclasses.field(default_factory=lambda: uuid.uuid4().hex)
    address: dict[str, str] | None = None
    left: list[dict[str, str]] = dataclasses.field(default_factory=list)
    arrival: tuple[Scenario, dict[str, Scenario], dict[str, str]] | None = None
    pins: dict[str, Scenario] = dataclasses.field(default_factory=dict)
    live_pins: dict[str, Scenario] = dataclasses.field(default_factory=dict)
    axes: AxesMemory = dataclasses.field(default_factory=AxesMemory)
    place: str = ""
    restore: str | None = None
    drawn: int = 0
    whole_page: bool = False
    counts: Counts = dataclasses.field(default_factory=Counts)
    own: dict[str, OwnData] = dataclasses.field(default_factory=dict)
    upload: Upload | None = None
    refused: dict[str, str] = dataclasses.field(default_factory=dict)
    lost: tuple[str, dict[str, list[str]]] | None = None
    token: str = dataclasses.field(default_factory=secrets.token_urlsafe)

    @property
    def dragging(self) -> bool:
        """Whether a slider is held at another value than the committed one."""
        return self.live != self.committed or bool(self.live_pins)


def current() -> State:
    """The state of this session."""
    if (found := st.session_state.get(_KEY)) is None:  # one look: an answer asks some forty times
        start = default_scenario(load_baseline(DEFAULT))
        found = st.session_state[_KEY] = State(start, start)
    return cast(State, found)


def axes() -> Axes:
    """The axes for one drawing of a page of this session."""
    return Axes(current().axes, current().dragging)


def find_baseline(name: str) -> Baseline:
    """A baseline by id: one of the project, or one that this session brought. Raises Problem when there is none."""
    return find_in(current(), name)


def find_in(session: State, name: str) -> Baseline:
    """The same of any session."""
    held = session.own.get(name)
    if held is not None:
        return held.baseline
    if is_count(name):
        return _count_in(session, name).baseline
    if is_own(name):
        raise Problem("own_data.gone", value=shown(short(name)), id=name)
    return load_baseline(name)


def own_count(name: str) -> OwnCount:
    """The own count of an id. Raises Problem when it is none."""
    return _count_in(current(), name)


def _count_in(session: State, name: str) -> OwnCount:
    return session.counts.get(name, functools.partial(find_in, session), session.committed.baseline)


def baseline_ids() -> tuple[str, ...]:
    """Ids of the baselines on offer: the project's of the same city, then the session's own.

    Another city is reached by a link: what is known of it does not belong beside this one's.
    """
    city = baseline().city
    ours = [name for name in project_baselines() if city is None or load_baseline(name).city == city]
    return (*ours, *current().own, *current().counts)


def baseline() -> Baseline:
    """The baseline of the scenario under the thumb."""
    return find_baseline(current().live.baseline)


def read_address() -> None:
    """Take over what the address bar says when it is not what this session wrote: a link, a reload, back or forward."""
    session = current()
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    flat = {name: values[-1] for name, values in query.items()}
    place = urlsplit(st.context.url or "").path or "/"  # the first page's address may end at the host
    switched, session.place = session.place not in ("", place), place
    session.restore = None
    if session.address == flat:
        return
    if switched and not flat and session.address:
        # The navigation drops the query. It is put back without a step of its own in the browser's history.
        session.restore = urlencode(session.address)
        return
    if session.address is not None and flat in session.left and not stepped():
        st.query_params.from_dict(session.address)
        return
    session.language = asked_language(flat)
    session.room, session.script = flat.get(ROOM_PARAM) == SHOWN_LARGE, flat.get(SCRIPT_PARAM, "")
    session.refused = {}
    scenario, problems = from_query(query, find_baseline)
    session.pins, beside = pins_from_query(query, find_baseline)
    session.problems, session.live_pins = [*problems, *beside], {}
    gone = next((str(one.params["id"]) for one in session.problems if one.key == "own_data.gone"), None)
    session.lost = None if gone is None else (gone, query)
    session.committed = session.live = scenario
    _leave(flat)
    session.epoch = uuid.uuid4().hex
    if session.arrival is None and not session.problems:
        session.arrival = (
            scenario,
            session.pins,
            {name: value for name, value in flat.items() if name not in ("lang", ROOM_PARAM, SCRIPT_PARAM)},
        )


def write_address() -> None:
    """Put the committed scenario and the pins into the address bar; the browser keeps the one before it for its back button."""
    session = current()
    if session.arrival is not None and session.arrival[:2] == (session.committed, session.pins):
        query = dict(session.arrival[2])
    elif session.committed == default_scenario(load_baseline(DEFAULT)) and not session.pins:
        query = {}
    else:
        query = to_query(session.committed, session.pins)
    if session.language != "nl":
        query["lang"] = session.language
    if session.room:
        query[ROOM_PARAM] = SHOWN_LARGE
        query |= {SCRIPT_PARAM: session.script} if session.script else {}
    told, asked = session.address, {name: st.query_params[name] for name in st.query_params}
    _leave(query)
    if not told == asked == query:  # a run may be asked for with an older address than the browser was told
        st.query_params.from_dict(query)


def stepped() -> bool:
    """Whether somebody went back or forward in the browser, which is what this run is for."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _leave(query: dict[str, str]) -> None:
    """Go to another address, and remember the one before it."""
    session = current()
    if session.address is not None and session.address != query:
        session.left = [*session.left[-MOST_LEFT + 1 :], session.address]
    session.address = query


def commit(scenario: Scenario) -> None:
    """Make a scenario the committed one, with a way back."""
    session = current()
    if scenario != session.committed:
        session.undo = [*session.undo[-MOST_UNDO + 1 :], session.committed]
        session.redo = []
    _take(scenario)


def undo() -> None:
    """Step back to the scenario before the last commit."""
    _step(current().undo, current().redo)


def redo() -> None:
    """Take back the last step back."""
    _step(current().redo, current().undo)


def _step(ahead: list[Scenario], behind: list[Scenario]) -> None:
    """Go to the last scenario of one list, and leave the present one on the other."""
    if ahead:
        behind.append(current().committed)
        _take(ahead.pop())


def _take(scenario: Scenario) -> None:
    """Make a scenario the one that is shown; what stands above the sliders' part tells its basis and counts its measures."""
    session = current()
    before, after = ((one.baseline, one.until, len(one.active_measures)) for one in (session.committed, scenario))
    session.whole_page |= before != after
    session.committed = session.live = scenario
    session.problems, session.refused = [], {}
    write_address()


def reset() -> None:
    """Back to the basispad of the baseline, same horizon: no lever moved, no measure."""
    commit(dataclasses.replace(current().committed, overrides=(), measures=()))


def set_lever(lever: str, value: float) -> None:
    """Commit one lever at a value."""
    commit(with_value(current().committed, baseline(), lever, value))


def set_measures(measures: Iterable[Measure]) -> None:
    """Commit another package; one that cannot be is left out with a sentence."""
    session = current()
    try:
        commit(with_measures(session.committed, measures))
    except Problem as problem:
        session.problems = [problem]


def choose_baseline(name: str) -> None:
    """Take another baseline and keep what the user moved, checked again; a horizon that nobody chose is that of the baseline."""
    scenario = current().committed
    found = find_baseline(name)
    moved = dataclasses.replace(default_scenario(found), measures=scenario.measures)
    for lever, value in scenario.overrides:
        moved = with_value(moved, found, lever, value)
    if is_count(name):
        until = max(scenario.until, found.horizon)  # a count looks as far ahead as it can
    else:
        until = found.horizon if scenario.until == baseline().horizon else scenario.until
    if found.reference_month < until:
        moved = with_until(moved, found, until)
    commit(with_measures(moved, scenario.measures))


def choose_until(label: str) -> None:
    """Take another last month."""
    commit(with_until(current().committed, baseline(), month_index(label)))


def choose_language(language: Language) -> None:
    """Switch the language; the scenario stays."""
    session = current()
    session.language, session.refused = language, {}
    write_address()


def choose_room(room: bool) -> None:
    """Draw pages for a room, or as for a desk again; the scenario stays."""
    session = current()
    session.room, session.whole_page = room, True
    write_address()
