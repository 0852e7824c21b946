"""Bewaard: scenarios that were saved, their versions, and the bin."""

from core.ui.observe import rerun
from pages.bewaard.sheet import draw

with rerun("bewaard", "settled"):
    draw()
