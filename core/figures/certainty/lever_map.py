"""Two levers across and up: how likely the target is for each pair, where the city was, and where the scenario stands."""

from __future__ import annotations

import functools
from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.lever_map import DRAWS, HISTORY, LEVELS, SIDE, Past
from core.analysis.mapped import Mapped
from core.figures.canvas import Canvas, canvas, data, extent, named_colours, rimmed
from core.figures.certainty.map_names import Box, Name, placed
from core.figures.figure import Figure
from core.figures.table import Cell, Column, Table
from core.figures.theme import EXTENT
from core.scenario import LEVER
from core.text import format as house
from core.text import levers
from core.text import sentences_needed as words
from core.text.catalog import Language, translate

HEIGHT: Final = 440
ROOM: Final = HEIGHT - 60
"""Of that, what is left for the map beside its axis, at least [px]."""
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
    return on.finish(HEIGHT, *_chances(on, x, y), _contours(on), _years(on), *_marks(on), _names(on))


def _axis(lever: str, language: Language, *, up: bool = False) -> alt.Axis:
    title = translate(language, "needed.map.axis", name=levers.name(lever, language), unit=levers.unit(lever, language))
    place: dict[str, Any] = (
        {"titleAnchor": "start", "titleAlign": "left", "titleAngle": 0, "titleX": 0, "titleY": -14} if up else {}
    )
    return alt.Axis(title=title, tickCount=5, format=f",.{LEVER[lever].decimals}f", grid=False, domain=False, **place)


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
    ]


def _contours(on: Canvas) -> alt.Chart:
    """Lines of equal chance."""
    width = alt.StrokeWidth("level:O", scale=alt.Scale(domain=list(LEVELS), range=[1.5, 3.5]), legend=None)
    lines = data("lines").mark_rule(color=on.colours.target, strokeCap="round", clip=True, aria=False)
    layer: alt.Chart = lines.encode(**_box(on), strokeWidth=width)
    return layer


def _years(on: Canvas) -> alt.Chart:
    """Where earlier years were."""
    shape = alt.Shape("kind:N", scale=alt.Scale(domain=["city", "peers"], range=["circle", "diamond"]), legend=None)
    points = data("past").mark_point(color=on.colours.history, filled=True, opacity=1, size=70, clip=True, aria=False)
    layer: alt.Chart = points.encode(x=on.x(), y=on.y(), shape=shape)
    return layer


def _marks(on: Canvas) -> list[alt.Chart]:
    """Where the scenario stands, and the basispad."""
    role = named_colours("role", ["here", "base"], [on.colours.scenario, on.colours.base])
    here = data("here").encode(x=on.x(), y=on.y())
    ring: dict[str, Any] = {"size": 190, "filled": False, "opacity": 1, "clip": True, "aria": False}
    return [
        here.mark_point(strokeWidth=7, color=on.colours.background, **ring),
        here.mark_point(strokeWidth=3, **ring).encode(color=role),
    ]


def _names(on: Canvas) -> alt.Chart:
    """The names of all of these, where there is room for them at the width that the map has."""
    of = on.colours
    colour = named_colours(
        "role", ["here", "base", "line", "past", "known"], [of.scenario, of.base, of.target, of.muted, of.muted]
    )
    style: dict[str, Any] = {
        name: alt.ExprRef(f"datum.{name}") for name in ("align", "dx", "dy")
    }  # fmt: skip
    style["fontSize"] = alt.ExprRef("width >= datum.from && width < datum.until ? 13 : 0")
    style["fontWeight"] = alt.ExprRef("datum.role === 'past' || datum.role === 'known' ? 400 : 600")
    return rimmed(data("names").encode(x=on.x(), y=on.y(), text="text:N"), of, colour, baseline="middle", **style)


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
                "y2": [min(high_y * fy, top)],
            }
        ),
        "lines": _line_frame(found),
        "past": _past_frame(found),
        "here": _here_frame(found),
        "names": _name_frame(found, Box(left, bottom, right, top), language),
    }  # fmt: skip


def _factors(found: Mapped) -> tuple[float, float]:
    """From the levers' units to those of the axes."""
    x, y = found.levers
    return LEVER[x].factor, LEVER[y].factor


def _line_frame(found: Mapped) -> pa.Table:
    fx, fy = _factors(found)
    lines = found.map.contours
    pieces = np.concatenate([np.column_stack([line, np.full(len(line), level)]) for level, line in lines.items()])
    columns = {"x": pieces[:, 0] * fx, "y": pieces[:, 1] * fy, "x2": pieces[:, 2] * fx, "y2": pieces[:, 3] * fy}
    return pa.table({**columns, "level": pieces[:, 4]})


def _spots(found: Mapped) -> list[tuple[Past, float, float]]:
    """Where earlier years are, on the axes of the map."""
    fx, fy = _factors(found)
    flip = found.map.x == "outflow_rate"
    pairs = [(one.outflow_rate, one.inflow) if flip else (one.inflow, one.outflow_rate) for one in found.past]
    return [(one, x * fx, y * fy) for one, (x, y) in zip(found.past, pairs, strict=True)]


def _past_frame(found: Mapped) -> pa.Table:
    rows = [{"x": x, "y": y, "kind": one.kind} for one, x, y in _spots(found)]
    return pa.Table.from_pylist(rows, pa.schema([("x", pa.float64()), ("y", pa.float64()), ("kind", pa.string())]))


def _here_frame(found: Mapped) -> pa.Table:
    fx, fy = _factors(found)
    here, base = found.here, found.base
    spots = [("here", here.x * fx, here.y * fy)]
    if (here.x, here.y) != base:
        spots.insert(0, ("base", base[0] * fx, base[1] * fy))
    return pa.table({name: [spot[i] for spot in spots] for i, name in enumerate(("role", "x", "y"))})


def _name_frame(found: Mapped, ends: Box, language: Language) -> pa.Table:
    """Every name, the scenario's first: the others leave its place alone."""
    fx, fy = _factors(found)
    roles = {"here": translate(language, "needed.map.here"), "base": translate(language, "chart.base")}
    marks = [(one["role"], np.array([[one["x"], one["y"]]])) for one in reversed(_here_frame(found).to_pylist())]
    names = [Name(roles[role], roles[role], role, spot, must=True) for role, spot in marks]
    lines = {}
    for level, pieces in found.map.contours.items():
        lines[str(level)] = along = pieces * (fx, fy, fx, fy)
        high = ends.low + 0.75 * (ends.high - ends.low)
        spots = along[np.argsort(np.abs(along[:, 1] - high), kind="stable"), :2]
        said = translate(language, "needed.map.line", odds=words.odds(level, language))
        names.append(Name(said, said, "line", spots, beside=False, crossed=frozenset({str(level)})))
    years = [(one, np.array([[x, y]])) for one, x, y in _spots(found)]
    names += [Name(words.past_name(one, language), str(one.year), "past", spot) for one, spot in years]
    (low_x, high_x), (low_y, high_y) = found.known
    left, right = np.clip([low_x * fx, high_x * fx], ends.left, ends.right)
    down, up = np.clip([low_y * fy, high_y * fy], ends.low, ends.high)
    lines["known"] = np.array(
        [[left, down, right, down], [left, up, right, up], [left, down, left, up], [right, down, right, up]]
    )
    said = translate(language, "needed.map.known")
    names.append(Name(said, said, "known", np.array([[left, down], [right, down], [left, up], [right, up]])))
    return placed(names, lines, np.concatenate([spot for _, spot in (*marks, *years)]), ends, ROOM)


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
