"""Who pays a year's deficit: the reserve, the safety net of two years before, or the general funds."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.outlook import Outlook
from core.analysis.payers import paid_by
from core.figures.canvas import canvas, data, extent, named_colours, over_years, squares, whole_years
from core.figures.figure import Figure
from core.figures.specs import built_once
from core.figures.table import Column, Table, keyed
from core.figures.theme import EXTENT, value_axis
from core.model.parameters import Floats
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 260
STEP: Final = 20.0
ROOM: Final = 12.0
"""Above the highest bar, for the deficit that stands on it [EUR million]."""
NOTHING: Final = 1e-9
"""A part under this is rounding and draws no bar [EUR million]."""
WHO: Final = ("reserve", "vangnet", "funds")


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    on = canvas(language, dark, y=value_axis(language, "buig.payers.axis"))
    names = [on.say(f"buig.payers.{name}") for name in WHO]
    colour = named_colours(
        "payer",
        names,
        [on.colours.base, on.colours.target, on.colours.warning],
        squares(on, columns=alt.ExprRef("width < 300 ? 1 : 3")),
    ).sort(names)
    years, parts, totals = whole_years(), data("parts"), data("totals")
    tooltip = [
        on.tip("year:O", "chart.axis.year"), on.tip("payer:N", None), on.tip("value:Q", "buig.payers.axis", ",.1f")
    ]  # fmt: skip
    return on.finish(
        HEIGHT,
        parts.mark_bar(stroke=on.colours.background, strokeWidth=1, aria=False).encode(
            x=years, y=on.y("low").stack(None), y2="high:Q", color=colour, tooltip=tooltip
        ),
        totals.mark_text(dy=-8, fontWeight=600, fontSize=over_years("totals"), aria=False).encode(
            x=years, y=on.y("top").stack(None), text="text:N"
        ),
    )


def _stacked(parts: dict[str, Floats], years: list[str], language: Language) -> tuple[list[dict[str, Any]], Floats, Floats]:
    """Positive parts on each other, parts that go into the reserve hanging below; and where both stacks end."""
    up, down = np.zeros(len(years)), np.zeros(len(years))
    rows = []
    for name, values in parts.items():
        for i, year in enumerate(years):
            value = float(values[i])
            if abs(value) < NOTHING:
                continue
            side = up if value > 0.0 else down
            low = float(side[i])
            payer = translate(language, f"buig.payers.{name}")
            rows.append({"year": year, "payer": payer, "value": value, "low": low, "high": low + value})
            side[i] += value
    return rows, up, down


_ROWS: Final = pa.schema(
    [("year", pa.string()), ("payer", pa.string()), ("value", pa.float64()), ("low", pa.float64()), ("high", pa.float64())]
)


def _parts(outlook: Outlook) -> dict[str, Floats]:
    paid = paid_by(outlook.paths.run)
    return {"reserve": paid.reserve, "vangnet": paid.vangnet, "funds": paid.funds}


def _frames(outlook: Outlook, language: Language) -> dict[str, pa.Table]:
    """Datasets of the payers chart; none without a whole year."""
    run = outlook.paths.run
    if not run.years:
        return {}
    years = [str(year) for year in run.years]
    rows, up, down = _stacked(_parts(outlook), years, language)
    low = STEP * np.floor(min(float(down.min(initial=0.0)), 0.0) / STEP)
    high = STEP * np.ceil((float(up.max(initial=0.0)) + ROOM) / STEP)
    return {
        EXTENT: extent(y=(low, high)),
        "parts": pa.Table.from_pylist(rows, schema=_ROWS),
        "totals": pa.table({"year": years, "top": up, "text": [house.number(value, language, 1) for value in -run.result[:, 0]]}),
    }


def _finding(outlook: Outlook, language: Language) -> str:
    """Whether the general funds pay, and how much."""
    outcome = outlook.paths.outcome
    if not outlook.paths.run.years:
        return translate(language, "verkenner.budget.title_none")
    some = "funds" if outlook.baseline.find("reserve") is not None else "open"
    side = house.side_of_million(outcome.general_funds, some, "reserve", "reserve")
    amount, until = house.million(outcome.general_funds, language), outcome.general_funds_until
    return translate(language, f"buig.payers.title_{side}", amount=amount, until=until)


def _sentence(outlook: Outlook, language: Language) -> str:
    """The three parts of the year that the page is about."""
    year = outlook.paths.outcome.result_year
    if not outlook.paths.run.years:
        return translate(language, "verkenner.budget.sentence_none")
    row = year - outlook.paths.run.years.start
    part = {name: house.million(float(values[row]), language) for name, values in _parts(outlook).items()}
    known = outlook.baseline.find("reserve") is not None
    return translate(language, f"buig.payers.{'sentence' if known else 'sentence_open'}", year=year, **part)


def _table(outlook: Outlook, language: Language) -> list[Table]:
    """The three parts by year."""
    parts = _parts(outlook)
    heads = [translate(language, f"buig.payers.{name}") for name in parts]
    return [
        Table(
            translate(language, "buig.payers.caption"),
            [Column(translate(language, "verkenner.table.year")), *(Column(head, 1) for head in heads)],
            [
                [str(year), *(float(values[i]) for values in parts.values())]
                for i, year in enumerate(outlook.paths.run.years)
            ],
            traces=keyed(outlook.paths.run.years, "reserve_used@{}", "vangnet_received@{}", "general_funds@{}"),
        )
    ]  # fmt: skip


def _sources(outlook: Outlook) -> list[str]:
    return outlook.sources("reserve", "vangnet_own_risk")


def _trace(outlook: Outlook) -> list[str]:
    """What the chart splits, and what two of the three payers put in; the reserve pays the rest."""
    years = outlook.paths.run.years
    return [f"{name}@{year}" for year in years for name in ("result", "vangnet_received", "general_funds", "reserve")]


PAYERS: Final = Figure("payers", "buig.payers.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace)
