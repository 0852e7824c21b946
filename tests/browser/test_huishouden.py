"""Werk loont in a real browser: within the screen, and nothing of a household in the address."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Server, Visitor, settle
from tests.browser.helpers import answer, beyond, eventually, steady

FAMILY = "#werk-loont?kind=single_parent&child_ages=6,3&childcare_hours=80&childcare_price=10&travel=60&pay=four_weekly"


@pytest.mark.exhaustive
def test_nothing_overflows_sideways_at_any_width(server: Server, visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 320, "height": 844})
    page = visitor.open(f"{server.url}/huishouden{FAMILY}")
    page.locator(".st-key-table-household-waterfall summary").first.click()
    for width in (320, 390, 768, 1366):
        page.set_viewport_size({"width": width, "height": 844})
        assert steady(page, lambda: beyond(page)) == [], width


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
    page.locator(".st-key-panel code").wait_for()
    link = page.locator(".st-key-panel code").inner_text()
    assert link.startswith(f"{server.url}/huishouden#werk-loont?c=")
    assert "&kind=single_parent&child_ages=6,3" in link
    assert page.url == f"{server.url}/huishouden?lang=nl"
    before = answer(page)
    page.goto("about:blank")
    page = visitor.open(link)
    eventually(page, lambda: answer(page), before)
    assert visitor.complaints == []


def test_a_bad_link_says_so_and_the_example_stays(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/huishouden#werk-loont?hours=zestig")
    page.wait_for_selector(".koers-problems")
    assert "Uren werk per week moet een getal zijn, niet zestig." in page.locator(".koers-problems").inner_text()
    assert "24 uur" in answer(page)
    assert page.url == f"{server.url}/huishouden"


def test_the_arrow_keys_move_the_answer(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/huishouden")
    page.locator(".st-key-hh-hours input").focus()
    page.keyboard.press("ArrowRight")
    eventually(page, lambda: "25 uur" in answer(page), True)
    assert page.url == f"{server.url}/huishouden"
    assert visitor.complaints == []
