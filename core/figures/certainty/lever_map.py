"""Two levers across and up: how likely the target is for each pair, where the city was, and where the scenario stands."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.lever_map import LEVELS, LeverMap, Past, Standing
from core.figures.theme import EXTENT, domain, extent_layer, finish, palette
from core.model.parameters import Floats
from core.scenario import LEVER
from core.text import levers
from core.text.catalog import Language, translate
from core.text.sentences_needed import odds, past_name

HEIGHT: Final = 440
PICK: Final = "pick"
"""Name of the selection that a click makes; it gives the `column` and the `row` of a cell."""
_DEEPEST: Final = 0.55


@functools.cache
def map_spec(language: Language, dark: bool, x: str, y: str) -> dict[str, Any]:
    """Specification for a pair of levers; takes the datasets of `map_frames`."""
    colours = palette(dark)

    def axis(lever: str, *, up: bool) -> alt.Axis:
        title = translate(language, "needed.map.axis", name=levers.name(lever, language), unit=levers.unit(lever, language))
        place: dict[str, Any] = (
            {"titleAnchor": "start", "titleAlign": "left", "titleAngle": 0, "titleX": 0, "titleY": -14} if up else {}
        )
        return alt.Axis(
            title=title, description=title, tickCount=5, format=f",.{LEVER[lever].decimals}f", grid=False, domain=False, **place
        )

    across = alt.X("x:Q", scale=domain("x"), axis=axis(x, up=False))
    up = alt.Y("y:Q", scale=domain("y"), axis=axis(y, up=True))
    pick = alt.selection_point(name=PICK, fields=["column", "row", "turn"], on="click", toggle=False, clear=False)
    tooltip = [
        alt.Tooltip("at_x:Q", title=levers.name(x, language), format=f",.{LEVER[x].decimals}f"),
        alt.Tooltip("at_y:Q", title=levers.name(y, language), format=f",.{LEVER[y].decimals}f"),
        alt.Tooltip("chance:Q", title=translate(language, "needed.map.chance"), format=".0%"),
        alt.Tooltip("median:Q", title=translate(language, "needed.map.median"), format=",.0f"),
    ]
    cells, lines = alt.Chart(alt.NamedData("cells")), alt.Chart(alt.NamedData("lines"))
    names, past = alt.Chart(alt.NamedData("names")), alt.Chart(alt.NamedData("past"))
    here, known = alt.Chart(alt.NamedData("here")), alt.Chart(alt.NamedData("known"))
    deepest = mixed(colours.background, colours.target, _DEEPEST)
    rim: dict[str, Any] = {"stroke": colours.background, "strokeWidth": 4, "color": colours.background}
    role = alt.Color(
        "role:N",
        scale=alt.Scale(domain=["here", "base"], range=[colours.scenario, colours.base]),
        legend=None,
    )

    side: dict[str, Any] = {"align": alt.ExprRef("datum.left ? 'right' : 'left'"), "dx": alt.ExprRef("datum.left ? -9 : 9")}
    # On a phone there is only room for the year.
    side["text"] = alt.ExprRef("width < 560 ? datum.year : datum.text")

    def written(chart: alt.Chart, text: str, **style: Any) -> list[alt.Chart]:
        spot = chart.encode(x=across, y=up, text=f"{text}:N")
        return [
            spot.mark_text(aria=False, **(style | rim)),
            spot.mark_text(aria=False, **style),
        ]

    chart = alt.layer(
        extent_layer(),
        cells.mark_rect(clip=True, aria=False, cursor="pointer", stroke=None)
        .encode(
            x=across,
            x2="x2:Q",
            y=up,
            y2="y2:Q",
            color=alt.Color(
                "chance:Q",
                scale=alt.Scale(domain=[0.0, 1.0], range=[colours.background, deepest], interpolate="rgb"),
                legend=None,
            ),
            tooltip=tooltip,
        )
        .add_params(pick),
        known.mark_rect(filled=False, stroke=colours.muted, strokeDash=[4, 3], strokeWidth=1.25, clip=True, aria=False).encode(
            x=across, x2="x2:Q", y=up, y2="y2:Q"
        ),
        *written(known, "text", align="left", baseline="bottom", dx=5, dy=-5, color=colours.muted),
        lines.mark_rule(color=colours.target, strokeCap="round", clip=True, aria=False).encode(
            x=across,
            x2="x2:Q",
            y=up,
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth(
                "level:O", scale=alt.Scale(domain=list(LEVELS), range=[1.5, 3.5]), legend=None
            ),
        ),
        *written(names, "text", align="center", fontWeight=600, color=colours.target),
        past.mark_point(color=colours.history, filled=True, opacity=1, size=70, clip=True, aria=False).encode(
            x=across,
            y=up,
            shape=alt.Shape("kind:N", scale=alt.Scale(domain=["city", "peers"], range=["circle", "diamond"]), legend=None),
        ),
        *(
            past.mark_text(baseline="middle", aria=False, **side, **style).encode(x=across, y=up)
            for style in (rim, {"color": colours.muted})
        ),
        here.mark_point(size=190, strokeWidth=7, filled=False, opacity=1, color=colours.background, aria=False).encode(
            x=across, y=up
        ),
        here.mark_point(size=190, strokeWidth=3, filled=False, opacity=1, aria=False).encode(x=across, y=up, color=role),
        here.mark_text(align="left", baseline="middle", dx=13, fontWeight=600, aria=False, **rim).encode(
            x=across, y=up, text="text:N"
        ),
        here.mark_text(align="left", baseline="middle", dx=13, fontWeight=600, aria=False).encode(
            x=across, y=up, text="text:N", color=role
        ),
    )  # fmt: skip
    return finish(chart, language, colours, HEIGHT)


def map_frames(
    found: LeverMap,
    here: Standing,
    base: tuple[float, float],
    known: Sequence[tuple[float, float]],
    past: Sequence[Past],
    turn: int,
    language: Language,
) -> dict[str, pa.Table]:
    """Datasets of the map.

    Parameters
    ----------
    base : tuple[float, float]
        Where the basispad stands [levers' units].
    known : Sequence[tuple[float, float]]
        Where experience begins and ends, of the lever across and of the one up.
    turn : int
        Changes with every click, so that a second click on the same cell counts as well.
    """
    fx, fy = LEVER[found.x].factor, LEVER[found.y].factor
    x, y = found.x_values * fx, found.y_values * fy
    half_x, half_y = (x[1] - x[0]) / 2.0, (y[1] - y[0]) / 2.0
    columns, rows = (grid.ravel() for grid in np.meshgrid(np.arange(len(x)), np.arange(len(y))))
    spots = [("here", here.x * fx, here.y * fy, translate(language, "needed.map.here"))]
    if (here.x, here.y) != base:
        spots.insert(0, ("base", base[0] * fx, base[1] * fy, translate(language, "chart.base")))
    lines = np.concatenate([np.column_stack([pieces, np.full(len(pieces), level)]) for level, pieces in found.contours.items()])
    names = [
        spot
        for level, pieces in found.contours.items()
        if len(pieces)
        for spot in [_name(pieces * [fx, fy, fx, fy], level, language)]
    ]
    (low_x, high_x), (low_y, high_y) = known
    ends = {"x_low": x[0] - half_x, "x_high": x[-1] + half_x, "y_low": y[0] - half_y, "y_high": y[-1] + half_y}
    flip = found.x == "outflow_rate"
    across = [(point.outflow_rate if flip else point.inflow) * fx for point in past]
    room = x[-1] - 0.25 * (x[-1] - x[0])
    return {
        EXTENT: pa.table({name: [float(value)] for name, value in ends.items()}),
        "cells": pa.table(
            {
                # A little over the next cell, so that no seam shows between them.
                "x": x[columns] - half_x, "x2": x[columns] + 1.1 * half_x, "y": y[rows] - half_y, "y2": y[rows] + 1.1 * half_y,
                "at_x": x[columns], "at_y": y[rows], "column": columns, "row": rows, "turn": np.full(columns.size, turn),
                "chance": found.chance.ravel(), "median": found.median.ravel(),
            }
        ),
        "known": pa.table(
            {
                "x": [max(low_x * fx, ends["x_low"])], "x2": [min(high_x * fx, ends["x_high"])],
                "y": [max(low_y * fy, ends["y_low"])], "y2": [min(high_y * fy, ends["y_high"])],
                "text": [translate(language, "needed.map.known")],
            }
        ),
        "lines": pa.table(
            {
                "x": lines[:, 0] * fx, "y": lines[:, 1] * fy, "x2": lines[:, 2] * fx, "y2": lines[:, 3] * fy,
                "level": lines[:, 4],
            }
        ),
        "names": pa.table(
            {"x": [spot[0] for spot in names], "y": [spot[1] for spot in names], "text": [spot[2] for spot in names]},
            schema=pa.schema([("x", pa.float64()), ("y", pa.float64()), ("text", pa.string())]),
        ),
        "past": pa.table(
            {
                "x": across,
                "y": [(point.inflow if flip else point.outflow_rate) * fy for point in past],
                "kind": [point.kind for point in past],
                "text": [past_name(point, language) for point in past],
                "year": [str(point.year) for point in past],
                # The city's names to the left and the others to the right, where there is room.
                "left": [point.kind == "city" or spot > room for point, spot in zip(past, across, strict=True)],
            },
            schema=pa.schema(
                [("x", pa.float64()), ("y", pa.float64()), ("kind", pa.string()), ("text", pa.string()), ("year", pa.string()),
                 ("left", pa.bool_())]
            ),
        ),
        "here": pa.table({name: [spot[i] for spot in spots] for i, name in enumerate(("role", "x", "y", "text"))}),
    }  # fmt: skip


def mixed(one: str, other: str, part: float) -> str:
    """A colour between two, `part` of the way to the other."""
    pairs = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + part * (b - a)):02X}" for a, b in pairs)


def _name(pieces: Floats, level: float, language: Language) -> tuple[float, float, str]:
    """Where a line's name stands: at a third of its length for the lower chance and two thirds for the higher."""
    order = pieces[np.argsort(pieces[:, 1], kind="stable")]
    piece = order[int(len(order) * (0.88 if level == LEVELS[0] else 0.62))]
    return float(piece[0]), float(piece[1]), translate(language, "needed.map.line", odds=odds(level, language))
