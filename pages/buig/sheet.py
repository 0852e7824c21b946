"""Geld: the reserve, the deficit, what was known at a moment; behind a fold who pays and where it comes from."""

from __future__ import annotations

import html
from typing import Final

import streamlit as st

from core.analysis.bridges import pairs_of
from core.city import contradictions_for
from core.figures.money.bridge_budget import BUDGET_BRIDGE
from core.figures.money.bridge_lasten import LASTEN_BRIDGE
from core.figures.money.budget import BUDGET
from core.figures.money.payers import PAYERS
from core.figures.money.reserve import RESERVE
from core.text import sentences_buig
from core.ui.answer import heading, key_figures
from core.ui.chart import draw
from core.ui.fold import fold
from core.ui.moved import moved_note
from core.ui.tables import quoted, source_list
from core.ui.view import View
from pages.buig.calendar import calendar, known_amounts
from pages.buig.vangnet import safety_net

MAIN_HEIGHT: Final = 240
PAGE: Final = "buig"


def top(view: View) -> None:
    """Answer, key figures, and the reserve."""
    heading(sentences_buig.answer(view.outlook, view.language), moved_note(view))
    if view.paths.run.years:
        key_figures(sentences_buig.key_figures(view.outlook, view.language))
        draw(RESERVE, view.outlook, view, height=MAIN_HEIGHT)


def rest(view: View) -> None:
    """The deficit, and what was known when; behind a fold who pays, the bridges and the safety net."""
    left, right = st.columns(2, gap="large")
    with right:
        known = calendar(view)
        if view.paths.run.years:
            _told_otherwise(view)
    with left, st.container(gap="large"):
        if view.paths.run.years:
            draw(BUDGET, view.outlook, view)
        if known is not None:
            known_amounts(known, view)
    if view.paths.run.years:
        fold("buig", view.language, lambda: _behind(view))


def _behind(view: View) -> None:
    draw(PAYERS, view.outlook, view)
    st.space("small")
    _bridges(view)
    safety_net(view)


def _told_otherwise(view: View) -> None:
    """How the reserve came where it stood, and what else of these amounts is published in two ways."""
    found = [one for one in contradictions_for(view.baseline.city) if one.page == PAGE]
    if not found:
        return
    drawer = st.expander(view.say("buig.told_otherwise"), key="told-otherwise", on_change="rerun", type="compact")
    if drawer.open:
        language = view.language
        told = [
            "<br>".join(
                (
                    f"<b>{html.escape(one.subject[language])}</b>",
                    quoted(one.reason[language], f"contradiction:{one.id}", language),
                )
            )
            for one in found
        ]
        with drawer:
            st.html("".join(f'<p class="koers-sentence">{text}</p>' for text in told))
            st.html(source_list([source for one in found for source in one.sources], language))


def _bridges(view: View) -> None:
    pairs = {pair.start: pair for pair in pairs_of(view.outlook)}
    if not pairs:
        return
    names = {year: view.say("buig.bridge.pair_option", start=year, end=year + 1) for year in pairs}
    with st.container(width=260):
        start = st.selectbox(
            view.say("buig.bridge.pair"), list(names), format_func=lambda year: names.get(year, str(year)), key="bridge-pair"
        )
    pair = pairs.get(start, next(iter(pairs.values())))
    for column, figure in zip(st.columns(2, gap="large"), (BUDGET_BRIDGE, LASTEN_BRIDGE), strict=True):
        with column:
            draw(figure, pair, view)
    st.space("small")
