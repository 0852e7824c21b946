"""LKS jobs on the way to the target."""

from __future__ import annotations

import functools
from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.analysis.outlook import Outlook
from core.analysis.simulate import ByIdentity
from core.figures.figure import Figure
from core.figures.lines import (
    DOT,
    base_and_scenario,
    counted,
    history_table,
    hover,
    hover_month,
    month_ends,
    month_names,
    monthly_table,
    published,
    scaled,
    target_rule,
)
from core.figures.specs import built_once
from core.figures.table import Column, Table
from core.figures.theme import EXTENT, domain, extent_layer, finish, palette, value_axis, year_axis
from core.model.calendar import month_label, year_of
from core.model.reached import JOBS, at_most
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 220
STEP: Final = 500
USUAL: Final = 1000.0
"""Target from which a step is this large [jobs]."""


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    colours = palette(dark)
    x = alt.X("x:Q", scale=domain("x"), axis=year_axis(language))

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=domain("y"), axis=value_axis(language, "chart.lks.axis"))

    paths = alt.Chart(alt.NamedData("paths"))
    history = alt.Chart(alt.NamedData("history"))
    target = alt.Chart(alt.NamedData("target"))
    ends = alt.Chart(alt.NamedData("ends"))
    chart = alt.layer(
        extent_layer(),
        target_rule(target, y("value"), colours),
        target.mark_text(align="right", dy=-8, color=colours.target, fontWeight=600, aria=False).encode(
            x=alt.X("to:Q", scale=domain("x")), y=y("value"), text="text:N"
        ),
        *published(history, x, y("value"), colours, language, "chart.lks.axis"),
        *base_and_scenario(paths, x, y("base"), y("scenario"), colours),
        ends.mark_text(align="right", dy=16, color=colours.scenario, fontWeight=600, aria=False).encode(
            x=x, y=y("value"), text="text:N"
        ),
        hover(paths, x, hover_month(language)),
    )
    return finish(chart, language, colours, HEIGHT)


def _frames(outlook: Outlook, language: Language) -> dict[str, pa.Table]:
    """Datasets of the LKS chart."""
    paths, baseline = outlook.paths, outlook.baseline
    months = paths.run.months
    x = month_ends(months)
    scenario, base = paths.run.jobs.stock[:, 0], paths.base.jobs.stock[:, 0]
    target = baseline.value("lks_target")
    end = float(x[-1])
    highest = max(target, float(scenario.max()), float(base.max()), baseline.value("lks_jobs"))
    step = scaled(STEP, target, USUAL)
    return {
        EXTENT: pa.table(
            {
                "x_low": [year_of(months[0]) - 1.0],
                "x_high": [end + 0.05],
                "y_low": [0.0],
                "y_high": [step * -(-(highest + 0.2 * step) // step)],
            }
        ),
        "paths": pa.table(
            {
                "x": x,
                "month": month_names(months, language),
                "scenario": scenario,
                "base": base,
                "difference": scenario - base,
            }
        ),
        "history": _history(ByIdentity(baseline), language),
        "target": pa.table(
            {
                "from": [float(x[0])],
                "to": [end],
                "value": [target],
                "text": [translate(language, "chart.lks.target", value=house.number(target, language))],
            }
        ),
        "ends": pa.table(
            {
                "x": [end],
                "value": [float(scenario[-1])],
                "text": [f"{translate(language, 'chart.scenario')} {house.number(scenario[-1], language)}"],
            }
        ),
    }


@functools.lru_cache(maxsize=32)
def _history(key: ByIdentity, language: Language) -> pa.Table:
    """Counted stocks, and the stock at the reference month where that one was not counted."""
    baseline = key.baseline
    columns = counted(baseline.history.lks_jobs, language)
    jobs, reference = baseline.quantity("lks_jobs"), baseline.reference_month
    if jobs.status != "own":
        columns["x"].append((reference + 1) / 12)
        columns["value"].append(jobs.value)
        columns["day"].append(f"{house.month(reference, language)} ({translate(language, f'common.{jobs.status}')})")
        columns["dot"].append(DOT)
    return history_table(columns)


def _finding(outlook: Outlook, language: Language) -> str:
    """What the LKS chart finds."""
    paths, baseline = outlook.paths, outlook.baseline
    gap = round(baseline.value("lks_target")) - round(paths.outcome.lks_jobs)
    return house.capital(
        translate(
            language,
            f"verkenner.lks.title_{'reached' if at_most(paths.outcome.lks_gap, 0.0, JOBS) else 'short'}",
            when=house.period_end(paths.outcome.lks_month, language),
            gap=house.number(gap, language),
            target=house.number(baseline.value("lks_target"), language),
        )
    )


def _sentence(outlook: Outlook, language: Language) -> str:
    """The LKS chart in words."""
    paths, baseline = outlook.paths, outlook.baseline
    return translate(
        language,
        "verkenner.lks.sentence",
        when=house.capital(house.period_end(paths.outcome.lks_month, language)),
        jobs=house.number(paths.outcome.lks_jobs, language),
        target=house.number(baseline.value("lks_target"), language),
        base=house.number(paths.base_outcome.lks_jobs, language),
    )


def _table(outlook: Outlook, language: Language) -> list[Table]:
    """Both paths by month."""
    scenario, base = outlook.paths.run.jobs.stock[:, 0], outlook.paths.base.jobs.stock[:, 0]
    named = {"scenario": scenario, "base": base, "difference": scenario - base}
    columns = [(Column(translate(language, f"verkenner.table.{name}")), values) for name, values in named.items()]
    return [monthly_table("verkenner.table.caption_lks", columns, outlook.paths.run.months, language)]


def _sources(outlook: Outlook) -> list[str]:
    return outlook.sources("lks_jobs", "lks_growth", "lks_target", "lks_first_year_dropout", "lks_later_dropout")


def _trace(outlook: Outlook) -> list[str]:
    return [f"lks_jobs@{month_label(outlook.paths.outcome.lks_month)}"]


LKS: Final = Figure("lks", "chart.lks.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace)
