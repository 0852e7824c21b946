"""When the caseload is first at or under its target: a bar per quarter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.chances import Chances, Quarter
from core.figures.canvas import LINE, STRIP, canvas, data, over
from core.figures.figure import Figure
from core.figures.lines import month_ends
from core.figures.moving import Moving
from core.figures.specs import built_once
from core.figures.table import Cell, Column, Table
from core.figures.theme import EXTENT, value_axis, year_axis
from core.model.calendar import month_label, month_of_year, year_of
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 240
GAP: Final = 0.03
"""Room at either side of a bar [years]."""
LEAST: Final = 0.02
"""Chance that the axis reaches at least."""
DECIMALS: Final = 3
"""A chance to a tenth of a percent."""


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    axis = value_axis(language, "onzekerheid.reached.axis", number=".0%")
    on = canvas(language, dark, x=year_axis(), y=axis, top=STRIP)
    bars, marks = map(data, ("bars", "marks"))
    tooltip = [
        on.tip("name:N", "onzekerheid.reached.quarter_name"), on.tip("chance:Q", "onzekerheid.reached.axis", ".1%")
    ]  # fmt: skip
    return on.finish(
        HEIGHT,
        bars.mark_bar(color=on.colours.scenario, opacity=0.8, clip=True, aria=False).encode(
            x=on.x(), x2="end:Q", y=on.y("chance"), y2="zero:Q", tooltip=tooltip
        ),
        marks.mark_rule(color=on.colours.target, strokeWidth=1.5, aria=False).encode(
            x=on.x(), y=alt.value(LINE), y2=alt.value("height")
        ),
        over(on, marks, on.colours.target),
    )


def _name(quarter: Quarter, language: Language) -> str:
    year, number = year_of(quarter.first), month_of_year(quarter.first) // 3 + 1
    return translate(language, "onzekerheid.reached.name", n=number, year=year)


def _along(each: Sequence[Chances], language: Language) -> Moving:
    """What moves of the chart."""
    x, heights = month_ends(each[0].months), np.array([[quarter.chance for quarter in one.quarters] for one in each]).T
    tops = np.ceil(np.maximum(LEAST, heights.max(axis=0)) * 21) / 20
    across = {"x_low": float(x[0]), "x_high": float(x[-1]) + 0.05, "y_low": 0.0}
    return Moving([across | {"y_high": float(top)} for top in tops], {"bars": {"chance": heights}}, {}, DECIMALS)


def _frames(chances: Chances, language: Language) -> dict[str, pa.Table]:
    """Datasets of when the target is first reached; none without a target."""
    if chances.due is None:
        return {}
    quarters, moving = chances.quarters, _along([chances], language)
    due = [chances.due] if chances.due <= chances.months[-1] else []
    said = [translate(language, "onzekerheid.reached.mark", when=house.period_end(month, language)) for month in due]
    return {
        EXTENT: moving.domains(),
        "bars": pa.table(
            {
                "x": [quarter.first / 12.0 + GAP for quarter in quarters],
                "end": [(quarter.last + 1) / 12.0 - GAP for quarter in quarters],
                **moving.first("bars"),
                "zero": [0.0] * len(quarters),
                "name": [_name(quarter, language) for quarter in quarters],
            }
        ),
        "marks": pa.table(
            {"x": pa.array([(month + 1) / 12.0 for month in due], pa.float64()), "text": pa.array(said, pa.string())}
        ),
    }


def _finding(chances: Chances, language: Language) -> str:
    """Whether and when the target is likely to be reached for the first time."""
    if chances.never is None:
        return translate(language, "onzekerheid.reached.title_open")
    if chances.half is not None:
        month = house.capital(house.month(chances.half, language))
        return translate(language, "onzekerheid.reached.title_half", month=month)
    until, chance = house.period_end(chances.months[-1], language), house.chance(chances.never, language)
    return house.capital(translate(language, "onzekerheid.reached.title_never", until=until, chance=chance))


def _sentence(chances: Chances, language: Language) -> str:
    """What the bars add up to, and by when it is reached with three chances."""
    if chances.caseload is None or chances.never is None:
        return translate(language, "onzekerheid.reached.sentence_open")
    said = [
        translate(
            language, "onzekerheid.reached.sentence", target=house.number(chances.caseload, language),
            until=house.period_end(chances.months[-1], language), never=house.chance(chances.never, language),
        )
    ]  # fmt: skip
    for key, month in _by(chances).items():
        said.append(translate(language, f"onzekerheid.reached.{key}", month=house.month(month, language)))
    return " ".join(said)


def _by(chances: Chances) -> dict[str, int]:
    """By when it is reached with each chance that it gets to within the horizon."""
    found = {"quarter": chances.quarter, "half": chances.half, "three_quarters": chances.three_quarters}
    return {key: month for key, month in found.items() if month is not None}


def _table(chances: Chances, language: Language) -> list[Table]:
    """The chance of each quarter, and of none of them."""
    if chances.never is None:
        return []
    heads = [translate(language, f"onzekerheid.reached.{name}") for name in ("quarter_name", "axis")]
    rows: list[list[Cell]] = [[_name(quarter, language), house.odds(quarter.chance, language)] for quarter in chances.quarters]
    rows.append([translate(language, "onzekerheid.reached.not"), house.odds(chances.never, language)])
    columns = [Column(head) for head in heads]
    traces = [*(("", f"reached_in@{month_label(quarter.last)}") for quarter in chances.quarters), ("", "never_reached")]
    return [Table(translate(language, "onzekerheid.reached.caption"), columns, rows, traces=traces)]


def _sources(chances: Chances) -> list[str]:
    return []


def _trace(chances: Chances) -> list[str]:
    return [] if chances.never is None else ["never_reached", *(f"reached_by:{key}" for key in _by(chances))]


REACHED: Final = Figure(
    "reached", "onzekerheid.reached.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace, along=_along
)
