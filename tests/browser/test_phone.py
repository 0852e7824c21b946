"""A phone: a menu that gets out of the way, and the answer in view while a slider is under the thumb."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SCENARIO, Server, Visitor, settle
from tests.browser.helpers import beyond, eventually

PHONES = [(390, 844), (320, 640)]
LINKS = "[data-testid=stPageLink-NavLink]"
WAYS_OUT: dict[str, Callable[[Page], None]] = {
    "a choice": lambda page: page.locator(LINKS, has_text="Volume").click(),
    "escape": lambda page: page.keyboard.press("Escape"),
    "a tap outside": lambda page: page.mouse.click(300, 600),
}


@pytest.mark.parametrize(("width", "height"), PHONES)
def test_the_menu_of_a_phone_names_the_page_and_closes_on_a_choice_escape_and_a_tap_outside(
    server: Server, visitor: Visitor, width: int, height: int
) -> None:
    page = visitor.page
    page.set_viewport_size({"width": width, "height": height})
    visitor.open(f"{server.url}/?{SCENARIO}")
    button = page.get_by_role("button", name="Menu", exact=True)
    for way, leave in WAYS_OUT.items():
        button.click()
        page.wait_for_selector(LINKS)
        assert beyond(page) == []
        assert button.get_attribute("aria-expanded") == "true"
        leave(page)
        eventually(page, lambda: page.locator(LINKS).count(), 0)
        settle(page)
        assert button.get_attribute("aria-expanded") == "false", way
    assert page.locator(".koers-place").inner_text() == "Volume"
    assert page.url == f"{server.url}/volume?{SCENARIO}"
    assert visitor.complaints == []
