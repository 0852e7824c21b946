"""The household that is asked about: who, rent, wage, hours, child care, travel, months in the job.

Values come from a file, the command line, a form or a URL; all pass `household_from`, which refuses
what cannot be with one sentence.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, Literal, get_args

from core.household.law import Law
from core.problem import Problem

Kind = Literal["single", "single_parent", "couple"]
Exemption = Literal["regular", "medical", "lks", "none"]
Care = Literal["daycare", "after_school", "childminder"]

DEFAULT_DATE: Final = dt.date(2026, 1, 1)
WEEKS_PER_MONTH: Final = 52 / 12
LIMITS: Final[dict[str, tuple[float, float]]] = {
    "rent": (0, 3_000),
    "wage": (0, 150),
    "hours": (0, 48),
    "childcare_hours": (0, 744),
    "childcare_price": (0, 50),
    "travel": (0, 1_000),
    "months_since_start": (0, 240),
}
"""Lowest and highest value of each number that a person may type."""


@dataclass(frozen=True, slots=True)
class Household:
    """One household and the job it considers. The partner in a couple has no work.

    Attributes
    ----------
    kind : Kind
        Single, single parent or couple; all adults from 27 to state pension age, no cost sharers.
    child_ages : tuple of int
        Ages of the children that live at home, 0 to 17 [years].
    rent : float
        Rent without service costs [EUR/month].
    wage : float | None
        Gross wage, without holiday pay [EUR/hour]; None is the minimum wage of the day.
    hours : float
        Paid hours [hours/week].
    childcare_hours : float
        Hours of child care at these paid hours, all children together [hours/month].
    childcare_price : float
        Price of child care [EUR/hour].
    childcare_kind : Care
        Sort of care: it sets the highest price that is paid back.
    travel : float
        Travel cost at these paid hours [EUR/month].
    months_since_start : int
        Completed months in the job; 0 is the first month [months].
    exemption : Exemption
        Which earnings exemption the city grants.
    date : datetime.date
        Day whose law is used.
    """

    kind: Kind = "single"
    child_ages: tuple[int, ...] = ()
    rent: float = 650.0
    wage: float | None = None
    hours: float = 24.0
    childcare_hours: float = 0.0
    childcare_price: float = 0.0
    childcare_kind: Care = "daycare"
    travel: float = 0.0
    months_since_start: int = 0
    exemption: Exemption = "regular"
    date: dt.date = DEFAULT_DATE

    def __post_init__(self) -> None:
        for name, allowed in (("kind", Kind), ("exemption", Exemption), ("childcare_kind", Care)):
            if getattr(self, name) not in get_args(allowed):
                choices = ", ".join(get_args(allowed))
                raise Problem("household.choice", name=name, value=getattr(self, name), choices=choices)
        for name, (low, high) in LIMITS.items():
            value = getattr(self, name)
            if value is not None and not (math.isfinite(value) and low <= value <= high):
                raise Problem("household.out_of_range", name=name, value=value, low=low, high=high)
        for age in self.child_ages:
            if not 0 <= age <= 17:
                raise Problem("household.out_of_range", name="child_ages", value=age, low=0, high=17)
        if self.kind == "single" and self.child_ages:
            raise Problem("household.children_of_single", value=len(self.child_ages))
        if self.kind == "single_parent" and not self.child_ages:
            raise Problem("household.parent_without_child")

    @property
    def adults(self) -> int:
        """Number of adults [persons]."""
        return 2 if self.kind == "couple" else 1

    @property
    def persons(self) -> int:
        """Adults and children together [persons]."""
        return self.adults + len(self.child_ages)

    def has_child_under(self, age: float) -> bool:
        """Whether a child in the household is younger than `age` [years]."""
        return any(child < age for child in self.child_ages)


def hourly_wage(household: Household, law: Law) -> float:
    """The wage that was typed, or else the minimum wage of the day [EUR/hour]."""
    return law.value("wage.minimum") if household.wage is None else household.wage


def gross_year(household: Household, hours: float, law: Law) -> float:
    """Gross wage of a year with holiday pay [EUR/year].

    Hourly wage × hours × 52/12 is the gross month; twelve of those and 8% holiday pay is the year.
    """
    month = hourly_wage(household, law) * hours * WEEKS_PER_MONTH
    return 12.0 * month * (1.0 + law.value("wage.holiday_share"))


def young_child(household: Household, law: Law) -> bool:
    """Whether the combination credit applies: a single parent with a child under twelve.

    In a couple the credit goes to the partner with the lowest wage, who has no work here.
    """
    return household.kind == "single_parent" and household.has_child_under(law.value("tax.combination_child_age"))


def household_from(values: Mapping[str, object]) -> Household:
    """Build a household from typed or parsed values; unknown names and bad values are refused."""
    known = {field.name for field in fields(Household)}
    parsed: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            raise Problem("household.unknown_field", name=name, known=", ".join(sorted(known)))
        parsed[name] = _parsed(name, value)
    return Household(**parsed)


def _parsed(name: str, value: object) -> object:
    if name == "date":
        return _date(value)
    if name == "child_ages":
        parts = [part for part in value.split(",") if part.strip()] if isinstance(value, str) else value
        return tuple(_whole(name, part) for part in (parts if isinstance(parts, list | tuple) else [parts]))
    if name == "months_since_start":
        return _whole(name, value)
    if name == "wage" and (value is None or value == ""):
        return None
    if name in LIMITS:
        return _number(name, value)
    return value


def _number(name: str, value: object) -> float:
    try:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise ValueError
        return float(value)
    except ValueError as error:
        raise Problem("household.number", name=name, value=value) from error


def _whole(name: str, value: object) -> int:
    number = _number(name, value)
    if not number.is_integer():
        raise Problem("household.whole", name=name, value=value)
    return int(number)


def _date(value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise Problem("household.date", value=value) from error
