"""Published counts beside what the city had said they would be."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.analysis.promises import promises_of
from core.analysis.simulate import ByIdentity
from core.baseline import Baseline
from core.cache import remembered
from core.figures.lines import counted, history_table, published
from core.figures.specs import built_once
from core.figures.theme import EXTENT, domain, extent_layer, finish, palette, value_axis, year_axis
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 250
STEP: Final = 2000.0
ROOM: Final = (0.1, 1.2)
"""Room before the first point and, for its number, behind the last one [years]."""


@built_once
def promises_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `promises_frames`."""
    colours = palette(dark)
    x = alt.X("x:Q", scale=domain("x"), axis=year_axis(language))

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=domain("y"), axis=value_axis(language, "chart.caseload.axis"))

    history, said = alt.Chart(alt.NamedData("history")), alt.Chart(alt.NamedData("promises"))
    chart = alt.layer(
        extent_layer(),
        said.mark_rule(color=colours.warning, strokeWidth=1.5, strokeDash=[3, 2], aria=False).encode(
            x=x, y=y("value"), y2="became:Q"
        ),
        *published(history, x, y("value"), colours, language, "chart.caseload.axis"),
        said.mark_point(
            shape="diamond", size=90, color=colours.target, fill=colours.background, strokeWidth=2, opacity=1, aria=False
        ).encode(
            x=x,
            y=y("value"),
            tooltip=[
                alt.Tooltip("day:N", title=translate(language, "volume.promises.day")),
                alt.Tooltip("value:Q", title=translate(language, "volume.promises.promised"), format=",.0f"),
                alt.Tooltip("outcome:N", title=translate(language, "volume.promises.became")),
            ],
        ),
        *(
            said.mark_text(align="left", dx=9, aria=False, **style).encode(x=x, y=y("value"), text="text:N")
            for style in ({"stroke": colours.background, "strokeWidth": 4}, {"color": colours.target})
        ),
    )
    return finish(chart, language, colours, HEIGHT)


def promises_frames(baseline: Baseline, language: Language) -> dict[str, pa.Table]:
    """Datasets of the chart of promises."""
    return _promises_frames(ByIdentity(baseline), language)


@remembered(32)
def _promises_frames(key: ByIdentity, language: Language) -> dict[str, pa.Table]:
    baseline = key.baseline
    points, found = baseline.history.volume, promises_of(baseline)
    values = [point.value for point in points] + [entry.point.value for entry in found]
    history = counted(points, language)
    ahead = [entry.point.date.year + entry.point.date.month / 12 for entry in found]
    unknown = translate(language, "volume.promises.unknown")

    def became(value: float | None) -> str:
        return unknown if value is None else house.number(value, language)

    return {
        EXTENT: pa.table(
            {
                "x_low": [min(history["x"] + ahead) - ROOM[0]],
                "x_high": [max(history["x"] + ahead) + ROOM[1]],
                "y_low": [STEP * ((min(values) - 500) // STEP)],
                "y_high": [STEP * -(-(max(values) + 500) // STEP)],
            }
        ),
        "history": history_table(history),
        "promises": pa.table(
            {
                "x": ahead,
                "value": [entry.point.value for entry in found],
                "became": [entry.point.value if entry.became is None else entry.became for entry in found],
                "day": [house.date(entry.point.date, language) for entry in found],
                "outcome": [became(entry.became) for entry in found],
                "text": [house.number(entry.point.value, language) for entry in found],
            }
        ),
    }
