"""The promise on the main chart: the target's month, where the scenario stands in it, and what the package does of that."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.analysis.outcome import Outcome
from core.facts import Quantity
from core.figures.canvas import LINE, STRIP, Canvas, data, over
from core.figures.moving import Rows
from core.model.calendar import month_of
from core.model.reached import BENEFITS, stands
from core.text import format as house
from core.text.catalog import Language, translate

CAP: Final = 12
"""Width of the bracket's end at the target [px]."""
DOT: Final = 90
"""Of the dot in the target's month [square px]."""
PROMISES: Final = pa.schema(
    [
        *((name, pa.float64()) for name in ("x", "value", "goal", "without")),
        *((name, pa.string()) for name in ("gap", "package")),
    ]
)
"""Dataset of `promise_layers`."""


def promise_layers(on: Canvas) -> list[alt.Chart]:
    """The target's month: a line down to the scenario, a bracket from there to the target, and above it how far that is.

    With a package on, a second bracket goes from the scenario to where it stands without the package.
    """
    colours, x, promise = on.colours, on.x(), data("promise")
    lines: dict[str, Any] = {"clip": True, "aria": False}
    return [
        promise.mark_rule(color=colours.muted, strokeWidth=1, aria=False).encode(
            x=x, y=on.y("value"), y2=alt.value(STRIP + LINE)
        ),
        promise.mark_rule(color=colours.fifth, strokeWidth=3.5, **lines).encode(x=x, y=on.y("value"), y2="without:Q"),
        promise.mark_tick(color=colours.fifth, thickness=2, size=CAP, **lines).encode(x=x, y=on.y("without")),
        promise.mark_rule(color=colours.text, strokeWidth=1.5, **lines).encode(x=x, y=on.y("goal"), y2="value:Q"),
        promise.mark_tick(color=colours.text, thickness=1.5, size=CAP, **lines).encode(x=x, y=on.y("goal")),
        promise.mark_point(color=colours.scenario, stroke=colours.background, filled=True, size=DOT, opacity=1, **lines).encode(
            x=x, y=on.y("value")
        ),
        over(on, promise, colours.text, "gap"),
        over(on, promise, colours.fifth, "package", row=1),
    ]


def promise_rows(now: Outcome, target: Quantity | None, without: float | None, language: Language) -> Rows:
    """Where the scenario stands in the target's month, how far that is from the target, and what the package does of it.

    Nothing without a target, or where its month is not on the chart.
    """
    month, volume = now.month, now.volume
    if target is None or month_of(target.date) != month:
        return []
    gap = house.number(abs(round(volume) - round(target.value)), language)
    said = translate(language, f"verkenner.slim.{stands(volume, target.value, BENEFITS)}", gap=gap)
    return [
        {
            "x": (month + 1) / 12, "value": volume, "goal": target.value,
            "without": float(volume if without is None else without),
            "gap": f"{house.short_end(month, language)}: {said}", "package": _won(volume, without, language),
        }
    ]  # fmt: skip


def _won(volume: float, without: float | None, language: Language) -> str:
    """What the package does, in words; nothing where it does nothing or none is on."""
    won = 0 if without is None else round(without) - round(volume)
    if won == 0:
        return ""
    side = "fewer" if won > 0 else "more"
    return translate(language, f"chart.caseload.package_{side}", n=house.number(abs(won), language))
