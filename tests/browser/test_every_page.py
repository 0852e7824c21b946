"""Every page: in both languages, light and dark, with its drawers open, on every width, by a deep link, on a projector."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.measures import catalogue, encode_package
from tests.browser.conftest import SCENARIO, Server, Visitor, settle
from tests.browser.helpers import below_the_fold, beyond, eventually, lever, steady, value, violations
from tests.contact.places import pages
from tests.places import ROTTERDAM

WIDTHS = (320, 390, 683, 768, 1366, 1920)
"""Of screens; a desk at 400% is 320 wide, at 200% 683 [CSS px]."""
CATALOGUE = [entry.measure() for entry in catalogue(ROTTERDAM)]
PACKAGE = encode_package([CATALOGUE[i] for i in (0, 3, 8, 14)])
LEVERS = ("outflow_rate", "lks_first_year_dropout", "inflow", "buig_share")


COPIED = """async () => { const [one] = await navigator.clipboard.read();
  return Promise.all(one.types.map(async (type) => (await one.getType(type)).text())); }"""
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
    "buig": Sheet("buig", ("more-buig", *tables("payers", "moments"))),
    "impulspakket": Sheet(
        "impulspakket", (*tables("parts"), "form-kansrijk", "form-lks-contact"), query=f"pakket={PACKAGE}&{SCENARIO}"
    ),
    "impulspakket-empty": Sheet("impulspakket"),
    "onzekerheid": Sheet("onzekerheid", ("more-onzekerheid",)),
    "huishouden": Sheet(
        "huishouden",
        (
            *("more-huishouden", "more-pilot", *tables("household-waterfall", "household-loss")),
            *("household-more", *tables("household-funnel"), "household-make-link"),
        ),
        (ANSWER, KEYS, marks("household-waterfall"), ".st-key-hh-hours"),
    ),
    "eigen_cijfers": Sheet("eigen-cijfers", ("own-count-more",), (ANSWER, ".st-key-own-count-submit")),
    "bronnen": Sheet("bronnen"),
    "begrippen": Sheet("begrippen"),
    "over": Sheet("over"),
}


@pytest.mark.parametrize(("language", "scheme"), [("nl", "light"), ("en", "dark")])
@pytest.mark.parametrize("name", SHEETS)
def test_page_is_accessible_quiet_and_no_wider_than_the_screen(
    server: Server, visitor: Visitor, name: str, language: str, scheme: str
) -> None:
    sheet = SHEETS[name]
    visitor.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page = visitor.open(f"{server.url}/{sheet.path}?{sheet.query}&lang={language}")
    assert page.evaluate("document.documentElement.lang") == language
    assert below_the_fold(page, *sheet.fold) == []
    for drawer in sheet.drawers:
        page.locator(f".st-key-{drawer} summary, .st-key-{drawer} button").first.click()
        settle(page)
    assert violations(page) == []
    for width in WIDTHS if language == "nl" else WIDTHS[:1]:
        page.set_viewport_size({"width": width, "height": 844})
        assert steady(page, lambda: beyond(page)) == [], width
    assert visitor.complaints == []


def test_every_page_of_the_app_is_among_these() -> None:
    assert {sheet.path for sheet in SHEETS.values()} == set(pages().values())


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


@pytest.mark.parametrize("path", ["onzekerheid", "lks", "huishouden"])
def test_a_deep_link_is_the_first_thing_a_fresh_server_sees(fresh_server: Server, visitor: Visitor, path: str) -> None:
    page = visitor.open(f"{fresh_server.url}/{path}?{SCENARIO}")
    assert page.locator("[role=dialog]").count() == 0
    page.locator("a", has_text="Overzicht").first.click()
    page.wait_for_selector(".st-key-lever-inflow input.typed")
    eventually(page, lambda: (value(page, "inflow"), value(page, "outflow_rate")), ("570", "2,05"))
    assert visitor.complaints == []
