"""The round of two minutes: offered once, by keyboard alone, over a page that stays where it is, and begun from Over."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SCENARIO, Server, Visitor, settle
from tests.browser.helpers import AXE_RULES, beyond, eventually, violations

INVITED = "document.documentElement.classList.contains('koers-newcomer')"
PLACES = """() => [...document.querySelectorAll('h1, .koers-keys, .st-key-lever-inflow, .st-key-chart-caseload')]
    .map(e => Math.round(e.getBoundingClientRect().top + document.querySelector('.stMain').scrollTop))"""


def step(page: Page) -> str:
    """The title of the step that is shown; nothing when the round is over."""
    card = page.locator(".koers-round")
    return card.locator(".name").inner_text() if card.is_visible() else ""


def covered(page: Page) -> bool:
    """Whether the card lies over what it is about."""
    ring, card = (page.locator(selector).bounding_box() for selector in (".koers-ring", ".koers-round"))
    assert ring is not None
    assert card is not None
    return all(
        ring[at] < card[at] + card[size] and card[at] < ring[at] + ring[size] for at, size in (("x", "width"), ("y", "height"))
    )


@pytest.mark.parametrize("width", [1366, pytest.param(390, marks=pytest.mark.exhaustive)])
def test_who_is_new_is_shown_around_by_keyboard_and_asked_once(server: Server, visitor: Visitor, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 844 if width < 900 else 768})
    page = visitor.open(server.url)
    eventually(page, lambda: page.evaluate(INVITED), True)
    settle(page)
    before = page.evaluate(PLACES)
    page.locator("[data-tour]").focus()
    page.keyboard.press("Enter")
    seen = []
    while step(page) and step(page) not in seen:
        seen.append(step(page))
        assert not covered(page), seen
        assert page.evaluate(PLACES) == before
        page.keyboard.press("Enter")
    assert len(seen) == 6, seen
    assert step(page) == ""
    assert page.evaluate("document.activeElement.matches('[data-tour]')")
    page.keyboard.press("Enter")
    eventually(page, lambda: step(page), seen[0])
    assert violations(page, AXE_RULES) == []
    assert beyond(page) == []
    page.keyboard.press("Escape")
    assert step(page) == ""
    visitor.open(server.url)
    assert not page.evaluate(INVITED)
    assert visitor.complaints == []


@pytest.mark.exhaustive
def test_who_brings_choices_is_not_asked_and_over_begins_it_and_it_leads_to_the_questions(
    server: Server, visitor: Visitor
) -> None:
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    assert not page.evaluate(INVITED)
    visitor.open(f"{server.url}/over?{SCENARIO}")
    page.locator(".st-key-tour-wish button").click()
    eventually(page, lambda: step(page), "Hier staat het antwoord")
    while page.locator(".koers-round .stop").is_visible():
        page.locator(".koers-round .next").click()
    page.locator(".koers-round .more").click()
    settle(page)
    eventually(page, lambda: page.locator("#questions").get_attribute("open"), "")
    assert "inflow=570" in page.url
    assert visitor.complaints == []
