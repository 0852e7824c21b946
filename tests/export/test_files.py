"""Paper, document, slides and data of a scenario, read back: every number is the model's, and each says what it belongs to."""

from __future__ import annotations

import datetime as dt
import functools
import io
import itertools
from pathlib import Path
from typing import Any

import docx
import pptx
import pyarrow.parquet as pq
import pypdf
import pytest
import segno

from core.analysis.simulate import simulate
from core.baseline import Baseline, load_baseline
from core.export.files import KINDS, content_of
from core.export.making import made
from core.export.value import Report
from core.model.calendar import month_index
from core.model.measures import Measure
from core.scenario import Scenario, default_scenario, with_measures, with_until, with_value
from core.text import format as house
from core.text.catalog import LANGUAGES, Language
from core.text.stamp import scenario_lines
from tests.tiers import tiers

LINK = "https://example.org/?v=2&basis=stand-2026"
NAME = '=HYPERLINK("http://x") #strong[*a*] <b>'


def subject() -> tuple[Scenario, Baseline]:
    baseline = load_baseline("stand-2026")
    moved = with_value(with_value(default_scenario(baseline), baseline, "outflow_rate", 0.0205), baseline, "inflow", 571.0)
    start = baseline.reference_month + 4
    return with_measures(moved, [Measure("a", "outflow_work", start, 60.0, 6, start + 30, name=NAME)]), baseline


@functools.cache
def report(name: str, language: Language) -> Any:
    scenario, baseline = subject()
    lines = scenario_lines(scenario, baseline, LINK, dt.date(2026, 11, 28), language)
    return content_of(name, scenario, baseline, [*lines, ("Opdrachtregel", "python -m core run")], LINK, language)


@functools.cache
def content(name: str, language: Language) -> bytes:
    found = report(name, language)
    return made(found, KINDS[name].ending) if isinstance(found, Report) else bytes(found)


def squeezed(text: str) -> str:
    """Without white space: where a line breaks is the file's affair."""
    return "".join(text.split())


def expected(language: Language) -> list[str]:
    """What the model comes to, in the house style: the caseload, the jobs and the deficit."""
    scenario, baseline = subject()
    run = simulate(baseline, scenario)
    end, jobs = (run.months.index(month_index(month)) for month in ("2027-12", "2026-12"))
    deficit = -run.budget.total[run.years.index(2027), 0] + run.lasten[run.years.index(2027), 0]
    return [
        house.number(run.caseload.stock[end, 0], language), house.number(run.jobs.stock[jobs, 0], language),
        house.million(abs(deficit), language),
    ]  # fmt: skip


def texts(name: str, language: Language) -> str:
    """All words of a file, as another program reads them."""
    file = io.BytesIO(content(name, language))
    if KINDS[name].ending == "pdf":
        return " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    if KINDS[name].ending == "docx":
        return " ".join(one.text or "" for one in docx.Document(file).element.body.iter() if one.tag.endswith("}t"))
    slides = pptx.Presentation(file).slides
    shown = [one.text for slide in slides for one in slide._element.iter() if one.tag.endswith("}t")]
    return " ".join([*shown, *(slide.notes_slide.notes_text_frame.text for slide in slides)])


@pytest.mark.parametrize(
    ("name", "language"),
    tiers(
        itertools.product(("pdf", "docx", "pptx", "annex_pdf", "annex_docx"), LANGUAGES),
        often=(("pdf", "nl"), ("docx", "nl"), ("pptx", "en"), ("annex_pdf", "en"), ("annex_docx", "en")),
    ),
)
def test_a_file_holds_the_models_numbers_the_sentences_of_the_screen_and_what_it_belongs_to(
    name: str, language: Language
) -> None:
    found, said = squeezed(texts(name, language)), report(name, language)
    for text in [*expected(language), said.title]:
        assert squeezed(text) in found
    for part in said.parts:
        assert squeezed(part.sentence) in found
        assert squeezed(part.finding) in found
    for label, line in said.stamp:
        assert squeezed(label) in found
        assert squeezed(line) in found
    for text, _ in said.cited:
        assert squeezed(text) in found


@pytest.mark.parametrize("name", ["pdf", "docx"])
def test_the_tables_behind_the_figures_stand_in_it_cell_by_cell(name: str) -> None:
    found = squeezed(texts(name, "nl"))
    rows = [row for part in report(name, "nl").parts for grid in part.tables for row in grid.rows]
    assert len(rows) > 100
    assert [row for row in rows if squeezed("".join(row)) not in found] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_is_tagged_and_has_a_language_a_title_and_a_text_for_each_picture(language: Language) -> None:
    for name in ("pdf", "annex_pdf"):
        said, paper = report(name, language), pypdf.PdfReader(io.BytesIO(content(name, language)))
        catalog = paper.root_object
        assert catalog["/MarkInfo"]["/Marked"]
        assert catalog["/Lang"].casefold() == said.locale.casefold()
        assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
        assert paper.metadata is not None
        assert paper.metadata.title == said.title
        assert "pdfuaid" in catalog["/Metadata"].get_data().decode()
        told = [one["/Alt"] for one in tagged(catalog["/StructTreeRoot"]) if one.get("/S") == "/Figure"]
        assert told == [*(part.sentence for part in said.parts if part.spec is not None), said.words["code"]]
        assert [round(float(side) / 72 * 25.4) for side in paper.pages[0].mediabox[2:]] == [210, 297]
    assert len(paper.pages) == 2


def tagged(node: Any) -> list[Any]:
    """The elements of a tagged file, in reading order."""
    found = node.get_object()
    if not isinstance(found, dict):
        return []
    below = found.get("/K", [])
    below = below.get_object() if hasattr(below, "get_object") else below
    return [found, *(one for child in (below if isinstance(below, list) else [below]) for one in tagged(child))]


def test_a_document_has_headings_tables_with_a_head_texts_for_pictures_and_a_language() -> None:
    said, found = report("docx", "nl"), docx.Document(io.BytesIO(content("docx", "nl")))
    levels = [(one.style.name, one.text) for one in found.paragraphs if one.style and one.style.name.startswith("Heading")]
    assert [text for name, text in levels if name == "Heading 1"][:-3] == [chapter.title for chapter in said.chapters]
    assert [shape._inline.docPr.get("descr") for shape in found.inline_shapes] == [
        *(part.sentence for part in said.parts), said.words["code"],
    ]  # fmt: skip
    assert all("tblHeader" in table.rows[0]._tr.xml for table in found.tables)
    assert 'w:lang w:val="nl-NL"' in found.styles.element.xml
    assert (found.core_properties.title, found.core_properties.language) == (said.title, "nl-NL")


def test_slides_have_charts_that_can_be_edited_with_the_models_numbers() -> None:
    scenario, baseline = subject()
    run = simulate(baseline, scenario)
    slides = pptx.Presentation(io.BytesIO(content("pptx", "nl"))).slides
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    assert list(charts[0].plots[0].series[0].values) == pytest.approx(run.caseload.stock[:, 0])
    assert list(charts[1].plots[0].series[0].values) == pytest.approx(run.jobs.stock[:, 0])
    buig, lasten = (list(one.values) for one in charts[2].plots[0].series)
    assert buig == pytest.approx(run.budget.total[:, 0])
    assert lasten == pytest.approx(run.lasten[:, 0])
    assert all(slide.shapes.title.text for slide in slides)


def test_slides_of_a_few_months_have_lines_too() -> None:
    scenario, baseline = subject()
    soon = with_until(scenario, baseline, baseline.reference_month + 3)
    lines = scenario_lines(soon, baseline, LINK, dt.date(2026, 11, 28), "nl")
    found = content_of("pptx", soon, baseline, lines, LINK, "nl")
    assert isinstance(found, Report)
    slides = pptx.Presentation(io.BytesIO(made(found, "pptx"))).slides
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    assert list(charts[0].plots[0].series[0].values) == pytest.approx(simulate(baseline, soon).caseload.stock[:, 0])


def test_data_is_tidy_not_rounded_and_says_what_it_means() -> None:
    scenario, baseline = subject()
    table = pq.read_table(io.BytesIO(content("parquet", "nl")))
    assert table.schema.metadata[b"Link"] == LINK.encode()
    rows = [row for row in table.to_pylist() if row["figure"] == "caseload" and row["column"] == "Scenario"]
    assert [row["value"] for row in rows] == pytest.approx(simulate(baseline, scenario).caseload.stock[:, 0])
    assert rows[0]["row"] == "december 2025"
    assert all(table.schema.field(name).metadata for name in table.schema.names if name != "")


def test_the_code_in_a_document_is_the_link_and_its_picture_is_drawn() -> None:
    parts = docx.Document(io.BytesIO(content("annex_docx", "nl"))).part.package.iter_parts()
    wanted = io.BytesIO()
    segno.make_qr(LINK, error="l").save(wanted, kind="png", scale=8, border=4)
    assert wanted.getvalue() in [part.blob for part in parts if part.content_type == "image/png"]


def test_the_command_makes_each_kind_and_the_ending_says_which(tmp_path: Path) -> None:
    from core.__main__ import main

    for name in ("a.pdf", "a.parquet"):
        assert main(["export", "--set", "inflow=571", "--out", str(tmp_path / name)]) == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "a.parquet").read_bytes().startswith(b"PAR1")
    assert main(["export", "--annex", "--out", str(tmp_path / "a.xlsx")]) == 2
