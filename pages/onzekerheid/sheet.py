"""The page on uncertainty: the fan, the chances, the reserve, and how good such forecasts were."""

from __future__ import annotations

import html
from functools import partial

import streamlit as st

from core.analysis.chances import Chances, chances_of
from core.analysis.scorecard import Scorecard, scorecard_of
from core.figures.certainty.city import CITY
from core.figures.certainty.outcomes import OUTCOMES
from core.figures.certainty.skill import SKILL
from core.figures.certainty.spreads import spreads_table
from core.figures.money import reserve_needed
from core.figures.people.chance import CHANCE
from core.figures.people.fan import FAN
from core.figures.people.reached import REACHED
from core.text import sentences_chance as words
from core.ui.answer import heading, key_figures
from core.ui.chart import draw, sentence, under
from core.ui.columns import two_columns
from core.ui.moved import moved_note
from core.ui.tables import draw_table, drawer
from core.ui.view import View, current_view
from pages.onzekerheid.sensitivity import sensitivity_section


def top(view: View) -> None:
    """Answer, the chance of each target and the fan."""
    chances = chances_of(view.paths.draws, view.baseline)
    heading(words.answer(view.paths, view.baseline, chances, view.language), moved_note(view))
    key_figures(words.key_figures(chances, view.language), columns=max(1, len(chances.targets)))
    draw(FAN, view.outlook, view)


def rest(view: View) -> None:
    """Chances by month, when the target is reached, and the reserve."""
    chances = chances_of(view.paths.draws, view.baseline)
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
    """What decides it, and how good the method would have been."""
    sensitivity_section()
    scorecard()


def scorecard() -> None:
    """How good the method would have been; no slider moves anything here, so it stands outside their fragment."""
    view = current_view()
    language, card = view.language, scorecard_of(view.baseline)
    title = f'<h2 class="koers-title koers-part">{html.escape(view.say("onzekerheid.score.heading"))}</h2>'
    if card is None:
        st.html(f'{title}<p class="koers-sentence">{html.escape(words.no_score(view.baseline, language))}</p>')
        return
    st.html(
        f'{title}<p class="koers-answer">{words.score_answer(card, language)}</p>'
        f'<p class="koers-sentence">{words.score_sentence(card.backtest, language)}</p>'
    )
    two_columns(view, (partial(_skill, card), partial(_city, card)), (partial(_outcomes, card), _method))


def _skill(card: Scorecard, view: View) -> None:
    draw(SKILL, card, view, level=3)


def _outcomes(card: Scorecard, view: View) -> None:
    draw(OUTCOMES, card, view, level=3)


def _city(card: Scorecard, view: View) -> None:
    if card.city:
        draw(CITY, card, view, level=3)


def _method(view: View) -> None:
    sentence(view.say("onzekerheid.method.title"), 3)
    st.html("".join(f'<p class="koers-sentence">{html.escape(view.say(f"onzekerheid.method.text{i}"))}</p>' for i in (1, 2, 3)))
    table = partial(spreads_table, view.baseline, "onzekerheid.method.caption", view.language)
    drawer("table-method", view.language, lambda: draw_table(table(), "method", view.language, view.stamp()))
