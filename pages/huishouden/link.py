"""A link that holds a household: behind the #, so that no server and no log sees it before it is opened.

The page takes it over and wipes it from the address bar at once.
"""

from __future__ import annotations

import functools
from typing import Any, Final

import streamlit as st

from core.household.inputs import LINK, MOST_LINK, from_link
from core.problem import Problem
from core.ui import state
from pages.huishouden.panel import forget_widgets
from pages.huishouden.session import adopt, session

_SCRIPT: Final = """
export default function ({ setTriggerValue }) {
  const text = decodeURI(location.hash.slice(1));
  if (!text.startsWith("%s")) return;
  history.replaceState({}, "", location.pathname + location.search);
  setTriggerValue("link", text.slice(0, %d));
}
"""


@functools.cache
def _component() -> Any:
    return st.components.v2.component("koers_household_link", html="<span hidden></span>\n", js=_SCRIPT % (LINK, MOST_LINK + 1))


def link_reader() -> None:
    """Watch for a link in the address."""
    with st.container(key="household-link", height=1, width=1):
        _component()(key="household-link-reader", on_link_change=_take_over, height=1)


def _take_over() -> None:
    held = session()
    try:
        adopt(held, from_link(st.session_state["household-link-reader"].get("link")), state.baseline().city)
    except Problem as problem:
        held.bad_link = problem
        return
    held.bad_link = None
    forget_widgets()
