"""The page: the form first, and under it the answer that the count gives as soon as it is read."""

from __future__ import annotations

import html
from typing import Final

import streamlit as st

from core.own_data.count.words import told
from core.text import format as house
from core.text.catalog import Language, explain, translate
from core.ui import state
from core.ui.answer import heading
from core.ui.follow import entered
from core.ui.view import current_view
from pages.eigen_cijfers.outcome import outcome
from pages.eigen_cijfers.session import LONGEST_TYPED, PREFIX, follow, parent, session, submit

ROWS: Final = (("lks_jobs", "reserve"), ("inflow", "outflow"), ("buig", "lasten"), ("target", "target_month"))
"""What may be answered beside the count, two fields a row."""


def draw() -> None:
    """Draw the page."""
    language = state.current().language
    follow()
    left, right = st.columns([5, 12], gap="large")
    with left, st.container(key="own-count", gap="small"):
        start = parent()
        heading(html.escape(_say(language, "answer")))
        month = house.month(start.reference_month, language)
        _sentence(_say(language, "intro", title=start.title[language], month=month))
        _problems(language)
        _form(language)
    with right:
        outcome(current_view())
    _sentence(_say(language, "file"))
    st.page_link("pages/bronnen/page.py", label=_say(language, "to_file"))


def _say(language: Language, key: str, **params: object) -> str:
    return translate(language, f"eigen_cijfers.{key}", **params)


def _sentence(text: str) -> None:
    st.html(f'<p class="koers-sentence">{html.escape(text)}</p>')


def _problems(language: Language) -> None:
    """What of a link could not be used; the pages with sliders say it themselves."""
    lines = "".join(f"<li>{html.escape(explain(language, problem))}</li>" for problem in state.current().problems)
    if lines:
        said = html.escape(translate(language, "verkenner.panel.ignored"))
        st.html(f'<p class="koers-hand first">{said}</p><ul class="koers-problems koers-open" role="status">{lines}</ul>')


def _form(language: Language) -> None:
    """Month and number, and folded what else somebody may know. Nothing is read before the button or Enter."""
    held = session()
    with st.form("own-count-form", border=False, enter_to_submit=True):
        _row(("month", "volume"), language)
        opened = any(held.texts.get(key, "").strip() for row in ROWS for key in row)
        with st.expander(_say(language, "more"), expanded=opened, key="own-count-more"):
            _sentence(_say(language, "more_note"))
            for row in ROWS:
                _row(row, language)
        st.form_submit_button(_say(language, "submit"), key="own-count-submit", type="primary", on_click=submit)


def _row(keys: tuple[str, str], language: Language) -> None:
    """Two fields beside each other, and under both why what is typed in one of them cannot be used."""
    for column, key in zip(st.columns(2, gap="small"), keys, strict=True):
        with column:
            _field(key, language)
    problems = session().problems
    for key in keys:
        if key in problems:
            st.html(f'<p class="koers-note koers-refused" role="status">{html.escape(told(problems[key], language))}</p>')


def _field(key: str, language: Language) -> None:
    """A field with what was typed in it, used or not."""
    text = session().texts.get(key, "")
    st.text_input(
        _say(language, f"field.{key}"), text, key=entered(f"{PREFIX}{key}", text), max_chars=LONGEST_TYPED,
        placeholder=_say(language, f"example.{key}"),
    )  # fmt: skip
