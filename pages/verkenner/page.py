"""Verkenner: the four sliders, the answer, and the four charts."""

from core.ui.caseload import ghost_paths
from core.ui.stage import stage
from pages.verkenner.sheet import rest, top

stage("verkenner", top, rest, lines=ghost_paths)
