"""LKS jobs explained: how long they last, what starts and ends in a year, what 2,400 asks, and who pays when."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.analysis.goal_seek import Answer, answer_document, solve
from core.analysis.outcome import central
from core.analysis.simulate import parameters_of, simulate
from core.analysis.target import target_of
from core.baseline import Baseline
from core.model.calendar import year_of
from core.model.kinds import kinds_that_move
from core.model.parameters import Floats
from core.model.projection import Projection
from core.model.tenure import CLASSES, FIRST_YEAR, monthly_hazard
from core.scenario import Scenario, lever_values, with_value

DROPOUT: Final = "lks_first_year_dropout"
SURVIVAL_MONTHS: Final = 36
GROUPS: Final = ((0, 3), (3, 6), (6, FIRST_YEAR), (FIRST_YEAR, CLASSES))
"""Tenure classes that a page shows together: months completed from, up to; the last is a year or longer."""


def survival(first_year_dropout: float, later_dropout: float, months: int = SURVIVAL_MONTHS) -> Floats:
    """Part of started jobs that still runs after 0, 1, … `months` months [share]."""
    first, later = monthly_hazard(np.array([first_year_dropout, later_dropout]))
    hazards = np.where(np.arange(months) < FIRST_YEAR, first, later)
    return np.concatenate([[1.0], np.cumprod(1.0 - hazards)])


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of "meer dan 50%": dropout in the first year [share of started jobs] and what it implies."""

    id: str
    first_year_dropout: float
    survival: Floats


def readings(baseline: Baseline, scenario: Scenario) -> tuple[Reading, ...]:
    """Both readings of the 2025 letter, and the scenario's own dropout, at the scenario's later dropout."""
    levers = lever_values(scenario, baseline)
    later = levers["lks_later_dropout"]
    dropouts = {
        "of_started": baseline.value("lks_first_year_dropout"),
        "of_ended": baseline.value("lks_first_year_dropout_other_reading"),
        "scenario": levers["lks_first_year_dropout"],
    }
    return tuple(Reading(name, dropout, survival(dropout, later)) for name, dropout in dropouts.items())


@dataclass(frozen=True, slots=True)
class JobYear:
    """LKS jobs of one calendar year within the run [jobs]; `start + starts - ends = end`, and net is starts less ends.

    Attributes
    ----------
    cost, reimbursed_next_year : float
        LKS-lasten of the whole year, and the LKS part of next year's BUIG that follows from them [EUR million]; None
        where the run has no whole year or no next one.
    cost_per_job, reimbursed_per_job : float | None
        The same for one job that runs the whole year [EUR].
    """

    year: int
    start: float
    starts: float
    first_year_exits: float
    later_exits: float
    net: float
    end: float
    cost: float | None
    reimbursed_next_year: float | None
    cost_per_job: float | None
    reimbursed_per_job: float | None


def job_years(run: Projection, baseline: Baseline, scenario: Scenario) -> tuple[JobYear, ...]:
    """Starts, ends and money per calendar year.

    Notes
    -----
    A job of this year comes back next year at the growth of the national LKS budget. That is what one job more or
    less does. The LKS part of a year with a published total is read off that total instead, see `lks_part`.
    """
    steps = run.months[1:]
    lks_cost = lever_values(scenario, baseline)["lks_cost"]
    prices = parameters_of(baseline).price_index
    national = run.budget.macro_lks[:, 0]
    found = []
    for year in range(year_of(steps[0]), year_of(steps[-1]) + 1):
        at = [i for i, month in enumerate(steps) if year_of(month) == year]
        part = slice(at[0], at[-1] + 1)
        starts = float(run.lks_starts[part, 0].sum())
        first = float(run.jobs.first_year_exits[part, 0].sum())
        later = float(run.jobs.later_exits[part, 0].sum())
        cost = back = per_job = back_per_job = None
        if year in run.years:
            i = run.years.index(year)
            cost, per_job = float(run.year_lks_lasten[i, 0]), lks_cost * prices[year]
            if year + 1 in run.years:
                growth = float(national[i + 1] / national[i])
                back, back_per_job = cost * growth, per_job * growth
        found.append(
            JobYear(
                year=year, start=float(run.jobs.stock[part.start, 0]), starts=starts, first_year_exits=first,
                later_exits=later, net=starts - first - later, end=float(run.jobs.stock[part.stop, 0]),
                cost=cost, reimbursed_next_year=back, cost_per_job=per_job, reimbursed_per_job=back_per_job,
            )
        )  # fmt: skip
    return tuple(found)


def jobs_at_dropout(baseline: Baseline, scenario: Scenario, dropout: float) -> float:
    """Jobs in the target's month with another dropout in the first year, the rest as in the scenario [jobs]."""
    moved = with_value(scenario, baseline, DROPOUT, dropout)
    return central(baseline, moved)[1].lks_jobs


def jobs_without_retention(baseline: Baseline, scenario: Scenario) -> float | None:
    """Jobs in the target's month when no measure kept any, the rest as in the scenario; None when none does [jobs]."""
    keep = kinds_that_move("hazard_factor")
    if all(measure.kind not in keep for measure in scenario.active_measures):
        return None
    rest = tuple(measure for measure in scenario.measures if measure.kind not in keep)
    return central(baseline, dataclasses.replace(scenario, measures=rest))[1].lks_jobs


def required(baseline: Baseline, scenario: Scenario) -> dict[str, Answer]:
    """What each lever on its own must be for the LKS target in its month, the rest as in the scenario."""
    goal = target_of(baseline, "lks_target", "lks_jobs")
    return {
        lever: solve(scenario, baseline, lever, goal) for lever in ("lks_starts", "lks_first_year_dropout", "lks_later_dropout")
    }


def tenure(baseline: Baseline, scenario: Scenario) -> Floats:
    """Running jobs by tenure class and month `(months, 13)` [jobs]; the last class is a year or longer."""
    classes = simulate(baseline, scenario, keep_tenure=True).jobs.by_tenure
    assert classes is not None
    return classes[:, :, 0]


def tenure_groups(classes: Floats) -> Floats:
    """Tenure classes added up to what a page shows, `(months, 4)`: 0–2, 3–5, 6–11 months, and a year or longer."""
    return np.stack([classes[:, low:high].sum(axis=1) for low, high in GROUPS], axis=1)


def required_document(answers: dict[str, Answer]) -> dict[str, dict[str, object]]:
    """Answers as plain values."""
    return {lever: answer_document(answer) for lever, answer in answers.items()}
