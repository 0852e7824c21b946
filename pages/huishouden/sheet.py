"""The sheet of the page: panel beside the answer, the charts below, all of it one fragment."""

from __future__ import annotations

import html

import streamlit as st

from core.figures.household.areas import AREAS
from core.figures.household.months import MONTHS
from core.figures.household.pressure import PRESSURE
from core.household.inputs import inputs_from
from core.household.sliders import SLIDERS
from core.problem import Problem
from core.text.household import field_names, in_short
from core.text.household_fault import fault_text
from core.ui import state
from core.ui.axes import Axes
from core.ui.chart import draw
from core.ui.fold import folded
from core.ui.frame import dark_theme
from core.ui.observe import rerun
from pages.huishouden.answer import answer
from pages.huishouden.buffer import buffer_inputs, buffer_texts, draw_buffer
from pages.huishouden.link import link_reader
from pages.huishouden.minw import draw_designs, draw_minw
from pages.huishouden.panel import HEADING, SLIM, actions, first_heading, household_inputs
from pages.huishouden.session import adopt, last, session
from pages.huishouden.sliders import answered, typed_by_sliders
from pages.huishouden.sliders import draw as draw_slider
from pages.huishouden.view import Sheet, Words


def page() -> None:
    """Draw the page: the household, and below it what holds for every household."""
    _household()
    _pilot()


@st.fragment
def _pilot() -> None:
    """Designs elsewhere and the MinW funnel: an input of the household does not touch them."""
    with rerun("huishouden", "pilot"), st.container(key="household-pilot", gap="medium"):
        words = Words(state.current().language, dark_theme(), state.baseline().city, state.axes())
        found = folded("pilot", words.language)
        if found.open:
            with found, st.container(gap="medium"):
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
        # The form first for whoever goes by keyboard: it stands at the left, and above the rest on a phone.
        beside, above, below = st.container(key="panel"), st.container(key="top"), st.container(key="rest")
        with below:
            hours, more = st.container(gap="small"), folded("huishouden", language)
            with more:
                months, buffer = (st.container(gap="small") for _ in range(2))
        typed, slots = household_inputs(beside, held, language)
        typed |= typed_by_sliders(held, language)
        typed |= buffer_inputs(buffer, held, language) if more.open else buffer_texts(held.inputs, language)
        try:
            worked = adopt(held, inputs_from(typed), city)
        except Problem as problem:
            held.fault = problem
            worked = last(held, city)
        held.new = False
        sheet = Sheet(language, dark_theme(), city, Axes(state.current().axes, held.dragging), worked=worked)
        with above:
            _faults(sheet, held.fault, "panel.faults")
            _faults(sheet, held.bad_link, "panel.link_faults")
            answer(sheet)
        with beside:
            actions(held, language)
            link_reader()
        with hours:
            for column, figure in zip(st.columns(2, gap="medium"), (AREAS, PRESSURE), strict=True):
                with column:
                    draw(figure, sheet.worked, sheet)
        if more.open:
            with months:
                draw(MONTHS, sheet.worked, sheet)
            with buffer:
                draw_buffer(sheet)
        slots[SLIM].html(f'<div class="koers-slim" aria-hidden="true"><div>{in_short(sheet.worked.found, language)}</div></div>')
        # Last, as the heading tells a slider that its value is answered: by then the charts are on their way.
        for name in SLIDERS:
            with slots[name]:
                draw_slider(name, held, city, language, alone=not more.open)
        eased = " data-eased" if sheet.axes.eased else ""
        first_heading(slots[HEADING], f'data-answered="{html.escape(answered(held))}"{eased}', language)


def _faults(sheet: Sheet, problem: Problem | None, heading: str) -> None:
    if problem is not None:
        st.html(
            f'<p class="koers-hand first">{html.escape(sheet.say(heading))}</p><ul class="koers-problems" role="status">'
            f"<li>{html.escape(fault_text(problem, sheet.language, field_names(sheet.language)))}</li></ul>"
        )
