"""Volume: where the levers lead to, what comes in and goes out, and what the target takes."""

from core.ui.stage import stage
from pages.volume.sheet import below, rest, top

stage("volume", top, rest, below)
