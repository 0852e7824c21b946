"""Disposable income over hours, the effective marginal pressure, and the jumps that the law has."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.household.household import Household, gross_year
from core.household.income import COMPONENTS, Situation, situation, without_work
from core.household.law import Law

Floats = NDArray[np.float64]
HOURS: Final = tuple(float(hour) for hour in range(41))
"""Hours of the curve, 0 to 40 [hours/week]."""
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "pay": ("net_pay",),
    "assistance": ("assistance",),
    "allowances": (
        "combination_credit", "care_allowance", "rent_allowance", "child_budget", "childcare_allowance", "supplement",
        "work_costs",
    ),
    "costs": ("childcare_cost", "travel_cost"),
}  # fmt: skip
"""Components that are told together, from the axis of a chart up; costs lie below it."""
FLAT: Final = (0.9, 1.1)
"""Pressures between which an income hardly changes [share]."""
LONG: Final = 4
"""Hours over which a flat stretch is worth telling."""
FELT: Final = 0.5
"""More income than this counts as more money [EUR/month]."""


@dataclass(frozen=True, slots=True)
class Jump:
    """A threshold of the law that is crossed between two points of the curve.

    Attributes
    ----------
    key : str
        Which threshold: `supplement_limit`, `supplement_past`, `childcare_row` or `rent_limit`.
    below, above : float
        Hours before and after the threshold [hours/week].
    amount : float
        Change of the component that jumps, between these two points [EUR/month].
    """

    key: str
    below: float
    above: float
    amount: float


JUMPING: Final[Mapping[str, str]] = {
    "supplement_limit": "supplement",
    "supplement_past": "supplement",
    "childcare_row": "childcare_allowance",
    "rent_limit": "rent_allowance",
}
"""Which component each threshold makes jump."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Income over hours.

    Attributes
    ----------
    hours : Floats
        Paid hours [hours/week].
    gross : Floats
        Gross wage with holiday pay [EUR/month].
    components, smooth : Mapping[str, Floats]
        Every component, and the same before allowances are rounded down to whole euros: an hour more is judged by these, so
        that a rounded euro never looks like a jump [EUR/month].
    disposable : Floats
        Disposable income [EUR/month].
    jumps : tuple[Jump, ...]
        Thresholds of the law that lie on the curve.
    """

    hours: Floats
    gross: Floats
    components: Mapping[str, Floats]
    smooth: Mapping[str, Floats]
    disposable: Floats
    jumps: tuple[Jump, ...]


@dataclass(frozen=True, slots=True)
class Pressure:
    """Effective marginal pressure between two points of the curve.

    Attributes
    ----------
    below, above : float
        Hours before and after the step [hours/week].
    share : float
        Part of the extra gross wage that does not reach the household; above 1 the household loses [share].
    cause : str
        The component that takes most of it; `income_tax` is the part that never becomes net pay.
    taken : Mapping[str, float]
        What every component takes of the extra gross wage [EUR/month].
    """

    below: float
    above: float
    share: float
    cause: str
    taken: Mapping[str, float]


def curve(household: Household, law: Law, hours: tuple[float, ...] = HOURS) -> Curve:
    """Income at each number of hours of the first person; child care and travel scale with them, a partner's hours stay."""
    before = without_work(household, law)
    points = [situation(household, law, hour, before) for hour in hours]
    components, smooth = (
        {key: np.array([of[key] for of in side]) for key in COMPONENTS}
        for side in ([point.amounts for point in points], [point.smooth for point in points])
    )
    return Curve(
        np.array(hours),
        np.array([gross_year(household, hour, law) / 12.0 for hour in hours]),
        components,
        smooth,
        np.array([point.disposable for point in points]),
        tuple(jump for one, two in itertools.pairwise(points) for jump in jumps_between(one, two)),
    )


def jumps_between(one: Situation, two: Situation) -> list[Jump]:
    """The thresholds that lie between two situations."""
    return [
        Jump(key, one.hours, two.hours, two.smooth[JUMPING[key]] - one.smooth[JUMPING[key]])
        for key in one.regime
        if one.regime[key] != two.regime[key] and one.smooth[JUMPING[key]] != two.smooth[JUMPING[key]]
    ]


def pressures(found: Curve) -> tuple[Pressure, ...]:
    """Effective marginal pressure at every step of the curve where gross pay rises."""
    steps = []
    for i in range(len(found.hours) - 1):
        extra = float(found.gross[i + 1] - found.gross[i])
        if extra <= 0.0:
            continue
        changes = {key: float(found.smooth[key][i + 1] - found.smooth[key][i]) for key in COMPONENTS}
        kept = sum(changes.values())
        taken = {"income_tax": extra - changes.pop("net_pay")} | {key: 0.0 - change for key, change in changes.items()}
        cause = max(taken, key=lambda key: taken[key])
        share = 1.0 - kept / extra
        steps.append(Pressure(float(found.hours[i]), float(found.hours[i + 1]), share, cause, taken))
    return tuple(steps)


def group_sums(components: Mapping[str, Floats]) -> dict[str, Floats]:
    """The components of each group together [EUR/month]."""
    return {name: np.sum([components[key] for key in keys], axis=0) for name, keys in GROUPS.items()}


def largest_jumps(found: Curve) -> tuple[tuple[Jump, int], ...]:
    """The largest jump of every kind and the number of jumps of that kind, in the order in which the kinds come."""
    kinds: dict[str, list[Jump]] = {}
    for jump in found.jumps:
        kinds.setdefault(jump.key, []).append(jump)
    return tuple((max(kind, key=lambda jump: abs(jump.amount)), len(kind)) for kind in kinds.values())


def flat_stretch(steps: tuple[Pressure, ...]) -> tuple[int, int] | None:
    """The longest stretch of hours over which income hardly changes; None when there is none worth telling [hours/week]."""
    start, best = 0, (0, 0)
    for i, step in enumerate(steps):
        if not FLAT[0] <= step.share <= FLAT[1]:
            start = i + 1
        elif i + 1 - start > best[1] - best[0]:
            best = (start, i + 1)
    return best if best[1] - best[0] >= LONG else None


def rising_steps(found: Curve) -> int:
    """Steps of the curve at which an hour more brings more money."""
    return int(np.count_nonzero(np.diff(np.sum([found.smooth[key] for key in COMPONENTS], axis=0)) > FELT))


def worst_step(found: Curve) -> Pressure | None:
    """The step with the highest pressure; None when the wage is zero."""
    return max(pressures(found), key=lambda step: step.share, default=None)
