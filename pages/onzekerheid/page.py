"""Onzekerheid: how sure we are, what decides it, and how good such forecasts were."""

from core.ui.stage import stage
from pages.onzekerheid.sheet import below, rest, top

stage("onzekerheid", top, rest, below)
