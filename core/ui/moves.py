"""What a slider sends. What the browser allows is no boundary: the value is checked again."""

from __future__ import annotations

import dataclasses
from typing import Final

import streamlit as st

from core.baseline import Baseline
from core.numbers import LONGEST
from core.problem import Problem
from core.scenario import Scenario, check_lever, read_setting, with_value
from core.ui import state
from core.ui.pins import keep_pin


@dataclasses.dataclass(frozen=True, slots=True)
class _Move:
    """A value that a slider was brought to, and whether it was let go there."""

    value: float
    released: bool


SHOWN: Final = ""
"""Letter of the scenario that is shown, which stands pinned under none."""


def slider_key(lever: str, letter: str = SHOWN) -> str:
    """What the slider of a lever is called: of the scenario that is shown, or of one that stands pinned."""
    return f"{lever}-{letter}" if letter else lever


def on_move(lever: str, letter: str = SHOWN) -> None:
    """Take over what the slider of a lever sent."""
    move = _sent(lever, slider_key(lever, letter))
    session = state.current()
    if move is None:
        return
    if letter == SHOWN:
        scenario = _moved(session.committed, state.baseline(), lever, move)
        if move.released:
            state.commit(scenario)
        else:
            session.live = scenario
    elif letter in session.pins:
        pinned = session.pins[letter]
        keep_pin(letter, _moved(pinned, state.find_baseline(pinned.baseline), lever, move), released=move.released)


def _moved(scenario: Scenario, baseline: Baseline, lever: str, move: _Move) -> Scenario:
    return with_value(scenario, baseline, lever, move.value)


def _sent(lever: str, key: str) -> _Move | None:
    """What a slider sent, where that can be; what cannot be is remembered or said, and moves nothing."""
    session = state.current()
    move = st.session_state[f"lever-{key}"].get("move")
    if not isinstance(move, dict) or move.get("epoch") not in (session.epoch, None):
        return None
    seq, text = move.get("seq"), move.get("text")
    value = read_setting(lever, text) if isinstance(text, str) else move.get("value")
    if not isinstance(seq, int) or not isinstance(text if value is None else value, str | int | float):
        return None
    session.acknowledged[key] = seq
    session.refused = {}
    if value is None:
        session.refused = {key: str(text)[:LONGEST]}
        return None
    try:
        checked = check_lever(lever, value)
    except Problem as problem:
        session.problems = [problem]
        return None
    return _Move(checked, move.get("phase") == "commit")
