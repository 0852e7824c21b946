"""How sure the answer is: the fan, the chances, the reserve, and what decides it."""

from __future__ import annotations

import streamlit as st

from core.analysis.chances import Chances
from core.figures.money import reserve_needed
from core.figures.people.chance import CHANCE
from core.figures.people.fan import FAN
from core.figures.people.reached import REACHED
from core.text import sentences_chance as words
from core.text.catalog import translate
from core.ui import state
from core.ui.answer import heading, key_figures
from core.ui.chart import draw, sentence, under
from core.ui.fold import fold
from core.ui.moved import moved_note
from core.ui.tables import draw_table
from core.ui.view import View
from pages.onzekerheid.futures import futures_section
from pages.onzekerheid.sensitivity import sensitivity_section


def top(view: View) -> None:
    """Answer, the chance of each target and the fan."""
    chances = view.outlook.chances()
    asked = words.beside(view.baseline, chances, view.language)
    note = f'<p class="koers-sentence koers-beside">{asked}</p>' if asked else ""
    heading(words.answer(view.paths, view.baseline, chances, view.language), note + moved_note(view))
    key_figures(words.key_figures(view.paths, chances, view.language), columns=max(1, len(chances.targets)))
    draw(FAN, view.outlook, view)


def rest(view: View) -> None:
    """Chances by month, when the target is reached, and the reserve."""
    chances = view.outlook.chances()
    left, middle, right = st.columns(3, gap="medium")
    with left:
        draw(CHANCE, chances, view)
    with middle:
        draw(REACHED, chances, view)
    with right:
        _reserve(view, chances)


def _reserve(view: View, chances: Chances) -> None:
    sentence(reserve_needed.finding(chances, view.language))
    draw_table(reserve_needed.table(chances, view.language), "reserve-needed", view.language, view.stamp())
    under(f"{reserve_needed.sentence(chances, view.language)} {reserve_needed.reasons(view.baseline, view.language)}")


def below() -> None:
    """The way to how good such forecasts were, and behind folds what decides the answer and when the scenario fails."""
    language = state.current().language
    st.page_link("pages/eerder/page.py", label=translate(language, "onzekerheid.score.heading"))
    fold("onzekerheid", language, sensitivity_section)
    fold("futures", language, futures_section)
