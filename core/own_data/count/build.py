"""The baseline of an own count: the parent moved to the month of the count, and what nobody answered marked or left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from core.baseline import Baseline, Count, History, check_complete, history_of
from core.model.calendar import LAST_MONTH, december, end_of_month, month_label, month_of, year_of
from core.own_data.count.answers import AMOUNTS, MOVED, Answers, answers_of, name_of, written
from core.own_data.count.fit import Fit, fits, levers_of, until_year_end
from core.own_data.count.give import said
from core.own_data.count.levels import given_levels
from core.own_data.count.quantities import Before, quantities
from core.problem import Problem
from core.text import format as house

HORIZON_YEARS: Final = 2
"""Whole years after the year of the count that a path shows at least."""
SHORT_ID: Final = 40


@dataclass(frozen=True, slots=True)
class OwnCount:
    """A count and what was made of it.

    Attributes
    ----------
    baseline, parent : Baseline
        The baseline of the count, and the one that it starts from.
    answers : Answers
    fit : Fit
        What the flows of the parent must have been for its path to reach the count.
    """

    baseline: Baseline
    parent: Baseline
    answers: Answers
    fit: Fit

    def arguments(self) -> str:
        """What the command line takes to make the same baseline from the one that it starts from."""
        answers = self.answers
        given = {key: getattr(answers, key) for key in AMOUNTS}
        settings = [] if answers.moved == MOVED[0] else [f"moved={answers.moved}"]
        settings += [f"{key}={written(value)}" for key, value in given.items() if value is not None]
        if answers.target is not None:
            settings.append(f"target={written(answers.target[0])}@{month_label(answers.target[1])}")
        count = f"--count {month_label(answers.month)}={written(answers.volume)}"
        return " ".join([f"--baseline {self.parent.id}", count, *(f"--count-set {setting}" for setting in settings)])


def counted(name: str, find: Callable[[str], Baseline], today: dt.date) -> OwnCount:
    """The count of a name; `find` gives the baseline that it starts from. Raises Problem when no count has this name."""
    read = answers_of(name)
    if read.answers.month > month_of(today):
        raise Problem("count.future", value=month_label(read.answers.month), today=month_label(month_of(today)))
    return own_count(find(read.parent), read.answers)


def own_count(parent: Baseline, answers: Answers) -> OwnCount:
    """The baseline of a count. Raises Problem when the parent starts later, or cannot get there.

    Parameters
    ----------
    parent : Baseline
        What was known: the paths of jobs and money lead from its start to the month of the count.
    """
    month = answers.month
    if not parent.reference_month <= month < LAST_MONTH:
        raise Problem("count.before", value=month_label(month), first=month_label(parent.reference_month))
    given = given_levels(parent, answers, until_year_end(parent, month, {}))
    fit = fits(parent, answers, given)
    levers = levers_of(parent, answers, given, fit)
    history = _history(parent, answers)
    before = Before(parent, answers, until_year_end(parent, month, levers), levers, tuple(given), fit, history)
    found = quantities(before)
    year, aim = year_of(month), answers.target
    ends = [december(min(year + HORIZON_YEARS, year_of(LAST_MONTH))), parent.horizon]
    baseline = Baseline(
        id=name_of(parent.id, answers),
        title=said(
            lambda language: {"key": "title", "month": house.month(month, language), "n": house.number(answers.volume, language)}
        ),
        municipality=parent.municipality,
        known_on=max(parent.known_on, end_of_month(month)),
        reference_month=month,
        horizon=max([*ends, *([] if aim is None else [aim[1]])]),
        season=parent.season,
        quantities=found,
        history=history,
        city=parent.city,
        origin=parent.origin if before.continued else None,
        lks_tenure=_tenure(before, found["lks_jobs", None].value),
    )
    check_complete(baseline, baseline.title.nl)
    return OwnCount(baseline, parent, answers, fit)


def _tenure(before: Before, jobs: float) -> tuple[float, ...]:
    """LKS jobs by tenure class, spread as the parent's path left them [jobs]."""
    classes = before.run.jobs.by_tenure
    assert classes is not None
    there = classes[before.at(before.month), :, 0]
    return tuple(float(part) for part in there * (jobs / max(float(there.sum()), 1e-9)))


def _history(parent: Baseline, answers: Answers) -> History:
    """What was counted and published up to the month, and the own count in the place of whatever stood there."""
    day = end_of_month(answers.month)
    known = parent.history if parent.city is None else history_of(parent.city, day)
    jobs = () if answers.lks_jobs is None else (Count(day, answers.lks_jobs, None),)
    volume = tuple(one for one in known.volume if month_of(one.date) != answers.month)
    lks = known.lks_jobs if not jobs else tuple(one for one in known.lks_jobs if month_of(one.date) != answers.month)
    return History((*volume, Count(day, answers.volume, None)), (*lks, *jobs))
