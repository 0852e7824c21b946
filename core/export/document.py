"""A report as a Word document: native headings, lists and tables, a text alternative for each picture."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any, Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from core.export.code import code
from core.export.drawing import drawn, picture
from core.export.value import Grid, Report

INK: Final = RGBColor(0x1B, 0x1F, 0x23)
QUIET: Final = RGBColor(0x57, 0x60, 0x6A)
LINE: Final = "D5DBE0"
TEXT_WIDTH: Final = Mm(170)
SHARES: Final = (0.42, 0.2, 0.38)
"""Widths of the columns of a table of three."""
FIRST: Final = 0.28
"""Width of the first column of another table: the longest month stands on one line."""
MANY: Final = 6
"""Columns of a table that is written as large as the rest."""


def document(report: Report) -> bytes:
    """The file."""
    made = Document()
    _styled(made, report)
    made.add_heading(report.title, 0)
    _begin(made, report)
    for chapter in report.chapters:
        made.add_heading(chapter.title, 1)
        for said in chapter.texts:
            made.add_paragraph(said)
        for grid in chapter.tables:
            _table(made, grid)
        for part in chapter.parts:
            made.add_heading(part.finding, 2)
            if part.spec is not None:
                _picture(
                    made.add_paragraph(), picture(drawn(part.spec, part.finding, low=report.small)), part.sentence, TEXT_WIDTH
                )
            made.add_paragraph(part.sentence)
    made.add_heading(report.words["sources"], 1)
    for said, url in report.cited:
        _link(made.add_paragraph(style="List Bullet"), said, url)
    made.add_heading(report.words["stamp"], 1)
    if (found := code(report.link, "png")) is not None:
        _picture(made.add_paragraph(), found, report.words["code"], Mm(30))
    for label, said in report.stamp:
        line = made.add_paragraph(style="No Spacing" if report.small else None)
        line.add_run(f"{label}: ").bold = True
        _link(line, said, said if said == report.link else None)
    if any(part.notes for part in report.parts):
        made.add_heading(report.words["notes"], 1)
        for part in report.parts:
            for said in part.notes:
                made.add_paragraph(said, "List Bullet")
    if report.tables:
        made.add_page_break()
        made.add_heading(report.words["tables"], 1)
        for part in (part for part in report.parts if part.tables):
            made.add_heading(part.finding, 2)
            for grid in part.tables:
                _table(made, grid)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _begin(made: Any, report: Report) -> None:
    """Of which day and on what basis; an annex says it as a letter does."""
    words = report.words
    if not report.small:
        made.add_paragraph(f"{words['basis']}: {report.subject}. {words['made']} {report.made}.", "Subtitle")
        return
    for label, said in ((words["date"], report.made), (words["about"], report.title), (words["basis"], report.subject)):
        made.add_paragraph(f"{label}\t{said}", "Subtitle").paragraph_format.tab_stops.add_tab_stop(Mm(28))


def _styled(made: Any, report: Report) -> None:
    """A4, the language of its words, one type in one colour, and what the file says of itself."""
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin, page.bottom_margin = (Mm(14), Mm(12)) if report.small else (Mm(22), Mm(20))
    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "List Bullet", "No Spacing"):
        style = made.styles[name]
        style.font.name = "Calibri"
        style.font.color.rgb = QUIET if name == "Subtitle" else INK
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        spacing = style.paragraph_format
        spacing.space_before = Pt((6 if report.small else 12) if name.startswith("Heading") else 0)
        spacing.space_after = Pt(2 if report.small else 5)
    sizes = {"Normal": 10.5, "Title": 22, "Subtitle": 10.5, "Heading 1": 15, "Heading 2": 12}
    if report.small:
        sizes = {"Normal": 9, "Title": 18, "Subtitle": 9, "Heading 1": 12, "Heading 2": 10, "List Bullet": 8, "No Spacing": 7.5}
    for name, size in sizes.items():
        made.styles[name].font.size = Pt(size)
    rule = made.styles["Title"].element.pPr.find(qn("w:pBdr"))
    rule.getparent().remove(rule)
    made.styles["Subtitle"].font.italic = False
    apart = made.styles["Subtitle"].element.rPr.find(qn("w:spacing"))
    apart.getparent().remove(apart)
    borders = made.styles["Table Grid"].element.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
    for border in list(borders):
        border.set(qn("w:color"), LINE)
        if border.tag in {qn(f"w:{side}") for side in ("top", "left", "right", "insideV")}:
            border.set(qn("w:val"), "nil")
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), report.locale)
    language.set(qn("w:eastAsia"), report.locale)
    defaults = made.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(language)
    told = made.core_properties
    told.title, told.subject, told.language, told.author, told.comments = report.title, report.subject, report.locale, "", ""
    told.created = told.modified = dt.datetime(report.day[0], report.day[1], report.day[2], tzinfo=dt.UTC)


def _table(made: Any, grid: Grid) -> None:
    """A table of Word's own, its headings on every page that it reaches."""
    if grid.caption:
        caption = made.add_paragraph(grid.caption, "Caption")
        caption.paragraph_format.keep_with_next = True
        caption.runs[0].font.color.rgb = QUIET
    table = made.add_table(0, len(grid.head), "Table Grid")
    for row in (grid.head, *grid.rows):
        cells = table.add_row().cells
        for i, (cell, text) in enumerate(zip(cells, row, strict=True)):
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(text)
            run.bold = row is grid.head or None
            if len(grid.head) > MANY:
                run.font.size = Pt(7.5)
            paragraph.paragraph_format.space_after = Pt(0)
            if not grid.left[i]:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if len(grid.head) <= MANY:
        few = len(grid.head)
        shares = SHARES if few == len(SHARES) else (FIRST, *[(1 - FIRST) / (few - 1)] * (few - 1))
        table.autofit = False
        for column, share in zip(table.columns, shares, strict=True):
            for cell in column.cells:
                cell.width = round(TEXT_WIDTH * share)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    made.add_paragraph().paragraph_format.space_after = Pt(0)


def _picture(paragraph: Any, content: bytes, said: str, width: int) -> None:
    shape = paragraph.add_run().add_picture(io.BytesIO(content), width=width)
    shape._inline.docPr.set("descr", said)
    paragraph.paragraph_format.keep_with_next = True


def _link(paragraph: Any, said: str, url: str | None) -> None:
    """Words, that lead somewhere where there is an address."""
    if url is None:
        paragraph.add_run(said)
        return
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(said)
    run.font.underline, run.font.color.rgb = True, RGBColor(0x00, 0x54, 0x8F)
    link.append(run._r)
    paragraph._p.append(link)
