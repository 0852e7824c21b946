"""LKS jobs by how long they run, stacked, on the way to the target."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.family import family_of_one
from core.analysis.lks import GROUPS, JobsByTenure
from core.figures.canvas import canvas, data, extent, named_colours, squares
from core.figures.ends import ENDS, MARGIN, end_labels
from core.figures.figure import Figure
from core.figures.jobs.lks import aim_line, aims, job_ends
from core.figures.lines import month_ends, month_names, monthly_table, scaled, target_rule
from core.figures.specs import built_once
from core.figures.table import Column, Table
from core.figures.theme import EXTENT, value_axis, year_axis
from core.model.calendar import month_label
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 300
STEP: Final = 500.0
USUAL: Final = 1000.0
"""Target from which a step is this large [jobs]."""
NAMES: Final = ("quarter", "half", "first_year", "longer")
"""The groups of `core.analysis.lks.GROUPS` by name, youngest first."""


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    on = canvas(language, dark, x=year_axis(), y=value_axis(language, "chart.lks.axis"), right=MARGIN)
    colours, x, y = on.colours, on.x(), on.y
    bands, target, total = map(data, ("bands", "target", "total"))
    tooltip = [
        on.tip("month:N", "chart.hover.month"),
        *(on.tip(f"{name}:Q", f"lks.tenure.{name}", ",.0f") for name in reversed(NAMES)),
        on.tip("jobs:Q", "lks.tenure.total", ",.0f"),
        on.tip("difference:Q", "chart.hover.difference", "+,.0f"),
    ]
    return on.finish(
        HEIGHT,
        bands.mark_area(stroke=colours.background, strokeWidth=1.5, clip=True, aria=False).encode(
            x=x,
            y=y("low"),
            y2="high:Q",
            color=named_colours(
                "group",
                [on.say(f"lks.tenure.{name}") for name in NAMES],
                [colours.warning, colours.fifth, colours.history, colours.base],
                squares(on, columns=alt.ExprRef("width < 480 ? 2 : 4"), offset=8, labelLimit=320),
            ),
        ),
        target_rule(target, y("value"), colours),
        total.mark_line(color=colours.background, strokeWidth=4, clip=True, aria=False).encode(x=x, y=y("base")),
        total.mark_line(color=colours.base, strokeWidth=2, strokeDash=[6, 4], clip=True, aria=False).encode(x=x, y=y("base")),
        total.mark_line(color=colours.scenario, strokeWidth=2.5, clip=True, aria=False).encode(x=x, y=y("jobs")),
        *end_labels(on, {"scenario": colours.scenario, "base": colours.base, "target": colours.target}),
        total.mark_rule(opacity=0, strokeWidth=8, aria=False).encode(x=x, tooltip=tooltip),
    )


def _frames(found: JobsByTenure, language: Language) -> dict[str, pa.Table]:
    months, groups, base, target = found.months, found.groups, found.base, aims(found.outlook.baseline)
    x, jobs = month_ends(months), groups.sum(axis=1)
    # The longest running at the bottom: the part that stays.
    order = list(range(len(GROUPS)))[::-1]
    highs = np.cumsum(groups[:, order], axis=1)
    lows = highs - groups[:, order]
    step = scaled(STEP, (target or [float(jobs[0])])[0], USUAL)
    top = step * -(-(max([*target, float(jobs.max()), float(base.max())]) + 0.2 * step) // step)
    start, end = float(x[0]), float(x[-1])
    texts = [translate(language, f"lks.tenure.{NAMES[i]}") for i in order]
    return {
        EXTENT: extent(x=(start, end + 0.03), y=(0.0, top)),
        "bands": pa.table(
            {
                "x": np.tile(x, len(order)),
                "low": lows.T.ravel(),
                "high": highs.T.ravel(),
                "group": [text for text in texts for _ in months],
            }
        ),
        "total": pa.table(
            {
                "x": x,
                "month": month_names(months, language),
                "jobs": jobs,
                "base": base,
                "difference": jobs - base,
                **{name: groups[:, i] for i, name in enumerate(NAMES)},
            }
        ),
        "ends": pa.Table.from_pylist(job_ends(family_of_one(found.outlook), 1, language)[0], ENDS),
        "target": aim_line(target, start, end),
    }


def _when(found: JobsByTenure, language: Language) -> str:
    return house.capital(house.period_end(found.outlook.paths.outcome.lks_month, language))


def _finding(found: JobsByTenure, language: Language) -> str:
    """Which part of the jobs in the target's month runs a year or longer."""
    share = house.percent(found.share_of_a_year, language, 0)
    return translate(language, "lks.tenure.title", when=_when(found, language), share=share)


def _sentence(found: JobsByTenure, language: Language) -> str:
    """The jobs of the target's month, a year or longer and shorter, beside the basispad's."""
    numbers = {"longer": found.a_year, "young": found.shorter, "base": found.outlook.paths.base_outcome.lks_jobs}
    said = {name: house.number(value, language) for name, value in numbers.items()}
    return f"{translate(language, 'lks.tenure.sentence', when=_when(found, language), **said)} {_spread(found, language)}"


def _spread(found: JobsByTenure, language: Language) -> str:
    """Where the jobs at the start and their spread come from."""
    baseline = found.outlook.baseline
    if baseline.origin is None:
        return translate(language, "lks.tenure.spread")
    counted, month = baseline.history.lks_jobs[-1].date, baseline.reference_month
    return translate(
        language, "lks.tenure.carried", counted=house.date(counted, language), title=baseline.origin.title[language],
        month=house.month(month, language),
    )  # fmt: skip


def _table(found: JobsByTenure, language: Language) -> list[Table]:
    """The groups by month, and all jobs."""
    columns = [(Column(translate(language, f"lks.tenure.{name}")), found.groups[:, i]) for i, name in enumerate(NAMES)]
    columns.append((Column(translate(language, "lks.tenure.total")), found.groups.sum(axis=1)))
    traces = (*(f"tenure_group:{name}@{{}}" for name in NAMES), "lks_jobs@{}")
    return [monthly_table("lks.tenure.caption", columns, found.months, language, traces=traces)]


def _sources(found: JobsByTenure) -> list[str]:
    return found.outlook.sources("lks_jobs", "lks_growth", "lks_target", "lks_first_year_dropout", "lks_later_dropout")


def _trace(found: JobsByTenure) -> list[str]:
    month = month_label(found.outlook.paths.outcome.lks_month)
    names = ("lks_jobs", "lks_jobs_first_year", "tenure_group:longer", "tenure_share")
    return [f"{name}@{month}" for name in names]


TENURE: Final = Figure("tenure", "lks.tenure.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace)
