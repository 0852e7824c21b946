"""The fan: three bands around the caseload of the scenario, with the counts before it."""

from __future__ import annotations

import dataclasses
import math
from typing import Any, Final

import numpy as np
import pyarrow as pa

from core.analysis.family import Family, family_of_one
from core.analysis.outlook import Outlook
from core.figures.canvas import canvas, data
from core.figures.ends import ENDS, MARGIN, End, aim_end, end_labels, ends_rows
from core.figures.figure import Figure
from core.figures.lines import (
    counted_table,
    hover,
    month_ends,
    month_names,
    paths_table,
    published,
    target_rule,
)
from core.figures.moving import Moving, over_steps, steps_among
from core.figures.people.caseload import published_counts
from core.figures.specs import axes_once, built_once
from core.figures.table import Cell, Column, Range, Table, keyed
from core.figures.theme import BAND_WIDE, EXTENT, value_axis, year_axis
from core.model.calendar import month_label, month_of
from core.model.parameters import Floats
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 340
STEP: Final = 2000.0
ROOM: Final = 300.0
"""Least room beyond the widest band [benefits]."""
YEARS_BACK: Final = 3.0
BANDS: Final = (95, 80, 50)
PERCENTILES: Final = ("2.5", "10", "25", "75", "90", "97.5")
"""Where the bands end [%]."""


@built_once
@axes_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    on = canvas(language, dark, x=year_axis(), y=value_axis(language, "chart.caseload.axis"), right=MARGIN)
    colours, x, y = on.colours, on.x(), on.y
    paths, history, target = map(data, ("paths", "history", "target"))
    bands = [
        # Its edge tells a band from its ground: a tint alone has too little contrast.
        paths.mark_area(
            color=colours.scenario, fillOpacity=BAND_WIDE, stroke=colours.scenario, strokeWidth=0.75, clip=True, aria=False
        ).encode(x=x, y=y(f"low{band}"), y2=f"high{band}:Q")
        for band in BANDS
    ]
    tooltip = [
        on.tip("month:N", "chart.hover.month"),
        on.tip("scenario:Q", "chart.scenario", ",.0f"),
        *(on.tip(f"band{band}:N", f"onzekerheid.fan.band{band}") for band in BANDS),
    ]
    return on.finish(
        HEIGHT,
        *bands,
        target_rule(target, y("value"), colours),
        *published(history, x, y("value"), colours, language, "chart.caseload.axis"),
        paths.mark_line(color=colours.scenario, strokeWidth=2.5, clip=True, aria=False).encode(x=x, y=y("scenario")),
        *end_labels(on, {"scenario": colours.scenario, "target": colours.target}),
        hover(paths, x, tooltip),
    )


def _bands(fan: Floats) -> dict[int, tuple[Floats, Floats]]:
    """Both ends of each band of a fan `(6, …)` [benefits]."""
    low95, low80, low50, high50, high80, high95 = fan
    return {50: (low50, high50), 80: (low80, high80), 95: (low95, high95)}


def _written(low: float, high: float, language: Language) -> str:
    return f"{house.number(low, language)} – {house.number(high, language)}"


def _moving(family: Family, language: Language) -> Moving:
    """What moves of the fan with a lever; what a pointer says of the bands waits for the answer."""
    months, scenario, fan = family.run.months, family.run.caseload.stock, family.fan
    assert fan is not None
    aim, x = family.baseline.find("target_volume"), month_ends(months)
    steps = steps_among(scenario, fan)
    target = [] if aim is None else [aim.value]
    aims = [] if aim is None else [aim_end(aim.value, month_of(aim.date), months[-1], language)]
    across = {"x_low": float(x[0]) - YEARS_BACK, "x_high": float(x[-1]) + 0.05}
    lows, highs = (over_steps(ends, steps) for ends in (fan[0].min(axis=0), fan[-1].max(axis=0)))
    ends = [
        End("scenario", float(last), translate(language, "chart.scenario"), house.number(last, language))
        for last in over_steps(scenario[-1], steps)
    ]
    day = house.short_end(months[-1], language)
    columns = {
        f"{side}{band}": values for band, pair in _bands(fan).items() for side, values in zip(("low", "high"), pair, strict=True)
    }
    return Moving(
        extent=[
            across
            | {
                "y_low": STEP * math.floor((min([low, *target]) - ROOM) / STEP),
                "y_high": STEP * math.ceil((high + ROOM) / STEP),
            }
            for low, high in zip(lows.tolist(), highs.tolist(), strict=True)
        ],
        columns={"paths": {"scenario": scenario, **columns}},
        about=tuple(columns),
        rows={"ends": [ends_rows([end, *aims], day) for end in ends]},
    )


def _frames(outlook: Outlook, language: Language) -> dict[str, pa.Table]:
    """Datasets of the fan."""
    months, fan, aim = outlook.paths.run.months, outlook.paths.fan, outlook.baseline.find("target_volume")
    x, moving = month_ends(months), _moving(dataclasses.replace(family_of_one(outlook), fan=fan[:, :, np.newaxis]), language)
    target, end = [] if aim is None else [aim.value], float(x[-1])
    said = {
        f"band{band}": [_written(low, high, language) for low, high in zip(*pair, strict=True)]
        for band, pair in _bands(fan).items()
    }
    return {
        EXTENT: moving.domains(),
        "paths": paths_table(months, language, {**moving.first("paths"), **said}),
        "history": published_counts(outlook.baseline, language),
        "target": pa.table(
            {"from": [float(x[0])] * len(target), "to": [end] * len(target), "value": pa.array(target, pa.float64())}
        ),
        "ends": moving.table("ends", ENDS),
    }


def _finding(outlook: Outlook, language: Language) -> str:
    """How wide the fan is in the end."""
    low, high = _bands(outlook.paths.fan[:, -1])[80]
    ends = {"low": house.number(round(float(low), -2), language), "high": house.number(round(float(high), -2), language)}
    when = house.period_end(outlook.paths.run.months[-1], language)
    return house.capital(translate(language, "onzekerheid.fan.title", when=when, **ends))


def _sentence(outlook: Outlook, language: Language) -> str:
    """The fan in the month that the page is about."""
    month = outlook.paths.outcome.month
    at = month - outlook.paths.run.months[0]
    ends = {
        f"{side}{band}": house.number(float(value), language)
        for band, pair in _bands(outlook.paths.fan[:, at]).items()
        for side, value in zip(("low", "high"), pair, strict=True)
    }
    return house.capital(translate(language, "onzekerheid.fan.sentence", when=house.period_end(month, language), **ends))


def _table(outlook: Outlook, language: Language) -> list[Table]:
    """The scenario and its bands by month, and the counts before them."""
    run, bands = outlook.paths.run, _bands(outlook.paths.fan)
    heads = [translate(language, f"verkenner.table.{name}") for name in ("month", "scenario")]
    heads += [translate(language, f"onzekerheid.fan.band{band}") for band in bands]
    rows: list[list[Cell]] = [
        [
            name,
            float(run.caseload.stock[t, 0]),
            *(Range(float(low[t]), float(high[t])) for low, high in bands.values()),
        ]
        for t, name in enumerate(month_names(run.months, language))
    ]  # fmt: skip
    low95, low80, low50, high50, high80, high95 = (f"band:{part}@{{}}" for part in PERCENTILES)
    traces = keyed(map(month_label, run.months), "volume@{}", (low50, high50), (low80, high80), (low95, high95))
    by_month = Table(translate(language, "onzekerheid.fan.caption"), [Column(head) for head in heads], rows, traces=traces)
    return [by_month, *counted_table(outlook.baseline, language)]


def _sources(outlook: Outlook) -> list[str]:
    return [point.source for point in outlook.baseline.history.volume if point.source is not None]


def _trace(outlook: Outlook) -> list[str]:
    month = month_label(outlook.paths.outcome.month)
    last = month_label(outlook.paths.run.months[-1])
    return [f"volume@{month}", *(f"band:{part}@{when}" for when in (month, last) for part in PERCENTILES)]


FAN: Final = Figure("fan", "onzekerheid.fan.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace, _moving)
