"""Each outcome less its forecast, by months ahead, on the band that it should fall in."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.backtest import Comparison, coverage, longest
from core.analysis.scorecard import Scorecard
from core.figures.canvas import canvas, data, extent, named_colours
from core.figures.figure import Figure
from core.figures.specs import built_once
from core.figures.table import Cell, Column, Range, Table
from core.figures.theme import BAND_WIDE, EXTENT, value_axis
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 260
STEP: Final = 1000.0
BAND: Final = 0.80
JITTER: Final = 0.28
"""Months between points that would else lie on each other."""


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    ahead = translate(language, "onzekerheid.outcomes.ahead")
    across = alt.Axis(title=ahead, description=ahead, grid=False, tickCount=6, titleAnchor="end", format="d")
    on = canvas(language, dark, x=across, y=value_axis(language, "onzekerheid.outcomes.axis", number="+,.0f"))
    colours, x, y = on.colours, on.x("months"), on.y
    points, zero = map(data, ("points", "zero"))
    shape = alt.Shape("inside:N", scale=alt.Scale(domain=["in", "out"], range=["circle", "diamond"]), legend=None)
    tooltip = [
        on.tip("origin:N", "onzekerheid.outcomes.origin"),
        on.tip("target:N", "onzekerheid.outcomes.target"),
        on.tip("forecast:Q", "onzekerheid.outcomes.forecast", ",.0f"),
        on.tip("actual:Q", "onzekerheid.outcomes.actual", ",.0f"),
    ]
    return on.finish(
        HEIGHT,
        points.mark_rule(color=colours.scenario, strokeWidth=5, opacity=2 * BAND_WIDE, clip=True, aria=False).encode(
            x=x, y=y("low"), y2="high:Q"
        ),
        zero.mark_rule(color=colours.muted, strokeWidth=1, aria=False).encode(y=y("value")),
        points.mark_point(size=46, filled=True, opacity=1, clip=True, aria=False).encode(
            x=x, y=y("off"), shape=shape, tooltip=tooltip,
            color=named_colours("inside", ["in", "out"], [colours.history, colours.warning]),
        ),
    )  # fmt: skip


def _frames(card: Scorecard, language: Language) -> dict[str, pa.Table]:
    """Datasets of the outcomes."""
    ones = sorted(card.backtest.comparisons, key=lambda one: (one.months, one.origin))
    rows = [_point(place, one, language) for place, one in enumerate(ones)]
    reach = max(abs(row[side]) for row in rows for side in ("off", "low"))
    top = STEP * np.ceil(reach / STEP)
    return {
        EXTENT: extent(x=(0.0, longest(ones)), y=(-top, top)),
        "zero": pa.table({"value": [0.0]}),
        "points": pa.Table.from_pylist(rows),
    }


def _point(place: int, one: Comparison, language: Language) -> dict[str, Any]:
    low, high = one.band(BAND)
    return {
        "months": one.months + (place % 5 - 2) * JITTER,
        "off": one.actual - one.median,
        "low": low - one.median,
        "high": high - one.median,
        "inside": "in" if one.covers(BAND) else "out",
        "origin": house.date(one.origin, language),
        "target": house.date(one.target, language),
        "forecast": one.median,
        "actual": one.actual,
    }


def _finding(card: Scorecard, language: Language) -> str:
    """How many outcomes fell in their band."""
    found = card.backtest.comparisons
    inside = house.number(coverage(found, BAND).inside, language)
    return translate(language, "onzekerheid.outcomes.title", inside=inside, count=len(found))


def _sentence(card: Scorecard, language: Language) -> str:
    """What a point and a stripe are."""
    return translate(language, "onzekerheid.outcomes.sentence")


def _table(card: Scorecard, language: Language) -> list[Table]:
    """Every forecast with its band beside its outcome, and beside what is simpler."""
    keys = [f"outcomes.{name}" for name in ("origin", "target", "forecast", "band", "actual")]
    keys += [f"method.{name}" for name in ("last_value", "last_trend")]
    rows: list[list[Cell]] = [
        [one.origin, one.target, one.median, Range(*one.band(BAND)), one.actual, one.last_value, one.last_trend]
        for one in card.backtest.comparisons
    ]
    columns = [Column(translate(language, f"onzekerheid.{key}")) for key in keys]
    return [Table(translate(language, "onzekerheid.outcomes.caption"), columns, rows)]


def _sources(card: Scorecard) -> list[str]:
    return list(card.sources)


def _trace(card: Scorecard) -> list[str]:
    keys = [f"inside_count:{100 * BAND:g}:all", "pairs:all"]
    for one in card.backtest.comparisons:
        pair = f"{one.origin}@{one.target}"
        keys += [f"forecast:{part}:{pair}" for part in (50, 10, 90)]
        keys += [f"off:model:{pair}", f"inside:{100 * BAND:g}:{pair}", f"last_trend:{pair}"]
    return keys


OUTCOMES: Final = Figure("outcomes", "onzekerheid.outcomes.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace)
