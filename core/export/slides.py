"""A report as slides: one finding to a slide, with a chart that can be edited where there is one, and sources in the notes."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any, Final

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Mm, Pt

from core.export.code import code
from core.export.drawing import drawn, picture
from core.export.value import Grid, Part, Report

INK: Final = RGBColor(0x1B, 0x1F, 0x23)
QUIET: Final = RGBColor(0x57, 0x60, 0x6A)
LINES: Final = tuple(RGBColor.from_string(one) for one in ("A12B5E", "00548F", "65757B", "65757B"))
"""Scenario, basispad, and the ends of a band."""
BARS: Final = LINES[1::-1]
WIDE, HIGH, EDGE = Mm(338.7), Mm(190.5), Mm(18)
BESIDE, NARROW = Mm(8), Mm(85)
"""Between a picture and what stands beside it, and how wide that is at least."""
LONG: Final = 400
"""Letters from which words beside a picture are small."""
LOW: Final = Mm(95)
"""A picture that is lower when something stands beside it has its words under it."""
MONTHS: Final = 12
"""Points from one label to the next."""
MOST_ROWS, MOST_COLUMNS = 10, 5
"""Of a table in large letters."""
TITLE_ONLY: Final = 5
"""Layout of the plain template with a place for a title and nothing else."""


def slides(report: Report) -> bytes:
    """The file."""
    made = Presentation()
    made.slide_width, made.slide_height = WIDE, HIGH
    told = made.core_properties
    told.title, told.subject, told.language, told.author = report.title, report.subject, report.locale, ""
    told.created = told.modified = dt.datetime(report.day[0], report.day[1], report.day[2], tzinfo=dt.UTC)
    first = report.chapters[0]
    slide = _slide(made, report, first.texts[0], report.title)
    for grid in first.tables:
        _table(slide, grid)
    for said in [] if first.tables else first.texts[1:2]:
        _text(slide, said, (EDGE, Mm(44), WIDE - 2 * EDGE, Mm(100)), 22, report.locale)
    for place, chapter in enumerate(report.chapters):
        for grid in chapter.tables if place else []:
            _table(_slide(made, report, chapter.title, grid.caption), grid)
        for part in chapter.parts:
            slide = _slide(made, report, part.finding, "\n".join([part.sentence, *part.notes]))
            if _chart(slide, part):
                _text(slide, part.sentence, (EDGE, Mm(148), WIDE - 2 * EDGE, Mm(28)), 14, report.locale)
            else:
                _pictured(slide, part, report.locale)
    _last(made, report)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _slide(made: Any, report: Report, title: str, note: str) -> Any:
    """A slide with its finding as the title, and in the notes what it says and rests on."""
    slide = made.slides.add_slide(made.slide_layouts[TITLE_ONLY])
    box = slide.shapes.title
    box.left, box.top, box.width, box.height = EDGE, Mm(10), WIDE - 2 * EDGE, Mm(24)
    _write(box.text_frame, title, 28 if len(title) < 90 else 20, report.locale, bold=True)
    cited = [said for said, _ in report.cited]
    stamp = [f"{label}: {said}" for label, said in report.stamp]
    slide.notes_slide.notes_text_frame.text = "\n".join([note, "", *stamp, "", report.words["sources"], *cited])
    return slide


def _write(
    frame: Any, said: str, size: float, locale: str, *, bold: bool = False, colour: RGBColor = INK, place: int = 0
) -> None:
    """Words in a paragraph of a frame, by its place."""
    frame.word_wrap = True
    paragraph = frame.paragraphs[place]
    paragraph.text = ""
    paragraph.alignment = 1
    run = paragraph.add_run()
    run.text, run.font.size, run.font.bold, run.font.color.rgb, run.font.name = said, Pt(size), bold, colour, "Calibri"
    run._r.get_or_add_rPr().set("lang", locale)


def _text(slide: Any, said: str, box: tuple[int, int, int, int], size: float, locale: str, *, colour: RGBColor = INK) -> None:
    _write(slide.shapes.add_textbox(*box).text_frame, said, size, locale, colour=colour)


def _table(slide: Any, grid: Grid) -> None:
    """A table of the program's own."""
    rows = [grid.head, *grid.rows]
    small = len(rows) > MOST_ROWS or len(grid.head) > MOST_COLUMNS
    size, high, top = (Pt(13), Mm(9), Mm(40)) if small else (Pt(18), Mm(12), Mm(50))
    shape = slide.shapes.add_table(len(rows), len(grid.head), EDGE, top, WIDE - 2 * EDGE, high * len(rows))
    _named(shape, grid.caption)
    for y, row in enumerate(rows):
        for x, said in enumerate(row):
            cell = shape.table.cell(y, x)
            cell.text = said
            (run,) = cell.text_frame.paragraphs[0].runs or [cell.text_frame.paragraphs[0].add_run()]
            run.font.size, run.font.color.rgb, run.font.bold = size, INK, y == 0
            cell.fill.background()


def _named(shape: Any, said: str) -> None:
    """What a shape shows, for who cannot see it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", said)


def _chart(slide: Any, part: Part) -> bool:
    """The figure's first table as a chart of the program's own; gives whether it is one."""
    box = (EDGE, Mm(38), WIDE - 2 * EDGE, Mm(108))
    grid = next((one for one in part.tables if one.plotted and len(one.rows) > 1), None)
    if grid is None:
        return False
    data = CategoryChartData(number_format=grid.patterns[grid.plotted[0]])
    data.categories = [row[0] for row in grid.rows]
    for column in grid.plotted:
        data.add_series(grid.head[column], [row[column] for row in grid.numbers])
    # Years stand beside each other as bars; months are a path, however few they are.
    lines = not all(row[0].isdigit() for row in grid.rows)
    shape = slide.shapes.add_chart(XL_CHART_TYPE.LINE if lines else XL_CHART_TYPE.COLUMN_CLUSTERED, *box, data)
    _named(shape, part.sentence)
    _axes(shape.chart, grid, part.lowest)
    for place, series in enumerate(shape.chart.plots[0].series):
        if lines:
            series.smooth, series.marker.style = False, XL_MARKER_STYLE.NONE
            own = bool(grid.inks)
            series.format.line.color.rgb = RGBColor.from_string(grid.inks[place]) if own else LINES[place]
            series.format.line.width = Pt(2.5 if own or place < 2 else 1.25)
            series.format.line.dash_style = MSO_LINE.DASH if place == 1 and not own else MSO_LINE.SOLID
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = BARS[place]
    return True


def _pictured(slide: Any, part: Part, locale: str) -> None:
    """The picture of the screen as large as it goes, and what it says beside it; under it where that leaves no room."""
    left, top, wide = EDGE, Mm(40), WIDE - 2 * EDGE
    if part.spec is None:
        _text(slide, part.sentence, (left, Mm(44), wide, Mm(100)), 22, locale)
        return
    shape = slide.shapes.add_picture(io.BytesIO(picture(drawn(part.spec, part.finding))), left, top)
    _named(shape, part.sentence)
    _fit(shape, wide - BESIDE - NARROW, HIGH - top - EDGE)
    if shape.height >= LOW:
        across = left + shape.width + BESIDE
        _text(
            slide,
            part.sentence,
            (across, top, WIDE - EDGE - across, shape.height),
            16 if len(part.sentence) < LONG else 12,
            locale,
        )
        return
    _fit(shape, wide, Mm(106))  # a chart of few rows is wide and low
    _text(slide, part.sentence, (left, Mm(148), wide, Mm(28)), 14, locale)


def _fit(shape: Any, wide: int, high: int) -> None:
    """A picture as large as it goes within these."""
    scale = min(wide / shape.width, high / shape.height)
    shape.width, shape.height = round(shape.width * scale), round(shape.height * scale)


def _axes(chart: Any, grid: Grid, lowest: float) -> None:
    """Type, a light grid, and a label a year where a point is a month."""
    chart.has_title, chart.has_legend = False, True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.font.size, chart.font.color.rgb, chart.font.name = Pt(14), QUIET, "Calibri"
    value, across = chart.value_axis, chart.category_axis
    value.major_gridlines.format.line.color.rgb = RGBColor(0xE3, 0xE7, 0xEB)
    value.tick_labels.number_format, value.tick_labels.number_format_is_linked = grid.patterns[grid.plotted[0]], False
    value.format.line.fill.background()
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if len(grid.rows) > MONTHS:
        for name in ("c:tickLblSkip", "c:tickMarkSkip"):
            skip = OxmlElement(name)
            skip.set("val", str(MONTHS))
            across._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)
    value.minimum_scale = lowest


def _last(made: Any, report: Report) -> None:
    """What all of it belongs to, and the way back."""
    slide = _slide(made, report, report.words["stamp"], report.title)
    frame = slide.shapes.add_textbox(EDGE, Mm(38), WIDE - Mm(100), Mm(140)).text_frame
    for place, (label, said) in enumerate(report.stamp):
        if place:
            frame.add_paragraph()
        _write(frame, f"{label}: {said}", 12, report.locale, place=place)
        frame.paragraphs[place].space_after = Pt(5)
    if (found := code(report.link, "png")) is not None:
        shape = slide.shapes.add_picture(io.BytesIO(found), WIDE - Mm(64), Mm(40), Mm(46))
        _named(shape, report.words["code"])
