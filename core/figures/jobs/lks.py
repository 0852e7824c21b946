"""LKS jobs on the way to the target."""

from __future__ import annotations

import functools
from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.analysis.outcome import Paths
from core.analysis.simulate import ByIdentity
from core.baseline import Baseline
from core.figures.lines import (
    DOT,
    base_and_scenario,
    counted,
    history_table,
    hover,
    hover_month,
    month_ends,
    month_names,
    published,
    scaled,
    target_rule,
)
from core.figures.specs import built_once
from core.figures.theme import EXTENT, domain, extent_layer, finish, palette, value_axis, year_axis
from core.model.calendar import year_of
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 220
STEP: Final = 500
USUAL: Final = 1000.0
"""Target from which a step is this large [jobs]."""


@built_once
def lks_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `lks_frames`."""
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


def lks_frames(paths: Paths, baseline: Baseline, language: Language) -> dict[str, pa.Table]:
    """Datasets of the LKS chart."""
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
