"""The basispad is a scenario too: a page says so when an assumption moved it."""

from __future__ import annotations

import html

from core.scenario import reference_scenario
from core.ui.view import View


def moved_note(view: View) -> str:
    """HTML that says that the basispad moved; a line that is always there, so that nothing makes room for it."""
    said = view.say("common.base_moved") if reference_scenario(view.scenario).overrides else ""
    return f'<p class="koers-moved">{html.escape(said)}</p>'
