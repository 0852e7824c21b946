"""The lines of scenarios that stand pinned: in the chart of a comparison, and thin beside the scenario that is shown."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.figures.canvas import LINE, Canvas
from core.figures.ends import AWAY, spread
from core.figures.figure import Frames
from core.figures.lines import month_ends
from core.figures.theme import EXTENT, Palette
from core.model.parameters import Floats
from core.model.projection import Projection

Dash = tuple[int, ...]
PINNED: Final[dict[str, tuple[str, Dash]]] = {
    "A": ("warning", ()), "B": ("fifth", ()), "C": ("history", (2, 2)), "D": ("warning", (6, 3)), "E": ("fifth", (6, 3)),
}  # fmt: skip
"""Role of colour and dashes of each pinned line; blue dashes are the basispad's."""
GHOSTS: Final = ("A", "B", "C")
"""Letters that stand in the chart of the first page too."""
COLUMN: Final = 14
"""Width of the column of their letters [px]."""
_PINS: Final = pa.schema([("x", pa.float64()), ("value", pa.float64()), ("letter", pa.string()), ("last", pa.bool_())])


def colours_of(colours: Palette) -> dict[str, str]:
    """The colour of each pinned line, by its letter."""
    return {letter: getattr(colours, role) for letter, (role, _) in PINNED.items()}


def pinned_lines(pins: alt.Chart, x: alt.X, y: Any, colours: Palette, width: float) -> list[alt.Chart]:
    """A line for each letter; takes a dataset of `pinned_table`."""
    return [
        pins.transform_filter(f"datum.letter === '{letter}'")
        .mark_line(color=colour, strokeWidth=width, strokeDash=list(PINNED[letter][1]), clip=True, aria=False)
        .encode(x=x, y=y)
        for letter, colour in colours_of(colours).items()
    ]


def pinned_letters(pins: alt.Chart, on: Canvas) -> alt.Chart:
    """The letter of each line, in a column of its own between the lines and what stands at their ends."""
    colour = alt.ExprRef(f"({colours_of(on.colours)})[datum.letter]")
    ends = pins.transform_filter("datum.last").transform_calculate(size=str(LINE), order="datum.letter")
    letters = spread(ends, on).mark_text(align="left", baseline="top", dx=AWAY, fontWeight=600, color=colour, aria=False)
    layer: alt.Chart = letters.encode(text="letter:N")
    return layer


def beside_letters() -> alt.ExprRef:
    """How far from the lines their labels stand: on the other side of the letters, where there are any [px]."""
    return alt.ExprRef(f"{AWAY} + (length(data('pins')) ? {COLUMN} : 0)")


def no_pins() -> pa.Table:
    """The dataset while nothing stands pinned."""
    return _PINS.empty_table()


def pinned_table(pinned: Mapping[str, Projection], end: float = math.inf) -> pa.Table:
    """The caseload by month end of each pinned scenario, by its letter; `last` is where it leaves a chart that ends at `end`."""
    parts = [
        pa.table(
            {
                "x": month_ends(run.months),
                "value": run.caseload.stock[:, 0],
                "letter": [letter] * len(run.months),
                "last": _last(month_ends(run.months), end),
            },
            _PINS,
        )
        for letter, run in pinned.items()
    ]
    return pa.concat_tables([no_pins(), *parts])


def _last(ends: Floats, end: float) -> list[bool]:
    """Which month is the last that the chart shows."""
    shown = np.flatnonzero(ends <= end + 1e-6)
    return [bool(len(shown)) and at == shown[-1] for at in range(len(ends))]


def with_ghosts(frames: Frames, pinned: Mapping[str, Projection], step: float) -> Frames:
    """The datasets of a chart of the caseload with pinned lines in it; its domain holds them, in whole steps [benefits]."""
    shown = {letter: run for letter, run in pinned.items() if letter in GHOSTS}
    if not shown:
        return frames
    (ends,) = frames[EXTENT].to_pylist()
    low = step * math.floor(min(float(run.caseload.stock.min()) for run in shown.values()) / step)
    high = step * math.ceil(max(float(run.caseload.stock.max()) for run in shown.values()) / step)
    wider = {"y_low": min(ends["y_low"], low), "y_high": max(ends["y_high"], high)}
    return {**frames, "pins": pinned_table(shown, ends["x_high"]), EXTENT: pa.Table.from_pylist([ends | wider])}
