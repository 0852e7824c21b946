"""The scorecard: errors beside simple methods, each outcome in its band, and the city's own forecasts."""

from __future__ import annotations

import functools
from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.backtest import Backtest, Row, longest, score
from core.analysis.peers import METHODS, methods, peers
from core.analysis.promises import Hindsight
from core.city import City
from core.figures.specs import built_once
from core.figures.theme import BAND_WIDE, EXTENT, domain, extent_layer, finish, palette, value_axis
from core.model.calendar import month_of
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 260
OURS: Final = ("model", "last_value", "last_trend")


def horizon_name(row: Row, language: Language) -> str:
    """`1 tot en met 6 maanden`, in short."""
    return translate(language, "onzekerheid.score.horizon", first=row.first, last=row.last)


def errors_by_method(city: City | None, found: Backtest) -> list[tuple[Row, dict[str, float]]]:
    """Mean absolute error per horizon and method [benefits]; the library's where it forecast the same days."""
    table = []
    for row in score(found.comparisons):
        some = [one for one in found.comparisons if row.first <= one.months <= row.last]
        table.append((row, row.errors | {peer.method: peer.error for peer in peers(city, some) or ()}))
    return table


def all_methods(city: City | None) -> tuple[str, ...]:
    """Methods in the order of the table: ours first."""
    return OURS + methods(city)


@built_once
def errors_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Errors per horizon and method, a library's beside ours; takes the datasets of `errors_frames`."""
    return _errors_spec(language, dark, OURS + METHODS)


@built_once
def errors_alone_spec(language: Language, dark: bool) -> dict[str, Any]:
    """The same for a city whose counts no library forecast."""
    return _errors_spec(language, dark, OURS)


def _errors_spec(language: Language, dark: bool, names: tuple[str, ...]) -> dict[str, Any]:
    colours = palette(dark)
    shown = [translate(language, f"onzekerheid.method.{name}") for name in names]
    bars = alt.Chart(alt.NamedData("errors"))
    x = alt.X("error:Q", scale=domain("x"), axis=value_axis_x(language))
    y = alt.Y(
        "horizon:N",
        sort=None,
        scale=alt.Scale(paddingInner=0.25),
        axis=_row_axis(language, "onzekerheid.score.by"),
    )
    offset = alt.YOffset("method:N", sort=shown, scale=alt.Scale(domain=shown))
    colour = alt.Color(
        "method:N",
        scale=alt.Scale(
            domain=shown, range=[colours.scenario, colours.base, colours.history, colours.warning, colours.target][: len(names)]
        ),
        legend=alt.Legend(title=None, orient="top", labelFontSize=13, labelLimit=260, labelColor=colours.text, columns=2),
    )
    tooltip = [
        alt.Tooltip("horizon:N", title=translate(language, "onzekerheid.score.ahead")),
        alt.Tooltip("method:N", title=translate(language, "onzekerheid.score.method")),
        alt.Tooltip("error:Q", title=translate(language, "onzekerheid.score.error"), format=",.0f"),
    ]
    chart = alt.layer(
        extent_layer(),
        bars.mark_bar(aria=False).encode(x=x, y=y, yOffset=offset, color=colour, tooltip=tooltip),
    )
    return finish(chart, language, colours, 300)


def _row_axis(language: Language, key: str) -> alt.Axis:
    return alt.Axis(title=None, ticks=False, domain=False, labelLimit=240, labelPadding=10, description=translate(language, key))


def value_axis_x(language: Language) -> alt.Axis:
    """A value axis that lies down."""
    return alt.Axis(
        title=translate(language, "onzekerheid.score.error"),
        description=translate(language, "onzekerheid.score.error"),
        titleAnchor="start",
        tickCount=5,
        format=",.0f",
        domain=False,
        ticks=False,
        grid=True,
    )


def errors_frames(city: City | None, found: Backtest, language: Language) -> dict[str, pa.Table]:
    """Datasets of the errors."""
    rows = [
        (horizon_name(row, language), translate(language, f"onzekerheid.method.{name}"), errors[name])
        for row, errors in errors_by_method(city, found)
        for name in all_methods(city)
        if name in errors
    ]
    top = max(error for _, _, error in rows)
    return {
        EXTENT: pa.table({"x_low": [0.0], "x_high": [1000.0 * np.ceil(top / 1000.0)], "y_low": [0.0], "y_high": [1.0]}),
        "errors": pa.table({name: [row[i] for row in rows] for i, name in enumerate(("horizon", "method", "error"))}),
    }


@built_once
def outcomes_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Each outcome less its forecast, by months ahead; takes the datasets of `outcomes_frames`."""
    colours = palette(dark)
    x = alt.X(
        "months:Q",
        scale=domain("x"),
        axis=alt.Axis(
            title=translate(language, "onzekerheid.outcomes.ahead"),
            description=translate(language, "onzekerheid.outcomes.ahead"),
            grid=False,
            tickCount=6,
            titleAnchor="end",
            format="d",
        ),
    )

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=domain("y"), axis=value_axis(language, "onzekerheid.outcomes.axis", number="+,.0f"))

    points, zero = alt.Chart(alt.NamedData("points")), alt.Chart(alt.NamedData("zero"))
    tooltip = [
        alt.Tooltip("origin:N", title=translate(language, "onzekerheid.outcomes.origin")),
        alt.Tooltip("target:N", title=translate(language, "onzekerheid.outcomes.target")),
        alt.Tooltip("forecast:Q", title=translate(language, "onzekerheid.outcomes.forecast"), format=",.0f"),
        alt.Tooltip("actual:Q", title=translate(language, "onzekerheid.outcomes.actual"), format=",.0f"),
    ]
    chart = alt.layer(
        extent_layer(),
        points.mark_rule(color=colours.scenario, strokeWidth=5, opacity=2 * BAND_WIDE, clip=True, aria=False).encode(
            x=x, y=y("low"), y2="high:Q"
        ),
        zero.mark_rule(color=colours.muted, strokeWidth=1, aria=False).encode(y=y("value")),
        points.mark_point(size=46, filled=True, opacity=1, clip=True, aria=False).encode(
            x=x,
            y=y("off"),
            color=alt.Color(
                "inside:N", scale=alt.Scale(domain=["in", "out"], range=[colours.history, colours.warning]), legend=None
            ),
            shape=alt.Shape("inside:N", scale=alt.Scale(domain=["in", "out"], range=["circle", "diamond"]), legend=None),
            tooltip=tooltip,
        ),
    )
    return finish(chart, language, colours, HEIGHT)


@functools.cache
def _jitter(count: int) -> tuple[float, ...]:
    return tuple((i % 5 - 2) * 0.28 for i in range(count))


def outcomes_frames(found: Backtest, language: Language) -> dict[str, pa.Table]:
    """Datasets of the outcomes."""
    ones = sorted(found.comparisons, key=lambda one: (one.months, one.origin))
    lows, highs = zip(*(one.band(0.80) for one in ones), strict=True)
    off = [one.actual - one.median for one in ones]
    reach = max(abs(value) for value in off + [low - one.median for low, one in zip(lows, ones, strict=True)])
    top = 1000.0 * np.ceil(reach / 1000.0)
    return {
        EXTENT: pa.table({"x_low": [0.0], "x_high": [float(longest(found.comparisons))], "y_low": [-top], "y_high": [top]}),
        "zero": pa.table({"value": [0.0]}),
        "points": pa.table(
            {
                "months": [one.months + shift for one, shift in zip(ones, _jitter(len(ones)), strict=True)],
                "off": off,
                "low": [low - one.median for low, one in zip(lows, ones, strict=True)],
                "high": [high - one.median for high, one in zip(highs, ones, strict=True)],
                "inside": ["in" if one.covers(0.80) else "out" for one in ones],
                "origin": [house.date(one.origin, language) for one in ones],
                "target": [house.date(one.target, language) for one in ones],
                "forecast": [one.median for one in ones],
                "actual": [one.actual for one in ones],
            }
        ),
    }


@built_once
def city_spec(language: Language, dark: bool) -> dict[str, Any]:
    """The city's own forecasts beside ours and the outcome; takes the datasets of `city_frames`."""
    colours = palette(dark)
    rows = alt.Chart(alt.NamedData("rows"))

    def x(field: str) -> alt.X:
        axis = value_axis_x(language)
        axis.title = axis.description = translate(language, "chart.caseload.axis")
        return alt.X(f"{field}:Q", scale=domain("x"), axis=axis)

    y = alt.Y(
        "name:N",
        sort=None,
        axis=_row_axis(language, "onzekerheid.city.rows"),
    )
    tooltip = [
        alt.Tooltip("name:N", title=translate(language, "onzekerheid.city.rows")),
        alt.Tooltip("made:N", title=translate(language, "onzekerheid.city.made")),
        alt.Tooltip("city:Q", title=translate(language, "onzekerheid.city.city"), format=",.0f"),
        alt.Tooltip("median:Q", title=translate(language, "onzekerheid.city.ours"), format=",.0f"),
        alt.Tooltip("became:N", title=translate(language, "onzekerheid.city.became")),
    ]
    marks = alt.Chart(alt.NamedData("marks"))
    kinds = ["ours", "city", "became"]
    shown = [translate(language, f"onzekerheid.city.{kind}") for kind in kinds]
    chart = alt.layer(
        extent_layer(),
        rows.mark_rule(color=colours.scenario, strokeWidth=9, opacity=2 * BAND_WIDE, clip=True, aria=False).encode(
            x=x("low"), x2="high:Q", y=y, tooltip=tooltip
        ),
        marks.mark_point(size=95, opacity=1, filled=True, clip=True, aria=False).encode(
            x=x("value"),
            y=y,
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=shown, range=[colours.scenario, colours.target, colours.history]),
                legend=alt.Legend(title=None, orient="top", labelFontSize=13, labelLimit=240, labelColor=colours.text),
            ),
            shape=alt.Shape("kind:N", scale=alt.Scale(domain=shown, range=["circle", "diamond", "square"])),
        ),
    )
    return finish(chart, language, colours, 270)


def city_frames(found: tuple[Hindsight, ...], language: Language) -> dict[str, pa.Table]:
    """Datasets of the city's forecasts."""
    unknown = translate(language, "volume.promises.unknown")

    def became(value: float | None) -> str:
        return unknown if value is None else house.number(value, language)

    def name(one: Hindsight) -> str:
        day = one.promise.point.date
        made = house.month(month_of(one.promise.made), language)
        return translate(language, "onzekerheid.city.name", when=house.period_end(month_of(day), language), made=made)

    names = [name(one) for one in found]
    marks = []
    for kind in ("ours", "city", "became"):
        for row, one in zip(names, found, strict=True):
            value = {"ours": one.median, "city": one.promise.point.value, "became": one.promise.became}[kind]
            if value is not None:
                marks.append((row, translate(language, f"onzekerheid.city.{kind}"), value))
    values = [value for _, _, value in marks] + [one.low for one in found] + [one.high for one in found]
    return {
        EXTENT: pa.table(
            {
                "x_low": [1000.0 * np.floor((min(values) - 600.0) / 1000.0)],
                "x_high": [1000.0 * np.ceil((max(values) + 200.0) / 1000.0)],
                "y_low": [0.0],
                "y_high": [1.0],
            }
        ),
        "rows": pa.table(
            {
                "name": names,
                "made": [house.date(one.promise.made, language) for one in found],
                "city": [one.promise.point.value for one in found],
                "median": [one.median for one in found],
                "low": [one.low for one in found],
                "high": [one.high for one in found],
                "became": [
                    unknown if one.promise.became is None else house.number(one.promise.became, language) for one in found
                ],
            }
        ),
        "marks": pa.table({key: [mark[i] for mark in marks] for i, key in enumerate(("name", "kind", "value"))}),
    }
