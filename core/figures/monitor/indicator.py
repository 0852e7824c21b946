"""One indicator of the monitor: what was published of it, and the targets that the city had set by then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.analysis.monitor import Reported
from core.baseline import Count
from core.facts import Observation
from core.figures.canvas import canvas, data, extent, rimmed
from core.figures.figure import Figure
from core.figures.lines import counted, history_table, published
from core.figures.specs import built_once
from core.figures.table import Column, Table, keyed
from core.figures.theme import EXTENT, value_axis, year_axis
from core.text import format as house
from core.text import sentences_monitor as words
from core.text.catalog import Language, translate

HEIGHT: Final = 168
ROOM: Final = (0.15, 1.1)
"""Room before the first point and, for its number, behind the last one [years]."""
SPARE: Final = 0.25
"""Part of the span of the values that stays free above and under them."""
ABOVE: Final = -12.0
"""Height of the last number over its point; under it where the line comes from above [px]."""
SERIES: Final = ("volume", "inflow", "outflow", "outflow_to_work", "lks")
"""The indicators of which a city can publish a series."""


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    on = canvas(language, dark, x=year_axis(), y=value_axis(language, "monitor.chart.value"))
    colours, x, y = on.colours, on.x(), on.y
    history, targets, last = map(data, ("history", "targets", "last"))
    return on.finish(
        HEIGHT,
        *published(history, x, y("value"), colours, language, "monitor.chart.value"),
        targets.mark_point(
            shape="diamond", size=90, color=colours.target, fill=colours.background, strokeWidth=2, opacity=1, aria=False
        ).encode(x=x, y=y("value"), tooltip=[on.tip("day:N", "monitor.chart.target"), on.tip("value:Q", None, ",.0f")]),
        rimmed(targets.encode(x=x, y=y("value"), text="text:N"), colours, colours.target, align="left", dx=9, fontSize=13),
        rimmed(
            last.encode(x=x, y=y("value"), text="text:N"),
            colours,
            colours.history,
            align="right",
            dy=alt.ExprRef("datum.dy"),
            fontSize=13,
        ),
    )


def _frames(found: Reported, language: Language) -> dict[str, pa.Table]:
    if not found.charted:
        return {}
    history = counted([Count(point.date, point.value, point.source) for point in found.points], language)
    history["x"] = [_at(found, point) for point in found.points]
    last = found.points[-1]
    ahead = found.ahead
    values = [point.value for point in (*found.points, *ahead)]
    at = [_at(found, one) for one in (*found.points, *ahead)]
    spare = SPARE * ((max(values) - min(values)) or max(values))
    return {
        EXTENT: extent(x=(min(at) - ROOM[0], max(at) + ROOM[1]), y=(max(0.0, min(values) - spare), max(values) + spare)),
        "history": history_table(history),
        "targets": _marks(found, ahead, language),
        "last": _marks(found, (last,), language, ABOVE if last.value >= found.points[-2].value else -ABOVE),
    }


def _at(found: Reported, point: Observation) -> float:
    """Where a point stands as a decimal year: a stock at the end of its month, a flow in the middle of the year it is of."""
    return point.date.year + (0.5 if found.yearly else point.date.month / 12)


def _marks(found: Reported, points: Sequence[Observation], language: Language, dy: float = 0.0) -> pa.Table:
    """A dataset of points with their number, `dy` under them [px]; it may be empty."""
    return pa.table(
        {
            "x": pa.array([_at(found, one) for one in points], pa.float64()),
            "value": pa.array([one.value for one in points], pa.float64()),
            "day": pa.array([house.date(one.date, language) for one in points], pa.string()),
            "dy": pa.array([dy for _ in points], pa.float64()),
            "text": pa.array([house.number(one.value, language) for one in points], pa.string()),
        }
    )


def _table(found: Reported, language: Language) -> list[Table]:
    """What was published, and the targets beside it."""

    def say(key: str) -> str:
        return translate(language, f"monitor.table.{key}")

    rows = [(point.date, point.value, say(point.status)) for point in found.points]
    goals = [(one.date, one.value, one.made or one.date) for one in found.ahead]
    name = found.indicator.name[language]
    columns = [Column(say("day")), Column(say("value")), Column(say("status"), words=True)]
    tables = [Table(name, columns, rows, traces=keyed([one.date for one in found.points], f"series:{found.series}@{{}}"))]
    if goals:
        columns = [Column(say("day")), Column(say("target")), Column(say("made"))]
        traces = keyed([one.date for one in found.ahead], f"series:{found.goals}@{{}}")
        tables.append(Table(f"{name}: {say('targets')}", columns, goals, traces=traces))
    return tables


def _sources(found: Reported) -> list[str]:
    return [point.source for point in (*found.points, *found.ahead)]


def _trace(found: Reported) -> list[str]:
    points = [f"series:{found.series}@{point.date}" for point in found.points]
    goals = [f"series:{found.goals}@{point.date}" for point in found.ahead]
    changed = [f"apart:{points[-2]}~{points[-1]}"] if len(points) > 1 else []
    return [*points, *goals, *changed]


def _figure(name: str) -> Figure[Reported]:
    said = (words.indicator_finding, words.indicator_sentence)
    return Figure(f"monitor-{name}", "monitor.chart.alt", _spec, _frames, *said, _table, _sources, _trace)


INDICATORS: Final = {name: _figure(name) for name in SERIES}
"""The chart of each, by the indicator's id."""
