"""BUIG en reserve and Impulspakket in a browser: accessible, within the screen, live, and kept in the address."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from core.measures import catalogue, encode_package
from tests.browser.conftest import SCENARIO, Server, Visitor, settle
from tests.browser.test_slider import answer, drag
from tests.browser.test_view import AXE_RULES

CATALOGUE = [entry.measure() for entry in catalogue()]
PACKAGE = encode_package([CATALOGUE[i] for i in (0, 3, 8, 14)])
PATHS = ("buig?", f"impulspakket?pakket={PACKAGE}&", "impulspakket?")
WIDE = """() => [...document.querySelectorAll('.stMain, .stMain *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.koers-scroll, svg, [popover]')
      && getComputedStyle(e).position !== 'fixed' && e.getBoundingClientRect().width > 0)
    .map(e => e.className.toString().slice(0, 60)).slice(0, 5)"""


def faults(page: Page) -> list[object]:
    found = Axe().run(page, options=AXE_RULES).response["violations"]
    return [(fault["id"], [node["target"] for node in fault["nodes"]][:3]) for fault in found]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_page_is_accessible_and_quiet(server: Server, visitor: Visitor, path: str, language: str) -> None:
    page = visitor.open(f"{server.url}/{path}lang={language}")
    assert faults(page) == []
    assert visitor.complaints == []


@pytest.mark.parametrize("path", PATHS[:2])
def test_dark_theme_is_accessible(server: Server, visitor: Visitor, path: str) -> None:
    visitor.page.emulate_media(color_scheme="dark")
    assert faults(visitor.open(f"{server.url}/{path}{SCENARIO}")) == []


@pytest.mark.parametrize("width", [320, 390, 1366])
@pytest.mark.parametrize("path", PATHS[:2])
def test_nothing_overflows_sideways(server: Server, visitor: Visitor, path: str, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 844})
    page = visitor.open(f"{server.url}/{path}{SCENARIO}")
    assert page.evaluate(WIDE) == []
    assert page.evaluate("document.querySelector('.stMain').scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", PATHS[:2])
def test_open_drawers_and_forms_are_accessible(server: Server, visitor: Visitor, path: str) -> None:
    page = visitor.open(f"{server.url}/{path}{SCENARIO}")
    names = ("table-payers", "table-moments") if path.startswith("buig") else ("table-parts", "form-kansrijk", "form-lks-contact")
    for name in names:
        page.locator(f".st-key-{name} summary, .st-key-{name} button").first.click()
        page.wait_for_timeout(900)
    assert faults(page) == []
    assert page.evaluate(WIDE) == []
    assert visitor.complaints == []


@pytest.mark.parametrize(("path", "chart"), [(PATHS[0], "payers"), (PATHS[1], "effect")])
def test_a_slider_moves_the_charts_without_building_them_anew(server: Server, visitor: Visitor, path: str, chart: str) -> None:
    page = visitor.open(f"{server.url}/{path}{SCENARIO}")
    drawing = f"[...document.querySelectorAll('.st-key-chart-{chart} svg.marks path')].map(e => e.getAttribute('d')).join('|')"
    before, said = page.evaluate(drawing), answer(page)
    page.evaluate(f"document.querySelector('.st-key-chart-{chart} .stVegaLiteChart').dataset.mine = 'yes'")
    drag(page, "inflow", -30)
    drag(page, "outflow_rate", 40)
    assert page.evaluate(drawing) != before
    assert answer(page) != said
    assert page.evaluate(f"document.querySelector('.st-key-chart-{chart} .stVegaLiteChart').dataset.mine") == "yes"
    assert visitor.complaints == []


def test_a_package_lives_in_the_address(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/impulspakket")
    empty = answer(page)
    page.locator(".st-key-on-kansrijk label").first.click()
    page.wait_for_selector(".st-key-chart-parts svg.marks")
    settle(page)
    said = answer(page)
    assert said != empty
    assert "pakket=" in page.url
    page.reload()
    settle(page)
    assert answer(page) == said
    page.locator(".st-key-package-undo button, .st-key-undo button").first.wait_for()
    page.locator(".st-key-on-kansrijk label").first.click()
    page.wait_for_timeout(1500)
    assert answer(page) == empty
    page.locator(".st-key-package-undo button").click()
    page.wait_for_timeout(1500)
    assert answer(page) == said
    assert visitor.complaints == []
