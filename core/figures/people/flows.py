"""Ways into the caseload above zero, ways out below it, and the net line between them."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.figures.lines import month_names, scaled
from core.figures.specs import built_once
from core.figures.theme import EXTENT, Palette, domain, extent_layer, finish, palette, value_axis, year_axis
from core.model.parameters import Floats
from core.model.projection import Projection
from core.text.catalog import Language, translate
from core.text.sentences_volume import signed

HEIGHT: Final = 340
STEP: Final = 200.0
USUAL: Final = 15_000.0
"""Caseload from which a step is this large."""
IN: Final = ("inflow", "lks_returns", "relapse")
OUT: Final = ("outflow", "into_lks", "measures")
GROUP: Final = {
    "inflow": "inflow", "outflow": "outflow", "lks_returns": "lks", "into_lks": "lks", "relapse": "measures",
    "measures": "measures",
}  # fmt: skip
"""Colour of a way: LKS and measures have one each, above zero in and below zero out."""
GROUPS: Final = ("inflow", "outflow", "lks", "measures")
_GAP: Final = 0.006
"""White between two months [years]."""


def group_colour(colours: Palette, language: Language) -> alt.Color:
    """The four groups of ways with their legend."""
    return alt.Color(
        "group:N",
        scale=alt.Scale(
            domain=[translate(language, f"volume.flows.group.{name}") for name in GROUPS],
            range=[colours.base, colours.history, colours.warning, colours.fifth],
        ),
        legend=alt.Legend(
            title=None, orient="bottom", columns=alt.ExprRef("width < 560 ? 1 : 2"), symbolType="square", offset=8,
            labelFontSize=13, labelLimit=320,
            labelColor=colours.text,
        ),
    )  # fmt: skip


@built_once
def flows_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `flows_frames`."""
    colours = palette(dark)

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=domain("y"), axis=value_axis(language, "volume.flows.axis"))

    flows, net = alt.Chart(alt.NamedData("flows")), alt.Chart(alt.NamedData("net"))
    ends = alt.Chart(alt.NamedData("ends"))
    x = alt.X("x:Q", scale=domain("x"), axis=year_axis(language))
    tooltip = [
        alt.Tooltip("month:N", title=translate(language, "volume.flows.month")),
        alt.Tooltip("way:N", title=" "),
        alt.Tooltip("amount:Q", title=translate(language, "volume.flows.amount"), format=",.0f"),
        alt.Tooltip("net:Q", title=translate(language, "volume.flows.net"), format="+,.0f"),
    ]
    chart = alt.layer(
        extent_layer(),
        flows.mark_bar(clip=True, aria=False).encode(
            x=x, x2="x2:Q", y=y("low"), y2="high:Q", color=group_colour(colours, language), tooltip=tooltip
        ),
        alt.Chart(alt.NamedData(EXTENT)).mark_rule(color=colours.text, strokeWidth=1, aria=False).encode(y=y("zero")),
        net.mark_line(color=colours.background, strokeWidth=6, clip=True, aria=False).encode(x=x, y=y("net")),
        net.mark_line(color=colours.scenario, strokeWidth=2.5, clip=True, aria=False).encode(x=x, y=y("net")),
        *(
            ends.mark_text(align="right", baseline="bottom", dy=-8, fontWeight=600, aria=False, **rim).encode(
                x=x, y=y("net"), text="text:N"
            )
            for rim in (
                {"stroke": colours.background, "strokeWidth": 6, "color": colours.background},
                {"color": colours.scenario},
            )
        ),
    )
    return finish(chart, language, colours, HEIGHT)


def ways(run: Projection) -> dict[str, Floats]:
    """Every way in and out per simulated month `(months,)` [benefits]."""
    count = len(run.months) - 1
    return {name: np.broadcast_to(getattr(run.caseload, name), (count, 1))[:, 0] for name in IN + OUT}


def flows_frames(run: Projection, language: Language) -> dict[str, pa.Table]:
    """Datasets of the flow chart: what ends in a month stands over that month."""
    months, by_way = run.months[1:], ways(run)
    left = np.arange(months.start, months.stop) / 12.0
    net = np.diff(run.caseload.stock[:, 0])
    names = month_names(months, language)
    lows, highs = [], []
    for direction, side in ((1.0, IN), (-1.0, OUT)):
        edge = np.zeros(len(months))
        for name in side:
            lows.append(edge)
            edge = edge + direction * by_way[name]
            highs.append(edge)
    order = IN + OUT
    tops = np.array(highs)
    step = scaled(STEP, float(run.caseload.stock[0, 0]), USUAL)

    def each(key: str, by: dict[str, str] | None = None) -> list[str]:
        texts = [translate(language, f"volume.flows.{key}.{name if by is None else by[name]}") for name in order]
        return list(np.repeat(texts, len(months)))

    return {
        EXTENT: pa.table(
            {
                "x_low": [float(left[0])],
                "x_high": [float(left[-1]) + 1.0 / 12.0 + 0.01],
                "y_low": [step * np.floor(float(tops.min()) / step)],
                "y_high": [step * np.ceil(max(float(tops.max()), step) / step)],
                "zero": [0.0],
            }
        ),
        "flows": pa.table(
            {
                "x": np.tile(left + _GAP, len(order)),
                "x2": np.tile(left + 1.0 / 12.0 - _GAP, len(order)),
                "low": np.concatenate(lows),
                "high": np.concatenate(highs),
                "amount": np.concatenate([by_way[name] for name in order]),
                "net": np.tile(net, len(order)),
                "group": each("group", GROUP),
                "way": each("way"),
                "month": list(names) * len(order),
            }
        ),
        "net": pa.table({"x": left + 1.0 / 24.0, "net": net}),
        "ends": pa.table(
            {
                "x": [float(left[-1]) + 1.0 / 24.0],
                "net": [float(net[-1])],
                "text": [translate(language, "volume.flows.end", net=signed(float(net[-1]), language))],
            }
        ),
    }
