"""The basispad is a scenario too: a page says so when an assumption moved it."""

from __future__ import annotations

import html

from core.own_data.count.words import assumed_note
from core.scenario import reference_scenario
from core.ui.view import View


def moved_note(view: View) -> str:
    """HTML that says that the basispad moved, in a line that is always there, so that nothing makes room for it.

    Before it, of an own count, stands what nobody gave: no slider changes that.
    """
    said = view.say("common.base_moved") if reference_scenario(view.scenario).overrides else ""
    stands_in = assumed_note(view.baseline, view.language)
    first = f'<p class="koers-moved">{html.escape(stands_in)}</p>' if stands_in else ""
    return f'{first}<p class="koers-moved">{html.escape(said)}</p>'
