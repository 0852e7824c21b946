"""One grammar for every chart: roles of colour, axes, type, Dutch numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import altair as alt
from babel import Locale

from core.text import format as house
from core.text.catalog import Language, translate


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by role. Marks have at least 3:1 on their background, text 4.5:1; a test computes both."""

    background: str
    text: str
    muted: str
    grid: str
    line: str
    history: str
    base: str
    scenario: str
    target: str
    warning: str
    fifth: str


LIGHT: Final = Palette(
    background="#FFFFFF", text="#1B1F23", muted="#57606A", grid="#E3E7EB", line="#D5DBE0", history="#65757B",
    base="#00548F", scenario="#A12B5E", target="#00811F", warning="#A65600", fifth="#701747",
)  # fmt: skip
DARK: Final = Palette(
    background="#14181C", text="#F0F3F6", muted="#A9B4BE", grid="#2C333A", line="#39424A", history="#9DACB3",
    base="#6CB4EE", scenario="#F07FB0", target="#4CC46A", warning="#F0A050", fifth="#D890B8",
)  # fmt: skip


def palette(dark: bool) -> Palette:
    """Colours of the light or the dark theme."""
    return DARK if dark else LIGHT


FONT: Final = '"Source Sans", sans-serif'
"""In quotes, as a canvas takes it: one whose name it cannot read leaves text measured by another font."""
BAND_WIDE: Final = 0.14
BAND_NARROW: Final = 0.28

EXTENT: Final = "extent"
"""Dataset of one row that holds the domains: `x_low, x_high, y_low, y_high`. In the data and not in the specification,
so that a chart is never built anew when a domain moves."""


def domain(axis: str, *, top: int = 0, bottom: int = 0) -> alt.Scale:
    """A scale whose ends are read from the extent dataset; marks outside are cut off rather than stretching it.

    Of an upright one `top` and `bottom` leave a strip free that no line comes into, whatever the domain [px].
    """
    ends = [alt.ExprRef(expr=f"data('{EXTENT}')[0].{axis}_{end}") for end in ("low", "high")]
    room: dict[str, Any] = {"range": [alt.ExprRef(expr=f"height - {bottom}"), top]} if top or bottom else {}
    return alt.Scale(domain=ends, nice=False, zero=False, **room)


EDGE: Final = 8
"""Room at the right of everything in a chart [px]."""


def extent_layer(right: int = EDGE) -> alt.Chart:
    """An unseen layer that makes the extent dataset part of the chart, and keeps `right` free beside its lines [px].

    Room as padding would come on top of what the labels there take: Vega counts their width too.
    """
    layer: alt.Chart = alt.Chart(alt.NamedData(EXTENT)).mark_point(opacity=0, size=1, aria=False)
    return layer if right <= EDGE else layer.encode(x=alt.value(alt.ExprRef(f"width + {right - EDGE}")))


TICK_ROOM: Final = 30
"""Height that a chart has for each tick that is asked for [px]."""
MOST_TICKS: Final = 400


def year_axis() -> alt.Axis:
    """Time in decimal years: a tall tick and the year's number where a year begins, a short tick each four months."""
    low, high = (f"data('{EXTENT}')[0].x_{end}" for end in ("low", "high"))
    whole = "abs(datum.value - round(datum.value)) < 0.01"
    # On a phone a year is written ’24; where years lie close, not each of them is.
    year = "(width < 420 ? '\u2019' : '') + slice(format(round(datum.value), 'd'), width < 420 ? 2 : 0)"
    room = f"({high} - datum.value) / ({high} - {low}) * width >= (width < 420 ? 24 : 38)"
    every = f"round(datum.value) % ceil((width < 420 ? 20 : 34) * ({high} - {low}) / width) === 0"
    return alt.Axis(
        title=None,
        grid=False,
        values=alt.ExprRef(expr=f"sequence(ceil(3 * {low} - 0.01) / 3, {high} + 0.01, 1 / 3)"),
        # With fewer than there are, Vega would leave out every second one.
        tickCount=MOST_TICKS,
        labelExpr=f"{whole} && {every} && {room} ? {year} : ''",
        labelAlign="left",
        labelOffset=4,
        labelPadding=-2,
        labelOverlap=False,
        tickSize=alt.condition(f"({whole})", alt.value(9), alt.value(4)),
    )


def value_axis(language: Language, key: str, *, number: str = ",.0f", strips: int = 0) -> alt.Axis:
    """About five ticks, a light grid, and the variable with its unit small above the axis; `strips` is height without any."""
    return alt.Axis(
        title=translate(language, key),
        titleAnchor="start",
        titleAlign="left",
        titleAngle=0,
        titleX=0,
        titleY=-14,
        # Vega takes half as many again where those are round, and a domain that is held is wide: a low chart asks for fewer.
        tickCount=alt.ExprRef(expr=f"min(5, (height - {strips}) / {TICK_ROOM})"),
        format=number,
        domain=False,
        ticks=False,
        grid=True,
    )


def _numbers(language: Language) -> dict[str, Any]:
    """How Vega writes numbers: as the house does."""
    signs = Locale.parse(house.LOCALE[language]).number_symbols["latn"]
    return {
        "decimal": signs["decimal"], "thousands": signs["group"], "grouping": [3], "currency": ["€ ", ""],
        "minus": "\N{MINUS SIGN}",
    }  # fmt: skip


def finish(chart: Any, language: Language, colours: Palette, height: int) -> dict[str, Any]:
    """Lay the house grammar over a chart and turn it into a specification."""
    spec: dict[str, Any] = (
        chart.properties(width="container", height=height, padding={"left": 4, "right": EDGE, "top": 8, "bottom": 4})
        .configure(
            background=colours.background,
            font=FONT,
            # The chart has a sentence as its name; of its parts Vega would speak English.
            aria=False,
            locale=alt.Locale(number=alt.NumberLocale(**_numbers(language))),
            view=alt.ViewConfig(stroke=None),
            axis=alt.AxisConfig(
                labelColor=colours.muted,
                titleColor=colours.muted,
                gridColor=colours.grid,
                domainColor=colours.muted,
                tickColor=colours.muted,
                labelFontSize=13,
                titleFontSize=13,
                titleFontWeight="normal",
                labelFontWeight="normal",
            ),
            text=alt.MarkConfig(fontSize=13, color=colours.text),
            legend=alt.LegendConfig(rowPadding=6),
        )
        # Whether it is one that Vega-Lite takes is seen by a test: it takes half of the time.
        .to_dict(validate=False)
    )
    return spec


def finish_rows(chart: Any, language: Language, colours: Palette, row: int, rows: str) -> dict[str, Any]:
    """The same for a chart of named rows, one for each in dataset `rows` and `row` pixels high."""
    # Of a height that is a step Vega-Lite says on the console that it does not fit what the chart stands in.
    high = {"name": "height", "expr": f"length(data('{rows}')) * {row}"}
    fit = {"type": "fit-x", "contains": "padding"}
    return {**finish(chart, language, colours, row), "params": [high], "autosize": fit}
