"""What the LKS page says beside its charts: the price of a job, and how to read the figures."""

from __future__ import annotations

import datetime as dt
import html
from typing import Any, Final

import streamlit as st

from core.analysis.job_cost import job_cost
from core.city import City
from core.facts import sources
from core.household.law import law_on
from core.measures import CatalogueEntry, catalogue
from core.model.kinds import KIND
from core.model.subsidy import FORFAIT, FULL_TIME_HOURS, MOST_FORFAIT_MONTHS
from core.text import format as house
from core.text import sentences_lks as words
from core.text.catalog import Language
from core.ui import state
from core.ui.chart import sentence
from core.ui.tables import source_items, told
from core.ui.typed import Takes, kept, number_field
from core.ui.view import View

CBS = "cbs-lks-cohort-2023"
YEARS = (2024, 2025, 2026)
"""Years of which the minimum wage of 1 January is published here."""
FORMULA: Final = {"hours": Takes(1, FULL_TIME_HOURS, 1), "value": Takes(0, 100), "forfait": Takes(0, MOST_FORFAIT_MONTHS)}
"""What the fields of the formula take: hours a week, percent of a wage, months."""


def retention_entries(city: City | None) -> tuple[CatalogueEntry, ...]:
    """The measures of a city that keep jobs."""
    return tuple(entry for entry in catalogue(city) if KIND[entry.kind].flow == "hazard_factor")


def formula(view: View) -> None:
    """The statutory formula for one job, and a button that makes it the scenario's cost."""
    language = view.language
    sentence(view.say("lks.formula.heading"))
    st.html(f'<p class="koers-sentence">{html.escape(words.formula_intro(language))}</p>')
    left, right = st.columns(2, gap="small")
    # Years from the reference year on: the price path goes forward only.
    base_year = view.baseline.price_year
    years = [year for year in YEARS if year >= base_year] or [YEARS[-1]]
    year = left.selectbox(view.say("lks.formula.year"), years, key=f"formula-year-{years[0]}")
    most = house.number(FULL_TIME_HOURS, language)
    share = house.percent(FORFAIT, language, 0)
    hours = _field(right, view.say("lks.formula.hours", most=most), "hours", 27.0, language)
    value = _field(left, view.say("lks.formula.wage_value"), "value", 60.0, language)
    forfait = _field(right, view.say("lks.formula.forfait", forfait=share), "forfait", 0.0, language)
    wage = law_on(dt.date(year, 1, 1), None).parameter("wage.minimum")
    found = job_cost(view.outlook, wage.value, year, value / 100.0, hours, forfait)
    st.html(f'<p class="koers-sentence" aria-live="polite">{words.formula_result(found, language, told)}</p>')
    if found.reference == found.current:
        st.html(f'<p class="koers-sentence">{html.escape(view.say("lks.formula.same"))}</p>')
    elif found.fits:
        st.button(
            view.say("lks.formula.set", value=house.euro(found.reference, language)),
            key="set-lks_cost",
            on_click=state.set_lever,
            args=("lks_cost", found.reference),
        )
    if wage.source is not None:
        st.html(source_items({wage.source: sources()[wage.source]}, language))


def _field(place: Any, label: str, name: str, first: float, language: Language) -> float:
    """A number of the formula, which is no part of the scenario and so is kept beside it."""
    held, key = f"formula-{name}-kept", f"formula-{name}"
    value = kept(held, key, first, FORMULA[name])
    number_field(place, label, value, FORMULA[name], language, key, _keep, (held,))
    return value


def _keep(value: float, held: str) -> None:
    st.session_state[held] = value


def caveat(view: View) -> None:
    """What CBS says about registered starts and ends."""
    sentence(view.say("lks.caveat.heading"))
    said = (
        f"{view.say('lks.caveat.text')} {view.say('lks.caveat.text_start', year=view.baseline.quantity('lks_growth').date.year)}"
    )
    st.html(f'<p class="koers-sentence">{html.escape(said)}</p>' + source_items({CBS: sources()[CBS]}, view.language))
