"""Sentences of the LKS page, written by its numbers."""

from __future__ import annotations

from core.analysis.goal_seek import Answer
from core.analysis.lks import JobYear
from core.analysis.outcome import Paths
from core.baseline import Baseline
from core.model.calendar import month_of_year
from core.model.parameters import Floats
from core.model.reached import JOBS, at_least
from core.text import format as house
from core.text import levers
from core.text.catalog import Language, translate
from core.text.sentences_volume import capital, side_of


def answer(paths: Paths, baseline: Baseline, starts: Answer, dropout: Answer, language: Language) -> str:
    """Jobs in the target's month, the gap, and what would close it; HTML."""
    target = round(baseline.value("lks_target"))
    gap, reached = target - round(paths.outcome.lks_jobs), at_least(paths.outcome.lks_jobs, target, JOBS)
    first = translate(
        language, f"lks.answer.{'reached' if reached else 'short'}",
        when=capital(house.period_end(paths.outcome.lks_month, language)), jobs=house.number(paths.outcome.lks_jobs, language),
        gap=house.number(gap, language), target=house.number(target, language),
    )  # fmt: skip
    more, fewer = starts.reachable, dropout.reachable
    if reached:
        key = "spare" if fewer else None
    else:
        key = "both" if more and fewer else "starts" if more else "dropout" if fewer else "neither"
    if key is None:
        return first
    second = translate(
        language, f"lks.answer.{key}", starts=levers.bare(starts.lever, starts.value, language),
        starts_now=levers.bare(starts.lever, starts.current, language),
        dropout=levers.bare(dropout.lever, dropout.value, language),
        dropout_now=levers.bare(dropout.lever, dropout.current, language),
    )  # fmt: skip
    return f"{first} {second}"


def tenure_title(groups: Floats, when: str, language: Language) -> str:
    """Which part of the jobs of a month runs a year or longer; `groups` is `(4,)`."""
    total = float(groups.sum())
    share = float(groups[-1]) / total if total > 0.0 else 0.0
    return translate(language, "lks.tenure.title", when=capital(when), share=house.percent(share, language, 0))


def tenure_sentence(groups: Floats, base: float, when: str, language: Language) -> str:
    """The tenure chart in words."""
    return translate(
        language, "lks.tenure.sentence", when=capital(when), longer=house.number(float(groups[-1]), language),
        young=house.number(float(groups[:-1].sum()), language), base=house.number(base, language),
    )  # fmt: skip


def years_title(year: JobYear, language: Language) -> str:
    """Whether more jobs start than end."""
    return translate(
        language, f"lks.years.title_{side_of(year.net, 'up', 'down', 'even')}", year=year.year,
        net=house.number(abs(year.net), language),
    )  # fmt: skip


def years_sentence(year: JobYear, first_month: int, language: Language) -> str:
    """Starts and ends of the last year in words, and that the first year is a part of one."""
    said = translate(
        language, "lks.years.sentence", year=year.year, starts=house.number(year.starts, language),
        ends=house.number(year.first_year_exits + year.later_exits, language),
        first=house.number(year.first_year_exits, language), later=house.number(year.later_exits, language),
    )  # fmt: skip
    if month_of_year(first_month) == 0:
        return said
    return f"{said} {translate(language, 'lks.years.part', month=house.month(first_month, language))}"


def settled(years: tuple[JobYear, ...]) -> JobYear | None:
    """The last year of which is known what comes back."""
    return next((year for year in reversed(years) if year.reimbursed_next_year is not None), None)


def money_title(years: tuple[JobYear, ...], language: Language) -> str:
    """What a year's subsidy costs and what comes back."""
    year = settled(years)
    if year is None:
        return translate(language, "lks.years.money_title_none")
    return translate(
        language, "lks.years.money_title_back", year=year.year, cost=house.million(year.cost or 0.0, language),
        back=house.million(year.reimbursed_next_year or 0.0, language),
    )  # fmt: skip


def money_sentence(years: tuple[JobYear, ...], language: Language) -> str:
    """Cost and reimbursement of one job in words."""
    year = settled(years)
    if year is None:
        return translate(language, "lks.years.money_sentence_none")
    return translate(
        language, "lks.years.money_sentence", year=year.year, per_job=house.euro(year.cost_per_job or 0.0, language),
        back_per_job=house.euro(year.reimbursed_per_job or 0.0, language),
    )  # fmt: skip
