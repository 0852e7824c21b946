"""The month of a count as people type it: by the same rules as a month in a file, and with what a person means by a day."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from core.model.calendar import month_label, month_of
from core.own_data.months import FIRST_DAYS, ORDERS, day_of, names_a_month, read_month, serial
from core.problem import Problem, shown

_BEFORE: Final = re.compile(
    r"(?:op|per|van|in|on|at|of|the|de|het|eind|einde|ultimo|end|stand|peildatum|peilmaand)\s+", re.IGNORECASE
)
"""Words that stand before a month and say nothing about which it is."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,2}|\d{1,2}[-/. ]\d{1,2}\.?", re.ASCII)


def read_when(text: str, today: dt.date | None = None) -> int:
    """Month index of a text. Raises Problem that says what is wrong with it and how to write it.

    A day is the count of that day: one of the first days of a month is the end of the month before.

    Parameters
    ----------
    today : date | None
        Nothing may lie after it; None for a month that may be in the future.
    """
    bare = " ".join(text.split())
    while (found := _BEFORE.match(bare)) is not None:
        bare = bare[found.end() :]
    if not bare:
        raise Problem("count.no_month")
    readings = {(month, day_of(bare, order)) for order in ORDERS if (month := read_month(bare, order)) is not None}
    if len(readings) > 1:
        raise Problem("count.month_order", value=shown(bare, 24))
    if not readings:
        raise _unread(bare)
    ((month, day),) = readings
    if today is not None and (month > month_of(today) or (day is not None and day > today)):
        raise Problem(
            "count.future", value=shown(bare, 24) if day is not None else month_label(month), today=month_label(month_of(today))
        )
    return month - 1 if day is not None and day.day <= FIRST_DAYS else month


def _unread(text: str) -> Problem:
    """What a text that is no month lacks."""
    if _YEAR.fullmatch(text):
        return Problem("count.year_alone", value=text)
    if names_a_month(text) or _NUMBER.fullmatch(text):
        return Problem("count.no_year", value=shown(text, 24))
    if serial(text) is not None:
        return Problem("count.serial", value=shown(text, 24))
    return Problem("count.month", value=shown(text, 24))
