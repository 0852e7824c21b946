"""The answer, the key figures, and the waterfall from income without work to income with work."""

from __future__ import annotations

import html

import streamlit as st

from core.figures.household.waterfall import WATERFALL
from core.text import household as words
from core.ui.answer import heading, key_figures
from core.ui.chart import draw, under
from pages.huishouden.view import Sheet


def answer(sheet: Sheet) -> None:
    """Answer first; then what it rests on."""
    worked, language = sheet.worked, sheet.language
    heading(words.answer(worked.found, language))
    under(words.beside_answer(worked, language))
    st.html(f'<p class="koers-note">{html.escape(sheet.law("disclaimer"))} {html.escape(sheet.law("calculators"))}</p>')
    key_figures(words.key_figures(worked, language))
    draw(WATERFALL, worked, sheet)
    notices = "".join(f"<li>{html.escape(text)}</li>" for text in words.notice_texts(worked.found.notices, language))
    if notices:
        st.html(f'<ul class="koers-note">{notices}</ul>')
