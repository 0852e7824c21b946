"""How good such forecasts were, what the city said beforehand, and how the bands were made.

No slider moves anything here: it has an address of its own, for whoever asks how often we were right.
"""

from __future__ import annotations

import html
from functools import partial

import streamlit as st

from core.analysis.promises import promised
from core.analysis.scorecard import Scorecard, scorecard_of
from core.figures.certainty.city import CITY
from core.figures.certainty.outcomes import OUTCOMES
from core.figures.certainty.skill import SKILL
from core.figures.certainty.spreads import spreads_table
from core.figures.people.promises import PROMISES
from core.text import sentences_chance as words
from core.ui import state
from core.ui.answer import heading
from core.ui.chart import draw, sentence, under
from core.ui.columns import two_columns
from core.ui.fold import fold
from core.ui.room import room
from core.ui.tables import draw_table, drawer
from core.ui.view import View, current_view


def draw_page() -> None:
    """Draw the page for the basis of the scenario."""
    if state.current().room:
        room("eerder")
        return
    view = current_view()
    language, card = view.language, scorecard_of(view.baseline)
    if card is None:
        heading(html.escape(words.no_score(view.baseline, language)))
        _promises(view)
        return
    heading(words.score_answer(card, language))
    st.html(f'<p class="koers-sentence">{words.score_sentence(card.backtest, language)}</p>')
    two_columns(view, (partial(_city, card),), (_promises,))
    fold("eerder", language, lambda: two_columns(view, (partial(_skill, card),), (partial(_outcomes, card), _method)))


def _skill(card: Scorecard, view: View) -> None:
    draw(SKILL, card, view)


def _outcomes(card: Scorecard, view: View) -> None:
    draw(OUTCOMES, card, view)


def _city(card: Scorecard, view: View) -> None:
    if card.city:
        draw(CITY, card, view)


def _promises(view: View) -> None:
    found = promised(view.outlook)
    if found.promises:
        draw(PROMISES, found, view)
        return
    # One city's words beforehand say nothing about the counts of another, or about somebody's own.
    sentence(view.say("own_data.page.no_promises"))
    under(view.say("own_data.page.no_promises_note"))


def _method(view: View) -> None:
    sentence(view.say("onzekerheid.method.title"))
    st.html("".join(f'<p class="koers-sentence">{html.escape(view.say(f"onzekerheid.method.text{i}"))}</p>' for i in (1, 2, 3)))
    table = partial(spreads_table, view.baseline, "onzekerheid.method.caption", view.language)
    drawer("table-method", view.language, lambda: draw_table(table(), "method", view.language, view.stamp()))
