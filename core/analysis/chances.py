"""How likely a scenario meets each target, and when: read off the draws around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from core.baseline import Baseline
from core.model.calendar import month_label, month_of, year_of
from core.model.parameters import Floats
from core.model.projection import Projection
from core.model.reached import BENEFITS, JOBS, MONEY, at_least, at_most

CERTAINTIES: Final = (0.90, 0.95)
"""How sure the city wants to be that its reserve is large enough."""


@dataclass(frozen=True, slots=True)
class Target:
    """One target and the chance of meeting it.

    Attributes
    ----------
    name : str
        "milestone", "volume", "lks", "reserve" or "result".
    month : int
        Month it is for.
    value : float | None
        What has to be reached [benefits or jobs]; None for money, which has to be zero or more.
    chance : float
    """

    name: str
    month: int
    value: float | None
    chance: float


@dataclass(frozen=True, slots=True)
class Quarter:
    """The months of one quarter of a year that lie within the horizon, and the chance of something in them."""

    first: int
    last: int
    chance: float


@dataclass(frozen=True, slots=True)
class Chances:
    """Chances by month and by target.

    Attributes
    ----------
    months : range
        Month indices, the reference month first.
    volume, lks : Floats | None
        Chance that the caseload is at or under its target, and LKS jobs at or over theirs, in each month `(months,)`;
        None without a target.
    reserve_gone : Floats | None
        Chance that the general funds have had to step in by that month `(months,)`; None when no reserve is known.
    first_reached : Floats | None
        Chance that the caseload is at or under its target for the first time in that month `(months,)`.
    never : float | None
        Chance that it is not within the horizon.
    quarter, half, three_quarters : int | None
        Month by which it is reached with that chance; None when not within the horizon.
    targets : tuple[Target, ...]
    reserve_needed : tuple[tuple[float, float], ...]
        Certainty, and the reserve before the reference year's result that covers every whole year with it [EUR million].
    reserve : float | None
        The reserve there is, before the reference year's result [EUR million]; None when it is not known.
    reserve_from, reserve_until : int
        First and last of those years.
    caseload : float | None
        The caseload to be at or under [benefits]; None without a target, and then nothing else about it either.
    due : int | None
        Month that it is for, within the horizon or not.
    """

    months: range
    volume: Floats | None
    lks: Floats | None
    reserve_gone: Floats | None
    first_reached: Floats | None
    never: float | None
    quarter: int | None
    half: int | None
    three_quarters: int | None
    targets: tuple[Target, ...]
    reserve_needed: tuple[tuple[float, float], ...]
    reserve: float | None
    reserve_from: int
    reserve_until: int
    caseload: float | None
    due: int | None

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """When it is first reached, by quarter after the reference month."""
        found: list[Quarter] = []
        if self.first_reached is None:
            return ()
        for month, chance in zip(self.months[1:], self.first_reached[1:], strict=True):
            if found and found[-1].first // 3 == month // 3:
                found[-1] = Quarter(found[-1].first, month, found[-1].chance + float(chance))
            else:
                found.append(Quarter(month, month, float(chance)))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted in draws; what nobody set a target for, or knows of, is None.

    Attributes
    ----------
    volume, by_then, lks, gone : Floats | None
        Part of the draws that is at or under the caseload's target, has been so by then, is at or over that of LKS jobs, and
        has had the general funds step in by then `(months,)`.
    milestone : Floats | None
        Part at or under the milestone `(months,)`.
    result : Floats
        Part without a deficit `(years,)`.
    needed : tuple[float, ...]
        For each of `CERTAINTIES`, as `reserve_needed`.
    """

    volume: Floats | None
    by_then: Floats | None
    lks: Floats | None
    gone: Floats | None
    milestone: Floats | None
    result: Floats
    needed: tuple[float, ...]


def chances_of(draws: Projection, baseline: Baseline) -> Chances:
    """Every chance of a scenario that a page shows, from the draws around it."""
    target, milestone, jobs, reserve = (
        baseline.find(key) for key in ("target_volume", "milestone_volume", "lks_target", "reserve")
    )
    counts = Counts(
        volume=None if target is None else chance_under(draws.caseload.stock, target.value),
        by_then=None if target is None else _by_then(draws, target.value),
        lks=None if jobs is None else at_least(draws.jobs.stock, jobs.value, JOBS).mean(axis=1),
        gone=None if reserve is None else _reserve_gone(draws),
        milestone=None if milestone is None else chance_under(draws.caseload.stock, milestone.value),
        result=at_least(draws.result, 0.0, MONEY).mean(axis=1),
        needed=tuple(reserve_needed(draws, level) for level in CERTAINTIES),
    )
    return counted_chances(counts, baseline, draws.months, draws.years)


def counted_chances(counts: Counts, baseline: Baseline, months: range, years: range) -> Chances:
    """Every chance of a scenario that a page shows, from what was counted in its draws."""
    target, reserve, by_then = baseline.find("target_volume"), baseline.find("reserve"), counts.by_then
    return Chances(
        months=months,
        volume=counts.volume,
        lks=counts.lks,
        reserve_gone=counts.gone,
        first_reached=None if by_then is None else np.diff(by_then, prepend=0.0),
        never=None if by_then is None else float(1.0 - by_then[-1]),
        quarter=_by_when(months, by_then, 0.25),
        half=_by_when(months, by_then, 0.50),
        three_quarters=_by_when(months, by_then, 0.75),
        targets=_targets(counts, baseline, months, years),
        reserve_needed=tuple(zip(CERTAINTIES, counts.needed, strict=True)),
        reserve=None if reserve is None else reserve.value,
        reserve_from=baseline.first_year,
        reserve_until=years[-1] if len(years) else year_of(months[0]),
        caseload=None if target is None else target.value,
        due=None if target is None else month_of(target.date),
    )


def _by_then(draws: Projection, target: float) -> Floats:
    """Part of the draws that has been at or under the target by each month `(months,)`."""
    under = at_most(draws.caseload.stock, target, BENEFITS)
    return np.asarray(np.maximum.accumulate(under, axis=0).mean(axis=1))


def _reserve_gone(draws: Projection) -> Floats:
    """Chance that the general funds have had to step in by each month `(months,)`."""
    return np.asarray(np.maximum.accumulate(~at_most(draws.general_funds, 0.0, MONEY), axis=0).mean(axis=1))


def chance_under(stock: Floats, target: float) -> Floats:
    """Chance that a caseload `(months, draws)` is at or under `target` in each month `(months,)`."""
    return np.asarray(at_most(stock, target, BENEFITS).mean(axis=1))


def _by_when(months: range, by_then: Floats | None, chance: float) -> int | None:
    if by_then is None:
        return None
    enough = np.flatnonzero(by_then >= chance)
    return months[int(enough[0])] if enough.size else None


def _targets(counts: Counts, baseline: Baseline, months: range, years: range) -> tuple[Target, ...]:
    """The chance of each target that somebody set and that lies within the horizon."""
    milestone, target, jobs = (baseline.find(key) for key in ("milestone_volume", "target_volume", "lks_target"))
    asked = (
        ("milestone", milestone, counts.milestone), ("volume", target, counts.volume), ("lks", jobs, counts.lks)
    )  # fmt: skip
    found = []
    for name, quantity, chances in asked:
        month = months[0] if quantity is None else month_of(quantity.date)
        if quantity is not None and chances is not None and month in months[1:]:
            found.append(Target(name, month, quantity.value, float(chances[month - months[0]])))
    month = months[0] if target is None else month_of(target.date)
    if month in months[1:]:
        if counts.gone is not None:
            found.append(Target("reserve", month, None, float(1.0 - counts.gone[month - months[0]])))
        if year_of(month) in years:
            found.append(Target("result", month, None, float(counts.result[year_of(month) - years.start])))
    return tuple(found)


def reserve_needed(draws: Projection, certainty: float) -> float:
    """Reserve before the first year's result that no year of a draw takes more from, with a given certainty [EUR million].

    Per draw: the deepest point of the running sum of result and vangnet received.
    """
    if not len(draws.years):
        return 0.0
    running = np.cumsum(draws.result + draws.account.vangnet_received, axis=0)
    return float(np.quantile(np.maximum(-running.min(axis=0), 0.0), certainty))


def chances_document(found: Chances) -> dict[str, Any]:
    """Chances as plain values; money in EUR million."""

    def label(month: int | None) -> str | None:
        return None if month is None else month_label(month)

    by_month = {
        "volume": found.volume, "lks_jobs": found.lks, "reserve_gone": found.reserve_gone, "first_reached": found.first_reached,
    }  # fmt: skip
    return {
        "targets": [
            {"name": one.name, "month": month_label(one.month), "value": one.value, "chance": one.chance} for one in found.targets
        ],
        "months": [
            {
                "month": month_label(month),
                **{name: None if values is None else float(values[t]) for name, values in by_month.items()},
            }
            for t, month in enumerate(found.months)
        ],
        "never": found.never,
        "reached_by": {"0.25": label(found.quarter), "0.5": label(found.half), "0.75": label(found.three_quarters)},
        "reserve_needed": [{"certainty": level, "value": value} for level, value in found.reserve_needed],
        "reserve": found.reserve,
        "reserve_until": found.reserve_until,
    }
