"""Begrippen: every word that is not everyday language, by the alphabet, each with an address of its own."""

from __future__ import annotations

import html

import streamlit as st

from core.text.catalog import Language, translate
from core.text.glossary import Term, glossary
from core.ui import state


def draw() -> None:
    """Draw the page in the language of the address."""
    language = state.current().language
    terms = glossary(language)
    answer = translate(language, "begrippen.answer", n=len(terms))
    intro = html.escape(translate(language, "begrippen.intro"))
    st.html(
        f'<div class="koers-page"><h1 class="koers-answer">{answer}</h1><p class="koers-sentence">{intro}</p>'
        f'<dl class="koers-terms">{"".join(_term(term, language) for term in terms)}</dl></div>'
    )


def _term(term: Term, language: Language) -> str:
    also = ""
    if term.also is not None:
        said = html.escape(translate(language, "begrippen.elsewhere", names=term.also))
        also = f' <span class="koers-also">({said})</span>'
    return f'<div id="{term.id}"><dt>{html.escape(term.name)}{also}</dt><dd>{html.escape(term.meaning)}</dd></div>'
