"""A figure: a chart with all that belongs to it, as one value.

A page draws it, an export prints it, a birth certificate opens it. One stands in each file of `core/figures/<topic>/`,
and says how it is drawn from its subject: mostly an `Outlook`, else the part of one that the chart is about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import pyarrow as pa

from core.analysis.family import Family
from core.figures.moving import Moving
from core.figures.specs import Spec
from core.figures.table import Table
from core.text.catalog import Language

S = TypeVar("S")
Frames = Mapping[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Figure(Generic[S]):
    """One chart.

    Attributes
    ----------
    key : str
        Names the figure: in the page, in a link to it, in the name of a file.
    alt : str
        Message key of what kind of chart it is, for who cannot see it; the sentence says what it shows.
    spec : Callable[[Language, bool], Spec]
        The specification, built once per language and theme; it takes the datasets of `frames`.
    frames : Callable[[S, Language], Frames]
        Datasets by name, `extent` with the domains among them; none when there is nothing to draw.
    finding : Callable[[S, Language], str]
        The title: what the chart finds.
    sentence : Callable[[S, Language], str]
        The chart in words, which is also its text alternative.
    table : Callable[[S, Language], Sequence[Table]]
        The same values as tables.
    sources : Callable[[S], Sequence[str]]
        Ids of the publications behind it.
    trace : Callable[[S], Sequence[str]]
        Keys of the figures it shows, as `core run --explain` takes them: `volume@2025-12`.
    moving : Callable[[Family, Language], Moving] | None
        What moves of it with a lever, for a chart of paths that is drawn under the thumb.
    along : Callable[[Sequence[S], Language], Moving] | None
        The same from its subject at every step, for a chart of something else. A chart with neither is asked for all of its
        datasets at every step.
    """

    key: str
    alt: str
    spec: Callable[[Language, bool], Spec]
    frames: Callable[[S, Language], Frames]
    finding: Callable[[S, Language], str]
    sentence: Callable[[S, Language], str]
    table: Callable[[S, Language], Sequence[Table]]
    sources: Callable[[S], Sequence[str]]
    trace: Callable[[S], Sequence[str]]
    moving: Callable[[Family, Language], Moving] | None = None
    along: Callable[[Sequence[S], Language], Moving] | None = None
