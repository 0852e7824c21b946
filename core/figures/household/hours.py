"""Werk loont: income over 0 to 40 hours of work, and the marginal pressure of every extra hour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

import altair as alt
import numpy as np
import pyarrow as pa

from core.figures.household.axis import amount_axis, extent_of
from core.figures.specs import built_once
from core.figures.theme import EXTENT, Palette, domain, extent_layer, finish, palette
from core.household.curve import Curve, Floats, Jump, Pressure
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 280
LETTERS: Final = "abcdef"
SIDES: Final[tuple[Literal["left"], Literal["right"]]] = ("left", "right")
LETTER: Final = 7.0
"""Mean width of a letter of a name in an area [pixels]."""
NARROW: Final = 290.0
"""Width of the chart on a phone [pixels]: a name that fits there fits everywhere."""
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "pay": ("net_pay",),
    "assistance": ("assistance",),
    "allowances": ("care_allowance", "rent_allowance", "child_budget", "childcare_allowance", "supplement", "work_costs"),
    "costs": ("childcare_cost", "travel_cost"),
}
"""Components that share a colour, from the axis up; costs lie below the axis."""


def group_colour(colours: Palette, legend: alt.Legend | None = None) -> alt.Color:
    """One colour per group of components, in every chart of the page."""
    ends = [colours.scenario, colours.base, colours.history, colours.warning]
    return alt.Color("group:N", scale=alt.Scale(domain=list(GROUPS), range=ends), legend=legend)


def hours_axis(language: Language) -> alt.Axis:
    """Hours a week."""
    return alt.Axis(
        title=translate(language, "huishouden.areas.hours"),
        description=translate(language, "huishouden.areas.hours"),
        titleAnchor="end",
        titleAlign="right",
        values=[0, 8, 16, 24, 32, 40],
        grid=False,
    )


@built_once
def areas_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `areas_frames`."""
    colours = palette(dark)

    def x(field: str = "hours") -> alt.X:
        return alt.X(f"{field}:Q", scale=domain("x"), axis=hours_axis(language))

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=domain("y"), axis=amount_axis(language, "huishouden.areas.axis"))

    line, here = alt.Chart(alt.NamedData("line")), alt.Chart(alt.NamedData("here"))
    jumps, names = alt.Chart(alt.NamedData("jumps")), alt.Chart(alt.NamedData("names"))

    def total(colour: str, width: float) -> alt.Chart:
        layer: alt.Chart = line.mark_line(color=colour, strokeWidth=width, clip=True, aria=False).encode(x=x(), y=y("disposable"))
        return layer

    hover = [
        alt.Tooltip("hours:Q", title=translate(language, "huishouden.areas.hours")),
        *(alt.Tooltip(f"{name}:Q", title=translate(language, f"huishouden.areas.{name}"), format=",.0f") for name in GROUPS),
        alt.Tooltip("disposable:Q", title=translate(language, "huishouden.areas.disposable"), format=",.0f"),
    ]
    chart = alt.layer(
        extent_layer(),
        alt.Chart(alt.NamedData("areas"))
        .mark_area(opacity=0.88, clip=True, line=False, aria=False)
        .encode(x=x(), y=y("low"), y2="high:Q", color=group_colour(colours)),
        here.mark_rule(color=colours.text, strokeWidth=1, strokeDash=[2, 2], aria=False).encode(x=x()),
        here.mark_text(dy=-4, baseline="bottom", aria=False).encode(x=x(), y=alt.value(0), text="text:N"),
        total(colours.background, 5.0),
        total(colours.text, 2.5),
        names.mark_text(color=colours.background, fontWeight=600, aria=False).encode(x=x(), y=y("value"), text="text:N"),
        alt.Chart(alt.NamedData("begin"))
        .mark_text(align="left", dy=-10, fontWeight=600, color=colours.text, aria=False)
        .encode(x=x(), y=y("value"), text="text:N"),
        jumps.mark_circle(color=colours.background, stroke=colours.text, size=220, opacity=1, aria=False).encode(
            x=x(), y=y("value")
        ),
        jumps.mark_text(fontWeight=600, color=colours.text, aria=False).encode(x=x(), y=y("value"), text="text:N"),
        line.mark_rule(opacity=0, strokeWidth=9, aria=False).encode(x=x(), tooltip=hover),
    )
    return finish(chart, language, colours, HEIGHT)


def group_sums(components: Mapping[str, Floats]) -> dict[str, Floats]:
    """The components of each group together."""
    return {name: np.sum([components[key] for key in keys], axis=0) for name, keys in GROUPS.items()}


def named_jumps(over: Curve) -> list[tuple[str, Jump, int]]:
    """The largest jump of every kind, with its letter and the number of jumps of that kind."""
    found: dict[str, list[Jump]] = {}
    for jump in over.jumps:
        found.setdefault(jump.key, []).append(jump)
    return [
        (letter, max(kind, key=lambda jump: abs(jump.amount)), len(kind))
        for letter, kind in zip(LETTERS, found.values(), strict=False)
    ]


def areas_frames(over: Curve, hours: float, language: Language) -> dict[str, pa.Table]:
    """Datasets of the areas."""
    sums = group_sums(over.components)
    count = len(over.hours)
    low = np.zeros(count)
    lows: list[Floats] = []
    highs: list[Floats] = []
    group: list[str] = []
    for name in ("pay", "assistance", "allowances"):
        high = low + sums[name]
        lows, highs, group = [*lows, low], [*highs, high], [*group, *[name] * count]
        low = high
    lows, highs, group = [*lows, sums["costs"]], [*highs, np.zeros(count)], [*group, *["costs"] * count]
    extent = extent_of(float(sums["costs"].min()), 1.1 * max(float(one.max()) for one in highs))
    per_pixel = (extent["y_high"][0] - extent["y_low"][0]) / (HEIGHT - 50)
    names = [
        entry
        for i, name in enumerate(GROUPS)
        if (
            entry := _label(
                over.hours, lows[i], highs[i], over.disposable, per_pixel, translate(language, f"huishouden.areas.{name}")
            )
        )
        is not None
    ]
    jumps = named_jumps(over)
    return {
        EXTENT: pa.table({"x_low": [0.0], "x_high": [40.0], **extent}),
        "areas": pa.table(
            {"hours": np.tile(over.hours, 4), "low": np.concatenate(lows), "high": np.concatenate(highs), "group": group}
        ),
        "line": pa.table({"hours": over.hours, "disposable": over.disposable, **sums}),
        "here": pa.table({"hours": [hours], "text": [_here(hours, language)]}),
        "names": pa.table(
            {
                "hours": pa.array([entry[0] for entry in names], pa.float64()),
                "value": pa.array([entry[1] for entry in names], pa.float64()),
                "text": pa.array([entry[2] for entry in names], pa.string()),
            }
        ),
        "begin": pa.table(
            {
                "hours": [0.4],
                "value": [float(max(highs[2][0], highs[2][min(10, count - 1)]))],
                "text": [translate(language, "huishouden.areas.disposable")],
            }
        ),
        "jumps": pa.table(
            {
                "hours": pa.array([(jump.below + jump.above) / 2 for _, jump, _ in jumps], pa.float64()),
                "value": pa.array(
                    [float(np.interp((jump.below + jump.above) / 2, over.hours, over.disposable)) for _, jump, _ in jumps],
                    pa.float64(),
                ),
                "text": pa.array([letter for letter, _, _ in jumps], pa.string()),
            }
        ),
    }


def _here(hours: float, language: Language) -> str:
    return translate(language, "huishouden.areas.here", hours=house.number(hours, language, 0 if hours == int(hours) else 1))


def _label(hours: Floats, low: Floats, high: Floats, line: Floats, pixel: float, text: str) -> tuple[float, float, str] | None:
    """Where the name of an area fits: over its whole width thick enough, and clear of the line; None where it does not."""
    room = 9.0 * pixel
    crossed = (low < line + room) & (line - room < high)
    above = high - (line + room) > (line - room) - low
    lowest = np.where(crossed & above, line + room, low)
    highest = np.where(crossed & ~above, line - room, high)
    thick = highest - lowest
    span = int(np.ceil(len(text) * LETTER / (NARROW / 40.0))) | 1
    if span > len(hours):
        return None
    windows = np.lib.stride_tricks.sliding_window_view(thick, span).min(axis=1)
    best = int(np.argmax(windows))
    if windows[best] < 2.0 * room:
        return None
    middle = best + span // 2
    return float(hours[middle]), float((lowest[middle] + highest[middle]) / 2), text


@built_once
def pressure_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `pressure_frames`."""
    colours = palette(dark)
    steps, worst = alt.Chart(alt.NamedData("steps")), alt.Chart(alt.NamedData("worst"))
    x = alt.X("below:Q", scale=domain("x"), axis=hours_axis(language))

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=domain("y"), axis=amount_axis(language, "huishouden.pressure.axis", number=".0%"))

    roles = alt.Scale(domain=["step", "worst"], range=[colours.base, colours.warning])
    chart = alt.layer(
        extent_layer(),
        steps.mark_bar(clip=True, stroke=colours.background, strokeWidth=1, aria=False).encode(
            x=x,
            x2="above:Q",
            y=y("share"),
            y2="zero:Q",
            color=alt.Color("role:N", scale=roles, legend=None),
            tooltip=[
                alt.Tooltip("between:N", title=translate(language, "huishouden.column.between")),
                alt.Tooltip("share:Q", title=translate(language, "huishouden.pressure.axis"), format=".0%"),
                alt.Tooltip("cause:N", title=translate(language, "huishouden.column.cause")),
            ],
        ),
        alt.Chart(alt.NamedData("all")).mark_rule(color=colours.text, strokeWidth=1, aria=False).encode(y=y("value")),
        *(
            alt.Chart(alt.NamedData("all"))
            .transform_filter(f"datum.side === '{side}'")
            .mark_text(align=side, dx=4 if side == "left" else -4, dy=-8, aria=False)
            .encode(x=alt.value(0 if side == "left" else "width"), y=y("value"), text="text:N")
            for side in SIDES
        ),
        worst.mark_text(baseline="bottom", dy=-4, fontWeight=600, color=colours.warning, aria=False).encode(
            x=x, y=y("value"), text="text:N"
        ),
    )
    return finish(chart, language, colours, HEIGHT)


def pressure_frames(steps: tuple[Pressure, ...], worst: tuple[float, float] | None, language: Language) -> dict[str, pa.Table]:
    """Datasets of the pressure; `worst` is where the heaviest steps begin and end [hours/week]."""
    shares = np.array([step.share for step in steps])
    # A jump of the law can take many euros out of one; the bar is cut off there and the table holds the number.
    lowest = float(shares.min(initial=0.0))
    extent = extent_of(max(-1.0, lowest if lowest < -0.01 else 0.0), min(max(1.15, float(shares.max(initial=0.0)) + 0.1), 2.5))
    top = extent["y_high"][0]
    low, high = worst if worst is not None else (0.0, 0.0)
    heavy = [worst is not None and low <= step.below < high for step in steps]
    tallest = max((min(step.share, top) for step, is_heavy in zip(steps, heavy, strict=True) if is_heavy), default=0.0)
    middle = float(np.clip((low + high) / 2, 6.0, 34.0))
    side = SIDES[0] if middle > 20.0 else SIDES[1]
    return {
        EXTENT: pa.table({"x_low": [0.0], "x_high": [40.0], **extent}),
        "steps": pa.table(
            {
                "below": pa.array([step.below for step in steps], pa.float64()),
                "above": pa.array([step.above for step in steps], pa.float64()),
                "share": pa.array(shares, pa.float64()),
                "zero": np.zeros(len(steps)),
                "role": pa.array(["worst" if is_heavy else "step" for is_heavy in heavy], pa.string()),
                "between": pa.array([f"{step.below:.0f}–{step.above:.0f}" for step in steps], pa.string()),
                "cause": pa.array([translate(language, f"household.cause.{step.cause}") for step in steps], pa.string()),
            }
        ),
        "all": pa.table({"value": [1.0], "text": [translate(language, "huishouden.pressure.all")], "side": [side]}),
        "worst": pa.table(
            {
                "below": pa.array([middle] if steps else [], pa.float64()),
                "value": pa.array([max(tallest, 1.0)] if steps else [], pa.float64()),
                "text": pa.array([translate(language, "huishouden.pressure.worst")] if steps else [], pa.string()),
            }
        ),
    }
