"""Every kind of file that a scenario, a comparison or a monitor can be saved as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from core.analysis.monitor import Monitor
from core.baseline import Baseline
from core.export.making import made
from core.export.value import Report
from core.scenario import Scenario
from core.text.catalog import Language
from core.text.stamp import Lines

WORD: Final = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: the ending of its name, what a browser calls it, and whether it is the annex to a letter."""

    ending: str
    mime: str
    annex: bool = False


KINDS: Final = {
    "pdf": Kind("pdf", "application/pdf"),
    "docx": Kind("docx", f"{WORD}.wordprocessingml.document"),
    "pptx": Kind("pptx", f"{WORD}.presentationml.presentation"),
    "xlsx": Kind("xlsx", f"{WORD}.spreadsheetml.sheet"),
    "parquet": Kind("parquet", "application/vnd.apache.parquet"),
    "annex_pdf": Kind("pdf", "application/pdf", annex=True),
    "annex_docx": Kind("docx", f"{WORD}.wordprocessingml.document", annex=True),
}
"""By name; the first ones are endings too."""
OFFERED: Final = ("impulspakket", "buig", "onzekerheid", "volume", "lks")
"""Pages that a report can hold after the first, in the order of the menu."""
STANDARD: Final = ("buig", "onzekerheid")
"""Those that it holds when nobody chose."""
PLAIN: Final = tuple(name for name, kind in KINDS.items() if not kind.annex)
"""What a monitor has: it is no annex, it has one."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a file is of: a scenario, that scenario with others beside it, or the monitor that its basis knows.

    Attributes
    ----------
    pages : tuple[str, ...]
        What of the scenario stands in a report after the first page, by the names of pages.
    beside : Mapping[str, tuple[Scenario, Baseline]]
        Scenarios that it is compared with, by letter.
    monitor : Monitor | None
        The monitor, when the file is of that.
    """

    scenario: Scenario
    baseline: Baseline
    beside: Mapping[str, tuple[Scenario, Baseline]] = field(default_factory=dict)
    monitor: Monitor | None = None
    pages: tuple[str, ...] = STANDARD

    @property
    def alone(self) -> bool:
        """Whether it is of a scenario and nothing else."""
        return self.monitor is None and not self.beside


def content_of(name: str, subject: Subject, lines: Lines, link: str, language: Language) -> bytes | Report:
    """The file, or the report that a process beside this one makes it of; `lines` say what it belongs to."""
    # Imported here: who never asks for a file does not wait for what makes it.
    if name == "xlsx" and subject.alone:
        from core.export.workbook import workbook

        return workbook(subject.scenario, subject.baseline, lines, link, language)
    report = report_on(subject, lines, link, language, annex=KINDS[name].annex)
    if name == "parquet":
        from core.export.rows import rows

        return rows(report)
    return report


def report_on(subject: Subject, lines: Lines, link: str, language: Language, *, annex: bool = False) -> Report:
    """What a file says, as values."""
    scenario, baseline = subject.scenario, subject.baseline
    if subject.monitor is not None:
        from core.export.monitor import monitor_report

        return monitor_report(subject.monitor, scenario, baseline, lines, link, language)
    if subject.beside:
        from core.export.compared import compared_annex, compared_report

        sides = {"": (scenario, baseline), **subject.beside}
        return (compared_annex if annex else compared_report)(sides, lines, link, language)
    if annex:
        from core.export.report import annex_of

        return annex_of(scenario, baseline, lines, link, language)
    from core.export.pages import report_of

    return report_of(scenario, baseline, lines, link, language, subject.pages)


def file_of(name: str, subject: Subject, lines: Lines, link: str, language: Language) -> bytes:
    """The file. Raises Problem."""
    content = content_of(name, subject, lines, link, language)
    return content if isinstance(content, bytes) else made(content, KINDS[name].ending)
