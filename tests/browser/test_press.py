"""A press during an answer is never lost: what follows it at once, or before its address is known here, takes nothing back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SCENARIO, Server, Visitor, settle, until
from tests.browser.helpers import HELD, changed, eventually, in_english, lever, release, steady, value

Scheme = Literal["dark", "light"]
FOLLOWED: tuple[tuple[Scheme, int], ...] = (("dark", 0), ("light", 60))
"""The theme that comes, and how long after the press [ms]: before the server has begun on that, and before its answer is here."""


def by_another_lever(page: Page) -> None:
    lever(page, "inflow").locator("input.typed").fill("555")
    page.keyboard.press("Enter")


PRESSES: dict[str, tuple[Callable[[Page], None], str, str]] = {
    "language": (in_english, "lang=en", "570"),
    "undo": (lambda page: page.locator(".st-key-undo button").click(), "inflow=570.0", "570"),
    "reset": (lambda page: page.locator(".st-key-reset-all button").click(), "tot=2026-12&c=", "600"),
    "lever": (by_another_lever, "inflow=555", "555"),
}
"""What is pressed, what the address then has, and where the slider stands."""


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", PRESSES)
def test_a_press_outlives_the_rerun_that_a_change_of_theme_asks_for(server: Server, newcomer: Visitor, name: str) -> None:
    press, addressed, shown = PRESSES[name]
    newcomer.page.add_init_script(HELD)
    page = newcomer.open(f"{server.url}/?{SCENARIO}")
    for scheme, gap in FOLLOWED:
        by_typing(page, "560" if name != "language" else "570")
        page.evaluate("window.held = []")
        press(page)
        until(page, "window.held.length > 0")
        pressed = steady(page, lambda: page.evaluate("window.held.length"))
        page.emulate_media(color_scheme=scheme)
        changed(page, lambda: page.evaluate("window.held.length"), pressed)
        release(page, gap)
        eventually(page, lambda: (addressed in page.url, value(page, "inflow")), (True, shown))
        settle(page)
        assert (addressed in page.url, value(page, "inflow")) == (True, shown)
        if name == "language":
            page.locator(".st-key-language").get_by_role("button", name="Nederlands").click()
            until(page, "document.documentElement.lang === 'nl'")
    assert newcomer.complaints == []


def by_typing(page: Page, text: str) -> None:
    field = lever(page, "inflow").locator("input.typed")
    field.fill(text)
    field.press("Enter")
    eventually(page, lambda: f"inflow={text}" in page.url, True)
    settle(page)


@pytest.mark.exhaustive
def test_a_list_that_was_opened_before_another_basis_was_drawn_stays_open(server: Server, newcomer: Visitor) -> None:
    newcomer.page.add_init_script(HELD)
    page = newcomer.open(f"{server.url}/buig?{SCENARIO}")
    basis, until_when = (page.locator(f"[class*=choose-{name}] input") for name in ("baseline", "until"))
    basis.click()
    other = page.locator("[role=option][aria-selected=false]").first
    page.evaluate("window.held = []")
    other.click()
    until(page, "window.held.length > 0")
    until_when.click()
    page.locator("[role=option]").first.wait_for()
    release(page)
    until(page, "!location.search.includes('brief-2023-t2')")
    settle(page)
    page.locator("[role=option]").first.click()
    eventually(page, lambda: page.locator("[role=listbox]").count(), 0)
    settle(page)
    assert page.url.count("tot=") == 1
    until_when.click()
    page.keyboard.press("Escape")
    settle(page)
    assert page.locator("[role=option]").count() == 0, "somebody closed it"
