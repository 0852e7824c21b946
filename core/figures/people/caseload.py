"""The main chart: published counts, basispad, scenario with its band, target and milestone."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.family import Family, family_of_one
from core.analysis.outcome import Outcome, Paths
from core.analysis.outlook import Outlook
from core.baseline import Baseline, ByIdentity, Count
from core.cache import remembered
from core.facts import Quantity
from core.figures.canvas import canvas, data
from core.figures.figure import Figure
from core.figures.lines import (
    ENDS,
    base_and_scenario,
    counted,
    counted_table,
    day_line,
    end_labels,
    estimate_table,
    estimated,
    history_table,
    hover,
    hover_month,
    labels,
    month_ends,
    monthly_table,
    named_value,
    paths_table,
    published,
    scaled,
    target_rule,
    two_paths,
)
from core.figures.moving import Moving, Rows, over_steps, steps_among
from core.figures.specs import built_once
from core.figures.table import Column, Table
from core.figures.theme import BAND_NARROW, BAND_WIDE, EXTENT, value_axis, year_axis
from core.model.calendar import month_label, year_of
from core.model.reached import BENEFITS, stands
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 340
YEARS_BACK: Final = 5
"""Years of history before the reference year."""
STEP: Final = 1000
"""The vertical domain moves in whole steps, so that it stands still under a slider."""
CAP: Final = 12
"""Width of the bracket's end at the target [px]."""
PROMISE: Final = 90
"""Of the dot in the target's month [square px]."""
USUAL: Final = 15_000.0
"""Caseload from which a step is this large."""


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    on = canvas(language, dark, x=year_axis(language), y=value_axis(language, "chart.caseload.axis"))
    colours, x, y = on.colours, on.x(), on.y
    paths, history, targets, ends, today, milestone = map(data, ("paths", "history", "targets", "ends", "today", "milestone"))
    promise = data("promise")

    def band(low: str, high: str, opacity: float) -> alt.Chart:
        layer: alt.Chart = paths.mark_area(opacity=opacity, color=colours.scenario, clip=True, aria=False).encode(
            x=x, y=y(low), y2=f"{high}:Q"
        )
        return layer

    return on.finish(
        HEIGHT,
        band("low80", "high80", BAND_WIDE),
        band("low50", "high50", BAND_NARROW),
        *day_line(today, x, colours),
        target_rule(targets, y("value"), colours),
        milestone.mark_text(align="right", dx=-42, dy=2, color=colours.target, clip=True, aria=False).encode(
            x=x, y=y("value"), text="text:N"
        ),
        *published(history, x, y("value"), colours, language, "chart.caseload.axis"),
        *base_and_scenario(paths, x, y("base"), y("scenario"), colours),
        *estimated(data("estimate"), x, (y("value"), y("low"), "high:Q"), colours, language),
        promise.mark_rule(color=colours.text, strokeWidth=1.5, clip=True, aria=False).encode(x=x, y=y("goal"), y2="value:Q"),
        promise.mark_tick(color=colours.text, thickness=1.5, size=CAP, clip=True, aria=False).encode(x=x, y=y("goal")),
        promise.mark_point(
            color=colours.scenario, stroke=colours.background, filled=True, size=PROMISE, opacity=1, clip=True, aria=False
        ).encode(x=x, y=y("value")),
        *labels(ends, x, y("label"), colours),
        hover(
            paths, x, [*hover_month(language), *(on.tip(f"{end}80:Q", f"chart.hover.{end}", ",.0f") for end in ("low", "high"))]
        ),
    )


@remembered(32)
def _published_counts(key: ByIdentity, language: Language) -> pa.Table:
    return history_table(counted(_shown(key.baseline), language))


def published_counts(baseline: Baseline, language: Language) -> pa.Table:
    """Counts before the reference month, of the years on the chart."""
    return _published_counts(ByIdentity(baseline), language)


def _shown(baseline: Baseline) -> list[Count]:
    """Counts of the years on the chart and of the year before them, so that the line comes in from the left."""
    first = year_of(baseline.reference_month) - YEARS_BACK
    return [point for point in baseline.history.volume if point.date.year >= first - 1]


def _moving(family: Family, language: Language) -> Moving:
    """What moves of the caseload chart with a lever."""
    baseline, months, target = family.baseline, family.run.months, family.baseline.find("target_volume")
    end = float(month_ends(months)[-1])
    scenario, base = family.run.caseload.stock, family.base.caseload.stock
    low80, low50, high50, high80 = family.band
    own = [] if not baseline.history.own else [point.value for point in _shown(baseline)]
    wanted = [] if target is None else [target.value]
    steps = steps_among(scenario, base, family.band)
    lowest = over_steps(np.minimum(low80.min(axis=0), scenario.min(axis=0)), steps)
    highest = over_steps(np.maximum.reduce(np.broadcast_arrays(*(path.max(axis=0) for path in (high80, scenario, base)))), steps)
    ends, labels = [], []
    for low, high, ours, theirs in zip(
        lowest, highest, over_steps(scenario[-1], steps), over_steps(base[-1], steps), strict=True
    ):
        bottom, top = _y_ends(baseline, min([float(low), *wanted, *own]), max([float(high), *own]))
        ends.append({**_x_ends(baseline, end), "y_low": bottom, "y_high": top})
        written = [
            ("scenario", end, float(ours), named_value("chart.scenario", ours, language)),
            ("base", end, float(theirs), named_value("chart.base", theirs, language)),
            *(("target", end, value, _aim("target", value, language)) for value in wanted),
        ]
        labels.append(end_labels(written, per_pixel=(top - bottom) / (HEIGHT - 60)))
    return Moving(
        extent=ends,
        columns={"paths": two_paths(scenario, base, low80=low80, low50=low50, high50=high50, high80=high80)},
        rows={"ends": labels, "promise": [_promise(found, target) for found in family.outcomes[:steps]]},
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
        "estimate": estimate_table(baseline, "volume", language),
        "targets": _targets(start, end, target, milestone),
        "ends": moving.table("ends", ENDS),
        "milestone": _milestone(milestone, language),
        "promise": moving.table("promise", _PROMISE),
        "today": pa.table({"x": [start], "text": [translate(language, "chart.today")]}),
    }


_TARGETS: Final = pa.schema([("from", pa.float64()), ("to", pa.float64()), ("value", pa.float64())])
_PROMISE: Final = pa.schema([("x", pa.float64()), ("value", pa.float64()), ("goal", pa.float64())])
_MILESTONE: Final = pa.schema([("x", pa.float64()), ("value", pa.float64()), ("text", pa.string())])


def _year_end(day: dt.date) -> float:
    """The end of a day's month as a decimal year."""
    return day.year + day.month / 12


def _targets(start: float, end: float, target: Quantity | None, milestone: Quantity | None) -> pa.Table:
    """A line per target that somebody set: the target to the end of the axis, the milestone to its own day."""
    to = [(target, end), *([] if milestone is None else [(milestone, _year_end(milestone.date))])]
    rows = [{"from": start, "to": at, "value": found.value} for found, at in to if found is not None]
    return pa.Table.from_pylist(rows, schema=_TARGETS)


def _milestone(found: Quantity | None, language: Language) -> pa.Table:
    """The milestone's label, where there is one."""
    text = "" if found is None else _aim("milestone", found.value, language)
    rows = [] if found is None else [{"x": _year_end(found.date), "value": found.value, "text": text}]
    return pa.Table.from_pylist(rows, schema=_MILESTONE)


def _promise(now: Outcome, target: Quantity | None) -> Rows:
    """Where the scenario stands in the target's month, and how far that is from the target; nothing without one."""
    return [] if target is None else [{"x": (now.month + 1) / 12, "value": now.volume, "goal": target.value}]


def _x_ends(baseline: Baseline, end: float) -> dict[str, float]:
    """The horizontal domain, from the years of history to the end of the horizon."""
    return {"x_low": year_of(baseline.reference_month) - YEARS_BACK - 0.05, "x_high": end + 0.05}


def _y_ends(baseline: Baseline, lowest: float, highest: float) -> tuple[float, float]:
    """The vertical domain in whole steps, with room above the last count for its line [benefits]."""
    step = scaled(STEP, baseline.value("volume"), USUAL)
    highest = max(highest, baseline.value("volume") + 5.2 * step)
    return step * math.floor((lowest - 0.3 * step) / step), step * math.ceil(highest / step)


def _aim(which: str, value: float, language: Language) -> str:
    return translate(language, f"chart.caseload.{which}", value=house.number(value, language))


def _finding(outlook: Outlook, language: Language) -> str:
    """What the caseload chart finds."""
    paths, aim = outlook.paths, outlook.baseline.find("target_volume")
    if aim is None:
        when, volume = (house.period_end(paths.outcome.month, language), house.number(paths.outcome.volume, language))
        return house.capital(translate(language, "verkenner.caseload.title_open", when=when, volume=volume))
    target = aim.value
    gap = round(paths.outcome.volume) - round(target)
    return house.capital(
        translate(
            language,
            f"verkenner.caseload.title_{stands(paths.outcome.volume, target, BENEFITS)}",
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
    by_month = monthly_table("verkenner.table.caption_caseload", columns, run.months, language)
    return [by_month, *counted_table(outlook.baseline, language)]


def _sources(outlook: Outlook) -> list[str]:
    counts = [point.source for point in outlook.baseline.history.volume if point.source is not None]
    own = outlook.sources("volume", "target_volume", "milestone_volume", "inflow", "outflow_rate")
    return [*counts, *own, "cbs-82662ned"]


def _trace(outlook: Outlook) -> list[str]:
    return [f"volume@{month_label(outlook.paths.outcome.month)}"]


CASELOAD: Final = Figure("caseload", "chart.caseload.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace, _moving)
