"""From the stock at the begin of a year to its end, a bar per way in or out."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.analysis.bridges import StockBridge
from core.figures.lines import scaled
from core.figures.people.flows import GROUP
from core.figures.specs import built_once
from core.figures.theme import EXTENT, domain, extent_layer, finish, palette
from core.text import format as house
from core.text.catalog import Language, translate
from core.text.sentences_volume import signed

HEIGHT: Final = 250
STEP: Final = 2000.0
USUAL: Final = 15_000.0
"""Caseload from which a step is this large."""
STEPS: Final = ("start", "inflow", "lks_returns", "relapse", "outflow", "into_lks", "measures", "end")


def steps_of(bridge: StockBridge) -> dict[str, float]:
    """Signed steps by name, start and end left out; they add up to the year's change [benefits]."""
    return {
        "inflow": bridge.inflow,
        "lks_returns": bridge.lks_returns,
        "relapse": bridge.relapse,
        "outflow": -bridge.outflow,
        "into_lks": -bridge.into_lks,
        "measures": -sum(bridge.measures.values()),
    }


@built_once
def waterfall_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `waterfall_frames`."""
    colours = palette(dark)
    names = [translate(language, f"volume.bridge.step.{name}") for name in STEPS]
    y = alt.Y(
        "step:N",
        sort=names,
        scale=alt.Scale(domain=names, paddingInner=0.35),
        axis=alt.Axis(
            title=None, domain=False, ticks=False, labelLimit=130, labelColor=colours.text,
            description=translate(language, "volume.bridge.rows"),
        ),
    )  # fmt: skip
    axis = alt.Axis(
        title=translate(language, "volume.bridge.axis"),
        description=translate(language, "volume.bridge.axis"),
        tickCount=3, format=",.0f", domain=False, ticks=False, grid=True, titleAnchor="start", labelFlush=True,
    )  # fmt: skip
    x = alt.X("low:Q", scale=domain("x"), axis=axis)
    steps, stocks, links = (alt.Chart(alt.NamedData(name)) for name in ("steps", "stocks", "links"))
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(
            domain=["inflow", "outflow", "lks", "measures"],
            range=[colours.base, colours.history, colours.warning, colours.fifth],
        ),
        legend=None,
    )
    at_end = alt.X("label:Q", scale=domain("x"), axis=axis)
    chart = alt.layer(
        extent_layer(),
        links.mark_rule(color=colours.muted, strokeWidth=1, strokeDash=[2, 2], aria=False).encode(x=x, y=y, y2="next:N"),
        steps.mark_bar(aria=False).encode(
            x=x,
            x2="high:Q",
            y=y,
            color=colour,
            tooltip=[alt.Tooltip("step:N", title=" "), alt.Tooltip("text:N", title=translate(language, "volume.flows.amount"))],
        ),
        stocks.mark_tick(color=colours.scenario, thickness=4, aria=False).encode(x=x, y=y),
        stocks.mark_text(align="left", dx=8, fontWeight=600, color=colours.scenario, aria=False).encode(
            x=at_end, y=y, text="text:N"
        ),
        steps.mark_text(align="left", dx=6, color=colours.text, aria=False).encode(x=at_end, y=y, text="text:N"),
    )
    return finish(chart, language, colours, HEIGHT)


def waterfall_frames(bridge: StockBridge, language: Language) -> dict[str, pa.Table]:
    """Datasets of the bridge of one year."""
    names = {name: translate(language, f"volume.bridge.step.{name}") for name in STEPS}
    levels = [bridge.start]
    parts = steps_of(bridge)
    for value in parts.values():
        levels.append(levels[-1] + value)
    lows, highs = levels[:-1], levels[1:]
    low, high = min(levels), max(levels)
    step = scaled(STEP, bridge.start, USUAL)
    left, right = step * ((low - step / 4) // step), step * -(-high // step)
    return {
        # Room on the right for the numbers: a quarter of what is drawn.
        EXTENT: pa.table({"x_low": [left], "x_high": [right + 0.3 * (right - left)]}),
        "steps": pa.table(
            {
                "step": [names[name] for name in parts],
                "kind": [GROUP[name] for name in parts],
                "low": lows,
                "high": highs,
                "label": [max(pair) for pair in zip(lows, highs, strict=True)],
                "value": list(parts.values()),
                "text": [signed(value, language) for value in parts.values()],
            }
        ),
        "stocks": pa.table(
            {
                "step": [names["start"], names["end"]],
                "low": [bridge.start, bridge.end],
                "label": [bridge.start, bridge.end],
                "text": [house.number(value, language) for value in (bridge.start, bridge.end)],
            }
        ),
        "links": pa.table(
            {
                "step": [names[name] for name in STEPS[:-1]],
                "next": [names[name] for name in STEPS[1:]],
                "low": levels,
            }
        ),
    }
