"""Werk loont: the balance of the escrow account at the end of every month."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.figures.canvas import LINE, STRIP, canvas, data, over
from core.figures.figure import Figure
from core.figures.household.axis import amount_axis, extent_of
from core.figures.household.parts import SMALL, account_sources, account_table, month_names, month_starts
from core.figures.specs import built_once
from core.figures.theme import EXTENT, year_axis
from core.household.months import MONTHS
from core.household.results import Worked
from core.text import format as house
from core.text.catalog import Language
from core.text.household import cents, law, say


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Balance of the account; takes the datasets of `_frames`."""
    axis = amount_axis(language, "huishouden.buffer.balance_axis")
    on = canvas(language, dark, x=year_axis(), y=axis, bottom=STRIP)
    points, lowest = map(data, ("balance", "lowest"))
    hover = [
        on.tip("month:N", "huishouden.column.month"),
        on.tip("value:Q", "huishouden.column.balance", ",.0f"),
    ]
    return on.finish(
        SMALL,
        points.mark_area(color=on.colours.scenario, opacity=0.14, clip=True, interpolate="step-after", aria=False).encode(
            x=on.x(), y=on.y("value"), y2="zero:Q"
        ),
        points.mark_rule(color=on.colours.muted, strokeWidth=1, aria=False).encode(y=on.y("zero")),
        points.mark_line(color=on.colours.scenario, strokeWidth=2.5, clip=True, interpolate="step-after", aria=False).encode(
            x=on.x(), y=on.y("value")
        ),
        lowest.mark_point(filled=True, size=60, opacity=1, color=on.colours.text, aria=False).encode(x=on.x(), y=on.y("value")),
        over(on, lowest, on.colours.text).encode(y=alt.value(alt.ExprRef(f"height - {LINE}"))),
        points.mark_rule(opacity=0, strokeWidth=9, aria=False).encode(x=on.x(), tooltip=hover),
    )


def _frames(worked: Worked, language: Language) -> dict[str, pa.Table]:
    """Datasets of the balance; the calendar stays whole when the account is closed before its end."""
    start = worked.found.household.date
    balance = worked.buffered.account.balance / 100.0
    x = month_starts(start, MONTHS + 1)
    lowest = int(np.argmin(balance))
    extent = extent_of(1.3 * float(balance.min()), max(1.1 * float(balance.max()), 500.0))
    return {
        EXTENT: pa.table({"x_low": [float(x[0])], "x_high": [float(x[-1])], **extent}),
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
                "value": [float(balance[lowest])],
                "text": [house.euro(float(balance[lowest]), language)],
            }
        ),
    }


def _finding(worked: Worked, language: Language) -> str:
    """Whether the account falls short, and by how much."""
    lowest = worked.buffered.account.lowest
    if lowest < 0:
        buffer, short = (cents(amount, language) for amount in (worked.buffer, -lowest))
        return say(language, "buffer.balance_title_short", buffer=buffer, short=short)
    return say(language, "buffer.balance_title_ok", lowest=cents(lowest, language))


def _sentence(worked: Worked, language: Language) -> str:
    """The buffer that the fixed amount needs, and what was received ahead."""
    amount = cents(worked.buffered.guaranteed, language)
    if worked.buffered.needed == 0 and worked.found.works:
        said = [say(language, "buffer.balance_sentence_zero", amount=amount)]
    else:
        said = [law(language, "buffer.needed", amount=amount, buffer=cents(worked.buffered.needed, language))]
    ahead = int(worked.buffered.cash.ahead.max())
    if ahead >= 100:
        said.append(law(language, "buffer.ahead", amount=cents(ahead, language)))
    return " ".join(said)


def _trace(_: Worked) -> list[str]:
    return ["buffer", "guaranteed", "buffer_needed", "account_low"]


BALANCE: Final = Figure(
    "household-balance", "huishouden.buffer.balance_alt", _spec, _frames, _finding, _sentence, account_table,
    account_sources, _trace,
)  # fmt: skip
