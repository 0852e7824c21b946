"""What the package avoids over time: benefits that are not there thanks to it, by month."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyarrow as pa

from core.analysis.bought import Bought
from core.figures.canvas import canvas, data, extent
from core.figures.ends import WIDE, end_labels, ends_table, named_end
from core.figures.figure import Figure
from core.figures.lines import hover, month_ends, month_names, monthly_table
from core.figures.package.cited import sources_of
from core.figures.specs import built_once
from core.figures.table import Column, Table
from core.figures.theme import EXTENT, value_axis, year_axis
from core.model.calendar import month_label
from core.model.parameters import Floats
from core.text import format as house
from core.text.catalog import Language, translate, translate_count

HEIGHT: Final = 340
STEP: Final = 50.0


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    on = canvas(language, dark, x=year_axis(), y=value_axis(language, "impulspakket.effect.axis"), right=WIDE)
    colours, x, y = on.colours, on.x(), on.y
    path = data("path")
    tooltip = [
        on.tip("month:N", "chart.hover.month"),
        on.tip("avoided:Q", "impulspakket.effect.axis", ",.0f"),
        on.tip("jobs:Q", "impulspakket.effect.jobs", "+,.0f"),
    ]
    return on.finish(
        HEIGHT,
        path.mark_area(color=colours.scenario, opacity=0.16, clip=True, aria=False).encode(x=x, y=y("avoided"), y2="zero:Q"),
        path.mark_rule(color=colours.muted, strokeWidth=1, aria=False).encode(y=y("zero")),
        path.mark_line(color=colours.scenario, strokeWidth=2.5, clip=True, aria=False).encode(x=x, y=y("avoided")),
        *end_labels(on, {"package": colours.scenario}),
        hover(path, x, tooltip),
    )


def _avoided(bought: Bought) -> Floats:
    """Benefits that are not there, by month `(months,)`."""
    return 0.0 - bought.package.part.volume


def _frames(bought: Bought, language: Language) -> dict[str, pa.Table]:
    """Datasets of the effect chart."""
    months, avoided = bought.parts.months, _avoided(bought)
    x = month_ends(months)
    low = STEP * float(np.floor(min(float(avoided.min()), 0.0) / STEP))
    high = STEP * float(np.ceil((1.12 * max(float(avoided.max()), 0.0) + 5.0) / STEP))
    end = "impulspakket.effect.end" if round(avoided[-1]) >= 0 else "impulspakket.effect.end_more"
    text = translate(language, end, value=house.number(abs(avoided[-1]), language))
    columns = {
        "x": x, "month": month_names(months, language), "avoided": avoided, "jobs": bought.package.part.lks_jobs,
        "zero": np.zeros(len(x)),
    }  # fmt: skip
    return {
        EXTENT: extent(x=(float(x[0]), float(x[-1]) + 0.05), y=(low, high)),
        "path": pa.table(columns),
        "ends": ends_table([named_end("package", float(avoided[-1]), text)], house.short_end(months[-1], language)),
    }


def _finding(bought: Bought, language: Language) -> str:
    """How many benefits fewer or more there are in the last month."""
    last = float(bought.package.part.volume[-1])
    until, amount = house.month(bought.parts.months[-1], language), house.number(abs(last), language)
    side = house.side_of(last, "more", "fewer", "same")
    if side == "same":
        return translate(language, "impulspakket.effect.title_same", until=until)
    return translate_count(language, f"impulspakket.effect.title_{side}", abs(last), until=until, amount=amount)


def _sentence(bought: Bought, language: Language) -> str:
    """The month with the largest difference, and the LKS jobs in the last one."""
    part, months = bought.package.part, bought.parts.months
    best = part.best_month
    most, until = -float(part.volume[best]), house.month(months[-1], language)
    jobs = house.number(float(part.lks_jobs[-1]), language)
    if round(most) < 1:
        return translate(language, "impulspakket.effect.sentence_none", until=until, jobs=jobs)
    return translate_count(
        language, "impulspakket.effect.sentence", most, most=house.number(most, language),
        month=house.month(months[best], language), jobs=jobs, until=until,
    )  # fmt: skip


def _table(bought: Bought, language: Language) -> list[Table]:
    """Benefits, LKS jobs and cost by month."""
    part = bought.package.part
    columns = {"fewer": (1, -part.volume), "jobs": (1, part.lks_jobs), "cost": (3, bought.package.cost)}
    named = [
        (Column(translate(language, f"impulspakket.column.{name}"), decimals), values)
        for name, (decimals, values) in columns.items()
    ]
    traces = ("package_fewer@{}", "package_jobs@{}", "package_cost@{}")
    return [monthly_table("impulspakket.effect.caption", named, bought.parts.months, language, traces=traces)]


def _trace(bought: Bought) -> list[str]:
    month = month_label(bought.parts.months[-1])
    shown = [f"{name}@{month}" for name in ("package_fewer", "package_jobs")]
    return shown + [f"{run}{name}@{month}" for name in ("volume", "lks_jobs") for run in ("", "without/")]


EFFECT: Final = Figure("effect", "impulspakket.effect.alt", _spec, _frames, _finding, _sentence, _table, sources_of, _trace)
