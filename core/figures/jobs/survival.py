"""What part of started LKS jobs still runs after some months, under both readings of the letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.lks import DROPOUT, SURVIVAL_MONTHS, Reading, Survival, starts_by_reading
from core.figures.canvas import canvas, data, extent, named_colours
from core.figures.ends import WIDE, end_labels, ends_table, named_end
from core.figures.figure import Figure
from core.figures.specs import built_once
from core.figures.table import Cell, Column, Table, keyed
from core.figures.theme import EXTENT, value_axis
from core.model.calendar import month_label
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 250
SAME: Final = 0.02
"""Dropouts closer than this are one line to the eye [share]."""
IDS: Final = ("of_started", "of_ended", "scenario")
EVERY: Final = 3
"""Of the months, every so many stand in the table."""


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    axis = alt.Axis(
        title=translate(language, "lks.survival.months"),
        values=list(range(0, SURVIVAL_MONTHS + 1, 6)), grid=False, format="d",
    )  # fmt: skip
    on = canvas(language, dark, x=axis, y=value_axis(language, "lks.survival.axis"), right=WIDE)
    colours, x, y = on.colours, on.x(), on.y
    roles = dict(zip(IDS, [colours.base, colours.fifth, colours.scenario], strict=True))
    colour = named_colours("role", [*roles], [*roles.values()])
    dash = alt.StrokeDash("role:N", scale=alt.Scale(domain=list(IDS), range=[[6, 4], [2, 3], [1, 0]]), legend=None)
    curves = data("curves")
    tooltip = [
        on.tip("x:Q", "lks.survival.months"),
        *(on.tip(f"{name}:Q", f"lks.survival.{name}", ".0f") for name in IDS),
    ]
    return on.finish(
        HEIGHT,
        data(EXTENT).mark_rule(color=colours.muted, strokeWidth=1, aria=False).encode(x=on.x("year")),
        curves.mark_line(strokeWidth=2.5, clip=True, aria=False).encode(x=x, y=y("jobs"), color=colour, strokeDash=dash),
        *end_labels(on, roles),
        curves.mark_rule(opacity=0, strokeWidth=8, aria=False).encode(x=x, tooltip=tooltip),
    )


def _frames(found: Survival, language: Language) -> dict[str, pa.Table]:
    """Jobs left of 100 that start."""
    months = np.arange(SURVIVAL_MONTHS + 1, dtype=np.float64)
    by_id = {reading.id: 100.0 * reading.survival for reading in found.readings}
    return {
        EXTENT: extent(x=(0.0, float(SURVIVAL_MONTHS)), y=(0.0, 100.0), year=12.0),
        "curves": pa.table(
            {
                "x": np.tile(months, len(by_id)),
                "role": [name for name in by_id for _ in months],
                "jobs": np.concatenate(list(by_id.values())),
                **{name: np.tile(values, len(by_id)) for name, values in by_id.items()},
            }
        ),
        "ends": _labels(found.readings, language),
    }


def _labels(found: Sequence[Reading], language: Language) -> pa.Table:
    """A name per curve that can be told apart."""
    scenario = next(reading for reading in found if reading.id == "scenario")
    same = [r for r in found if r is not scenario and abs(r.first_year_dropout - scenario.first_year_dropout) < SAME]
    # A reading that the scenario follows lies under its line and is named with it.
    names = {r.id: f"lks.survival.label_{r.id}" for r in found}
    if same:
        names[scenario.id] = f"lks.survival.label_scenario_{same[0].id}"
    return ends_table(
        [
            named_end(
                reading.id, 100.0 * float(reading.survival[-1]),
                translate(language, names[reading.id], dropout=house.percent(reading.first_year_dropout, language, 0)),
            )
            for reading in found
            if all(reading is not r for r in same)
        ]
    )  # fmt: skip


def _finding(found: Survival, language: Language) -> str:
    """How many of 100 jobs still run after a year."""
    left = house.number(100.0 * float(found.of("scenario").survival[12]), language)
    return translate(language, "lks.survival.title", left=left)


def _sentence(found: Survival, language: Language) -> str:
    """Both readings, and the jobs that each leads to."""
    return translate(
        language, "lks.survival.sentence", when=house.period_end(found.outlook.paths.outcome.lks_month, language),
        started=house.percent(found.of("of_started").first_year_dropout, language, 0),
        ended=house.percent(found.of("of_ended").first_year_dropout, language, 0),
        jobs_started=house.number(found.jobs["of_started"], language), jobs_ended=house.number(found.jobs["of_ended"], language),
    )  # fmt: skip


def _table(found: Survival, language: Language) -> list[Table]:
    """What each reading implies, and how many jobs it leaves after each quarter."""

    def say(key: str, **params: object) -> str:
        return translate(language, f"lks.survival.{key}", **params)

    when, needed = house.period_end(found.outlook.paths.outcome.lks_month, language), starts_by_reading(found)
    implied = [
        (say(one.id), one.first_year_dropout, found.jobs[one.id], say("never") if needed[one.id] is None else needed[one.id])
        for one in found.readings
    ]
    runs = [f"with:{DROPOUT}={one.first_year_dropout!r}/" for one in found.readings]
    starts, jobs = "needed_step:lks_jobs:lks_starts", f"lks_jobs@{month_label(found.outlook.paths.outcome.lks_month)}"
    left: list[list[Cell]] = [
        [say("after", n=month), *(100.0 * float(one.survival[month]) for one in found.readings)]
        for month in range(0, SURVIVAL_MONTHS + 1, EVERY)
    ]
    return [
        Table(
            say("caption_implied"),
            [
                Column(say("reading")), Column(say("dropout"), percent=True), Column(say("jobs", when=when)),
                Column(say("starts")),
            ],
            implied,
            traces=[
                ["", *(f"{run}{name}" for name in ("survival_lost", jobs, *([] if needed[one.id] is None else [starts])))]
                for run, one in zip(runs, found.readings, strict=True)
            ],
        ),
        Table(
            say("caption"),
            [Column(say("month")), *(Column(say(f"short_{one.id}")) for one in found.readings)],
            left,
            traces=keyed(range(0, SURVIVAL_MONTHS + 1, EVERY), *(f"{run}survival:{{}}" for run in runs)),
        ),
    ]  # fmt: skip


def _sources(found: Survival) -> list[str]:
    return [*found.outlook.sources("lks_first_year_dropout", "lks_first_year_dropout_other_reading"), "cbs-lks-cohort-2023"]


def _trace(found: Survival) -> list[str]:
    lost = [f"with:{DROPOUT}={one.first_year_dropout!r}/survival_lost" for one in found.readings]
    return ["survival:12", "reading:of_started", "reading:of_ended", *lost]


SURVIVAL: Final = Figure("survival", "lks.survival.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace)
