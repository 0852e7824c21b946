"""The sheet that every page with sliders stands on: the answer on top, the sliders beside it, the rest below.

All of it is one fragment: a slider that moves runs this part again and nothing else.
"""

from __future__ import annotations

import functools
import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import streamlit as st

from core.analysis.outcome import Paths, paths_of
from core.baseline import Baseline
from core.figures.theme import EXTENT, palette
from core.scenario import Scenario
from core.text.catalog import LANGUAGES, Language, explain, translate
from core.ui import state
from core.ui.observe import rerun
from core.ui.panel import panel, tools

_HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class View:
    """What a page draws from: one scenario, its paths, the language and the theme."""

    scenario: Scenario
    baseline: Baseline
    paths: Paths
    language: Language
    dark: bool

    def say(self, key: str, **params: object) -> str:
        """A message in the reader's language."""
        return translate(self.language, key, **params)


@functools.cache
def _style(dark: bool) -> str:
    colours = palette(dark)
    roles = f"--koers-muted: {colours.muted}; --koers-line: {colours.line}; --koers-background: {colours.background};"
    return f"<style>{(_HERE / 'style.css').read_text(encoding='utf-8')}\n.stApp {{ {roles} }}</style>"


@functools.cache
def _document() -> Any:
    return st.components.v2.component(
        "koers_document",
        html="<span hidden></span>\n",
        js=(_HERE / "document.js").read_text(encoding="utf-8"),
    )


def dark_theme() -> bool:
    """Whether the viewer's theme is dark."""
    return st.context.theme.type == "dark"


def page_frame(language: Language) -> None:
    """What every page carries: the style sheet, the document's language, and the switch of languages."""
    st.html(_style(dark_theme()))
    with st.container(key="document", height=1, width=1):
        session = state.current()
        # The place is in it because the browser hears of changes only, and every page drops the query anew.
        data = {"lang": language, "restore": session.restore, "place": session.place}
        _document()(key="document-language", data=data, height=1)
    with st.container(key="language", width="content"):
        st.session_state["choose-language"] = language
        st.segmented_control(
            translate(language, "app.language"),
            LANGUAGES,
            format_func=lambda name: translate(name, "app.name"),
            key="choose-language",
            label_visibility="collapsed",
            required=True,
            on_change=lambda: state.choose_language(st.session_state["choose-language"]),
        )


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
        session.eased = False
        with st.container(key="sheet"):
            with st.container(key="top"):
                _problems(view)
                top(view)
            with st.container(key="rest"):
                rest(view)
        # Last, so that a slider learns that its value is answered once the charts are on their way.
        with st.container(key="panel"):
            panel(view.baseline, session.live, session.language)


def current_view() -> View:
    """The scenario under the thumb, simulated."""
    session, baseline = state.current(), state.baseline()
    paths = paths_of(baseline, session.live, state.base_scenario())
    return View(session.live, baseline, paths, session.language, dark_theme())


def _problems(view: View) -> None:
    problems = state.current().problems
    if problems:
        lines = "".join(f"<li>{html.escape(explain(view.language, problem))}</li>" for problem in problems[:50])
        with st.container(key="problems"):
            st.html(
                f'<p class="koers-hand first">{view.say("verkenner.panel.ignored")}</p>'
                f'<ul class="koers-problems" role="status" tabindex="0">{lines}</ul>'
            )


def chart(spec: Mapping[str, Any], frames: Mapping[str, pa.Table], key: str, alt: str) -> None:
    """Draw a chart whose specification never changes; only its datasets do."""
    datasets = {**frames, EXTENT: _steady(key, frames[EXTENT])}
    with st.container(key=f"chart-{key}"):
        st.vega_lite_chart(spec={**spec, "datasets": datasets}, theme=None, alt=alt)


CALM: Final = 0.15
"""Part of a domain that may be empty after a release, so that the axes stand still from one release to the next."""


def _steady(key: str, extent: pa.Table) -> pa.Table:
    """The domains of a chart: under a slider they only ever grow, and a release takes back what is more than CALM.

    What asks for the domain of before the drag gets the axes of before the drag: there and back is the same picture.
    """
    session = state.current()
    asked = drawn = {name: float(extent.column(name)[0].as_py()) for name in extent.column_names}
    held = session.extents.get(key)
    if held is not None and held.keys() == asked.keys():
        wide = {name: (min if name.endswith("low") else max)(value, held[name]) for name, value in asked.items()}
        before = session.at_rest.get(key)
        if session.dragging:
            drawn = wide
        elif before is not None and before[0] == asked:
            drawn = before[1]
        elif _calm(asked, wide):
            drawn = wide
        session.eased |= not session.dragging and drawn != wide
    session.extents[key] = drawn
    if not session.dragging:
        session.at_rest[key] = (asked, drawn)
    return pa.table({name: [value] for name, value in drawn.items()})


def _calm(ends: Mapping[str, float], wide: Mapping[str, float]) -> bool:
    """Whether wider ends leave little room; only upwards, as what lies across is a horizon that somebody chose."""
    up = [name for name in ends if name.startswith("y")]
    if not up or any(wide[name] != ends[name] for name in ends if name not in up):
        return False
    return all(abs(wide[name] - ends[name]) <= CALM * abs(ends["y_high"] - ends["y_low"]) for name in up)


def sentence(title: str, level: int = 2) -> None:
    """A chart's finding, as a heading above it."""
    st.html(f'<h{level} class="koers-title">{html.escape(title)}</h{level}>')


def under(text: str) -> None:
    """A chart's sentence, under it."""
    st.html(f'<p class="koers-sentence">{html.escape(text)}</p>')
