"""LKS jobs on the way to the target."""

from __future__ import annotations

import functools
from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.analysis.outcome import Paths
from core.baseline import Baseline
from core.facts import series
from core.figures.caseload import month_ends, month_names
from core.figures.theme import EXTENT, domain, extent_layer, finish, palette, value_axis, year_axis
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 220
STEP: Final = 500


@functools.cache
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
        target.mark_rule(color=colours.target, strokeWidth=1.5, clip=True, aria=False).encode(
            x=alt.X("from:Q", scale=domain("x")), x2="to:Q", y=y("value")
        ),
        target.mark_text(align="right", dy=-8, color=colours.target, fontWeight=600, aria=False).encode(
            x=alt.X("to:Q", scale=domain("x")), y=y("value"), text="text:N"
        ),
        history.mark_line(color=colours.history, strokeWidth=2, aria=False).encode(x=x, y=y("value")),
        history.mark_point(color=colours.history, filled=True, size=38, opacity=1, aria=False).encode(
            x=x,
            y=y("value"),
            tooltip=[
                alt.Tooltip("day:N", title=translate(language, "chart.history")),
                alt.Tooltip("value:Q", title=translate(language, "chart.lks.axis"), format=",.0f"),
            ],
        ),
        paths.mark_line(color=colours.base, strokeWidth=2, strokeDash=[6, 4], clip=True, aria=False).encode(x=x, y=y("base")),
        paths.mark_line(color=colours.scenario, strokeWidth=2.5, clip=True, aria=False).encode(x=x, y=y("scenario")),
        ends.mark_text(align="right", dy=16, color=colours.scenario, fontWeight=600, aria=False).encode(
            x=x, y=y("value"), text="text:N"
        ),
        paths.mark_rule(opacity=0, strokeWidth=7, aria=False).encode(
            x=x,
            tooltip=[
                alt.Tooltip("month:N", title=translate(language, "chart.hover.month")),
                alt.Tooltip("scenario:Q", title=translate(language, "chart.scenario"), format=",.0f"),
                alt.Tooltip("difference:Q", title=translate(language, "chart.hover.difference"), format="+,.0f"),
            ],
        ),
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
