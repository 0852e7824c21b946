"""Bronnen: where every number comes from."""

from core.ui.bronnen import draw
from core.ui.observe import rerun

with rerun("bronnen", "settled"):
    draw()
