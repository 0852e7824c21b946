"""The map of two levers: drawn when it is looked at, kept while only its own two levers move, and clicked to set both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.analysis.lever_map import HISTORY, LeverMap, cell, known_map, lever_map, standing, with_cell
from core.analysis.mapped import Mapped
from core.analysis.target import Target
from core.baseline import Baseline
from core.figures.certainty.lever_map import PICK, lever_map_figure, map_note
from core.model.calendar import month_label
from core.problem import Problem
from core.scenario import LEVERS, Scenario, to_query
from core.text import format as house
from core.text import levers
from core.text.catalog import Language, translate
from core.text.stamp import Lines
from core.ui import state
from core.ui.axes import Axes
from core.ui.chart import Click, draw, hint, sentence, under
from core.ui.share import stamp_of
from core.ui.turns import let_others
from core.ui.watch import granted, wished

_TURN: Final = "map-turn"
_CHART: Final = "map-chart"
_ASKED: Final = "map-wish"
"""Where what the button asked for is kept: a run that another question stops would lose the press itself."""


def draw_map(baseline: Baseline, scenario: Scenario, target: Target, language: Language, dark: bool, *, whole_page: bool) -> str:
    """Draw the map for a target, or what is there until it is computed; gives what it waits for, or nothing.

    Parameters
    ----------
    whole_page : bool
        Whether the whole page is being drawn, and not this part of it.
    """
    with st.container(key="lever-map", gap="small"):
        x, y = _levers(language)
        here = standing(baseline, scenario, x, y, target)
        found = known_map(baseline, scenario, x, y, target)
        wish = f"{x} {y} {target}"
        slot = st.empty()  # always there, so that the chart below it stays the same chart
        if found is None and not _wanted(wish, whole_page):
            sentence(translate(language, "needed.map.heading"), 3)
            under(map_note(language))
            st.button(translate(language, "needed.map.draw"), key="map-draw", on_click=_ask, args=(wish,))
            return wish
        if found is None:
            found = _compute(slot, baseline, scenario, x, y, target, language)
        turn = int(st.session_state.setdefault(_TURN, 0))
        _show(scenario, Mapped(baseline, found, here, turn), _Looking(scenario, baseline, language, dark, state.axes()))
        return ""


def _levers(language: Language) -> tuple[str, str]:
    names = [lever.id for lever in LEVERS]
    with st.container(key="map-levers", horizontal=True, gap="small"):
        x = st.selectbox(
            translate(language, "needed.map.x"), names, index=names.index(HISTORY[0]), key="map-x", width=300,
            format_func=lambda name: levers.name(name, language), persist_state="session",
        )  # fmt: skip
        y = st.selectbox(
            translate(language, "needed.map.y"), names, index=names.index(HISTORY[1]), key="map-y", width=300,
            format_func=lambda name: levers.name(name, language), persist_state="session",
        )  # fmt: skip
    return x, y


def _wanted(wish: str, whole_page: bool) -> bool:
    """Whether the map may be computed now: somebody pressed the button, looks at its place, or had it already.

    Not while the whole page is drawn: its sliders would wait for the map.
    """
    asked = wished("lever-map").startswith(wish) or st.session_state.get(_ASKED) == wish
    return asked or (not whole_page and bool(st.session_state.get("map-asked")))


def _ask(wish: str) -> None:
    st.session_state[_ASKED] = wish


def _compute(
    slot: DeltaGenerator, baseline: Baseline, scenario: Scenario, x: str, y: str, target: Target, language: Language
) -> LeverMap:
    def show(part: float) -> None:
        slot.progress(part, text=translate(language, "needed.map.wait", part=house.percent(part, language, 0)))
        let_others()

    try:
        found = lever_map(baseline, scenario, x, y, target, show)
    finally:
        slot.empty()
    st.session_state["map-asked"] = True
    st.session_state.pop(_ASKED, None)
    granted("lever-map")
    return found


@dataclass(frozen=True, slots=True)
class _Looking:
    """Who looks at the map."""

    scenario: Scenario
    baseline: Baseline
    language: Language
    dark: bool
    axes: Axes

    def stamp(self) -> Lines:
        """What a table says of itself when it is saved."""
        return stamp_of(self.scenario, self.baseline, self.language)


def _show(scenario: Scenario, found: Mapped, reader: _Looking) -> None:
    x, y = found.levers
    target = found.map.target
    goal = f"{target.outcome}={target.value!r}@{month_label(target.month)}"
    line = f"python -m core map --levers {x},{y} --target {goal} --link '{urlencode(to_query(scenario))}' --json"
    draw(
        lever_map_figure(x, y), found, reader, level=3, click=Click(_CHART, PICK, _pick), command=line,
        then=lambda: hint(translate(reader.language, "needed.map.press")),
    )  # fmt: skip


def _pick() -> None:
    """Set both levers to the cell that was clicked, as one step back. What the browser sent is checked again."""
    session, baseline = state.current(), state.baseline()
    picked = (st.session_state.get(_CHART) or {}).get("selection", {}).get(PICK) or []
    if not picked or not isinstance(picked[0], dict):
        return
    st.session_state[_TURN] = int(st.session_state.get(_TURN, 0)) + 1
    try:
        x, y = st.session_state["map-x"], st.session_state["map-y"]
        levers = cell(baseline, session.committed, x, y, picked[0].get("column"), picked[0].get("row"))
        state.commit(with_cell(session.committed, baseline, levers))
    except Problem as problem:
        session.problems = [problem]
    st.rerun()
