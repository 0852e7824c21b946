"""The household that is asked about: who, how old, rent, wage, hours, child care, travel, months in the job.

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
from core.numbers import read_plain, read_typed
from core.problem import Problem

Kind = Literal["single", "single_parent", "couple"]
Exemption = Literal["regular", "medical", "lks", "none"]
Care = Literal["daycare", "after_school", "childminder"]

DEFAULT_DATE: Final = dt.date(2026, 1, 1)
"""Day of a household that names none, as in links from before the page opened on the day itself."""
WEEKS_PER_MONTH: Final = 52 / 12
LIMITS: Final[dict[str, tuple[float, float]]] = {
    "rent": (0, 3_000),
    "wage": (0, 150),
    "hours": (0, 48),
    "childcare_hours": (0, 744),
    "childcare_price": (0, 50),
    "travel": (0, 1_000),
    "months_since_start": (0, 240),
    "age": (18, 66),
    "partner_age": (18, 66),
    "partner_hours": (0, 48),
    "partner_wage": (0, 150),
    "cost_sharers": (0, 9),
}
"""Lowest and highest value of each number that a person may type."""
OLDEST: Final = 120
"""Somebody of pension age is refused with the reason; nobody is older than this [years]."""
DECIMALS: Final[dict[str, int]] = {
    "rent": 2, "wage": 2, "hours": 2, "childcare_price": 2, "travel": 2, "partner_hours": 2, "partner_wage": 2,
}  # fmt: skip
"""Decimals that a number takes at most; none for the others."""
OPEN: Final = ("wage", "partner_wage", "childcare_hours", "childcare_price")
"""Numbers that may stay open."""
WHOLE: Final = ("months_since_start", "age", "partner_age", "cost_sharers")


@dataclass(frozen=True, slots=True)
class Household:
    """One household and the work it considers: that of one person, and in a couple that of the partner too.

    Attributes
    ----------
    kind : Kind
        Single, single parent or couple; all adults are under state pension age.
    child_ages : tuple of int
        Ages of the children that live at home, 0 to 17 [years].
    rent : float
        Rent without service costs [EUR/month].
    wage, partner_wage : float | None
        Gross wage, without holiday pay [EUR/hour]; None is the minimum wage of the day and the age.
    hours, partner_hours : float
        Paid hours [hours/week]. Of a couple both start in the same month.
    childcare_hours : float | None
        Hours of child care at these paid hours, all children together [hours/month]; None when nobody said.
    childcare_price : float | None
        Price of child care [EUR/hour]; None is the highest price that is paid back.
    childcare_kind : Care
        Sort of care: it sets the highest price that is paid back.
    travel : float
        Travel cost at these paid hours [EUR/month].
    months_since_start : int
        Completed months in the job; 0 is the first month [months].
    exemption : Exemption
        Which earnings exemption the city grants.
    age, partner_age : int
        [years]
    cost_sharers : int
        Others of 27 and over who live there and share the costs [persons].
    date : datetime.date
        Day whose law is used.
    """

    kind: Kind = "single"
    child_ages: tuple[int, ...] = ()
    rent: float = 650.0
    wage: float | None = None
    hours: float = 24.0
    childcare_hours: float | None = None
    childcare_price: float | None = None
    childcare_kind: Care = "daycare"
    travel: float = 0.0
    months_since_start: int = 0
    exemption: Exemption = "regular"
    age: int = 30
    partner_age: int = 30
    partner_hours: float = 0.0
    partner_wage: float | None = None
    cost_sharers: int = 0
    date: dt.date = DEFAULT_DATE

    def __post_init__(self) -> None:
        for name, allowed in (("kind", Kind), ("exemption", Exemption), ("childcare_kind", Care)):
            if getattr(self, name) not in get_args(allowed):
                choices = ", ".join(get_args(allowed))
                raise Problem("household.choice", name=name, value=getattr(self, name), choices=choices)
        for name, (low, high) in LIMITS.items():
            value = getattr(self, name)
            if name in ("age", "partner_age") and high < value <= OLDEST:
                raise Problem("household.pension_age", name=name, value=value, from_age=int(high) + 1)
            if value is not None and not (math.isfinite(value) and low <= value <= high):
                raise Problem("household.out_of_range", name=name, value=value, low=low, high=high)
        for age in self.child_ages:
            if not 0 <= age <= 17:
                raise Problem("household.out_of_range", name="child_ages", value=age, low=0, high=17)
        if self.kind == "single" and self.child_ages:
            raise Problem("household.children_of_single", value=len(self.child_ages))
        if self.kind == "single_parent" and not self.child_ages:
            raise Problem("household.parent_without_child")
        if self.partner_hours > 0.0 and self.kind != "couple":
            raise Problem("household.partner_of_single", value=self.partner_hours)

    @property
    def ages(self) -> tuple[int, ...]:
        """Ages of the adults [years]."""
        return (self.age, self.partner_age) if self.kind == "couple" else (self.age,)

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


@dataclass(frozen=True, slots=True)
class Earner:
    """One person with a job: age [years], wage or None for the minimum [EUR/hour], and paid hours [hours/week]."""

    age: int
    wage: float | None
    hours: float
    partner: bool = False

    def hourly(self, law: Law) -> float:
        """The wage that was typed, or else the minimum wage of the day and the age [EUR/hour]."""
        return minimum_wage(self.age, law) if self.wage is None else self.wage

    def wage_keys(self, law: Law) -> tuple[str, ...]:
        """Parameters behind the hourly wage."""
        if self.wage is not None:
            return ()
        young = self.age < law.value("wage.full_age")
        return ("wage.minimum", *((f"wage.share_{self.age}",) if young else ()))

    def gross_year(self, law: Law) -> float:
        """Gross wage of a year with holiday pay [EUR/year].

        Hourly wage × hours × 52/12 is the gross month; twelve of those and 8% holiday pay is the year.
        """
        return 12.0 * self.hourly(law) * self.hours * WEEKS_PER_MONTH * (1.0 + law.value("wage.holiday_share"))


def minimum_wage(age: int, law: Law) -> float:
    """Minimum wage at an age; under 21 a part of it, rounded to cents with a half up [EUR/hour]."""
    full = law.value("wage.minimum")
    return full if age >= law.value("wage.full_age") else rounded(full * law.value(f"wage.share_{age}"))


def rounded(amount: float) -> float:
    """An amount of the law in cents, a half up [EUR]."""
    return math.floor(amount * 100.0 + 0.5 + 1e-6) / 100.0


def earners(household: Household, hours: float, *, partner: bool = True) -> tuple[Earner, ...]:
    """Who works when the first person has these hours; the partner's own hours stay what they are."""
    first = Earner(household.age, household.wage, hours)
    if not partner or household.partner_hours <= 0.0:
        return (first,)
    return (first, Earner(household.partner_age, household.partner_wage, household.partner_hours, partner=True))


def gross_year(household: Household, hours: float, law: Law, *, partner: bool = True) -> float:
    """Gross wage of a year with holiday pay, of everybody who works [EUR/year]."""
    return sum(earner.gross_year(law) for earner in earners(household, hours, partner=partner))


def credit_holder(household: Household, working: tuple[Earner, ...], law: Law) -> int | None:
    """Who gets the combination credit: the single parent of a child under twelve, or of two earners the one who earns least."""
    if not household.has_child_under(law.value("tax.combination_child_age")):
        return None
    if household.kind == "single_parent":
        return 0
    if len(working) < 2 or min(earner.hours for earner in working) <= 0.0:
        return None
    return min(range(len(working)), key=lambda at: working[at].gross_year(law))


def needs_childcare(household: Household, law: Law) -> bool:
    """Whether everybody who looks after a child is at work, so that somebody else has to."""
    working = household.hours > 0.0 and (household.kind != "couple" or household.partner_hours > 0.0)
    return working and household.has_child_under(law.value("childcare.child_age"))


# Reading -----------------------------------------------------------------------------------------------------------


def household_from(values: Mapping[str, object], *, plain: bool = False) -> Household:
    """Build a household from typed or parsed values; unknown names and bad values are refused.

    With `plain` the numbers were written by the program, as in a link, and not by a person.
    """
    known = {field.name for field in fields(Household)}
    parsed: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            raise Problem("household.unknown_field", name=name, known=", ".join(sorted(known)))
        parsed[name] = _parsed(name, value, plain)
    return Household(**parsed)


def _parsed(name: str, value: object, plain: bool) -> object:
    if name == "date":
        return _date(value)
    if name == "child_ages":
        parts = [part for part in value.split(",") if part.strip()] if isinstance(value, str) else value
        return tuple(
            int(number_of(name, part, 0, plain=plain)) for part in (parts if isinstance(parts, list | tuple) else [parts])
        )
    if name in OPEN and (value is None or (isinstance(value, str) and not value.strip())):
        return None
    if name in WHOLE:
        return int(number_of(name, value, 0, plain=plain))
    if name in LIMITS:
        return number_of(name, value, DECIMALS.get(name, 0), plain=plain)
    return value


def number_of(name: str, value: object, decimals: int, *, plain: bool = False) -> float:
    """A number as it stands in a file, or as a person types it by the app's one rule. Raises Problem for anything else."""
    if isinstance(value, str):
        number = read_plain(value) if plain else read_typed(value, decimals)
        if number is None:
            broken = decimals == 0 and not plain and read_typed(value, 2) is not None
            raise Problem("household.whole" if broken else "household.number", name=name, value=value)
    elif isinstance(value, bool) or not isinstance(value, int | float):
        raise Problem("household.number", name=name, value=value)
    else:
        number = float(value)
    if (name in WHOLE or name == "child_ages") and not number.is_integer():
        raise Problem("household.whole", name=name, value=value)
    return number


def _date(value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise Problem("household.date", value=value) from error
