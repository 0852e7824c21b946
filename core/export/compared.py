"""Scenarios side by side as a report, or as the two pages of an annex to a letter."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from core.analysis.compare import SHOWN, Comparison, comparison_of
from core.analysis.outlook import Outlook, outlook_of
from core.baseline import Baseline
from core.export.notes import with_notes
from core.export.report import grid_of, on_two_pages, part_of, plain, sure, whole
from core.export.value import Chapter, Report
from core.figures.people.compared import COMPARED
from core.figures.people.compared_table import differences, summary
from core.figures.people.fan import FAN
from core.figures.pinned import colours_of
from core.figures.theme import palette
from core.scenario import Scenario
from core.text import sentences_buig
from core.text import sentences_compare as words
from core.text.catalog import Language, translate
from core.text.stamp import Lines
from core.trace import traces_of

Scenarios = Mapping[str, tuple[Scenario, Baseline]]
"""By letter; the one that is shown first."""


def compared_report(scenarios: Scenarios, lines: Lines, link: str, language: Language) -> Report:
    """The answer, their lines, what they come to, what makes them differ, and how sure the first is."""
    found = _comparison(scenarios)
    outlook, baseline = found.shown.outlook, scenarios[SHOWN][1]
    chapters = [_answer(found, language), *_sides(scenarios, found, language), sure(outlook, (FAN,), language)]
    book = traces_of(outlook)
    return with_notes(whole("compared", baseline, chapters, lines, link, language), lambda key: book[key], language)


def compared_annex(scenarios: Scenarios, lines: Lines, link: str, language: Language) -> Report:
    """Two pages: the answer, what makes the scenarios differ, what they come to, budget and reserve, how sure, sources."""
    found = _comparison(scenarios)
    chapters = [
        _answer(found, language), *_sides(scenarios, found, language),
        Chapter(translate(language, "report.chapter.money"), [plain(sentences_buig.answer(found.shown.outlook, language))]),
        sure(found.shown.outlook, (), language),
    ]  # fmt: skip
    return on_two_pages(whole("compared_annex", scenarios[SHOWN][1], chapters, lines, link, language))


def _comparison(scenarios: Scenarios) -> Comparison:
    outlooks: dict[str, Outlook] = {letter: outlook_of(*pair) for letter, pair in scenarios.items()}
    return comparison_of(outlooks[SHOWN], {letter: one for letter, one in outlooks.items() if letter != SHOWN})


def _answer(found: Comparison, language: Language) -> Chapter:
    """The answer, the chances, and the lines; in a program for slides each line has the colour of the screen."""
    said = [plain(words.answer(found, language)), words.chances(found, language)]
    colours = palette(False)
    inks = [colours.scenario, *(colours_of(colours)[side.letter] for side in found.sides if side.letter != SHOWN)]
    plotted = range(1, len(found.sides) + 1)
    part = part_of(COMPARED, found, language, plotted, [ink.removeprefix("#") for ink in inks])
    return Chapter(translate(language, "report.chapter.answer"), [text for text in said if text], parts=[part])


def _sides(scenarios: Scenarios, found: Comparison, language: Language) -> list[Chapter]:
    """What each comes to, and what makes them differ."""
    said = [
        f"{words.name(letter, language)}: {words.suggested(scenario, baseline, language)}."
        for letter, (scenario, baseline) in scenarios.items()
    ]
    # Their headings say what the tables are of.
    told = dataclasses.replace(grid_of(summary(found, language), language), caption="")
    chapters = [Chapter(translate(language, "report.chapter.sides"), said, [told])]
    apart = [dataclasses.replace(grid_of(table, language), caption="") for table in differences(scenarios, language)]
    return [*chapters, Chapter(translate(language, "report.chapter.apart"), tables=apart)] if apart else chapters
