"""How a page is drawn for a room."""

from __future__ import annotations

import functools
import html
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import streamlit as st

from core.analysis.outlook import Outlook, outlook_of
from core.figures.figure import Figure
from core.figures.people.caseload import CASELOAD
from core.figures.room import ROOMS, slides_of
from core.figures.sheets import About
from core.scenario import LEVERS, default_value, lever_values
from core.text.glossary import explained
from core.ui import pins, state
from core.ui.caseload import laid
from core.ui.chart import drawing, sentence
from core.ui.code import code
from core.ui.family import LOOKED_AT, address
from core.ui.lever import slider
from core.ui.observe import rerun
from core.ui.panel import first_heading
from core.ui.room.acts import meeting, note_saved, partner, read_prepared
from core.ui.room.foot import foot, told
from core.ui.room.steering import plain, tell
from core.ui.share import link_of
from core.ui.track import met, target_on
from core.ui.view import View, current_view

_HERE: Final = Path(__file__).parent
ALONE: Final = (869, 282)
"""Size of a chart on the sheet of 889 by 500 that the style enlarges to the screen [px]: 55% of it."""
BESIDE: Final = (426, 265)
"""Of each of two, with 16 between them and a second line for what they say, as in the style [px]."""
LONG: Final = 230
"""Letters from which an answer takes three lines, and smaller type."""


@functools.cache
def _style() -> str:
    return f"<style>{(_HERE / 'room.css').read_text(encoding='utf-8')}</style>"


def room(page: str) -> None:
    """Draw a page for a room."""
    state.current().whole_page = False
    note_saved()
    read_prepared()
    if meeting().goto:
        there, meeting().goto = meeting().goto, ""
        st.switch_page(f"pages/{there}/page.py")
    st.html(_style())
    with st.container(key="room"):
        _live(page)


@st.fragment
def _live(page: str) -> None:
    session = state.current()
    if session.whole_page:
        st.rerun()
    with rerun(page, "drag" if session.dragging else "settled"):
        view, about = current_view(), _about(page)
        slides = slides_of(ROOMS[page], view.outlook, about)
        # As on every page, sliders are filled last: they learn that they are answered once the chart is on its way.
        with st.container(key="sheet"):
            with st.container(key="top"):
                answer = ROOMS[page].answer(view.outlook, about, view.language)
                _answer(answer, view)
            what = told(view)
            with st.container(key="room-charts", horizontal=True):
                shown = _chosen(page, slides)
                for figure, subject in shown:
                    _chart(figure, subject, view, alone=len(shown) == 1)
        with st.container(key="panel"):
            _dials(page, view)
            st.html(code(link_of(session.committed, view.language), view.language))
        found = [figure.finding(subject, view.language) for figure, subject in slides]
        foot(page, view, found, _replay(page, view, about), "" if session.dragging else f"{plain(answer)} {what}")
        here = meeting()
        if here.held is not None and not session.dragging:
            chart = here.chart.get(page, 0) % max(len(found), 1)
            tell(here.held, plain(answer), found, chart, view)


def _answer(said: str, view: View) -> None:
    """The sentence. A screen reader hears it from the foot, whose element lasts: one that is drawn anew tells nothing."""
    long = " long" if len(said) > LONG else ""
    st.html(f'<h1 class="koers-answer{long}">{explained(said, view.language)}</h1>')


def _about(page: str) -> About:
    """What of the page somebody chose to look at, and what stands beside the scenario that is shown."""
    others = {letter: _outlook(found) for letter, found in pins.pins().items()} if page == "vergelijken" else {}
    year = st.session_state.get(LOOKED_AT[page]) if page in LOOKED_AT else None
    return About(year=year, others=others)


def _outlook(scenario: Any) -> Outlook:
    return outlook_of(scenario, state.find_baseline(scenario.baseline))


def _chosen(page: str, slides: list[tuple[Figure[Any], Any]]) -> list[tuple[Figure[Any], Any]]:
    """The chart that somebody chose, and the next one where they want two."""
    here, many = meeting(), len(slides)
    first = here.chart.get(page, 0) % max(many, 1)
    places = dict.fromkeys((first + i) % many for i in range(2 if here.beside else 1)) if slides else {}
    return [slides[place] for place in places]


def _chart(figure: Figure[Any], subject: Any, view: View, *, alone: bool) -> None:
    language = view.language
    with st.container(key=f"figure-{figure.key}"):
        sentence(figure.finding(subject, language))
        frames = figure.frames(subject, language)
        if frames:
            change = laid(view) if figure is CASELOAD else None
            drawing(figure, frames if change is None else change(frames), view, size=ALONE if alone else BESIDE)
        st.html(f'<p class="koers-unseen">{html.escape(figure.sentence(subject, language))}</p>')


def _dials(page: str, view: View) -> None:
    """The levers of the mission."""
    st.html(f"<h2 {first_heading(view)}>{html.escape(view.say('room.levers'))}</h2>")
    if not ROOMS[page].levers:
        return
    values, target = lever_values(view.scenario, view.baseline), target_on(page, view)
    for owner in ("choose", "befall"):
        for lever in (one for one in LEVERS if one.visible and one.owner == owner):
            base = default_value(view.baseline, lever.id)
            family = address(page, lever.id, view.scenario, view.baseline, view.language)
            mark = met(lever, target, view)
            slider(lever, view.baseline, values[lever.id], base, view.language, family, mark)


def _replay(page: str, view: View, about: About) -> Mapping[str, Any] | None:
    """The state before the change that is told: its sentence, and the datasets of the charts on the screen.

    It goes along with each answer, so that a change is played again without a server.
    """
    partnered = partner()
    if partnered is None or state.current().dragging:
        return None
    before = _outlook(partnered)
    language = view.language
    charts = {}
    for figure, subject in _chosen(page, slides_of(ROOMS[page], before, about)):
        frames = figure.frames(subject, language)
        change = laid(view) if figure is CASELOAD else None
        charts[figure.key] = {
            "title": html.escape(figure.finding(subject, language)),
            "data": {name: rows.to_pylist() for name, rows in (frames if change is None else change(frames)).items()},
        }
    return {"answer": ROOMS[page].answer(before, about, language), "charts": charts}
