"""What most specifications begin with: the colours of the theme, an axis each way, datasets by name, text that can be read.

A chart is `on = canvas(language, dark, x=…, y=…)`, layers that encode `on.x()` and `on.y("scenario")`, and
`on.finish(HEIGHT, *layers)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.figures.theme import EXTENT, Palette, domain, extent_layer, finish, finish_rows, palette
from core.text.catalog import Language, translate

RIM: Final = 4
"""Width of the rim of background around text [px]: half of it is seen."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """The colours and axes of one chart, in one language and theme; the domains come from the extent dataset.

    Attributes
    ----------
    x_axis, y_axis : alt.Axis | None
        None draws no axis.
    """

    language: Language
    colours: Palette
    x_axis: alt.Axis | None
    y_axis: alt.Axis | None

    def x(self, field: str = "x") -> alt.X:
        """Across, on the domain of the extent."""
        return alt.X(f"{field}:Q", scale=domain("x"), axis=self.x_axis)

    def y(self, field: str = "y") -> alt.Y:
        """Up, on the domain of the extent."""
        return alt.Y(f"{field}:Q", scale=domain("y"), axis=self.y_axis)

    def say(self, key: str) -> str:
        """A message in the chart's language."""
        return translate(self.language, key)

    def tip(self, field: str, key: str | None, number: str | None = None) -> alt.Tooltip:
        """A line that a pointer brings up: message `key` before a value; None for a value that names itself."""
        title = " " if key is None else self.say(key)
        return alt.Tooltip(field, title=title) if number is None else alt.Tooltip(field, title=title, format=number)

    def finish(self, height: int, *layers: alt.Chart) -> dict[str, Any]:
        """The layers, later ones over earlier ones, as a specification in the house grammar."""
        return finish(alt.layer(extent_layer(), *layers), self.language, self.colours, height)

    def finish_rows(self, row: int, *layers: alt.Chart) -> dict[str, Any]:
        """The same for a chart of named rows, each `row` pixels high."""
        return finish_rows(alt.layer(extent_layer(), *layers), self.language, self.colours, row)


def canvas(language: Language, dark: bool, *, x: alt.Axis | None = None, y: alt.Axis | None = None) -> Canvas:
    """A canvas in the colours of the light or the dark theme."""
    return Canvas(language, palette(dark), x, y)


def data(name: str) -> alt.Chart:
    """The dataset of a name, to draw marks from; several at once with `map(data, ("paths", "ends"))`."""
    return alt.Chart(alt.NamedData(name))


def rimmed(text: alt.Chart, colours: Palette, colour: str | alt.Color, /, *, rim: int = RIM, **style: Any) -> list[alt.Chart]:
    """Text on a rim of background, so that it can be read across a line.

    Parameters
    ----------
    text : alt.Chart
        With its `x`, `y` and `text` encoded.
    colour : str | alt.Color
        One colour, or one that follows from the data.
    style : Any
        What else `mark_text` takes.
    """
    under = text.mark_text(aria=False, stroke=colours.background, strokeWidth=rim, color=colours.background, **style)
    if isinstance(colour, str):
        return [under, text.mark_text(aria=False, color=colour, **style)]
    return [under, text.mark_text(aria=False, **style).encode(color=colour)]


def zero_line(on: Canvas) -> alt.Chart:
    """A line at zero; takes `zero` from the extent."""
    line: alt.Chart = data(EXTENT).mark_rule(color=on.colours.text, strokeWidth=1, aria=False).encode(y=on.y("zero"))
    return line


def whole_years(language: Language) -> alt.X:
    """Calendar years across, a place for each; takes `year` as text."""
    described = translate(language, "chart.axis.year")
    return alt.X("year:O", axis=alt.Axis(title=None, labelAngle=0, ticks=False, description=described))


def named_colours(
    field: str, names: Sequence[str], colours: Sequence[str], legend: alt.Legend | None = None, **more: Any
) -> alt.Color:
    """A colour per name; no legend where the marks carry their names themselves."""
    return alt.Color(f"{field}:N", scale=alt.Scale(domain=list(names), range=list(colours)), legend=legend, **more)


def squares(on: Canvas, **more: Any) -> alt.Legend:
    """A legend of squares under the chart."""
    fixed: dict[str, Any] = {"orient": "bottom", "symbolType": "square", "offset": 4, "labelFontSize": 13}
    return alt.Legend(title=None, labelColor=on.colours.text, **(fixed | more))


def extent(*, x: tuple[float, float] | None = None, y: tuple[float, float] | None = None, **more: float) -> pa.Table:
    """The extent dataset: the ends of both axes, and what else is one number for the whole chart."""
    ends = {
        f"{axis}_{end}": float(value)
        for axis, pair in (("x", x), ("y", y))
        if pair
        for end, value in zip(("low", "high"), pair, strict=True)
    }
    return pa.table({name: [value] for name, value in (ends | more).items()})
