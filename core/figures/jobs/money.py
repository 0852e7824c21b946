"""What LKS jobs cost in a year, against what of it comes back a year later."""

from __future__ import annotations

from typing import Any, Final

import pyarrow as pa

from core.analysis.lks import JobYears
from core.figures.figure import Figure
from core.figures.jobs.yearly import bars_frames, bars_spec
from core.figures.specs import built_once
from core.figures.table import Cell, Column, Table, keyed
from core.text import format as house
from core.text.catalog import Language, translate

STEP: Final = 10.0
"""[EUR million]"""
KINDS: Final = ("cost", "back")


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    return bars_spec(language, dark, KINDS, "lks.years.money_axis", ",.1f")


def _frames(found: JobYears, language: Language) -> dict[str, pa.Table]:
    """Cost and what of it comes back [EUR million], with the difference over them."""
    known = [(year.year, year.cost, year.reimbursed_next_year) for year in found.years if year.cost is not None]
    pairs = [(cost, 0.0 if back is None else back) for _, cost, back in known]
    unknown = translate(language, "lks.years.unknown")
    over = [unknown if back is None else house.number(back - cost, language, 1) for _, cost, back in known]
    return bars_frames([year for year, _, _ in known], pairs, over, KINDS, STEP, language)


def _finding(found: JobYears, language: Language) -> str:
    """What a year's subsidy costs and what comes back."""
    year = found.settled
    if year is None:
        return translate(language, "lks.years.money_title_none")
    return translate(
        language, "lks.years.money_title_back", year=year.year, cost=house.million(year.cost or 0.0, language),
        back=house.million(year.reimbursed_next_year or 0.0, language),
    )  # fmt: skip


def _sentence(found: JobYears, language: Language) -> str:
    """Cost and reimbursement of one job, and why the years of the chart grow as they do."""
    year, note = found.settled, translate(language, "lks.years.money_note")
    if year is None:
        return f"{translate(language, 'lks.years.money_sentence_none')} {note}"
    said = translate(
        language, f"lks.years.{'money_sentence_fixed' if year.fixed else 'money_sentence'}", year=year.year, next=year.year + 1,
        per_job=house.euro(year.cost_per_job or 0.0, language), back_per_job=house.euro(year.reimbursed_per_job or 0.0, language),
    )  # fmt: skip
    return f"{said} {note}"


def _table(found: JobYears, language: Language) -> list[Table]:
    """Cost and what comes back, of all jobs and of one."""
    unknown, fixed = (translate(language, f"lks.years.{name}") for name in ("unknown", "fixed"))

    def cell(value: float | None) -> Cell:
        return unknown if value is None else value

    rows = [
        (
            str(year.year), cell(year.cost), cell(year.reimbursed_next_year), cell(year.cost_per_job),
            fixed if year.fixed and year.reimbursed_per_job is not None else cell(year.reimbursed_per_job),
        )
        for year in found.years
    ]  # fmt: skip
    decimals = {"year": 0, "cost_total": 1, "back_total": 1, "cost_job": 0, "back_job": 0}
    columns = [Column(translate(language, f"lks.years.{name}"), digits) for name, digits in decimals.items()]
    stems = ("lks_lasten@{}", "lks_reimbursed@{}", "lks_cost_per_job@{}", "lks_reimbursed_per_job@{}")
    traces = keyed([year.year for year in found.years], *stems)
    return [Table(translate(language, "lks.years.money_caption"), columns, rows, traces=traces)]


def _sources(found: JobYears) -> list[str]:
    return found.outlook.sources("lks_cost", "macro_lks", "lks_mean_jobs")


def _trace(found: JobYears) -> list[str]:
    if found.settled is None:
        return []
    names = ("lks_lasten", "lks_reimbursed", "lks_cost_per_job", "lks_reimbursed_per_job")
    known = [year.year for year in found.years if year.cost is not None and year.reimbursed_next_year is not None]
    return [f"{name}@{found.settled.year}" for name in names] + [f"apart:lks_lasten@{one}~lks_reimbursed@{one}" for one in known]


MONEY: Final = Figure("money", "lks.years.money_alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace)
