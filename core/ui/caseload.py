"""The main chart on a page: it begins with the years that matter, and shows all of them when somebody asks."""

from __future__ import annotations

from typing import Final

import streamlit as st

from core.figures.people.caseload import CASELOAD, begins
from core.ui.chart import draw
from core.ui.view import View

_WHOLE: Final = "caseload-whole"


def caseload(view: View) -> None:
    """Draw the caseload of the outlook."""
    draw(CASELOAD, view.outlook, view, whole=st.session_state.get(_WHOLE, False), then=lambda: _years(view))


def _years(view: View) -> None:
    """The button for more years, where there are counts of more, and back to fewer."""
    counts, first = view.baseline.history.volume, begins(view.baseline)
    if counts and counts[0].date.year < first:
        whole = st.session_state.get(_WHOLE, False)
        key, year = ("fewer_years", first) if whole else ("more_years", counts[0].date.year)
        st.button(view.say(f"chart.caseload.{key}", year=year), key="caseload-years", type="tertiary", on_click=_turn)


def _turn() -> None:
    st.session_state[_WHOLE] = not st.session_state.get(_WHOLE, False)
