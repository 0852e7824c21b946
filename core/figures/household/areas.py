"""Werk loont: income over 0 to 40 hours of work, by component, with the jumps that the law has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.figures.canvas import LINE, STRIP, canvas, data, over
from core.figures.figure import Figure
from core.figures.household.axis import amount_axis, extent_of, hours_axis
from core.figures.household.parts import HEIGHT, column, euros, group_colour, step_keys, step_sources
from core.figures.specs import built_once
from core.figures.table import Cell, Column, Range, Table, keyed
from core.figures.theme import EXTENT
from core.household.curve import GROUPS, Curve, Floats, flat_stretch, group_sums, largest_jumps, rising_steps
from core.household.results import Worked
from core.text import format as house
from core.text.catalog import Language
from core.text.household import hours as hours_text
from core.text.household import law, plain, say

LETTERS: Final = "abcdef"
LETTER: Final = 7.0
"""Mean width of a letter of a name in an area [pixels]."""
NARROW: Final = 230.0
"""Width of the chart on a phone [pixels]: a name that fits there fits everywhere."""


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    on = canvas(language, dark, x=hours_axis(language), y=amount_axis(language, "huishouden.areas.axis"), top=STRIP)
    line, here, jumps, names = map(data, ("line", "here", "jumps", "names"))

    def total(colour: str, width: float) -> alt.Chart:
        drawn = line.mark_line(color=colour, strokeWidth=width, clip=True, aria=False)
        layer: alt.Chart = drawn.encode(x=on.x("hours"), y=on.y("disposable"))
        return layer

    def text(of: alt.Chart) -> alt.Chart:
        written: alt.Chart = of.encode(x=on.x("hours"), y=on.y("value"), text="text:N")
        return written

    hover = [
        on.tip("hours:Q", "huishouden.areas.hours"),
        *(on.tip(f"{name}:Q", f"huishouden.areas.{name}", ",.0f") for name in GROUPS),
        on.tip("disposable:Q", "huishouden.areas.disposable", ",.0f"),
    ]
    return on.finish(
        HEIGHT,
        data("areas")
        .mark_area(opacity=0.88, clip=True, line=False, aria=False)
        .encode(x=on.x("hours"), y=on.y("low"), y2="high:Q", color=group_colour(on.colours)),
        here.mark_rule(color=on.colours.text, strokeWidth=1, strokeDash=[2, 2], aria=False).encode(
            x=on.x("hours"), y=alt.value(LINE), y2=alt.value("height")
        ),
        over(on, here, on.colours.text, field="hours"),
        total(on.colours.background, 5.0),
        total(on.colours.text, 2.5),
        text(names).mark_text(color=on.colours.background, fontWeight=600, aria=False),
        text(data("begin")).mark_text(align="left", dy=-10, fontWeight=600, color=on.colours.text, aria=False),
        jumps.mark_circle(color=on.colours.background, stroke=on.colours.text, size=220, opacity=1, aria=False).encode(
            x=on.x("hours"), y=on.y("value")
        ),
        text(jumps).mark_text(fontWeight=600, color=on.colours.text, aria=False),
        line.mark_rule(opacity=0, strokeWidth=9, aria=False).encode(x=on.x("hours"), tooltip=hover),
    )


def _frames(worked: Worked, language: Language) -> dict[str, pa.Table]:
    """Datasets of the areas."""
    over, hours = worked.over, worked.found.household.hours
    sums = group_sums(over.components)
    lows, highs = _edges(sums)
    extent = extent_of(float(sums["costs"].min()), 1.1 * max(float(high.max()) for high in highs))
    pixel = (extent["y_high"][0] - extent["y_low"][0]) / (HEIGHT - 50 - STRIP)
    return {
        EXTENT: pa.table({"x_low": [0.0], "x_high": [40.0], **extent}),
        "areas": pa.table(
            {
                "hours": np.tile(over.hours, len(GROUPS)),
                "low": np.concatenate(lows),
                "high": np.concatenate(highs),
                "group": [name for name in GROUPS for _ in over.hours],
            }
        ),
        "line": pa.table({"hours": over.hours, "disposable": over.disposable, **sums}),
        "here": pa.table({"hours": [hours], "text": [hours_text(hours, language)]}),
        "names": _names(over, lows, highs, pixel, hours, language),
        "begin": _line_name(over, highs[2], pixel, say(language, "areas.disposable")),
        "jumps": _jumps(over),
    }


def _edges(sums: Mapping[str, Floats]) -> tuple[list[Floats], list[Floats]]:
    """Lower and upper edge of each group's area: stacked from the axis up, costs below it."""
    levels = np.cumsum([np.zeros_like(sums["pay"]), sums["pay"], sums["assistance"], sums["allowances"]], axis=0)
    return [*levels[:3], sums["costs"]], [*levels[1:], np.zeros_like(sums["pay"])]


def _names(over: Curve, lows: list[Floats], highs: list[Floats], pixel: float, here: float, language: Language) -> pa.Table:
    """Names of the areas in which they fit, beside the line at the hours of the household."""
    texts = [say(language, f"areas.{name}") for name in GROUPS]
    placed = [
        (*place, text)
        for low, high, text in zip(lows, highs, texts, strict=True)
        if (place := _place(over.hours, low, high, over.disposable, pixel, here, _span(text))) is not None
    ]
    return _points(placed)


def _line_name(over: Curve, top: Floats, pixel: float, text: str) -> pa.Table:
    """The name of the line, over it where it is nearest and clear of the letters of the jumps."""
    span = min(_span(text), len(top))
    heights = np.lib.stride_tricks.sliding_window_view(np.maximum(top, over.disposable), span).max(axis=1)
    far = heights - over.disposable[: len(heights)]
    for jump, _ in largest_jumps(over):
        middle = (jump.below + jump.above) / 2
        far = far + np.where(
            (over.hours[: len(far)] < middle + 2.0) & (middle < over.hours[: len(far)] + span + 2.0), 40.0 * pixel, 0.0
        )
    at = int(np.argmin(far))
    lifted = 14.0 * pixel if far[at] >= 40.0 * pixel else 0.0
    return _points([(float(over.hours[at]) + 0.4, float(heights[at]) + lifted, text)])


def _span(text: str) -> int:
    """Hours that a text takes across on a phone."""
    return int(np.ceil(len(text) * LETTER / (NARROW / 40.0))) | 1


def _jumps(over: Curve) -> pa.Table:
    """The letter of each kind of jump, on the line in the middle of the largest."""
    middles = [(jump.below + jump.above) / 2 for jump, _ in largest_jumps(over)]
    heights = [float(np.interp(middle, over.hours, over.disposable)) for middle in middles]
    return _points(list(zip(middles, heights, LETTERS, strict=False)))


def _points(points: Sequence[tuple[float, float, str]]) -> pa.Table:
    types = {"hours": pa.float64(), "value": pa.float64(), "text": pa.string()}
    return pa.table({name: pa.array([point[i] for point in points], types[name]) for i, name in enumerate(types)})


def _place(
    hours: Floats, low: Floats, high: Floats, line: Floats, pixel: float, here: float, span: int
) -> tuple[float, float] | None:
    """Where a name fits in an area: over its whole width thick enough, and clear of both lines; None where it does not."""
    if span > len(hours):
        return None
    room = 11.0 * pixel
    windows = {
        name: np.lib.stride_tricks.sliding_window_view(edge, span)
        for name, edge in (("low", low), ("high", high), ("line", line))
    }
    floor, roof = windows["low"].max(axis=1), windows["high"].min(axis=1)
    under = np.minimum(roof, windows["line"].min(axis=1) - room)
    above = np.maximum(floor, windows["line"].max(axis=1) + room)
    # Under the line or over it, whichever leaves more.
    lowest = np.where(under - floor >= roof - above, floor, above)
    highest = np.where(under - floor >= roof - above, under, roof)
    across = (hours[: len(floor)] < here) & (here < hours[span - 1 :])
    room_there = np.where(across, 0.0, highest - lowest)
    best = int(np.argmax(room_there))
    if room_there[best] < 2.0 * room:
        return None
    return float(hours[best + span // 2]), float((lowest[best] + highest[best]) / 2)


def _finding(worked: Worked, language: Language) -> str:
    """Where income hardly changes, or else what it is now and at full hours."""
    flat = flat_stretch(worked.steps)
    if flat is not None:
        return say(language, "areas.title_flat", below=flat[0], above=flat[1])
    hours, disposable = int(worked.found.household.hours), worked.over.disposable
    now, full = (house.euro(float(disposable[at]), language) for at in (hours, -1))
    return say(language, "areas.title", hours=hours_text(hours, language), now=now, full=full)


def _sentence(worked: Worked, language: Language) -> str:
    """Both ends, how often an hour more brings more, and every kind of jump."""
    over = worked.over
    before, full = (house.euro(float(over.disposable[at]), language) for at in (0, -1))
    key = "areas.sentence_partner" if worked.found.after.partner else "areas.sentence"
    said = [say(language, key, before=before, full=full, steps=rising_steps(over))]
    kinds = largest_jumps(over)
    for letter, (jump, count) in zip(LETTERS, kinds, strict=False):
        said.append(
            say(
                language,
                f"areas.jump_{'up' if jump.amount > 0 else 'down'}",
                letter=letter,
                below=plain(jump.below, language),
                above=plain(jump.above, language),
                amount=house.euro(abs(jump.amount), language),
            )
        )
        said.append(law(language, f"jump.{jump.key}"))
        if count > 1:
            said.append(say(language, "areas.jump_many", count=count))
    return " ".join(said if kinds else [*said, say(language, "areas.no_jumps")])


def _table(worked: Worked, language: Language) -> list[Table]:
    """Income by group at every number of hours, and the jumps."""
    over = worked.over
    sums = group_sums(over.components)
    named = [Column(say(language, f"areas.{name}"), euro=True) for name in GROUPS]
    rows: list[list[Cell]] = [
        [
            plain(float(hours), language),
            float(over.gross[i]),
            *(float(sums[name][i]) for name in GROUPS),
            float(over.disposable[i]),
        ]
        for i, hours in enumerate(over.hours)
    ]
    columns = [column(language, "hours"), *euros(language, "gross"), *named, *euros(language, "disposable")]
    stems = ("gross_at:{}", *(f"group:{name}:{{}}" for name in GROUPS), "hours:{}/disposable")
    traces = keyed([f"{hours:g}" for hours in over.hours], *stems)
    found = [Table(say(language, "areas.caption"), columns, rows, say(language, "all_sources"), traces=traces)]
    if over.jumps:
        jump = Column(say(language, "column.jump"), signed=True, euro=True)
        jumps: list[list[Cell]] = [[Range(one.below, one.above), one.amount] for one in over.jumps]
        traces = keyed(range(len(jumps)), "jump:{}")
        found.append(Table(say(language, "areas.jumps"), [column(language, "hours"), jump], jumps, traces=traces))
    return found


AREAS: Final = Figure(
    "household-areas", "huishouden.areas.alt", _spec, _frames, _finding, _sentence, _table, step_sources, step_keys
)
