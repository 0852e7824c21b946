"""Eigen cijfers: the count of now in a minute, and the answer that comes of it."""

from core.ui.observe import rerun
from pages.eigen_cijfers.sheet import draw

with rerun("eigen_cijfers", "settled"):
    draw()
