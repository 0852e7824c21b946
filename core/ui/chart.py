"""A chart on a page: its finding above it, its sentence under it, its tables and sources in a drawer."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

import pyarrow as pa
import streamlit as st

from core.figures.figure import Figure
from core.figures.table import Table
from core.figures.theme import EXTENT
from core.text.catalog import Language, translate
from core.ui import state
from core.ui.axes import Axes
from core.ui.tables import details, source_list, written_table

S = TypeVar("S")


class Reader(Protocol):
    """Who looks at a page, and the axes that are drawn for them."""

    @property
    def language(self) -> Language:
        """The reader's language."""
        ...

    @property
    def dark(self) -> bool:
        """Whether the reader's theme is dark."""
        ...

    @property
    def axes(self) -> Axes:
        """The domains of this drawing's charts."""
        ...


def draw(
    figure: Figure[S],
    subject: S,
    reader: Reader,
    *,
    choose: Callable[[], None] | None = None,
    then: Callable[[], None] | None = None,
    height: int | None = None,
    level: int = 2,
    always: Table | None = None,
) -> None:
    """Draw a figure whole; where it has no frames there is nothing to draw, and the sentence says why.

    Parameters
    ----------
    choose : Callable[[], None] | None
        Draws what the reader picks the subject with, between finding and chart.
    then : Callable[[], None] | None
        Draws what the reader can do with what the chart says, under its sentence.
    height : int | None
        Of the chart where it is not the figure's own [px].
    level : int
        Of the heading: 3 under a heading that several charts share.
    always : Table | None
        A table that stands under the sentence for everybody.
    """
    language = reader.language
    sentence(figure.finding(subject, language), level)
    if choose is not None:
        choose()
    spec = figure.spec(language, reader.dark)
    if height is not None:
        spec = {**spec, "height": height}
    frames = figure.frames(subject, language)
    if frames:
        chart(spec, frames, figure.key, translate(language, figure.alt), reader.axes)
    under(figure.sentence(subject, language))
    if always is not None:
        st.html(written_table(always, language))
    if then is not None:
        then()
    details(f"table-{figure.key}", language, lambda: drawer(figure, subject, language))


def drawer(figure: Figure[S], subject: S, language: Language) -> str:
    """What is behind a chart, as HTML: its tables and its sources."""
    tables = "".join(written_table(table, language) for table in figure.table(subject, language))
    cited = figure.sources(subject)
    return tables + (source_list(cited, language) if cited else "")


def chart(spec: Mapping[str, Any], frames: Mapping[str, pa.Table], key: str, alt: str, axes: Axes | None = None) -> None:
    """Draw a chart whose specification never changes; only its datasets do."""
    datasets = {**frames, EXTENT: (axes or state.axes()).steady(key, frames[EXTENT])}
    with st.container(key=f"chart-{key}"):
        st.vega_lite_chart(spec={**spec, "datasets": datasets}, theme=None, alt=alt)


def sentence(title: str, level: int = 2) -> None:
    """A chart's finding, as a heading above it."""
    st.html(f'<h{level} class="koers-title">{html.escape(title)}</h{level}>')


def under(text: str) -> None:
    """A chart's sentence, under it."""
    st.html(f'<p class="koers-sentence">{html.escape(text)}</p>')
