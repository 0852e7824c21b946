"""A report as PDF: tagged, with title, language, text alternatives and an outline, as PDF/UA asks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import msgspec
import typst

from core.export.code import code
from core.export.drawing import FONTS, drawn
from core.export.value import Report

TEMPLATE: Final = Path(__file__).with_name("paper.typ")


def paper(report: Report) -> bytes:
    """The file. Its words go to the template as data, so that no name in them is taken for mark-up."""
    found = code(report.link, "svg")
    pictures = {part.key: drawn(part.spec, part.finding, low=report.small) for part in report.parts if part.spec is not None}
    said = msgspec.to_builtins(report) | {"code": None if found is None else found.decode(), "pictures": pictures}
    for part in (part for chapter in said["chapters"] for part in chapter["parts"]):
        del part["spec"]
    return typst.compile(
        TEMPLATE, sys_inputs={"report": json.dumps(said)}, format="pdf", font_paths=[FONTS], ignore_system_fonts=True,
        pdf_standards="ua-1",
    )  # fmt: skip
