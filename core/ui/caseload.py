"""The main chart on a page: it begins with the years that matter, and shows all of them when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from core.analysis.outcome import central
from core.figures.figure import Frames
from core.figures.people.caseload import CASELOAD, begins, step_of
from core.figures.pinned import GHOSTS, with_ghosts
from core.model.projection import Projection
from core.text.sentences_compare import ghosts
from core.ui import state
from core.ui.chart import draw, under
from core.ui.pins import pins
from core.ui.view import View

_WHOLE: Final = "caseload-whole"


def caseload(view: View) -> None:
    """Draw the caseload of the outlook, with thin lines of the scenarios that stand pinned."""
    pinned = ghost_paths()
    draw(
        CASELOAD, view.outlook, view, whole=st.session_state.get(_WHOLE, False),
        change=laid(view), then=lambda: _under(view, pinned),
    )  # fmt: skip


def laid(view: View) -> Callable[[Frames], Frames]:
    """Lays the scenarios that stand pinned into the chart's own datasets."""
    pinned = ghost_paths()
    return lambda frames: with_ghosts(frames, pinned, step_of(view.baseline))


def pinned_paths() -> dict[str, Projection]:
    """The paths of the scenarios that stand pinned, by letter."""
    return {letter: central(state.find_baseline(found.baseline), found)[0] for letter, found in pins().items()}


def ghost_paths() -> dict[str, Projection]:
    """Those of the first of them, that stand in the chart of the first page too."""
    return {letter: found for letter, found in pinned_paths().items() if letter in GHOSTS}


def _under(view: View, pinned: Mapping[str, Projection]) -> None:
    if pinned:
        under(ghosts(pinned, view.language))
    _years(view)


def _years(view: View) -> None:
    """The button for more years, where there are counts of more, and back to fewer."""
    counts, first = view.baseline.history.volume, begins(view.baseline)
    if counts and counts[0].date.year < first:
        whole = st.session_state.get(_WHOLE, False)
        key, year = ("fewer_years", first) if whole else ("more_years", counts[0].date.year)
        st.button(view.say(f"chart.caseload.{key}", year=year), key="caseload-years", type="tertiary", on_click=_turn)


def _turn() -> None:
    st.session_state[_WHOLE] = not st.session_state.get(_WHOLE, False)
