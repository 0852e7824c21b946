"""Names and values at the ends of lines, in a margin of their own: each at the height of its line, none over another.

They are spread where the chart is drawn, in its own pixels: that holds at every height, and under a slider that is held.
"""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.figures.canvas import LINE, Canvas, data
from core.figures.moving import Rows
from core.figures.theme import EXTENT
from core.text import format as house
from core.text.catalog import Language, translate

MARGIN: Final = 70
"""Width of the margin [px]."""
LETTERS: Final = 12
"""Of a name that fits in a wide margin."""
WIDE: Final = 86
"""Width of a margin for names of several words [px]."""
AWAY: Final = 6
"""From the end of the lines to the labels [px]."""


@dataclass(frozen=True, slots=True)
class End:
    """What stands at the end of a line.

    Attributes
    ----------
    role : str
        Whose colour it has.
    value : float
        Where the line ends.
    name : str
        Of the line.
    text : str
        Under its name: the value, and its day where that is another than the margin's own; lines apart by a line break.
    """

    role: str
    value: float
    name: str
    text: str


def named_end(role: str, value: float, label: str) -> End:
    """A label of several words, broken where the margin ends."""
    return End(role, value, *_broken(label))


@functools.lru_cache(maxsize=4000)
def _broken(label: str) -> tuple[str, str]:
    """The first line of a label, and the others; a family asks for the same ones at step after step."""
    first, *rest = textwrap.wrap(label, LETTERS)
    return first, "\n".join(rest)


def path_ends(scenario: float, base: float, language: Language) -> list[End]:
    """The ends of a scenario and its basispad."""
    values = {"scenario": float(scenario), "base": float(base)}
    return [
        End(role, value, translate(language, f"chart.{role}"), house.number(value, language)) for role, value in values.items()
    ]


def ends_rows(ends: Sequence[End], day: str) -> Rows:
    """Rows of `ENDS`, in the order that lines of one height have from above; `day` is what the margin is about."""
    return [
        {
            "role": end.role, "name": end.name, "text": end.text, "day": day, "value": end.value,
            "size": float(LINE * (2 + end.text.count("\n")) + 2), "order": float(place),
        }
        for place, end in enumerate(ends)
    ]  # fmt: skip


ENDS: Final = pa.schema(
    [
        *((name, pa.string()) for name in ("role", "name", "text", "day")),
        *((name, pa.float64()) for name in ("value", "size", "order")),
    ]
)
"""Dataset of `end_labels`."""


def ends_table(ends: Sequence[End], day: str = "") -> pa.Table:
    """The dataset of labels that do not move."""
    return pa.Table.from_pylist(ends_rows(ends, day), schema=ENDS)


def aim_end(value: float, month: int, last: int, language: Language) -> End:
    """The end of a target's line, with its own day where that is not the margin's."""
    when = [] if month == last else [house.short_end(month, language)]
    name = translate(language, "chart.aim")
    return End("target", value, name, "\n".join([house.number(value, language), *when]))


def spread(of: alt.Chart, on: Canvas) -> alt.Chart:
    """Marks at the height of their `value`, none over another; takes `size` [px] and, of those of one height, `order` from above.

    Pushing each down from those above it and pushing each up from those below it both leave room for all; half way between the
    two each lies nearest to its line, and they keep the room.
    """
    down: list[Any] = [alt.SortField("value", order="descending"), alt.SortField("order", order="ascending")]
    high, low = (f"data('{EXTENT}')[0].y_{end}" for end in ("high", "low"))
    room = f"(height - {on.top + on.bottom})"
    at = f"{on.top} + ({high} - clamp(datum.value, {low}, {high})) / ({high} - {low}) * {room}"
    placed: alt.Chart = (
        of.transform_window(sort=down, frame=[None, 0], under="sum(size)")
        .transform_joinaggregate(all="sum(size)")
        .transform_calculate(free=f"{at} - datum.size / 2 - (datum.under - datum.size)")
        .transform_window(sort=down, frame=[None, 0], pushed="max(free)")
        .transform_window(sort=down, frame=[0, None], lifted="min(free)")
        .transform_calculate(
            least=f"max({_first(on)}, min((datum.pushed + datum.lifted) / 2, height + {LINE} - datum.all))",
            from_top="datum.least + datum.under - datum.size",
        )
        .encode(x=alt.value("width"), y=alt.Y("from_top:Q", scale=None))
    )
    return placed


def _first(on: Canvas) -> int:
    """Where the first label may begin: under the day of the margin [px]."""
    return max(on.top, LINE) + 1


def end_labels(on: Canvas, roles: dict[str, str], away: int | alt.ExprRef = AWAY) -> list[alt.Chart]:
    """The labels, in the colour of their role, `away` from the lines [px]; takes the dataset `ends`."""
    # Not a scale, which would stand in the legend that a chart has of its other colours.
    colour = alt.ExprRef(f"({roles})[datum.role]")
    placed = spread(data("ends"), on)
    style: dict[str, Any] = {"align": "left", "baseline": "top", "dx": away, "aria": False}
    above = data("ends").transform_filter("datum.order === 0")
    day = above.mark_text(color=on.colours.muted, dy=_first(on) - 1 - LINE, **style)
    return [
        placed.mark_text(fontWeight=600, color=colour, **style).encode(text="name:N"),
        placed.mark_text(dy=LINE, lineBreak="\n", lineHeight=LINE, color=colour, **style).encode(text="text:N"),
        day.encode(x=alt.value("width"), y=alt.value(0), text="day:N"),
    ]
