"""Onzekerheid: what the answer depends on most."""

import streamlit as st

from core.text.sentences import answer
from core.ui.layout import View, stage
from core.ui.sensitivity import sensitivity_section


def _top(view: View) -> None:
    st.html(f'<h1 class="koers-answer" aria-live="polite">{answer(view.paths, view.baseline, view.language)}</h1>')


stage("onzekerheid", _top, sensitivity_section)
