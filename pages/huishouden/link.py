"""A link that holds a household: behind the #, so that no server and no log sees it before it is opened.

The page takes it over and wipes it from the address bar at once.
"""

from __future__ import annotations

import functools
from typing import Any, Final

import streamlit as st

from core.household.inputs import LINK, MOST_LINK, from_link, to_link
from core.problem import Problem
from core.ui import state
from pages.huishouden.panel import forget_widgets
from pages.huishouden.session import adopt, session

_SCRIPT: Final = """
const AGAIN_MS = 1500; // a wish that comes while the page is still being drawn can get lost
const MOST_TRIES = 12; // a busy server takes its time for the first drawing

let kept; // the household on the page, and the session that drew it
let lost; // a household that only this tab knows
let tries, timer;

function give(send) {
  clearTimeout(timer);
  if (!lost || ++tries > MOST_TRIES) return;
  send("link", lost);
  timer = setTimeout(() => give(send), AGAIN_MS);
}

export default function ({ data, setTriggerValue }) {
  const text = decodeURI(location.hash.slice(1));
  if (text.startsWith("%s")) {
    history.replaceState({}, "", location.pathname + location.search);
    setTriggerValue("link", text.slice(0, %d));
  } else if (kept && kept.session !== data.session && kept.held !== data.held) {
    // Another session drew the page anew and knows the example only: nobody but this tab kept what was filled in.
    lost = kept.held;
    tries = 0;
    timer = setTimeout(() => give(setTriggerValue), AGAIN_MS / 3);
  } else if (lost && data.held === lost) {
    lost = undefined;
    clearTimeout(timer);
  }
  kept = data;
}
"""


@functools.cache
def _component() -> Any:
    return st.components.v2.component("koers_household_link", html="<span hidden></span>\n", js=_SCRIPT % (LINK, MOST_LINK + 1))


def link_reader() -> None:
    """Watch for a link in the address, and for a household that the tab knows and this session does not."""
    data = {"session": session().id, "held": to_link(session().inputs, whole=True)}
    with st.container(key="household-link", height=1, width=1):
        _component()(key="household-link-reader", data=data, on_link_change=_take_over, height=1)


def _take_over() -> None:
    held = session()
    try:
        adopt(held, from_link(st.session_state["household-link-reader"].get("link")), state.baseline().city)
    except Problem as problem:
        held.bad_link = problem
        return
    held.bad_link = None
    forget_widgets()
