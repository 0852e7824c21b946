"""Onzekerheid: how sure we are, what decides it, and how good such forecasts were."""

from core.ui.layout import stage
from core.ui.onzekerheid import rest, scorecard, top
from core.ui.sensitivity import sensitivity_section

stage("onzekerheid", top, rest)
sensitivity_section()
scorecard()
