"""Seasonality: how far each month lies above or below a mean month, in and out."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.analysis.outlook import Outlook
from core.analysis.simulate import parameters_of
from core.cache import remembered
from core.facts import series
from core.figures.canvas import canvas, data, extent, named_colours, squares, zero_line
from core.figures.figure import Figure
from core.figures.specs import built_once
from core.figures.table import Column, Table, keyed
from core.figures.theme import EXTENT, value_axis
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 250
SIDES: Final = ("inflow", "outflow")


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    axis = value_axis(language, "volume.season.axis")
    axis.labelExpr = "datum.value == 0 ? '0' : format(datum.value, '+d')"
    on = canvas(language, dark, y=axis)
    kinds = [on.say(f"volume.flows.group.{name}") for name in SIDES]
    months = alt.X(
        "month:O",
        sort=list(house.calendar_months(language, short=True)),
        axis=alt.Axis(
            title=None, labelAngle=0, ticks=False, domain=False, labelOverlap=True, orient="bottom",
        ),
    )  # fmt: skip
    bars = data("season").mark_bar(aria=False)
    return on.finish(
        HEIGHT,
        bars.encode(
            x=months,
            xOffset=alt.XOffset("kind:N", sort=kinds),
            y=on.y("percent"),
            color=named_colours("kind", kinds, [on.colours.base, on.colours.history], squares(on)),
            tooltip=[
                on.tip("month:O", "volume.season.month"),
                on.tip("kind:N", None),
                on.tip("percent:Q", "volume.season.axis", "+.1f"),
            ],
        ),
        zero_line(on),
    )


def _frames(outlook: Outlook, language: Language) -> dict[str, pa.Table]:
    found = parameters_of(outlook.baseline)
    return _drawn(found.season_inflow, found.season_outflow, language)


@remembered(16)
def _drawn(inflow: tuple[float, ...], outflow: tuple[float, ...], language: Language) -> dict[str, pa.Table]:
    """The datasets of twelve factors each."""
    percents = [100.0 * (factor - 1.0) for factor in (*inflow, *outflow)]
    return {
        EXTENT: extent(y=(10.0 * (min(percents) // 10), 10.0 * -(-max(percents) // 10)), zero=0.0),
        "season": pa.table(
            {
                "month": list(house.calendar_months(language, short=True)) * 2,
                "kind": [translate(language, f"volume.flows.group.{name}") for name in SIDES for _ in range(12)],
                "factor": [*inflow, *outflow],
                "percent": percents,
            }
        ),
    }


def _finding(outlook: Outlook, language: Language) -> str:
    """The months in which most people leave."""
    outflow = parameters_of(outlook.baseline).season_outflow
    highest = max(outflow)
    names = zip(house.calendar_months(language), outflow, strict=True)
    top = house.joined([name for name, factor in names if factor > highest - 1e-9], language)
    more = house.percent(highest - 1.0, language, 0)
    return translate(language, "volume.season.title", months=house.capital(top), more=more)


def _sentence(outlook: Outlook, language: Language) -> str:
    """Where the rhythm comes from."""
    return translate(language, "own_data.page.season_note" if outlook.baseline.history.own else "volume.season.sentence")


def _table(outlook: Outlook, language: Language) -> list[Table]:
    """The factors, and the quarterly figures behind them."""
    found = parameters_of(outlook.baseline)
    inflow, outflow = (series(f"cbs_national_{side}").observations for side in SIDES)
    out_by_day = {point.date: point.value for point in outflow}

    def columns(first: str, decimals: int) -> list[Column]:
        return [Column(translate(language, f"volume.season.{name}"), decimals) for name in (first, *SIDES)]

    return [
        Table(
            translate(language, "volume.season.caption"),
            columns("month", 2),
            list(zip(house.calendar_months(language), found.season_inflow, found.season_outflow, strict=True)),
            traces=keyed(range(1, 13), *(f"season_{side}:{{}}" for side in SIDES)),
        ),
        Table(
            translate(language, "volume.season.caption_source"),
            columns("quarter", 0),
            [(point.date, point.value, out_by_day.get(point.date)) for point in inflow],
            traces=keyed([point.date for point in inflow], *(f"series:cbs_national_{side}@{{}}" for side in SIDES)),
        ),
    ]


def _sources(_outlook: Outlook) -> list[str]:
    return ["cbs-82662ned"]


def _trace(_outlook: Outlook) -> list[str]:
    return [f"season_{side}:{month}" for side in SIDES for month in range(1, 13)]


SEASON: Final = Figure("season", "volume.season.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace)
