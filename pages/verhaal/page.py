"""Verhaal: a saved scenario that was published, with its author's words, to read and not to change."""

from core.ui.observe import rerun
from pages.verhaal.sheet import draw

with rerun("verhaal", "settled"):
    draw()
