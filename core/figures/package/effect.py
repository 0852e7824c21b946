"""The package of measures: what it avoids over time, what each measure adds, and when each of them runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.contribution import Contribution
from core.figures.lines import hover, month_ends, month_names
from core.figures.money.bridge import written_rows
from core.figures.specs import built_once
from core.figures.theme import (
    EXTENT,
    domain,
    extent_layer,
    finish,
    finish_rows,
    palette,
    value_axis,
    year_axis,
)
from core.model.measures import Measure
from core.text import format as house
from core.text.catalog import Language, translate

EFFECT_HEIGHT: Final = 340
ROW: Final = 40
"""Height of one measure in the charts with a row per measure: a line of text and a bar [px]."""
STEP: Final = 50.0
LABEL_MONTHS: Final = 4
"""Months over which the label at the end of the line stretches."""


@built_once
def effect_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `effect_frames`."""
    colours = palette(dark)
    x = alt.X("x:Q", scale=domain("x"), axis=year_axis(language))

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=domain("y"), axis=value_axis(language, "impulspakket.effect.axis"))

    path, end = alt.Chart(alt.NamedData("path")), alt.Chart(alt.NamedData("end"))
    chart = alt.layer(
        extent_layer(),
        path.mark_area(color=colours.scenario, opacity=0.16, clip=True, aria=False).encode(x=x, y=y("avoided"), y2="zero:Q"),
        path.mark_rule(color=colours.muted, strokeWidth=1, aria=False).encode(y=y("zero")),
        path.mark_line(color=colours.scenario, strokeWidth=2.5, clip=True, aria=False).encode(x=x, y=y("avoided")),
        end.mark_text(align="right", fontWeight=600, stroke=colours.background, strokeWidth=4, aria=False).encode(
            x=x, y=y("label"), text="text:N"
        ),
        end.mark_text(align="right", fontWeight=600, color=colours.scenario, aria=False).encode(x=x, y=y("label"), text="text:N"),
        hover(
            path,
            x,
            [
                alt.Tooltip("month:N", title=translate(language, "chart.hover.month")),
                alt.Tooltip("avoided:Q", title=translate(language, "impulspakket.effect.axis"), format=",.0f"),
                alt.Tooltip("jobs:Q", title=translate(language, "impulspakket.effect.jobs"), format="+,.0f"),
            ],
        ),
    )
    return finish(chart, language, colours, EFFECT_HEIGHT)


def effect_frames(package: Contribution, months: range, language: Language) -> dict[str, pa.Table]:
    """Datasets of the effect chart: benefits that are not there thanks to the package."""
    x = month_ends(months)
    avoided = 0.0 - package.part.volume
    low = STEP * float(np.floor(min(float(avoided.min()), 0.0) / STEP))
    high = STEP * float(np.ceil((1.12 * max(float(avoided.max()), 0.0) + 5.0) / STEP))
    # Under the line where it falls, so that the line does not run through its own label.
    falls = len(x) > LABEL_MONTHS and avoided[-1] < avoided[-LABEL_MONTHS]
    beside = (high - low) / EFFECT_HEIGHT * (-20.0 if falls else 14.0)
    return {
        EXTENT: pa.table({"x_low": [float(x[0])], "x_high": [float(x[-1]) + 0.05], "y_low": [low], "y_high": [high]}),
        "path": pa.table(
            {
                "x": x,
                "month": month_names(months, language),
                "avoided": avoided,
                "jobs": package.part.lks_jobs,
                "zero": np.zeros(len(x)),
            }
        ),
        "end": pa.table(
            {
                "x": [float(x[-1])],
                "label": [float(avoided[-1]) + beside],
                "text": [translate(language, "impulspakket.effect.end", value=house.number(avoided[-1], language))],
            }
        ),
    }


def _assumed() -> dict[str, Any]:
    """What rests on an assumption is pale with a dashed edge."""
    return {
        "fillOpacity": alt.condition("datum.assumed", alt.value(0.22), alt.value(1.0)),
        "strokeDash": alt.condition("datum.assumed", alt.value([4, 3]), alt.value([1, 0])),
    }


@built_once
def parts_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `parts_frames`."""
    colours = palette(dark)
    rows = alt.Y("name:N", sort=None, axis=None)
    axis = alt.Axis(
        title=translate(language, "impulspakket.parts.axis"), description=translate(language, "impulspakket.parts.axis"),
        titleAnchor="start", tickCount=5, format=",.0f", domain=False, ticks=False,
    )  # fmt: skip
    parts = alt.Chart(alt.NamedData("parts"))

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=domain("x"), axis=axis)

    chart = alt.layer(
        extent_layer(),
        parts.mark_bar(size=11, yOffset=9, color=colours.scenario, stroke=colours.scenario, strokeWidth=1, aria=False).encode(
            y=rows,
            x=x("zero"),
            x2="avoided:Q",
            tooltip=[
                alt.Tooltip("label:N", title=" "),
                alt.Tooltip("avoided:Q", title=translate(language, "impulspakket.parts.axis"), format=",.1f"),
                alt.Tooltip("evidence:N", title=translate(language, "impulspakket.evidence.title")),
            ],
            **_assumed(),
        ),
        parts.mark_rule(yOffset=9, color=colours.text, strokeWidth=2, aria=False).encode(y=rows, x=x("low"), x2="high:Q"),
        *written_rows(parts, rows, colours),
    )
    return finish_rows(chart, language, colours, ROW)


def parts_frames(
    measures: Sequence[Contribution], names: Sequence[str], evidence: Sequence[str], language: Language
) -> dict[str, pa.Table]:
    """Datasets of the contribution chart, the largest first."""
    order = sorted(range(len(measures)), key=lambda i: -measures[i].part.benefit_years_avoided)
    avoided = [measures[i].part.benefit_years_avoided for i in order]
    error = [abs(measures[i].error.benefit_years_avoided) for i in order]
    return {
        EXTENT: pa.table({"x_low": [min(0.0, *avoided)], "x_high": [max(1.0, *(1.02 * value for value in avoided))]}),
        "parts": pa.table(
            {
                "name": [f"{place:03d} {names[i]}" for place, i in enumerate(order)],
                "label": [
                    f"{names[i]}: {house.number(value, language)} ({evidence[i]})"
                    for i, value in zip(order, avoided, strict=True)
                ],
                "evidence": [evidence[i] for i in order],
                "zero": [0.0] * len(order),
                "avoided": avoided,
                "low": [value - wide for value, wide in zip(avoided, error, strict=True)],
                "high": [value + wide for value, wide in zip(avoided, error, strict=True)],
                "assumed": [measures[i].assumption for i in order],
            }
        ),
    }


@built_once
def runs_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `runs_frames`."""
    colours = palette(dark)
    rows = alt.Y("name:N", sort=None, axis=None)
    runs = alt.Chart(alt.NamedData("runs"))
    axis = year_axis(language)

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=domain("x"), axis=axis)

    tooltip = [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("first:N", title=translate(language, "impulspakket.field.start")),
        alt.Tooltip("full_month:N", title=translate(language, "impulspakket.runs.full")),
        alt.Tooltip("last:N", title=translate(language, "impulspakket.field.end")),
    ]

    def bar(opacity: float) -> alt.Chart:
        layer: alt.Chart = runs.mark_bar(size=11, yOffset=9, color=colours.base, clip=True, opacity=opacity, aria=False)
        return layer

    chart = alt.layer(
        extent_layer(),
        bar(0.4).encode(y=rows, x=x("start"), x2="full:Q", tooltip=tooltip),
        bar(1.0).encode(y=rows, x=x("full"), x2="end:Q", tooltip=tooltip),
        *written_rows(runs, rows, colours),
    )
    return finish_rows(chart, language, colours, ROW)


def runs_frames(measures: Sequence[Measure], names: Sequence[str], months: range, language: Language) -> dict[str, pa.Table]:
    """Datasets of the time line: from the first month, at full strength after the ramp, to the end or on."""
    low, high = months[0] / 12.0, (months[-1] + 1) / 12.0
    starts = [measure.start / 12.0 for measure in measures]
    ends = [high if measure.end is None else (measure.end + 1) / 12.0 for measure in measures]
    fulls = [
        min(start + max(measure.ramp_months - 1, 0) / 12.0, max(end, start))
        for start, end, measure in zip(starts, ends, measures, strict=True)
    ]
    still = translate(language, "impulspakket.runs_on")
    return {
        EXTENT: pa.table({"x_low": [low], "x_high": [high + 0.05]}),
        "runs": pa.table(
            {
                "name": [f"{place:03d} {name}" for place, name in enumerate(names)],
                "label": list(names),
                "start": starts,
                "full": fulls,
                "end": [max(end, full) for end, full in zip(ends, fulls, strict=True)],
                "first": [house.month(measure.start, language) for measure in measures],
                "full_month": [house.month(measure.start + max(measure.ramp_months - 1, 0), language) for measure in measures],
                "last": [still if measure.end is None else house.month(measure.end, language) for measure in measures],
            }
        ),
    }
