"""Published counts beside what the city had said they would be."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.analysis.promises import Promised, promises_of
from core.baseline import ByIdentity
from core.cache import remembered
from core.figures.canvas import canvas, data, extent, rimmed
from core.figures.figure import Figure
from core.figures.lines import counted, counted_table, history_table, published
from core.figures.specs import built_once
from core.figures.table import Column, Table
from core.figures.theme import EXTENT, value_axis, year_axis
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 250
STEP: Final = 2000.0
ROOM: Final = (0.1, 1.2)
"""Room before the first point and, for its number, behind the last one [years]."""


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    on = canvas(language, dark, x=year_axis(), y=value_axis(language, "chart.caseload.axis"))
    colours, x, y = on.colours, on.x(), on.y
    history, said = map(data, ("history", "promises"))
    tooltip = [
        on.tip("day:N", "volume.promises.day"),
        on.tip("value:Q", "volume.promises.promised", ",.0f"),
        on.tip("outcome:N", "volume.promises.became"),
    ]
    return on.finish(
        HEIGHT,
        said.mark_rule(color=colours.warning, strokeWidth=1.5, strokeDash=[3, 2], aria=False).encode(
            x=x, y=y("value"), y2="became:Q"
        ),
        *published(history, x, y("value"), colours, language, "chart.caseload.axis"),
        said.mark_point(
            shape="diamond", size=90, color=colours.target, fill=colours.background, strokeWidth=2, opacity=1, aria=False
        ).encode(x=x, y=y("value"), tooltip=tooltip),
        rimmed(
            said.encode(x=x, y=y("value"), text="text:N"),
            colours,
            colours.target,
            align="left",
            dx=9,
            fontSize=alt.ExprRef("width < 380 ? 0 : 13"),
        ),
    )


def _frames(found: Promised, language: Language) -> dict[str, pa.Table]:
    return _drawn(ByIdentity(found.outlook.baseline), language)


@remembered(32)
def _drawn(key: ByIdentity, language: Language) -> dict[str, pa.Table]:
    points, found = key.baseline.history.volume, promises_of(key.baseline)
    values = [point.value for point in points] + [entry.point.value for entry in found]
    history = counted(points, language)
    ahead = [entry.point.date.year + entry.point.date.month / 12 for entry in found]
    unknown = translate(language, "volume.promises.unknown")

    return {
        EXTENT: extent(
            x=(min(history["x"] + ahead) - ROOM[0], max(history["x"] + ahead) + ROOM[1]),
            y=(STEP * ((min(values) - 500) // STEP), STEP * -(-(max(values) + 500) // STEP)),
        ),
        "history": history_table(history),
        "promises": pa.table(
            {
                "x": ahead,
                "value": [entry.point.value for entry in found],
                "became": [entry.point.value if entry.became is None else entry.became for entry in found],
                "day": [house.date(entry.point.date, language) for entry in found],
                "outcome": [unknown if entry.became is None else house.number(entry.became, language) for entry in found],
                "text": [house.number(entry.point.value, language) for entry in found],
            }
        ),
    }


def _finding(found: Promised, language: Language) -> str:
    """Of how many promises the outcome is known, and how many of those were met."""
    if not found.known:
        return translate(language, "volume.promises.title_none")
    return translate(language, "volume.promises.title", met=len(found.met), known=len(found.known))


def _sentence(found: Promised, language: Language) -> str:
    """The promise that was missed by most, the last that was met, and of how many nobody knows."""
    known, met, worst = found.known, found.met, found.worst
    said = translate(language, "volume.promises.sentence", open=len(found.promises) - len(known))
    if worst is not None:
        missed = translate(
            language, "volume.promises.missed", promised=house.number(worst.point.value, language),
            year=worst.point.date.year, became=house.number(worst.became or 0.0, language),
            more=house.number(worst.difference or 0.0, language),
        )  # fmt: skip
        said = f"{missed} {said}"
    if not met:
        return said
    last = max(met, key=lambda entry: entry.point.date)
    beaten = translate(
        language, "volume.promises.beaten", promised=house.number(last.point.value, language), year=last.point.date.year,
        became=house.number(last.became or 0.0, language), fewer=house.number(-(last.difference or 0.0), language),
    )  # fmt: skip
    return f"{beaten} {said}"


def _table(found: Promised, language: Language) -> list[Table]:
    """What was said and what it became, the words with it, and the counts."""

    def say(key: str) -> str:
        return translate(language, f"volume.promises.{key}")

    rows = [
        (
            entry.point.date, entry.point.made, entry.point.value, say("unknown") if entry.became is None else entry.became,
            entry.difference,
        )
        for entry in found.promises
    ]  # fmt: skip
    traces = [
        ["", "", f"said:{n}", *([] if one.became is None else [f"counted_on@{one.point.date}", f"promise:{n}"])]
        for n, one in enumerate(found.promises, start=1)
    ]
    notes = [(entry.point.value, entry.point.note[language]) for entry in found.promises if entry.point.note is not None]
    columns = [Column(say(name), signed=name == "difference") for name in ("day", "made", "promised", "became", "difference")]
    return [
        Table(say("caption"), columns, rows, traces=traces),
        Table(say("caption_notes"), [Column(say("promised")), Column(say("note"), words=True)], notes),
        *counted_table(found.outlook.baseline, language),
    ]


def _sources(found: Promised) -> list[str]:
    counts = [point.source for point in found.outlook.baseline.history.volume if point.source is not None]
    return [entry.point.source for entry in found.promises] + counts


def _trace(found: Promised) -> list[str]:
    keys = ["promises_kept", "promises_known"] if any(one.became is not None for one in found.promises) else []
    keys += ["promises_open"] if any(one.became is None for one in found.promises) else []
    for n, one in enumerate(found.promises, start=1):
        keys += [f"said:{n}", *([] if one.became is None else [f"promise:{n}", f"counted_on@{one.point.date}"])]
    return keys


PROMISES: Final = Figure("promises", "volume.promises.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace)
