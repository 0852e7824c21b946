"""Over: what this is and is not, what it keeps, for whom it works, and what each version changed."""

from core.ui.observe import rerun
from pages.over.sheet import draw

with rerun("over", "settled"):
    draw()
