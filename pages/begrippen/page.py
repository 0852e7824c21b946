"""Begrippen: what the words mean."""

from core.ui.observe import rerun
from pages.begrippen.sheet import draw

with rerun("begrippen", "settled"):
    draw()
