"""BUIG against lasten per calendar year. Bars, so the axis begins at zero."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.family import Family, family_of_one
from core.analysis.outlook import Outlook
from core.figures.canvas import over_years, whole_years
from core.figures.figure import Figure
from core.figures.moving import Moving
from core.figures.specs import built_once
from core.figures.table import Column, Table, keyed
from core.figures.theme import EXTENT, domain, extent_layer, finish, palette, value_axis
from core.model.reached import MONEY, at_least
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 220
TRACED: Final = {"vangnet": "vangnet_received", "funds": "general_funds"}
"""What the traces call columns of the table that have another name there."""
PLACED: Final = 2
"""Decimals of where a label stands [EUR million]."""
STEP: Final = 50.0


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    colours = palette(dark)
    years = whole_years()

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=domain("y"), axis=value_axis(language, "chart.budget.axis"))

    names = [translate(language, "chart.budget.buig"), translate(language, "chart.budget.lasten")]
    bars = alt.Chart(alt.NamedData("bars"))
    side = alt.XOffset("kind:N", sort=names, scale=alt.Scale(paddingInner=0.08))
    tooltip = [
        alt.Tooltip("year:O", title=translate(language, "chart.axis.year")),
        alt.Tooltip("kind:N", title=" "),
        alt.Tooltip("value:Q", title=translate(language, "chart.budget.axis"), format=",.1f"),
        alt.Tooltip("difference:Q", title=translate(language, "chart.hover.difference"), format="+,.1f"),
    ]
    chart = alt.layer(
        extent_layer(),
        bars.mark_bar(aria=False).encode(
            x=years,
            xOffset=side,
            y=y("value"),
            color=alt.Color(
                "kind:N",
                sort=names,
                scale=alt.Scale(domain=names, range=[colours.base, colours.scenario]),
                legend=alt.Legend(
                    title=None,
                    orient="bottom",
                    symbolType="square",
                    offset=4,
                    labelFontSize=13,
                    labelColor=colours.text,
                ),
            ),
            tooltip=tooltip,
        ),
        bars.mark_tick(color=colours.text, thickness=2, aria=False).encode(x=years, xOffset=side, y=y("base"), tooltip=tooltip),
        *(
            alt.Chart(alt.NamedData("gaps"))
            .mark_text(dy=-8, fontWeight=600, fontSize=over_years("gaps"), color=colour, aria=False)
            .encode(x=years, y=y("top"), text=f"{side_of}:N")
            for side_of, colour in (("deficit", colours.warning), ("surplus", colours.target))
        ),
    )
    return finish(chart, language, colours, HEIGHT)


def _moving(family: Family, language: Language) -> Moving:
    """What moves of the budget chart with a lever."""
    years = [str(year) for year in family.run.years]
    buig, lasten, base_buig, base_lasten = np.broadcast_arrays(
        family.run.budget.total, family.run.lasten, family.base.budget.total, family.base.lasten
    )
    tops = np.maximum.reduce([buig, lasten, base_buig, base_lasten])
    gaps = buig - lasten
    return Moving(
        extent=[{"y_low": 0.0, "y_high": float(STEP * np.ceil((high + 40) / STEP))} for high in tops.max(axis=0, initial=1.0)],
        columns={
            "bars": {
                "value": np.concatenate([buig, lasten]),
                "base": np.concatenate([base_buig, base_lasten]),
                "difference": np.concatenate([buig - base_buig, lasten - base_lasten]),
            }
        },
        rows={
            "gaps": [
                [
                    {"year": year, "top": round(float(top), PLACED), **_gap(float(gap), language)}
                    for year, top, gap in zip(years, tops[:, step], gaps[:, step], strict=True)
                ]
                for step in range(gaps.shape[1])
            ]
        },
        decimals=1,
    )


_GAPS: Final = pa.schema([("year", pa.string()), ("top", pa.float64()), ("deficit", pa.string()), ("surplus", pa.string())])


def _frames(outlook: Outlook, language: Language) -> dict[str, pa.Table]:
    """Datasets of the budget chart."""
    years = [str(year) for year in outlook.paths.run.years]
    moving = _moving(family_of_one(outlook), language)
    kinds = [translate(language, f"chart.budget.{name}") for name in ("buig", "lasten") for _ in years]
    return {
        EXTENT: moving.domains(),
        "bars": pa.table({"year": years * 2, "kind": kinds, **moving.first("bars")}),
        "gaps": moving.table("gaps", _GAPS),
    }


def _gap(gap: float, language: Language) -> dict[str, str]:
    """What is written over the bars: a shortfall with a minus in the colour of a warning, a surplus with a plus."""
    said, short = house.signed(gap, language, 1), not at_least(gap, 0.0, MONEY)
    return {"deficit": said if short else "", "surplus": "" if short else said}


def _finding(outlook: Outlook, language: Language) -> str:
    """What the budget chart finds."""
    paths = outlook.paths
    if not paths.run.years:
        return translate(language, "verkenner.budget.title_none")
    result = paths.outcome.result
    return translate(
        language,
        f"verkenner.budget.title_{'surplus' if at_least(result, 0.0, MONEY) else 'deficit'}",
        amount=house.million(abs(result), language),
        year=paths.outcome.result_year,
    )


def _sentence(outlook: Outlook, language: Language) -> str:
    """The budget chart in words."""
    paths = outlook.paths
    if not paths.run.years:
        return translate(language, "verkenner.budget.sentence_none")
    row = paths.outcome.result_year - paths.run.years.start
    return translate(
        language,
        "verkenner.budget.sentence",
        year=paths.outcome.result_year,
        buig=house.million(float(paths.run.budget.total[row, 0]), language),
        lasten=house.million(float(paths.run.lasten[row, 0]), language),
    )


def _table(outlook: Outlook, language: Language) -> list[Table]:
    """BUIG, lasten and the account by year."""
    run = outlook.paths.run
    columns = {
        "buig": run.budget.total, "lasten": run.lasten, "result": run.result, "vangnet": run.account.vangnet_received,
        "reserve": run.account.reserve, "funds": run.account.general_funds,
    }  # fmt: skip
    return [
        Table(
            translate(language, "verkenner.table.caption_budget"),
            [Column(translate(language, f"verkenner.table.{name}"), 1) for name in ("year", *columns)],
            [[str(year), *(float(values[i, 0]) for values in columns.values())] for i, year in enumerate(run.years)],
            traces=keyed(run.years, *(f"{TRACED.get(name, name)}@{{}}" for name in columns)),
        )
    ]


def _sources(outlook: Outlook) -> list[str]:
    return outlook.sources("buig_share", "buig_total", "macro_budget", "macro_lks", "expected_lasten", "vangnet_own_risk")


def _trace(outlook: Outlook) -> list[str]:
    year = outlook.paths.outcome.result_year
    return [f"{name}@{year}" for name in ("buig", "lasten", "result")] if outlook.paths.run.years else []


BUDGET: Final = Figure("budget", "chart.budget.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace, _moving)
