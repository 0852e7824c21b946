"""Two levers across and up: how likely the target is for each pair, where the city was, and where the scenario stands."""

from __future__ import annotations

import functools
from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.lever_map import DRAWS, HISTORY, LEVELS, SIDE
from core.analysis.mapped import Mapped
from core.figures.canvas import Canvas, canvas, data, extent, named_colours, rimmed
from core.figures.figure import Figure
from core.figures.table import Cell, Column, Table
from core.figures.theme import EXTENT
from core.model.parameters import Floats
from core.scenario import LEVER
from core.text import format as house
from core.text import levers
from core.text import sentences_needed as words
from core.text.catalog import Language, translate

HEIGHT: Final = 440
PICK: Final = "pick"
"""Name of the selection that a click makes; it gives the `column` and the `row` of a cell."""
EVERY: Final = 5
"""Of the cells, every so many stand in the table."""
_DEEPEST: Final = 0.55


# The specification -------------------------------------------------------------------------------------------------


@functools.cache
def _spec(x: str, y: str, language: Language, dark: bool) -> dict[str, Any]:
    """Of one pair of levers; takes the datasets of `_frames`."""
    on = canvas(language, dark, x=_axis(x, language), y=_axis(y, language, up=True))
    return on.finish(HEIGHT, *_chances(on, x, y), *_contours(on), *_years(on), *_marks(on))


def _axis(lever: str, language: Language, *, up: bool = False) -> alt.Axis:
    title = translate(language, "needed.map.axis", name=levers.name(lever, language), unit=levers.unit(lever, language))
    place: dict[str, Any] = (
        {"titleAnchor": "start", "titleAlign": "left", "titleAngle": 0, "titleX": 0, "titleY": -14} if up else {}
    )
    return alt.Axis(
        title=title, description=title, tickCount=5, format=f",.{LEVER[lever].decimals}f", grid=False, domain=False, **place
    )


def _box(on: Canvas) -> dict[str, Any]:
    return {"x": on.x(), "x2": "x2:Q", "y": on.y(), "y2": "y2:Q"}


def _chances(on: Canvas, x: str, y: str) -> list[alt.Chart]:
    """A cell per pair of values, which a click picks, and the box of experience over them."""
    pick = alt.selection_point(name=PICK, fields=["column", "row", "turn"], on="click", toggle=False, clear=False)
    tooltip = [
        alt.Tooltip("at_x:Q", title=levers.name(x, on.language), format=f",.{LEVER[x].decimals}f"),
        alt.Tooltip("at_y:Q", title=levers.name(y, on.language), format=f",.{LEVER[y].decimals}f"),
        on.tip("odds:N", "needed.map.chance"),
        on.tip("median:Q", "needed.map.median", ",.0f"),
    ]
    deepest = mixed(on.colours.background, on.colours.target, _DEEPEST)
    depth = alt.Scale(domain=[0.0, 1.0], range=[on.colours.background, deepest], interpolate="rgb")
    cells = data("cells").mark_rect(clip=True, aria=False, cursor="pointer", stroke=None)
    known, muted = data("known"), on.colours.muted
    dashes: dict[str, Any] = {"stroke": muted, "strokeDash": [4, 3], "strokeWidth": 1.25}
    return [
        cells.encode(**_box(on), color=alt.Color("chance:Q", scale=depth, legend=None), tooltip=tooltip).add_params(pick),
        known.mark_rect(filled=False, clip=True, aria=False, **dashes).encode(**_box(on)),
        rimmed(
            known.encode(x=on.x(), y=on.y(), text="text:N"), on.colours, muted,
            align="left", baseline="bottom", dx=5, dy=-5,
        ),
    ]  # fmt: skip


def _contours(on: Canvas) -> list[alt.Chart]:
    """Lines of equal chance with their names."""
    width = alt.StrokeWidth("level:O", scale=alt.Scale(domain=list(LEVELS), range=[1.5, 3.5]), legend=None)
    lines = data("lines").mark_rule(color=on.colours.target, strokeCap="round", clip=True, aria=False)
    names = data("names").encode(x=on.x(), y=on.y(), text="text:N")
    return [
        lines.encode(**_box(on), strokeWidth=width),
        rimmed(names, on.colours, on.colours.target, align="center", fontWeight=600),
    ]


def _years(on: Canvas) -> list[alt.Chart]:
    """Where earlier years were."""
    shape = alt.Shape("kind:N", scale=alt.Scale(domain=["city", "peers"], range=["circle", "diamond"]), legend=None)
    points = data("past").mark_point(color=on.colours.history, filled=True, opacity=1, size=70, clip=True, aria=False)
    side: dict[str, Any] = {"align": alt.ExprRef("datum.left ? 'right' : 'left'"), "dx": alt.ExprRef("datum.left ? -9 : 9")}
    # On a phone there is only room for the year.
    side["text"] = alt.ExprRef("width < 560 ? datum.year : datum.text")
    return [
        points.encode(x=on.x(), y=on.y(), shape=shape),
        rimmed(data("past").encode(x=on.x(), y=on.y()), on.colours, on.colours.muted, baseline="middle", **side),
    ]


def _marks(on: Canvas) -> list[alt.Chart]:
    """Where the scenario stands, and the basispad."""
    role = named_colours("role", ["here", "base"], [on.colours.scenario, on.colours.base])
    here = data("here").encode(x=on.x(), y=on.y())
    ring: dict[str, Any] = {"size": 190, "filled": False, "opacity": 1, "aria": False}
    text: dict[str, Any] = {"align": "left", "baseline": "middle", "dx": 13, "fontWeight": 600}
    return [
        here.mark_point(strokeWidth=7, color=on.colours.background, **ring),
        here.mark_point(strokeWidth=3, **ring).encode(color=role),
        rimmed(here.encode(text="text:N"), on.colours, role, **text),
    ]


def mixed(one: str, other: str, part: float) -> str:
    """A colour between two, `part` of the way to the other."""
    pairs = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + part * (b - a)):02X}" for a, b in pairs)


# The datasets ------------------------------------------------------------------------------------------------------


def _frames(found: Mapped, language: Language) -> dict[str, pa.Table]:
    fx, fy = _factors(found)
    x, y = found.map.x_values * fx, found.map.y_values * fy
    half_x, half_y = (x[1] - x[0]) / 2.0, (y[1] - y[0]) / 2.0
    left, right, bottom, top = x[0] - half_x, x[-1] + half_x, y[0] - half_y, y[-1] + half_y
    (low_x, high_x), (low_y, high_y) = found.known
    columns, rows = (grid.ravel() for grid in np.meshgrid(np.arange(len(x)), np.arange(len(y))))
    return {
        EXTENT: extent(x=(left, right), y=(bottom, top)),
        "cells": pa.table(
            {
                # A little over the next cell, so that no seam shows between them.
                "x": x[columns] - half_x, "x2": x[columns] + 1.1 * half_x, "y": y[rows] - half_y, "y2": y[rows] + 1.1 * half_y,
                "at_x": x[columns], "at_y": y[rows], "column": columns, "row": rows, "turn": np.full(columns.size, found.turn),
                "chance": found.map.chance.ravel(),
                "odds": [house.odds(chance, language) for chance in found.map.chance.ravel().tolist()],
                "median": found.map.median.ravel(),
            }
        ),
        "known": pa.table(
            {
                "x": [max(low_x * fx, left)], "x2": [min(high_x * fx, right)], "y": [max(low_y * fy, bottom)],
                "y2": [min(high_y * fy, top)], "text": [translate(language, "needed.map.known")],
            }
        ),
        **_line_frames(found, language),
        "past": _past_frame(found, x[-1] - 0.25 * (x[-1] - x[0]), language),
        "here": _here_frame(found, language),
    }  # fmt: skip


def _factors(found: Mapped) -> tuple[float, float]:
    """From the levers' units to those of the axes."""
    x, y = found.levers
    return LEVER[x].factor, LEVER[y].factor


def _line_frames(found: Mapped, language: Language) -> dict[str, pa.Table]:
    fx, fy = _factors(found)
    lines = found.map.contours
    pieces = np.concatenate([np.column_stack([line, np.full(len(line), level)]) for level, line in lines.items()])
    names = [_name(line * [fx, fy, fx, fy], level, language) for level, line in lines.items() if len(line)]
    return {
        "lines": pa.table(
            {
                "x": pieces[:, 0] * fx, "y": pieces[:, 1] * fy, "x2": pieces[:, 2] * fx, "y2": pieces[:, 3] * fy,
                "level": pieces[:, 4],
            }
        ),
        "names": pa.table(
            {"x": [spot[0] for spot in names], "y": [spot[1] for spot in names], "text": [spot[2] for spot in names]},
            schema=pa.schema([("x", pa.float64()), ("y", pa.float64()), ("text", pa.string())]),
        ),
    }  # fmt: skip


def _name(pieces: Floats, level: float, language: Language) -> tuple[float, float, str]:
    """Where a line's name stands: at a third of its length for the lower chance and two thirds for the higher."""
    order = pieces[np.argsort(pieces[:, 1], kind="stable")]
    piece = order[int(len(order) * (0.88 if level == LEVELS[0] else 0.62))]
    return float(piece[0]), float(piece[1]), translate(language, "needed.map.line", odds=words.odds(level, language))


def _past_frame(found: Mapped, room: float, language: Language) -> pa.Table:
    """Earlier years, named to the left of their mark where that is the city's or stands beyond `room`."""
    fx, fy = _factors(found)
    flip, past = found.map.x == "outflow_rate", found.past
    across = [(point.outflow_rate if flip else point.inflow) * fx for point in past]
    return pa.table(
        {
            "x": across,
            "y": [(point.inflow if flip else point.outflow_rate) * fy for point in past],
            "kind": [point.kind for point in past],
            "text": [words.past_name(point, language) for point in past],
            "year": [str(point.year) for point in past],
            "left": [point.kind == "city" or spot > room for point, spot in zip(past, across, strict=True)],
        },
        schema=pa.schema(
            [("x", pa.float64()), ("y", pa.float64()), ("kind", pa.string()), ("text", pa.string()), ("year", pa.string()),
             ("left", pa.bool_())]
        ),
    )  # fmt: skip


def _here_frame(found: Mapped, language: Language) -> pa.Table:
    fx, fy = _factors(found)
    here, base = found.here, found.base
    spots = [("here", here.x * fx, here.y * fy, translate(language, "needed.map.here"))]
    if (here.x, here.y) != base:
        spots.insert(0, ("base", base[0] * fx, base[1] * fy, translate(language, "chart.base")))
    return pa.table({name: [spot[i] for spot in spots] for i, name in enumerate(("role", "x", "y", "text"))})


# In words ----------------------------------------------------------------------------------------------------------


def _finding(found: Mapped, language: Language) -> str:
    """How likely the target is where the scenario stands."""
    return words.map_title(found.map, found.here, language)


def _sentence(found: Mapped, language: Language) -> str:
    """What one lever must be for a chance of 8 in 10, and how the map is read."""
    said = [words.map_sentence(found.map, found.here, language), translate(language, "needed.map.reading")]
    if found.past:
        said.append(translate(language, "needed.map.past"))
    return " ".join(said)


def map_note(language: Language) -> str:
    """How many pairs are worked out, and with how many draws."""
    cells, draws = house.number(SIDE * SIDE, language), house.number(DRAWS, language)
    return translate(language, "needed.map.note", cells=cells, draws=draws)


def _table(found: Mapped, language: Language) -> list[Table]:
    """Chances of some of the pairs, and earlier years as a pair."""
    (x, y), grid = found.levers, found.map
    head = [levers.bare(x, float(value), language) for value in grid.x_values[::EVERY]]
    rows: list[list[Cell]] = [
        [
            levers.bare(y, float(grid.y_values[row]), language),
            *(house.odds(chance, language) for chance in grid.chance[row, ::EVERY].tolist()),
        ]
        for row in range(len(grid.y_values) - 1, -1, -EVERY)
    ]
    named = {"x_name": levers.inside(x, language), "y_name": levers.inside(y, language)}
    caption = translate(language, "needed.map.caption", **named)
    tables = [Table(caption, [Column(""), *map(Column, head)], rows, map_note(language))]
    if found.past:
        names = [translate(language, "needed.map.who"), *(levers.name(lever, language) for lever in HISTORY)]
        years = [
            [
                words.past_name(point, language), levers.bare("inflow", point.inflow, language),
                levers.bare("outflow_rate", point.outflow_rate, language),
            ]
            for point in found.past
        ]  # fmt: skip
        tables.append(Table(translate(language, "needed.map.caption_past"), [Column(name) for name in names], years))
    return tables


def _sources(found: Mapped) -> list[str]:
    return list(dict.fromkeys(source for point in found.past for source in point.sources))


def _trace(found: Mapped) -> list[str]:
    return [f"lever:{lever}" for lever in found.levers]


@functools.cache
def lever_map_figure(x: str, y: str) -> Figure[Mapped]:
    """The map of a pair of levers: its axes are theirs."""
    spec = functools.partial(_spec, x, y)
    return Figure("lever-map", "needed.map.alt", spec, _frames, _finding, _sentence, _table, _sources, _trace)


LEVER_MAP: Final = lever_map_figure(*HISTORY)
