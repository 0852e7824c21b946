"""A report: what leaves the screen of a scenario, whole, as plain values.

Built once from a scenario by `core.export.report`; paper, document, slides and data are all made of it, so that they say the
same. It knows no model, so that the process that makes a file loads none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes
    ----------
    caption : str
    head : list[str]
        Headings, with the unit where the caption does not say it.
    left : list[bool]
        By column, whether its cells are words and stand left.
    rows : list[list[str]]
        Cells as a reader sees them.
    numbers : list[list[float | None]]
        The same cells as numbers [unit of the column]; None where a cell is none.
    plotted : list[int]
        Columns of one kind that a chart can draw beside each other.
    inks : list[str]
        Colours of these, as six digits each; those of scenario and basispad where it says none.
    patterns : list[str]
        By column, how a spreadsheet writes its numbers.
    """

    caption: str
    head: list[str]
    left: list[bool]
    rows: list[list[str]]
    numbers: list[list[float | None]]
    plotted: list[int] = field(default_factory=list)
    inks: list[str] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    """One figure: what it finds, the chart, its sentence, which is also its text alternative, its tables and sources.

    `spec` is the specification with its data; None where there is nothing to draw. `asked` are the keys of the numbers
    it shows, and `notes` say how they came about.
    """

    key: str
    finding: str
    sentence: str
    spec: dict[str, Any] | None
    tables: list[Grid]
    sources: list[str]
    asked: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def lowest(self) -> float:
        """Where the axis of its values begins: as on the screen, and not under zero."""
        ends = ((self.spec or {}).get("datasets", {}).get("extent") or [{}])[0]
        return max(0.0, float(ends.get("y_low", 0.0)))


@dataclass(frozen=True, slots=True)
class Drawn:
    """One chart that leaves the screen by itself.

    Attributes
    ----------
    title, said : str
        Over it what it finds, and under it the same in a sentence.
    spec : dict[str, Any]
        The specification with its data.
    lines : list[tuple[str, str]]
        What it belongs to and rests on: what it is called, and what it is.
    link : str
        Opens it again; stands under it as a code for a camera too.
    """

    title: str
    said: str
    spec: dict[str, Any]
    lines: list[tuple[str, str]]
    link: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """Paragraphs, tables and figures under one heading."""

    title: str
    texts: list[str] = field(default_factory=list)
    tables: list[Grid] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Report:
    """What a file says.

    Attributes
    ----------
    language, locale : str
        Of its words: `nl` and `nl-NL`.
    title, subject : str
        What it is, and on what basis.
    made : str
        Day that it was made on, in words.
    day : list[int]
        The same: year, month and day.
    stamp : list[tuple[str, str]]
        Scenario, basis, day of knowledge, version, link and command: what it is called, and what it is.
    chapters : list[Chapter]
    cited : list[tuple[str, str | None]]
        Publications behind it, and their addresses.
    link : str
        Opens the scenario again; stands in it as a code for a camera too.
    words : dict[str, str]
        What a file says of its own.
    tables : bool
        Whether the tables behind the figures stand at its end.
    small : bool
        Whether charts are low, so that the whole fits on two pages.
    """

    language: str
    locale: str
    title: str
    subject: str
    made: str
    day: list[int]
    stamp: list[tuple[str, str]]
    chapters: list[Chapter]
    cited: list[tuple[str, str | None]]
    link: str
    words: dict[str, str]
    tables: bool = True
    small: bool = False

    @property
    def parts(self) -> list[Part]:
        """All figures."""
        return [part for chapter in self.chapters for part in chapter.parts]
