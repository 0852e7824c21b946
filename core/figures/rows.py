"""What charts with a row per name share: the name above its bar, and an axis that lies under them."""

from __future__ import annotations

from typing import Any, Final

import altair as alt

from core.figures.canvas import rimmed
from core.figures.theme import Palette
from core.text.catalog import Language, translate

ROW: Final = 40
"""Height of a row: a line of text and a bar [px]."""
NAMES: Final = alt.Y("name:N", sort=None, axis=None)
"""The rows in the order of their dataset; their names stand above their bars, so that a phone has room."""


def written_rows(rows: alt.Chart, colours: Palette) -> alt.Chart:
    """The `label` of each row above its bar, on a rim of background where a line crosses it."""
    return rimmed(rows.encode(y=NAMES, x=alt.value(0), text="label:N"), colours, colours.text, align="left", dy=-9)


def lying_axis(language: Language, key: str, number: str = ",.0f", **more: Any) -> alt.Axis:
    """A value axis that lies down, its variable and unit at the right end: on a phone there is room left of the rows too."""
    said = translate(language, key)
    fixed: dict[str, Any] = {
        "titleAnchor": "end",
        "titleAlign": "right",
        "tickCount": 5,
        "format": number,
        "domain": False,
        "ticks": False,
        "labelOverlap": "greedy",
        "labelSeparation": 6,
    }
    return alt.Axis(title=said, **(fixed | more))


def named_rows(field: str) -> alt.Y:
    """Rows in the order of their dataset with their names left of them."""
    axis = alt.Axis(title=None, ticks=False, domain=False, labelLimit=240, labelPadding=10)
    return alt.Y(f"{field}:N", sort=None, axis=axis)
