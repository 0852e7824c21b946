"""What a file belongs to: its scenario and what stands beside it, the way back, and the command that makes it again."""

from __future__ import annotations

import datetime as dt
import shlex
from typing import Final
from urllib.parse import urlencode

from core.export.files import KINDS, STANDARD, Subject
from core.scenario import to_query
from core.text import sentences_compare, sentences_monitor
from core.text.catalog import Language, translate
from core.text.stamp import Lines, closing_lines, scenario_lines

PAGE: Final = {"scenario": "", "compared": "vergelijken", "monitor": "monitor"}
"""Address of the page that shows what a file is of."""


def query_of(subject: Subject) -> str:
    """What a link to it asks for."""
    return urlencode(to_query(subject.scenario, {letter: scenario for letter, (scenario, _) in subject.beside.items()}))


def lines_of(subject: Subject, link: str, told: str, day: dt.date, language: Language) -> Lines:
    """The lines: which monitor, the scenario, those beside it, link, day, version and the command that is told."""
    scenario, baseline = subject.scenario, subject.baseline
    monitor = subject.monitor
    first = [] if monitor is None else [(translate(language, "report.of_monitor"), sentences_monitor.name(monitor, language))]
    own, closing = scenario_lines(scenario, baseline, link, day, language), closing_lines(link, day, language)
    sides = [
        (
            translate(language, "report.of_side", letter=letter),
            f"{other.title[language]}: {sentences_compare.suggested(beside, other, language)}",
        )
        for letter, (beside, other) in subject.beside.items()
    ]
    return [*first, *own[: -len(closing)], *sides, *closing, (translate(language, "export.command"), told)]


def told_by(name: str, subject: Subject, file: str, source: str = "") -> str:
    """The command that makes a kind of file of it again; `source` are the arguments that name own figures."""
    kind = KINDS[name]
    what = [*(["--annex"] if kind.annex else []), *(["--compare"] if subject.beside else [])]
    if subject.alone and not kind.annex and subject.pages != STANDARD:
        what += ["--pages", ",".join(subject.pages)]
    if subject.monitor is not None:
        what += ["--monitor", subject.monitor.id]
    parts = [source, "--link", shlex.quote(query_of(subject)), *what, "--format", kind.ending, "--out", shlex.quote(file)]
    return " ".join(["python -m core export", *filter(None, parts)])
