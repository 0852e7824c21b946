"""The basispad is a scenario too: a page says so when an assumption moved it."""

from __future__ import annotations

import html

from core.scenario import reference_scenario
from core.ui.view import View


def moved_note(view: View) -> str:
    """HTML that says that the basispad moved, empty when no assumption did."""
    if not reference_scenario(view.scenario).overrides:
        return ""
    return f'<p class="koers-moved">{html.escape(view.say("common.base_moved"))}</p>'
