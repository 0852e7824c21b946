"""Impulspakket: what the package buys, the measures as cards, and what each of them adds."""

from __future__ import annotations

import html
from typing import Final

import streamlit as st

from core.analysis.bought import Bought, bought_by
from core.figures.package import years
from core.figures.package.effect import EFFECT
from core.figures.package.parts import PARTS
from core.figures.package.runs import RUNS
from core.text import sentences_package
from core.text.sentences_package import is_assumed
from core.ui import state
from core.ui.answer import heading, key_figures
from core.ui.chart import draw, sentence, under
from core.ui.fold import fold
from core.ui.moved import moved_note
from core.ui.tables import draw_table
from core.ui.view import View
from pages.impulspakket.best import best_section
from pages.impulspakket.cards import cards
from pages.impulspakket.changes import all_cards
from pages.impulspakket.example import begin

HEIGHT: Final = 170
"""Of the chart beside the cards [px]."""


def top(view: View) -> None:
    """Answer, a warning where most of it is assumption, and key figures. They take their place before a measure is on."""
    bought = bought_by(view.outlook)
    heading(sentences_package.answer(bought, view.language), f"{_note(bought, view)}{moved_note(view)}")
    if bought is None:
        begin(view)
    else:
        key_figures(sentences_package.key_figures(bought, view.language))


def _note(bought: Bought | None, view: View) -> str:
    """One line under the answer, as HTML: always there, so that the switch under a finger stays where it is."""
    if bought is None:
        text = f'<span class="koers-hint">{html.escape(view.say("impulspakket.answer.empty_note"))}</span>'
    elif bought.parts.mostly_assumption:
        text = f'<span class="koers-assumption">{html.escape(sentences_package.warning(bought, view.language))}</span>'
    else:
        text = ""
    return f'<p class="koers-sentence koers-held" role="note">{text}</p>'


def _nothing_on(view: View) -> None:
    """What will stand here, and on what it rests: no measure is on yet."""
    listed = all_cards(view.scenario.measures)
    assumed = sum(is_assumed(one, view.baseline.city) for one in listed)
    sentence(view.say("impulspakket.nothing_on.title"))
    under(view.say("impulspakket.nothing_on.text"))
    under(view.say("impulspakket.nothing_on.rests_on", n=len(listed), assumed=assumed))


def rest(view: View) -> None:
    """The cards with what the package does beside them; below, what each measure adds and when it runs."""
    bought = bought_by(view.outlook)
    with st.container(key="package"):
        left, right = st.columns([11, 10], gap="large")
        with left:
            cards(view, {} if bought is None else {one.measure.id: one for one in bought.parts.measures})
        with right, st.container(key="package-effect"):
            if bought is None:
                with st.container(key="nothing-on"):
                    _nothing_on(view)
            else:
                draw(EFFECT, bought, view, height=HEIGHT)
                _years(bought, view)
    if bought is None:
        return
    st.space("small")
    for column, figure in zip(st.columns(2, gap="large"), (PARTS, RUNS), strict=True):
        with column:
            draw(figure, bought, view)


def _years(bought: Bought, view: View) -> None:
    """What the package does to the money of each year, where it has years."""
    if bought.parts.years:
        sentence(years.finding(bought, view.language))
        draw_table(years.table(bought, view.language), "package-years", view.language, view.stamp())
        under(years.sentence(view.language))


def below() -> None:
    """Behind a fold, the best package for an amount."""
    fold("impulspakket", state.current().language, best_section)
