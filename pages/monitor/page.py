"""Monitor: each indicator with its chart, its target and its explanation, and the labour market beside it."""

from core.ui.observe import rerun
from pages.monitor.sheet import draw_page

with rerun("monitor", "settled"):
    draw_page()
