"""Scenarios side by side: the caseload of the one that is shown and of those that stand pinned."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyarrow as pa

from core.analysis.compare import SHOWN, Comparison
from core.analysis.outlook import Outlook
from core.figures.canvas import LINE, canvas, data
from core.figures.ends import ENDS, MARGIN, End, aim_end, end_labels, ends_rows
from core.figures.figure import Figure
from core.figures.lines import counted_table, hover, month_ends, published, target_rule
from core.figures.people.caseload import domains, published_counts, targets_table
from core.figures.people.compared_table import by_month
from core.figures.pinned import colours_of, pinned_lines, pinned_table
from core.figures.specs import built_once
from core.figures.table import Table
from core.figures.theme import EXTENT, value_axis, year_axis
from core.model.calendar import month_label, month_of
from core.text import format as house
from core.text import sentences_compare as words
from core.text.catalog import Language

HEIGHT: Final = 340
TOP: Final = LINE


@built_once
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


def _frames(comparison: Comparison, language: Language) -> dict[str, pa.Table]:
    """Datasets of the chart."""
    first = comparison.shown.outlook
    outlooks = {side.letter: side.outlook for side in comparison.sides}
    stocks = [found.paths.run.caseload.stock[:, 0] for found in outlooks.values()]
    months = max((found.paths.run.months for found in outlooks.values()), key=lambda run: run[-1])
    target = first.baseline.find("target_volume")
    wanted = [] if target is None else [target.value]
    low, high = (float(end([end(values) for values in stocks])) for end in (np.min, np.max))
    pinned = {letter: found for letter, found in outlooks.items() if letter != SHOWN}
    own = first.paths.run.months
    start, end = (float(edge) for edge in month_ends(months)[[0, -1]])
    return {
        EXTENT: pa.Table.from_pylist([domains(first.baseline, months, min([low, *wanted]), high)]),
        "paths": pa.table(
            {
                "x": month_ends(own), "shown": stocks[0], "month": [house.month(t, language) for t in own],
                "said": _said(outlooks, language),
            }
        ),
        "pins": pinned_table({letter: found.paths.run for letter, found in pinned.items()}),
        "history": published_counts(first.baseline, language),
        "targets": targets_table(start, end, target, None),
        "ends": _ends(comparison, months[-1], language),
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


def _ends(comparison: Comparison, last: int, language: Language) -> pa.Table:
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
    return pa.Table.from_pylist(ends_rows([*found, *aims], house.short_end(last, language)), schema=ENDS)


def _table(comparison: Comparison, language: Language) -> list[Table]:
    return [by_month(comparison, language), *counted_table(comparison.shown.outlook.baseline, language)]


def _sources(comparison: Comparison) -> list[str]:
    first = comparison.shown.outlook
    counts = [point.source for point in first.baseline.history.volume if point.source is not None]
    return [*counts, *first.sources("volume", "target_volume", "inflow", "outflow_rate")]


def _trace(comparison: Comparison) -> list[str]:
    return [f"volume@{month_label(comparison.shown.outlook.paths.outcome.month)}"]


COMPARED: Final = Figure(
    "compared", "chart.compared.alt", _spec, _frames, words.finding, words.sentence, _table, _sources, _trace
)
