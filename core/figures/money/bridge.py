"""How a bridge of money is drawn: steps from nothing to the whole change, each standing where the one before it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa

from core.figures.canvas import canvas, data, extent, named_colours
from core.figures.rows import NAMES, lying_axis, written_rows
from core.figures.specs import built_once
from core.figures.table import Cell, Change, Column, Table
from core.figures.theme import EXTENT
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 240
STEP: Final = 10.0
SHOWN: Final = 0.05
"""Below this a step would read as 0,0 [EUR million]."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """A bridge in the reader's language: from `start` to `end` by named steps that add up [EUR million]."""

    start: float
    steps: Sequence[tuple[str, float]]
    end: float


@built_once
def bridge_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `bridge_frames`."""
    on = canvas(language, dark, x=lying_axis(language, "buig.bridge.axis"))
    steps = data("steps")
    colours = [on.colours.base, on.colours.warning, on.colours.history]
    bars = steps.mark_bar(size=14, yOffset=9, aria=False).encode(
        y=NAMES, x=on.x("low"), x2="high:Q", color=named_colours("kind", ["up", "down", "total"], colours),
        tooltip=[on.tip("name:N", None), on.tip("value:Q", "buig.bridge.axis", "+,.1f")],
    )  # fmt: skip
    # Beside the bars only: names that stand between them cross nothing.
    zero = steps.mark_tick(size=20, yOffset=9, thickness=1, color=on.colours.muted, aria=False).encode(y=NAMES, x=on.x("zero"))
    return on.finish(HEIGHT, zero, bars, written_rows(steps, on.colours))


def bridge_frames(bridge: Bridge, language: Language) -> dict[str, pa.Table]:
    """Datasets of a bridge, its whole change as the last row."""
    values = [value for _, value in bridge.steps]
    total = bridge.end - bridge.start
    ends = np.cumsum([0.0, *values])
    named = [*bridge.steps, (translate(language, "buig.bridge.total"), total)]
    low, high = [*ends[:-1], 0.0], [*ends[1:], total]
    reach = [0.0, *low, *high]
    return {
        EXTENT: extent(x=(STEP * np.floor(min(reach) / STEP), STEP * np.ceil(max(*reach, 0.1) / STEP))),
        "steps": pa.table(
            {
                "name": [name for name, _ in named],
                "value": [value for _, value in named],
                "zero": [0.0] * len(named),
                "low": low,
                "high": high,
                "kind": [*("up" if value >= 0.0 else "down" for value in values), "total"],
                "label": [f"{name}: {house.signed(value, language, 1)}" for name, value in named],
            }
        ),
    }


def bridge_table(bridge: Bridge, caption: str, language: Language, traces: Sequence[str]) -> Table:
    """The steps between where the bridge begins and where it ends."""
    rows: list[list[Cell]] = [[name, Change(value)] for name, value in bridge.steps]
    columns = [Column(translate(language, "buig.bridge.step")), Column(translate(language, "buig.bridge.axis"), 1)]
    start, end = (translate(language, f"buig.bridge.{name}") for name in ("start", "end"))
    every: list[list[Cell]] = [[start, bridge.start], *rows, [end, bridge.end]]
    return Table(translate(language, caption), columns, every, traces=[["", key] for key in traces])
