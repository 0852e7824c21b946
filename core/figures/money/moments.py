"""The budget calendar on a time line: a row per budget year, the state's stages and the city's moments up to a day."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.analysis.known import BUDGET, MACRO, Known, Moment, amounts_at
from core.city import City
from core.figures.specs import built_once
from core.figures.theme import EXTENT, domain, extent_layer, finish, palette, year_axis
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 260
YEARS_BACK: Final = 2.5


@built_once
def moments_spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `moments_frames`."""
    colours = palette(dark)
    x = alt.X("x:Q", scale=domain("x"), axis=year_axis(language))
    y = alt.Y(
        "year:O",
        axis=alt.Axis(
            title=translate(language, "buig.calendar.axis"),
            description=translate(language, "buig.calendar.axis"),
            titleAnchor="start", titleAlign="left", titleAngle=0, titleX=0, titleY=-8,
            domain=False, ticks=False, grid=True,
        ),
    )  # fmt: skip
    names = [translate(language, f"buig.calendar.{kind}") for kind in ("budget", "pc")]
    moments = alt.Chart(alt.NamedData("moments"))
    today = alt.Chart(alt.NamedData("day"))
    chart = alt.layer(
        extent_layer(),
        today.mark_rule(color=colours.muted, strokeWidth=1, aria=False).encode(x=x),
        today.mark_text(align="right", dx=-5, baseline="top", color=colours.muted, aria=False).encode(
            x=x, y=alt.value(2), text="text:N"
        ),
        moments.mark_point(filled=True, size=110, opacity=1, aria=False).encode(
            x=x,
            y=y,
            shape=alt.Shape("who:N", sort=names, scale=alt.Scale(domain=names, range=["circle", "diamond"]), legend=_legend()),
            color=alt.Color("who:N", sort=names, scale=alt.Scale(domain=names, range=[colours.base, colours.scenario])),
            tooltip=[
                alt.Tooltip("name:N", title=" "),
                alt.Tooltip("when:N", title=translate(language, "buig.calendar.date")),
                alt.Tooltip("amount:N", title=translate(language, "buig.calendar.amount")),
            ],
        ),
        *(
            moments.mark_text(dy=-15, opacity=alt.ExprRef(expr="width < 420 ? 0 : 1"), aria=False, **rim).encode(
                x=x, y=y, text="label:N"
            )
            for rim in ({"stroke": colours.background, "strokeWidth": 4}, {"color": colours.text})
        ),
    )
    return finish(chart, language, colours, HEIGHT)


def _legend() -> alt.Legend:
    return alt.Legend(title=None, orient="bottom", offset=4, labelFontSize=13)


def moment_amount(moment: Moment, city: City | None, language: Language) -> str:
    """The amounts that came with a moment: of the city when there is one, else of the country."""
    found = amounts_at(moment, city)
    own = [amount for amount in found if amount.series == BUDGET] or [amount for amount in found if amount.series != MACRO]
    money = [amount for amount in own or found if amount.value > 1.0 or amount.value < 0.0]
    if not money:
        return ""
    text = house.million(money[0].value, language)
    return translate(language, "buig.calendar.national", amount=text) if money[0].series == MACRO else text


def _x(day: dt.date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 365.25


def moments_frames(known: Known, language: Language) -> dict[str, pa.Table]:
    """Datasets of the calendar chart: what lies within two and a half years before the day, and nothing after it."""
    end = _x(known.day)
    shown = [moment for moment in known.past if _x(moment.date) >= end - YEARS_BACK]
    first = min((_x(moment.date) for moment in shown), default=end - 1.0)
    budgets = [_budget(moment, known.city) for moment in shown]
    stages = [house.number(budget, language, 1) if budget else "" for budget in budgets]
    return {
        EXTENT: pa.table({"x_low": [first - 0.2], "x_high": [end + 0.15]}),
        "moments": pa.table(
            {
                "x": pa.array([_x(moment.date) for moment in shown], pa.float64()),
                "year": pa.array([str(moment.year) for moment in shown], pa.string()),
                "who": pa.array([translate(language, f"buig.calendar.{moment.kind}") for moment in shown], pa.string()),
                "name": pa.array([moment.name[language] for moment in shown], pa.string()),
                "when": pa.array([house.date(moment.date, language) for moment in shown], pa.string()),
                "amount": pa.array([moment_amount(moment, known.city, language) or "–" for moment in shown], pa.string()),
                "label": pa.array(
                    [
                        f"{translate(language, 'buig.stage.' + moment.stage.replace(' ', '-'))} {amount}".strip()
                        if moment.stage else ""
                        for moment, amount in zip(shown, stages, strict=True)
                    ],
                    pa.string(),
                ),
            }
        ),
        "day": pa.table({"x": [end], "text": [house.date(known.day, language)]}),
    }  # fmt: skip


def _budget(moment: Moment, city: City | None) -> float:
    return next((amount.value for amount in amounts_at(moment, city) if amount.series == BUDGET), 0.0)
