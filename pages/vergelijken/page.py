"""Vergelijken: the scenario that is shown beside those that stand pinned."""

import streamlit as st

from core.ui.caseload import pinned_paths
from core.ui.stage import stage
from pages.vergelijken.add import add
from pages.vergelijken.sheet import beside, rest, top

with st.container(key="compare"):
    stage("vergelijken", top, rest, add, beside, pinned_paths)
