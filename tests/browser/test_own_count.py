"""Your own count in a real browser: from the first page to a redrawn answer in six actions, on a phone too."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Server, Visitor, settle
from tests.browser.helpers import AXE_ALL, eventually, violations

MOST_ACTIONS = 6


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("width", "height", "theme"), [(1366, 768, "light"), pytest.param(390, 844, "dark", marks=pytest.mark.exhaustive)]
)
def test_from_the_first_page_to_a_redrawn_answer(server: Server, visitor: Visitor, width: int, height: int, theme: str) -> None:
    page = visitor.page
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    visitor.open(f"{server.url}/")
    actions = 0
    if width < 900:
        page.locator(".st-key-menu button").first.click()
        actions += 1
    else:
        page.get_by_test_id("stTopNavSection").filter(has_text="Verdieping").click()
        actions += 1
    page.locator("a", has_text="Eigen cijfers").locator("visible=true").first.click()
    actions += 1
    page.wait_for_selector(".st-key-own-count-submit")
    settle(page)
    before = page.locator(".st-key-own-count-outcome .koers-answer").inner_text()
    for label, text in (("Maand van de telling", "okt 2026"), ("Aantal uitkeringen", "33.120")):
        page.get_by_label(label, exact=True).fill(text)
        actions += 1
    page.keyboard.press("Enter")
    actions += 1
    page.wait_for_selector("text=U rekent nu met uw eigen telling")
    settle(page)
    assert actions <= MOST_ACTIONS
    answer = page.locator(".st-key-own-count-outcome .koers-answer")
    assert answer.inner_text() != before
    box = answer.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= height  # seen without scrolling
    eventually(page, lambda: "2026-10.33120" in page.url, True)
    assert page.locator(".st-key-chart-caseload svg.marks").count() == 1
    assert violations(page, AXE_ALL) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # A digit too few: one sentence, the field as it was typed, and the count still in use.
    used = page.url
    page.get_by_label("Aantal uitkeringen", exact=True).fill("3.312")
    page.keyboard.press("Enter")
    page.wait_for_selector(".koers-refused")
    assert page.locator(".koers-refused").count() == 1
    assert page.get_by_label("Aantal uitkeringen", exact=True).input_value() == "3.312"
    assert page.url == used
    assert violations(page, AXE_ALL) == []
    page.locator(".st-key-own-count-overview button").click()
    page.wait_for_selector(".st-key-panel")
    settle(page)
    eventually(page, lambda: "2026-10.33120" in page.url, True)
    assert visitor.complaints == []
