"""The top of a page: the answer as its heading, and the key figures under it."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from core.text.glossary import explained
from core.text.sentences import KeyFigure, cells
from core.ui import state


def heading(answer: str, notes: str = "") -> None:
    """The answer, HTML of ours, and notes of ours after it; a screen reader hears it when it changes."""
    st.html(f'<h1 class="koers-answer" aria-live="polite">{explained(answer, state.current().language)}</h1>{notes}')


def key_figures(figures: Iterable[KeyFigure], columns: int | None = None, *, asked: bool = True) -> None:
    """Key figures in a row; `columns` when they are not five. `asked`: they are of the scenario that is open, whose traces can
    be asked for."""
    shown = tuple(figures)
    style = "" if columns is None else f' style="--koers-columns: {columns}"'
    st.html(f'<dl class="koers-keys"{style}>{cells(shown, state.current().language, asked=asked)}</dl>')
