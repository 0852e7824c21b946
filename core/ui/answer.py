"""The top of a page: the answer as its heading, and the key figures under it."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Final

import streamlit as st

from core.text.glossary import explained
from core.text.sentences import KeyFigure
from core.ui import state

LONG: Final = 12
"""Characters from which a key figure is set smaller, so that it stays on one line."""


def _asked(text: str) -> str:
    return explained(text, state.current().language)


def heading(answer: str, notes: str = "") -> None:
    """The answer, HTML of ours, and notes of ours after it; a screen reader hears it when it changes."""
    st.html(f'<h1 class="koers-answer" aria-live="polite">{_asked(answer)}</h1>{notes}')


def key_figures(figures: Iterable[KeyFigure], columns: int | None = None) -> None:
    """Key figures in a row; `columns` when they are not five."""
    cells = "".join(
        f"<div><dt>{_asked(html.escape(figure.label))}</dt>"
        f'<dd class="value{" long" if len(figure.value) > LONG else ""}">{html.escape(figure.value)}</dd>'
        f'<dd class="change">{html.escape(figure.difference)}</dd></div>'
        for figure in figures
    )
    style = "" if columns is None else f' style="--koers-columns: {columns}"'
    st.html(f'<dl class="koers-keys"{style}>{cells}</dl>')
