"""Paper: every page carries its scenario and the way back to it, keeps its tables whole, and shows nothing to press."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page
from pypdf import PdfReader

from core.text.catalog import translate
from tests.browser.conftest import SCENARIO, Server, Visitor, settle
from tests.browser.helpers import eventually, press, walk
from tests.contact.places import SCENARIO as WITH_PACKAGE
from tests.contact.places import pages
from tests.tiers import tiers

MOVED = ("Uitstroom: 2,05% per maand (was 1,80%)", "Instroom: 570 per maand (was 600)")
PRESSED = (
    "Ongedaan maken",
    "Terug naar basispad",
    "Delen",
    "Tabel, bronnen en opslaan",
    "Grafiek opslaan als",
    "English",
    "Wat u veranderde",
    "Zet dit op",
)

INVITED = (
    *("impulspakket.begin.then", "impulspakket.cards.note", "impulspakket.nothing_on.text", "knowledge.count"),
    *("report.save.note", "vergelijken.chart.move", "vergelijken.matrix.title", "over.questions.show"),
    *("own_data.page.intro", "bewaard.form.title"),
)
"""What a screen invites to: it means nothing where nothing can be pressed."""
PRESSABLE = """() => [...document.querySelectorAll("a[href], button:not(.koers-asked), input, select, textarea, .koers-hint")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 1)
  .filter((one) => !one.closest(".st-key-document, [class*=st-key-watch-]"))
  .filter((one) => !/^(https?:|#)/.test(one.getAttribute("href") ?? ""))
  .map((one) => `${one.tagName} ${one.textContent}`)"""
"""What paper shows of what can be pressed, but for numbers, and for sources and where they stand in a list."""


def pressed_on_paper(page: Page) -> list[str]:
    page.emulate_media(media="print")
    try:
        found: list[str] = page.evaluate(PRESSABLE)
        return found
    finally:
        page.emulate_media(media="null")  # with "screen" what is printed would be the screen


def printed(visitor: Visitor) -> str:
    """The text of the page on A4."""
    file = PdfReader(io.BytesIO(visitor.page.pdf(prefer_css_page_size=True)))
    return re.sub(r"\s+", " ", " ".join(sheet.extract_text() for sheet in file.pages))


@pytest.fixture(scope="module")
def walked(server: Server, context: BrowserContext) -> Iterator[Visitor]:
    """One visit that goes from page to page."""
    walking = Visitor(context.new_page())
    walking.open(f"{server.url}/?{SCENARIO}")
    yield walking
    walking.page.close()


@pytest.mark.one_in(20)
@pytest.mark.parametrize(
    ("folder", "name"),
    tiers(pages().items(), often=[one for one in pages().items() if one[0] in ("verkenner", "vergelijken")]),
)
def test_a_printed_page_says_what_it_belongs_to_and_has_nothing_to_press(walked: Visitor, folder: str, name: str) -> None:
    page, title = walked.page, f"Koers 30.000 {translate('nl', f'{folder}.title')}"
    page.bring_to_front()
    walk(page, f"/{name}?{SCENARIO}")
    eventually(page, lambda: [title in one for one in page.locator(".koers-printed.page").all_text_contents()], [True])
    settle(page)
    text = printed(walked)
    for said in (title, "Brief 2e tertaal 2023", "10 oktober 2023", *MOVED):
        assert said in text, said
    assert [text.count(said) for said in MOVED] == [1, 1]
    assert "inflow=570" in text.replace(" ", "")
    assert [control for control in PRESSED if control in text] == []
    assert [key for key in INVITED if translate("nl", key) in text] == []
    assert pressed_on_paper(page) == []
    for value in set(page.locator(".koers-keys .value").all_inner_texts()):
        assert " ".join(value.split()) in text, "key figures keep their values"
    heading = page.locator("h1").first.inner_text().split()[:4]
    assert " ".join(heading) in text


@pytest.mark.exhaustive
def test_a_printed_table_is_whole_and_its_chart_keeps_its_heading(server: Server, visitor: Visitor) -> None:
    visitor.page.emulate_media(color_scheme="dark")
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    # One across the page, and one in a column that stands beside others on a screen.
    for name in ("caseload", "lks"):
        press(page, f".st-key-table-{name} summary")
        page.wait_for_selector(f".st-key-table-{name} table")
    settle(page)
    rows = [
        row
        for name in ("caseload", "lks")
        for row in page.locator(f".st-key-table-{name} tbody").first.locator("tr").all_inner_texts()
    ]
    assert len(rows) > 60
    text = printed(visitor)
    for row in rows:
        assert " ".join(row.split()) in text, row
    assert translate("nl", "file.picture") not in text, "what its buttons stood beside"
    assert visitor.complaints == []


@pytest.mark.exhaustive
def test_of_the_measures_paper_has_those_that_are_on_and_no_halo_of_the_dark(server: Server, visitor: Visitor) -> None:
    visitor.page.emulate_media(color_scheme="dark")
    page = visitor.open(f"{server.url}/impulspakket?{WITH_PACKAGE}")
    text = printed(visitor)
    names = {one.strip() for one in page.locator("[class*=st-key-cards-] [class*=st-key-on-]").all_inner_texts()} - {""}
    on = page.locator("[class*=st-key-cards-] input:checked").count()
    assert on == 4
    assert len(names) > on
    assert 0 < sum(name in text for name in names) <= on, "a letter that is set as one with the next is not always read back"
    page.emulate_media(media="print")
    assert page.locator("[class*=st-key-cards-] [class*=st-key-on-]:visible").count() == on
    strokes = page.locator("svg.marks text[stroke]").evaluate_all("texts => texts.map((text) => getComputedStyle(text).stroke)")
    assert strokes
    assert set(strokes) == {"rgb(255, 255, 255)"}
    page.emulate_media(media="screen")
