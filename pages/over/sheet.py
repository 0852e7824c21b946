"""Over: what this is and is not, what it keeps, for whom it works, and what each version changed."""

from __future__ import annotations

import html
from typing import Final

import streamlit as st

from core.baseline import load_baseline
from core.facts import versions
from core.text import format as house
from core.text.catalog import Language, translate
from core.trace.record import made_of
from core.ui import state
from core.ui.tables import table_html
from core.ui.tour import tour_wish
from pages.over.committee import committee

LETTER: Final = "brief-2023-t2"
"""The basis whose default every version of the model is shown with."""


def draw() -> None:
    """Draw the page in the language of the address."""
    language = state.current().language
    answer = html.escape(translate(language, "over.answer"))
    parts = "".join(f"<div>{_part(part, language)}</div>" for part in ("is", "is_not", "keeps", "accessible"))
    rest = committee(state.baseline().city, language) + _part("versions", language) + _versions(language)
    st.html(f'<h1 class="koers-answer">{answer}</h1>')
    tour_wish(language)
    st.html(f'<div class="koers-page koers-read-on"><div class="koers-two">{parts}</div>{rest}</div>')


def _part(part: str, language: Language) -> str:
    """A heading with its paragraphs, which an empty line divides in the translation file."""
    heading = html.escape(translate(language, f"over.part.{part}"))
    newest = versions()[-1]
    about = {"version": newest.id, "date": house.date(newest.date, language)} if part == "accessible" else {}
    paragraphs = html.escape(translate(language, f"over.text.{part}", **about)).split("\n\n")
    return f'<h2 class="koers-title" id="{part}">{heading}</h2>' + "".join(f"<p>{text}</p>" for text in paragraphs)


def _versions(language: Language) -> str:
    head = [translate(language, f"over.column.{column}") for column in ("version", "date", "change", "outcome")]
    letter = load_baseline(LETTER)
    before = [None, *versions()]
    rows = [
        [
            one.id,
            house.date(one.date, language),
            html.escape(one.change[language]),
            "<br>".join(map(html.escape, made_of(one, earlier, letter, language))),
        ]
        for one, earlier in zip(reversed(versions()), reversed(before[:-1]), strict=True)
    ]
    return table_html(head, rows, language)
