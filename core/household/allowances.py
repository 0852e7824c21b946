"""Allowances of the Dienst Toeslagen: care, rent, child budget and child care.

All functions return EUR/month from a test income in EUR/year, before `paid` rounds down what is paid to whole euros.
Assets are taken to be below the limits.
"""

from __future__ import annotations

import bisect
import math
from dataclasses import dataclass
from typing import Final

from core.household.household import Household
from core.household.law import Law
from core.problem import Problem

RENT_KEYS: Final = (
    "rent.quality_limit", "rent.maximum", "rent.share_middle", "rent.taper_on_base", "rent.maximum_excludes",
)  # fmt: skip
MONTHS: Final = 12.0


def paid(amount: float) -> float:
    """What is paid of an allowance: whole euros, rounded down [EUR/month]."""
    return float(math.floor(amount + 1e-9))


def care_keys(household: Household) -> tuple[str, ...]:
    """Parameters of the care allowance for this household."""
    share = "care.share_couple" if household.adults == 2 else "care.share_single"
    return (share, "care.taper", "care.premium", "care.threshold")


def care_allowance(test_income: float, household: Household, law: Law) -> float:
    """Care allowance (zorgtoeslag) [EUR/month].

    Adults × standard premium, minus a share of the threshold income and a steeper share of all income
    above it. Source: Wet op de zorgtoeslag, article 2.
    """
    share, taper, premium, threshold = (law.value(key) for key in care_keys(household))
    own = share * threshold + taper * max(0.0, test_income - threshold)
    return max(0.0, household.adults * premium - own) / MONTHS


def child_keys(household: Household) -> tuple[str, ...]:
    """Parameters of the child budget for this household."""
    keys = ["child.amount", "child.taper", "child.threshold_single"]
    keys += ["child.extra_12"] * any(12 <= age <= 15 for age in household.child_ages)
    keys += ["child.extra_16"] * any(age >= 16 for age in household.child_ages)
    keys.append("child.threshold_couple_extra" if household.adults == 2 else "child.single_parent")
    return tuple(keys)


def child_budget(test_income: float, household: Household, law: Law) -> float:
    """Child budget (kindgebonden budget) with the single-parent supplement [EUR/month].

    Source: Wet op het kindgebonden budget, article 2.
    """
    if not household.child_ages:
        return 0.0
    total = len(household.child_ages) * law.value("child.amount")
    for age in household.child_ages:
        if age >= 16:
            total += law.value("child.extra_16")
        elif age >= 12:
            total += law.value("child.extra_12")
    threshold = law.value("child.threshold_single")
    if household.adults == 2:
        threshold += law.value("child.threshold_couple_extra")
    else:
        total += law.value("child.single_parent")
    return max(0.0, total - law.value("child.taper") * max(0.0, test_income - threshold)) / MONTHS


def rent_keys(household: Household, law: Law) -> tuple[str, ...]:
    """Parameters of the rent allowance for this household."""
    size = "multi" if household.persons > 1 else "single"
    cap = "rent.cap_large" if household.persons > 2 else "rent.cap_small"
    sized = tuple(f"rent.{name}_{size}" for name in ("base", "point", "quadratic", "linear", "share_top"))
    limits = tuple(_maximum_key(household, law) if key == "rent.maximum" else key for key in RENT_KEYS)
    return (*limits, cap, *sized)


def _maximum_key(household: Household, law: Law) -> str:
    """The rent that counts at most: lower when nobody is of age and there are no children."""
    young = max(household.ages) < law.value("rent.full_age") and not household.child_ages
    return "rent.quality_limit" if young else "rent.maximum"


def rent_is_too_high(household: Household, law: Law) -> bool:
    """Whether the rent takes away the right: up to 2025 above the maximum rent, from 2026 never."""
    return law.value("rent.maximum_excludes") > 0.0 and household.rent > law.value(_maximum_key(household, law))


def rent_allowance(test_income: float, household: Household, law: Law) -> float:
    """Rent allowance (huurtoeslag) [EUR/month]; approximate for 2024 and 2025.

    100% of the rent between basic rent and quality limit, 65% up to the cap, 40% up to the maximum (in
    2024 only for one person). Source: Wet op de huurtoeslag, article 21.

    Notes
    -----
    Up to 2025 the basic rent rises with income; from 2026 the reduction comes off the allowance.
    For 2024 and 2025 the coefficients were worked back from published tables. Rent without service
    costs. Under 23 (21 from 2026) and without children no rent over the quality limit counts. The others who
    live there, and their income, are not counted.
    """
    if rent_is_too_high(household, law):
        return 0.0
    quality, maximum, middle, on_base, _, cap, base, point, quadratic, linear, top = (
        law.value(key) for key in rent_keys(household, law)
    )
    above = max(test_income, point)
    taper = quadratic * (above**2 - point**2) + linear * (above - point)
    own = base + on_base * taper
    rent = min(household.rent, maximum)
    paid = max(0.0, min(rent, quality) - own)
    paid += middle * max(0.0, min(rent, cap) - max(quality, own))
    paid += top * max(0.0, rent - max(cap, own))
    return max(0.0, paid - (1.0 - on_base) * taper)


@dataclass(frozen=True, slots=True)
class ChildcareAllowance:
    """Child-care allowance and what it was computed with.

    Attributes
    ----------
    amount : float
        Allowance [EUR/month].
    share : float
        Part of the price that is paid back [share].
    row : int
        Row of the table; the law steps from row to row.
    price : float
        Price that counts [EUR/hour].
    hours : float
        Hours that count [hours/month].
    beyond_table : bool
        Whether income is above the rows that we have; the amount is then an upper limit.
    source : str
        Source id of the table.
    """

    amount: float
    share: float
    row: int
    price: float
    hours: float
    beyond_table: bool
    source: str


def childcare_price(household: Household, law: Law) -> float:
    """The price that was typed, or else the highest that is paid back [EUR/hour]."""
    highest = f"childcare.maximum_{household.childcare_kind}"
    return law.value(highest) if household.childcare_price is None else household.childcare_price


def childcare_keys(household: Household) -> tuple[str, ...]:
    """Parameters of the child-care allowance for this household."""
    return (f"childcare.maximum_{household.childcare_kind}", "childcare.hours", "childcare.child_age")


def childcare_allowance(test_income: float, hours: float, household: Household, law: Law) -> ChildcareAllowance:
    """Child-care allowance (kinderopvangtoeslag) for `hours` of care a month.

    Source: Besluit kinderopvangtoeslag; the table in `data/law/childcare_table.toml`.

    Notes
    -----
    Both parents must work: a couple of which one has no work has no right.
    All hours use the share for the first child, which is hardly ever above the share for the next.
    """
    if law.childcare is None:
        raise Problem("household.missing_parameter", name="childcare_table", date=law.date.isoformat())
    row = bisect.bisect_right([entry[0] for entry in law.childcare.rows], test_income) - 1
    share = law.childcare.rows[row][1]
    children = sum(age < law.value("childcare.child_age") for age in household.child_ages)
    counted = min(hours, children * law.value("childcare.hours"))
    price = min(childcare_price(household, law), law.value(f"childcare.maximum_{household.childcare_kind}"))
    beyond = test_income > law.childcare.published_to
    return ChildcareAllowance(share * counted * price, share, row, price, counted, beyond, law.childcare.source)
