"""Bronnen: where every number comes from."""

from core.ui.observe import rerun
from pages.bronnen.sheet import draw

with rerun("bronnen", "settled"):
    draw()
