"""Verkenner: the four sliders, the answer, and the four charts."""

import streamlit as st

from core.ui.layout import stage
from core.ui.verkenner import rest, top

st.fragment(stage)(top, rest)
