"""The city's own forecasts and targets beside what our method would have said then, and what it became."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.promises import Hindsight
from core.analysis.scorecard import Scorecard
from core.figures.canvas import canvas, data, extent, named_colours
from core.figures.figure import Figure
from core.figures.rows import NAMES, ROW, lying_axis
from core.figures.specs import built_once
from core.figures.table import Cell, Column, Range, Table, Told
from core.figures.theme import BAND_WIDE, EXTENT
from core.model.calendar import month_of
from core.text import format as house
from core.text.catalog import Language, translate

STEP: Final = 1000.0
KINDS: Final = ("ours", "city", "became")


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    on = canvas(language, dark, x=lying_axis(language, "chart.caseload.axis", grid=True, tickCount=4, labelFlush=True))
    colours = on.colours
    rows, marks = map(data, ("rows", "marks"))
    shown = [on.say(f"onzekerheid.city.{kind}") for kind in KINDS]
    columns = alt.ExprRef("width < 400 ? 1 : 3")
    legend = alt.Legend(title=None, orient="top", labelFontSize=13, labelLimit=240, labelColor=colours.text, columns=columns)
    tooltip = [
        on.tip("name:N", "onzekerheid.city.rows"),
        on.tip("made:N", "onzekerheid.city.made"),
        on.tip("city:Q", "onzekerheid.city.city", ",.0f"),
        on.tip("median:Q", "onzekerheid.city.ours", ",.0f"),
        on.tip("became:N", "onzekerheid.city.became"),
    ]
    return on.finish_rows(
        ROW,
        "rows",
        rows.mark_bar(size=9, yOffset=9, color=colours.scenario, opacity=2 * BAND_WIDE, clip=True, aria=False).encode(
            x=on.x("low"), x2="high:Q", y=NAMES, tooltip=tooltip
        ),
        marks.mark_point(size=95, yOffset=9, opacity=1, filled=True, clip=True, aria=False).encode(
            x=on.x("value"), y=NAMES,
            color=named_colours("kind", shown, [colours.scenario, colours.target, colours.history], legend),
            shape=alt.Shape("kind:N", scale=alt.Scale(domain=shown, range=["circle", "diamond", "square"])),
        ),
        rows.mark_text(align="left", dy=-9, aria=False).encode(y=NAMES, x=alt.value(0), text="name:N"),
    )  # fmt: skip


def _name(one: Hindsight, language: Language) -> str:
    """The day that it was for and the month in which it was said."""
    when = house.period_end(month_of(one.promise.point.date), language)
    made = house.month(month_of(one.promise.made), language)
    return translate(language, "onzekerheid.city.name", when=when, made=made)


def _became(one: Hindsight, language: Language) -> str:
    value = one.promise.became
    return translate(language, "volume.promises.unknown") if value is None else house.number(value, language)


def _marks(found: tuple[Hindsight, ...], language: Language) -> list[dict[str, Any]]:
    """What our method said, what the city said, and what it became where that is known."""
    marks = []
    for kind in KINDS:
        for one in found:
            value = {"ours": one.median, "city": one.promise.point.value, "became": one.promise.became}[kind]
            if value is not None:
                named = {"name": _name(one, language), "kind": translate(language, f"onzekerheid.city.{kind}")}
                marks.append({**named, "value": value})
    return marks


def _frames(card: Scorecard, language: Language) -> dict[str, pa.Table]:
    """Datasets of the city's forecasts."""
    found, marks = card.city, _marks(card.city, language)
    values = [mark["value"] for mark in marks] + [end for one in found for end in (one.low, one.high)]
    rows = {
        "name": [_name(one, language) for one in found],
        "made": [house.date(one.promise.made, language) for one in found],
        "city": [one.promise.point.value for one in found],
        "median": [one.median for one in found],
        "low": [one.low for one in found],
        "high": [one.high for one in found],
        "became": [_became(one, language) for one in found],
    }
    ends = STEP * np.floor((min(values) - 600.0) / STEP), STEP * np.ceil((max(values) + 200.0) / STEP)
    return {EXTENT: extent(x=ends, y=(0.0, 1.0)), "rows": pa.table(rows), "marks": pa.Table.from_pylist(marks)}


def _finding(card: Scorecard, language: Language) -> str:
    """At how many of what the city said, and whose outcome is known, our method was closer."""
    known = card.came_true
    return translate(language, "onzekerheid.city.title", n=sum(one.closer for one in known), count=len(known))


def _sentence(card: Scorecard, language: Language) -> str:
    """What the three marks are."""
    return translate(language, "onzekerheid.city.sentence")


def _table(card: Scorecard, language: Language) -> list[Table]:
    """What the city said, what our method would have said with its band, and what it became."""
    names = ("day", "made", "city", "ours", "band", "last", "became")
    rows: list[list[Cell]] = [
        [
            one.promise.point.date,
            one.promise.made,
            one.promise.point.value,
            one.median,
            Range(one.low, one.high),
            one.last_value,
            _became(one, language),
        ]
        for one in card.city
    ]
    columns = [Column(translate(language, f"onzekerheid.city.{name}")) for name in names]
    traces: list[list[Told]] = [
        ["", "", f"said:{n}", f"hindsight:{n}", (f"hindsight_low:{n}", f"hindsight_high:{n}"), f"counted_on@{one.origin}"]
        for one in card.city
        for n in [one.number]
    ]
    return [Table(translate(language, "onzekerheid.city.caption"), columns, rows, traces=traces)]


def _sources(card: Scorecard) -> list[str]:
    return [*(one.promise.point.source for one in card.city), *card.sources]


def _trace(card: Scorecard) -> list[str]:
    keys = ["closer", "promises_known"] if card.came_true else []
    for one in card.city:
        keys += [f"{name}:{one.number}" for name in ("said", "hindsight", "hindsight_low", "hindsight_high")]
        if one.promise.became is not None:
            keys += [f"promise:{one.number}", f"hindsight_miss:{one.number}", f"counted_on@{one.promise.point.date}"]
    return keys


CITY: Final = Figure("city", "onzekerheid.city.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace)
