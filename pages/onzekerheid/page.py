"""Onzekerheid: how sure we are, what decides it, and how good such forecasts were."""

from core.ui.stage import stage
from pages.onzekerheid.sensitivity import sensitivity_section
from pages.onzekerheid.sheet import rest, scorecard, top

stage("onzekerheid", top, rest)
sensitivity_section()
scorecard()
