"""Verkenner: the four sliders, the answer, and the four charts."""

from core.ui.stage import stage
from pages.verkenner.sheet import rest, top

stage("verkenner", top, rest)
