"""Werk loont: what arrives in each of the first months, and the same for the escrow account."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.figures.household.axis import amount_axis, extent_of
from core.figures.household.hours import GROUPS, group_colour
from core.figures.specs import built_once
from core.figures.theme import EXTENT, Palette, domain, extent_layer, finish, palette, year_axis
from core.household.buffer import Account, Cash
from core.household.curve import Floats
from core.household.months import Month
from core.model.calendar import month_of
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 260
SMALL: Final = 220
GAP: Final = 0.008
"""White between two bars [years]."""


def month_start(day: dt.date) -> float:
    """First day of a month as a decimal year."""
    return day.year + (day.month - 1) / 12


def month_name(day: dt.date, language: Language) -> str:
    """`augustus 2026`."""
    return house.month(month_of(day), language)


@built_once
def months_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `months_frames`."""
    colours = palette(dark)
    x = alt.X("x:Q", scale=domain("x"), axis=year_axis(language))

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=domain("y"), axis=amount_axis(language, "huishouden.months.axis"))

    months, parts = alt.Chart(alt.NamedData("months")), alt.Chart(alt.NamedData("parts"))
    before, clock = alt.Chart(alt.NamedData("before")), alt.Chart(alt.NamedData("clock"))
    names = ("wage", "holiday", "assistance", "allowances", "costs", "disposable", "steady")
    hover = [
        alt.Tooltip("month:N", title=translate(language, "huishouden.column.month")),
        *(alt.Tooltip(f"{name}:Q", title=translate(language, f"huishouden.column.{name}"), format=",.0f") for name in names),
    ]
    chart = alt.layer(
        extent_layer(),
        parts.mark_bar(opacity=0.88, clip=True, aria=False).encode(
            x=x, x2="to:Q", y=y("low"), y2="high:Q", color=group_colour(colours, _legend(language, colours))
        ),
        before.mark_rule(color=colours.text, strokeWidth=1.5, strokeDash=[6, 4], aria=False).encode(y=y("value")),
        months.mark_rule(color=colours.background, strokeWidth=5, aria=False).encode(x=x, x2="to:Q", y=y("disposable")),
        months.mark_rule(color=colours.text, strokeWidth=2.5, aria=False).encode(x=x, x2="to:Q", y=y("disposable")),
        months.mark_text(
            baseline="bottom", dy=-5, fontSize=alt.ExprRef(expr="width < 620 ? 0 : 13"), clip=False, aria=False
        ).encode(x=alt.X("middle:Q", scale=domain("x"), axis=year_axis(language)), y=y("top"), text="event:N"),
        clock.mark_rule(color=colours.muted, strokeWidth=1, aria=False).encode(x=x),
        clock.mark_text(align="left", dx=4, baseline="top", color=colours.muted, aria=False).encode(
            x=x, y=alt.value(0), text="text:N"
        ),
        before.mark_text(align="right", dy=-14, color=colours.text, aria=False).encode(
            x=alt.value("width"), y=alt.value(0), text="text:N"
        ),
        months.mark_bar(opacity=0, aria=False).encode(x=x, x2="to:Q", y=y("floor"), y2="top:Q", tooltip=hover),
    )
    return finish(chart, language, colours, HEIGHT)


def _legend(language: Language, colours: Palette) -> alt.Legend:
    """Names of the groups; a bar of a month is too narrow for a name of its own."""
    names = ", ".join(f"{name}: '{translate(language, f'huishouden.areas.{name}')}'" for name in GROUPS)
    return alt.Legend(
        title=None, orient="bottom", symbolType="square", symbolOpacity=0.88, offset=4, labelFontSize=13,
        labelColor=colours.text, labelExpr=f"{{{names}}}[datum.label]", columns=alt.ExprRef(expr="width < 520 ? 2 : 4"),
    )  # fmt: skip


def months_frames(months: tuple[Month, ...], before: float, language: Language) -> dict[str, pa.Table]:
    """Datasets of the months; `before` is disposable income without work [EUR/month]."""
    start = np.array([month_start(month.first_day) for month in months])
    pay = np.array([month.wage + month.holiday_pay for month in months])
    assistance = np.array([month.assistance for month in months])
    extra = np.array([month.allowances + month.local for month in months])
    costs = np.array([month.costs for month in months])
    tops = [pay, pay + assistance, pay + assistance + extra]
    lows, highs = [np.zeros(len(months)), *tops[:2], costs], [*tops, np.zeros(len(months))]
    end = float(start[-1]) + 1 / 12
    changes = [i for i in range(1, len(months)) if months[i].exemption != months[i - 1].exemption]
    return {
        EXTENT: pa.table(
            {
                "x_low": [float(start[0])],
                "x_high": [end],
                **extent_of(float(costs.min()), 1.12 * max(float(tops[2].max()), before)),
            }
        ),
        "parts": pa.table(
            {
                "x": np.tile(start + GAP, 4),
                "to": np.tile(start + 1 / 12 - GAP, 4),
                "low": np.concatenate(lows),
                "high": np.concatenate(highs),
                "group": [name for name in ("pay", "assistance", "allowances", "costs") for _ in months],
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
                "event": [_event(month, language) for month in months],
            }
        ),
        "before": pa.table(
            {
                "value": [before],
                "text": [translate(language, "huishouden.months.key", amount=house.euro(before, language))],
            }
        ),
        "clock": pa.table(
            {
                "x": pa.array([float(start[i]) for i in changes[:1]], pa.float64()),
                "text": pa.array([translate(language, "huishouden.months.exemption") for _ in changes[:1]], pa.string()),
            }
        ),
    }


def _event(month: Month, language: Language) -> str:
    if month.holiday_pay > 0:
        return translate(language, "huishouden.months.holiday")
    return translate(language, "huishouden.months.double") if month.pays > 1 else ""


@built_once
def swing_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Income without a buffer against the fixed amount; takes the datasets of `swing_frames`."""
    colours = palette(dark)
    x = alt.X("x:Q", scale=domain("x"), axis=year_axis(language))

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=domain("y"), axis=amount_axis(language, "huishouden.buffer.axis"))

    months, paid, norm = (alt.Chart(alt.NamedData(name)) for name in ("months", "paid", "norm"))
    notes = alt.Chart(alt.NamedData("notes"))
    colour = alt.Color(
        "role:N",
        scale=alt.Scale(domain=["without", "with", "norm"], range=[colours.base, colours.scenario, colours.text]),
        legend=None,
    )
    hover = [
        alt.Tooltip("month:N", title=translate(language, "huishouden.column.month")),
        alt.Tooltip("income:Q", title=translate(language, "huishouden.column.income"), format=",.0f"),
    ]
    chart = alt.layer(
        extent_layer(),
        months.mark_bar(color=colours.base, opacity=0.5, clip=True, aria=False).encode(
            x=x, x2="to:Q", y=y("income"), y2="zero:Q", tooltip=hover
        ),
        norm.mark_rule(color=colours.text, strokeWidth=1, strokeDash=[2, 2], aria=False).encode(y=y("value")),
        paid.mark_rule(color=colours.scenario, strokeWidth=3, aria=False).encode(x=x, x2="to:Q", y=y("paid")),
        notes.transform_filter("datum.role === 'with'")
        .mark_text(align="right", stroke=colours.background, strokeWidth=4, fontWeight=600, aria=False)
        .encode(x=x, y=y("label"), text="text:N"),
        notes.mark_text(align="right", fontWeight=600, aria=False).encode(x=x, y=y("label"), text="text:N", color=colour),
    )
    return finish(chart, language, colours, SMALL)


def _ends(start: dt.date, months: int) -> Floats:
    return month_start(start) + np.arange(months, dtype=np.float64) / 12


def swing_frames(cash: Cash, account: Account, norm: int, start: dt.date, language: Language) -> dict[str, pa.Table]:
    """Datasets of the swing; amounts of `cash`, `account` and `norm` in cents."""
    x = _ends(start, len(cash.income))
    income, paid = cash.income / 100.0, account.paid / 100.0
    first = dt.date(start.year, start.month, 1)
    extent = extent_of(0.0, 1.12 * max(float(income.max()), float(paid.max()), norm / 100.0))
    per_pixel = extent["y_high"][0] / (SMALL - 55)
    guaranteed = float(paid[0])
    entries = [("without", float(income.max()) + 12 * per_pixel, translate(language, "huishouden.buffer.without"))]
    texts = [
        ("with", guaranteed, translate(language, "huishouden.buffer.with_buffer", amount=house.euro(guaranteed, language))),
        ("norm", norm / 100.0, translate(language, "huishouden.buffer.norm", amount=house.euro(norm / 100.0, language))),
    ]
    upper, lower = sorted(texts, key=lambda entry: -entry[1])
    entries += [(upper[0], upper[1] + 11 * per_pixel, upper[2]), (lower[0], lower[1] - 11 * per_pixel, lower[2])]
    peak = float(x[int(np.argmax(income))])
    end = float(x[-1]) + 1 / 12
    return {
        EXTENT: pa.table({"x_low": [float(x[0])], "x_high": [end], **extent}),
        "months": pa.table(
            {
                "x": x + GAP,
                "to": x + 1 / 12 - GAP,
                "income": income,
                "zero": np.zeros(len(x)),
                "month": month_names(first, len(x), language),
            }
        ),
        "paid": pa.table({"x": x[: len(paid)], "to": x[: len(paid)] + 1 / 12, "paid": paid}),
        "norm": pa.table({"value": [norm / 100.0]}),
        "notes": pa.table(
            {
                "role": [entry[0] for entry in entries],
                "x": [max(peak + 1 / 12, float(x[0]) + 0.55), end - 0.02, end - 0.02],
                "label": [entry[1] for entry in entries],
                "text": [entry[2] for entry in entries],
            }
        ),
    }


def month_names(start: dt.date, months: int, language: Language) -> list[str]:
    """Names of months from a first day on."""
    first = month_of(start)
    return [house.month(first + i, language) for i in range(months)]


@built_once
def balance_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Balance of the account; takes the datasets of `balance_frames`."""
    colours = palette(dark)
    x = alt.X("x:Q", scale=domain("x"), axis=year_axis(language))

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=domain("y"), axis=amount_axis(language, "huishouden.buffer.balance_axis"))

    points, lowest = alt.Chart(alt.NamedData("balance")), alt.Chart(alt.NamedData("lowest"))
    hover = [
        alt.Tooltip("month:N", title=translate(language, "huishouden.column.month")),
        alt.Tooltip("value:Q", title=translate(language, "huishouden.column.balance"), format=",.0f"),
    ]
    chart = alt.layer(
        extent_layer(),
        points.mark_area(color=colours.scenario, opacity=0.14, clip=True, interpolate="step-after", aria=False).encode(
            x=x, y=y("value"), y2="zero:Q"
        ),
        points.mark_rule(color=colours.muted, strokeWidth=1, aria=False).encode(y=y("zero")),
        points.mark_line(color=colours.scenario, strokeWidth=2.5, clip=True, interpolate="step-after", aria=False).encode(
            x=x, y=y("value")
        ),
        lowest.mark_point(filled=True, size=60, opacity=1, color=colours.text, aria=False).encode(x=x, y=y("value")),
        *(
            lowest.mark_text(dy=16, fontWeight=600, aria=False, **paint).encode(
                x=alt.X("label:Q", scale=domain("x"), axis=year_axis(language)), y=y("value"), text="text:N"
            )
            for paint in ({"stroke": colours.background, "strokeWidth": 4}, {"color": colours.text})
        ),
        points.mark_rule(opacity=0, strokeWidth=9, aria=False).encode(x=x, tooltip=hover),
    )
    return finish(chart, language, colours, SMALL)


def balance_frames(account: Account, months: int, start: dt.date, language: Language) -> dict[str, pa.Table]:
    """Datasets of the balance, on a calendar of `months`."""
    balance = account.balance / 100.0
    x = _ends(start, months + 1)
    lowest = int(np.argmin(balance))
    return {
        EXTENT: pa.table(
            {
                "x_low": [float(x[0])],
                "x_high": [float(x[-1])],
                **extent_of(1.3 * float(balance.min()), max(1.1 * float(balance.max()), 500.0)),
            }
        ),
        "balance": pa.table(
            {
                "x": x[: len(balance) + 1],
                "value": np.append(balance, balance[-1]),
                "zero": np.zeros(len(balance) + 1),
                "month": [*month_names(start, len(balance), language), ""],
            }
        ),
        "lowest": pa.table(
            {
                "x": [float(x[lowest])],
                "label": [float(np.clip(x[lowest], x[0] + 0.22, x[-1] - 0.22))],
                "value": [float(balance[lowest])],
                "text": [house.euro(float(balance[lowest]), language)],
            }
        ),
    }
