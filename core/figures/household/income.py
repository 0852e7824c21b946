"""Werk loont: the waterfall from income without work to income with work, by component."""

from __future__ import annotations

import functools
from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.figures.household.axis import below_axis
from core.figures.theme import EXTENT, domain, extent_layer, finish, palette
from core.household.household import Household
from core.household.income import COMPONENTS, Comparison
from core.text import format as house
from core.text.catalog import Language, translate

ROW: Final = 27
"""Height of a row [pixels]: the chart is as high as the household has components."""
FOOT: Final = 44
"""Height of the axis under the rows [pixels]."""
STEP: Final = 500.0
_OF_CHILDREN: Final = ("child_budget", "childcare_allowance", "childcare_cost")


def row_count(household: Household) -> int:
    """Rows of the waterfall: the components, and both totals."""
    return len(shown_components(household)) + 2


def shown_components(household: Household) -> tuple[str, ...]:
    """Components that this household can have. One that stays the same is shown too: that is what people fear for."""
    return tuple(key for key in COMPONENTS if household.child_ages or key not in _OF_CHILDREN)


def signed_euro(amount: float, language: Language) -> str:
    """`+ € 1.607`, `− € 15`, `€ 0`."""
    if round(amount) == 0:
        return house.euro(0.0, language)
    return f"{'+' if amount > 0 else chr(0x2212)} {house.euro(abs(amount), language)}"


@functools.cache
def waterfall_spec(language: Language, dark: bool, rows_shown: int) -> dict[str, Any]:
    """Specification of a chart with so many rows; takes the datasets of `waterfall_frames`."""
    colours = palette(dark)
    rows = alt.Chart(alt.NamedData("rows"))
    y = alt.Y(
        "label:N",
        sort=None,
        axis=alt.Axis(
            title=None, ticks=False, domain=False, labelColor=colours.text, labelLimit=190, labelPadding=8,
            description=translate(language, "huishouden.column.part"),
        ),
    )  # fmt: skip

    axis = below_axis(language, "huishouden.waterfall.axis", grid=True, domain=False, ticks=False, format=",.0f")

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=domain("x"), axis=axis)

    roles = ["before", "up", "down", "same", "after"]
    colour = alt.Color(
        "role:N",
        scale=alt.Scale(domain=roles, range=[colours.base, colours.target, colours.warning, colours.history, colours.scenario]),
        legend=None,
    )
    hover = [
        alt.Tooltip("label:N", title=translate(language, "huishouden.column.part")),
        alt.Tooltip("text:N", title=translate(language, "huishouden.waterfall.axis")),
    ]
    chart = alt.layer(
        extent_layer(),
        rows.mark_rule(color=colours.muted, strokeWidth=1, strokeDash=[2, 2], aria=False).encode(
            y=alt.Y("label:N", sort=None, bandPosition=0.86), y2=alt.Y2("next:N", bandPosition=0.14), x=x("end")
        ),
        rows.mark_bar(height=ROW - 8, aria=False).encode(y=y, x=x("low"), x2="high:Q", color=colour, tooltip=hover),
        rows.mark_tick(thickness=2, size=ROW - 8, aria=False).encode(y=y, x=x("end"), color=colour, tooltip=hover),
        rows.mark_text(align="left", dx=7, aria=False).encode(
            y=y,
            x=x("high"),
            text="text:N",
            color=alt.condition("datum.role === 'same'", alt.value(colours.muted), alt.value(colours.text)),
        ),
    )
    return finish(chart, language, colours, rows_shown * ROW + FOOT)


def waterfall_frames(found: Comparison, language: Language) -> dict[str, pa.Table]:
    """Datasets of the waterfall."""
    before, after = found.before.disposable, found.after.disposable
    change = found.difference()
    rows: list[tuple[str, float, float, str, float, str]] = [
        ("huishouden.waterfall.before", 0.0, before, "before", before, house.euro(before, language))
    ]
    level = before
    same = translate(language, "huishouden.waterfall.same")
    for key in shown_components(found.household):
        amount = change[key]
        role = "same" if round(amount) == 0 else "up" if amount > 0 else "down"
        ends = (min(level, level + amount), max(level, level + amount))
        level += amount
        rows.append((f"household.component.{key}", *ends, role, level, same if role == "same" else signed_euro(amount, language)))
    rows.append(("huishouden.waterfall.after", 0.0, after, "after", after, house.euro(after, language)))
    names = [translate(language, row[0]) for row in rows]
    highest = max(row[2] for row in rows)
    return {
        EXTENT: pa.table({"x_low": [0.0], "x_high": [STEP * -(-1.22 * highest // STEP)]}),
        "rows": pa.table(
            {
                "label": names,
                "next": [*names[1:], names[-1]],
                "low": [row[1] for row in rows],
                "high": [row[2] for row in rows],
                "role": [row[3] for row in rows],
                "end": [row[4] for row in rows],
                "text": [row[5] for row in rows],
            }
        ),
    }
