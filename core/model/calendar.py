"""Months as integers: `12 * year + month - 1`, so that a path is a range and a step is one."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


def month_index(label: str) -> int:
    """Index of a month written `YYYY-MM`. Raises ValueError on any other text."""
    match = _MONTH.fullmatch(label)
    if match is None:
        raise ValueError(label)
    return 12 * int(match[1]) + int(match[2]) - 1


def month_label(index: int) -> str:
    """The month as `YYYY-MM`."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def month_of(day: dt.date) -> int:
    """Index of the month of a day."""
    return 12 * day.year + day.month - 1


def year_of(index: int) -> int:
    """Calendar year of a month."""
    return index // 12


def month_of_year(index: int) -> int:
    """Month in the year, 0 for January."""
    return index % 12
