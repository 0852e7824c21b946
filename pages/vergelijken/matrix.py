"""The sliders of all scenarios in one grid: a row for each lever, a cell for each scenario."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import streamlit as st

from core.analysis.compare import moved_apart
from core.analysis.outlook import central_outlook
from core.baseline import Baseline
from core.scenario import LEVERS, Lever, Scenario, default_value, lever_values
from core.text import levers
from core.text import sentences_compare as words
from core.ui import pins
from core.ui.family import address
from core.ui.lever import slider
from core.ui.panel import first_heading, steps_back
from core.ui.track import met, target_on
from core.ui.view import View

_ROWS: Final = "koers-matrix"
_MORE: Final = "matrix-more"
Scenarios = Mapping[str, tuple[Scenario, Baseline]]
"""Scenarios with their bases, by letter; the one that is shown first."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """Levers that stand above the fold, for which letters."""

    letters: tuple[str, ...]
    drawn: frozenset[str]


def matrix(page: str, view: View, scenarios: Scenarios) -> None:
    """Draw the grid: what makes the scenarios differ, and behind a fold the other levers."""
    apart = moved_apart(scenarios.values())
    rows = _rows(tuple(scenarios), apart)
    sides = {letter: View(central_outlook(*pair), view.language, view.dark) for letter, pair in scenarios.items()}
    alike = "" if apart else f'<p class="koers-sentence">{view.say("vergelijken.matrix.same")}</p>'
    st.html(f"<h2 {first_heading(view)}>{view.say('vergelijken.matrix.title')}</h2>{alike}")
    with st.container(key=f"matrix-{len(scenarios)}"):
        for lever in LEVERS:
            if lever.id in rows:
                _row(page, lever, view, sides)
        more = st.expander(view.say("vergelijken.matrix.more"), key=_MORE, on_change="rerun", type="compact")
        if more.open:
            with more:
                for lever in LEVERS:
                    if lever.id not in rows:
                        _row(page, lever, view, sides)
        with st.container(horizontal=True, key="actions", gap="small"):
            steps_back(view.language)


def _rows(letters: tuple[str, ...], apart: Iterable[str]) -> frozenset[str]:
    """The levers above the fold: those that differ, and those that did. A row that somebody moves stays where it is."""
    kept: _Rows | None = st.session_state.get(_ROWS)
    if kept is not None and kept.letters == letters:
        if st.session_state.get(_MORE):
            return kept.drawn
        drawn = kept.drawn | frozenset(apart)
    else:
        drawn = frozenset(apart) or frozenset(lever.id for lever in LEVERS if lever.visible)
    st.session_state[_ROWS] = _Rows(letters, drawn)
    return drawn


def _row(page: str, lever: Lever, view: View, sides: Mapping[str, View]) -> None:
    named, unit = (html.escape(said(lever.id, view.language)) for said in (levers.name, levers.unit))
    pinned, guessed = pins.pins(), ' class="koers-assumption"' if lever.assumption else ""
    with st.container(key=f"cells-{lever.id}"):
        st.html(f'<h3 class="koers-hand"><span{guessed}>{named}</span> <span class="koers-quiet">{unit}</span></h3>')
        for letter, side in sides.items():
            value, base = lever_values(side.scenario, side.baseline)[lever.id], default_value(side.baseline, lever.id)
            family = address(page, lever.id, view.scenario, side.baseline, view.language, letter, pinned)
            mark = met(lever, target_on(page, side), side)
            label = words.name(letter, view.language)
            slider(lever, side.baseline, value, base, view.language, family, mark, letter=letter, label=label)
