"""A quantity of an own baseline: its range, its certificate, and what the groups of quantities are made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.analysis.calibration import Calibration
from core.baseline import SPECS, Baseline
from core.facts import LocalText, PlausibleRange, Quantity, Status
from core.model.calendar import end_of_month
from core.model.parameters import MONTHS
from core.own_data.city import City
from core.own_data.monthly import Monthly
from core.own_data.row import Row
from core.text.catalog import translate

Quantities = dict[tuple[str, int | None], Quantity]
_AROUND: Final = 0.2
"""Half width of the range around a value that nothing else is known of [share of the value]."""


def both(key: str, **params: object) -> LocalText:
    """A text of this package in both languages."""
    return LocalText(nl=translate("nl", f"own_data.{key}", **params), en=translate("en", f"own_data.{key}", **params))


def quantity(
    key: str, value: float, status: Status, why: LocalText, limits: tuple[float, float] | None = None, *,
    day: dt.date, basis: LocalText | None = None, year: int | None = None,
) -> Quantities:  # fmt: skip
    """One quantity; a range that is not given lies around the value, and every range holds its value."""
    spec = SPECS[key]
    value = min(max(value, spec.low), spec.high)
    low, high = limits if limits is not None else (value * (1 - _AROUND), value * (1 + _AROUND))
    found = Quantity(
        key=key, value=value, unit=spec.unit, date=day, status=status, year=year, derivation=why,
        range=PlausibleRange(min(low, high, value), max(low, high, value), basis or both("basis.around")),
    )  # fmt: skip
    return {(key, year): found}


@dataclass(frozen=True, slots=True)
class Given:
    """What an own baseline is made from: checked rows, the owner's answers, national figures and estimated flows."""

    monthly: Monthly
    city: City
    parent: Baseline
    calibration: Calibration

    @property
    def rows(self) -> tuple[Row, ...]:
        """Checked rows, one a month."""
        return self.monthly.rows

    @property
    def last(self) -> Row:
        """The row of the reference month."""
        return self.rows[-1]

    @property
    def month(self) -> int:
        """Index of the reference month."""
        return self.last.month

    @property
    def year(self) -> int:
        """Year of the reference month."""
        return self.month // MONTHS

    @property
    def day(self) -> dt.date:
        """Last day of the reference month."""
        return end_of_month(self.month)

    @property
    def same(self) -> bool:
        """Whether the rows are of the city whose figures are taken over."""
        return self.city.name.casefold() == self.parent.municipality.casefold()

    @property
    def scale(self) -> float:
        """Caseload as a part of that city's [factor]."""
        return self.last.caseload / self.parent.value("volume")

    @property
    def scaled(self) -> LocalText:
        """Why a value was scaled to size."""
        return both("why.scaled", name=self.parent.municipality)

    @property
    def taken_over(self) -> LocalText:
        """Why another city's value stands in."""
        return both("why.taken_over", name=self.parent.municipality)

    def row(self, month: int) -> Row:
        """The row of a month; no month between the first and the last is missing."""
        return self.rows[month - self.rows[0].month]

    def mean(self, read: Callable[[Row], float | None]) -> float | None:
        """Mean of a column over the last twelve months; None when one of them is empty."""
        values = [read(row) for row in self.rows[-MONTHS:]]
        return float(np.mean([value for value in values if value is not None])) if None not in values else None

    def give(
        self, key: str, value: float, status: Status, why: LocalText, limits: tuple[float, float] | None = None, *,
        basis: LocalText | None = None, year: int | None = None, day: dt.date | None = None,
    ) -> Quantities:  # fmt: skip
        """One quantity, of the last day of the reference month unless it has a day of its own."""
        return quantity(key, value, status, why, limits, day=day or self.day, basis=basis, year=year)
