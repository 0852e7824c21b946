"""LKS jobs per year: what starts and what ends."""

from __future__ import annotations

from typing import Any, Final

import pyarrow as pa

from core.analysis.lks import JobYears
from core.figures.figure import Figure
from core.figures.jobs.yearly import bars_frames, bars_spec
from core.figures.specs import built_once
from core.figures.table import Column, Table, keyed
from core.model.calendar import month_of_year
from core.text import format as house
from core.text.catalog import Language, translate, translate_count

STEP: Final = 200.0
KINDS: Final = ("starts", "ends")


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    return bars_spec(language, dark, KINDS, "lks.years.axis", ",.0f")


def _frames(found: JobYears, language: Language) -> dict[str, pa.Table]:
    """Starts and ends of each year, with the net number over them."""
    years = found.years
    pairs = [(year.starts, year.ends) for year in years]
    net = [house.signed(year.net, language) for year in years]
    return bars_frames([year.year for year in years], pairs, net, KINDS, STEP, language)


def _finding(found: JobYears, language: Language) -> str:
    """Whether more jobs start than end in the last year."""
    last = found.years[-1]
    return translate_count(
        language, f"lks.years.title_{house.side_of(last.net, 'up', 'down', 'even')}", abs(last.net),
        year=last.year, net=house.number(abs(last.net), language),
    )  # fmt: skip


def _sentence(found: JobYears, language: Language) -> str:
    """Starts and ends of the last year, and that the first year is a part of one."""
    last, first_month = found.years[-1], found.outlook.paths.run.months[1]
    numbers = {"starts": last.starts, "ends": last.ends, "first": last.first_year_exits, "later": last.later_exits}
    shown = {name: house.number(value, language) for name, value in numbers.items()}
    said = translate(language, "lks.years.sentence", year=last.year, **shown)
    if month_of_year(first_month) == 0:
        return said
    return f"{said} {translate(language, 'lks.years.part', month=house.month(first_month, language))}"


def _table(found: JobYears, language: Language) -> list[Table]:
    """Each year from its begin to its end."""
    rows = [
        (
            str(year.year), year.start, year.starts, year.first_year_exits, year.later_exits, year.ends, year.net, year.end,
        )
        for year in found.years
    ]  # fmt: skip
    names = ("year", "start", "starts", "first", "later", "ends", "net", "end")
    columns = [Column(translate(language, f"lks.years.{name}"), signed=name == "net") for name in names]
    stems = ("year_jobs:start", "lks_starts", "lks_first_year_exits", "lks_later_exits", "lks_exits", "lks_net", "year_jobs:end")
    traces = keyed([year.year for year in found.years], *(f"{stem}@{{}}" for stem in stems))
    return [Table(translate(language, "lks.years.caption"), columns, rows, traces=traces)]


def _sources(found: JobYears) -> list[str]:
    return found.outlook.sources("lks_jobs", "lks_growth", "lks_first_year_dropout")


def _trace(found: JobYears) -> list[str]:
    return [
        f"{name}@{found.years[-1].year}"
        for name in ("lks_starts", "lks_exits", "lks_first_year_exits", "lks_later_exits", "lks_net")
    ] + [f"lks_net@{one.year}" for one in found.years]


STARTS_ENDS: Final = Figure("jobs", "lks.years.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace)
