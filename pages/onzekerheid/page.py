"""Onzekerheid: how sure we are, what decides it, and how good such forecasts were."""

from core.ui.layout import stage
from core.ui.onzekerheid import rest, scorecard, top

stage("onzekerheid", top, rest)
scorecard()
