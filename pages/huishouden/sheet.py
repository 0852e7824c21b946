"""The sheet of the page: panel beside the answer, the charts below, all of it one fragment."""

from __future__ import annotations

import html

import streamlit as st

from core.problem import Problem
from core.ui import state
from core.ui.frame import dark_theme
from core.ui.observe import rerun
from pages.huishouden.answer import answer
from pages.huishouden.buffer import buffer_inputs, draw_buffer
from pages.huishouden.form import fault_text, inputs_from, session
from pages.huishouden.hours import draw_hours
from pages.huishouden.link import link_reader
from pages.huishouden.minw import draw_designs, draw_minw
from pages.huishouden.months import draw_months
from pages.huishouden.panel import actions, household_inputs
from pages.huishouden.view import Sheet, Words
from pages.huishouden.work import adopt


def page() -> None:
    """Draw the page: the household, and below it what holds for every household."""
    _household()
    _pilot()


@st.fragment
def _pilot() -> None:
    """Designs elsewhere and the MinW funnel: an input of the household does not touch them."""
    with rerun("huishouden", "pilot"), st.container(key="household-pilot", gap="medium"):
        words = Words(state.current().language, dark_theme(), state.baseline().city)
        draw_designs(words)
        draw_minw(words)


@st.fragment
def _household() -> None:
    """An input that changes runs this and nothing else; nothing of it is logged or kept."""
    with rerun("huishouden", "settled"):
        _draw()


def _draw() -> None:
    language, city = state.current().language, state.baseline().city
    held = session()
    with st.container(key="stage"):
        above, beside, below = st.container(key="top"), st.container(key="panel"), st.container(key="rest")
        with below:
            hours, months, buffer = (st.container(gap="small") for _ in range(3))
        typed = household_inputs(beside, held, language) | buffer_inputs(buffer, held, language)
        try:
            adopt(held, inputs_from(typed), city)
        except Problem as problem:
            held.fault = problem
        sheet = Sheet(language, dark_theme(), city, held.worked or adopt(held, held.inputs, city))
        with above:
            _faults(sheet, held.fault, "panel.faults")
            _faults(sheet, held.bad_link, "panel.link_faults")
            answer(sheet)
        with beside:
            actions(held, language)
            link_reader()
        with hours:
            draw_hours(sheet)
        with months:
            draw_months(sheet)
        with buffer:
            draw_buffer(sheet)


def _faults(sheet: Sheet, problem: Problem | None, heading: str) -> None:
    if problem is not None:
        st.html(
            f'<p class="koers-hand first">{html.escape(sheet.say(heading))}</p><ul class="koers-problems" role="status">'
            f"<li>{html.escape(fault_text(problem, sheet.language))}</li></ul>"
        )
