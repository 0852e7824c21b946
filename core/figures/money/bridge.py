"""A bridge: steps from nothing to the whole change, each standing where the one before it ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.figures.specs import built_once
from core.figures.theme import EXTENT, Palette, domain, extent_layer, finish, palette
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 240
STEP: Final = 10.0


@built_once
def bridge_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `bridge_frames`. Names stand above the bars, so that a phone has room."""
    colours = palette(dark)
    steps = alt.Chart(alt.NamedData("steps"))
    rows = alt.Y("name:N", sort=None, axis=None)
    axis = alt.Axis(
        title=translate(language, "buig.bridge.axis"),
        description=translate(language, "buig.bridge.axis"),
        titleAnchor="start",
        tickCount=5,
        format=",.0f",
        domain=False,
        ticks=False,
    )

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=domain("x"), axis=axis)

    tooltip = [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("value:Q", title=translate(language, "buig.bridge.axis"), format="+,.1f"),
    ]
    colour = alt.Color(
        "kind:N",
        legend=None,
        scale=alt.Scale(domain=["up", "down", "total"], range=[colours.base, colours.warning, colours.history]),
    )
    zero = alt.Chart(alt.NamedData("zero"))
    chart = alt.layer(
        extent_layer(),
        zero.mark_rule(color=colours.muted, strokeWidth=1, aria=False).encode(x=x("value")),
        steps.mark_bar(size=14, yOffset=9, aria=False).encode(y=rows, x=x("low"), x2="high:Q", color=colour, tooltip=tooltip),
        *written_rows(steps, rows, colours),
    )
    return finish(chart, language, colours, HEIGHT)


def written_rows(rows: alt.Chart, y: alt.Y, colours: Palette) -> list[alt.Chart]:
    """The label of each row above its bar, on a rim of background where a line crosses it."""
    text = rows.encode(y=y, x=alt.value(0), text="label:N")
    return [
        text.mark_text(align="left", dy=-9, stroke=colours.background, strokeWidth=4, aria=False),
        text.mark_text(align="left", dy=-9, color=colours.text, aria=False),
    ]


def bridge_frames(steps: Sequence[tuple[str, float]], total: tuple[str, float], language: Language) -> dict[str, pa.Table]:
    """Datasets of a bridge of `(name, EUR million)` whose steps add up to the total."""
    values = [value for _, value in steps]
    ends = np.cumsum([0.0, *values])
    named = [*steps, total]
    low = [*ends[:-1], 0.0]
    high = [*ends[1:], total[1]]
    kinds = ["up" if value >= 0.0 else "down" for value in values]
    reach = [0.0, *low, *high]
    return {
        EXTENT: pa.table(
            {
                "x_low": [STEP * np.floor(min(reach) / STEP)],
                "x_high": [STEP * np.ceil(max(*reach, 0.1) / STEP)],
            }
        ),
        "zero": pa.table({"value": [0.0]}),
        "steps": pa.table(
            {
                "name": [name for name, _ in named],
                "value": [value for _, value in named],
                "low": low,
                "high": high,
                "kind": [*kinds, "total"],
                "label": [f"{name}: {signed(value, language)}" for name, value in named],
            }
        ),
    }


def signed(value: float, language: Language) -> str:
    """An amount with its sign and one decimal: `+17,8`."""
    text = house.number(value, language, 1)
    return f"+{text}" if round(value, 1) > 0.0 else text
