"""Two bars per calendar year with a number over them: what the charts of starts and of money are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.figures.canvas import canvas, data, extent, named_colours, over_years, squares, whole_years
from core.figures.theme import EXTENT, value_axis
from core.text.catalog import Language, translate

HEIGHT: Final = 250


def bars_spec(language: Language, dark: bool, kinds: tuple[str, str], axis: str, number: str) -> dict[str, Any]:
    """Specification of two kinds side by side; takes the datasets of `bars_frames`."""
    on = canvas(language, dark, y=value_axis(language, axis))
    names = [on.say(f"lks.years.{kind}") for kind in kinds]
    colour = named_colours(
        "kind", names, [on.colours.base, on.colours.history], squares(on, labelLimit=300, columns=1), sort=names
    )
    bars, over, years = data("bars").mark_bar(aria=False), data("over"), whole_years()
    return on.finish(
        HEIGHT,
        bars.encode(
            x=years,
            xOffset=alt.XOffset("kind:N", sort=names),
            y=on.y("value"),
            color=colour,
            tooltip=[on.tip("year:O", "chart.axis.year"), on.tip("kind:N", None), on.tip("value:Q", axis, number)],
        ),
        over.mark_text(dy=-9, fontWeight=600, fontSize=over_years("over"), color=on.colours.scenario, aria=False).encode(
            x=years, y=on.y("top"), text="text:N"
        ),
    )


def bars_frames(
    years: Sequence[int],
    pairs: Sequence[tuple[float, float]],
    over: Sequence[str],
    kinds: tuple[str, str],
    step: float,
    language: Language,
) -> dict[str, pa.Table]:
    """The pair of each year and what stands over it; the axis ends at a whole `step`."""
    tops, named = [max(pair) for pair in pairs], [str(year) for year in years]
    room = 1.12 * max([step, *tops])
    return {
        EXTENT: extent(y=(0.0, step * -(-room // step))),
        "bars": pa.table(
            {
                "year": [year for _ in kinds for year in named],
                "kind": [translate(language, f"lks.years.{kind}") for kind in kinds for _ in named],
                "value": pa.array([pair[side] for side in range(len(kinds)) for pair in pairs], pa.float64()),
            }
        ),
        "over": pa.table(
            {"year": pa.array(named, pa.string()), "top": pa.array(tops, pa.float64()), "text": pa.array(over, pa.string())}
        ),
    }
