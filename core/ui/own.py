"""Baselines from the visitor's own files, in their session: taken into use, and forgotten."""

from __future__ import annotations

import weakref
from typing import Final

from core.analysis.simulate import forget_baseline
from core.baseline import DEFAULT, load_baseline
from core.own_data.count.answers import parent_of
from core.own_data.upload import OwnData
from core.problem import Problem
from core.scenario import default_scenario, from_query, pins_from_query
from core.ui import state

MOST_OWN: Final = 6
"""Own baselines that a session holds at most."""


def use_own(found: OwnData) -> None:
    """Take a baseline from the visitor's own file, at its own values; a link that asked for it is followed now."""
    session = state.current()
    name = found.baseline.id
    if name not in session.own and len(session.own) >= MOST_OWN:
        session.problems = [Problem("own_data.too_many_own", high=MOST_OWN)]
        return
    if name not in session.own:
        session.own[name] = found
        weakref.finalize(session, forget_baseline, found.baseline)  # answers are remembered for all sessions, beyond this one
    if session.lost is not None and session.lost[0] == name:
        scenario, problems = from_query(session.lost[1], state.find_baseline)
        session.pins, beside = pins_from_query(session.lost[1], state.find_baseline)
        session.lost = None
        state.commit(scenario)
        session.problems = [*problems, *beside]
        return
    state.commit(default_scenario(found.baseline))


def remove_own(name: str) -> None:
    """Forget an own baseline, and every step back that leads to it."""
    session = state.current()
    found = session.own.pop(name, None)
    if found is not None:
        forget_baseline(found.baseline)
    session.counts.drop_on(name)
    for kept in (session.undo, session.redo):
        kept[:] = [scenario for scenario in kept if parent_of(scenario.baseline) != name]
    session.pins = {letter: pinned for letter, pinned in session.pins.items() if parent_of(pinned.baseline) != name}
    if name in (parent_of(session.committed.baseline), parent_of(session.live.baseline)):
        session.committed = session.live = default_scenario(load_baseline(DEFAULT))
        session.problems, session.refused = [], {}
    state.write_address()
