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

from core.figures.theme import EDGE, EXTENT, Palette, domain, extent_layer, finish, finish_rows, palette
from core.text.catalog import Language, translate

RIM: Final = 4
"""Width of the rim of background around text [px]: half of it is seen."""
LINE: Final = 17
"""Height of a line of text: more than its font is high, so that two lines do not touch [px]."""
STRIP: Final = LINE + 8
"""Height of a strip with one line of text, clear of the numbers at the axis [px]."""
HALF: Final = 3.8
"""Half of what a letter of such a line takes on average [px]."""
NARROW_YEAR: Final = 50
"""Width that a number over the bars of a year takes [px]."""
AXIS: Final = 40
"""Width of the numbers at the axis: in the strip above them there is room too [px]."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """The colours and axes of one chart, in one language and theme; the domains come from the extent dataset.

    Attributes
    ----------
    x_axis, y_axis : alt.Axis | None
        None draws no axis.
    top, bottom : int
        Strips above and under the domain that no line comes into [px].
    right : int
        Room beside the chart [px].
    """

    language: Language
    colours: Palette
    x_axis: alt.Axis | None
    y_axis: alt.Axis | None
    top: int = 0
    bottom: int = 0
    right: int = EDGE

    def x(self, field: str = "x") -> alt.X:
        """Across, on the domain of the extent."""
        return alt.X(f"{field}:Q", scale=domain("x"), axis=self.x_axis)

    def y(self, field: str = "y") -> alt.Y:
        """Up, on the domain of the extent."""
        return alt.Y(f"{field}:Q", scale=domain("y", top=self.top, bottom=self.bottom), axis=self.y_axis)

    def say(self, key: str) -> str:
        """A message in the chart's language."""
        return translate(self.language, key)

    def tip(self, field: str, key: str | None, number: str | None = None) -> alt.Tooltip:
        """A line that a pointer brings up: message `key` before a value; None for a value that names itself."""
        title = " " if key is None else self.say(key)
        return alt.Tooltip(field, title=title) if number is None else alt.Tooltip(field, title=title, format=number)

    def finish(self, height: int, *layers: alt.Chart) -> dict[str, Any]:
        """The layers, later ones over earlier ones, as a specification in the house grammar."""
        return finish(alt.layer(extent_layer(self.right), *layers), self.language, self.colours, height)

    def finish_rows(self, row: int, rows: str, *layers: alt.Chart) -> dict[str, Any]:
        """The same for a chart of named rows, one for each in dataset `rows` and `row` pixels high."""
        return finish_rows(alt.layer(extent_layer(), *layers), self.language, self.colours, row, rows)


def canvas(language: Language, dark: bool, *, x: alt.Axis | None = None, y: alt.Axis | None = None, **room: int) -> Canvas:
    """A canvas in the colours of the light or the dark theme; `room` is what a Canvas keeps free."""
    return Canvas(language, palette(dark), x, y, **room)


def data(name: str) -> alt.Chart:
    """The dataset of a name, to draw marks from; several at once with `map(data, ("paths", "ends"))`."""
    return alt.Chart(alt.NamedData(name))


def rimmed(text: alt.Chart, colours: Palette, colour: Any, /, *, rim: int = RIM, **style: Any) -> alt.Chart:
    """Text on a rim of background, so that it can be read across a line; the style sheet draws the rim under its letters.

    Parameters
    ----------
    text : alt.Chart
        With its `x`, `y` and `text` encoded.
    colour : str | alt.Color | dict
        One colour, or one that follows from the data.
    style : Any
        What else `mark_text` takes.
    """
    around: dict[str, Any] = {"stroke": colours.background, "strokeWidth": rim, "strokeJoin": "round", "aria": False}
    if isinstance(colour, str):
        layer: alt.Chart = text.mark_text(**around, color=colour, **style)
    else:
        layer = text.mark_text(**around, **style).encode(color=colour)
    return layer


def over(on: Canvas, of: alt.Chart, colour: str, text: str = "text", *, field: str = "x", row: int = 0) -> alt.Chart:
    """A line of text in the strip above the chart, over its place on the axis; at the edges it is moved in.

    The first row may reach over the margin beside the chart; one that is longer than its chart begins at the left edge.

    Parameters
    ----------
    text, field : str
        Columns with what it says, and of which place.
    row : int
        Of the lines in the strip, from above.
    """
    low, high = (f"data('{EXTENT}')[0].x_{end}" for end in ("low", "high"))
    half = f"{HALF} * length(datum.{text})"
    end = f"width + {on.right if row == 0 else 0}"
    at = f"max({half} - {AXIS}, min((datum.{field} - {low}) / ({high} - {low}) * width, {end} - {half}))"
    mark = of.transform_calculate(at=at).mark_text(baseline="top", fontWeight=600, color=colour, dy=row * LINE, aria=False)
    layer: alt.Chart = mark.encode(x=alt.X("at:Q", scale=None), y=alt.value(0), text=f"{text}:N")
    return layer


def zero_line(on: Canvas) -> alt.Chart:
    """A line at zero; takes `zero` from the extent."""
    line: alt.Chart = data(EXTENT).mark_rule(color=on.colours.text, strokeWidth=1, aria=False).encode(y=on.y("zero"))
    return line


def whole_years() -> alt.X:
    """Calendar years across, a place for each; takes `year` as text."""
    return alt.X("year:O", axis=alt.Axis(title=None, labelAngle=0, ticks=False, labelOverlap=True))


def over_years(dataset: str) -> alt.ExprRef:
    """Size of the text over the bars of a year: where the years stand close, every second has it, from the last one back."""
    rows = f"data('{dataset}')"
    back = f"toNumber({rows}[length({rows}) - 1].year) - toNumber(datum.year)"
    return alt.ExprRef(f"width / length({rows}) < {NARROW_YEAR} && ({back}) % 2 ? 0 : 13")


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
