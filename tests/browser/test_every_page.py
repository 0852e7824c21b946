"""Every page: in both languages, light and dark, with its drawers open, on every width, on a projector."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from core.analysis.presets import preset
from core.baseline import DEFAULT, load_baseline
from core.measures import catalogue, encode_package
from core.scenario import default_scenario, to_query
from core.text.catalog import Language, translate
from tests.browser.conftest import SCENARIO, Server, Visitor, settle
from tests.browser.helpers import below_the_fold, beyond, changed, eventually, in_english, lever, press, steady, violations
from tests.contact.places import pages
from tests.places import LETTER, ROTTERDAM

WIDTHS = (320, 390, 683, 768, 1366, 1920)
"""Of screens; a desk at 400% is 320 wide, at 200% 683 [CSS px]."""
CATALOGUE = [entry.measure() for entry in catalogue(ROTTERDAM)]
PACKAGE = encode_package([CATALOGUE[i] for i in (0, 3, 8, 14)])
NEWEST = load_baseline(DEFAULT)
WINDY = preset("headwind", default_scenario(NEWEST), NEWEST)
LEVERS = ("outflow_rate", "lks_first_year_dropout", "inflow", "buig_share")


COPIED = """async () => { const [one] = await navigator.clipboard.read();
  return Promise.all(one.types.map(async (type) => (await one.getType(type)).text())); }"""
KINDS = """() => [...document.querySelectorAll("[class*=st-key-chart-] [aria-roledescription]")]
  .filter((e) => !e.closest("[aria-hidden=true]")).map((e) => e.getAttribute("aria-roledescription"))"""
"""What a screen reader hears that a chart is."""
ANSWER = "h1.koers-answer"
KEYS = ".koers-keys"


@dataclass(frozen=True)
class Sheet:
    """A page: its address, what opens on it, and what a projector shows of it without scrolling."""

    path: str
    drawers: tuple[str, ...] = ()
    fold: tuple[str, ...] = (ANSWER,)
    query: str = SCENARIO


def marks(chart: str) -> str:
    return f".st-key-chart-{chart} svg.marks"


def tables(*names: str) -> tuple[str, ...]:
    return tuple(f"table-{name}" for name in names)


SHEETS = {
    "verkenner": Sheet(
        "",
        ("assumptions", *tables("caseload", "budget")),
        (ANSWER, KEYS, marks("caseload"), *(f".st-key-lever-{name} input.range" for name in LEVERS)),
    ),
    "volume": Sheet("volume", ("more-volume", *tables("flows", "bridge", "season")), (ANSWER, marks("flows"))),
    "lks": Sheet("lks", ("more-lks", *tables("tenure", "survival", "jobs", "money")), (ANSWER, marks("tenure"))),
    "eerder": Sheet("eerder", ("more-eerder", *tables("city", "promises", "skill"))),
    "monitor": Sheet("monitor", ("more-monitor", *tables("monitor-volume"))),
    "buig": Sheet("buig", ("more-buig", *tables("payers", "moments"))),
    "impulspakket": Sheet(
        "impulspakket", (*tables("parts"), "form-kansrijk", "form-lks-contact"), query=f"pakket={PACKAGE}&{SCENARIO}"
    ),
    "impulspakket-empty": Sheet("impulspakket"),
    "onzekerheid": Sheet("onzekerheid", ("more-onzekerheid",)),
    "vergelijken": Sheet(
        "vergelijken",
        ("matrix-more", *tables("compared")),
        (ANSWER, marks("compared"), *(f".st-key-{name} button" for name in ("pin-shown", "pin-base"))),
        urlencode(to_query(default_scenario(NEWEST), {"A": WINDY, "B": default_scenario(load_baseline(LETTER))})),
    ),
    "huishouden": Sheet(
        "huishouden",
        (
            *("more-huishouden", "more-pilot", *tables("household-waterfall", "household-loss")),
            *("household-more", *tables("household-funnel"), "household-make-link"),
        ),
        (ANSWER, KEYS, marks("household-waterfall"), ".st-key-lever-hh-hours"),
    ),
    "eigen_cijfers": Sheet("eigen-cijfers", ("own-count-more",), (ANSWER, ".st-key-own-count-submit")),
    "bewaard": Sheet("bewaard", (), (ANSWER, ".st-key-save-submit")),
    "verhaal": Sheet("verhaal"),
    "bronnen": Sheet("bronnen", ("sources-equations-False",)),
    "begrippen": Sheet("begrippen"),
    "over": Sheet("over"),
}


CHECKED = ("verkenner", "impulspakket", "vergelijken")
"""Pages that have between them nearly every kind of control, of figure, of table and of field."""


@pytest.mark.parametrize("name", CHECKED)
def test_page_is_accessible_quiet_and_no_wider_than_the_screen(server: Server, visitor: Visitor, name: str) -> None:
    sheet = SHEETS[name]
    look_over(visitor.open(f"{server.url}/{sheet.path}?{sheet.query}"), sheet, "nl", WIDTHS[::3])
    assert visitor.complaints + visitor.warnings == []


@pytest.mark.one_in(3)
@pytest.mark.parametrize("name", [name for name in SHEETS if name not in CHECKED])
def test_page_opens_quiet_with_its_answer_in_view_and_no_wider_than_the_screen(
    server: Server, visitor: Visitor, name: str
) -> None:
    sheet = SHEETS[name]
    page = visitor.open(f"{server.url}/{sheet.path}?{sheet.query}")
    eventually(page, lambda: below_the_fold(page, *sheet.fold), [])
    fits(page, WIDTHS[:1])
    assert visitor.complaints == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", SHEETS)
def test_page_is_so_in_english_and_dark_and_on_any_screen(server: Server, visitor: Visitor, name: str) -> None:
    sheet = SHEETS[name]
    visitor.page.emulate_media(color_scheme="dark")
    page = visitor.open(f"{server.url}/{sheet.path}?{sheet.query}")
    in_english(page)
    eventually(page, lambda: page.evaluate("document.documentElement.lang"), "en")
    settle(page)
    look_over(page, sheet, "en", WIDTHS)
    assert visitor.complaints == []


SHUT = """() => [...document.querySelectorAll(".stMain details:not([open]) > summary")]
  .filter((summary) => summary.checkVisibility()).map((summary) => summary.textContent)"""
DEPTH = 80
"""Folds of a page with those within them, at most."""


@pytest.mark.exhaustive
@pytest.mark.parametrize(("at", "name"), list(enumerate(SHEETS)))
def test_a_checker_is_silent_with_all_folds_open(server: Server, visitor: Visitor, at: int, name: str) -> None:
    """One page light, the next dark; what stands open at once is looked over in English and dark too, above."""
    sheet = SHEETS[name]
    visitor.page.emulate_media(color_scheme=("light", "dark")[at % 2])
    page = visitor.open(f"{server.url}/{sheet.path}?{sheet.query}")
    open_all(page)
    assert violations(page) == []
    assert visitor.complaints + visitor.warnings == []


def open_all(page: Page) -> None:
    """Open what is folded, and what is folded within it."""
    for _ in range(DEPTH):
        if not (shut := steady(page, lambda: page.evaluate(SHUT), quiet=0.3)):
            return
        press(page, ".stMain details:not([open]) > summary:visible")
        with contextlib.suppress(AssertionError):  # pressed while the page was drawn anew: once more
            changed(page, lambda: page.evaluate(SHUT), shut, seconds=3)


def test_every_page_of_the_app_is_among_these() -> None:
    assert {sheet.path for sheet in SHEETS.values()} == set(pages().values())


def look_over(page: Page, sheet: Sheet, language: Language, widths: tuple[int, ...]) -> None:
    """What is asked of a page in a language: its answer in view, nothing for a checker to say, nothing beyond the edge."""
    assert page.evaluate("document.documentElement.lang") == language
    eventually(page, lambda: below_the_fold(page, *sheet.fold), [])
    unfold(page, sheet)
    eventually(page, lambda: set(page.evaluate(KINDS)) <= {translate(language, "app.streamlit.chart")}, True)
    assert violations(page) == [], language
    fits(page, widths)


def unfold(page: Page, sheet: Sheet) -> None:
    """Open the page's drawers."""
    for drawer in sheet.drawers:
        press(page, f".st-key-{drawer} summary, .st-key-{drawer} button")


def fits(page: Page, widths: tuple[int, ...]) -> None:
    """See that nothing stands beyond the edge of a screen."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 844})
        assert steady(page, lambda: beyond(page), quiet=0.15) == [], width


@pytest.mark.exhaustive
def test_assumptions_and_tables_open(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    for name in ("assumptions", "table-caseload"):
        page.locator(f".st-key-{name} summary, .st-key-{name} button").first.click()
    lever(page, "lks_starts").locator("input.range").wait_for()
    table = page.locator(".st-key-table-caseload table").first
    table.wait_for()
    settle(page)
    # Copied, its numbers are numbers for a spreadsheet: the sign before them is the one that is typed.
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    assert "\N{MINUS SIGN}" in table.inner_text()
    table.evaluate("e => getSelection().selectAllChildren(e)")
    page.keyboard.press("Control+C")
    copied = page.evaluate(COPIED)
    assert any(re.search(r"\t-\d", text) for text in copied)
    assert any("<table" in text for text in copied)
    assert not any("\N{MINUS SIGN}" in text for text in copied)
    with page.expect_download() as download:
        page.locator(".st-key-csv-caseload-0 button").click()
    saved = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    assert re.search(r";-\d+;", saved)
    assert "inflow=570" in saved
