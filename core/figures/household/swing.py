"""Werk loont: income that swings without a buffer, against the fixed amount that the account pays."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyarrow as pa

from core.figures.canvas import canvas, data, named_colours, rimmed
from core.figures.figure import Figure
from core.figures.household.axis import amount_axis, extent_of
from core.figures.household.parts import (
    GAP,
    SMALL,
    account_sources,
    account_table,
    month_names,
    month_starts,
)
from core.figures.specs import built_once
from core.figures.theme import EXTENT, year_axis
from core.household.law import law_on
from core.household.results import Worked
from core.text import format as house
from core.text.catalog import Language
from core.text.household import cents, law, months, say


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Income without a buffer against the fixed amount; takes the datasets of `_frames`."""
    on = canvas(language, dark, x=year_axis(), y=amount_axis(language, "huishouden.buffer.axis"))
    months, paid, norm, notes = map(data, ("months", "paid", "norm", "notes"))
    colour = named_colours("role", ["without", "with", "norm"], [on.colours.base, on.colours.scenario, on.colours.text])
    written = notes.encode(x=on.x(), y=on.y("label"), text="text:N")
    hover = [
        on.tip("month:N", "huishouden.column.month"),
        on.tip("income:Q", "huishouden.column.income", ",.0f"),
    ]
    return on.finish(
        SMALL,
        months.mark_bar(color=on.colours.base, opacity=0.5, clip=True, aria=False).encode(
            x=on.x(), x2="to:Q", y=on.y("income"), y2="zero:Q", tooltip=hover
        ),
        norm.mark_rule(color=on.colours.text, strokeWidth=1, strokeDash=[2, 2], aria=False).encode(y=on.y("value")),
        paid.mark_rule(color=on.colours.scenario, strokeWidth=3, aria=False).encode(x=on.x(), x2="to:Q", y=on.y("paid")),
        rimmed(written, on.colours, colour, align="right", fontWeight=600),
    )


def _frames(worked: Worked, language: Language) -> dict[str, pa.Table]:
    """Datasets of the swing."""
    start = worked.found.household.date
    x = month_starts(start, len(worked.buffered.cash.income))
    income, paid, norm = (
        worked.buffered.cash.income / 100.0,
        worked.buffered.account.paid / 100.0,
        worked.buffered.rules.paid_norm(0) / 100.0,
    )
    extent = extent_of(0.0, 1.12 * max(float(income.max()), float(paid.max()), norm))
    pixel = extent["y_high"][0] / (SMALL - 55)
    end = float(x[-1]) + 1 / 12
    peak = float(x[int(np.argmax(income))])
    fixed = [
        ("with", float(paid[0]), say(language, "buffer.with_buffer", amount=house.euro(float(paid[0]), language))),
        ("norm", norm, say(language, "buffer.norm", amount=house.euro(norm, language))),
    ]
    upper, lower = sorted(fixed, key=lambda entry: -entry[1])
    return {
        EXTENT: pa.table({"x_low": [float(x[0])], "x_high": [end], **extent}),
        "months": pa.table(
            {
                "x": x + GAP,
                "to": x + 1 / 12 - GAP,
                "income": income,
                "zero": np.zeros(len(x)),
                "month": month_names(start, len(x), language),
            }
        ),
        "paid": pa.table({"x": x[: len(paid)], "to": x[: len(paid)] + 1 / 12, "paid": paid}),
        "norm": pa.table({"value": [norm]}),
        "notes": pa.table(
            {
                "role": ["without", upper[0], lower[0]],
                "x": [max(peak + 1 / 12, float(x[0]) + 0.55), end - 0.02, end - 0.02],
                "label": [float(income.max()) + 12 * pixel, upper[1] + 11 * pixel, lower[1] - 11 * pixel],
                "text": [say(language, "buffer.without"), upper[2], lower[2]],
            }
        ),
    }


def _finding(worked: Worked, language: Language) -> str:
    """How far income swings, or how long the account pays on."""
    if worked.inputs.lost:
        return say(language, "buffer.title_lost", months=months(worked.months_paid_on, language))
    if worked.buffered.cash.swing < 100:
        return say(language, "buffer.title_even", amount=cents(worked.buffered.guaranteed, language))
    return say(language, "buffer.title", swing=cents(worked.buffered.cash.swing, language))


def _sentence(worked: Worked, language: Language) -> str:
    """The swing, and in how many months income is under the norm."""
    said = [
        law(
            language,
            "buffer.swing",
            swing=cents(worked.buffered.cash.swing, language),
            months=months(worked.buffered.cash.months_below_norm, language),
        )
    ]
    if worked.inputs.pay == "variable":
        said.append(say(language, "buffer.example"))
    said += _buffer_of_law(worked, language)
    return " ".join([*said, law(language, "buffer.no_evidence")])


def _buffer_of_law(worked: Worked, language: Language) -> list[str]:
    """What the law lets a municipality add by itself, once it does within these months, and what that comes to here."""
    if worked.buffered.budget is None:
        return []
    most = law_on(worked.months[-1].first_day, worked.city).parameter("exemption.buffer_maximum")
    date, amount = house.date(most.valid_from, language), house.euro(most.value, language)
    short, added = cents(worked.buffered.budget.short, language), cents(worked.buffered.budget.added, language)
    key = "law_budget_here" if _lacks(worked) else "law_budget_none"
    said = law(language, f"buffer.{key}", short=short, added=added)
    return [law(language, "buffer.law_budget", date=date, amount=amount), said]


def _lacks(worked: Worked) -> bool:
    """Whether what that comes to is a euro at least, as it is shown."""
    return worked.buffered.budget is not None and worked.buffered.budget.short >= 50


def _trace(worked: Worked) -> list[str]:
    article = ["article_short", "article_added"] if _lacks(worked) else []
    return ["guaranteed", "cash_swing", *article, *(f"cash:{month}" for month in range(1, len(worked.buffered.cash.income) + 1))]


SWING: Final = Figure(
    "household-swing", "huishouden.buffer.alt", _spec, _frames, _finding, _sentence, account_table, account_sources, _trace
)
