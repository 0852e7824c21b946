"""What the day that a basis starts means for a measure, beside its card."""

from __future__ import annotations

import html

from core.measures import entry_of, is_over
from core.model.measures import Measure
from core.ui.view import View


def start_notes(view: View, measure: Measure) -> list[str]:
    """What the day of the basis means for a measure, as HTML: it is over, it ran already, or the reader moved its start."""
    baseline, entry = view.baseline, entry_of(measure, view.baseline.city)
    found = []
    if is_over(measure, baseline):
        found.append(f"<b>{html.escape(view.say('impulspakket.past'))}</b>")
    elif measure.start <= baseline.reference_month:
        found.append(html.escape(view.say("impulspakket.running")))
    if entry is not None and measure.start != entry.measure().start:
        found.append(f'<span class="koers-assumption">{html.escape(view.say("impulspakket.moved"))}</span>')
    return found
