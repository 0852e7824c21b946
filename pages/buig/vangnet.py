"""The safety net of BUIG en reserve: rule, conditions and payment per year, and the assumptions that only this page has."""

from __future__ import annotations

import html

import streamlit as st

from core.figures.money import vangnet
from core.scenario import OPTION, option_values
from core.ui import state
from core.ui.chart import sentence, under
from core.ui.follow import chosen, following
from core.ui.lever import slider
from core.ui.tables import draw_table, drawer, source_list
from core.ui.view import View


def safety_net(view: View) -> None:
    """The rule, each year with its conditions, and the two options."""
    language, baseline = view.language, view.baseline
    years = vangnet.years_of(view.outlook)
    sentence(vangnet.finding(years, language))
    under(vangnet.sentence(years, language))
    draw_table(vangnet.table(years, baseline, language), "vangnet", language, view.stamp())
    under(vangnet.note(language))

    def rules() -> None:
        draw_table(vangnet.rules_table(years, baseline, language), "vangnet-rules", language, view.stamp())
        st.html(source_list(vangnet.sources(years, baseline), language))

    drawer("table-vangnet", language, rules)
    _options(view)


def _options(view: View) -> None:
    """The two assumptions that only this page shows: the wider safety net, and own savings that come off the budget."""
    values = option_values(view.scenario, view.baseline)
    st.html(f'<h2 class="koers-hand first">{html.escape(view.say("buig.options.heading"))}</h2>')
    left, right = st.columns(2, gap="large")
    with left:
        key = following("vangnet-extended", values["vangnet_extended"] == 1.0)
        st.toggle(
            view.say("buig.options.extended"),
            key=key,
            on_change=lambda: state.set_lever("vangnet_extended", float(chosen("vangnet-extended"))),
        )
        under(view.say("buig.options.extended_note"))
    with right:
        slider(OPTION["macro_feedback"], view.baseline, values["macro_feedback"], 0.0, view.language)
