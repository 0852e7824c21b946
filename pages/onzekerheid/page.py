"""Onzekerheid: how sure we are, what decides it, and how good such forecasts were."""

import streamlit as st

from core.ui.layout import View, stage
from core.ui.onzekerheid import rest, scorecard, top
from core.ui.sensitivity import sensitivity_section


def _rest(view: View) -> None:
    rest(view)
    st.space("small")
    sensitivity_section(view)


stage("onzekerheid", top, _rest)
scorecard()
