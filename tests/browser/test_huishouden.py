"""Werk loont in a real browser: readable by everyone, and nothing of a household in the address."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Server, Visitor, settle

AXE_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
FAMILY = "#werk-loont?kind=single_parent&child_ages=6,3&childcare_hours=80&childcare_price=10&travel=60&pay=four_weekly"


def violations(page: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page, options=AXE_RULES).response["violations"]
    return [(v["id"], [str(n["target"]) for n in v["nodes"]][:3]) for v in found]


def answer_of(page: Page) -> str:
    return page.locator("h1.koers-answer").inner_text()


@pytest.mark.parametrize(("language", "scheme"), [("nl", "light"), ("en", "light"), ("nl", "dark")])
def test_page_is_accessible_and_quiet_also_with_its_drawers_open(
    server: Server, visitor: Visitor, language: str, scheme: str
) -> None:
    visitor.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page = visitor.open(f"{server.url}/huishouden?lang={language}")
    assert page.evaluate("document.documentElement.lang") == language
    assert violations(page) == []
    for name in ("table-household-waterfall", "table-household-loss", "household-more", "table-household-funnel"):
        page.locator(f".st-key-{name} summary").first.click()
        page.wait_for_timeout(600)
    page.locator(".st-key-household-make-link button").click()
    page.wait_for_timeout(600)
    assert violations(page) == []
    assert visitor.complaints == []


def test_nothing_overflows_sideways_at_any_width(server: Server, visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 320, "height": 844})
    page = visitor.open(f"{server.url}/huishouden{FAMILY}")
    page.locator(".st-key-table-household-waterfall summary").first.click()
    for width in (320, 390, 768, 1366):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_timeout(700)
        wide = page.evaluate(
            """() => [...document.querySelectorAll('.stMain, .stMain *')]
                .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.koers-scroll, svg, [popover]')
                  && getComputedStyle(e).position !== 'fixed' && e.getBoundingClientRect().width > 0)
                .map(e => e.className.toString().slice(0, 60)).slice(0, 5)"""
        )
        assert wide == [], width
        assert page.evaluate("document.querySelector('.stMain').scrollWidth <= innerWidth"), width


def test_answer_and_first_chart_stand_above_the_fold(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/huishouden")
    for selector in ("h1.koers-answer", ".koers-keys", ".st-key-chart-household-waterfall svg.marks", ".st-key-hh-hours"):
        box = page.locator(selector).first.bounding_box()
        assert box is not None, selector
        assert box["y"] >= 0, selector
        assert box["y"] + box["height"] <= 768, (selector, box)


def test_a_link_is_taken_over_and_wiped_from_the_address(server: Server, visitor: Visitor) -> None:
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    page = visitor.open(f"{server.url}/huishouden?lang=nl{FAMILY}")
    page.wait_for_function("() => document.querySelector('.st-key-hh-ages input')", timeout=10_000)
    settle(page)
    assert page.url == f"{server.url}/huishouden?lang=nl"
    assert page.locator(".st-key-hh-ages input").input_value() == "6, 3"
    assert not any("child_ages" in url for url in asked)
    page.locator(".st-key-household-make-link button").click()
    page.wait_for_timeout(800)
    link = page.locator(".st-key-panel code").inner_text()
    assert link.startswith(f"{server.url}/huishouden#werk-loont?kind=single_parent")
    assert "child_ages=6,3" in link
    assert page.url == f"{server.url}/huishouden?lang=nl"
    before = answer_of(page)
    page.goto("about:blank")
    page = visitor.open(link)
    page.wait_for_timeout(800)
    assert answer_of(page) == before
    assert visitor.complaints == []


def test_a_bad_link_says_so_and_the_example_stays(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/huishouden#werk-loont?hours=zestig")
    page.wait_for_timeout(1200)
    assert "Uren werk per week moet een getal zijn, niet zestig." in page.locator(".koers-problems").inner_text()
    assert "24 uur" in answer_of(page)
    assert page.url == f"{server.url}/huishouden"


def test_the_arrow_keys_move_the_answer(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/huishouden")
    page.locator(".st-key-hh-hours input").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(1500)
    assert "25 uur" in answer_of(page)
    assert page.url == f"{server.url}/huishouden"
    assert visitor.complaints == []


def test_a_deep_link_is_the_first_thing_a_fresh_server_sees(fresh_server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{fresh_server.url}/huishouden")
    assert page.locator("[role=dialog]").count() == 0
    assert "24 uur" in answer_of(page)
    assert visitor.complaints == []
