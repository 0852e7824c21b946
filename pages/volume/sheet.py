"""The Volume page: where it leads, ways in and out, what it takes, the year's bridge; behind a fold season and question."""

from __future__ import annotations

from typing import Final

import streamlit as st

from core.analysis.flows import stock_years
from core.analysis.target import target_of
from core.figures.people.flows import FLOWS
from core.figures.people.season import SEASON
from core.figures.people.year import YEAR
from core.text import sentences_volume as words
from core.ui import state
from core.ui.answer import heading
from core.ui.chart import draw, sentence, under
from core.ui.columns import two_columns
from core.ui.fold import fold
from core.ui.follow import begin
from core.ui.moved import moved_note
from core.ui.needed import ask
from core.ui.view import View, current_view
from pages.volume.question import question

_YEAR: Final = "bridge-year"


def top(view: View) -> None:
    """Answer and the flow chart."""
    years = stock_years(view.outlook)
    note = f'<p class="koers-moved">{view.say("volume.answer.measures")}</p>' if view.scenario.active_measures else ""
    heading(words.answer(view.paths, view.baseline, years.last, view.language), note + moved_note(view))
    draw(FLOWS, years, view)


def rest(view: View) -> None:
    """What it takes, and the bridge of a year."""
    two_columns(view, (_needed,), (_bridge,))


def below() -> None:
    """The season, and a question of one's own with its map."""
    fold("volume", state.current().language, _behind)


def _behind() -> None:
    draw(SEASON, current_view().outlook, current_view())
    question("volume")


def _needed(view: View) -> None:
    target = target_of(view.baseline, "target_volume", "volume")
    if target is None:
        sentence(view.say("volume.needed.heading"))
        under(view.say("volume.needed.open"))
        return
    ask(view, target, ("outflow_rate", "inflow"))


def _bridge(view: View) -> None:
    first = stock_years(view.outlook, None)
    names = {bridge.year: words.period(bridge, view.language) for bridge in first.bridges}
    found = stock_years(view.outlook, begin(_YEAR, names, first.year))
    draw(YEAR, found, view, choose=lambda: _choose(names, view))


def _choose(names: dict[int, str], view: View) -> None:
    with st.container(width=260):
        st.selectbox(
            view.say("volume.bridge.choose"), list(names), format_func=lambda year: names.get(year, str(year)), key=_YEAR
        )
