"""LKS jobs per year: what starts and what ends, and what they cost against what comes back a year later."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.analysis.lks import JobYear
from core.figures.specs import built_once
from core.figures.theme import EXTENT, Palette, domain, extent_layer, finish, palette, value_axis
from core.text import format as house
from core.text.catalog import Language, translate
from core.text.sentences_volume import signed

HEIGHT: Final = 250
STEP_JOBS: Final = 200.0
STEP_MONEY: Final = 10.0
JOBS: Final = ("starts", "ends")
MONEY: Final = ("cost", "back")


def _bars(language: Language, colours: Palette, kinds: tuple[str, ...], axis: str, number: str) -> dict[str, Any]:
    """Two bars per year side by side, with a number over them."""
    names = [translate(language, f"lks.years.{kind}") for kind in kinds]
    years = alt.X(
        "year:O", axis=alt.Axis(title=None, labelAngle=0, ticks=False, description=translate(language, "chart.axis.year"))
    )

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=domain("y"), axis=value_axis(language, axis))

    chart = alt.layer(
        extent_layer(),
        alt.Chart(alt.NamedData("bars"))
        .mark_bar(aria=False)
        .encode(
            x=years,
            xOffset=alt.XOffset("kind:N", sort=names),
            y=y("value"),
            color=alt.Color(
                "kind:N",
                sort=names,
                scale=alt.Scale(domain=names, range=[colours.base, colours.history]),
                legend=alt.Legend(
                    title=None, orient="bottom", symbolType="square", offset=4, labelFontSize=13, labelColor=colours.text,
                    labelLimit=300, columns=1,
                ),
            ),
            tooltip=[
                alt.Tooltip("year:O", title=translate(language, "chart.axis.year")),
                alt.Tooltip("kind:N", title=" "),
                alt.Tooltip("value:Q", title=translate(language, axis), format=number),
            ],
        ),
        alt.Chart(alt.NamedData("over"))
        .mark_text(dy=-9, fontWeight=600, color=colours.scenario, aria=False)
        .encode(x=years, y=y("top"), text="text:N"),
    )  # fmt: skip
    return finish(chart, language, colours, HEIGHT)


@built_once
def jobs_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification of starts and ends; takes the datasets of `jobs_frames`."""
    return _bars(language, palette(dark), JOBS, "lks.years.axis", ",.0f")


@built_once
def money_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification of cost and reimbursement; takes the datasets of `money_frames`."""
    return _bars(language, palette(dark), MONEY, "lks.years.money_axis", ",.1f")


def ends_of(year: JobYear) -> float:
    """Jobs that ended in a year [jobs]."""
    return year.first_year_exits + year.later_exits


def jobs_frames(years: tuple[JobYear, ...], language: Language) -> dict[str, pa.Table]:
    """Datasets of starts and ends per year, with the net number over them."""
    pairs = [(year.starts, ends_of(year)) for year in years]
    return _frames(
        [str(year.year) for year in years], pairs, [signed(year.net, language) for year in years], JOBS, STEP_JOBS, language
    )


def money_frames(years: tuple[JobYear, ...], language: Language) -> dict[str, pa.Table]:
    """Datasets of cost and what of it comes back a year later [EUR million], with the difference over them."""
    known = [(year, year.cost, year.reimbursed_next_year) for year in years if year.cost is not None]
    pairs = [(cost, 0.0 if back is None else back) for _, cost, back in known]
    over = [translate(language, "lks.years.unknown") if back is None else house.number(back - cost, language, 1)
            for _, cost, back in known]  # fmt: skip
    return _frames([str(year.year) for year, _, _ in known], pairs, over, MONEY, STEP_MONEY, language)


def _frames(
    years: list[str],
    pairs: list[tuple[float, float]],
    over: list[str],
    kinds: tuple[str, ...],
    step: float,
    language: Language,
) -> dict[str, pa.Table]:
    tops = [max(pair) for pair in pairs]
    room = 1.12 * max([step, *tops])
    return {
        EXTENT: pa.table({"y_low": [0.0], "y_high": [step * -(-room // step)]}),
        "bars": pa.table(
            {
                "year": [year for _ in kinds for year in years],
                "kind": [translate(language, f"lks.years.{kind}") for kind in kinds for _ in years],
                "value": pa.array([pair[side] for side in range(len(kinds)) for pair in pairs], pa.float64()),
            }
        ),
        "over": pa.table(
            {"year": pa.array(years, pa.string()), "top": pa.array(tops, pa.float64()), "text": pa.array(over, pa.string())}
        ),
    }
