"""LKS jobs by how long they run, stacked, on the way to the target."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.lks import GROUPS
from core.figures.lines import month_ends, month_names, scaled, target_rule
from core.figures.specs import built_once
from core.figures.theme import EXTENT, domain, extent_layer, finish, palette, value_axis, year_axis
from core.model.parameters import Floats
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 340
STEP: Final = 500.0
USUAL: Final = 1000.0
"""Target from which a step is this large [jobs]."""
NAMES: Final = ("quarter", "half", "first_year", "longer")
"""The groups of `core.analysis.lks.GROUPS` by name, youngest first."""


@built_once
def tenure_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `tenure_frames`."""
    colours = palette(dark)
    x = alt.X("x:Q", scale=domain("x"), axis=year_axis(language))

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=domain("y"), axis=value_axis(language, "chart.lks.axis"))

    bands, target = alt.Chart(alt.NamedData("bands")), alt.Chart(alt.NamedData("target"))
    total = alt.Chart(alt.NamedData("total"))
    colour = alt.Color(
        "group:N",
        scale=alt.Scale(
            domain=[translate(language, f"lks.tenure.{name}") for name in NAMES],
            range=[colours.warning, colours.fifth, colours.history, colours.base],
        ),
        legend=alt.Legend(
            title=None, orient="bottom", columns=alt.ExprRef("width < 480 ? 2 : 4"), symbolType="square", offset=8,
            labelFontSize=13, labelLimit=320, labelColor=colours.text,
        ),
    )  # fmt: skip
    tooltip = [
        alt.Tooltip("month:N", title=translate(language, "chart.hover.month")),
        *(alt.Tooltip(f"{name}:Q", title=translate(language, f"lks.tenure.{name}"), format=",.0f") for name in reversed(NAMES)),
        alt.Tooltip("jobs:Q", title=translate(language, "lks.tenure.total"), format=",.0f"),
        alt.Tooltip("difference:Q", title=translate(language, "chart.hover.difference"), format="+,.0f"),
    ]
    rim = {"stroke": colours.background, "strokeWidth": 4, "color": colours.background}
    chart = alt.layer(
        extent_layer(),
        bands.mark_area(stroke=colours.background, strokeWidth=1.5, clip=True, aria=False).encode(
            x=x, y=y("low"), y2="high:Q", color=colour
        ),
        target_rule(target, y("value"), colours),
        target.mark_text(align="left", dy=-9, color=colours.target, fontWeight=600, aria=False).encode(
            x=alt.X("from:Q", scale=domain("x")), y=y("value"), text="text:N"
        ),
        total.mark_line(color=colours.background, strokeWidth=4, clip=True, aria=False).encode(x=x, y=y("base")),
        total.mark_line(color=colours.base, strokeWidth=2, strokeDash=[6, 4], clip=True, aria=False).encode(x=x, y=y("base")),
        total.mark_line(color=colours.scenario, strokeWidth=2.5, clip=True, aria=False).encode(x=x, y=y("jobs")),
        *(
            alt.Chart(alt.NamedData("ends"))
            .mark_text(align="right", dy=-10, fontWeight=600, aria=False, **style)
            .encode(x=x, y=y("value"), text="text:N")
            for style in (rim, {"color": colours.scenario})
        ),
        total.mark_rule(opacity=0, strokeWidth=8, aria=False).encode(x=x, tooltip=tooltip),
    )
    return finish(chart, language, colours, HEIGHT)


def tenure_frames(months: range, groups: Floats, base: Floats, target: float, language: Language) -> dict[str, pa.Table]:
    """Datasets of the tenure chart; `groups` is `(months, 4)` and `base` the basispad's jobs `(months,)` [jobs]."""
    x, jobs = month_ends(months), groups.sum(axis=1)
    # The longest running at the bottom: the part that stays.
    order = list(range(len(GROUPS)))[::-1]
    highs = np.cumsum(groups[:, order], axis=1)
    lows = highs - groups[:, order]
    step = scaled(STEP, target, USUAL)
    top = step * -(-(max(target, float(jobs.max()), float(base.max())) + 0.2 * step) // step)
    texts = [translate(language, f"lks.tenure.{NAMES[i]}") for i in order]
    end = float(x[-1])
    return {
        EXTENT: pa.table({"x_low": [float(x[0])], "x_high": [end + 0.03], "y_low": [0.0], "y_high": [top]}),
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
                **{NAMES[i]: groups[:, i] for i in range(len(NAMES))},
            }
        ),
        "ends": pa.table(
            {
                "x": [end],
                "value": [float(jobs[-1])],
                "text": [f"{translate(language, 'chart.scenario')} {house.number(float(jobs[-1]), language)}"],
            }
        ),
        "target": pa.table(
            {
                "from": [float(x[0]) + 0.05],
                "to": [end],
                "value": [target],
                "text": [translate(language, "chart.lks.target", value=house.number(target, language))],
            }
        ),
    }
