"""The volume page's own pieces: where it leads, ways in and out, the year's bridge, what it takes, season, promises."""

from __future__ import annotations

import html
from typing import Final

import numpy as np
import streamlit as st

from core.analysis.bridges import StockBridge, stock_bridges
from core.analysis.promises import promises_of
from core.analysis.simulate import parameters_of
from core.analysis.target import target_of
from core.facts import series
from core.figures.lines import month_names
from core.figures.people.flows import IN, OUT, flows_frames, flows_spec, ways
from core.figures.people.promises import promises_frames, promises_spec
from core.figures.people.season import season_frames, season_spec
from core.figures.people.year import STEPS, steps_of, waterfall_frames, waterfall_spec
from core.model.calendar import december, january, year_of
from core.text import format as house
from core.text import sentences_volume as words
from core.ui.chart import chart, sentence, under
from core.ui.columns import two_columns
from core.ui.history import history_sources
from core.ui.moved import moved_note
from core.ui.needed import ask
from core.ui.tables import details, quantity_sources, source_list, table
from core.ui.view import View

_YEAR: Final = "bridge-year"


def top(view: View) -> None:
    """Answer and the flow chart."""
    last = stock_bridges(view.paths.run, view.scenario.measures)[-1]
    note = f'<p class="koers-moved">{view.say("volume.answer.measures")}</p>' if view.scenario.active_measures else ""
    answer = words.answer(view.paths, view.baseline, last, view.language)
    st.html(f'<h1 class="koers-answer" aria-live="polite">{answer}</h1>{note}{moved_note(view)}')
    sentence(words.flows_title(last, view.language))
    chart(
        flows_spec(view.language, view.dark), flows_frames(view.paths.run, view.language), "flows", view.say("volume.flows.alt")
    )
    under(words.flows_sentence(last, view.language))
    details("table-flows", view.language, lambda: _flows_table(view))


def rest(view: View) -> None:
    """What it takes, the promises, the bridge of a year and the season."""
    two_columns(view, (_needed, _promises), (_bridge, _season))


def _needed(view: View) -> None:
    ask(view, target_of(view.baseline, "target_volume", "volume"), ("outflow_rate", "inflow"))


def _bridge(view: View) -> None:
    bridges = {bridge.year: bridge for bridge in stock_bridges(view.paths.run, view.scenario.measures)}
    if st.session_state.get(_YEAR) not in bridges:
        target = view.baseline.quantity("target_volume").date.year
        st.session_state[_YEAR] = target if target in bridges else list(bridges)[-1]
    bridge = bridges[st.session_state[_YEAR]]
    sentence(words.bridge_title(bridge, view.language))
    with st.container(width=260):
        st.selectbox(
            view.say("volume.bridge.choose"),
            list(bridges),
            format_func=lambda year: words.period(bridges[year], view.language) if year in bridges else str(year),
            key=_YEAR,
        )
    chart(
        waterfall_spec(view.language, view.dark), waterfall_frames(bridge, view.language), "bridge", view.say("volume.bridge.alt")
    )
    under(words.bridge_sentence(bridge, view.language))
    details("table-bridge", view.language, lambda: _bridge_table(view, list(bridges.values())))


def _season(view: View) -> None:
    parameters, language = parameters_of(view.baseline), view.language
    year = year_of(view.baseline.reference_month)
    months = [house.month(month, language).rsplit(" ", 1)[0] for month in range(january(year), december(year) + 1)]
    sentence(words.season_title(months, parameters.season_outflow, language))
    frames = season_frames(parameters.season_inflow, parameters.season_outflow, language)
    chart(season_spec(language, view.dark), frames, "season", view.say("volume.season.alt"))
    under(view.say("own_data.page.season_note" if view.baseline.history.own else "volume.season.sentence"))
    details("table-season", language, lambda: _season_table(view, months))


def _promises(view: View) -> None:
    found = promises_of(view.baseline)
    if not found:
        # One city's words beforehand say nothing about the counts of another, or about somebody's own.
        sentence(view.say("own_data.page.no_promises"))
        under(view.say("own_data.page.no_promises_note"))
        return
    sentence(words.promises_title(found, view.language))
    chart(
        promises_spec(view.language, view.dark),
        promises_frames(view.baseline, view.language),
        "promises",
        view.say("volume.promises.alt"),
    )
    under(words.promises_sentence(found, view.language))
    details("table-promises", view.language, lambda: _promises_table(view))


def _flows_table(view: View) -> str:
    run, language = view.paths.run, view.language
    by_way = ways(run)
    net = np.diff(run.caseload.stock[:, 0])
    names = month_names(run.months[1:], language)
    rows = [
        [
            name,
            *(house.number(float(by_way[way][t]), language) for way in IN + OUT),
            words.signed(float(net[t]), language),
            house.number(float(run.caseload.stock[t + 1, 0]), language),
        ]
        for t, name in enumerate(names)
    ]
    head = [
        view.say("volume.flows.month"),
        *(view.say(f"volume.flows.way.{way}") for way in IN + OUT),
        view.say("volume.flows.net"),
        view.say("volume.flows.stock"),
    ]
    used = quantity_sources(view.baseline, "volume", "inflow", "outflow_rate", "lks_jobs", "lks_first_year_dropout")
    return table(view.say("volume.flows.caption"), head, rows) + source_list([*used, "cbs-82662ned"], language)


def _bridge_table(view: View, bridges: list[StockBridge]) -> str:
    language = view.language
    rows = [
        [
            words.period(bridge, language),
            house.number(bridge.start, language),
            *(words.signed(value, language) for value in steps_of(bridge).values()),
            house.number(bridge.end, language),
        ]
        for bridge in bridges
    ]
    head = [view.say("volume.bridge.year"), *(view.say(f"volume.bridge.step.{name}") for name in STEPS)]
    note = f'<p class="koers-sentence">{html.escape(view.say("volume.bridge.note"))}</p>'
    used = quantity_sources(view.baseline, "volume", "inflow", "outflow_rate")
    return note + table(view.say("volume.bridge.caption"), head, rows) + source_list(used, language)


def _season_table(view: View, months: list[str]) -> str:
    language, parameters = view.language, parameters_of(view.baseline)
    heads = [view.say("volume.season.inflow"), view.say("volume.season.outflow")]
    factors = [
        [name, house.number(one, language, 2), house.number(other, language, 2)]
        for name, one, other in zip(months, parameters.season_inflow, parameters.season_outflow, strict=True)
    ]
    inflow, outflow = series("cbs_national_inflow").observations, series("cbs_national_outflow").observations
    by_day = {point.date: point.value for point in outflow}
    quarters = [
        [
            house.date(point.date, language),
            house.number(point.value, language),
            house.number(by_day[point.date], language) if point.date in by_day else "",
        ]
        for point in inflow
    ]
    return (
        table(view.say("volume.season.caption"), [view.say("volume.season.month"), *heads], factors)
        + table(view.say("volume.season.caption_source"), [view.say("volume.season.quarter"), *heads], quarters)
        + source_list(["cbs-82662ned"], language)
    )


def _promises_table(view: View) -> str:
    language, found = view.language, promises_of(view.baseline)

    def row(number: int) -> list[str]:
        entry = found[number]
        became, difference = entry.became, entry.difference
        return [
            house.date(entry.point.date, language),
            "" if entry.point.made is None else house.date(entry.point.made, language),
            house.number(entry.point.value, language),
            view.say("volume.promises.unknown") if became is None else house.number(became, language),
            "" if difference is None else words.signed(difference, language),
        ]

    names = ("day", "made", "promised", "became", "difference")
    notes = "".join(
        f"<li><b>{house.number(entry.point.value, language)}</b>. {html.escape(entry.point.note[language])}</li>"
        for entry in found
        if entry.point.note is not None
    )
    counts = view.baseline.history.volume
    history = [[house.date(point.date, language), house.number(point.value, language)] for point in counts]
    cited = [entry.point.source for entry in found] + history_sources(view.baseline)
    return (
        table(
            view.say("volume.promises.caption"),
            [view.say(f"volume.promises.{name}") for name in names],
            [row(i) for i in range(len(found))],
        )
        + f'<ul class="koers-sources">{notes}</ul>'
        + table(
            view.say("verkenner.table.caption_history"),
            [view.say("verkenner.table.month"), view.say("verkenner.table.history")],
            history,
        )
        + source_list(cited, language)
    )
