"""The budget calendar of BUIG en reserve: stand at a moment, and see what was known then."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from core.analysis.known import Amount, Known, has_budgets, known_at, moments_to_stand_at, month_known
from core.facts import sources
from core.figures.money.moments import moment_amount, moments_frames, moments_spec
from core.model.calendar import end_of_month, month_of
from core.text import format as house
from core.ui.chart import chart, sentence, under
from core.ui.tables import details, source_list, table
from core.ui.view import View


def _moments(view: View) -> dict[int, str]:
    """Months in which the state or the city did something that was published, by name."""
    return {index: house.month(index, view.language) for index in moments_to_stand_at(view.baseline)}


LAST_DECISIONS: Final = 3
"""Decisions of the city that the sentence names; all of them stand in the table."""


def calendar(view: View) -> None:
    """The moment to stand at, the time line up to it, and the amounts that were known then."""
    language = view.language
    if not has_budgets(view.baseline.city):
        known = known_at(view.baseline.known_on, None)
        month = house.month(month_of(known.day), language)
        sentence(view.say("own_data.page.national_title", month=month))
        under(view.say("own_data.page.national_calendar"))
        st.html(_known_table(view, known))
        return
    months = _moments(view)
    own = month_known(view.baseline)
    key = f"stand-at-{view.baseline.id}"
    with st.container(width=260):
        chosen = st.selectbox(
            view.say("buig.calendar.stand"), list(months), index=list(months).index(own), format_func=months.__getitem__, key=key
        )
    known = known_at(end_of_month(chosen if chosen in months else own), view.baseline.city)
    sentence(_known_title(view, known, months[chosen]))
    chart(moments_spec(language, view.dark), moments_frames(known, language), "moments", view.say("buig.calendar.alt"))
    under(_known_sentence(view, known))
    st.html(_known_table(view, known))
    details("table-moments", language, lambda: _moments_table(view, known))


def _known_title(view: View, known: Known, month: str) -> str:
    years = [year for year in known.gap if year in known.budget]
    if not years:
        return view.say("buig.calendar.title_none", month=month)
    year = max(years)
    return view.say(
        "buig.calendar.title",
        month=month,
        year=year,
        budget=house.million(known.budget[year].value, view.language),
        assumed=house.million(known.assumed[year].value, view.language),
    )


def _known_sentence(view: View, known: Known) -> str:
    language = view.language
    said = []
    if known.gap:
        year = max(known.gap)
        said.append(
            view.say(
                f"buig.calendar.gap_{'more' if known.gap[year] >= 0 else 'less'}", year=year,
                stage=_stage(view, known.budget[year]), made=house.date(known.budget[year].made, language),
                gap=house.million(abs(known.gap[year]), language),
            )
        )  # fmt: skip
    if known.macro:
        year = max(known.macro)
        said.append(view.say("buig.calendar.macro", year=year, amount=house.million(known.macro[year].value, language)))
    decided = [found for found in known.past if found.kind == "pc"][-LAST_DECISIONS:]
    if decided:
        named = "; ".join(f"{found.name[language]} ({house.date(found.date, language)})" for found in decided)
        said.append(view.say("buig.calendar.decided", moments=named))
    if known.next is not None:
        month = house.month(month_of(known.next.date), language)
        said.append(view.say("buig.calendar.next", moment=known.next.name[language], month=month))
    said.append(view.say("buig.calendar.nothing_later"))
    return " ".join(said)


def _stage(view: View, amount: Amount) -> str:
    return "" if amount.stage is None else view.say(f"buig.stage.{amount.stage.replace(' ', '-')}")


def _known_table(view: View, known: Known) -> str:
    language = view.language
    columns: Mapping[str, Mapping[int, Any]] = {
        "macro": known.macro, "budget": known.budget, "share": known.share, "assumed": known.assumed, "balance": known.balance,
    }  # fmt: skip
    if known.city is None:
        columns = {"macro": known.macro}
    years = sorted({year for amounts in columns.values() for year in amounts if year >= known.day.year - 3}, reverse=True)

    def cell(name: str, year: int) -> str:
        amount = columns[name].get(year)
        if amount is None:
            return "–"
        value = house.percent(amount.value, language) if name == "share" else house.number(amount.value, language, 1)
        stage = _stage(view, amount)
        return f"{value} ({stage})" if stage else value

    rows = [
        [
            str(year),
            *(cell(name, year) for name in columns),
            *([house.number(known.gap[year], language, 1) if year in known.gap else "–"] if len(columns) > 1 else []),
        ]
        for year in years
    ]
    heads = [
        view.say("verkenner.table.year"),
        *(
            view.say(f"buig.known.{name}", municipality=view.baseline.municipality)
            for name in (*columns, *(["gap"] if len(columns) > 1 else []))
        ),
    ]
    return table(view.say("buig.known.caption", day=house.date(known.day, language)), heads, rows)


def _moments_table(view: View, known: Known) -> str:
    language = view.language
    rows = [
        [
            house.date(found.date, language),
            found.name[language],
            view.say(f"buig.calendar.{found.kind}"),
            moment_amount(found, known.city, language) or "–",
            view.say(f"common.{found.status}"),
        ]
        for found in reversed(known.past)
    ]
    heads = [view.say(f"buig.calendar.{name}") for name in ("date", "moment", "who", "amount", "status")]
    cited = dict.fromkeys(found.source for found in known.past if found.source is not None)
    cited |= dict.fromkeys(amount.source for amounts in (known.macro, known.budget, known.assumed) for amount in amounts.values())
    note = ""
    if any(sources()[name].date > known.day for name in cited):
        note = f'<p class="koers-sentence">{html.escape(view.say("buig.calendar.read_later"))}</p>'
    return table(view.say("buig.calendar.caption"), heads, rows, words=(1, 2)) + note + source_list(cited, language)
