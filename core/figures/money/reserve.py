"""The reserve per month, and below zero what the running year takes from the general funds."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.family import Family, family_of_one
from core.analysis.outlook import Outlook
from core.figures.canvas import LINE, STRIP, canvas, data, over
from core.figures.figure import Figure
from core.figures.lines import base_and_scenario, hover, month_ends, monthly_table, paths_table
from core.figures.moving import Moving, Rows, over_steps, steps_among
from core.figures.specs import axes_once, built_once
from core.figures.table import Column, Table
from core.figures.theme import EXTENT, value_axis, year_axis
from core.model.reached import MONEY
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 220
STEP: Final = 20.0
STEPS: Final = 0.30
"""Opacity of what the steps fill; their edge stands out by itself."""
BOTTOM: Final = 2 * LINE + 2
"""Strip under the steps for what they are [px]."""


@built_once
@axes_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    axis = value_axis(language, "chart.reserve.axis", strips=STRIP + BOTTOM)
    on = canvas(language, dark, x=year_axis(), y=axis, top=STRIP, bottom=BOTTOM)
    colours, x, y = on.colours, on.x(), on.y
    paths, empty, steps = map(data, ("paths", "empty", "steps"))
    return on.finish(
        HEIGHT,
        paths.mark_area(
            color=colours.warning, fillOpacity=STEPS, stroke=colours.warning, strokeWidth=1, interpolate="step-before",
            clip=True, aria=False,
        ).encode(x=x, y=y("funds"), y2="zero:Q"),
        paths.mark_rule(color=colours.muted, strokeWidth=1, aria=False).encode(y=y("zero")),
        steps.mark_text(
            align="left", baseline="top", dy=-BOTTOM, dx=2, lineBreak="\n", lineHeight=LINE, color=colours.warning,
            aria=False,
        ).encode(x=alt.value(0), y=alt.value("height"), text="text:N"),
        *base_and_scenario(paths, x, y("base"), y("scenario"), colours),
        empty.mark_rule(color=colours.warning, strokeWidth=1, aria=False).encode(x=x, y=y("value"), y2=alt.value(STRIP)),
        empty.mark_point(color=colours.warning, filled=True, size=60, opacity=1, aria=False).encode(x=x, y=y("value")),
        over(on, empty, colours.warning),
        hover(
            paths,
            x,
            [
                on.tip("month:N", "chart.hover.month"),
                on.tip("scenario:Q", "chart.reserve.reserve", ",.1f"),
                on.tip("base:Q", "chart.base", ",.1f"),
                on.tip("taken:Q", "chart.reserve.funds", ",.1f"),
            ],
        ),
    )  # fmt: skip


def _moving(family: Family, language: Language) -> Moving:
    """What moves of the reserve chart with a lever."""
    x = month_ends(family.run.months)
    reserve, taken, base = family.run.reserve, family.run.general_funds, family.base.reserve
    steps = steps_among(reserve, taken, base)
    highs = over_steps(np.maximum(reserve.max(axis=0), base.max(axis=0)), steps)
    mosts = over_steps(taken.max(axis=0), steps)
    known = family.baseline.find("reserve") is not None
    extent, labels = [], []
    for highest, most in zip(highs, mosts, strict=True):
        high = float(STEP * np.ceil(max(float(highest), 2 * STEP) / STEP))
        low = float(-STEP * np.ceil(max(float(most), STEP) / STEP))
        extent.append({"x_low": float(x[0]), "x_high": float(x[-1]) + 0.05, "y_low": low, "y_high": high})
        labels.append([{"text": translate(language, "chart.reserve.steps")}] if most > 0.0 else [])
    return Moving(
        extent=extent,
        columns={"paths": {"scenario": reserve, "base": base, "taken": taken, "funds": -taken}},
        rows={
            "empty": [_empty(now.reserve_empty if known else None, language) for now in family.outcomes[:steps]],
            "steps": labels,
        },
        decimals=1,
    )


_LABELS: Final = pa.schema([("x", pa.float64()), ("value", pa.float64()), ("text", pa.string())])


def _empty(when: int | None, language: Language) -> Rows:
    """The mark where the reserve is gone, with its month; nothing where it holds."""
    if when is None:
        return []
    return [
        {
            "x": (when + 1) / 12,
            "value": 0.0,
            "text": translate(language, "chart.reserve.empty", month=house.month(when, language)),
        }
    ]


def _frames(outlook: Outlook, language: Language) -> dict[str, pa.Table]:
    """Datasets of the reserve chart."""
    months = outlook.paths.run.months
    moving = _moving(family_of_one(outlook), language)
    return {
        EXTENT: moving.domains(),
        "paths": paths_table(months, language, {**moving.first("paths"), "zero": np.zeros(len(months))}),
        "empty": moving.table("empty", _LABELS),
        "steps": moving.table("steps", pa.schema([("text", pa.string())])),
    }


def _finding(outlook: Outlook, language: Language) -> str:
    """What the reserve chart finds."""
    paths = outlook.paths
    if outlook.baseline.find("reserve") is None:
        return translate(language, "verkenner.reserve.title_open")
    when = paths.outcome.reserve_empty
    if when is None:
        return translate(language, "verkenner.reserve.title_holds", until=house.month(paths.run.months[-1], language))
    return translate(language, "verkenner.reserve.title_empty", month=house.month(when, language))


def _sentence(outlook: Outlook, language: Language) -> str:
    """The reserve chart in words."""
    paths = outlook.paths
    if outlook.baseline.find("reserve") is None:
        year, funds = paths.outcome.general_funds_until, house.million(paths.outcome.general_funds, language)
        return translate(language, "verkenner.reserve.sentence_open", year=year, funds=funds) + _later(outlook, language)
    when = paths.outcome.reserve_empty
    if when is None:
        return translate(
            language,
            "verkenner.reserve.sentence_holds",
            until=house.month(paths.run.months[-1], language),
            reserve=house.million(float(paths.run.reserve[-1, 0]), language),
        )
    emptied = translate(
        language,
        "verkenner.reserve.sentence_empty",
        month=house.month(when, language),
        year=paths.outcome.general_funds_until,
        funds=house.million(paths.outcome.general_funds, language),
    )
    return emptied + _later(outlook, language)


def _later(outlook: Outlook, language: Language) -> str:
    """What the years earned of the safety net that comes after them; empty where that is nothing."""
    now = outlook.paths.outcome
    if now.vangnet_later < MONEY:
        return ""
    amount = house.million(now.vangnet_later, language)
    return " " + translate(language, "verkenner.reserve.later", amount=amount, year=now.vangnet_later_until)


def _table(outlook: Outlook, language: Language) -> list[Table]:
    """The reserve by month, and what the general funds gave so far this year."""
    run = outlook.paths.run
    named = {"scenario": run.reserve[:, 0], "base": outlook.paths.base.reserve[:, 0], "funds_so_far": run.general_funds[:, 0]}
    columns = [(Column(translate(language, f"verkenner.table.{name}"), 1), values) for name, values in named.items()]
    traces = ("reserve@{}", "base/reserve@{}", "general_funds@{}")
    return [monthly_table("verkenner.table.caption_reserve", columns, run.months, language, traces=traces)]


def _sources(outlook: Outlook) -> list[str]:
    return outlook.sources("reserve", "buig_total", "expected_lasten")


def _trace(outlook: Outlook) -> list[str]:
    return [*([] if outlook.baseline.find("reserve") is None else ["reserve_empty"]), "general_funds"]


RESERVE: Final = Figure("reserve", "chart.reserve.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace, _moving)
