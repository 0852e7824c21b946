"""Measures and the day that a basis starts: which are over, which ran already, and how one begins again."""

from __future__ import annotations

import html

from core.baseline import Baseline
from core.measures import again, entry_of
from core.model.calendar import LAST_MONTH, month_of
from core.model.measures import Measure
from core.ui.view import View


def is_over(measure: Measure, baseline: Baseline) -> bool:
    """Whether a measure ended before the basis starts, so that it does nothing there."""
    return measure.end is not None and measure.end <= baseline.reference_month


def first_month(baseline: Baseline) -> int:
    """First month in which something decided on the day of the basis can begin."""
    return min(max(baseline.reference_month, month_of(baseline.known_on)) + 1, LAST_MONTH)


def begin_again(measure: Measure, baseline: Baseline) -> Measure:
    """A measure that is over, switched on and of the same length from the first month that can be decided on; else as it is."""
    return again(measure, first_month(baseline)) if is_over(measure, baseline) else measure


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
