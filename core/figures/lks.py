"""LKS jobs on the way to the target."""

from __future__ import annotations

import functools
from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.analysis.outcome import Paths
from core.baseline import Baseline
from core.facts import series
from core.figures.lines import base_and_scenario, hover, hover_month, month_ends, month_names, published, target_rule
from core.figures.specs import built_once
from core.figures.theme import EXTENT, domain, extent_layer, finish, palette, value_axis, year_axis
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 220
STEP: Final = 500


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
    highest = max(target, float(scenario.max()), float(base.max()))
    return {
        EXTENT: pa.table(
            {"x_low": [2022.0], "x_high": [end + 0.05], "y_low": [0.0], "y_high": [STEP * -(-(highest + 100) // STEP)]}
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
        "history": _history(months[0], baseline.value("lks_jobs"), language),
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


@functools.cache
def _history(reference: int, jobs: float, language: Language) -> pa.Table:
    """Published stocks, and the stock at the reference month that was derived from them."""
    points = series("rotterdam_lks_stock").observations
    derived = f"{house.month(reference, language)} ({translate(language, 'common.derived')})"
    return pa.table(
        {
            "x": [point.date.year + point.date.month / 12 for point in points] + [(reference + 1) / 12],
            "value": [point.value for point in points] + [jobs],
            "day": [house.date(point.date, language) for point in points] + [derived],
        }
    )
