"""Layers that line charts over time share: published points, target, basispad and scenario, hover."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.baseline import Baseline, Count
from core.figures.table import Column, Table, Told, keyed
from core.figures.theme import Palette, domain
from core.model.calendar import month_label
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


def scaled(step: float, size: float, usual: float) -> float:
    """A chart's step for a city of another size: ten times smaller or larger with each power of ten from `usual`."""
    return step * 10.0 ** math.floor(math.log10(max(size, 1.0) / usual))


DOT: Final = 38.0
SMALL_DOT: Final = 8.0
MOST_DOTS: Final = 36


def counted(counts: Sequence[Count], language: Language) -> dict[str, list[Any]]:
    """Columns of a history: end of the month as a decimal year, value, day in words, size of the dot.

    Where there is a count for every month, only the last of each year has a full dot: else they would run together.
    """
    monthly = len(counts) > MOST_DOTS
    return {
        "x": [point.date.year + point.date.month / 12 for point in counts],
        "value": [point.value for point in counts],
        "day": [house.date(point.date, language) for point in counts],
        "dot": [SMALL_DOT if monthly and point.date.month != 12 and point is not counts[-1] else DOT for point in counts],
    }


def history_table(columns: dict[str, list[Any]]) -> pa.Table:
    """A history as a dataset; it may be empty."""
    types = {"x": pa.float64(), "value": pa.float64(), "day": pa.string(), "dot": pa.float64()}
    return pa.table({name: pa.array(columns[name], kind) for name, kind in types.items()})


def published(history: alt.Chart, x: alt.X, y: alt.Y, colours: Palette, language: Language, axis: str) -> list[alt.Chart]:
    """Counts: a line with a dot at each; takes a dataset of `history_table`."""
    return [
        history.mark_line(color=colours.history, strokeWidth=2, clip=True, aria=False).encode(x=x, y=y),
        history.mark_point(color=colours.history, filled=True, opacity=1, clip=True, aria=False).encode(
            x=x,
            y=y,
            size=alt.Size("dot:Q", scale=None, legend=None),
            tooltip=[
                alt.Tooltip("day:N", title=translate(language, "chart.history")),
                alt.Tooltip("value:Q", title=translate(language, axis), format=",.0f"),
            ],
        ),
    ]


_ESTIMATED: Final = pa.schema([(name, pa.float64()) for name in ("x", "value", "low", "high")])


def estimate_table(baseline: Baseline, key: str) -> pa.Table:
    """The stock at the reference month where it was estimated and not counted; empty where it was counted."""
    stock = baseline.quantity(key)
    rows = []
    if stock.band is not None or baseline.origin is not None:
        low, high = (stock.value, stock.value) if stock.band is None else (stock.band.low, stock.band.high)
        rows.append({"x": (baseline.reference_month + 1) / 12.0, "value": stock.value, "low": low, "high": high})
    return pa.Table.from_pylist(rows, schema=_ESTIMATED)


def estimated(
    estimate: alt.Chart, x: alt.X, ends: tuple[alt.Y, alt.Y, str], colours: Palette, language: Language
) -> list[alt.Chart]:
    """A hollow mark with its band, never a dot as a count has it; takes a dataset of `estimate_table`.

    Parameters
    ----------
    ends : tuple[alt.Y, alt.Y, str]
        The value, the low end and the name of the high end.
    """
    value, low, high = ends
    tips = [
        alt.Tooltip("value:Q", title=translate(language, "chart.estimate"), format=",.0f"),
        alt.Tooltip("low:Q", title=translate(language, "chart.estimate_low"), format=",.0f"),
        alt.Tooltip("high:Q", title=translate(language, "chart.estimate_high"), format=",.0f"),
    ]
    return [
        estimate.mark_rule(color=colours.history, strokeWidth=4, opacity=0.5, clip=True, aria=False).encode(x=x, y=low, y2=high),
        estimate.mark_point(
            shape="circle",
            filled=True,
            fill=colours.background,
            stroke=colours.history,
            strokeWidth=2,
            size=72,
            opacity=1,
            clip=True,
            aria=False,
        ).encode(x=x, y=value, tooltip=tips),
    ]


WHOLE: Final[dict[str, Any]] = {"clip": True, "aria": False, "invalid": None}
"""Of a mark whose rows all have a value: Vega need not ask each of them for one in every frame."""


def base_and_scenario(paths: alt.Chart, x: alt.X, base: alt.Y, scenario: alt.Y, colours: Palette) -> list[alt.Chart]:
    """The dashed basispad under the strong line of the scenario."""
    return [
        paths.mark_line(color=colours.base, strokeWidth=2, strokeDash=[6, 4], **WHOLE).encode(x=x, y=base),
        paths.mark_line(color=colours.scenario, strokeWidth=2.5, **WHOLE).encode(x=x, y=scenario),
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


def two_paths(scenario: Floats, base: Floats, **more: Floats) -> dict[str, Floats]:
    """Columns of two paths by month end, and what else a chart draws by month, `(months, steps)` each."""
    return {"scenario": scenario, "base": base, "difference": scenario - base, **more}


def paths_table(months: range, language: Language, columns: Mapping[str, Floats | list[str]]) -> pa.Table:
    """The dataset of what a chart draws by month end, `(months,)` each."""
    return pa.table({"x": month_ends(months), "month": month_names(months, language), **columns})


def monthly_table(
    caption: str,
    columns: Sequence[tuple[Column, Floats]],
    months: range,
    language: Language,
    first: str = "verkenner.table.month",
    traces: Sequence[Told] = (),
) -> Table:
    """A table with a row per month end; `columns` hold values of shape `(months,)`, `first` heads the months.

    `traces` are stems of keys by column, with the month in their braces.
    """
    names = month_names(months, language)
    return Table(
        translate(language, caption),
        [Column(translate(language, first)), *(column for column, _ in columns)],
        [[name, *(float(values[t]) for _, values in columns)] for t, name in enumerate(names)],
        traces=keyed(map(month_label, months), *traces),
    )


def counted_table(baseline: Baseline, language: Language) -> list[Table]:
    """The counts before the reference month, published ones or somebody's own; no table when none are known."""
    counts = baseline.history.volume
    if not counts:
        return []
    own = baseline.history.own
    city = baseline.city
    published = "caption_history_own_last" if baseline.history.own_last else "caption_history"
    return [
        Table(
            translate(language, "own_data.page.history_caption" if own else f"verkenner.table.{published}"),
            [Column(translate(language, f"verkenner.table.{name}")) for name in ("month", "history")],
            [[point.date, point.value] for point in counts],
            translate(language, "own_data.page.source") if own else None,
            traces=[] if own or city is None else keyed([point.date for point in counts], f"series:{city.id}_volume@{{}}"),
        )
    ]
