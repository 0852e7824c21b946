"""From the stock at the begin of a year to its end, a bar per way in or out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.bridges import StockBridge
from core.analysis.flows import WAYS, StockYears
from core.figures.canvas import canvas, data, named_colours
from core.figures.figure import Figure
from core.figures.lines import scaled
from core.figures.moving import Moving, Rows
from core.figures.people.flows import GROUP, group_colours
from core.figures.specs import built_once
from core.figures.table import Column, Table, Told
from core.figures.theme import EXTENT
from core.text import format as house
from core.text.catalog import Language, translate, translate_count
from core.text.sentences_volume import period

HEIGHT: Final = 250
STEP: Final = 2000.0
USUAL: Final = 15_000.0
"""Caseload from which a step is this large."""
STEPS: Final = ("start", *WAYS, "end")


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    names = [translate(language, f"volume.bridge.step.{name}") for name in STEPS]
    axis = alt.Axis(
        title=translate(language, "volume.bridge.axis"),
        tickCount=3, format=",.0f", domain=False, ticks=False, grid=True, titleAnchor="end", titleAlign="right", labelFlush=False,
        labelOverlap="greedy",
    )  # fmt: skip
    on = canvas(language, dark, x=axis)
    colours, groups = on.colours, group_colours(on.colours)
    y = alt.Y(
        "step:N",
        sort=names,
        scale=alt.Scale(domain=names, paddingInner=0.35),
        axis=alt.Axis(
            title=None, domain=False, ticks=False, labelLimit=130, labelColor=colours.text,
        ),
    )  # fmt: skip
    x, at_end = on.x("low"), on.x("label")
    steps, stocks = map(data, ("steps", "stocks"))
    return on.finish(
        HEIGHT,
        *(
            rows.mark_rule(color=colours.muted, strokeWidth=1, strokeDash=[2, 2], aria=False).encode(
                x=on.x(end), y=y, y2="next:N"
            )
            for rows, end in ((stocks, "low"), (steps, "high"))
        ),
        steps.mark_bar(aria=False).encode(
            x=x,
            x2="high:Q",
            y=y,
            color=named_colours("kind", [*groups], [*groups.values()]),
            tooltip=[on.tip("step:N", None), on.tip("text:N", "volume.flows.amount")],
        ),
        stocks.mark_tick(color=colours.scenario, thickness=4, aria=False).encode(x=x, y=y),
        stocks.mark_text(align="left", dx=8, fontWeight=600, color=colours.scenario, aria=False).encode(x=x, y=y, text="text:N"),
        steps.mark_text(align="left", dx=6, color=colours.text, aria=False).encode(x=at_end, y=y, text="text:N"),
    )


def _rows(found: StockYears, names: dict[str, str], language: Language) -> tuple[dict[str, float], dict[str, Rows]]:
    """Domains and rows by dataset."""
    bridge = found.chosen
    parts, levels = bridge.steps, [bridge.start]
    for value in parts.values():
        levels.append(levels[-1] + value)
    step = scaled(STEP, bridge.start, USUAL)
    left, right = step * ((min(levels) - step / 4) // step), step * -(-max(levels) // step)
    steps = [
        {
            "step": names[name], "kind": GROUP[name], "low": low, "high": high, "label": max(low, high),
            "text": house.signed(value, language), "next": names[below],
        }
        for (name, value), below, low, high in zip(parts.items(), STEPS[2:], levels, levels[1:], strict=False)
    ]  # fmt: skip
    stocks = [
        {"step": names[name], "low": value, "text": house.number(value, language), "next": names[below]}
        for name, below, value in (("start", STEPS[1], bridge.start), ("end", "end", bridge.end))
    ]
    # Room on the right for the numbers: a quarter of what is drawn.
    return {"x_low": left, "x_high": right + 0.3 * (right - left)}, {"steps": steps, "stocks": stocks}


def _along(each: Sequence[StockYears], language: Language) -> Moving:
    """What moves of the chart."""
    names = {name: translate(language, f"volume.bridge.step.{name}") for name in STEPS}
    extents, rows = zip(*(_rows(found, names, language) for found in each), strict=True)
    return Moving(extents, {}, {name: [found[name] for found in rows] for name in rows[0]})


def _frames(found: StockYears, language: Language) -> dict[str, pa.Table]:
    moving = _along([found], language)
    tables = {name: pa.Table.from_pylist(rows[0]) for name, rows in moving.rows.items()}
    steps = tables["steps"].append_column("value", [list(found.chosen.steps.values())])
    return {EXTENT: moving.domains(), **tables, "steps": steps}


def _finding(found: StockYears, language: Language) -> str:
    """What the year comes to."""
    bridge = found.chosen
    return translate_count(
        language, f"volume.bridge.title_{house.side_of(bridge.net, 'more', 'fewer', 'same')}", abs(bridge.net),
        period=period(bridge, language), change=house.number(abs(bridge.net), language),
    )  # fmt: skip


def _sentence(found: StockYears, language: Language) -> str:
    """The year's begin and end, and all that lies between them."""
    bridge = found.chosen
    numbers = {"start": bridge.start, "end": bridge.end, "ways_in": bridge.ways_in, "ways_out": bridge.ways_out}
    said = {name: house.number(value, language) for name, value in numbers.items()}
    days = {"start_when": bridge.first_month - 1, "end_when": bridge.last_month}
    said |= {name: house.period_end(month, language) for name, month in days.items()}
    return translate(language, "volume.bridge.sentence", **said)


def _table(found: StockYears, language: Language) -> list[Table]:
    """Every year of the horizon."""
    columns = [Column(translate(language, f"volume.bridge.step.{name}"), signed=name in WAYS) for name in STEPS]
    return [
        Table(
            translate(language, "volume.bridge.caption"),
            [Column(translate(language, "volume.bridge.year")), *columns],
            [[period(bridge, language), bridge.start, *bridge.steps.values(), bridge.end] for bridge in found.bridges],
            translate(language, "volume.bridge.note"),
            traces=[_traces(found, bridge) for bridge in found.bridges],
        )
    ]


def _traces(found: StockYears, bridge: StockBridge) -> list[Told]:
    """How each number of a year came about; those that measures kept out come in here and leave again, and no trace says so."""
    run = found.outlook.paths.run
    span = slice(bridge.first_month - run.months[1], bridge.last_month - run.months[1] + 1)
    kept_out = np.broadcast_to(run.prevented, (len(run.months) - 1, run.prevented.shape[-1]))[span, 0].any()
    without = ("inflow", "measures") if kept_out else ()
    stems = ("year_volume:start", *WAYS, "year_volume:end")
    return ["", *("" if stem in without else f"{stem}@{bridge.year}" for stem in stems)]


def _sources(found: StockYears) -> list[str]:
    return found.outlook.sources("volume", "inflow", "outflow_rate")


def _trace(found: StockYears) -> list[str]:
    ends = [f"{name}@{found.year}" for name in ("year_volume:start", "year_volume:end", "net", "ways_in", "ways_out")]
    return [*(f"{way}@{found.year}" for way in WAYS), *ends]


YEAR: Final = Figure("bridge", "volume.bridge.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace, along=_along)
