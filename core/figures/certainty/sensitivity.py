"""What an output depends on: a tornado of sliders and assumptions, and bars of where its uncertainty comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

import altair as alt
import pyarrow as pa

from core.analysis.output import OUTPUTS, TARGET_MONTH, Output
from core.analysis.tornado import Bar, Tornado
from core.analysis.variance import GroupShare
from core.figures.money.bridge import written_rows
from core.figures.specs import Build, built_once
from core.figures.theme import EXTENT, Palette, domain, extent_layer, finish_rows, palette
from core.text.catalog import Language, translate
from core.text.sentences_sensitivity import bar_hand, bar_name, bar_value, hand, output_value, share_row

ROW: Final = 40
"""Height of one row: a line of text and a bar [px]."""
MOST_ROWS: Final = 8
ROOM: Final = 0.16
"""Room beside the bars for the values at their ends [share of what the bars span]."""


def _axis(language: Language, key: str, **options: Any) -> alt.Axis:
    return alt.Axis(
        title=translate(language, key), description=translate(language, key), titleAnchor="start", tickCount=5,
        domain=False, ticks=False, **options,
    )  # fmt: skip


def _build_tornado(output: str, language: Language, dark: bool) -> dict[str, Any]:
    """Specification for one kind of output; takes the datasets of `tornado_frames`."""
    colours = palette(dark)
    bars, now = alt.Chart(alt.NamedData("bars")), alt.Chart(alt.NamedData("now"))
    y = alt.Y("name:N", sort=None, axis=None)
    if output == TARGET_MONTH:
        axis = _axis(language, f"sensitivity.tornado.axis_{output}", format="d", tickMinStep=1)
    else:
        axis = _axis(language, f"sensitivity.tornado.axis_{output}", format=",.0f")

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=domain("x"), axis=axis)

    scale = alt.Scale(domain=["choose", "befall", "assumption"], range=[colours.scenario, colours.base, colours.history])
    tooltip = [alt.Tooltip("label:N", title=" ")] + [
        alt.Tooltip(f"{name}_text:N", title=translate(language, f"sensitivity.tornado.{name}")) for name in ("at_low", "at_high")
    ]
    chart = alt.layer(
        extent_layer(),
        now.mark_rule(color=colours.muted, strokeWidth=1.5, aria=False).encode(x=x("value")),
        now.mark_text(dy=-8, fontWeight=600, aria=False).encode(x=x("value"), y=alt.value(0), text="text:N"),
        bars.mark_bar(size=12, yOffset=9, strokeWidth=1, aria=False).encode(
            y=y,
            x=x("left"),
            x2="right:Q",
            color=alt.Color("hand:N", scale=scale, legend=None),
            stroke=alt.Stroke("hand:N", scale=scale, legend=None),
            fillOpacity=alt.condition("datum.hand == 'assumption'", alt.value(0.25), alt.value(1.0)),
            strokeDash=alt.condition("datum.hand == 'assumption'", alt.value([4, 3]), alt.value([1, 0])),
            tooltip=tooltip,
        ),
        *_end_texts(bars.encode(y=y, x=x("left"), text="left_text:N"), "right", -5, colours),
        *_end_texts(bars.encode(y=y, x=x("right"), text="right_text:N"), "left", 5, colours),
        *written_rows(bars, y, colours),
    )
    return {**finish_rows(chart, language, colours, ROW), "padding": {"left": 4, "right": 8, "top": 20, "bottom": 4}}


def _end_texts(texts: alt.Chart, align: Literal["left", "right"], dx: int, colours: Palette) -> list[alt.Chart]:
    return [
        texts.mark_text(align=align, dx=dx, dy=9, stroke=colours.background, strokeWidth=3, aria=False),
        texts.mark_text(align=align, dx=dx, dy=9, color=colours.muted, aria=False),
    ]


def _tornado_builder(output: str) -> Build:
    def build(language: Language, dark: bool) -> dict[str, Any]:
        return _build_tornado(output, language, dark)

    build.__qualname__ = f"tornado_spec.{output}"
    return built_once(build)


_TORNADOES: Final = {output: _tornado_builder(output) for output in OUTPUTS}


def tornado_spec(language: Language, dark: bool, output: str) -> dict[str, Any]:
    """Specification for one kind of output, whose name stands at the axis; takes the datasets of `tornado_frames`."""
    return _TORNADOES[output](language, dark)


def shown_bars(found: Tornado) -> Sequence[Bar]:
    """The bars that a chart has room for; one without any swing only when there is nothing else."""
    return [bar for bar in found.bars[:MOST_ROWS] if bar.swing > 1e-9 * max(1.0, abs(found.value))] or found.bars[:1]


def _place(output: Output, value: float) -> float:
    """Where a value stands on the axis: a month as the year in which it ends."""
    return (value + 1.0) / 12.0 if output.name == TARGET_MONTH else value


def tornado_frames(found: Tornado, language: Language) -> dict[str, pa.Table]:
    """Datasets of the tornado; the lever's values stand at the ends of its bar."""
    bars, output = shown_bars(found), found.output
    now = _place(output, found.value)
    ends = []
    for bar in bars:
        low, high = (
            (_place(output, at), bar_value(bar, value, language, unit=False))
            for at, value in ((bar.at_low, bar.low), (bar.at_high, bar.high))
        )
        ends.append((low, high) if low[0] <= high[0] else (high, low))
    left = min(now, *(one[0] for one, _ in ends))
    right = max(now, *(other[0] for _, other in ends))
    span = right - left or 1.0
    return {
        EXTENT: pa.table({"x_low": [left - ROOM * span], "x_high": [right + ROOM * span]}),
        "now": pa.table(
            {
                "value": [now],
                "text": [translate(language, "sensitivity.tornado.now_label", value=output_value(output, found.value, language))],
            }
        ),
        "bars": pa.table(
            {
                "name": [f"{place:03d} {bar.id}" for place, bar in enumerate(bars)],
                "label": [
                    translate(
                        language, "sensitivity.tornado.row", lever=bar_name(bar, language), hand=bar_hand(bar, language)
                    )
                    for bar in bars
                ],
                "hand": [hand(bar) for bar in bars],
                "left": [one[0] for one, _ in ends],
                "right": [other[0] for _, other in ends],
                "left_text": [one[1] for one, _ in ends],
                "right_text": [other[1] for _, other in ends],
                "at_low_text": [_end(output, bar, bar.low, bar.at_low, language) for bar in bars],
                "at_high_text": [_end(output, bar, bar.high, bar.at_high, language) for bar in bars],
            }
        ),
    }  # fmt: skip


def _end(output: Output, bar: Bar, value: float, at: float, language: Language) -> str:
    return f"{bar_value(bar, value, language)}: {output_value(output, at, language)}"


@built_once
def shares_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `shares_frames`."""
    colours = palette(dark)
    shares = alt.Chart(alt.NamedData("shares"))
    y = alt.Y("name:N", sort=None, axis=None)
    axis = _axis(language, "sensitivity.sobol.axis", format=".0%")

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=domain("x"), axis=axis)

    def bar(field: str, size: int, offset: int, colour: str) -> list[alt.Chart]:
        return [
            shares.mark_bar(size=size, yOffset=offset, color=colour, aria=False).encode(
                y=y,
                x=x("zero"),
                x2=f"{field}:Q",
                tooltip=[
                    alt.Tooltip("label:N", title=" "),
                    alt.Tooltip(f"{field}:Q", title=translate(language, f"sensitivity.sobol.{field}"), format=".1%"),
                    alt.Tooltip(f"{field}_low:Q", title=translate(language, "sensitivity.sobol.interval"), format=".1%"),
                    alt.Tooltip(f"{field}_high:Q", title="–", format=".1%"),
                ],
            ),
            shares.mark_rule(yOffset=offset, color=colours.text, strokeWidth=2, clip=True, aria=False).encode(
                y=y, x=x(f"{field}_low"), x2=f"{field}_high:Q"
            ),
        ]

    chart = alt.layer(
        extent_layer(),
        *bar("first", 10, 6, colours.scenario),
        *bar("total", 4, 15, colours.history),
        *written_rows(shares, y, colours),
    )
    return finish_rows(chart, language, colours, ROW)


def shares_frames(groups: Sequence[GroupShare], language: Language) -> dict[str, pa.Table]:
    """Datasets of the shares, in the order given; groups that do nothing at all are left out, but never all of them."""
    shown = [one for one in groups if one.total >= 0.005] or groups[:1]

    def ends(name: str, sign: float) -> list[float]:
        return [
            min(1.0, max(0.0, getattr(one, name) + sign * getattr(one, f"{name}_error"))) for one in shown
        ]  # fmt: skip

    return {
        EXTENT: pa.table({"x_low": [0.0], "x_high": [1.0]}),
        "shares": pa.table(
            {
                "name": [f"{place:03d} {one.group}" for place, one in enumerate(shown)],
                "label": [share_row(one, language) for one in shown],
                "zero": [0.0] * len(shown),
                "first": [max(0.0, one.first) for one in shown],
                "first_low": ends("first", -1.0),
                "first_high": ends("first", 1.0),
                "total": [min(1.0, one.total) for one in shown],
                "total_low": ends("total", -1.0),
                "total_high": ends("total", 1.0),
            }
        ),
    }
