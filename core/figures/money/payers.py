"""Who pays a year's deficit: the reserve, the safety net of two years before, or the general funds."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.figures.specs import built_once
from core.figures.theme import EXTENT, domain, extent_layer, finish, palette, value_axis
from core.model.parameters import Floats
from core.model.projection import Projection
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 260
STEP: Final = 20.0
PAYERS: Final = ("reserve", "vangnet", "funds")


def paid_by(run: Projection) -> dict[str, Floats]:
    """What each payer puts in per whole year `(years,)` [EUR million]; the three add up to the deficit.

    A reserve that grows pays a negative amount. What it held at the start of the first year follows from that year.
    """
    account, deficit = run.account, -run.result[:, 0]
    received, funds = account.vangnet_received[:, 0], account.general_funds[:, 0]
    return {"reserve": deficit - received - funds, "vangnet": received, "funds": funds}


@built_once
def payers_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `payers_frames`."""
    colours = palette(dark)
    years = alt.X(
        "year:O",
        axis=alt.Axis(title=None, labelAngle=0, ticks=False, description=translate(language, "chart.axis.year")),
    )

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=domain("y"), axis=value_axis(language, "buig.payers.axis"), stack=None)

    names = [translate(language, f"buig.payers.{name}") for name in PAYERS]
    colour = alt.Color(
        "payer:N",
        sort=names,
        scale=alt.Scale(domain=names, range=[colours.base, colours.target, colours.warning]),
        legend=alt.Legend(title=None, orient="bottom", symbolType="square", offset=4, labelFontSize=13, labelColor=colours.text),
    )
    parts = alt.Chart(alt.NamedData("parts"))
    totals = alt.Chart(alt.NamedData("totals"))
    chart = alt.layer(
        extent_layer(),
        parts.mark_bar(stroke=colours.background, strokeWidth=1, aria=False).encode(
            x=years,
            y=y("low"),
            y2="high:Q",
            color=colour,
            tooltip=[
                alt.Tooltip("year:O", title=translate(language, "chart.axis.year")),
                alt.Tooltip("payer:N", title=" "),
                alt.Tooltip("value:Q", title=translate(language, "buig.payers.axis"), format=",.1f"),
            ],
        ),
        totals.mark_text(dy=-8, fontWeight=600, aria=False).encode(x=years, y=y("top"), text="text:N"),
    )
    return finish(chart, language, colours, HEIGHT)


def payers_frames(run: Projection, language: Language) -> dict[str, pa.Table]:
    """Datasets of the payers chart: positive parts stand on each other, a part that goes in the reserve hangs below."""
    years = [str(year) for year in run.years]
    parts = paid_by(run)
    up, down = np.zeros(len(years)), np.zeros(len(years))
    rows: dict[str, list[Any]] = {name: [] for name in ("year", "payer", "value", "low", "high")}
    for name in PAYERS:
        for i, year in enumerate(years):
            value = float(parts[name][i])
            if abs(value) < 1e-9:
                continue
            side = up if value > 0.0 else down
            for key, entry in zip(
                rows,
                (year, translate(language, f"buig.payers.{name}"), value, float(side[i]), float(side[i]) + value),
                strict=True,
            ):
                rows[key].append(entry)
            side[i] += value
    deficit = -run.result[:, 0]
    return {
        EXTENT: pa.table(
            {
                "y_low": [STEP * np.floor(min(float(down.min(initial=0.0)), 0.0) / STEP)],
                "y_high": [STEP * np.ceil((float(up.max(initial=0.0)) + 12.0) / STEP)],
            }
        ),
        "parts": pa.table(rows, schema=_ROWS),
        "totals": pa.table({"year": years, "top": up, "text": [house.number(value, language, 1) for value in deficit]}),
    }


_ROWS: Final = pa.schema(
    [("year", pa.string()), ("payer", pa.string()), ("value", pa.float64()), ("low", pa.float64()), ("high", pa.float64())]
)
