"""The monitor of four months as a report: indicators by line of action, the labour market, what the words mean."""

from __future__ import annotations

import dataclasses

from core.analysis.monitor import Line, Monitor, Reported
from core.analysis.outlook import outlook_of
from core.baseline import Baseline
from core.export.notes import with_notes
from core.export.report import cited_by, part_of, plain, whole, words_grid
from core.export.value import Chapter, Part, Report
from core.figures.monitor.indicator import INDICATORS
from core.scenario import Scenario
from core.text import sentences
from core.text import sentences_monitor as words
from core.text.catalog import Language, translate
from core.text.glossary import met
from core.text.stamp import Lines
from core.trace import traces_of


def monitor_report(
    monitor: Monitor, scenario: Scenario, baseline: Baseline, lines: Lines, link: str, language: Language
) -> Report:
    """All of the monitor, and what the scenario makes of it; `lines` say what it belongs to."""
    outlook = outlook_of(scenario, baseline)
    said = [plain(words.monitor_answer(monitor, language)), words.monitor_intro(monitor, language)]
    chapters = [
        Chapter(translate(language, "report.chapter.answer"), said),
        *(_line(monitor, line, language) for line in monitor.lines),
        Chapter(translate(language, "monitor.on"), [plain(sentences.answer(outlook.paths, baseline, language))]),
        *_annex(monitor, language),
    ]
    chapters.append(_meanings(chapters, language))
    found = whole("monitor", baseline, chapters, lines, link, language, period=words.name(monitor, language))
    cited = dict([*cited_by([monitor.source], language), *found.cited])
    book = traces_of(outlook)
    subject = f"{baseline.municipality}, {found.subject}"
    return with_notes(dataclasses.replace(found, subject=subject, cited=list(cited.items())), lambda key: book[key], language)


def _line(monitor: Monitor, line: Line, language: Language) -> Chapter:
    return Chapter(line.title[language], parts=[_indicator(found, language) for found in monitor.under(line)])


def _indicator(found: Reported, language: Language) -> Part:
    """An indicator with its chart; one without enough points in words, and why there are no more."""
    figure = INDICATORS.get(found.indicator.id)
    if figure is not None and found.charted:
        return part_of(figure, found, language)
    said = words.indicator_finding(found, language), words.indicator_sentence(found, language)
    return Part(found.indicator.id, *said, None, [], [])


def _annex(monitor: Monitor, language: Language) -> list[Chapter]:
    """The labour market."""
    if not monitor.annex:
        return []
    head = [translate(language, f"monitor.annex.{name}") for name in ("name", "period", "value")]
    rows = [[one.name[language], one.period[language], words.beside_value(one, language)] for one in monitor.annex]
    note = [] if monitor.annex_note is None else [monitor.annex_note[language]]
    grid = words_grid(translate(language, "monitor.annex.caption"), head, rows)
    return [Chapter(translate(language, "monitor.annex.title"), note, [grid])]


def _meanings(chapters: list[Chapter], language: Language) -> Chapter:
    """What the words in it mean that are not everyday language."""
    texts = [text for one in chapters for text in [*one.texts, *(f"{part.finding} {part.sentence}" for part in one.parts)]]
    named = [f"{term.name}: {term.meaning}" for term in met(texts, language)]
    return Chapter(translate(language, "report.chapter.meanings"), named)
