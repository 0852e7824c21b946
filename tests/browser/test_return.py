"""A tab that comes back to a server that does not know it: controls work at the first try, with the scenario on the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SCENARIO, Server, Visitor, settle, until
from tests.browser.helpers import answer, drag, eventually, lever, value
from tests.own_data.files import as_csv, months, table


def restarted(server: Server, page: Page) -> None:
    """Restart the server under a tab that nobody touches, and wait until the tab has its page again."""
    page.evaluate("addEventListener('koers-redrawn', () => { window.back = true; })")
    server.stop()
    server.start()
    until(page, "window.back === true", 40)
    settle(page)


def by_slider(page: Page) -> None:
    drag(page, "inflow", -20)


def by_button(page: Page) -> None:
    lever(page, "inflow").locator("button.minus").click()


def by_typing(page: Page) -> None:
    lever(page, "inflow").locator("input.typed").fill("555")
    page.keyboard.press("Enter")


@pytest.mark.parametrize("move", [by_slider, by_button, by_typing])
def test_a_slider_works_at_the_first_try_after_a_restart(
    fresh_server: Server, visitor: Visitor, move: Callable[[Page], None]
) -> None:
    page = visitor.open(f"{fresh_server.url}/?{SCENARIO}")
    before = answer(page)
    restarted(fresh_server, page)
    assert answer(page) == before
    move(page)
    until(page, "!/inflow=570/.test(location.href)")
    eventually(page, lambda: answer(page) != before, True)
    assert f"inflow={value(page, 'inflow')}" in page.url


def test_the_menu_takes_the_scenario_along_after_a_restart(fresh_server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{fresh_server.url}/?{SCENARIO}")
    restarted(fresh_server, page)
    page.get_by_role("link", name="Volume").click()
    until(page, "location.pathname === '/volume' && location.search.includes('inflow=570')")
    settle(page)
    eventually(page, lambda: value(page, "inflow"), "570")


def test_the_language_switches_at_the_first_try_after_a_restart(fresh_server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{fresh_server.url}/?{SCENARIO}")
    restarted(fresh_server, page)
    page.get_by_role("radio", name="English").click()
    until(page, "document.documentElement.lang === 'en' && location.search.includes('inflow=570')")


def test_a_measure_is_switched_at_the_first_try_after_a_restart(fresh_server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{fresh_server.url}/impulspakket?{SCENARIO}")
    before = answer(page)
    restarted(fresh_server, page)
    page.locator(".st-key-on-kansrijk label").first.click()
    page.wait_for_selector(".st-key-chart-parts svg.marks")
    assert answer(page) != before
    assert "pakket=" in page.url
    assert "inflow=570" in page.url


def test_a_household_is_kept_and_moves_at_the_first_try_after_a_restart(fresh_server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{fresh_server.url}/huishouden")
    hours = page.locator(".st-key-hh-hours input")
    hours.focus()
    page.keyboard.press("ArrowRight")
    eventually(page, lambda: "25 uur" in answer(page), True)
    restarted(fresh_server, page)
    eventually(page, lambda: "25 uur" in answer(page), True)
    hours.focus()
    page.keyboard.press("ArrowRight")
    eventually(page, lambda: "26 uur" in answer(page), True)


def test_a_file_is_read_at_the_first_try_after_a_restart(fresh_server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{fresh_server.url}/bronnen?{SCENARIO}")
    restarted(fresh_server, page)
    file = {"name": "goed.csv", "mimeType": "text/csv", "buffer": as_csv(table(months(36, 12 * 2021, 5200)))}
    page.locator(".st-key-own-data input[type=file]").set_input_files(file)
    page.wait_for_selector(".koers-read")
