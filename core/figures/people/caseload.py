"""The main chart: published counts, basispad, scenario with its band, target and milestone."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.family import Family, family_of_one
from core.analysis.outcome import Paths
from core.analysis.outlook import Outlook
from core.baseline import Baseline, ByIdentity
from core.cache import remembered
from core.facts import Quantity
from core.figures.canvas import LINE, STRIP, canvas, data
from core.figures.ends import ENDS, MARGIN, aim_end, end_labels, ends_rows, path_ends
from core.figures.figure import Figure
from core.figures.lines import (
    WHOLE,
    base_and_scenario,
    counted,
    counted_table,
    estimate_table,
    estimated,
    history_table,
    hover,
    hover_month,
    month_ends,
    monthly_table,
    paths_table,
    published,
    scaled,
    target_rule,
    two_paths,
)
from core.figures.moving import Moving, over_steps, steps_among
from core.figures.people.promise import PROMISES, promise_layers, promise_rows
from core.figures.pinned import COLUMN, beside_letters, no_pins, pinned_letters, pinned_lines
from core.figures.specs import axes_once, built_once
from core.figures.table import Column, Table
from core.figures.theme import BAND_NARROW, BAND_WIDE, EXTENT, value_axis, year_axis
from core.model.calendar import month_label, month_of, year_of
from core.model.reached import BENEFITS, stands
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 340
YEARS_BACK: Final = 2
"""Years before the reference year that the chart begins with, and at least this many before the last count."""
STEP: Final = 1000
"""The vertical domain moves in whole steps, so that it stands still under a slider."""
LETTER: Final = 3.25
"""Half of what a letter of the text under the lines takes on average [px]."""
USUAL: Final = 15_000.0
"""Caseload from which a step is this large."""
TOP: Final = STRIP + LINE
BOTTOM: Final = LINE + 2
"""Strips for what is written over and under the lines [px]."""


@built_once
@axes_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    axis = value_axis(language, "chart.caseload.axis")
    on = canvas(language, dark, x=year_axis(), y=axis, top=TOP, bottom=BOTTOM, right=MARGIN + COLUMN)
    colours, x, y = on.colours, on.x(), on.y
    paths, history, targets, today, milestone, pins = map(data, ("paths", "history", "targets", "today", "milestone", "pins"))

    def band(low: str, high: str, opacity: float, edge: float) -> alt.Chart:
        area = paths.mark_area(fillOpacity=opacity, color=colours.scenario, stroke=colours.scenario, strokeWidth=edge, **WHOLE)
        layer: alt.Chart = area.encode(x=x, y=y(low), y2=f"{high}:Q")
        return layer

    low, high = (f"data('{EXTENT}')[0].x_{end}" for end in ("low", "high"))
    x_px = f"(datum.x - {low}) / ({high} - {low}) * width"
    fits = f"width >= 420 && {x_px} + 8 + {2 * LETTER} * length(datum.text) < width"
    under: dict[str, Any] = {"baseline": "bottom", "dy": -2, "aria": False}
    return on.finish(
        HEIGHT,
        band("low80", "high80", BAND_WIDE, 0.75),
        band("low50", "high50", BAND_NARROW, 0.75),
        today.mark_rule(color=colours.muted, strokeWidth=1, aria=False).encode(x=x, y=alt.value(TOP), y2=alt.value("height")),
        # Left of its line, and not over the numbers at the axis.
        today.transform_calculate(at=f"max({x_px} - 5, {2 * LETTER} * length(datum.text))")
        .mark_text(align="right", color=colours.muted, **under)
        .encode(x=alt.X("at:Q", scale=None), y=alt.value("height"), text="text:N"),
        target_rule(targets, y("value"), colours),
        # Left out where it would come into the margin.
        milestone.mark_text(align="left", dx=8, color=colours.target, fontSize=alt.ExprRef(f"{fits} ? 13 : 0"), **under).encode(
            x=x, y=alt.value("height"), text="text:N"
        ),
        *published(history, x, y("value"), colours, language, "chart.caseload.axis"),
        *pinned_lines(pins, x, y("value"), colours, 1.5),
        *base_and_scenario(paths, x, y("base"), y("scenario"), colours),
        pinned_letters(pins, on),
        *estimated(data("estimate"), x, (y("value"), y("low"), "high:Q"), colours, language),
        *promise_layers(on),
        *end_labels(on, {"scenario": colours.scenario, "base": colours.base, "target": colours.target}, beside_letters()),
        hover(
            paths, x, [*hover_month(language), *(on.tip(f"{end}80:Q", f"chart.hover.{end}", ",.0f") for end in ("low", "high"))]
        ),
    )


@remembered(32)
def _published_counts(key: ByIdentity, language: Language) -> pa.Table:
    return history_table(counted(key.baseline.history.volume, language))


def published_counts(baseline: Baseline, language: Language) -> pa.Table:
    """Counts before the reference month."""
    return _published_counts(ByIdentity(baseline), language)


def _moving(family: Family, language: Language) -> Moving:
    """What moves of the caseload chart with a lever."""
    baseline, months, target = family.baseline, family.run.months, family.baseline.find("target_volume")
    scenario, base = family.run.caseload.stock, family.base.caseload.stock
    low80, low50, high50, high80 = family.band
    wanted = [] if target is None else [target.value]
    steps = steps_among(scenario, base, family.band)
    lowest = over_steps(np.minimum(low80.min(axis=0), scenario.min(axis=0)), steps)
    highest = over_steps(np.maximum.reduce(np.broadcast_arrays(*(path.max(axis=0) for path in (high80, scenario, base)))), steps)
    day = house.short_end(months[-1], language)
    aims = [] if target is None else [aim_end(target.value, month_of(target.date), months[-1], language)]
    lasts = zip(over_steps(scenario[-1], steps), over_steps(base[-1], steps), strict=True)
    without = [None] * steps if family.without is None else over_steps(family.without, steps)
    return Moving(
        extent=[
            domains(baseline, months, min([float(low), *wanted]), float(high)) for low, high in zip(lowest, highest, strict=True)
        ],
        columns={"paths": two_paths(scenario, base, low80=low80, low50=low50, high50=high50, high80=high80)},
        about=("low80", "low50", "high50", "high80"),
        rows={
            "ends": [ends_rows([*path_ends(ours, theirs, language), *aims], day) for ours, theirs in lasts],
            "promise": [
                promise_rows(found, target, other, language)
                for found, other in zip(family.outcomes[:steps], without, strict=True)
            ],
        },
    )


def _frames(outlook: Outlook, language: Language) -> dict[str, pa.Table]:
    """Datasets of the caseload chart."""
    baseline, months = outlook.baseline, outlook.paths.run.months
    start, end = (float(edge) for edge in month_ends(months)[[0, -1]])
    target, milestone = baseline.find("target_volume"), baseline.find("milestone_volume")
    moving = _moving(family_of_one(outlook), language)
    return {
        EXTENT: moving.domains(),
        "paths": paths_table(months, language, moving.first("paths")),
        "history": published_counts(baseline, language),
        "estimate": estimate_table(baseline, "volume"),
        "targets": targets_table(start, end, target, milestone),
        "ends": moving.table("ends", ENDS),
        "milestone": _milestone(milestone, language),
        "promise": moving.table("promise", PROMISES),
        "today": _today(baseline, start, language),
        "pins": no_pins(),
    }


_TARGETS: Final = pa.schema([("from", pa.float64()), ("to", pa.float64()), ("value", pa.float64())])
_MILESTONE: Final = pa.schema([("x", pa.float64()), ("text", pa.string())])


def _year_end(day: dt.date) -> float:
    """The end of a day's month as a decimal year."""
    return day.year + day.month / 12


def _today(baseline: Baseline, start: float, language: Language) -> pa.Table:
    """The reference month, and whether it was counted."""
    counted = baseline.quantity("volume").band is None and baseline.origin is None
    return pa.table({"x": [start], "text": [translate(language, f"chart.{'today' if counted else 'estimate'}")]})


def targets_table(start: float, end: float, target: Quantity | None, milestone: Quantity | None) -> pa.Table:
    """A line per target that somebody set: the target to the end of the axis, the milestone to its own day."""
    to = [(target, end), *([] if milestone is None else [(milestone, _year_end(milestone.date))])]
    rows = [{"from": start, "to": at, "value": found.value} for found, at in to if found is not None]
    return pa.Table.from_pylist(rows, schema=_TARGETS)


def _milestone(found: Quantity | None, language: Language) -> pa.Table:
    """The milestone's label, where there is one."""
    if found is None:
        return pa.Table.from_pylist([], schema=_MILESTONE)
    value, when = house.number(found.value, language), house.short_end(month_of(found.date), language)
    text = translate(language, "chart.caseload.milestone", value=value, when=when)
    return pa.Table.from_pylist([{"x": _year_end(found.date), "text": text}], schema=_MILESTONE)


def begins(baseline: Baseline) -> int:
    """First year on the chart."""
    counts = baseline.history.volume
    return min([year_of(baseline.reference_month), *(point.date.year for point in counts[-1:])]) - YEARS_BACK


def step_of(baseline: Baseline) -> float:
    """The step that the vertical domain moves in, by the size of the city [benefits]."""
    return scaled(STEP, baseline.value("volume"), USUAL)


def domains(baseline: Baseline, months: range, lowest: float, highest: float) -> dict[str, float]:
    """The domains of lines between two values, from the years that matter; `x_whole` and `y_whole`, from the first count on."""
    counts, step = baseline.history.volume, step_of(baseline)
    first = begins(baseline) - 0.05
    shown = [point.value for point in counts if point.date.year + point.date.month / 12 > first]
    top = max([highest, baseline.value("volume") + step, *shown])
    low, whole = min([lowest, *shown]) - 0.3 * step, max([top, *(point.value for point in counts)])
    return {
        "x_low": first, "x_high": (months[-1] + 1) / 12 + 0.05,
        "y_low": step * math.floor(low / step), "y_high": step * math.ceil(top / step),
        "x_whole": min([first, *(point.date.year - 0.05 for point in counts[:1])]), "y_whole": step * math.ceil(whole / step),
    }  # fmt: skip


def _finding(outlook: Outlook, language: Language) -> str:
    """What the caseload chart finds."""
    paths, aim = outlook.paths, outlook.baseline.find("target_volume")
    if aim is None:
        when, volume = (house.period_end(paths.outcome.month, language), house.number(paths.outcome.volume, language))
        return house.capital(translate(language, "verkenner.caseload.title_open", when=when, volume=volume))
    target = aim.value
    gap = round(paths.outcome.volume) - round(target)
    side = stands(paths.outcome.volume, target, BENEFITS)
    return house.capital(
        translate(
            language,
            f"verkenner.caseload.title_{side}{'_one' if side == 'above' and gap == 1 else ''}",
            when=house.period_end(paths.outcome.month, language),
            gap=house.number(abs(gap), language),
            target=house.number(target, language),
        )
    )


def _sentence(outlook: Outlook, language: Language) -> str:
    """The caseload chart in words; also its text alternative."""
    paths, baseline = outlook.paths, outlook.baseline
    now = paths.outcome
    at = now.month - paths.run.months[0]
    low, high = paths.band[0, at], paths.band[-1, at]
    parts = [
        translate(
            language,
            "verkenner.caseload.sentence",
            start=_start(baseline, language),
            **{"from": house.period_end(paths.run.months[0], language)},
            volume=house.number(now.volume, language),
            when=house.period_end(now.month, language),
            base=house.number(paths.base_outcome.volume, language),
            low=house.number(low, language),
            high=house.number(high, language),
        )
    ]
    if (aim := baseline.find("target_volume")) is not None:
        parts.append(_kept(aim.value, paths, language))
    if now.steady_state < 1e6:
        parts.append(translate(language, "verkenner.caseload.steady", steady=house.number(now.steady_state, language)))
    parts.append(translate(language, "verkenner.caseload.band"))
    return " ".join(parts)


def _kept(value: float, paths: Paths, language: Language) -> str:
    """From when the caseload stays at or under its target, or that it does not."""
    month, target = paths.outcome.target_month, house.number(value, language)
    if month is None:
        until = house.period_end(paths.run.months[-1], language)
        return translate(language, "verkenner.caseload.never", until=until, target=target)
    return translate(language, "verkenner.caseload.reached", month=house.month(month, language), target=target)


def _start(baseline: Baseline, language: Language) -> str:
    """Where the path starts, and how sure that is where nobody counted it."""
    stock = baseline.quantity("volume")
    value = house.number(stock.value, language)
    if stock.band is None:
        return value
    low, high = (house.number(edge, language) for edge in (stock.band.low, stock.band.high))
    return translate(language, "verkenner.caseload.estimated", value=value, low=low, high=high)


def _table(outlook: Outlook, language: Language) -> list[Table]:
    """Both paths and the band by month, and the counts before them."""
    run, base, band = outlook.paths.run, outlook.paths.base, outlook.paths.band
    scenario, basis = run.caseload.stock[:, 0], base.caseload.stock[:, 0]
    low, high = band[0], band[-1]
    named = {"scenario": scenario, "base": basis, "difference": scenario - basis, "low": low, "high": high}
    columns = [(Column(translate(language, f"verkenner.table.{name}")), values) for name, values in named.items()]
    traces = ("volume@{}", "base/volume@{}", "difference:volume@{}", "band:10@{}", "band:90@{}")
    by_month = monthly_table("verkenner.table.caption_caseload", columns, run.months, language, traces=traces)
    return [by_month, *counted_table(outlook.baseline, language)]


def _sources(outlook: Outlook) -> list[str]:
    counts = [point.source for point in outlook.baseline.history.volume if point.source is not None]
    own = outlook.sources("volume", "target_volume", "milestone_volume", "inflow", "outflow_rate")
    return [*counts, *own, "cbs-82662ned"]


def _trace(outlook: Outlook) -> list[str]:
    last = month_label(outlook.paths.run.months[-1])
    return [f"volume@{month_label(outlook.paths.outcome.month)}", f"volume@{last}", f"base/volume@{last}"]


CASELOAD: Final = Figure("caseload", "chart.caseload.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace, _moving)
