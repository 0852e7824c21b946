"""Measures and the day that a basis starts: which are over, when one can begin, and how one begins again."""

from __future__ import annotations

from core.baseline import Baseline
from core.measures.catalogue import again
from core.model.calendar import LAST_MONTH, month_of
from core.model.measures import Measure


def is_over(measure: Measure, baseline: Baseline) -> bool:
    """Whether a measure ended before the basis starts, so that it does nothing there."""
    return measure.end is not None and measure.end <= baseline.reference_month


def first_month(baseline: Baseline) -> int:
    """First month in which something decided on the day of the basis can begin."""
    return min(max(baseline.reference_month, month_of(baseline.known_on)) + 1, LAST_MONTH)


def begin_again(measure: Measure, baseline: Baseline) -> Measure:
    """A measure that is over, switched on and of the same length from the first month that can be decided on; else as it is."""
    return again(measure, first_month(baseline)) if is_over(measure, baseline) else measure
