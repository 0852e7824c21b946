"""Werk loont: what a lost job leaves, in how many draws a buffer is enough, and the MinW funnel."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.figures.household.axis import amount_axis, below_axis, extent_of
from core.figures.specs import built_once
from core.figures.theme import EXTENT, domain, extent_layer, finish, palette, value_axis
from core.household.buffer import JobLoss
from core.household.minw import ExitShare, Funnel
from core.household.risk import BufferRisk
from core.text import format as house
from core.text.catalog import Language, translate

SMALL: Final = 220
LOW: Final = 150
STEP: Final = 500.0


@built_once
def loss_spec(language: Language, dark: bool) -> dict[str, Any]:
    """What the city carries for each month of job loss; takes the datasets of `loss_frames`."""
    colours = palette(dark)
    bars = alt.Chart(alt.NamedData("bars"))
    axis = below_axis(language, "huishouden.buffer.loss_month", values=[1, 6, 12, 18, 24])
    x = alt.X("x:Q", scale=domain("x"), axis=axis)

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=domain("y"), axis=amount_axis(language, "huishouden.buffer.loss_axis"))

    roles = alt.Scale(domain=["other", "chosen"], range=[colours.warning, colours.scenario])
    chart = alt.layer(
        extent_layer(),
        bars.mark_bar(clip=True, aria=False).encode(
            x=alt.X("from:Q", scale=domain("x"), axis=axis),
            x2="to:Q",
            y=y("carried"),
            y2="zero:Q",
            color=alt.Color("role:N", scale=roles, legend=None),
            tooltip=[
                alt.Tooltip("x:Q", title=translate(language, "huishouden.buffer.loss_month")),
                alt.Tooltip("carried:Q", title=translate(language, "huishouden.column.carried"), format=",.0f"),
                alt.Tooltip("claim:Q", title=translate(language, "huishouden.column.claim"), format=",.0f"),
            ],
        ),
        bars.mark_rule(color=colours.muted, strokeWidth=1, aria=False).encode(y=y("zero")),
        alt.Chart(alt.NamedData("highest"))
        .mark_text(dy=-9, fontWeight=600, color=colours.text, aria=False)
        .encode(x=x, y=y("value"), text="text:N"),
    )
    return finish(chart, language, colours, SMALL)


def loss_frames(losses: tuple[JobLoss, ...], chosen: int, language: Language) -> dict[str, pa.Table]:
    """Datasets of the lost job; `chosen` is the month that is shown, from 1."""
    carried = np.array([loss.city_carries for loss in losses]) / 100.0
    months = np.arange(1, len(losses) + 1, dtype=np.float64)
    worst = int(np.argmax(carried))
    return {
        EXTENT: pa.table(
            {
                "x_low": [0.5],
                "x_high": [len(losses) + 0.5],
                **extent_of(0.0, max(1.12 * float(carried.max()), 500.0)),
            }
        ),
        "bars": pa.table(
            {
                "x": months,
                "from": months - 0.4,
                "to": months + 0.4,
                "zero": np.zeros(len(losses)),
                "carried": carried,
                "claim": [loss.claim / 100.0 for loss in losses],
                "role": ["chosen" if loss.month + 1 == chosen else "other" for loss in losses],
            }
        ),
        "highest": pa.table(
            {
                "x": [float(np.clip(months[worst], 2.5, len(losses) - 1.5))],
                "value": [float(carried[worst])],
                "text": [house.euro(float(carried[worst]), language)],
            }
        ),
    }


@built_once
def enough_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Share of the draws in which a buffer is enough; takes the datasets of `enough_frames`."""
    colours = palette(dark)
    line, here = alt.Chart(alt.NamedData("line")), alt.Chart(alt.NamedData("here"))
    x = alt.X(
        "x:Q", scale=domain("x"), axis=below_axis(language, "huishouden.buffer.risk_x", format=",.0f")
    )  # fmt: skip

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=domain("y"), axis=value_axis(language, "huishouden.buffer.risk_axis", number=".0%"))

    chart = alt.layer(
        extent_layer(),
        here.mark_rule(color=colours.muted, strokeWidth=1, aria=False).encode(x=x),
        line.mark_line(color=colours.scenario, strokeWidth=2.5, clip=True, interpolate="step-after", aria=False).encode(
            x=x,
            y=y("share"),
        ),
        here.mark_point(filled=True, size=70, opacity=1, color=colours.scenario, aria=False).encode(x=x, y=y("share")),
        *(
            here.mark_text(align="left", dx=8, dy=14, fontWeight=600, aria=False, **paint).encode(
                x=x, y=y("share"), text="text:N"
            )
            for paint in ({"stroke": colours.background, "strokeWidth": 4}, {"color": colours.text})
        ),
        line.mark_rule(opacity=0, strokeWidth=9, aria=False).encode(
            x=x,
            tooltip=[
                alt.Tooltip("x:Q", title=translate(language, "huishouden.buffer.risk_x"), format=",.0f"),
                alt.Tooltip("share:Q", title=translate(language, "huishouden.buffer.risk_axis"), format=".0%"),
            ],
        ),
    )
    return finish(chart, language, colours, SMALL)


def enough_frames(risk: BufferRisk, buffer: int, share_text: str, language: Language) -> dict[str, pa.Table]:
    """Datasets of the risk; `buffer` in cents, `share_text` how often it is enough."""
    needed = np.sort(risk.buffer_needed) / 100.0
    end = STEP * np.ceil(max(float(needed[-1]), 1.3 * buffer / 100.0, 2 * STEP) / STEP)
    x = np.linspace(0.0, end, 121)
    share = np.searchsorted(needed, x, side="right") / len(needed)
    text = f"{translate(language, 'huishouden.buffer.risk_here')}: {share_text}"
    return {
        EXTENT: pa.table({"x_low": [0.0], "x_high": [end], "y_low": [0.0], "y_high": [1.0]}),
        "line": pa.table({"x": x, "share": share}),
        "here": pa.table({"x": [buffer / 100.0], "share": [risk.suffices], "text": [text]}),
    }


@built_once
def funnel_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Participants by where they stand; takes the datasets of `funnel_frames`."""
    colours = palette(dark)
    rows = alt.Chart(alt.NamedData("rows"))
    x = alt.X(
        "value:Q", scale=domain("x"), axis=below_axis(language, "huishouden.minw.axis", grid=True, domain=False, ticks=False)
    )
    y = alt.Y(
        "label:N", sort=None, axis=alt.Axis(title=None, ticks=False, domain=False, labelColor=colours.text, labelPadding=8)
    )  # fmt: skip
    roles = ["participants", "out", "active", "other"]
    ends = [colours.history, colours.scenario, colours.base, colours.history]
    chart = alt.layer(
        extent_layer(),
        rows.mark_bar(height=20, aria=False).encode(
            x=x, y=y, color=alt.Color("role:N", scale=alt.Scale(domain=roles, range=ends), legend=None)
        ),
        rows.mark_text(align="left", dx=6, fontWeight=600, aria=False).encode(x=x, y=y, text="text:N"),
    )
    return finish(chart, language, colours, LOW)


def funnel_frames(found: Funnel, language: Language) -> dict[str, pa.Table]:
    """Datasets of the funnel."""
    values = {
        "participants": found.participants,
        "out": found.out,
        "active": found.active,
        "other": found.participants - found.out - found.active,
    }
    return {
        EXTENT: pa.table({"x_low": [0.0], "x_high": [30.0]}),
        "rows": pa.table(
            {
                "label": [translate(language, f"huishouden.minw.{name}") for name in values],
                "role": list(values),
                "value": [float(value) for value in values.values()],
                "text": [str(value) for value in values.values()],
            }
        ),
    }


@built_once
def share_spec(language: Language, dark: bool) -> dict[str, Any]:
    """The exit share with its interval beside the share that is needed; takes the datasets of `share_frames`."""
    colours = palette(dark)
    seen, needed = alt.Chart(alt.NamedData("seen")), alt.Chart(alt.NamedData("needed"))

    axis = below_axis(language, "huishouden.minw.share_axis", grid=True, ticks=False, format=".0%")

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=domain("x"), axis=axis)

    middle = alt.value(LOW * 0.42)
    chart = alt.layer(
        extent_layer(),
        seen.mark_rule(strokeWidth=12, opacity=0.28, color=colours.scenario, aria=False).encode(
            x=x("low"), x2="high:Q", y=middle
        ),
        seen.mark_point(filled=True, size=120, opacity=1, color=colours.scenario, aria=False).encode(x=x("share"), y=middle),
        seen.mark_text(dy=-20, fontWeight=600, color=colours.scenario, aria=False).encode(
            x=x("share"), y=middle, text="text:N"
        ),
        seen.mark_text(dy=20, aria=False).encode(x=x("low"), y=middle, text="low_text:N"),
        seen.mark_text(dy=20, aria=False).encode(x=x("high"), y=middle, text="high_text:N"),
        needed.mark_rule(color=colours.target, strokeWidth=2, aria=False).encode(x=x("share")),
        needed.mark_text(
            align=alt.ExprRef(expr="data('needed')[0].share > 0.6 ? 'right' : 'left'"),
            dx=alt.ExprRef(expr="data('needed')[0].share > 0.6 ? -6 : 6"),
            dy=34, fontWeight=600, color=colours.target, aria=False,
        ).encode(x=x("share"), y=middle, text="text:N"),
    )  # fmt: skip
    return finish(chart, language, colours, LOW)


def share_frames(found: ExitShare, needed: float, language: Language) -> dict[str, pa.Table]:
    """Datasets of the exit share."""
    return {
        EXTENT: pa.table({"x_low": [0.0], "x_high": [1.0]}),
        "seen": pa.table(
            {
                "low": [found.low],
                "share": [found.share],
                "high": [found.high],
                "text": [f"{translate(language, 'huishouden.minw.seen')}: {house.percent(found.share, language, 0)}"],
                "low_text": [house.percent(found.low, language, 0)],
                "high_text": [house.percent(found.high, language, 0)],
            }
        ),
        "needed": pa.table(
            {
                "share": [min(needed, 1.0)],
                "text": [translate(language, "huishouden.minw.needed", share=house.percent(needed, language, 0))],
            }
        ),
    }
