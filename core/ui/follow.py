"""Widgets that follow the scenario: what they show is set from here, and what somebody does meanwhile is not undone by it.

With everything that the browser sends it sends what each widget stands at. A widget that was set here while such a message was
on its way would come back with what it stood at before, which looks like a choice: an undo would be undone by the next press.
So a widget is set only when something else than itself changed what it stands for, and then it is another widget, of which the
browser knows nothing yet. Where it names a choice by its words, another language makes another widget too.

A tab whose session is gone brings along what its widgets stand at. What the address holds is set from there; what it does not
hold is taken over from the tab.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.common import user_key_from_element_id

from core.text.catalog import Language

_TURN: Final = "follows-"
"""Begins the session key of how often a widget was made anew, its language and its page."""
_MARK: Final = "~"
T = TypeVar("T")


def following(key: str, value: object, language: Language | None = None) -> str:
    """The key under which a widget shows a value; with the language where the browser names what is chosen by its words.

    A tab that comes back goes on with the widget that it has: what is under somebody's hands there would be taken away.
    """
    page = _page()
    turn, spoken, before = st.session_state.get(f"{_TURN}{key}") or (_brought_turn(key), language, page)
    place = _place(key, turn)
    if spoken != language or (before == page and st.session_state.get(place, value) != value):
        turn += 1
        place = _place(key, turn)
    st.session_state[f"{_TURN}{key}"] = (turn, language, page)
    # On another page it is another widget, which would begin at its own default.
    if place not in st.session_state or before != page:
        st.session_state[place] = value
    return place


def entered(key: str, text: str) -> str:
    """The key of a field in a form that begins with a text.

    Until its form is sent only the browser knows what stands in it, so a text is never set there: a field that must show
    another one than was sent is another field, and one that a tab brings along stays what it was.
    """
    page, known = _page(), st.session_state.get(f"{_TURN}{key}")
    if known is None:
        turn = _brought_turn(key)
    else:
        turn, _, before = known
        turn += before == page and st.session_state.get(_place(key, turn), text) != text
    st.session_state[f"{_TURN}{key}"] = (turn, None, page)
    return _place(key, turn)


def begin(key: str, names: Mapping[T, str], first: T) -> T:
    """What a choice that only the session knows stands at: `first`, or what a tab brings along, as long as it stands at nothing.

    Parameters
    ----------
    names : Mapping
        What is on offer, and the words for it, by which the browser tells it.
    """
    if st.session_state.get(key) not in names:
        held = brought(key) if key not in st.session_state else None
        said = "" if held is None else held.string_value
        st.session_state[key] = next((one for one, words in names.items() if words == said), first)
    found: T = st.session_state[key]
    return found


def brought(key: str) -> WidgetState | None:
    """What a tab says that a widget stands at, which this session may not have drawn yet.

    Streamlit knows such a widget only by the name that it has in the browser, which ends in our key.
    """
    context = get_script_run_ctx()
    if context is None:
        return None
    told = context.session_state._state._new_widget_state
    return next((told.get_serialized(name) for name in told.states if _bare(name) == key), None)


def _bare(name: str) -> str:
    return str(user_key_from_element_id(name)).rpartition(_MARK)[2]


def _brought_turn(key: str) -> int:
    """How often a widget that a tab brings along was made anew."""
    held = brought(key)
    turn = "" if held is None else str(user_key_from_element_id(held.id)).rpartition(_MARK)[0]
    return int(turn) if turn.isdecimal() else 0


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
    return f"{turn}{_MARK}{key}" if turn else key
