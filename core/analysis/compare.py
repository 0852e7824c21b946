"""Scenarios side by side: what makes them differ, and what each comes to in the same month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from core.analysis.outlook import Outlook
from core.baseline import Baseline
from core.model.calendar import year_of
from core.scenario import LEVERS, OPTIONS, Scenario, setting_values

SHOWN: Final = ""
"""Letter of the scenario that is shown: it stands pinned under none."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the scenarios.

    Attributes
    ----------
    letter : str
        Under which it stands pinned; `SHOWN` for the one that is shown.
    volume, jobs : float | None
        Caseload and LKS jobs in the month of the comparison [benefits], [jobs]; None where its run does not have that month.
    result : float | None
        BUIG less lasten in the year of the comparison [EUR million]; None where its run does not have that year.
    """

    letter: str
    outlook: Outlook
    volume: float | None
    jobs: float | None
    result: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Scenarios side by side.

    Attributes
    ----------
    sides : tuple[Side, ...]
        The one that is shown first, then the pinned ones by letter.
    month : int
        In which all are compared: the one that the first is judged in, or the nearest that all runs have.
    year : int
        Last year that is whole in that month.
    """

    sides: tuple[Side, ...]
    month: int
    year: int

    @property
    def shown(self) -> Side:
        """The scenario that is shown."""
        return self.sides[0]


def comparison_of(outlook: Outlook, pinned: Mapping[str, Outlook] | None = None) -> Comparison:
    """Compare a scenario with those that stand pinned, by their letters."""
    outlooks = {SHOWN: outlook, **(pinned or {})}
    month = _common_month(outlook.paths.outcome.month, [found.paths.run.months for found in outlooks.values()])
    year = year_of(month + 1) - 1
    sides = tuple(_side(letter, found, month, year) for letter, found in outlooks.items())
    return Comparison(sides, month, year)


def _common_month(wanted: int, runs: list[range]) -> int:
    """The month nearest to the one that is wanted that every run has; the wanted one where there is none."""
    first, last = max(run[0] for run in runs), min(run[-1] for run in runs)
    return wanted if first > last else min(max(wanted, first), last)


def _side(letter: str, outlook: Outlook, month: int, year: int) -> Side:
    run = outlook.paths.run
    at = month - run.months[0] if month in run.months else None
    return Side(
        letter,
        outlook,
        volume=None if at is None else float(run.caseload.stock[at, 0]),
        jobs=None if at is None else float(run.jobs.stock[at, 0]),
        result=float(run.result[year - run.years.start, 0]) if year in run.years else None,
    )


def moved_apart(scenarios: Iterable[tuple[Scenario, Baseline]]) -> tuple[str, ...]:
    """Levers and options that do not stand the same in all scenarios, each with its basis; in the order of the panel."""
    values = [setting_values(scenario, baseline) for scenario, baseline in scenarios]
    return tuple(lever.id for lever in (*LEVERS, *OPTIONS) if len({found[lever.id] for found in values}) > 1)
