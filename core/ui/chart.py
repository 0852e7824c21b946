"""A chart on a page: its finding above it, its sentence under it, its tables and sources in a drawer."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

import pyarrow as pa
import streamlit as st

from core.figures.figure import Figure, Frames
from core.figures.table_file import Stamp
from core.figures.theme import EXTENT
from core.text.catalog import Language, translate
from core.text.glossary import explained
from core.ui import state
from core.ui.axes import Axes
from core.ui.certificate import note, place_button
from core.ui.picture import picture_buttons
from core.ui.tables import command_line, draw_table, drawer, source_list
from core.ui.vega import send, sized

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

    def stamp(self) -> Stamp:
        """What a table says of itself when it is saved."""
        ...


@dataclass(frozen=True, slots=True)
class Click:
    """What a click in a chart does.

    Attributes
    ----------
    key : str
        Of the chart, under which the session holds what was clicked.
    selection : str
        Name of the selection in the specification.
    then : Callable[[], None]
        Runs after a click, before the page is drawn again.
    """

    key: str
    selection: str
    then: Callable[[], None]


def draw(
    figure: Figure[S],
    subject: S,
    reader: Reader,
    *,
    choose: Callable[[], None] | None = None,
    then: Callable[[], None] | None = None,
    height: int | None = None,
    whole: bool = False,
    change: Callable[[Frames], Frames] | None = None,
    level: int = 2,
    click: Click | None = None,
    command: str | None = None,
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
    whole : bool
        From the first count on, of a chart that begins with the years that matter.
    change : Callable[[Frames], Frames] | None
        Lays more into the chart than its subject: what stands beside it in this session.
    level : int
        Of the heading: 3 under a heading that several charts share.
    click : Click | None
        For a chart that can be clicked. Its axes are those of its data: they mean the same before and after.
    command : str | None
        The command line that gives the same numbers; stands in the drawer.
    """
    language = reader.language
    note(figure.key, figure.trace(subject))
    with st.container(key=f"figure-{figure.key}"):
        sentence(figure.finding(subject, language), level)
        if choose is not None:
            choose()
        frames = figure.frames(subject, language)
        if frames:
            frames = frames if change is None else change(frames)
            drawing(figure, frames, reader, height=height, click=click, whole=whole)
        under(figure.sentence(subject, language))
        if then is not None:
            then()
        drawer(f"table-{figure.key}", language, lambda: _behind(figure, subject, frames, reader, command))


def drawing(
    figure: Figure[S],
    frames: Frames,
    reader: Reader,
    *,
    height: int | None = None,
    click: Click | None = None,
    whole: bool = False,
    size: tuple[int, int] | None = None,
) -> None:
    """The chart itself: its axes steady for whoever moves sliders, and from the first count on where all is asked for.

    With a `size`, width and height [px], it takes that whole; else it is as wide as what it stands in.
    """
    extent = frames[EXTENT]
    if whole:
        (ends,) = extent.to_pylist()
        extent = pa.Table.from_pylist([ends | {"x_low": ends["x_whole"], "y_high": max(ends["y_high"], ends["y_whole"])}])
    alt = translate(reader.language, figure.alt)
    with st.container(key=f"chart-{figure.key}"):
        if click is None:
            laid = {**frames, EXTENT: reader.axes.steady(figure.key, extent)}
            send(figure.spec, reader.language, reader.dark, laid, alt, height, size)
        else:
            spec = {**sized(figure.spec(reader.language, reader.dark), height, size), "datasets": {**frames, EXTENT: extent}}
            st.vega_lite_chart(
                spec=spec, theme=None, width="stretch" if size is None else "content", alt=alt,
                key=click.key, on_select=click.then, selection_mode=click.selection,
            )  # fmt: skip


def _behind(figure: Figure[S], subject: S, frames: Frames, reader: Reader, command: str | None) -> None:
    """What is behind a chart: the chart as a picture, its tables, its sources, and the command that gives the same."""
    language = reader.language
    if frames:
        said = figure.finding(subject, language), figure.sentence(subject, language)
        belongs = reader.stamp(), list(figure.sources(subject))
        picture_buttons(figure.key, said, figure.spec(language, False), frames, belongs, language)
    for number, table in enumerate(figure.table(subject, language)):
        draw_table(table, f"{figure.key}-{number}", language, reader.stamp())
    cited = figure.sources(subject)
    rest = (source_list(cited, language) if cited else "") + ("" if command is None else command_line(command, language))
    rest += place_button(figure.key, language)
    if rest:
        st.html(rest)


def sentence(title: str, level: int = 2) -> None:
    """A chart's finding, as a heading above it."""
    st.html(f'<h{level} class="koers-title">{explained(html.escape(title), state.current().language)}</h{level}>')


def hint(text: str) -> None:
    """What can be pressed or moved, as a line that only a screen shows: on paper and in files there is nothing to press."""
    st.html(f'<p class="koers-sentence koers-hint">{html.escape(text)}</p>')


def under(text: str) -> None:
    """A chart's sentence, under it."""
    st.html(f'<p class="koers-sentence">{explained(html.escape(text), state.current().language)}</p>')
