"""Chances by month: the caseload at its target, LKS jobs at theirs, and a reserve that has been empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.chances import Chances
from core.figures.canvas import canvas, data, named_colours
from core.figures.ends import ENDS, WIDE, end_labels, ends_rows, named_end
from core.figures.figure import Figure
from core.figures.lines import hover, month_ends, month_names
from core.figures.moving import Moving
from core.figures.specs import built_once
from core.figures.table import Cell, Column, Table, keyed
from core.figures.theme import EXTENT, value_axis, year_axis
from core.model.calendar import month_label
from core.model.parameters import Floats
from core.text import format as house
from core.text.catalog import Language, translate

TRACED: Final = {"volume": "chance_volume", "lks": "chance_lks", "reserve": "chance_gone"}
"""What the traces call each line."""
HEIGHT: Final = 240
WHAT: Final = ("volume", "lks", "reserve")
DECIMALS: Final = 3
"""A chance to a tenth of a percent."""


def _lines(chances: Chances) -> dict[str, Floats]:
    """Each chance by month `(months,)`; only of targets that somebody set, and of a reserve that is known."""
    found = {"volume": chances.volume, "lks": chances.lks, "reserve": chances.reserve_gone}
    return {what: values for what, values in found.items() if values is not None}


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    axis = value_axis(language, "onzekerheid.chance.axis", number=".0%")
    on = canvas(language, dark, x=year_axis(), y=axis, right=WIDE)
    lines = data("lines")
    roles = dict(zip(WHAT, [on.colours.scenario, on.colours.base, on.colours.warning], strict=True))
    colour = named_colours("what", [*roles], [*roles.values()])
    dash = alt.StrokeDash("what:N", scale=alt.Scale(domain=list(WHAT), range=[[1, 0], [6, 4], [2, 2]]), legend=None)
    return on.finish(
        HEIGHT,
        lines.mark_line(strokeWidth=2.5, clip=True, aria=False).encode(
            x=on.x(), y=on.y("chance"), color=colour, strokeDash=dash, detail="what:N"
        ),
        *end_labels(on, roles),
        hover(
            lines,
            on.x(),
            [
                on.tip("month:N", "chart.hover.month"),
                on.tip("name:N", "onzekerheid.chance.what"),
                on.tip("odds:N", "onzekerheid.chance.axis"),
            ],
        ),
    )


def _along(each: Sequence[Chances], language: Language) -> Moving:
    """What moves of the chart; what a pointer says waits for the answer."""
    months, found = each[0].months, [_lines(chances) for chances in each]
    x, words = month_ends(months), {what: translate(language, f"onzekerheid.chance.{what}") for what in found[0]}
    day = house.short_end(months[-1], language)
    ends = [
        [
            named_end(what, float(values[-1]), f"{words[what]} {house.odds(float(values[-1]), language)}")
            for what, values in lines.items()
        ]
        for lines in found
    ]
    return Moving(
        extent=[{"x_low": float(x[0]), "x_high": float(x[-1]) + 0.05, "y_low": 0.0, "y_high": 1.0}] * len(each),
        columns={"lines": {"chance": np.stack([np.concatenate(list(lines.values())) for lines in found], axis=1)}},
        rows={"ends": [ends_rows(labels, day) for labels in ends]},
        decimals=DECIMALS,
    )


def _frames(chances: Chances, language: Language) -> dict[str, pa.Table]:
    """Datasets of the chances by month."""
    x, lines = month_ends(chances.months), _lines(chances)
    if not lines:
        return {}
    moving = _along([chances], language)
    words = [translate(language, f"onzekerheid.chance.{what}") for what in lines]
    return {
        EXTENT: moving.domains(),
        "lines": pa.table(
            {
                "x": np.tile(x, len(lines)),
                "month": month_names(chances.months, language) * len(lines),
                "what": np.repeat(list(lines), len(x)),
                "name": np.repeat(words, len(x)),
                **moving.first("lines"),
                "odds": [house.odds(float(chance), language) for values in lines.values() for chance in values],
            }
        ),
        "ends": moving.table("ends", ENDS),
    }


def _finding(chances: Chances, language: Language) -> str:
    """How likely the reserve runs out within the horizon."""
    if chances.reserve_gone is None:
        return translate(language, f"onzekerheid.chance.{'title_targets' if _lines(chances) else 'title_open'}")
    until = house.period_end(chances.months[-1], language)
    gone = house.chance(float(chances.reserve_gone[-1]), language)
    return translate(language, "onzekerheid.chance.title", chance=gone, until=until)


def _sentence(chances: Chances, language: Language) -> str:
    """The chances in the last month."""
    last = {what: house.chance(float(values[-1]), language) for what, values in _lines(chances).items()}
    if set(last) != set(WHAT):
        until = house.capital(house.period_end(chances.months[-1], language))
        parts = [f"{translate(language, f'onzekerheid.chance.{what}').lower()}: {chance}" for what, chance in last.items()]
        return translate(language, "onzekerheid.chance.some", until=until, parts="; ".join(parts)) if parts else ""
    until = house.capital(house.period_end(chances.months[-1], language))
    return translate(language, "onzekerheid.chance.sentence", until=until, **last)


def _table(chances: Chances, language: Language) -> list[Table]:
    """The chances by month."""
    lines = _lines(chances)
    if not lines:
        return []
    heads = ["verkenner.table.month", *(f"onzekerheid.chance.{what}" for what in lines)]
    rows: list[list[Cell]] = [
        [name, *(house.odds(float(values[t]), language) for values in lines.values())]
        for t, name in enumerate(month_names(chances.months, language))
    ]
    columns = [Column(translate(language, head)) for head in heads]
    traces = keyed(map(month_label, chances.months), *(f"{TRACED[what]}@{{}}" for what in lines))
    return [Table(translate(language, "onzekerheid.chance.caption"), columns, rows, traces=traces)]


def _sources(chances: Chances) -> list[str]:
    return []


def _trace(chances: Chances) -> list[str]:
    month = month_label(chances.months[-1])
    return [f"{TRACED[what]}@{month}" for what in _lines(chances)]


CHANCE: Final = Figure(
    "chance", "onzekerheid.chance.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace, along=_along
)
