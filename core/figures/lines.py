"""Layers that line charts over time share: published points, target, basispad and scenario, hover."""

from __future__ import annotations

import functools

import altair as alt
import numpy as np

from core.figures.theme import Palette, domain
from core.model.parameters import Floats
from core.text import format as house
from core.text.catalog import Language, translate


def month_ends(months: range) -> Floats:
    """Ends of months as decimal years: 31 December 2023 is 2024.0."""
    return (np.arange(months.start, months.stop, dtype=np.float64) + 1.0) / 12.0


@functools.lru_cache(maxsize=64)
def month_names(months: range, language: Language) -> tuple[str, ...]:
    """Months by name, for tooltips and tables."""
    return tuple(house.month(index, language) for index in months)


def target_rule(target: alt.Chart, y: alt.Y, colours: Palette) -> alt.Chart:
    """A thin line from `from` to `to` at the value that must be reached."""
    layer: alt.Chart = target.mark_rule(color=colours.target, strokeWidth=1.5, clip=True, aria=False).encode(
        x=alt.X("from:Q", scale=domain("x")), x2="to:Q", y=y
    )
    return layer


def published(history: alt.Chart, x: alt.X, y: alt.Y, colours: Palette, language: Language, axis: str) -> list[alt.Chart]:
    """Published counts: a line with a dot at each."""
    return [
        history.mark_line(color=colours.history, strokeWidth=2, clip=True, aria=False).encode(x=x, y=y),
        history.mark_point(color=colours.history, filled=True, size=38, opacity=1, clip=True, aria=False).encode(
            x=x,
            y=y,
            tooltip=[
                alt.Tooltip("day:N", title=translate(language, "chart.history")),
                alt.Tooltip("value:Q", title=translate(language, axis), format=",.0f"),
            ],
        ),
    ]


def base_and_scenario(paths: alt.Chart, x: alt.X, base: alt.Y, scenario: alt.Y, colours: Palette) -> list[alt.Chart]:
    """The dashed basispad under the strong line of the scenario."""
    return [
        paths.mark_line(color=colours.base, strokeWidth=2, strokeDash=[6, 4], clip=True, aria=False).encode(x=x, y=base),
        paths.mark_line(color=colours.scenario, strokeWidth=2.5, clip=True, aria=False).encode(x=x, y=scenario),
    ]


def hover(paths: alt.Chart, x: alt.X, tooltip: list[alt.Tooltip], width: int = 8) -> alt.Chart:
    """An invisible column per month that answers a pointer."""
    layer: alt.Chart = paths.mark_rule(opacity=0, strokeWidth=width, aria=False).encode(x=x, tooltip=tooltip)
    return layer


def hover_month(language: Language) -> list[alt.Tooltip]:
    """What every hover says first: the month, the scenario, and how it differs from the basispad."""
    return [
        alt.Tooltip("month:N", title=translate(language, "chart.hover.month")),
        alt.Tooltip("scenario:Q", title=translate(language, "chart.scenario"), format=",.0f"),
        alt.Tooltip("difference:Q", title=translate(language, "chart.hover.difference"), format="+,.0f"),
    ]
