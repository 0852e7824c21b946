"""The budget calendar on a time line: a row per budget year, the state's stages and the city's moments up to a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.analysis.known import MACRO, Known, Moment, amount_at, budget_at
from core.city import City
from core.facts import sources
from core.figures.canvas import LINE, canvas, data, extent, over
from core.figures.figure import Figure
from core.figures.rows import NAMES, written_rows
from core.figures.specs import built_once
from core.figures.table import Cell, Column, Table
from core.figures.theme import EXTENT, year_axis
from core.model.calendar import month_of
from core.text import format as house
from core.text.catalog import Language, translate

HEIGHT: Final = 220
YEARS_BACK: Final = 2.5
KINDS: Final = ("budget", "pc")
LAST_DECISIONS: Final = 3
"""Decisions of the city that the sentence names; all of them stand in the table."""


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    on = canvas(language, dark, x=year_axis())
    names = [on.say(f"buig.calendar.{kind}") for kind in KINDS]
    rows, moments, day = map(data, ("rows", "moments", "day"))
    legend = alt.Legend(title=None, orient="bottom", offset=4, labelFontSize=13)
    shape = alt.Shape("who:N", sort=names, scale=alt.Scale(domain=names, range=["circle", "diamond"]), legend=legend)
    colour = alt.Color("who:N", sort=names, scale=alt.Scale(domain=names, range=[on.colours.base, on.colours.scenario]))
    tooltip = [
        on.tip("moment:N", None), on.tip("when:N", "buig.calendar.date"), on.tip("amount:N", "buig.calendar.amount")
    ]  # fmt: skip
    layers = [
        rows.mark_rule(color=on.colours.grid, yOffset=11, aria=False).encode(y=NAMES),
        day.mark_rule(color=on.colours.muted, strokeWidth=1, aria=False).encode(x=on.x()),
        over(on, day, on.colours.muted).encode(y=alt.value(-LINE)),
        moments.mark_point(filled=True, size=110, yOffset=11, opacity=1, aria=False).encode(
            x=on.x(), y=NAMES, shape=shape, color=colour, tooltip=tooltip
        ),
        written_rows(rows, on.colours),
    ]
    return {**on.finish(HEIGHT, *layers), "padding": {"left": 4, "right": 8, "top": 20, "bottom": 4}}


def stage_name(stage: str, language: Language) -> str:
    """A stage of the state's budget: `nader voorlopig`."""
    return translate(language, f"buig.stage.{stage.replace(' ', '-')}")


def _amount(moment: Moment, city: City | None, language: Language) -> str:
    """The sum that came with a moment; a dash where none did."""
    found = amount_at(moment, city)
    if found is None:
        return "–"
    text = house.million(found.value, language)
    return translate(language, "buig.calendar.national", amount=text) if found.series == MACRO else text


def _row(year: int, shown: Sequence[Moment], city: City | None, language: Language) -> dict[str, str]:
    """A budget year with the last stage that the state gave it, and the city's budget in that."""
    stages = [(moment, moment.stage) for moment in shown if moment.year == year and moment.stage]
    if not stages:
        return {"name": str(year), "label": translate(language, "buig.calendar.row_none", year=year)}
    last, stage = stages[-1]
    budget = budget_at(last, city)
    known = [stage_name(stage, language), *([] if budget is None else [house.number(budget.value, language, 1)])]
    return {"name": str(year), "label": translate(language, "buig.calendar.row", year=year, known=" ".join(known))}


def _x(day: dt.date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 365.25


def _texts(values: Iterable[str]) -> pa.Array:
    return pa.array(list(values), pa.string())


_ROWS: Final = pa.schema([("name", pa.string()), ("label", pa.string())])


def _frames(known: Known, language: Language) -> dict[str, pa.Table]:
    """Datasets of the calendar chart: two and a half years up to the day, and nothing after it; none when nothing lies there."""
    end = _x(known.day)
    shown = [moment for moment in known.past if _x(moment.date) >= end - YEARS_BACK]
    if not shown:
        return {}
    years = sorted({moment.year for moment in shown})
    first = min(_x(moment.date) for moment in shown)
    return {
        EXTENT: extent(x=(first - 0.2, end + 0.15)),
        "rows": pa.Table.from_pylist([_row(year, shown, known.city, language) for year in years], schema=_ROWS),
        "moments": pa.table(
            {
                "x": pa.array([_x(moment.date) for moment in shown], pa.float64()),
                "name": _texts(str(moment.year) for moment in shown),
                "who": _texts(translate(language, f"buig.calendar.{moment.kind}") for moment in shown),
                "moment": _texts(moment.name[language] for moment in shown),
                "when": _texts(house.date(moment.date, language) for moment in shown),
                "amount": _texts(_amount(moment, known.city, language) for moment in shown),
            }
        ),
        "day": pa.table({"x": [end], "text": [house.date(known.day, language)]}),
    }


def _finding(known: Known, language: Language) -> str:
    """The last budget of the city beside what the city had counted on."""
    month = house.month(month_of(known.day), language)
    years = [year for year in known.gap if year in known.budget]
    if not years:
        return translate(language, "buig.calendar.title_none", month=month)
    year = max(years)
    budget, assumed = (house.million(found[year].value, language) for found in (known.budget, known.assumed))
    return translate(language, "buig.calendar.title", month=month, year=year, budget=budget, assumed=assumed)


def _gap(known: Known, language: Language) -> list[str]:
    if not known.gap:
        return []
    year = max(known.gap)
    budget, gap = known.budget[year], known.gap[year]
    stage = "" if budget.stage is None else stage_name(budget.stage, language)
    return [
        translate(
            language, f"buig.calendar.gap_{house.side_of_million(gap, 'more', 'less', 'same')}", year=year, stage=stage,
            made=house.date(budget.made, language), gap=house.million(abs(gap), language),
        )
    ]  # fmt: skip


def _sentence(known: Known, language: Language) -> str:
    """What was known of the budget, what the city had decided last, and what would come next."""
    said = _gap(known, language)
    if known.budget and max(known.budget) < known.day.year:
        said.append(translate(language, "buig.calendar.since_nothing", year=max(known.budget) + 1))
    if known.macro:
        year = max(known.macro)
        amount = house.million(known.macro[year].value, language)
        said.append(translate(language, "buig.calendar.macro", year=year, amount=amount))
    decided = [found for found in known.past if found.kind == "pc"][-LAST_DECISIONS:]
    if decided:
        named = "; ".join(f"{found.name[language]} ({house.date(found.date, language)})" for found in decided)
        said.append(translate(language, "buig.calendar.decided", moments=named))
    if known.next is not None:
        month = house.month(month_of(known.next.date), language)
        said.append(translate(language, "buig.calendar.next", moment=known.next.name[language], month=month))
    return " ".join([*said, translate(language, "buig.calendar.nothing_later")])


def _table(known: Known, language: Language) -> list[Table]:
    """Every moment up to the day, the last first; with a word on sources that were published after it."""
    heads = {name: translate(language, f"buig.calendar.{name}") for name in ("date", "moment", "who", "amount", "status")}
    rows: list[list[Cell]] = [
        [
            found.date,
            found.name[language],
            translate(language, f"buig.calendar.{found.kind}"),
            _amount(found, known.city, language),
            translate(language, f"common.{found.status}"),
        ]
        for found in reversed(known.past)
    ]
    later = any(sources()[name].date > known.day for name in _sources(known))
    note = translate(language, "buig.calendar.read_later") if later else None
    columns = [Column(head, words=name in ("moment", "who")) for name, head in heads.items()]
    return [Table(translate(language, "buig.calendar.caption"), columns, rows, note)]


def _sources(known: Known) -> list[str]:
    cited = [found.source for found in known.past if found.source is not None]
    amounts = [amount.source for found in (known.macro, known.budget, known.assumed) for amount in found.values()]
    return list(dict.fromkeys([*cited, *amounts]))


def _trace(known: Known) -> list[str]:
    years = {
        "macro_budget": [*known.macro],
        "buig_budget": [*known.budget],
        "buig_assumed": [*known.assumed],
        "gap": [*known.gap],
    }
    return [f"known:{name}:{known.day}@{year}" for name, each in years.items() for year in each]


MOMENTS: Final = Figure("moments", "buig.calendar.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace)
