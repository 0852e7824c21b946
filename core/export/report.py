"""What a report of a scenario is put together from, and the two pages of an annex; every number is that of a figure."""

from __future__ import annotations

import dataclasses
import datetime as dt
import html
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import pyarrow as pa

from core.analysis.chances import chances_of
from core.analysis.outlook import Outlook, outlook_of
from core.baseline import Baseline
from core.export.value import Chapter, Grid, Part, Report
from core.facts import sources
from core.figures.figure import Figure
from core.figures.jobs.lks import LKS
from core.figures.money.budget import BUDGET
from core.figures.money.reserve import RESERVE
from core.figures.people.caseload import CASELOAD
from core.figures.people.chance import CHANCE
from core.figures.table import Cell, Column, Remark, Table, written
from core.scenario import LEVERS, Scenario, default_value, lever_values
from core.scenario.levers import Owner
from core.text import format as house
from core.text import levers, sentences, sentences_buig, sentences_chance
from core.text import sources as named
from core.text.catalog import Language, translate
from core.text.measures import measure_name
from core.text.stamp import Lines

LOCALES: Final[dict[Language, str]] = {"nl": "nl-NL", "en": "en-GB"}
PLOTTED: Final = {CASELOAD.key: (1, 2, 4, 5), LKS.key: (1, 2), BUDGET.key: (1, 2), RESERVE.key: (1, 2)}
"""Columns of a figure's first table that a program for slides draws as it is shown here: lines or bars beside each other."""
WORDS: Final = ("sources", "tables", "notes", "stamp", "page", "of", "code", "sheet", "date", "about", "basis", "made")


def annex_of(scenario: Scenario, baseline: Baseline, lines: Lines, link: str, language: Language) -> Report:
    """Two pages: the answer, what we choose, what happens to us, budget and reserve, how sure, sources."""
    outlook = outlook_of(scenario, baseline)
    chapters = [
        answer(outlook, language),
        *lever_chapters(outlook, language),
        money(outlook, (RESERVE,), language),
        sure(outlook, (), language),
    ]
    return on_two_pages(whole("annex", baseline, chapters, lines, link, language))


def on_two_pages(report: Report) -> Report:
    """A report without the tables behind its figures, and with low charts."""
    return dataclasses.replace(report, tables=False, small=True)


def whole(
    key: str, baseline: Baseline, chapters: list[Chapter], lines: Lines, link: str, language: Language, **more: str
) -> Report:
    """A report of chapters, with the publications that its figures rest on; its title is the message `key`."""
    today, chapters = dt.date.today(), _each_once(chapters)
    parts = [part for chapter in chapters for part in chapter.parts]
    return Report(
        language, LOCALES[language], translate(language, f"report.{key}", city=baseline.municipality, **more),
        baseline.title[language], house.date(today, language), [today.year, today.month, today.day], list(lines), chapters,
        cited_by((one for part in parts for one in part.sources), language), link,
        {word: translate(language, f"report.word.{word}") for word in WORDS},
    )  # fmt: skip


def _each_once(chapters: Sequence[Chapter]) -> list[Chapter]:
    """Chapters whose figures have no table that stood behind an earlier one."""
    met: list[tuple[str, list[list[str]]]] = []
    found = []
    for chapter in chapters:
        parts = []
        for part in chapter.parts:
            tables = [grid for grid in part.tables if (grid.caption, grid.rows) not in met]
            met += [(grid.caption, grid.rows) for grid in tables]
            parts.append(dataclasses.replace(part, tables=tables))
        found.append(dataclasses.replace(chapter, parts=parts))
    return found


def cited_by(ids: Iterable[str], language: Language) -> list[tuple[str, str | None]]:
    """Publications by their ids, each once: in words, and its address."""
    found = [sources()[one] for one in dict.fromkeys(ids)]
    return [
        (
            ", ".join(
                [named.title(one, language), one.publisher, house.date(one.date, language), *filter(None, [one.reference])]
            ),
            one.url,
        )
        for one in found
    ]


def plain(text: str) -> str:
    """A sentence of the screen without its marks."""
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def part_of(figure: Figure[Any], subject: Any, language: Language, plotted: Sequence[int] = (), inks: Sequence[str] = ()) -> Part:
    """A figure as the screen shows it in the light theme; `plotted` and `inks` are those of its first table."""
    frames, columns = figure.frames(subject, language), plotted or PLOTTED.get(figure.key, ())
    tables = [
        grid_of(table, language, () if place else columns, inks) for place, table in enumerate(figure.table(subject, language))
    ]
    return Part(
        figure.key, figure.finding(subject, language), figure.sentence(subject, language),
        laid(figure.spec(language, False), frames) if frames else None, tables,
        list(figure.sources(subject)), list(figure.trace(subject)),
    )  # fmt: skip


def laid(spec: Mapping[str, Any], frames: Mapping[str, pa.Table]) -> dict[str, Any]:
    """A specification with its data in it."""
    return {**spec, "datasets": {name: frame.to_pylist() for name, frame in frames.items()}}


def grid_of(table: Table, language: Language, plotted: Sequence[int] = (), inks: Sequence[str] = ()) -> Grid:
    """A table with its cells in words and as numbers; `plotted` are columns of one kind, and `inks` their colours."""
    numbers = [[_as_number(cell) for cell in row] for row in table.rows]
    return Grid(
        table.caption, [column.heading for column in table.columns], [i == 0 or one.words for i, one in enumerate(table.columns)],
        written(table, language), numbers, list(plotted), list(inks), [_pattern(one) for one in table.columns],
    )  # fmt: skip


def _as_number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, (int, float)) else cell.value if isinstance(cell, Remark) else None


def _pattern(column: Column) -> str:
    """How a spreadsheet writes the numbers of a column."""
    decimals = f".{'0' * column.decimals}" if column.decimals else ""
    return f"0{decimals}%" if column.percent else f"#,##0{decimals}"


def words_grid(caption: str, head: list[str], rows: list[list[str]]) -> Grid:
    """A table of words."""
    return Grid(caption, head, [True] * len(head), rows, [[None] * len(head) for _ in rows])


def answer(outlook: Outlook, language: Language) -> Chapter:
    """The answer and the key figures."""
    paths, baseline = outlook.paths, outlook.baseline
    found = sentences.key_figures(paths, baseline, language)
    keys = words_grid(
        translate(language, "report.keys"), [translate(language, f"report.head.{name}") for name in ("key", "value", "change")],
        [[one.label, one.value, one.difference] for one in found],
    )  # fmt: skip
    said = plain(sentences.answer(paths, baseline, language))
    return Chapter(translate(language, "report.chapter.answer"), [said], [keys], [part_of(CASELOAD, outlook, language)])


def lever_chapters(outlook: Outlook, language: Language) -> list[Chapter]:
    """What we choose, the package with it, and what happens to us."""
    scenario, baseline = outlook.scenario, outlook.baseline
    package = [measure_name(one, baseline.city, language) for one in scenario.active_measures]
    text = [translate(language, "report.package", names=house.joined(package, language))] if package else []
    return [
        Chapter(
            translate(language, f"report.chapter.{owner}"), text if owner == "choose" else [], [_moved(outlook, owner, language)]
        )
        for owner in ("choose", "befall")
    ]


def _moved(outlook: Outlook, owner: Owner, language: Language) -> Grid:
    """The levers of one hand that are always in sight or were moved, beside the basispad."""
    scenario, baseline = outlook.scenario, outlook.baseline
    values, told = lever_values(scenario, baseline), dict(scenario.overrides)
    shown = [one for one in LEVERS if one.owner == owner and (one.visible or one.id in told)]
    rows = [
        [levers.name(one.id, language), levers.amount(one.id, values[one.id], language),
         levers.amount(one.id, default_value(baseline, one.id), language)]
        for one in shown
    ]  # fmt: skip
    head = [translate(language, f"export.heading.{name}") for name in ("lever", "scenario", "base")]
    return words_grid("", head, rows)


def jobs(outlook: Outlook, language: Language) -> Chapter:
    """Jobs with a wage cost subsidy."""
    return Chapter(translate(language, "report.chapter.jobs"), parts=[part_of(LKS, outlook, language)])


def money(outlook: Outlook, figures: Sequence[Figure[Outlook]], language: Language) -> Chapter:
    """Budget and reserve, where a year is counted whole."""
    text = [plain(sentences_buig.answer(outlook, language))]
    parts = [part_of(figure, outlook, language) for figure in figures] if outlook.paths.run.years else []
    return Chapter(translate(language, "report.chapter.money"), text, parts=parts)


def sure(outlook: Outlook, figures: Sequence[Figure[Any]], language: Language) -> Chapter:
    """How sure the answer is: the chances, and what they leave out."""
    paths, baseline = outlook.paths, outlook.baseline
    chances = chances_of(paths.draws, baseline)
    said = [sentences_chance.answer(paths, baseline, chances, language), sentences_chance.beside(baseline, chances, language)]
    parts = [part_of(figure, chances if figure is CHANCE else outlook, language) for figure in figures]
    return Chapter(translate(language, "report.chapter.sure"), [plain(text) for text in said if text], parts=parts)
