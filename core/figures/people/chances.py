"""How sure: the fan of the caseload, chances by month, and when the target is first reached."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.chances import Chances
from core.analysis.outcome import Paths
from core.analysis.uncertainty import QUANTILES, quantiles
from core.baseline import Baseline
from core.figures.lines import end_labels, hover, labels, month_ends, month_names, published, target_rule
from core.figures.specs import built_once
from core.figures.theme import (
    BAND_WIDE,
    EXTENT,
    Palette,
    domain,
    extent_layer,
    finish,
    palette,
    value_axis,
    year_axis,
)
from core.model.calendar import month_of
from core.text import format as house
from core.text.catalog import Language, translate

FAN_HEIGHT: Final = 340
HEIGHT: Final = 240
STEP: Final = 2000.0
BANDS: Final = (95, 80, 50)


@built_once
def fan_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Three bands around the scenario; takes the datasets of `fan_frames`."""
    colours = palette(dark)
    x = alt.X("x:Q", scale=domain("x"), axis=year_axis(language))

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=domain("y"), axis=value_axis(language, "chart.caseload.axis"))

    paths, history, target, ends = (alt.Chart(alt.NamedData(name)) for name in ("paths", "history", "target", "ends"))
    chart = alt.layer(
        extent_layer(),
        *(
            paths.mark_area(color=colours.scenario, opacity=BAND_WIDE, clip=True, aria=False).encode(
                x=x, y=y(f"low{band}"), y2=f"high{band}:Q"
            )
            for band in BANDS
        ),
        target_rule(target, y("value"), colours),
        *published(history, x, y("value"), colours, language, "chart.caseload.axis"),
        paths.mark_line(color=colours.scenario, strokeWidth=2.5, clip=True, aria=False).encode(x=x, y=y("scenario")),
        *labels(ends, x, y("label"), colours),
        hover(
            paths,
            x,
            [
                alt.Tooltip("month:N", title=translate(language, "chart.hover.month")),
                alt.Tooltip("scenario:Q", title=translate(language, "chart.scenario"), format=",.0f"),
                *(alt.Tooltip(f"band{band}:N", title=translate(language, f"onzekerheid.fan.band{band}")) for band in BANDS),
            ],
        ),
    )
    return finish(chart, language, colours, FAN_HEIGHT)


def fan_frames(paths: Paths, baseline: Baseline, history: pa.Table, language: Language) -> dict[str, pa.Table]:
    """Datasets of the fan; `history` is that of the caseload chart."""
    months = paths.draws.months
    x = month_ends(months)
    low95, low80, low50, _, high50, high80, high95 = quantiles(paths.draws.caseload.stock, QUANTILES)
    ends = {50: (low50, high50), 80: (low80, high80), 95: (low95, high95)}
    scenario = paths.run.caseload.stock[:, 0]
    target, end = baseline.value("target_volume"), float(x[-1])
    y_low = STEP * np.floor((min(float(low95.min()), target) - 300) / STEP)
    y_high = STEP * np.ceil((float(high95.max()) + 300) / STEP)
    shown = f"{translate(language, 'chart.scenario')} {house.number(scenario[-1], language)}"
    wanted = translate(language, "chart.caseload.target", value=house.number(target, language))
    return {
        EXTENT: pa.table({"x_low": [float(x[0]) - 3.0], "x_high": [end + 0.05], "y_low": [y_low], "y_high": [y_high]}),
        "paths": pa.table(
            {
                "x": x,
                "month": month_names(months, language),
                "scenario": scenario,
                **{f"{side}{band}": ends[band][i] for band in BANDS for i, side in enumerate(("low", "high"))},
                **{
                    f"band{band}": [
                        f"{house.number(low, language)} – {house.number(high, language)}"
                        for low, high in zip(*ends[band], strict=True)
                    ]
                    for band in BANDS
                },
            }
        ),
        "history": history,
        "target": pa.table({"from": [float(x[0])], "to": [end], "value": [target]}),
        "ends": end_labels(
            [("scenario", end, float(scenario[-1]), shown), ("target", end, target, wanted)],
            per_pixel=(y_high - y_low) / (FAN_HEIGHT - 60),
        ),
    }


def _part_axis(language: Language, key: str) -> alt.Axis:
    axis = value_axis(language, key, number=".0%")
    axis.tickCount = 5
    return axis


@built_once
def chance_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Chances by month; takes the datasets of `chance_frames`."""
    colours = palette(dark)
    x = alt.X("x:Q", scale=domain("x"), axis=year_axis(language))
    y = alt.Y("chance:Q", scale=domain("y"), axis=_part_axis(language, "onzekerheid.chance.axis"))
    lines, ends = alt.Chart(alt.NamedData("lines")), alt.Chart(alt.NamedData("ends"))
    colour, dash = _what(colours)
    written = ends.encode(x=x, y=alt.Y("label:Q", scale=domain("y")), text="text:N")
    place: dict[str, Any] = {"align": "right", "dy": -9, "fontWeight": 600, "aria": False}
    chart = alt.layer(
        extent_layer(),
        lines.mark_line(strokeWidth=2.5, clip=True, aria=False).encode(x=x, y=y, color=colour, strokeDash=dash, detail="what:N"),
        written.mark_text(**place, stroke=colours.background, strokeWidth=4),
        written.mark_text(**place).encode(color=colour),
        hover(
            lines,
            x,
            [
                alt.Tooltip("month:N", title=translate(language, "chart.hover.month")),
                alt.Tooltip("name:N", title=translate(language, "onzekerheid.chance.what")),
                alt.Tooltip("chance:Q", title=translate(language, "onzekerheid.chance.axis"), format=".0%"),
            ],
        ),
    )
    return finish(chart, language, colours, HEIGHT)


WHAT: Final = ("volume", "lks", "reserve")


def _what(colours: Palette) -> tuple[alt.Color, alt.StrokeDash]:
    names = list(WHAT)
    return (
        alt.Color(
            "what:N",
            scale=alt.Scale(domain=names, range=[colours.scenario, colours.base, colours.warning]),
            legend=None,
        ),
        alt.StrokeDash("what:N", scale=alt.Scale(domain=names, range=[[1, 0], [6, 4], [2, 2]]), legend=None),
    )


def chance_frames(chances: Chances, language: Language) -> dict[str, pa.Table]:
    """Datasets of the chances by month."""
    x = month_ends(chances.months)
    names = month_names(chances.months, language)
    values = {"volume": chances.volume, "lks": chances.lks, "reserve": chances.reserve_gone}
    words = {what: translate(language, f"onzekerheid.chance.{what}") for what in WHAT}
    # Labels stand at the right end, a line's height apart.
    order = sorted(WHAT, key=lambda what: float(values[what][-1]))
    heights: list[float] = []
    for what in order:
        heights.append(max(float(values[what][-1]), heights[-1] + 0.10 if heights else 0.0))
    over = max(0.0, heights[-1] - 1.02)
    return {
        EXTENT: pa.table({"x_low": [float(x[0])], "x_high": [float(x[-1]) + 0.05], "y_low": [0.0], "y_high": [1.0]}),
        "lines": pa.table(
            {
                "x": np.tile(x, len(WHAT)),
                "month": names * len(WHAT),
                "what": np.repeat(WHAT, len(x)),
                "name": np.repeat([words[what] for what in WHAT], len(x)),
                "chance": np.concatenate([values[what] for what in WHAT]),
            }
        ),
        "ends": pa.table(
            {
                "x": [float(x[-1])] * len(WHAT),
                "what": order,
                "label": [height - over for height in heights],
                "text": [f"{words[what]} {house.percent(float(values[what][-1]), language, 0)}" for what in order],
            }
        ),
    }


@built_once
def reached_spec(language: Language, dark: bool) -> dict[str, Any]:
    """When the target is first reached, per quarter; takes the datasets of `reached_frames`."""
    colours = palette(dark)
    x = alt.X("x:Q", scale=domain("x"), axis=year_axis(language))
    y = alt.Y("chance:Q", scale=domain("y"), axis=_part_axis(language, "onzekerheid.reached.axis"))
    bars, marks = alt.Chart(alt.NamedData("bars")), alt.Chart(alt.NamedData("marks"))
    chart = alt.layer(
        extent_layer(),
        bars.mark_bar(color=colours.scenario, opacity=0.8, clip=True, aria=False).encode(
            x=x,
            x2="end:Q",
            y=y,
            y2="zero:Q",
            tooltip=[
                alt.Tooltip("name:N", title=translate(language, "onzekerheid.reached.quarter_name")),
                alt.Tooltip("chance:Q", title=translate(language, "onzekerheid.reached.axis"), format=".1%"),
            ],
        ),
        marks.mark_rule(color=colours.target, strokeWidth=1.5, aria=False).encode(x=x),
        *(
            marks.mark_text(align="left", baseline="top", dx=5, dy=2, fontWeight=600, aria=False, **style).encode(
                x=x, y=alt.value(0), text="text:N"
            )
            for style in ({"stroke": colours.background, "strokeWidth": 4}, {"color": colours.target})
        ),
    )
    return finish(chart, language, colours, HEIGHT)


def quarters_of(chances: Chances) -> list[tuple[int, int, float]]:
    """First month, last month and chance of each quarter after the reference month."""
    found: list[tuple[int, int, float]] = []
    for month, chance in zip(chances.months[1:], chances.first_reached[1:], strict=True):
        if found and found[-1][0] // 3 == month // 3:
            found[-1] = (found[-1][0], month, found[-1][2] + float(chance))
        else:
            found.append((month, month, float(chance)))
    return found


def reached_frames(chances: Chances, baseline: Baseline, language: Language) -> dict[str, pa.Table]:
    """Datasets of when the target is first reached."""
    quarters = quarters_of(chances)
    x = month_ends(chances.months)
    target = baseline.quantity("target_volume").date
    gap = 0.03
    when = house.period_end(month_of(target), language)
    top = max(0.02, *(chance for _, _, chance in quarters))
    return {
        EXTENT: pa.table(
            {"x_low": [float(x[0])], "x_high": [float(x[-1]) + 0.05], "y_low": [0.0], "y_high": [np.ceil(top * 21) / 20]}
        ),
        "bars": pa.table(
            {
                "x": [first / 12.0 + gap for first, _, _ in quarters],
                "end": [(last + 1) / 12.0 - gap for _, last, _ in quarters],
                "chance": [chance for _, _, chance in quarters],
                "zero": [0.0] * len(quarters),
                "name": [
                    translate(language, "onzekerheid.reached.name", n=first % 12 // 3 + 1, year=first // 12)
                    for first, _, _ in quarters
                ],
            }
        ),
        "marks": pa.table(
            {
                "x": [target.year + target.month / 12.0],
                "text": [translate(language, "onzekerheid.reached.mark", when=when)],
            }
        ),
    }
