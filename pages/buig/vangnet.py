"""The safety net of BUIG en reserve: rule, conditions and payment per year, and the assumptions that only this page has."""

from __future__ import annotations

import html

import streamlit as st

from core.baseline import sorted_items
from core.document.explanation import rule_status, vangnet_of
from core.model.vangnet import VangnetYear
from core.scenario import OPTION, option_values
from core.text import format as house
from core.ui import state
from core.ui.chart import sentence, under
from core.ui.lever import slider
from core.ui.tables import details, source_list, table
from core.ui.view import View


def safety_net(view: View) -> None:
    """The rule, each year with its conditions, and the two options."""
    language = view.language
    years = vangnet_of(view.scenario, view.baseline, view.paths.run)
    granted = [found for found in years if float(found.amount[0]) > 0.0]
    if granted:
        first = granted[0]
        title = view.say(
            "buig.vangnet.title", year=first.year, amount=house.million(float(first.amount[0]), language), paid=first.year + 2
        )
    else:
        title = view.say("buig.vangnet.title_none")
    sentence(title)
    rule = years[-1].rule
    under(
        view.say(
            "buig.vangnet.sentence",
            own=house.percent(rule.own_risk, language, 1), full=house.percent(rule.full_from, language, 1),
            half=house.percent(rule.half_rate, language, 0),
        )
    )  # fmt: skip

    def met(yes: bool) -> str:
        return view.say(f"buig.vangnet.{'met' if yes else 'not_met'}")

    rows = []
    for found in years:
        first_condition = met(bool(found.over_own_risk[0]))
        second_condition = met(bool(found.over_cumulative[0]))
        if found.extended:
            count = int(found.extended_years[0])
            both = bool(found.extended_over_own_risk[0] and found.extended_years_met[0])
            wider = f"{met(both)} ({view.say('buig.vangnet.of_three', n=count)})"
        else:
            wider = view.say("buig.vangnet.off")
        rows.append(
            [
                str(found.year),
                _rule(view, found),
                house.number(float(found.deficit[0]), language, 1),
                house.percent(float(found.deficit_share[0]), language, 1),
                first_condition,
                f"{second_condition} ({house.number(float(found.cumulative[0]), language, 1)})",
                wider,
                house.number(float(found.amount[0]), language, 1),
                str(found.year + 2),
            ]
        )
    heads = ("year", "rule", "deficit", "share", "first", "second", "extended", "granted", "paid")
    st.html(table(view.say("buig.vangnet.caption"), [view.say(f"buig.vangnet.{name}") for name in heads], rows))
    under(view.say("buig.vangnet.note"))
    details("table-vangnet", language, lambda: _rules_table(view, years))
    _options(view)


def _rules_table(view: View, years: list[VangnetYear]) -> str:
    """The rule of each year in full, with what it rests on."""
    language = view.language
    rows = [
        [
            str(found.year),
            house.percent(found.rule.own_risk, language, 1),
            house.percent(found.rule.full_from, language, 1),
            house.percent(found.rule.half_rate, language, 0),
            view.say(f"common.{rule_status(view.baseline, found.year)}"),
        ]
        for found in years
    ]
    heads = [view.say(f"buig.vangnet.{name}") for name in ("year", "rule", "full_from", "half_rate", "status")]
    keys = ("vangnet_own_risk", "vangnet_full_from", "vangnet_half_rate", "vangnet_extended_own_risk")
    cited = dict.fromkeys(
        found.source
        for (key, year), found in sorted_items(view.baseline.quantities)
        if key in keys and found.source is not None and year is not None and year <= years[-1].year
    )
    return table(view.say("buig.vangnet.caption_rules"), heads, rows) + source_list(cited, language)


def _rule(view: View, found: VangnetYear) -> str:
    """The own risk of a year, with the word "aanname" when the rule of that year was not read."""
    share = house.percent(found.rule.own_risk, view.language, 1)
    if rule_status(view.baseline, found.year) == "reported":
        return share
    return f"{share} ({view.say('common.assumption')})"


def _options(view: View) -> None:
    """The two assumptions that only this page shows: the wider safety net, and own savings that come off the budget."""
    values = option_values(view.scenario, view.baseline)
    st.html(f'<h2 class="koers-hand first">{html.escape(view.say("buig.options.heading"))}</h2>')
    left, right = st.columns(2, gap="large")
    with left:
        st.session_state["vangnet-extended"] = values["vangnet_extended"] == 1.0
        st.toggle(
            view.say("buig.options.extended"),
            key="vangnet-extended",
            on_change=lambda: state.set_lever("vangnet_extended", float(st.session_state["vangnet-extended"])),
        )
        under(view.say("buig.options.extended_note"))
    with right:
        slider(OPTION["macro_feedback"], view.baseline, values["macro_feedback"], 0.0, view.language)
