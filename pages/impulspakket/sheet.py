"""Impulspakket: what the package buys, the measures as cards, and what each of them adds."""

from __future__ import annotations

import html

import streamlit as st

from core.analysis.contribution import Bought, bought_by
from core.figures.package import years
from core.figures.package.effect import EFFECT
from core.figures.package.parts import PARTS
from core.figures.package.runs import RUNS
from core.text import sentences_package
from core.ui.answer import heading, key_figures
from core.ui.chart import draw, sentence, under
from core.ui.moved import moved_note
from core.ui.tables import draw_table
from core.ui.view import View
from pages.impulspakket.cards import cards


def top(view: View) -> None:
    """Answer, key figures, and what the package avoids over time."""
    bought, notes = bought_by(view.outlook), moved_note(view)
    if bought is None:
        notes = f'<p class="koers-sentence">{html.escape(view.say("impulspakket.answer.empty_note"))}</p>{notes}'
    heading(sentences_package.answer(bought, view.language), notes)
    if bought is not None:
        _warning(view, bought)
        key_figures(sentences_package.key_figures(bought, view.language))
        draw(EFFECT, bought, view)


def _warning(view: View, bought: Bought) -> None:
    if bought.parts.all_assumption:
        warning = html.escape(view.say("impulspakket.all_assumption"))
        st.html(f'<p class="koers-sentence" role="note"><span class="koers-assumption">{warning}</span></p>')


def rest(view: View) -> None:
    """The cards, what each measure adds, when each runs, and what the years feel of it."""
    bought = bought_by(view.outlook)
    cards(view, {} if bought is None else {one.measure.id: one for one in bought.parts.measures})
    if bought is None:
        return
    st.space("small")
    for column, figure in zip(st.columns(2, gap="large"), (PARTS, RUNS), strict=True):
        with column:
            draw(figure, bought, view)
    if bought.parts.years:
        st.space("small")
        sentence(years.finding(bought, view.language))
        draw_table(years.table(bought, view.language), "package-years", view.language, view.stamp())
        under(years.sentence(view.language))
