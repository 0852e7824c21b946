"""Where each outcome fell in its forecasts, a row per outcome day: calibrated bands leave the points evenly spread."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.analysis.audit import audit
from core.analysis.backtest import Comparison
from core.analysis.scorecard import Scorecard
from core.analysis.scores import coverage
from core.figures.canvas import canvas, data, extent, named_colours
from core.figures.figure import Figure
from core.figures.rows import lying_axis, named_rows
from core.figures.specs import built_once
from core.figures.table import Cell, Column, Range, Table, Told
from core.figures.theme import BAND_WIDE, EXTENT
from core.text import format as house
from core.text.catalog import Language, translate

ROW: Final = 27
"""Height of a row [px]."""
BAND: Final = 0.80


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    on = canvas(language, dark, x=lying_axis(language, "onzekerheid.outcomes.axis", number=".0%", grid=True))
    colours = on.colours
    points, rows = map(data, ("points", "rows"))
    y = named_rows("target")
    shape = alt.Shape("inside:N", scale=alt.Scale(domain=["in", "out"], range=["circle", "diamond"]), legend=None)
    tooltip = [
        on.tip("target:N", "onzekerheid.outcomes.target"),
        on.tip("origin:N", "onzekerheid.outcomes.origin"),
        on.tip("forecast:Q", "onzekerheid.outcomes.forecast", ",.0f"),
        on.tip("actual:Q", "onzekerheid.outcomes.actual", ",.0f"),
    ]
    return on.finish_rows(
        ROW,
        "rows",
        rows.mark_rule(color=colours.scenario, strokeWidth=9, opacity=2 * BAND_WIDE, aria=False).encode(
            x=on.x("low"), x2="high:Q", y=y, opacity=alt.Opacity("panel:Q", scale=None, legend=None)
        ),
        points.mark_point(size=52, filled=True, opacity=0.8, aria=False).encode(
            x=on.x("place"), y=y, shape=shape, tooltip=tooltip,
            color=named_colours("inside", ["in", "out"], [colours.history, colours.warning]),
        ),
    )  # fmt: skip


def _frames(card: Scorecard, language: Language) -> dict[str, pa.Table]:
    """Datasets of the outcomes; the panel of the audit is the last row, a line as long as its bands were right."""
    ones = sorted(card.backtest.comparisons, key=lambda one: (one.target, one.origin))
    days = list(dict.fromkeys(house.date(one.target, language) for one in ones))
    band = next(band for band in audit().panel.band if band.level == BAND)
    held = (band.low + band.high) / 2.0
    name = translate(language, "onzekerheid.score.panel", n=audit().panel.series)
    rows = [{"target": day, "low": 0.1, "high": 0.9, "panel": 2 * BAND_WIDE} for day in days]
    rows.append({"target": name, "low": 0.5 - held / 2.0, "high": 0.5 + held / 2.0, "panel": 1.0})
    return {
        EXTENT: extent(x=(0.0, 1.0), y=(0.0, 1.0)),
        "rows": pa.Table.from_pylist(rows),
        "points": pa.Table.from_pylist([_point(one, language) for one in ones]),
    }


def _point(one: Comparison, language: Language) -> dict[str, Any]:
    return {
        "place": one.chance,
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
    """What a point, a stripe and the last row are."""
    panel = audit().panel
    band = next(band for band in panel.band if band.level == BAND)
    held = translate(
        language, "onzekerheid.outcomes.held", low=house.percent(band.low, language, 0),
        high=house.percent(band.high, language, 0), n=panel.series,
    )  # fmt: skip
    return f"{translate(language, 'onzekerheid.outcomes.sentence')} {held}"


def _table(card: Scorecard, language: Language) -> list[Table]:
    """Every forecast with its band beside its outcome, and the count at the origin."""
    keys = [f"outcomes.{name}" for name in ("origin", "target", "forecast", "band", "actual")]
    keys.append("method.last_value")
    rows: list[list[Cell]] = [
        [one.origin, one.target, one.median, Range(*one.band(BAND)), one.actual, one.last_value]
        for one in card.backtest.comparisons
    ]
    columns = [Column(translate(language, f"onzekerheid.{key}")) for key in keys]
    traces: list[list[Told]] = []
    for one in card.backtest.comparisons:
        pair = f"{one.origin}@{one.target}"
        counts = (f"counted_on@{one.target}", f"counted_on@{one.origin}")
        traces.append(["", "", f"forecast:50:{pair}", (f"forecast:10:{pair}", f"forecast:90:{pair}"), *counts])
    return [Table(translate(language, "onzekerheid.outcomes.caption"), columns, rows, traces=traces)]


def _sources(card: Scorecard) -> list[str]:
    return [*card.sources, audit().source]


def _trace(card: Scorecard) -> list[str]:
    keys = [f"inside_count:{100 * BAND:g}:all", "pairs:all"]
    for one in card.backtest.comparisons:
        pair = f"{one.origin}@{one.target}"
        keys += [f"forecast:{part}:{pair}" for part in (50, 10, 90)]
        keys += [f"off:model:{pair}", f"inside:{100 * BAND:g}:{pair}"]
    return [
        *keys,
        "audit:series",
        "audit:pairs",
        *(f"audit:{name}_{end}" for name in ("better", f"band_{100 * BAND:g}") for end in ("low", "high")),
    ]


OUTCOMES: Final = Figure("outcomes", "onzekerheid.outcomes.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace)
