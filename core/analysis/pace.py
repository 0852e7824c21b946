"""What would have to be true: how fast the caseload must fall to its target, and when it last fell that fast."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from core.analysis.backtest import LATER
from core.analysis.foreseen import known_to
from core.analysis.nowcast import national_on, nowcast
from core.baseline import Baseline
from core.model.calendar import month_of, month_of_year, year_of
from core.model.parameters import MONTHS
from core.model.reached import BENEFITS, at_most


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole years between two counts, and how much the caseload fell in a month of them [benefits/month]."""

    first: int
    last: int
    fall: float


@dataclass(frozen=True, slots=True)
class Pace:
    """The fall that a target asks.

    Attributes
    ----------
    target, month : float, int
        What it is, and the month that it is for.
    fall : float
        [benefits/month]
    months : int
        Months from the reference month to the target's.
    like : Stretch | None
        The years whose fall was nearest to it; None when no whole year lies between two counts.
    unseen : bool
        Whether it is more than the fall of any years.
    """

    target: float
    month: int
    fall: float
    months: int
    like: Stretch | None
    unseen: bool


def stretches(counts: tuple[tuple[int, float], ...]) -> list[Stretch]:
    """Every stretch of whole calendar years between two counts at the end of a year in which the caseload fell."""
    ends = [(year_of(month), value) for month, value in counts if month_of_year(month) == MONTHS - 1]
    return [
        Stretch(first + 1, last, (before - after) / (MONTHS * (last - first)))
        for (first, before), (last, after) in combinations(ends, 2)
        if after < before
    ]


def pace(baseline: Baseline) -> Pace | None:
    """The fall from the stock of the reference month to the target; None when there is nothing to fall or no time."""
    target, stock = baseline.find("target_volume"), baseline.value("volume")
    months = 0 if target is None else month_of(target.date) - baseline.reference_month
    if target is None or months <= 0 or at_most(stock, target.value, BENEFITS):
        return None
    fall = (stock - target.value) / months
    known = stretches(known_to(baseline).record.firm)
    like = min(known, key=lambda one: (abs(one.fall - fall), one.first), default=None)
    return Pace(target.value, month_of(target.date), fall, months, like, all(one.fall < fall for one in known))


def chance_since(baseline: Baseline) -> float | None:
    """Chance that the target was met after all, by the national figures that were published after the day of a baseline.

    None when none were published about the target's month, or the baseline has no city.
    """
    target = baseline.find("target_volume")
    month = 0 if target is None else month_of(target.date)
    if target is None or baseline.city is None or month <= baseline.reference_month:
        return None
    known, all_of_it = (national_on(day) for day in (baseline.known_on, LATER))
    found = nowcast(baseline.city, month, LATER)
    out_since = bool(all_of_it) and all_of_it[-1][0] >= month and (not known or known[-1][0] < month)
    if found is None or found.last[0] >= month or not out_since:
        return None
    return found.student.below(target.value + BENEFITS)
