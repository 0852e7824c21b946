"""The sheet that every page with sliders stands on: the answer on top, the sliders beside it, the rest below.

All of it is one fragment: a slider that moves runs this part again and nothing else.
"""

from __future__ import annotations

import html
from collections.abc import Callable

import streamlit as st

from core.text.catalog import explain
from core.ui import state
from core.ui.observe import rerun
from core.ui.panel import panel, tools
from core.ui.view import View, current_view


def stage(page: str, top: Callable[[View], None], rest: Callable[[View], None]) -> None:
    """Draw a page with sliders.

    Parameters
    ----------
    page : str
        What the log and the metrics call it.
    top : Callable[[View], None]
        Answer, key figures and main chart; above the fold.
    rest : Callable[[View], None]
        What comes after it.
    """
    with st.container(key="desk"):
        state.current().whole_page = False
        _live(page, top, rest)
        # What no slider moves stands outside the fragment: the browser has less to look through at every step.
        with st.container(key="tools"):
            session = state.current()
            tools(state.baseline(), session.committed, session.language)


@st.fragment
def _live(page: str, top: Callable[[View], None], rest: Callable[[View], None]) -> None:
    session = state.current()
    if session.whole_page:
        st.rerun()
    with rerun(page, "drag" if session.dragging else "settled"):
        view = current_view()
        with st.container(key="sheet"):
            with st.container(key="top"):
                _problems(view)
                top(view)
            with st.container(key="rest"):
                rest(view)
        # Last, so that a slider learns that its value is answered once the charts are on their way.
        with st.container(key="panel"):
            panel(view.baseline, session.live, session.language, eased=view.axes.eased)


def _problems(view: View) -> None:
    problems = state.current().problems
    if problems:
        lines = "".join(f"<li>{html.escape(explain(view.language, problem))}</li>" for problem in problems[:50])
        with st.container(key="problems"):
            st.html(
                f'<p class="koers-hand first">{view.say("verkenner.panel.ignored")}</p>'
                f'<ul class="koers-problems" role="status" tabindex="0">{lines}</ul>'
            )
