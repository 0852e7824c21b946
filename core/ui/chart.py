"""A chart on a page: its finding above it, its sentence under it, its table in a drawer, and axes that stand still."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any, Final

import pyarrow as pa
import streamlit as st

from core.figures.theme import EXTENT
from core.ui import state


def chart(spec: Mapping[str, Any], frames: Mapping[str, pa.Table], key: str, alt: str) -> None:
    """Draw a chart whose specification never changes; only its datasets do."""
    datasets = {**frames, EXTENT: _steady(key, frames[EXTENT])}
    with st.container(key=f"chart-{key}"):
        st.vega_lite_chart(spec={**spec, "datasets": datasets}, theme=None, alt=alt)


CALM: Final = 0.15
"""Part of a domain that may be empty after a release, so that the axes stand still from one release to the next."""


def _steady(key: str, extent: pa.Table) -> pa.Table:
    """The domains of a chart: under a slider they only ever grow, and a release takes back what is more than CALM.

    What asks for the domain of before the drag gets the axes of before the drag: there and back is the same picture.
    """
    session = state.current()
    asked = drawn = {name: float(extent.column(name)[0].as_py()) for name in extent.column_names}
    held = session.extents.get(key)
    if held is not None and held.keys() == asked.keys():
        wide = {name: (min if name.endswith("low") else max)(value, held[name]) for name, value in asked.items()}
        before = session.at_rest.get(key)
        if session.dragging:
            drawn = wide
        elif before is not None and before[0] == asked:
            drawn = before[1]
        elif _calm(asked, wide):
            drawn = wide
        session.eased |= not session.dragging and drawn != wide
    session.extents[key] = drawn
    if not session.dragging:
        session.at_rest[key] = (asked, drawn)
    return pa.table({name: [value] for name, value in drawn.items()})


def _calm(ends: Mapping[str, float], wide: Mapping[str, float]) -> bool:
    """Whether wider ends leave little room; only upwards, as what lies across is a horizon that somebody chose."""
    up = [name for name in ends if name.startswith("y")]
    if not up or any(wide[name] != ends[name] for name in ends if name not in up):
        return False
    return all(abs(wide[name] - ends[name]) <= CALM * abs(ends["y_high"] - ends["y_low"]) for name in up)


def sentence(title: str, level: int = 2) -> None:
    """A chart's finding, as a heading above it."""
    st.html(f'<h{level} class="koers-title">{html.escape(title)}</h{level}>')


def under(text: str) -> None:
    """A chart's sentence, under it."""
    st.html(f'<p class="koers-sentence">{html.escape(text)}</p>')
