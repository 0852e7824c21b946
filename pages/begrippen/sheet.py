"""Begrippen: every word that is not everyday language, by what it is about, each with an address of its own."""

from __future__ import annotations

import html

import streamlit as st

from core.text.catalog import Language, translate
from core.text.glossary import GROUPS, Term, glossary
from core.ui import state

FIRST = "counts"
"""What stands open: the words of every page."""


def draw() -> None:
    """Draw the page in the language of the address."""
    language = state.current().language

    def say(key: str, **params: object) -> str:
        return translate(language, f"begrippen.{key}", **params)

    terms = glossary(language)
    st.html(
        f'<div class="koers-page"><h1 class="koers-answer">{say("answer", n=len(terms))}</h1>'
        f'<p class="koers-sentence">{html.escape(say("intro"))}</p></div>'
    )
    query = st.text_input(say("search"), key="terms-search", max_chars=80, placeholder=say("search_example"))
    found = matching(terms, query)
    parts = "".join(
        _part(say(f"group.{group}"), [term for term in found if term.id in ids], language, bool(query.strip()) or group == FIRST)
        for group, ids in GROUPS.items()
    )
    none = "" if found else f'<p class="koers-sentence" role="status">{html.escape(say("none"))}</p>'
    st.html(f'<div class="koers-page">{parts}{none}</div>')


def matching(terms: tuple[Term, ...], query: str) -> list[Term]:
    """The terms that have every word that was asked for in their names or their meaning."""
    asked = query.lower().split()
    return [term for term in terms if all(word in f"{term.name} {term.also or ''} {term.meaning}".lower() for word in asked)]


def _part(title: str, terms: list[Term], language: Language, opened: bool) -> str:
    """The words of one group, as HTML; nothing where none was asked for."""
    if not terms:
        return ""
    return (
        f'<details{" open" if opened else ""}><summary><h2 class="koers-title">{html.escape(title)}</h2> '
        f'<span class="koers-also">{len(terms)}</span></summary>'
        f'<dl class="koers-terms">{"".join(_term(term, language) for term in terms)}</dl></details>'
    )


def _term(term: Term, language: Language) -> str:
    also = ""
    if term.also is not None:
        said = html.escape(translate(language, "begrippen.elsewhere", names=term.also))
        also = f' <span class="koers-also">({said})</span>'
    return f'<div id="{term.id}"><dt>{html.escape(term.name)}{also}</dt><dd>{html.escape(term.meaning)}</dd></div>'
