"""LKS jobs explained: how long they last, what starts and ends in a year, what 2,400 asks, and who pays when."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.analysis.family import Family
from core.analysis.goal_seek import Answer, answer_document, solve
from core.analysis.outcome import central
from core.analysis.outlook import Outlook
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
        LKS-lasten of the whole year, and the LKS part of next year's BUIG [EUR million]; None where the run has no whole
        year or no next one.
    cost_per_job, reimbursed_per_job : float | None
        What one job more that runs the whole year costs, and brings back in next year's BUIG [EUR].
    fixed : bool
        Whether next year's BUIG is published already, so that a job more or less brings back nothing.
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
    fixed: bool

    @property
    def ends(self) -> float:
        """Jobs that ended in the year [jobs]."""
        return self.first_year_exits + self.later_exits


def job_years(run: Projection, baseline: Baseline, scenario: Scenario) -> tuple[JobYear, ...]:
    """Starts, ends and money per calendar year.

    Notes
    -----
    What comes back is the LKS part of next year's BUIG, as the BUIG itself has it: LKS-lasten at the growth of the national
    LKS budget, or, where the total is published, what the share leaves of that. A published total does not move with a job.
    """
    steps = run.months[1:]
    lks_cost = lever_values(scenario, baseline)["lks_cost"]
    parameters = parameters_of(baseline)
    budget = run.budget
    found = []
    for year in range(year_of(steps[0]), year_of(steps[-1]) + 1):
        at = [i for i, month in enumerate(steps) if year_of(month) == year]
        part = slice(at[0], at[-1] + 1)
        starts = float(run.lks_starts[part, 0].sum())
        first = float(run.jobs.first_year_exits[part, 0].sum())
        later = float(run.jobs.later_exits[part, 0].sum())
        cost = back = per_job = back_per_job = None
        fixed = year + 1 in parameters.lks_part
        if year in run.years:
            i = run.years.index(year)
            cost, per_job = float(run.year_lks_lasten[i, 0]), lks_cost * parameters.price_index[year]
            if year + 1 in run.years:
                growth = float(budget.macro_lks[i + 1, 0] / budget.macro_lks[i, 0])
                back, back_per_job = float(budget.lks_part[i + 1, 0]), 0.0 if fixed else per_job * growth
        found.append(
            JobYear(
                year=year, start=float(run.jobs.stock[part.start, 0]), starts=starts, first_year_exits=first,
                later_exits=later, net=starts - first - later, end=float(run.jobs.stock[part.stop, 0]),
                cost=cost, reimbursed_next_year=back, cost_per_job=per_job, reimbursed_per_job=back_per_job, fixed=fixed,
            )
        )  # fmt: skip
    return tuple(found)


@dataclass(frozen=True, slots=True)
class JobYears:
    """The LKS jobs of an outlook by calendar year."""

    outlook: Outlook
    years: tuple[JobYear, ...]

    @property
    def settled(self) -> JobYear | None:
        """The last year of which is known what comes back."""
        return next((year for year in reversed(self.years) if year.reimbursed_next_year is not None), None)


def job_years_of(outlook: Outlook) -> JobYears:
    """The years of an outlook."""
    return JobYears(outlook, job_years(outlook.paths.run, outlook.baseline, outlook.scenario))


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


@dataclass(frozen=True, slots=True)
class Survival:
    """Both readings beside the scenario, with the jobs that each leads to in the target's month, by id [jobs]."""

    outlook: Outlook
    readings: tuple[Reading, ...]
    jobs: dict[str, float]

    def of(self, name: str) -> Reading:
        """A reading by its id."""
        return next(reading for reading in self.readings if reading.id == name)


def survival_of(outlook: Outlook) -> Survival:
    """The readings of an outlook."""
    baseline, scenario = outlook.baseline, outlook.scenario
    found = readings(baseline, scenario)
    jobs = {reading.id: jobs_at_dropout(baseline, scenario, reading.first_year_dropout) for reading in found}
    return Survival(outlook, found, jobs)


def starts_by_reading(found: Survival) -> dict[str, float | None]:
    """New jobs that the target takes under each reading, in whole ones, by id [jobs/month]; None where none does."""
    baseline, target = found.outlook.baseline, target_of(found.outlook.baseline, "lks_target", "lks_jobs")
    needed: dict[str, float | None] = {}
    for reading in found.readings:
        if target is None:
            needed[reading.id] = None
            continue
        moved = with_value(found.outlook.scenario, baseline, DROPOUT, reading.first_year_dropout)
        answer = solve(moved, baseline, "lks_starts", target)
        needed[reading.id] = answer.rounded if answer.reachable else None
    return needed


@dataclass(frozen=True, slots=True)
class Progress:
    """LKS jobs on the way to their target [jobs].

    Attributes
    ----------
    now, jobs, target : float
        At the start, in the target's month, and wanted.
    target_month : int
        Of the target itself, which can lie beyond the horizon.
    """

    outlook: Outlook
    now: float
    jobs: float
    target: float
    target_month: int

    def part(self, jobs: float) -> float:
        """Where a number of jobs lies on a bar that holds all three [share]."""
        return jobs / max(self.target, self.jobs, self.now, 1.0)


def progress_of(outlook: Outlook) -> Progress | None:
    """How far an outlook brings the jobs; None without a target."""
    target, paths = target_of(outlook.baseline, "lks_target", "lks_jobs"), outlook.paths
    return (
        None
        if target is None
        else Progress(outlook, float(paths.run.jobs.stock[0, 0]), paths.outcome.lks_jobs, target.value, target.month)
    )


def required(baseline: Baseline, scenario: Scenario) -> dict[str, Answer]:
    """What each lever on its own must be for the LKS target in its month, the rest as in the scenario; empty without one."""
    goal = target_of(baseline, "lks_target", "lks_jobs")
    if goal is None:
        return {}
    return {
        lever: solve(scenario, baseline, lever, goal) for lever in ("lks_starts", "lks_first_year_dropout", "lks_later_dropout")
    }


def tenure(baseline: Baseline, scenario: Scenario) -> Floats:
    """Running jobs by tenure class and month `(months, 13)` [jobs]; the last class is a year or longer."""
    classes = simulate(baseline, scenario, keep_tenure=True).jobs.by_tenure
    assert classes is not None
    return classes[:, :, 0]


def tenure_groups(classes: Floats) -> Floats:
    """Tenure classes added up to what a page shows, `(months, 4, …)`: 0–2, 3–5, 6–11 months, and a year or longer."""
    return np.stack([classes[:, low:high].sum(axis=1) for low, high in GROUPS], axis=1)


@dataclass(frozen=True, slots=True)
class JobsByTenure:
    """The LKS jobs of an outlook by how long they run; `groups` is `(months, 4)`, youngest first [jobs]."""

    outlook: Outlook
    groups: Floats

    @property
    def months(self) -> range:
        """Month ends, the reference month first."""
        return self.outlook.paths.run.months

    @property
    def base(self) -> Floats:
        """All jobs of the basispad `(months,)` [jobs]."""
        return self.outlook.paths.base.jobs.stock[:, 0]

    @property
    def target(self) -> float | None:
        """[jobs]; None when nobody set one."""
        found = self.outlook.baseline.find("lks_target")
        return None if found is None else found.value

    @property
    def _then(self) -> Floats:
        row: Floats = self.groups[self.outlook.paths.outcome.lks_month - self.months[0]]
        return row

    @property
    def a_year(self) -> float:
        """Jobs of the target's month that run a year or longer [jobs]."""
        return float(self._then[-1])

    @property
    def shorter(self) -> float:
        """Jobs of the target's month that run less than a year [jobs]."""
        return float(self._then[:-1].sum())

    @property
    def share_of_a_year(self) -> float:
        """Part of the jobs of the target's month that runs a year or longer."""
        total = float(self._then.sum())
        return self.a_year / total if total > 0.0 else 0.0


def jobs_by_tenure_along(family: Family) -> list[JobsByTenure]:
    """The same at every step of a family, or once where its lever moves no jobs."""
    classes = simulate(family.baseline, family.scenarios[0], keep_tenure=True, levers=family.levers).jobs.by_tenure
    assert classes is not None
    groups = tenure_groups(classes)
    return [JobsByTenure(family.outlook(step), groups[:, :, step]) for step in range(groups.shape[2])]


def jobs_by_tenure(outlook: Outlook) -> JobsByTenure:
    """The jobs of an outlook in the groups that a page shows."""
    return JobsByTenure(outlook, tenure_groups(tenure(outlook.baseline, outlook.scenario)))


def required_document(answers: dict[str, Answer]) -> dict[str, dict[str, object]]:
    """Answers as plain values."""
    return {lever: answer_document(answer) for lever, answer in answers.items()}
