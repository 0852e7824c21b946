"""Sentences of the LKS page, written by its numbers."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Protocol

from core.analysis.job_cost import LEVER_ID, JobCost
from core.analysis.lks import Progress, Reading
from core.analysis.outcome import Paths
from core.baseline import Baseline
from core.model.reached import JOBS, at_least
from core.model.subsidy import CAP, EMPLOYER_CHARGE, FORFAIT, MOST_FORFAIT_MONTHS
from core.text import format as house
from core.text import levers
from core.text.catalog import Language, translate


def open_answer(paths: Paths, language: Language) -> str:
    """Jobs in the last month, where nobody set a target; HTML."""
    when = house.capital(house.period_end(paths.outcome.lks_month, language))
    return translate(language, "lks.answer.open", when=when, jobs=house.number(paths.outcome.lks_jobs, language))


class Asked(Protocol):
    """What one lever must be, as goal seek says it."""

    @property
    def lever(self) -> str:
        """Its id."""
        ...

    @property
    def reachable(self) -> bool:
        """Whether any value of it does."""
        ...

    @property
    def rounded(self) -> float:
        """The step of its slider that does [lever's unit]."""
        ...

    @property
    def current(self) -> float:
        """Where it stands [lever's unit]."""
        ...


def answer(paths: Paths, baseline: Baseline, starts: Asked, dropout: Asked, language: Language) -> str:
    """Jobs in the target's month, the gap, and what would close it; HTML."""
    target = round(baseline.value("lks_target"))
    gap, reached = target - round(paths.outcome.lks_jobs), at_least(paths.outcome.lks_jobs, target, JOBS)
    first = translate(
        language, f"lks.answer.{'reached' if reached else 'short'}",
        when=house.capital(house.period_end(paths.outcome.lks_month, language)),
        jobs=house.number(paths.outcome.lks_jobs, language), gap=house.number(gap, language),
        target=house.number(target, language),
    )  # fmt: skip
    more, fewer = starts.reachable, dropout.reachable
    if reached:
        key = "spare" if fewer else None
    else:
        key = "both" if more and fewer else "starts" if more else "dropout" if fewer else "neither"
    if key is None:
        return first
    second = translate(
        language, f"lks.answer.{key}", starts=levers.bare(starts.lever, starts.rounded, language),
        starts_now=levers.bare(starts.lever, starts.current, language),
        dropout=levers.bare(dropout.lever, dropout.rounded, language),
        dropout_now=levers.bare(dropout.lever, dropout.current, language),
    )  # fmt: skip
    return f"{first} {second}"


def progress_parts(found: Progress, language: Language) -> list[str]:
    """The three marks of the bar towards the target: today, the scenario and the target."""
    paths = found.outlook.paths
    when, target_when = (house.period_end(month, language) for month in (paths.outcome.lks_month, found.target_month))
    now, jobs, target = (house.number(value, language) for value in (found.now, found.jobs, found.target))
    return [
        translate(language, "lks.gauge.now", month=house.month(paths.run.months[0], language), jobs=now),
        translate(language, "lks.gauge.scenario", when=when, jobs=jobs),
        translate(language, "lks.gauge.target", when=target_when, jobs=target),
    ]


def gauge(found: Progress, language: Language) -> str:
    """What stands in the bar towards the target, and its legend; HTML. A screen reader gets the legend as its name."""
    parts = progress_parts(found, language)
    marks = zip(("now", "fill", "goal"), parts, strict=True)
    legend = "".join(
        f'<span><i class="{kind}" style="background:var(--koers-{kind})"></i>{html.escape(said)}</span>' for kind, said in marks
    )
    return (
        f'<div class="track" role="img" aria-label="{html.escape("; ".join(parts))}">'
        f'<i class="fill" style="width:{found.part(found.jobs):.2%};background:var(--koers-fill)"></i>'
        f'<i class="now" style="left:{found.part(found.now):.2%};background:var(--koers-now)"></i>'
        f'<i class="goal" style="left:{found.part(found.target):.2%};background:var(--koers-goal)"></i></div>'
        f'<p aria-hidden="true">{legend}</p>'
    )


def take_over(reading: Reading, language: Language) -> str:
    """What a button says that sets the lever to a reading of the letter."""
    value = house.percent(reading.first_year_dropout, language, 0)
    return translate(language, f"lks.survival.set_{reading.id}", value=value)


def formula_intro(language: Language) -> str:
    """What the law reckons with."""
    return translate(
        language, "lks.formula.intro", cap=house.percent(CAP, language, 0), forfait=house.percent(FORFAIT, language, 0),
        months=MOST_FORFAIT_MONTHS, charge=house.percent(EMPLOYER_CHARGE, language, 1),
    )  # fmt: skip


def formula_result(found: JobCost, language: Language, told: Callable[[str, str], str] = lambda said, _: said) -> str:
    """What one job costs, in the year's own prices and in those of the slider; HTML. `told` marks an amount by its key."""
    amounts = {
        "cost": (found.cost, f"job_cost:{found.key}"),
        "reference": (found.reference, f"job_cost_reference:{found.key}"),
        "current": (found.current, f"lever:{LEVER_ID}"),
    }
    shown = {name: told(house.euro(value, language), key) for name, (value, key) in amounts.items()}
    return translate(language, "lks.formula.result", year=found.year, base=found.base_year, **shown)
