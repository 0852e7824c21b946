"""What part of started LKS jobs still runs after some months, under both readings of the letter."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.lks import SURVIVAL_MONTHS, Reading
from core.figures.specs import built_once
from core.figures.theme import EXTENT, domain, extent_layer, finish, palette, value_axis
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 250
COVERED: Final = 14
"""Months at the end of the axis that a label covers."""
SAME: Final = 0.02
"""Dropouts closer than this are one line to the eye [share]."""
IDS: Final = ("of_started", "of_ended", "scenario")


@built_once
def survival_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `survival_frames`."""
    colours = palette(dark)
    axis = alt.Axis(
        title=translate(language, "lks.survival.months"), description=translate(language, "lks.survival.months"),
        values=list(range(0, SURVIVAL_MONTHS + 1, 6)), grid=False, format="d",
    )  # fmt: skip
    x = alt.X("x:Q", scale=domain("x"), axis=axis)

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=domain("y"), axis=value_axis(language, "lks.survival.axis"))

    colour = alt.Color(
        "role:N",
        scale=alt.Scale(domain=list(IDS), range=[colours.base, colours.fifth, colours.scenario]),
        legend=None,
    )
    dash = alt.StrokeDash("role:N", scale=alt.Scale(domain=list(IDS), range=[[6, 4], [2, 3], [1, 0]]), legend=None)
    curves, ends = alt.Chart(alt.NamedData("curves")), alt.Chart(alt.NamedData("ends"))
    written = ends.encode(x=x, y=y("label"), text="text:N")
    chart = alt.layer(
        extent_layer(),
        alt.Chart(alt.NamedData(EXTENT))
        .mark_rule(color=colours.muted, strokeWidth=1, aria=False)
        .encode(x=alt.X("year:Q", scale=domain("x"), axis=axis)),
        curves.mark_line(strokeWidth=2.5, clip=True, aria=False).encode(x=x, y=y("jobs"), color=colour, strokeDash=dash),
        written.mark_text(align="right", fontWeight=600, stroke=colours.background, strokeWidth=4, aria=False),
        written.mark_text(align="right", fontWeight=600, aria=False).encode(color=colour),
        curves.mark_rule(opacity=0, strokeWidth=8, aria=False).encode(
            x=x,
            tooltip=[
                alt.Tooltip("x:Q", title=translate(language, "lks.survival.months")),
                *(alt.Tooltip(f"{name}:Q", title=translate(language, f"lks.survival.{name}"), format=".0f") for name in IDS),
            ],
        ),
    )
    return finish(chart, language, colours, HEIGHT)


def survival_frames(found: tuple[Reading, ...], language: Language) -> dict[str, pa.Table]:
    """Datasets of the survival chart; jobs left of 100 that start."""
    months = np.arange(SURVIVAL_MONTHS + 1, dtype=np.float64)
    by_id = {reading.id: 100.0 * reading.survival for reading in found}
    return {
        EXTENT: pa.table({"x_low": [0.0], "x_high": [float(SURVIVAL_MONTHS)], "y_low": [0.0], "y_high": [100.0], "year": [12.0]}),
        "curves": pa.table(
            {
                "x": np.tile(months, len(by_id)),
                "role": [name for name in by_id for _ in months],
                "jobs": np.concatenate(list(by_id.values())),
                **{name: np.tile(values, len(by_id)) for name, values in by_id.items()},
            }
        ),
        "ends": _labels(found, language),
    }


def _labels(found: tuple[Reading, ...], language: Language) -> pa.Table:
    """A name per curve: the lowest under its end, the others over what their text covers, none over another."""
    pixel = 100.0 / (HEIGHT - 60)
    scenario = next(reading for reading in found if reading.id == "scenario")
    same = [r for r in found if r is not scenario and abs(r.first_year_dropout - scenario.first_year_dropout) < SAME]
    # A reading that the scenario follows lies under its line and is named with it.
    names = {r.id: f"lks.survival.label_{r.id}" for r in found}
    if same:
        names[scenario.id] = f"lks.survival.label_scenario_{same[0].id}"
    order = sorted(
        (reading for reading in found if all(reading is not r for r in same)),
        key=lambda reading: (float(reading.survival[-1]), IDS.index(reading.id)),
    )
    heights = [100.0 * float(order[0].survival[-1]) - 14.0 * pixel]
    for reading in order[1:]:
        over = 100.0 * float(reading.survival[SURVIVAL_MONTHS - COVERED]) + 12.0 * pixel
        heights.append(max(over, heights[-1] + 18.0 * pixel))
    return pa.table(
        {
            "role": [reading.id for reading in order],
            "x": [float(SURVIVAL_MONTHS)] * len(order),
            "label": heights,
            "text": [
                translate(language, names[reading.id], dropout=house.percent(reading.first_year_dropout, language, 0))
                for reading in order
            ],
        }
    )
