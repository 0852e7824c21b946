"""The budget calendar of BUIG en reserve: stand at a moment, and see what was known then."""

from __future__ import annotations

import streamlit as st

from core.analysis.known import Known, has_budgets, known_at, moments_to_stand_at, month_known
from core.figures.money import known as amounts
from core.figures.money.moments import MOMENTS
from core.model.calendar import end_of_month, month_of
from core.text import format as house
from core.ui.chart import draw, sentence, under
from core.ui.tables import draw_table
from core.ui.view import View


def calendar(view: View) -> Known | None:
    """The moment to stand at and the time line up to it; what was known then, unless the city has no budgets of its own."""
    baseline, language = view.baseline, view.language
    if not has_budgets(baseline.city):
        _national(view)
        return None
    months = {month: house.month(month, language) for month in moments_to_stand_at(baseline)}
    own = month_known(baseline)
    with st.container(width=260):
        chosen = st.selectbox(
            view.say("buig.calendar.stand"), list(months), index=list(months).index(own), format_func=months.__getitem__,
            key=f"stand-at-{baseline.id}",
        )  # fmt: skip
    known = known_at(end_of_month(chosen if chosen in months else own), baseline.city)
    draw(MOMENTS, known, view)
    return known


def known_amounts(known: Known, view: View) -> None:
    """The amounts that were known at the moment to stand at."""
    draw_table(amounts.table(known, view.baseline.municipality, view.language), "known", view.language, view.stamp())


def _national(view: View) -> None:
    """What the state had published, for who has no city with budgets of its own."""
    known = known_at(view.baseline.known_on, None)
    sentence(view.say("own_data.page.national_title", month=house.month(month_of(known.day), view.language)))
    under(view.say("own_data.page.national_calendar"))
    draw_table(amounts.table(known, view.baseline.municipality, view.language), "national", view.language, view.stamp())
