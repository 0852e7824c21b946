"""Ways into the caseload above zero, ways out below it, and the net line between them."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.family import Family, family_of_one
from core.analysis.flows import WAYS, WAYS_IN, WAYS_OUT, StockYears, net_flow, ways, ways_of_all
from core.figures.canvas import canvas, data, named_colours, squares, zero_line
from core.figures.ends import ENDS, MARGIN, end_labels, ends_rows, named_end
from core.figures.figure import Figure
from core.figures.lines import month_names, monthly_table, scaled
from core.figures.moving import Moving
from core.figures.specs import built_once
from core.figures.table import Column, Table
from core.figures.theme import EXTENT, Palette, value_axis, year_axis
from core.model.calendar import month_label
from core.model.parameters import Floats
from core.text import format as house
from core.text.catalog import Language, translate, translate_count
from core.text.sentences_volume import period

HEIGHT: Final = 340
STEP: Final = 200.0
USUAL: Final = 15_000.0
"""Caseload from which a step is this large."""
GROUP: Final = {
    "inflow": "inflow", "outflow": "outflow", "lks_returns": "lks", "into_lks": "lks", "relapse": "measures",
    "measures": "measures",
}  # fmt: skip
"""Colour of a way: LKS and measures have one each, above zero in and below zero out."""
_GAP: Final = 0.006
"""White between two months [years]."""


def group_colours(colours: Palette) -> dict[str, str]:
    """The colour of each group of ways."""
    return {"inflow": colours.base, "outflow": colours.history, "lks": colours.warning, "measures": colours.fifth}


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    on = canvas(language, dark, x=year_axis(), y=value_axis(language, "volume.flows.axis"), right=MARGIN)
    x, y, groups = on.x(), on.y, group_colours(on.colours)
    flows, net = map(data, ("flows", "net"))
    legend = squares(on, columns=alt.ExprRef("width < 560 ? 1 : 2"), offset=8, labelLimit=320)
    names = [on.say(f"volume.flows.group.{name}") for name in groups]
    tooltip = [
        on.tip("month:N", "volume.flows.month"),
        on.tip("way:N", None),
        on.tip("amount:Q", "volume.flows.amount", ",.0f"),
        on.tip("net:Q", "volume.flows.net", "+,.0f"),
    ]
    return on.finish(
        HEIGHT,
        flows.mark_bar(clip=True, aria=False).encode(
            x=x, x2="x2:Q", y=y("low"), y2="high:Q", tooltip=tooltip,
            color=named_colours("group", names, [*groups.values()], legend),
        ),
        zero_line(on),
        net.mark_line(color=on.colours.background, strokeWidth=6, clip=True, aria=False).encode(x=x, y=y("net")),
        net.mark_line(color=on.colours.scenario, strokeWidth=2.5, clip=True, aria=False).encode(x=x, y=y("net")),
        *end_labels(on, {"net": on.colours.scenario}),
    )  # fmt: skip


def _moving(family: Family, language: Language) -> Moving:
    """What moves of the chart with a lever; what a pointer says waits for the answer."""
    run, months = family.run, family.run.months[1:]
    by_way, net = ways_of_all(run), np.diff(run.caseload.stock, axis=0)
    lows, highs = (edges.reshape(-1, net.shape[1]) for edges in _stacked(by_way))
    step = scaled(STEP, float(run.caseload.stock[0, 0]), USUAL)
    tops, bottoms = np.maximum(highs.max(axis=0), step), highs.min(axis=0)
    across = {"x_low": months[0] / 12.0, "x_high": months[-1] / 12.0 + 1.0 / 12.0 + 0.01}
    day = house.short_end(months[-1], language)
    said = [translate(language, "volume.flows.end", net=house.signed(float(last), language)) for last in net[-1]]
    return Moving(
        extent=[
            across | {"y_low": float(bottom), "y_high": float(top), "zero": 0.0}
            for bottom, top in zip(step * np.floor(bottoms / step), step * np.ceil(tops / step), strict=True)
        ],
        columns={"flows": {"low": lows, "high": highs}, "net": {"net": net}},
        tall=True,
        rows={
            "ends": [
                ends_rows([named_end("net", float(last), text)], day) for last, text in zip(net[-1], said, strict=True)
            ]
        },
    )  # fmt: skip


def _frames(found: StockYears, language: Language) -> dict[str, pa.Table]:
    """What ends in a month stands over that month."""
    months, moving = found.outlook.paths.run.months[1:], _moving(family_of_one(found.outlook), language)
    left, by_way = np.arange(months.start, months.stop) / 12.0, ways(found.outlook.paths.run)

    def each(texts: list[str]) -> list[str]:
        return list(np.repeat(texts, len(months)))

    return {
        EXTENT: moving.domains(),
        "flows": pa.table(
            {
                "x": np.tile(left + _GAP, len(WAYS)),
                "x2": np.tile(left + 1.0 / 12.0 - _GAP, len(WAYS)),
                **moving.first("flows"),
                "amount": np.concatenate([by_way[way] for way in WAYS]),
                "net": np.tile(net_flow(found.outlook.paths.run), len(WAYS)),
                "group": each([translate(language, f"volume.flows.group.{GROUP[way]}") for way in WAYS]),
                "way": each([translate(language, f"volume.flows.way.{way}") for way in WAYS]),
                "month": list(month_names(months, language)) * len(WAYS),
            }
        ),
        "net": pa.table({"x": left + 1.0 / 24.0, **moving.first("net")}),
        "ends": moving.table("ends", ENDS),
    }


def _stacked(by_way: dict[str, Floats]) -> tuple[Floats, Floats]:
    """Begins and ends of the bars `(ways, months, paths)`: ways in upwards from zero, ways out downwards."""
    lows, highs = [], []
    for direction, side in ((1.0, WAYS_IN), (-1.0, WAYS_OUT)):
        edge = np.zeros_like(by_way[side[0]])
        for way in side:
            lows.append(edge)
            edge = edge + direction * by_way[way]
            highs.append(edge)
    return np.array(lows), np.array(highs)


def _finding(found: StockYears, language: Language) -> str:
    """The mean net flow per month of the last year."""
    mean = found.last.mean_net
    return translate_count(
        language, f"volume.flows.title_{house.side_of(mean, 'in', 'out', 'even')}", abs(mean),
        period=period(found.last, language), net=house.number(abs(mean), language),
    )  # fmt: skip


def _sentence(found: StockYears, language: Language) -> str:
    """The last year's ways in and out."""

    def show(value: float) -> str:
        return house.number(value, language)

    last = found.last
    parts = [
        translate(
            language, "volume.flows.sentence", period=period(last, language), inflow=show(last.inflow),
            returns=show(last.lks_returns), outflow=show(last.outflow), into_lks=show(last.into_lks),
        )
    ]  # fmt: skip
    if round(last.by_measures) or round(last.relapse):
        said = {"measures": show(last.by_measures), "relapse": show(last.relapse)}
        parts.append(translate(language, "volume.flows.with_measures", **said))
    return " ".join(parts)


def _table(found: StockYears, language: Language) -> list[Table]:
    """Every way by month, with the stock that they lead to."""
    run = found.outlook.paths.run
    columns = [(Column(translate(language, f"volume.flows.way.{way}")), values) for way, values in ways(run).items()]
    columns += [
        (Column(translate(language, "volume.flows.net"), signed=True), net_flow(run)),
        (Column(translate(language, "volume.flows.stock")), run.caseload.stock[1:, 0]),
    ]
    traces = (*(f"{way}@{{}}" for way in WAYS), "net@{}", "volume@{}")
    return [monthly_table("volume.flows.caption", columns, run.months[1:], language, "volume.flows.month", traces)]


def _sources(found: StockYears) -> list[str]:
    own = found.outlook.sources("volume", "inflow", "outflow_rate", "lks_jobs", "lks_first_year_dropout")
    return [*own, "cbs-82662ned"]


def _trace(found: StockYears) -> list[str]:
    year, last = found.last.year, found.outlook.paths.run.months[-1]
    return [
        *(f"{way}@{year}" for way in WAYS),
        *(f"{name}@{year}" for name in ("net", "net_monthly", "ways_in", "ways_out")),
        f"apart:volume@{month_label(last - 1)}~volume@{month_label(last)}",
    ]


FLOWS: Final = Figure("flows", "volume.flows.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace, _moving)
