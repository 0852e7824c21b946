"""When each measure runs: from its first month, at full strength after the ramp, to its end or on."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.analysis.bought import Bought
from core.figures.canvas import canvas, data, extent
from core.figures.figure import Figure
from core.figures.package.cited import sources_of
from core.figures.rows import NAMES, ROW, written_rows
from core.figures.specs import built_once
from core.figures.table import Cell, Column, Table, keyed
from core.figures.theme import EXTENT, year_axis
from core.model.measures import Measure
from core.text import format as house
from core.text.catalog import Language, translate, translate_count
from core.text.measures import measure_name
from core.trace import quoted


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    on = canvas(language, dark, x=year_axis())
    runs = data("runs")
    tooltip = [
        on.tip("label:N", None),
        on.tip("first:N", "impulspakket.field.start"),
        on.tip("full_month:N", "impulspakket.runs.full"),
        on.tip("last:N", "impulspakket.field.end"),
    ]

    def bar(start: str, end: str, opacity: float) -> alt.Chart:
        mark = runs.mark_bar(size=11, yOffset=9, color=on.colours.base, clip=True, opacity=opacity, aria=False)
        layer: alt.Chart = mark.encode(y=NAMES, x=on.x(start), x2=f"{end}:Q", tooltip=tooltip)
        return layer

    return on.finish_rows(ROW, "runs", bar("start", "full", 0.4), bar("full", "end", 1.0), written_rows(runs, on.colours))


def _measures(bought: Bought) -> list[Measure]:
    return [one.measure for one in bought.parts.measures]


def _last(measure: Measure, language: Language) -> str:
    return translate(language, "impulspakket.runs_on") if measure.end is None else house.month(measure.end, language)


def _full(measure: Measure) -> int:
    """First month at full strength."""
    return measure.start + max(measure.ramp_months - 1, 0)


def _frames(bought: Bought, language: Language) -> dict[str, pa.Table]:
    """Datasets of the time line."""
    months, measures = bought.parts.months, _measures(bought)
    low, high = months[0] / 12.0, (months[-1] + 1) / 12.0
    starts = [measure.start / 12.0 for measure in measures]
    ends = [high if measure.end is None else (measure.end + 1) / 12.0 for measure in measures]
    fulls = [
        min(_full(measure) / 12.0, max(end, start)) for start, end, measure in zip(starts, ends, measures, strict=True)
    ]  # fmt: skip
    names = [measure_name(measure, bought.baseline.city, language) for measure in measures]
    return {
        EXTENT: extent(x=(low, high + 0.05)),
        "runs": pa.table(
            {
                "name": [f"{place:03d} {name}" for place, name in enumerate(names)],
                "label": names,
                "start": starts,
                "full": fulls,
                "end": [max(end, full) for end, full in zip(ends, fulls, strict=True)],
                "first": [house.month(measure.start, language) for measure in measures],
                "full_month": [house.month(_full(measure), language) for measure in measures],
                "last": [_last(measure, language) for measure in measures],
            }
        ),
    }


def _finding(bought: Bought, language: Language) -> str:
    """How many of the measures still run in the last month."""
    running, until = bought.parts.running_at_the_end, house.month(bought.parts.months[-1], language)
    count = len(bought.parts.measures)
    return translate_count(language, "impulspakket.runs.title", running, until=until, running=running, n=count)


def _sentence(bought: Bought, language: Language) -> str:
    """What light and full colour say."""
    return translate(language, "impulspakket.runs.sentence")


def _table(bought: Bought, language: Language) -> list[Table]:
    """Begin, ramp and end of each measure."""
    heads = ["impulspakket.column.measure", *(f"impulspakket.field.{name}" for name in ("start", "ramp_months", "end"))]
    rows: list[list[Cell]] = [
        [
            measure_name(measure, bought.baseline.city, language),
            house.month(measure.start, language),
            measure.ramp_months,
            _last(measure, language),
        ]
        for measure in _measures(bought)
    ]  # fmt: skip
    traces = keyed(map(quoted, _measures(bought)), "", "measure:{}:ramp_months")
    columns = [Column(translate(language, head)) for head in heads]
    return [Table(translate(language, "impulspakket.runs.caption"), columns, rows, traces=traces)]


def _trace(bought: Bought) -> list[str]:
    return [f"measure:{quoted(measure)}:ramp_months" for measure in _measures(bought)]


RUNS: Final = Figure("runs", "impulspakket.runs.alt", _spec, _frames, _finding, _sentence, _table, sources_of, _trace)
