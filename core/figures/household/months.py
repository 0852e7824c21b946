"""Werk loont: what arrives in each of the first months, by kind of income."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.figures.canvas import LINE, STRIP, Canvas, canvas, data, over, squares
from core.figures.figure import Figure
from core.figures.household.axis import amount_axis, extent_of
from core.figures.household.parts import GAP, column, euros, group_colour, month_start, step_sources
from core.figures.specs import built_once
from core.figures.table import Cell, Table, keyed
from core.figures.theme import EXTENT, year_axis
from core.household.curve import GROUPS
from core.household.law import law_on
from core.household.months import Month
from core.household.notices import values_run_out
from core.household.results import Worked
from core.text import format as house
from core.text.catalog import Language
from core.text.household import law, month_name, say
from core.text.household import months as months_text

HEIGHT: Final = 290
FELT: Final = 0.1
"""Holiday allowance is named over a month in which it is more than this part of the wage [share]."""


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    axis = amount_axis(language, "huishouden.months.axis")
    on = canvas(language, dark, x=year_axis(), y=axis, top=STRIP + 3 * LINE)
    months, parts, before, clock = map(data, ("months", "parts", "before", "clock"))
    level = months.encode(x=on.x(), x2="to:Q", y=on.y("disposable"))
    names = ("wage", "holiday", "assistance", "allowances", "costs", "disposable", "steady")
    hover = [
        on.tip("month:N", "huishouden.column.month"),
        *(on.tip(f"{name}:Q", f"huishouden.column.{name}", ",.0f") for name in names),
    ]
    return on.finish(
        HEIGHT,
        parts.mark_bar(opacity=0.88, clip=True, aria=False).encode(
            x=on.x(), x2="to:Q", y=on.y("low"), y2="high:Q", color=group_colour(on.colours, _legend(on))
        ),
        before.mark_rule(color=on.colours.text, strokeWidth=1.5, strokeDash=[6, 4], aria=False).encode(y=on.y("value")),
        level.mark_rule(color=on.colours.background, strokeWidth=5, aria=False),
        level.mark_rule(color=on.colours.text, strokeWidth=2.5, aria=False),
        # In a row of their own: names of two months beside each other go away from each other.
        months.mark_text(
            baseline="top", align=alt.ExprRef("datum.side"), fontSize=alt.ExprRef(expr="width < 620 ? 0 : 13"), aria=False
        ).encode(x=on.x("middle"), y=alt.value(3 * LINE), text="event:N"),
        clock.mark_rule(color=on.colours.muted, strokeWidth=1, aria=False).encode(
            x=on.x(), y=alt.value(4 * LINE), y2=alt.value("height")
        ),
        over(on, clock, on.colours.muted, row=2),
        before.mark_text(align="left", baseline="top", aria=False).encode(
            x=alt.value(0), y=alt.value(0), text=alt.value(on.say("huishouden.months.key_line"))
        ),
        before.mark_text(align="right", baseline="top", aria=False).encode(
            x=alt.value("width"), y=alt.value(alt.ExprRef(f"width < 330 ? {LINE} : 0")), text="text:N"
        ),
        months.mark_bar(opacity=0, aria=False).encode(x=on.x(), x2="to:Q", y=on.y("floor"), y2="top:Q", tooltip=hover),
    )


def _legend(on: Canvas) -> alt.Legend:
    """Names of the groups; a bar of a month is too narrow for a name of its own."""
    said = {name: on.say(f"huishouden.areas.{name}") for name in GROUPS}
    names = ", ".join(f"{name}: '{text}'" for name, text in said.items())
    columns = alt.ExprRef(expr="width < 300 ? 1 : width < 520 ? 2 : 4")
    return squares(on, symbolOpacity=0.88, labelExpr=f"{{{names}}}[datum.label]", columns=columns)


def _frames(worked: Worked, language: Language) -> dict[str, pa.Table]:
    """Datasets of the months."""
    months, before = worked.months, worked.found.before.disposable
    monthly = before - (worked.buffered.rules.norm(0) - worked.buffered.rules.paid_norm(0)) / 100.0
    start = np.array([month_start(month.first_day) for month in months])
    pay = np.array([month.wage + month.holiday_pay for month in months])
    assistance = np.array([month.assistance for month in months])
    extra = np.array([month.allowances + month.local for month in months])
    costs = np.array([month.costs for month in months])
    tops = [pay, pay + assistance, pay + assistance + extra]
    lows, highs = [np.zeros(len(months)), *tops[:2], costs], [*tops, np.zeros(len(months))]
    events = [_event(month, language) for month in months]
    extent = extent_of(float(costs.min()), 1.12 * max(float(tops[2].max()), before))
    change = [float(start[i]) for i in range(1, len(months)) if months[i].exemption != months[i - 1].exemption][:1]
    return {
        EXTENT: pa.table({"x_low": [float(start[0])], "x_high": [float(start[-1]) + 1 / 12], **extent}),
        "parts": pa.table(
            {
                "x": np.tile(start + GAP, 4),
                "to": np.tile(start + 1 / 12 - GAP, 4),
                "low": np.concatenate(lows),
                "high": np.concatenate(highs),
                "group": [name for name in GROUPS for _ in months],
            }
        ),
        "months": pa.table(
            {
                "x": start + GAP / 2,
                "to": start + 1 / 12 - GAP / 2,
                "middle": start + 1 / 24,
                "month": [month_name(month.first_day, language) for month in months],
                "wage": [month.wage for month in months],
                "holiday": [month.holiday_pay for month in months],
                "assistance": assistance,
                "allowances": extra,
                "costs": costs,
                "disposable": [month.disposable for month in months],
                "steady": [month.steady for month in months],
                "top": tops[2],
                "floor": costs,
                "event": events,
                "side": [_side(events, at) for at in range(len(events))],
            }
        ),
        "before": pa.table({"value": [monthly], "text": [say(language, "months.key", amount=house.euro(monthly, language))]}),
        "clock": pa.table(
            {
                "x": pa.array(change, pa.float64()),
                "text": pa.array([say(language, "months.exemption") for _ in change], pa.string()),
            }
        ),
    }


def _event(month: Month, language: Language) -> str:
    if month.holiday_pay > 0:
        return say(language, "months.holiday")
    if month.holiday_allowance > FELT * month.wage:
        return say(language, "months.june")
    return say(language, "months.double") if month.pays > 1 else ""


def _side(events: Sequence[str], at: int) -> str:
    """How the name of a month's event is set: away from a neighbour that has one, and from the end of the chart."""
    before, after = events[max(at - 2, 0) : at], events[at + 1 : at + 3] or ["end"]
    return "right" if any(after) else "left" if any(before) or at == 0 else "center"


def _finding(worked: Worked, language: Language) -> str:
    """The lowest and the highest month."""
    low, high = worked.lowest, worked.highest_month
    if round(low.disposable) == round(high.disposable):
        return say(language, "months.title_even", low=house.euro(low.disposable, language))
    return say(
        language,
        "months.title",
        low=house.euro(low.disposable, language),
        high=house.euro(high.disposable, language),
        low_month=month_name(low.first_day, language),
        high_month=month_name(high.first_day, language),
    )


def _sentence(worked: Worked, language: Language) -> str:
    """When the calendar begins, what each year brings, and what is still to be settled."""
    household = worked.found.household
    said = [say(language, "months.start", date=house.date(household.date, language))]
    if worked.found.works:
        said.append(law(language, "sentence.first_month"))
    said += [say(language, "months.june_sentence"), *_law_of_months(worked, language)]
    if worked.inputs.pay == "four_weekly":
        said.append(say(language, f"months.attribution_{worked.inputs.attribution}"))
    if worked.inputs.pay == "variable":
        said.append(say(language, "months.variable"))
    for year in worked.years:
        received, without = (house.euro(amount, language) for amount in (year.received, year.without_work))
        said.append(say(language, "months.year", year=year.index, received=received, without=without))
    settle = worked.months[-1].allowances_ahead
    if round(settle) != 0:
        lag, amount = months_text(worked.inputs.lag, language), house.euro(abs(settle), language)
        said.append(say(language, f"months.{'settle' if settle > 0 else 'settle_more'}", lag=lag, amount=amount))
    if round(worked.ahead) > 0:
        said.append(say(language, "months.ahead", amount=house.euro(worked.ahead, language)))
    return " ".join(said)


def _law_of_months(worked: Worked, language: Language) -> list[str]:
    """That each month has its own rules, and from when on their amounts are not known yet."""
    laws = [law_on(month.first_day, worked.city) for month in worked.months]
    said = [say(language, "months.law")]
    old = next((month for month, each in zip(worked.months, laws, strict=True) if values_run_out(laws[0], each)), None)
    return said if old is None else [*said, say(language, "months.law_runs_out", month=month_name(old.first_day, language))]


def _table(worked: Worked, language: Language) -> list[Table]:
    """What arrives per month, by kind."""
    local = worked.found.law.local
    names = (
        "wage",
        "holiday",
        "assistance",
        "holiday_allowance",
        "allowances",
        *(("local",) if local else ()),
        "costs",
        "disposable",
        "steady",
    )
    rows: list[list[Cell]] = [
        [
            month_name(month.first_day, language), month.wage, month.holiday_pay, month.assistance, month.holiday_allowance,
            month.allowances,
            *((month.local,) if local else ()), month.costs, month.disposable, month.steady,
        ]
        for month in worked.months
    ]  # fmt: skip
    stems = {"wage": "month_wage", "holiday": "month_holiday_pay", "disposable": "month"}
    traces = keyed(range(1, len(rows) + 1), *(f"{stems.get(name, f'month_{name}')}:{{}}" for name in names))
    return [Table(say(language, "months.caption"), [column(language, "month"), *euros(language, *names)], rows, traces=traces)]


def _trace(worked: Worked) -> list[str]:
    return ["lowest", "highest", *(f"month:{month.index}" for month in worked.months)]


MONTHS: Final = Figure(
    "household-months", "huishouden.months.alt", _spec, _frames, _finding, _sentence, _table, step_sources, _trace
)
