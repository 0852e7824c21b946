"""Volume: where the levers lead to, what comes in and goes out, and what the target takes."""

from functools import partial

from core.ui.stage import stage
from pages.volume.question import question
from pages.volume.sheet import rest, top

stage("volume", top, rest, partial(question, "volume"))
