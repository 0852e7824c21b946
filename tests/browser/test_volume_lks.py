"""Volume and LKS in a real browser: accessible, quiet, no wider than the screen, live under the thumb."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import SCENARIO, Server, Visitor, settle
from tests.browser.test_slider import answer, thumb

PAGES = ("volume", "lks")
DRAWERS = {"volume": ("flows", "bridge", "season", "promises"), "lks": ("tenure", "survival", "jobs", "money")}
MAIN = {"volume": "flows", "lks": "tenure"}
AXE_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def violations(visitor: Visitor) -> list[tuple[str, list[str]]]:
    found = Axe().run(visitor.page, options=AXE_RULES).response["violations"]
    return [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_page_with_open_drawers_is_accessible_and_quiet(server: Server, visitor: Visitor, path: str, language: str) -> None:
    page = visitor.open(f"{server.url}/{path}?{SCENARIO}&lang={language}")
    assert violations(visitor) == []
    for name in DRAWERS[path]:
        page.locator(f".st-key-table-{name} summary").click()
        page.wait_for_selector(f".st-key-table-{name} table")
    settle(page)
    assert violations(visitor) == []
    assert visitor.complaints == []


@pytest.mark.parametrize("path", PAGES)
def test_dark_theme_is_accessible(server: Server, visitor: Visitor, path: str) -> None:
    visitor.page.emulate_media(color_scheme="dark")
    visitor.open(f"{server.url}/{path}?{SCENARIO}")
    assert violations(visitor) == []


@pytest.mark.parametrize("width", [320, 390, 1366, 1920])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_overflows_sideways(server: Server, visitor: Visitor, path: str, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 844})
    page = visitor.open(f"{server.url}/{path}?{SCENARIO}")
    wide = page.evaluate(
        """() => [...document.querySelectorAll('.stMain, .stMain *')]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.koers-scroll, svg, [popover]')
              && getComputedStyle(e).position !== 'fixed' && e.getBoundingClientRect().width > 0)
            .map(e => e.className.toString().slice(0, 60)).slice(0, 5)"""
    )
    assert wide == []
    assert page.evaluate("document.querySelector('.stMain').scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", PAGES)
def test_answer_and_main_chart_stand_above_the_fold(server: Server, visitor: Visitor, path: str) -> None:
    page = visitor.open(f"{server.url}/{path}")
    for selector in ("h1.koers-answer", f".st-key-chart-{MAIN[path]} svg.marks"):
        box = page.locator(selector).bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 768, (selector, box)
    drawn = page.locator(f".st-key-chart-{MAIN[path]} svg.marks").bounding_box()
    assert drawn is not None
    assert drawn["height"] >= 340


@pytest.mark.parametrize("path", PAGES)
def test_answer_moves_under_the_thumb_and_no_chart_is_mounted_again(server: Server, visitor: Visitor, path: str) -> None:
    page = visitor.open(f"{server.url}/{path}")
    before = answer(page)
    page.evaluate("document.querySelectorAll('[class*=st-key-chart-] svg').forEach(e => { e.dataset.seen = 'yes' })")
    name = {"volume": "outflow_rate", "lks": "lks_first_year_dropout"}[path]
    x, y, _ = thumb(page, name)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(x + 4 * step, y)
        page.wait_for_timeout(50)
    page.wait_for_timeout(600)
    assert answer(page) != before
    page.mouse.up()
    settle(page)
    assert page.evaluate(
        "[...document.querySelectorAll('[class*=st-key-chart-]')].every(e => e.querySelector('svg').dataset.seen === 'yes')"
    )
    assert visitor.complaints == []


def test_a_deep_link_is_the_first_thing_a_fresh_server_sees(fresh_server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{fresh_server.url}/lks?{SCENARIO}")
    assert page.locator("[role=dialog]").count() == 0
    assert page.locator(".st-key-lever-inflow input.typed").input_value() == "570"
    assert visitor.complaints == []
