"""The map of two levers: drawn when it is looked at, kept while only its own two levers move, and clicked to set both."""

from __future__ import annotations

import html
from typing import Final
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.analysis.lever_map import (
    DRAWS,
    HISTORY,
    SIDE,
    LeverMap,
    Past,
    Standing,
    cell,
    history,
    known_map,
    lever_map,
    standing,
    with_cell,
)
from core.analysis.target import Target
from core.baseline import Baseline
from core.figures.certainty.lever_map import PICK, map_frames, map_spec
from core.model.calendar import month_label
from core.problem import Problem
from core.scenario import LEVERS, Scenario, default_value, experience, to_query
from core.text import format as house
from core.text import levers
from core.text import sentences_needed as words
from core.text.catalog import Language, translate
from core.ui import state
from core.ui.chart import sentence, under
from core.ui.tables import details, source_list, table
from core.ui.turns import let_others

_TURN: Final = "map-turn"
_CHART: Final = "map-chart"
_EVERY: Final = 5
"""Of the cells, every so many stand in the table."""


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
            under(_note(language))
            st.button(translate(language, "needed.map.draw"), key="map-draw")
            return wish
        if found is None:
            found = _compute(slot, baseline, scenario, x, y, target, language)
        _show(baseline, scenario, found, here, language, dark)
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
    watching = st.session_state.get("watching-lever-map") or {}
    seen = str(watching.get("wish") or "").startswith(wish)
    return seen or bool(st.session_state.get("map-draw")) or (not whole_page and bool(st.session_state.get("map-asked")))


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
    return found


def _note(language: Language) -> str:
    cells, draws = house.number(SIDE * SIDE, language), house.number(DRAWS, language)
    return translate(language, "needed.map.note", cells=cells, draws=draws)


def _show(baseline: Baseline, scenario: Scenario, found: LeverMap, here: Standing, language: Language, dark: bool) -> None:
    past = history(baseline) if {found.x, found.y} == set(HISTORY) else ()
    known = [(experience(baseline, lever).low, experience(baseline, lever).high) for lever in (found.x, found.y)]
    base = (default_value(baseline, found.x), default_value(baseline, found.y))
    turn = int(st.session_state.setdefault(_TURN, 0))
    sentence(words.map_title(found, here, language), 3)
    frames = map_frames(found, here, base, known, past, turn, language)
    with st.container(key="chart-lever-map"):
        st.vega_lite_chart(
            spec={**map_spec(language, dark, found.x, found.y), "datasets": frames},
            theme=None,
            alt=translate(language, "needed.map.alt"),
            key=_CHART,
            on_select=_pick,
            selection_mode=PICK,
        )
    said = [words.map_sentence(found, here, language), translate(language, "needed.map.reading")]
    if past:
        said.append(translate(language, "needed.map.past"))
    under(" ".join(said))
    details("table-lever-map", language, lambda: _table(scenario, found, past, language))


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


def _table(scenario: Scenario, found: LeverMap, past: tuple[Past, ...], language: Language) -> str:
    def show(lever: str, value: float) -> str:
        return levers.bare(lever, value, language)

    names = {
        "x_name": levers.inside(found.x, language),
        "y_name": levers.inside(found.y, language),
    }
    head = ["", *(show(found.x, float(value)) for value in found.x_values[::_EVERY])]
    rows = [
        [
            show(found.y, float(found.y_values[row])),
            *(house.percent(float(part), language, 0) for part in found.chance[row, ::_EVERY]),
        ]
        for row in range(SIDE - 1, -1, -_EVERY)
    ]
    written = table(translate(language, "needed.map.caption", **names), head, rows)
    if past:
        years = [
            [
                words.past_name(point, language),
                show("inflow", point.inflow),
                show("outflow_rate", point.outflow_rate),
            ]
            for point in past
        ]
        columns = [translate(language, "needed.map.who"), *(levers.name(lever, language) for lever in HISTORY)]
        written += table(translate(language, "needed.map.caption_past"), columns, years)
        written += source_list(dict.fromkeys(source for point in past for source in point.sources), language)
    goal = f"{found.target.outcome}={found.target.value!r}@{month_label(found.target.month)}"
    line = f"python -m core map --levers {found.x},{found.y} --target {goal} --link '{urlencode(to_query(scenario))}' --json"
    said = f"{html.escape(translate(language, 'needed.command'))} <code>{html.escape(line)}</code>"
    return written + "".join(f'<p class="koers-sentence">{text}</p>' for text in (html.escape(_note(language)), said))
