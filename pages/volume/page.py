"""Volume: where the levers lead to, what comes in and goes out, and what the target takes."""

from core.ui.layout import stage
from core.ui.question import question
from core.ui.volume import rest, top

stage("volume", top, rest)
question("volume")
