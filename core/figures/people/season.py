"""Seasonality: how far each month lies above or below a mean month, in and out."""

from __future__ import annotations

import functools
from typing import Any, Final

import altair as alt
import pyarrow as pa
from babel.dates import get_month_names

from core.figures.specs import built_once
from core.figures.theme import EXTENT, domain, extent_layer, finish, palette, value_axis
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 250


@functools.cache
def short_months(language: Language) -> tuple[str, ...]:
    """Twelve short names, January first."""
    names = get_month_names("abbreviated", locale=house.LOCALE[language])
    return tuple(names[month].rstrip(".") for month in range(1, 13))


@built_once
def season_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `season_frames`."""
    colours = palette(dark)
    kinds = [translate(language, f"volume.flows.group.{name}") for name in ("inflow", "outflow")]
    months = alt.X(
        "month:O",
        sort=list(short_months(language)),
        axis=alt.Axis(
            title=None, labelAngle=0, ticks=False, domain=False, labelOverlap=True, orient="bottom",
            description=translate(language, "volume.season.months"),
        ),
    )  # fmt: skip
    axis = value_axis(language, "volume.season.axis")
    axis.labelExpr = "datum.value == 0 ? '0' : format(datum.value, '+d')"
    y = alt.Y("percent:Q", scale=domain("y"), axis=axis)
    chart = alt.layer(
        extent_layer(),
        alt.Chart(alt.NamedData("season"))
        .mark_bar(aria=False)
        .encode(
            x=months,
            xOffset=alt.XOffset("kind:N", sort=kinds),
            y=y,
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=kinds, range=[colours.base, colours.history]),
                legend=alt.Legend(
                    title=None, orient="bottom", symbolType="square", offset=4, labelFontSize=13, labelColor=colours.text
                ),
            ),
            tooltip=[
                alt.Tooltip("month:O", title=translate(language, "volume.season.month")),
                alt.Tooltip("kind:N", title=" "),
                alt.Tooltip("percent:Q", title=translate(language, "volume.season.axis"), format="+.1f"),
            ],
        ),
        alt.Chart(alt.NamedData(EXTENT))
        .mark_rule(color=colours.text, strokeWidth=1, aria=False)
        .encode(y=alt.Y("zero:Q", scale=domain("y"))),
    )
    return finish(chart, language, colours, HEIGHT)


@functools.lru_cache(maxsize=16)
def season_frames(inflow: tuple[float, ...], outflow: tuple[float, ...], language: Language) -> dict[str, pa.Table]:
    """Datasets of the season chart, from twelve factors each."""
    percents = [100.0 * (factor - 1.0) for factor in (*inflow, *outflow)]
    kinds = [translate(language, f"volume.flows.group.{name}") for name in ("inflow", "outflow")]
    return {
        EXTENT: pa.table({"y_low": [10.0 * (min(percents) // 10)], "y_high": [10.0 * -(-max(percents) // 10)], "zero": [0.0]}),
        "season": pa.table(
            {
                "month": list(short_months(language)) * 2,
                "kind": [kind for kind in kinds for _ in range(12)],
                "factor": [*inflow, *outflow],
                "percent": percents,
            }
        ),
    }
