"""Widgets that follow the scenario: what they show is set from here, and what somebody does meanwhile is not undone by it.

With everything that the browser sends it sends what each widget stands at. A widget that was set here while such a message was
on its way would come back with what it stood at before, which looks like a choice: an undo would be undone by the next press.
So a widget is set only when something else than itself changed what it stands for, and then it is another widget, of which the
browser knows nothing yet. Where it names a choice by its words, another language makes another widget too.
"""

from __future__ import annotations

from typing import Any, Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from core.text.catalog import Language

_TURN: Final = "follows-"
"""Begins the session key of how often a widget was made anew, its language and its page."""


def following(key: str, value: object, language: Language | None = None) -> str:
    """The key under which a widget shows a value; with the language where the browser names what is chosen by its words."""
    page = _page()
    turn, spoken, before = st.session_state.get(f"{_TURN}{key}", (0, language, page))
    place = _place(key, turn)
    if spoken != language or (before == page and st.session_state.get(place, value) != value):
        turn += 1
        place = _place(key, turn)
    st.session_state[f"{_TURN}{key}"] = (turn, language, page)
    # On another page it is another widget, which would begin at its own default.
    if place not in st.session_state or before != page:
        st.session_state[place] = value
    return place


def _page() -> str:
    """The page that is drawn: Streamlit makes it a part of what a widget is."""
    context = get_script_run_ctx()
    return "" if context is None else context.page_script_hash


def rewrite(key: str, text: str) -> None:
    """Let a field write what stands in it otherwise: the same answer, in the same field, whose keyboard focus stays."""
    if chosen(key) not in (None, text):
        st.session_state[_now(key)] = text


def chosen(key: str) -> Any:
    """What a widget stands at, or None where it is not on the page; what one says that it took the place of does not count."""
    return st.session_state.get(_now(key))


def _now(key: str) -> str:
    """The key that a widget has in this session now."""
    turn, *_ = st.session_state.get(f"{_TURN}{key}", (0,))
    return _place(key, turn)


def _place(key: str, turn: int) -> str:
    # In front, as no key of ours begins so: behind it would be the id of a measure that was copied.
    return f"{turn}~{key}" if turn else key
