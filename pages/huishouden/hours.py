"""Income over 0 to 40 hours, and what is left of an extra euro."""

from __future__ import annotations

import html

import numpy as np
import streamlit as st

from core.figures.household.hours import (
    GROUPS,
    areas_frames,
    areas_spec,
    group_sums,
    named_jumps,
    pressure_frames,
    pressure_spec,
)
from core.figures.household.income import signed_euro
from core.ui.chart import chart, sentence, under
from core.ui.tables import details, source_list, table
from pages.huishouden.view import Sheet

FLAT = 0.9
"""Pressure from which an income hardly changes."""


def draw_hours(sheet: Sheet) -> None:
    """Two charts side by side."""
    worked, language = sheet.worked, sheet.language
    left, right = st.columns(2, gap="medium")
    with left:
        sentence(_areas_title(sheet))
        chart(
            areas_spec(language, sheet.dark), areas_frames(worked.over, worked.found.household.hours, language),
            "household-areas", sheet.say("areas.alt"),
        )  # fmt: skip
        under(_areas_sentence(sheet))
        details("table-household-areas", language, lambda: _areas_tables(sheet))
    with right:
        sentence(_pressure_title(sheet))
        ends = None if worked.worst is None else (worked.worst.below, worked.worst.above)
        chart(
            pressure_spec(language, sheet.dark), pressure_frames(worked.steps, ends, language),
            "household-pressure", sheet.say("pressure.alt"),
        )  # fmt: skip
        under(_pressure_sentence(sheet))
        details("table-household-pressure", language, lambda: _pressure_table(sheet))


def _areas_title(sheet: Sheet) -> str:
    worked = sheet.worked
    start, best = 0, (0, 0)
    for i, step in enumerate(worked.steps):
        if not FLAT <= step.share <= 1.1:
            start = i + 1
        elif i + 1 - start > best[1] - best[0]:
            best = (start, i + 1)
    if best[1] - best[0] >= 4:
        return sheet.say("areas.title_flat", below=best[0], above=best[1])
    hours = int(worked.found.household.hours)
    return sheet.say(
        "areas.title", hours=hours, now=sheet.euro(float(worked.over.disposable[hours])),
        full=sheet.euro(float(worked.over.disposable[-1])),
    )  # fmt: skip


def _areas_sentence(sheet: Sheet) -> str:
    over = sheet.worked.over
    rising = int(np.count_nonzero(np.diff(over.disposable) > 0.5))
    said = [
        sheet.say(
            "areas.sentence", before=sheet.euro(float(over.disposable[0])), full=sheet.euro(float(over.disposable[-1])),
            steps=rising,
        )
    ]  # fmt: skip
    jumps = named_jumps(over)
    for letter, jump, count in jumps:
        said.append(
            sheet.say(
                f"areas.jump_{'up' if jump.amount > 0 else 'down'}", letter=letter, below=sheet.number(jump.below),
                above=sheet.number(jump.above), amount=sheet.euro(abs(jump.amount)),
            )
        )  # fmt: skip
        said.append(sheet.law(f"jump.{jump.key}"))
        if count > 1:
            said.append(sheet.say("areas.jump_many", count=count))
    return " ".join(said if jumps else [*said, sheet.say("areas.no_jumps")])


def _areas_tables(sheet: Sheet) -> str:
    over = sheet.worked.over
    sums = group_sums(over.components)
    rows = [
        [
            sheet.number(float(hours)), sheet.euro(float(over.gross[i])), *(sheet.euro(float(sums[name][i])) for name in GROUPS),
            sheet.euro(float(over.disposable[i])),
        ]
        for i, hours in enumerate(over.hours)
    ]  # fmt: skip
    names = [sheet.say(f"areas.{name}") for name in GROUPS]
    head = [*sheet.columns("hours", "gross"), *names, *sheet.columns("disposable")]
    found = table(sheet.say("areas.caption"), head, rows)
    if over.jumps:
        jumps = [
            [f"{sheet.number(jump.below)}–{sheet.number(jump.above)}", signed_euro(jump.amount, sheet.language)]
            for jump in over.jumps
        ]
        found += table(sheet.say("areas.jumps"), sheet.columns("hours", "jump"), jumps)
    return found + _sources(sheet)


def _kept(sheet: Sheet, share: float) -> str:
    kept = 1.0 - share
    return sheet.exact(0.0 if abs(kept) < 0.005 else kept)


def _pressure_title(sheet: Sheet) -> str:
    worst = sheet.worked.worst
    if worst is None:
        return sheet.say("pressure.title_none")
    kept = 1.0 - worst.share
    key = "title_loss" if kept < -0.005 else "title_nothing" if kept < 0.005 else "title"
    ends = {"below": sheet.number(worst.below), "above": sheet.number(worst.above)}
    return sheet.say(f"pressure.{key}", kept=_kept(sheet, worst.share), **ends)


def _pressure_sentence(sheet: Sheet) -> str:
    worked, worst = sheet.worked, sheet.worked.worst
    if worst is None:
        return sheet.say("pressure.title_none") + "."
    kept = 1.0 - worst.share
    said = sheet.law(
        f"sentence.{'pressure_loss' if kept < -0.005 else 'pressure'}", below=sheet.number(worst.below),
        above=sheet.number(worst.above), kept=_kept(sheet, worst.share), lost=sheet.exact(max(0.0, -kept)),
        cause=sheet.law(f"cause.{worst.cause}"),
    )  # fmt: skip
    hours = int(worked.found.household.hours)
    if hours == 0:
        return said
    here = worked.steps[hours - 1].share
    return f"{said} {sheet.say('pressure.sentence_here', hours=hours, kept=_kept(sheet, here))}"


def _pressure_table(sheet: Sheet) -> str:
    rows = [
        [
            f"{sheet.number(step.below)}–{sheet.number(step.above)}", sheet.exact(1.0 - step.share),
            sheet.percent(step.share), sheet.law(f"cause.{step.cause}"),
        ]
        for step in sheet.worked.steps
    ]  # fmt: skip
    head = [*sheet.columns("hours", "kept"), sheet.say("pressure.axis"), *sheet.columns("cause")]
    return table(sheet.say("pressure.caption"), head, rows) + _sources(sheet)


def _sources(sheet: Sheet) -> str:
    steps = sheet.worked.found.after.steps
    note = f'<p class="koers-sentence">{html.escape(sheet.say("all_sources"))}</p>'
    return note + source_list(dict.fromkeys(name for step in steps for name in step.sources), sheet.language)
