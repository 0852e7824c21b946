"""The sheet that every page with sliders stands on: the answer on top, the sliders beside it, the rest below.

All of it is one fragment: a slider that moves runs this part again and nothing else.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping

import streamlit as st

from core.model.projection import Projection
from core.text.catalog import explain
from core.ui import state
from core.ui.observe import rerun
from core.ui.panel import panel, tools
from core.ui.printed import printed_head
from core.ui.room import room
from core.ui.saved import is_outdated
from core.ui.share import stamp_of
from core.ui.slim import slim
from core.ui.view import View, current_view


def stage(
    page: str,
    top: Callable[[View], None],
    rest: Callable[[View], None],
    below: Callable[[], None] | None = None,
    beside: Callable[[str, View], None] | None = None,
    lines: Callable[[], Mapping[str, Projection]] = dict,
) -> None:
    """Draw a page with sliders.

    Parameters
    ----------
    page : str
        What the log and the metrics call it.
    top : Callable[[View], None]
        Answer, key figures and main chart; above the fold.
    rest : Callable[[View], None]
        What comes after it.
    below : Callable[[], None] | None
        What no slider moves while it is held, or what goes at a pace of its own; beside the sliders all the same.
    beside : Callable[[str, View], None] | None
        Draws other sliders than those of the scenario that is shown; is given the name of the page.
    lines : Callable[[], Mapping[str, Projection]]
        What is drawn beside the scenario above the sliders of a phone, by letter.
    """
    if state.current().room:
        room(page)
        return
    with st.container(key="desk"):
        state.current().whole_page = False
        _live(page, top, rest, beside or panel, lines)
        # What no slider moves stands outside the fragment: the browser has less to look through at every step.
        with st.container(key="tools"):
            session = state.current()
            tools(state.baseline(), session.committed, session.language)
        if below is not None:
            with st.container(key="below"):
                below()


@st.fragment
def _live(
    page: str, top: Callable[[View], None], rest: Callable[[View], None], sliders: Callable[[str, View], None],
    lines: Callable[[], Mapping[str, Projection]],
) -> None:  # fmt: skip
    session = state.current()
    if session.whole_page or is_outdated():
        st.rerun()
    with rerun(page, "drag" if session.dragging else "settled"):
        view = current_view()
        # First for whoever goes by keyboard; filled last, so that a slider learns that its value is answered once the
        # charts are on their way.
        left = st.container(key="panel")
        with st.container(key="sheet"):
            with st.container(key="top"):
                _problems(view)
                top(view)
            with st.container(key="rest"):
                rest(view)
        with left:
            title = view.say(f"{page}.title")
            stamp = stamp_of(session.committed, view.baseline, view.language)
            st.html(printed_head(title, stamp, view.language) + slim(view, lines()))
            sliders(page, view)


def _problems(view: View) -> None:
    problems = state.current().problems
    if problems:
        lines = "".join(f"<li>{html.escape(explain(view.language, problem))}</li>" for problem in problems[:50])
        st.html(
            f'<p class="koers-hand first">{view.say("verkenner.panel.ignored")}</p>'
            f'<ul class="koers-problems" role="status" tabindex="0">{lines}</ul>'
        )
