"""LKS jobs on the way to the target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.family import Family, family_of_one
from core.analysis.outlook import Outlook
from core.baseline import Baseline, ByIdentity
from core.cache import remembered
from core.figures.canvas import LINE, canvas, data
from core.figures.ends import ENDS, MARGIN, aim_end, end_labels, ends_rows, path_ends
from core.figures.figure import Figure
from core.figures.lines import (
    DOT,
    base_and_scenario,
    counted,
    estimate_table,
    estimated,
    history_table,
    hover,
    hover_month,
    month_ends,
    monthly_table,
    paths_table,
    published,
    scaled,
    target_rule,
    two_paths,
)
from core.figures.moving import Moving, Rows, over_steps, steps_among
from core.figures.specs import axes_once, built_once
from core.figures.table import Column, Table
from core.figures.theme import EXTENT, value_axis, year_axis
from core.model.calendar import month_label, month_of, year_of
from core.model.reached import JOBS, at_least
from core.text import format as house
from core.text.catalog import Language, translate, translate_count

HEIGHT: Final = 220
STEP: Final = 500
USUAL: Final = 1000.0
"""Target from which a step is this large [jobs]."""


@built_once
@axes_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    axis = value_axis(language, "chart.lks.axis")
    on = canvas(language, dark, x=year_axis(), y=axis, bottom=LINE, right=MARGIN)
    colours, x, y = on.colours, on.x(), on.y
    paths, history, target, estimate = map(data, ("paths", "history", "target", "estimate"))
    return on.finish(
        HEIGHT,
        target_rule(target, y("value"), colours),
        *published(history, x, y("value"), colours, language, "chart.lks.axis"),
        *base_and_scenario(paths, x, y("base"), y("scenario"), colours),
        *estimated(estimate, x, (y("value"), y("low"), "high:Q"), colours, language),
        estimate.mark_text(baseline="bottom", dy=-1, color=colours.muted, aria=False).encode(
            x=x, y=alt.value("height"), text=alt.value(on.say("chart.estimate"))
        ),
        *end_labels(on, {"scenario": colours.scenario, "base": colours.base, "target": colours.target}),
        hover(paths, x, hover_month(language)),
    )


def _moving(family: Family, language: Language) -> Moving:
    """What moves of the LKS chart with a lever."""
    baseline, end = family.baseline, float(month_ends(family.run.months)[-1])
    scenario, base = family.run.jobs.stock, family.base.jobs.stock
    target = aims(baseline)
    steps = steps_among(scenario, base)
    step = scaled(STEP, (target or [baseline.value("lks_jobs")])[0], USUAL)
    tops = over_steps(np.maximum(scenario.max(axis=0), base.max(axis=0)), steps)
    highest = [max(float(top), baseline.value("lks_jobs"), *target) for top in tops]
    return Moving(
        extent=[
            {"x_low": _begin(baseline), "x_high": end + 0.05, "y_low": 0.0, "y_high": step * -(-(high + 0.2 * step) // step)}
            for high in highest
        ],
        columns={"paths": two_paths(scenario, base)},
        rows={"ends": job_ends(family, steps, language)},
    )


def job_ends(family: Family, steps: int, language: Language) -> list[Rows]:
    """What stands at the ends of the lines at each step: scenario, basispad and target."""
    aim, last = family.baseline.find("lks_target"), family.run.months[-1]
    aims = [] if aim is None else [aim_end(aim.value, month_of(aim.date), last, language)]
    lasts = zip(*(over_steps(path.jobs.stock[-1], steps) for path in (family.run, family.base)), strict=True)
    return [ends_rows([*path_ends(ours, theirs, language), *aims], house.short_end(last, language)) for ours, theirs in lasts]


def _frames(outlook: Outlook, language: Language) -> dict[str, pa.Table]:
    """Datasets of the LKS chart."""
    baseline, months = outlook.baseline, outlook.paths.run.months
    start, end = (float(edge) for edge in month_ends(months)[[0, -1]])
    moving = _moving(family_of_one(outlook), language)
    return {
        EXTENT: moving.domains(),
        "paths": paths_table(months, language, moving.first("paths")),
        "history": _history(ByIdentity(baseline), language),
        "estimate": estimate_table(baseline, "lks_jobs"),
        "target": aim_line(aims(baseline), start, end),
        "ends": moving.table("ends", ENDS),
    }


def _begin(baseline: Baseline) -> float:
    """A year before the reference month's; before the last two counts where nobody counted since."""
    usual, counts = year_of(baseline.reference_month) - 1.0, baseline.history.lks_jobs
    return usual if baseline.origin is None or not counts else min(usual, counts[-2:][0].date.year + 0.9)


def aims(baseline: Baseline) -> list[float]:
    """The target for LKS jobs, where somebody set one [jobs]."""
    found = baseline.find("lks_target")
    return [] if found is None else [found.value]


def aim_line(target: Sequence[float], start: float, end: float) -> pa.Table:
    """A line at the target for LKS jobs; without one there is no line."""
    rows = [{"from": start, "to": end, "value": value} for value in target]
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.float64()) for name in ("from", "to", "value")]))


@remembered(32)
def _history(key: ByIdentity, language: Language) -> pa.Table:
    """Counted stocks, and the stock at the reference month where that one was worked out of them."""
    baseline = key.baseline
    columns = counted(baseline.history.lks_jobs, language)
    jobs, reference = baseline.quantity("lks_jobs"), baseline.reference_month
    if jobs.status != "own" and baseline.origin is None:
        columns["x"].append((reference + 1) / 12)
        columns["value"].append(jobs.value)
        columns["day"].append(f"{house.month(reference, language)} ({translate(language, f'common.{jobs.status}')})")
        columns["dot"].append(DOT)
    return history_table(columns)


def _finding(outlook: Outlook, language: Language) -> str:
    """What the LKS chart finds."""
    paths, aim = outlook.paths, outlook.baseline.find("lks_target")
    if aim is None:
        when = house.period_end(paths.outcome.lks_month, language)
        jobs = house.number(paths.outcome.lks_jobs, language)
        return house.capital(translate(language, "verkenner.lks.title_open", when=when, jobs=jobs))
    target = aim.value
    if at_least(paths.outcome.lks_jobs, target, JOBS):
        return translate(language, "verkenner.lks.title_reached", target=house.number(target, language))
    gap, when = round(target) - round(paths.outcome.lks_jobs), house.period_end(paths.outcome.lks_month, language)
    return house.capital(translate_count(language, "verkenner.lks.title_short", gap, when=when, gap=house.number(gap, language)))


def _sentence(outlook: Outlook, language: Language) -> str:
    """The LKS chart in words."""
    paths, aim = outlook.paths, outlook.baseline.find("lks_target")
    return translate(
        language,
        "verkenner.lks.sentence_open" if aim is None else "verkenner.lks.sentence",
        when=house.capital(house.period_end(paths.outcome.lks_month, language)),
        jobs=house.number(paths.outcome.lks_jobs, language),
        target="" if aim is None else house.number(aim.value, language),
        base=house.number(paths.base_outcome.lks_jobs, language),
    )


def _table(outlook: Outlook, language: Language) -> list[Table]:
    """Both paths by month."""
    scenario, base = outlook.paths.run.jobs.stock[:, 0], outlook.paths.base.jobs.stock[:, 0]
    named = {"scenario": scenario, "base": base, "difference": scenario - base}
    columns = [(Column(translate(language, f"verkenner.table.{name}")), values) for name, values in named.items()]
    traces = ("lks_jobs@{}", "base/lks_jobs@{}", "difference:lks_jobs@{}")
    return [monthly_table("verkenner.table.caption_lks", columns, outlook.paths.run.months, language, traces=traces)]


def _sources(outlook: Outlook) -> list[str]:
    return outlook.sources("lks_jobs", "lks_growth", "lks_target", "lks_first_year_dropout", "lks_later_dropout")


def _trace(outlook: Outlook) -> list[str]:
    return [f"lks_jobs@{month_label(outlook.paths.outcome.lks_month)}"]


LKS: Final = Figure("lks", "chart.lks.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace, _moving)
