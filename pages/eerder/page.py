"""Hoe goed waren wij eerder?: what was forecast and promised before, and what it became."""

from core.ui.observe import rerun
from pages.eerder.sheet import draw_page

with rerun("eerder", "settled"):
    draw_page()
