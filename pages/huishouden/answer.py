"""The answer, the key figures, and the waterfall from income without work to income with work."""

from __future__ import annotations

import html
from typing import Final

import streamlit as st

from core.figures.household.waterfall import WATERFALL
from core.text import household as words
from core.text.catalog import translate_count
from core.ui.answer import heading, key_figures
from core.ui.chart import draw, under
from pages.huishouden.view import Sheet

TO_MEND: Final = ("below_minimum_wage", "childcare_open")
NOT_OF_THE_DAY: Final = ("earlier_date", "left_out")


def answer(sheet: Sheet) -> None:
    """Answer first; then what it rests on."""
    worked, language = sheet.worked, sheet.language
    heading(words.answer(worked.found, language))
    under(words.beside_answer(worked, language))
    st.html(f'<p class="koers-note">{html.escape(sheet.law("disclaimer"))} {html.escape(sheet.law("calculators"))}</p>')
    key_figures(words.key_figures(worked, language))
    draw(WATERFALL, worked, sheet)
    _notices(sheet)


def _notices(sheet: Sheet) -> None:
    """What somebody can mend stands open; the rest folds under a name that says whether amounts are of an earlier day."""
    notices, language = sheet.worked.found.notices, sheet.language
    to_mend, to_know = (
        words.notice_texts([one for one in notices if (one.key in TO_MEND) == mend], language) for mend in (True, False)
    )
    if to_mend:
        st.html(_list(to_mend))
    if to_know:
        earlier = any(one.key in NOT_OF_THE_DAY for one in notices)
        name = translate_count(language, f"huishouden.notices.{'earlier' if earlier else 'more'}", len(to_know), n=len(to_know))
        with st.expander(name, key="household-notices"):
            st.html(_list(to_know))


def _list(said: list[str]) -> str:
    return f'<ul class="koers-note">{"".join(f"<li>{html.escape(text)}</li>" for text in said)}</ul>'
