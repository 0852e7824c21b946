"""Paper, document, slides and data of a scenario, read back: every number is the model's, and each says what it belongs to."""

from __future__ import annotations

import io
import itertools
import shlex
import zipfile
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import docx
import openpyxl
import pptx
import pyarrow.parquet as pq
import pypdf
import pytest
import zxingcpp
from PIL import Image

from core.analysis.simulate import simulate
from core.export.files import KINDS, Subject, content_of
from core.export.making import made
from core.export.value import Report
from core.scenario import from_query, pins_from_query, with_until
from core.text.catalog import LANGUAGES, Language
from core.trace import book_of, words
from core.trace.node import tally
from tests.export.subjects import Topic, beside, content, expected, link, report, scenario, squeezed, subject, texts
from tests.tiers import tiers

TOPICS: Final[tuple[Topic, ...]] = ("scenario", "pages", "compared", "monitor")
READ: Final = ("pdf", "docx", "pptx", "xlsx", "annex_pdf", "annex_docx")


@pytest.mark.one_in(5)
@pytest.mark.parametrize(
    ("topic", "name", "language"),
    tiers(
        (
            (topic, name, language)
            for topic, name, language in itertools.product(TOPICS, READ, LANGUAGES)
            # A monitor is no annex, and the workbook that computes is no report: see test_workbook.
            if not ((topic in ("pages", "monitor") and KINDS[name].annex) or (topic in ("scenario", "pages") and name == "xlsx"))
        ),
        often=(
            ("scenario", "pdf", "nl"),
            ("scenario", "docx", "nl"),
            ("scenario", "pptx", "en"),
            ("scenario", "annex_docx", "en"),
            ("compared", "annex_pdf", "en"),
            ("compared", "xlsx", "nl"),
            ("monitor", "docx", "nl"),
            ("monitor", "pdf", "en"),
        ),
    ),
)
def test_a_file_holds_the_models_numbers_the_sentences_of_the_screen_and_what_it_belongs_to(
    topic: Topic, name: str, language: Language
) -> None:
    found, said = squeezed(texts(topic, name, language)), report(topic, name, language)
    # In a workbook numbers are numbers: they are read as such below.
    for text in [*([] if name == "xlsx" else expected(topic, name, language)), said.title]:
        assert squeezed(text) in found
    for part in said.parts:
        assert squeezed(part.sentence) in found
        assert squeezed(part.finding) in found
    for label, line in said.stamp:
        assert squeezed(label) in found
        assert squeezed(line) in found
    for text, _ in said.cited:
        assert squeezed(text) in found


@pytest.mark.one_in(2)
@pytest.mark.parametrize(("topic", "name"), [("scenario", "pdf"), ("scenario", "docx"), ("compared", "docx"), ("monitor", "pdf")])
def test_the_tables_behind_the_figures_stand_in_it_cell_by_cell(topic: Topic, name: str) -> None:
    found, said = squeezed(texts(topic, name, "nl")), report(topic, name, "nl")
    among = [grid for chapter in said.chapters for grid in chapter.tables]
    rows = [row for grid in (*among, *(grid for part in said.parts for grid in part.tables)) for row in grid.rows]
    assert len(rows) > 30
    assert [row for row in rows if squeezed("".join(row)) not in found] == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("language", tiers(((one,) for one in LANGUAGES), often=[("nl",)]))
def test_paper_is_tagged_and_has_a_language_a_title_and_a_text_for_each_picture(language: Language) -> None:
    papers: list[tuple[Topic, str]] = [
        ("scenario", "pdf"),
        ("monitor", "pdf"),
        ("scenario", "annex_pdf"),
        ("compared", "annex_pdf"),
    ]
    for topic, name in papers:
        said, paper = report(topic, name, language), pypdf.PdfReader(io.BytesIO(content(topic, name, language)))
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
        # In reading order: chapters and findings as headings, and no page without words.
        levels = {"/H1": [chapter.title for chapter in said.chapters], "/H2": [part.finding for part in said.parts]}
        for level, titles in levels.items():
            assert sum(one.get("/S") == level for one in tagged(catalog["/StructTreeRoot"])) >= len(titles)
        assert [one.title for one in paper.outline if not isinstance(one, list)][: len(said.chapters)] == levels["/H1"]
        assert all(len(page.extract_text()) > 150 for page in paper.pages)
        assert not KINDS[name].annex or len(paper.pages) == 2


def tagged(node: Any) -> list[Any]:
    """The elements of a tagged file, in reading order."""
    found = node.get_object()
    if not isinstance(found, dict):
        return []
    below = found.get("/K", [])
    below = below.get_object() if hasattr(below, "get_object") else below
    return [found, *(one for child in (below if isinstance(below, list) else [below]) for one in tagged(child))]


@pytest.mark.exhaustive
def test_a_document_has_headings_tables_with_a_head_texts_for_pictures_and_a_language() -> None:
    said, found = report("scenario", "docx", "nl"), docx.Document(io.BytesIO(content("scenario", "docx", "nl")))
    levels = [(one.style.name, one.text) for one in found.paragraphs if one.style and one.style.name.startswith("Heading")]
    assert [text for name, text in levels if name == "Heading 1"][:-4] == [chapter.title for chapter in said.chapters]
    assert [shape._inline.docPr.get("descr") for shape in found.inline_shapes] == [
        *(part.sentence for part in said.parts), said.words["code"],
    ]  # fmt: skip
    assert all("tblHeader" in table.rows[0]._tr.xml for table in found.tables)
    assert 'w:lang w:val="nl-NL"' in found.styles.element.xml
    assert (found.core_properties.title, found.core_properties.language) == (said.title, "nl-NL")


def test_slides_have_charts_that_can_be_edited_with_the_models_numbers() -> None:
    found, baseline = scenario()
    run = simulate(baseline, found)
    slides = pptx.Presentation(io.BytesIO(content("scenario", "pptx", "nl"))).slides
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    assert list(charts[0].plots[0].series[0].values) == pytest.approx(run.caseload.stock[:, 0])
    assert list(charts[1].plots[0].series[0].values) == pytest.approx(run.jobs.stock[:, 0])
    buig, lasten = (list(one.values) for one in charts[2].plots[0].series)
    assert buig == pytest.approx(run.budget.total[:, 0])
    assert lasten == pytest.approx(run.lasten[:, 0])
    assert all(slide.shapes.title.text for slide in slides)


@pytest.mark.exhaustive
def test_nothing_on_a_slide_reaches_over_its_edge() -> None:
    deck = pptx.Presentation(io.BytesIO(content("pages", "pptx", "nl")))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left + shape.width <= deck.slide_width, slide.shapes.title.text
            assert shape.top + shape.height <= deck.slide_height, slide.shapes.title.text


def test_slides_of_a_few_months_have_lines_too() -> None:
    whole, baseline = scenario()
    soon = with_until(whole, baseline, baseline.reference_month + 3)
    found = content_of("pptx", Subject(soon, baseline), [], link("scenario"), "nl")
    assert isinstance(found, Report)
    slides = pptx.Presentation(io.BytesIO(made(found, "pptx"))).slides
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    assert list(charts[0].plots[0].series[0].values) == pytest.approx(simulate(baseline, soon).caseload.stock[:, 0])


def test_data_is_tidy_not_rounded_and_says_what_it_means() -> None:
    found, baseline = scenario()
    table = pq.read_table(io.BytesIO(content("scenario", "parquet", "nl")))
    about = {key.decode(): said.decode() for key, said in table.schema.metadata.items()}
    assert about["Link"] == link("scenario")
    assert all(line in about[label] for label, line in report("scenario", "pdf", "nl").stamp if label != "Opdrachtregel")
    rows = [row for row in table.to_pylist() if row["figure"] == "caseload" and row["column"] == "Scenario"]
    assert [row["value"] for row in rows] == pytest.approx(simulate(baseline, found).caseload.stock[:, 0])
    assert rows[0]["row"] == "december 2025"
    assert all(table.schema.field(name).metadata for name in table.schema.names if name != "")


@pytest.mark.one_in(3)
@pytest.mark.parametrize("topic", ["scenario", "compared", "monitor"])
def test_the_code_in_a_file_is_read_as_the_link_that_opens_the_same_scenario_again(topic: Topic) -> None:
    for name in ("docx", "pptx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(content(topic, name, "nl"))) as parts:
            pictures = [Image.open(io.BytesIO(parts.read(one))) for one in parts.namelist() if one.endswith(".png")]
        codes = [found.text for one in pictures for found in zxingcpp.read_barcodes(one.convert("L"))]
        assert codes == [link(topic)]
        query = parse_qs(urlsplit(codes[0]).query)
        assert from_query(query) == (subject(topic).scenario, [])
        assert pins_from_query(query)[0] == {letter: one for letter, (one, _) in subject(topic).beside.items()}


def test_a_figures_numbers_have_notes_that_say_how_they_came_about() -> None:
    said = report("scenario", "docx", "nl")
    shown, baseline = scenario()
    trace = book_of(shown, baseline)["result@2027"]
    (note,) = (one for part in said.parts for one in part.notes if one.startswith(words.name_of(trace, "nl")))
    for told in (words.amount(trace, "nl"), words.formula(trace, "nl"), words.counted(tally(trace), "nl")):
        assert told in note
    assert all(words.amount(one, "nl") in note for one in trace.inputs)
    assert all(part.notes for part in said.parts)
    for name in ("docx", "pptx"):
        assert squeezed(note) in squeezed(texts("scenario", name, "nl"))


def test_numbers_of_a_comparison_and_a_monitor_are_numbers_in_a_workbook() -> None:
    for topic in TOPICS[2:]:
        book = openpyxl.load_workbook(io.BytesIO(content(topic, "xlsx", "nl")))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"]
        values = [cell.value for cell in cells if cell.data_type == "n" and cell.value is not None]
        if topic == "monitor":
            monitor = subject(topic).monitor
            assert monitor is not None
            points = [point.value for one in monitor.reported for point in one.points if one.charted]
            assert set(points) <= set(values)
            continue
        for pair in (scenario(), *beside().values()):
            stock = simulate(pair[1], pair[0]).caseload.stock[:, 0]
            assert all(min(abs(float(value) - one) for value in values) < 1e-9 for one in stock)


def test_the_command_makes_each_kind_and_the_ending_says_which(tmp_path: Path) -> None:
    from core.__main__ import main

    for name in ("a.pdf", "a.parquet"):
        assert main(["export", "--set", "inflow=571", "--out", str(tmp_path / name)]) == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "a.parquet").read_bytes().startswith(b"PAR1")
    assert main(["export", "--annex", "--out", str(tmp_path / "a.xlsx")]) == 2
    assert main(["export", "--compare", "--out", str(tmp_path / "a.xlsx")]) == 2
    assert main(["export", "--monitor", "1999-t1", "--out", str(tmp_path / "a.xlsx")]) == 2


def test_what_was_chosen_stands_in_it_with_all_its_figures() -> None:
    keys = [part.key for part in report("pages", "pdf", "nl").parts]
    assert keys == [
        "caseload", "lks", "effect", "parts", "runs", "budget", "reserve", "fan", "chance", "flows", "bridge", "season",
        "tenure", "survival", "jobs", "money",
    ]  # fmt: skip
    assert [part.key for part in report("scenario", "pdf", "nl").parts] == [
        "caseload",
        "lks",
        "budget",
        "reserve",
        "fan",
        "chance",
    ]


@pytest.mark.one_in(3)
@pytest.mark.parametrize("topic", ["pages", "compared", "monitor"])
def test_the_command_that_a_file_tells_makes_the_same_numbers_again(
    topic: Topic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.__main__ import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KOERS_LANG", "nl")
    told = dict(report(topic, "docx", "nl").stamp)["Opdrachtregel"]
    assert main([*shlex.split(told.removeprefix("python -m core").replace("docx", "parquet"))]) == 0
    again, first = (pq.read_table(io.BytesIO(one)) for one in (Path("a.parquet").read_bytes(), content(topic, "parquet", "nl")))
    assert again.equals(first)
