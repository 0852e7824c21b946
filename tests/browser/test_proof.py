"""A number that is pressed tells how it came about: in a sentence, in a table, on a chart, and from the list of all of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Server, Visitor, settle
from tests.browser.helpers import AXE_RULES, eventually, violations

PRESS = """([selector, pick]) => {
  const box = [...document.querySelectorAll(selector)].find(e => e.textContent.includes(pick));
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const at = node.data.indexOf(pick);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at); range.setEnd(node, at + pick.length);
    range.startContainer.parentElement.scrollIntoView({ block: 'center' });
    const { left, right, top, bottom } = range.getBoundingClientRect();
    return [(left + right) / 2, (top + bottom) / 2];
  }
}"""
"""Where a number stands in the first text of a selector that holds it."""


def press(page: Page, selector: str, token: str) -> None:
    """Press a number in a text or on a chart."""
    x, y = page.evaluate(PRESS, [selector, token])
    page.mouse.click(x, y)


def told(page: Page) -> str:
    """The head of the certificate that lies over the page."""
    heads = page.locator("[role=dialog] .koers-proof-head")
    return heads.first.inner_text() if heads.count() else ""


def size(part: Locator) -> tuple[float, float]:
    """Width and height on the screen; nothing for what is not there."""
    box = part.bounding_box()
    return (0.0, 0.0) if box is None else (box["width"], box["height"])


def close(page: Page) -> None:
    page.keyboard.press("Escape")
    eventually(page, lambda: page.locator("[role=dialog]").count(), 0)


def test_a_number_tells_how_it_came_about_wherever_it_stands(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?basis=brief-2023-t2")
    token = page.locator("h1.koers-answer b").first.inner_text().split()[0]
    press(page, "h1.koers-answer", token)
    eventually(page, lambda: told(page).startswith("Uitkeringen eind 2025 = "), True)
    assert violations(page, AXE_RULES) == []
    close(page)

    gap = page.locator("h1.koers-answer b").nth(1).inner_text().split()[0]
    press(page, ".st-key-chart-caseload svg.marks .role-mark text", gap)
    eventually(page, lambda: gap in told(page), True)
    close(page)

    page.locator(".st-key-table-caseload summary").click()
    cell = page.locator("td[data-trace='band:90@2025-12']")
    cell.click()
    eventually(page, lambda: told(page).startswith("Aantal waar 90%"), True)
    close(page)
    assert visitor.complaints == []


def numbers(page: Page) -> list[str]:
    """What the open list offers."""
    return page.locator(".koers-numbers li").all_inner_texts()


@pytest.mark.exhaustive
def test_the_list_of_all_numbers_is_there_for_who_uses_no_pointer(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?basis=brief-2023-t2&outflow_rate=0.0205&v=1&tot=2026-12")
    button = page.locator(".st-key-proof button")
    button.focus()
    eventually(page, lambda: size(button)[1] >= 44, True)
    page.keyboard.press("Enter")
    eventually(page, lambda: len(numbers(page)) > 30, True)
    assert violations(page, AXE_RULES) == []
    offered = {one.split()[0] for one in numbers(page)}
    assert "8" not in offered, "the name of a band is no number"
    page.keyboard.type("minder dan in het basispad")
    eventually(page, lambda: len(numbers(page)) > 0 and all("minder dan" in one for one in numbers(page)), True)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    eventually(
        page, lambda: told(page).startswith("Verschil: Uitkeringen eind 2025 min Uitkeringen eind 2025 (basispad) = "), True
    )
    settle(page)
    assert size(page.locator("[role=dialog] button", has_text="Kopieer").first)[1] >= 44
    close(page)
    assert visitor.complaints == []
