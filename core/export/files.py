"""Every kind of file that a scenario can be saved as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

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


def content_of(name: str, scenario: Scenario, baseline: Baseline, lines: Lines, link: str, language: Language) -> bytes | Report:
    """The file, or the report that a process beside this one makes it of; `lines` say what it belongs to."""
    # Imported here: who never asks for a file does not wait for what makes it.
    if name == "xlsx":
        from core.export.workbook import workbook

        return workbook(scenario, baseline, lines, language)
    from core.export.report import annex_of, report_of

    report = (annex_of if KINDS[name].annex else report_of)(scenario, baseline, lines, link, language)
    if name == "parquet":
        from core.export.rows import rows

        return rows(report)
    return report


def file_of(name: str, scenario: Scenario, baseline: Baseline, lines: Lines, link: str, language: Language) -> bytes:
    """The file. Raises Problem."""
    content = content_of(name, scenario, baseline, lines, link, language)
    return content if isinstance(content, bytes) else made(content, KINDS[name].ending)
