"""How far the LKS jobs are on the way to their target: one bar, with today, the scenario and the target on it."""

from __future__ import annotations

import streamlit as st

from core.analysis.lks import Progress
from core.figures.theme import palette
from core.text import sentences_lks
from core.ui.view import View


def gauge(found: Progress, view: View) -> None:
    """The bar and its legend, in the colours of the charts."""
    colours = palette(view.dark)
    style = f"--koers-now:{colours.history};--koers-fill:{colours.scenario};--koers-goal:{colours.target}"
    st.html(f'<div class="koers-gauge" style="{style}">{sentences_lks.gauge(found, view.language)}</div>')
