"""Where a room stood, as its own tab keeps it: after F5, or with a server that was started anew, the room goes on from there.

What the address holds, it holds. The rest is of no use to anybody but this tab: which chart, the steps before this one,
the meeting that phones are in, and what they were asked.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import parse_qs, urlencode

import msgspec

from core.figures.room import ROOMS
from core.problem import Problem
from core.scenario import Scenario, from_query, to_query
from core.store import store
from core.store.meetings import Meeting as Held
from core.store.meetings import shown, standing
from core.ui import state
from core.ui.room.acts import LAST, Step, kept, meeting, partners
from core.ui.room.asking import Guessing

MOST: Final = 24
"""Scenarios that are kept of a session, and steps of what it goes through."""


class Stood(msgspec.Struct, forbid_unknown_fields=True):
    """Where a room stood. Scenarios are queries, as in a link.

    Attributes
    ----------
    session : str
        Which session of the server says so.
    trail : list[str]
        The scenarios of the session in the order in which they came; the last one is shown.
    chart, beside, against
        As in a `Meeting`.
    script : str
        Id of the prepared questions.
    step : int
        Where in what is gone through; -1 when nothing is.
    steps : list[str]
        Steps of the session that are gone through; empty for prepared questions.
    meeting : tuple[str, str] | None
        Code and key.
    guessing : bool
        Whether its question covers the screen, or its answer.
    answer : str
        The scenario that answered it; empty before that.
    """

    session: str
    trail: list[str]
    chart: dict[str, int]
    beside: bool
    against: str
    script: str
    step: int
    steps: list[str]
    meeting: tuple[str, str] | None
    guessing: bool
    answer: str


def stood() -> dict[str, Any]:
    """Where the room of this session stands, for its tab."""
    here = meeting()
    guessing = here.guessing if here.held is not None else None
    prepared = bool(here.story) and here.story == here.prepared
    found: dict[str, Any] = msgspec.to_builtins(
        Stood(
            session=here.name,
            trail=[_query(one) for one in kept()[-MOST:]],
            chart=here.chart,
            beside=here.beside,
            against=here.against,
            script=here.script,
            step=here.step if here.story else -1,
            steps=[] if prepared else [_query(one.scenario) for one in here.story[:MOST]],
            meeting=None if here.held is None else (here.held.code, here.held.key),
            guessing=guessing is not None,
            answer="" if guessing is None or guessing.answer is None else _query(guessing.answer),
        )
    )
    return found


def go_on(told: object) -> None:
    """Go on where a tab says that its room stood; a session that heard of one already, or is shown something else, does not."""
    here, session = meeting(), state.current()
    if not here.fresh:
        return
    here.fresh = False
    try:
        before = msgspec.convert(told, Stood)
    except msgspec.ValidationError:
        return
    _meet_again(before)
    trail = _read(before.trail)
    if not trail or trail[-1] != kept()[0]:
        return  # another link was opened in this tab
    session.undo = [*trail[:-1], *session.undo][-state.MOST_UNDO :]
    here.chart = {page: number for page, number in before.chart.items() if page in ROOMS and 0 <= number < MOST}
    here.beside = before.beside
    here.against = before.against if before.against in partners() else LAST
    steps = here.prepared if before.script == here.script and not before.steps else tuple(map(Step, _read(before.steps)))
    if 0 <= before.step < len(steps):
        here.story, here.step = steps, before.step


def _meet_again(before: Stood) -> None:
    """Take up the meeting, unless it is over; while the store is away it is taken to go on."""
    if before.meeting is None:
        return
    here, held = meeting(), Held(*before.meeting)
    try:
        shown(store(), held)  # which asks for the key
        now = standing(store(), held.code)
    except Problem as problem:
        here.held = held if problem.key == "store.away" else None
        return
    here.held = held
    if before.guessing and now.question.number:
        answer = next(iter(_read([before.answer])), None) if before.answer else None
        here.guessing = Guessing(held, now.question, now.guesses, answer)


@functools.lru_cache(500)
def _query(scenario: Scenario) -> str:
    return urlencode(to_query(scenario))


def _read(queries: Iterable[str]) -> list[Scenario]:
    """Those that open; a basis of the visitor's own files went with the session that held it."""
    found = (from_query(parse_qs(query), state.find_baseline) for query in list(queries)[-MOST:])
    return [scenario for scenario, problems in found if not problems]
