"""Scenarios side by side: the caseload of the one that is shown and of those that stand pinned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa

from core.analysis.compare import SHOWN, Comparison
from core.analysis.outlook import Outlook
from core.figures.canvas import LINE, canvas, data
from core.figures.ends import ENDS, MARGIN, End, aim_end, end_labels, ends_rows
from core.figures.figure import Figure
from core.figures.lines import counted_table, hover, month_ends, published, target_rule
from core.figures.moving import Moving, Rows
from core.figures.people.caseload import domains, published_counts, targets_table
from core.figures.people.compared_table import by_month
from core.figures.pinned import colours_of, pinned_lines, pinned_table
from core.figures.specs import axes_once, built_once
from core.figures.table import Table
from core.figures.theme import EXTENT, value_axis, year_axis
from core.model.calendar import month_label, month_of
from core.model.parameters import Floats
from core.text import format as house
from core.text import sentences_compare as words
from core.text.catalog import Language

HEIGHT: Final = 340
TOP: Final = LINE


@built_once
@axes_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    on = canvas(language, dark, x=year_axis(), y=value_axis(language, "chart.caseload.axis"), top=TOP, right=MARGIN)
    colours, x, y = on.colours, on.x(), on.y
    paths, pins, history, targets = map(data, ("paths", "pins", "history", "targets"))
    roles = {"shown": colours.scenario, "target": colours.target, **colours_of(colours)}
    return on.finish(
        HEIGHT,
        target_rule(targets, y("value"), colours),
        *published(history, x, y("value"), colours, language, "chart.caseload.axis"),
        *pinned_lines(pins, x, y("value"), colours, 2),
        paths.mark_line(color=colours.scenario, strokeWidth=2.5, clip=True, aria=False).encode(x=x, y=y("shown")),
        *end_labels(on, roles),
        hover(paths, x, [on.tip("month:N", "chart.hover.month"), on.tip("said:N", None)]),
    )


def _stocks(comparison: Comparison) -> list[Floats]:
    """The caseload of each side by month."""
    return [side.outlook.paths.run.caseload.stock[:, 0] for side in comparison.sides]


def _months(comparison: Comparison) -> range:
    """Of the side that goes on longest."""
    return max((side.outlook.paths.run.months for side in comparison.sides), key=lambda run: run[-1])


def _along(each: Sequence[Comparison], language: Language) -> Moving:
    """What moves of the chart; what a pointer says waits for the answer."""
    baseline, months = each[0].shown.outlook.baseline, _months(each[0])
    target = baseline.find("target_volume")
    wanted = [] if target is None else [target.value]
    stocks = [_stocks(one) for one in each]
    shown = np.stack([first for first, *_ in stocks], axis=1)
    columns = {"paths": {"shown": shown}}
    if len(stocks[0]) > 1:
        columns["pins"] = {"value": np.stack([np.concatenate(rest) for _, *rest in stocks], axis=1)}
    ends = [(min(float(one.min()) for one in some), max(float(one.max()) for one in some)) for some in stocks]
    return Moving(
        extent=[domains(baseline, months, min([low, *wanted]), high) for low, high in ends],
        columns=columns,
        rows={"ends": [_ends(one, months[-1], language) for one in each]},
    )


def _frames(comparison: Comparison, language: Language) -> dict[str, pa.Table]:
    """Datasets of the chart."""
    first, moving = comparison.shown.outlook, _along([comparison], language)
    outlooks = {side.letter: side.outlook for side in comparison.sides}
    target, own = first.baseline.find("target_volume"), first.paths.run.months
    pinned = {letter: found for letter, found in outlooks.items() if letter != SHOWN}
    start, end = (float(edge) for edge in month_ends(_months(comparison))[[0, -1]])
    return {
        EXTENT: moving.domains(),
        "paths": pa.table(
            {
                "x": month_ends(own), **moving.first("paths"), "month": [house.month(t, language) for t in own],
                "said": _said(outlooks, language),
            }
        ),
        "pins": pinned_table({letter: found.paths.run for letter, found in pinned.items()}),
        "history": published_counts(first.baseline, language),
        "targets": targets_table(start, end, target, None),
        "ends": moving.table("ends", ENDS),
    }  # fmt: skip


def _said(outlooks: dict[str, Outlook], language: Language) -> list[str]:
    """What a pointer brings up in each month of the scenario that is shown."""
    runs = {letter: found.paths.run for letter, found in outlooks.items()}
    return [
        " · ".join(
            f"{words.name(letter, language)} {house.number(run.caseload.stock[t - run.months[0], 0], language)}"
            for letter, run in runs.items()
            if t in run.months
        )
        for t in runs[SHOWN].months
    ]


def _ends(comparison: Comparison, last: int, language: Language) -> Rows:
    """Where each line ends, with its own day where that is not the margin's."""
    found = []
    for side in comparison.sides:
        run = side.outlook.paths.run
        value = float(run.caseload.stock[-1, 0])
        when = "" if run.months[-1] == last else f"\n{house.short_end(run.months[-1], language)}"
        role = side.letter or "shown"
        found.append(End(role, value, words.name(side.letter, language), house.number(value, language) + when))
    target = comparison.shown.outlook.baseline.find("target_volume")
    aims = [] if target is None else [aim_end(target.value, month_of(target.date), last, language)]
    return ends_rows([*found, *aims], house.short_end(last, language))


def _table(comparison: Comparison, language: Language) -> list[Table]:
    return [by_month(comparison, language), *counted_table(comparison.shown.outlook.baseline, language)]


def _sources(comparison: Comparison) -> list[str]:
    first = comparison.shown.outlook
    counts = [point.source for point in first.baseline.history.volume if point.source is not None]
    return [*counts, *first.sources("volume", "target_volume", "inflow", "outflow_rate")]


def _trace(comparison: Comparison) -> list[str]:
    return [f"volume@{month_label(comparison.shown.outlook.paths.outcome.month)}"]


COMPARED: Final = Figure(
    "compared",
    "chart.compared.alt",
    _spec,
    _frames,
    words.finding,
    words.sentence,
    _table,
    _sources,
    _trace,
    along=_along,
)
