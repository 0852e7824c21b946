"""Months as integers: `12 * year + month - 1`, so that a path is a range; and what holds in a year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final, TypeVar

from core.model.parameters import MONTHS

LAST_MONTH: Final = MONTHS * 2030 + MONTHS - 1
"""Last month that any path may reach."""

Value = TypeVar("Value")
_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


def month_index(label: str) -> int:
    """Index of a month written `YYYY-MM`. Raises ValueError on any other text."""
    match = _MONTH.fullmatch(label)
    if match is None:
        raise ValueError(label)
    return MONTHS * int(match[1]) + int(match[2]) - 1


def month_label(index: int) -> str:
    """The month as `YYYY-MM`."""
    return f"{index // MONTHS:04d}-{index % MONTHS + 1:02d}"


def month_of(day: dt.date) -> int:
    """Index of the month of a day."""
    return MONTHS * day.year + day.month - 1


def end_of_month(index: int) -> dt.date:
    """Last day of a month: standing at "October 2023" is standing at its end."""
    year, number = divmod(index + 1, MONTHS)
    return dt.date(year, number + 1, 1) - dt.timedelta(days=1)


def year_of(index: int) -> int:
    """Calendar year of a month."""
    return index // MONTHS


def month_of_year(index: int) -> int:
    """Month in the year, 0 for January."""
    return index % MONTHS


def january(year: int) -> int:
    """First month of a year."""
    return MONTHS * year


def december(year: int) -> int:
    """Last month of a year."""
    return MONTHS * year + MONTHS - 1


def in_force(by_year: Mapping[int, Value], year: int) -> Value:
    """What holds in a year: its own value, or else the last earlier one. Raises KeyError before the first."""
    earlier = [known for known in by_year if known <= year]
    if not earlier:
        raise KeyError(year)
    return by_year[max(earlier)]
