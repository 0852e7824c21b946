"""Verkenner: the four sliders, the answer, and the four charts."""

from core.ui.layout import stage
from core.ui.verkenner import rest, top

stage("verkenner", top, rest)
