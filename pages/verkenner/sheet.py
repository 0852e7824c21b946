"""The first page: the answer, five key figures, and the four charts."""

from __future__ import annotations

import streamlit as st

from core.figures.jobs.lks import LKS
from core.figures.money.budget import BUDGET
from core.figures.money.reserve import RESERVE
from core.text import sentences, sentences_chance
from core.ui.answer import heading, key_figures
from core.ui.caseload import caseload
from core.ui.chart import draw
from core.ui.moved import moved_note
from core.ui.view import View


def top(view: View) -> None:
    """Answer, key figures and the main chart."""
    would = sentences_chance.would(view.baseline, view.language)
    asked = f'<p class="koers-sentence">{would}</p>' if would else ""
    heading(sentences.answer(view.paths, view.baseline, view.language), asked + moved_note(view))
    key_figures(sentences.key_figures(view.paths, view.baseline, view.language))
    caseload(view)


def rest(view: View) -> None:
    """The three smaller charts."""
    for column, figure in zip(st.columns(3, gap="medium"), (LKS, BUDGET, RESERVE), strict=True):
        with column:
            draw(figure, view.outlook, view)
