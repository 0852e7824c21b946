"""Packages that are made up: what each measure changes in a year or less, so that a reader can redo what is said of it."""

from __future__ import annotations

import numpy as np

from core.analysis.bought import Bought
from core.analysis.contribution import Contribution, Contributions, Part
from core.model.calendar import month_index
from core.model.measures import Measure
from tests.analysis.made import BASELINE

MONTHS = range(month_index("2024-01"), month_index("2024-12") + 1)


def part(*volumes: float, jobs: float = 0.0, result: float = 0.0, funds: float = 0.0, saved: float = 0.0) -> Part:
    """Changes by month; the last volume goes on to the end of the year, and so do the jobs; saved is less lasten in all."""
    volume = np.array([*volumes, *[volumes[-1]] * (len(MONTHS) - len(volumes))], dtype=np.float64)
    nothing, year = np.zeros(len(MONTHS)), np.zeros(1)
    lasten = nothing - saved / len(MONTHS)
    return Part(
        volume=volume, lks_jobs=np.full(len(MONTHS), jobs), lasten=lasten, buig=nothing, year_lasten=year, year_buig=year,
        year_result=np.array([result]), year_reserve=year, year_general_funds=np.array([funds]),
    )  # fmt: skip


def adds(
    found: Part, name: str = "Plan", *, cost: float = 1.2, payback: str | None = None, end: str | None = None, error: float = 0.0
) -> Contribution:
    """What a measure that somebody made up adds, at a cost over the year [EUR million]."""
    last = None if end is None else month_index(end)
    measure = Measure(f"eigen-{name}", "outflow_work", MONTHS[0], 5.0, 6, last, 0.3, 0.3, 3000.0, 0.0, name=name)
    # A volume that is off by the same in each month is off by 11.5 / 12 of that in benefit-years.
    off = part(-error * 12 / 11.5)
    spent = np.full(len(MONTHS), cost / len(MONTHS))
    return Contribution(measure, found, off, spent, None if payback is None else month_index(payback), True)


def bought(
    package: Contribution,
    *measures: Contribution,
    exact: bool = True,
    years: range = range(2024, 2025),
    gap: float | None = 1000.0,
) -> Bought:
    """A package with its measures, held against what would be too many at the end of the year without it."""
    parts = Contributions(MONTHS, years, exact, package, measures or (package,))
    return Bought(BASELINE, package, parts, MONTHS[-1], -float(package.part.volume[-1]), gap)
