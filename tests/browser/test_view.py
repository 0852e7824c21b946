"""What a visitor sees first: on a projector, on a phone, with a screen reader, in both languages."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import SCENARIO, Server, Visitor

PAGES = ("", "onzekerheid", "bronnen")
AXE_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible_and_quiet(server: Server, visitor: Visitor, path: str, language: str) -> None:
    page = visitor.open(f"{server.url}/{path}?lang={language}")
    assert page.evaluate("document.documentElement.lang") == language
    violations = Axe().run(page, options=AXE_RULES).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in violations] == []
    assert visitor.complaints == []


@pytest.mark.parametrize("path", PAGES)
def test_dark_theme_is_accessible(server: Server, visitor: Visitor, path: str) -> None:
    visitor.page.emulate_media(color_scheme="dark")
    page = visitor.open(f"{server.url}/{path}?{SCENARIO}")
    violations = Axe().run(page, options=AXE_RULES).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in violations] == []


def test_open_drawers_and_assumptions_are_accessible(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    for name in ("assumptions", "table-caseload", "table-budget"):
        page.locator(f".st-key-{name} summary, .st-key-{name} button").first.click()
        page.wait_for_timeout(700)
    assert page.locator(".st-key-lever-lks_starts input.range").is_visible()
    assert page.locator(".st-key-table-caseload table").first.is_visible()
    violations = Axe().run(page, options=AXE_RULES).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in violations] == []
    assert visitor.complaints == []


def test_the_answer_stands_above_the_fold_of_a_projector(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/")
    levers = [f".st-key-lever-{name} input.range" for name in ("outflow_rate", "lks_first_year_dropout", "inflow", "buig_share")]
    for selector in ("h1.koers-answer", ".koers-keys", ".st-key-chart-caseload svg.marks", *levers):
        box = page.locator(selector).bounding_box()
        assert box is not None, selector
        assert box["y"] >= 0, selector
        assert box["y"] + box["height"] <= 768, (selector, box)


@pytest.mark.parametrize("width", [320, 390, 768, 1366, 1920])
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


def test_numbers_are_dutch_in_an_american_browser(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/")
    answer = page.locator("h1.koers-answer").inner_text()
    assert "32.647" in answer
    assert "2.647 boven de 30.000" in answer
    assert page.locator(".st-key-lever-buig_share input.typed").input_value() == "8,16"
    axis = page.locator(".st-key-chart-caseload svg.marks").text_content() or ""
    assert "36.000" in axis
    assert "36,000" not in axis


@pytest.mark.parametrize("path", PAGES)
def test_a_deep_link_is_the_first_thing_a_fresh_server_sees(fresh_server: Server, visitor: Visitor, path: str) -> None:
    page = visitor.open(f"{fresh_server.url}/{path}?{SCENARIO}")
    assert page.locator("[role=dialog]").count() == 0
    assert visitor.complaints == []
    page.locator("a", has_text="Verkenner").first.click()
    page.wait_for_selector(".st-key-lever-inflow input.typed")
    page.wait_for_timeout(800)
    assert page.locator(".st-key-lever-inflow input.typed").input_value() == "570"
    assert page.locator(".st-key-lever-outflow_rate input.typed").input_value() == "2,05"


def test_a_link_with_faults_says_what_was_ignored(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?v=1&inflow=heel%20veel&foo=%3Cb%3E1&outflow_rate=0.0205&buig_share=9")
    said = page.locator(".koers-problems li").all_inner_texts()
    assert len(said) == 3
    assert any("heel veel" in line for line in said)
    assert any("buig_share" in line and "0 tot en met 1" in line for line in said)
    assert page.locator(".st-key-lever-outflow_rate input.typed").input_value() == "2,05"
    assert visitor.complaints == []


def test_security_headers_and_language_come_with_the_first_byte(server: Server, visitor: Visitor) -> None:
    response = visitor.page.request.get(f"{server.url}/bronnen?lang=en")
    assert '<html lang="en">' in response.text()
    policy = response.headers["content-security-policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-eval" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "referrer-policy" in response.headers
    metrics = visitor.page.request.get(f"{server.url}/metrics").text()
    assert "koers_rerun_seconds" in metrics
