"""A room whose server or line goes away: what it saw stays, a line says so, and all goes on where it was."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from core.text.catalog import translate
from tests.browser.conftest import Server, Visitor, settle
from tests.browser.helpers import answer, changed, eventually, lever, value
from tests.browser.line import line
from tests.browser.test_room import drawing, told

AWAY = {language: translate(language, "room.said.away") for language in ("nl", "en")}
OVER = "[data-testid=stDialog], [data-testid=stException], .stAlert"


def note(page: Page) -> str:
    return page.locator(".foot .line").inner_text()


def chart(page: Page) -> str:
    """Number of the chart that is shown."""
    return page.locator(".strip [aria-current=true]").inner_text()


def present(page: Page) -> tuple[str, str]:
    """A dial is moved, the second chart shown, a meeting begun; gives where a phone guesses and where a second screen steers."""
    first = answer(page)
    page.keyboard.press("ArrowRight")
    changed(page, lambda: answer(page), first)
    eventually(page, lambda: "outflow_rate" in page.url, True)
    page.keyboard.press("PageDown")
    eventually(page, lambda: chart(page), "2")
    page.keyboard.press("p")
    way = changed(page, lambda: page.locator(".steer .way").inner_text(), "")
    page.keyboard.press("Escape")
    settle(page)
    return way.partition("#")[0].replace("stuur", "raad"), way


def stays(page: Page, seconds: float, seen: Callable[[], object]) -> None:
    """For so long nothing that the room sees changes, and nothing comes over it."""
    end, before = time.monotonic() + seconds, seen()
    while time.monotonic() < end:
        assert seen() == before
        assert page.locator(OVER).evaluate_all("all => all.filter(e => e.getClientRects().length).length") == 0
        page.wait_for_timeout(200)


def goes_on(page: Page, phone: Page, steering: Page, way: str) -> None:
    """All that was there is there again: chart, steps, meeting, also after F5."""
    eventually(page, lambda: note(page).startswith("Rotterdam"), True, 60)
    eventually(page, lambda: "outflow_rate" in page.url and "inflow" in page.url, True, 30)
    eventually(page, lambda: (chart(page), "Laatste wijziging" in told(page)), ("2", True))
    steering.locator("#charts button").first.click()
    eventually(page, lambda: chart(page), "1", 30)
    page.reload()
    settle(page)
    eventually(page, lambda: chart(page), "1")
    steering.locator("#charts button").nth(2).click()
    eventually(page, lambda: chart(page), "3", 30)
    page.keyboard.press("p")
    eventually(page, lambda: page.locator(".steer .way").inner_text(), way)
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    eventually(phone, lambda: phone.locator("#form").is_visible(), True, 30)
    page.reload()
    settle(page)
    eventually(page, lambda: page.locator("dialog.guess .question").inner_text() != "", True)
    page.keyboard.press("PageDown")
    eventually(page, lambda: "Het antwoord:" in page.locator("dialog.guess .truth").inner_text(), True)
    page.keyboard.press("PageDown")
    steps = page.url
    for _ in range(3):
        page.keyboard.press("z")
        steps = changed(page, lambda: page.url, steps)
    assert "outflow_rate" not in page.url
    page.keyboard.press("e")
    eventually(phone, lambda: phone.locator("#said").inner_text(), "Deze vergadering is afgelopen.", 30)


@pytest.mark.exhaustive
def test_a_room_goes_on_after_f5_with_its_chart_and_its_last_change(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?groot=1")
    page.keyboard.press("ArrowRight")
    eventually(page, lambda: "outflow_rate" in page.url, True)
    for _ in range(2):  # at once: both count
        page.keyboard.press("PageDown")
    eventually(page, lambda: chart(page), "3")
    eventually(page, lambda: told(page).startswith("Laatste wijziging Uitstroom"), True)
    before = told(page)
    page.reload()
    settle(page)
    eventually(page, lambda: (chart(page), told(page)), ("3", before))
    page.keyboard.press("z")
    eventually(page, lambda: "outflow_rate" in page.url, False)
    assert visitor.complaints == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("seconds", [1.0, 30.0])
def test_a_room_whose_server_is_killed_goes_on_where_it_was(
    fresh_server: Server, newcomer: Visitor, context: BrowserContext, seconds: float
) -> None:
    page = newcomer.open(f"{fresh_server.url}/?groot=1")
    guessing, way = present(page)
    phone, steering = context.new_page(), context.new_page()
    phone.goto(f"http://{guessing}")
    steering.goto(f"http://{way}")
    steering.wait_for_selector("#dial-inflow")
    eventually(phone, lambda: phone.locator("#said").inner_text() != "", True)
    fresh_server.stop()
    eventually(page, lambda: note(page), AWAY["nl"])
    stays(page, seconds, lambda: (answer(page), told(page), chart(page), drawing(page)))
    before = value(page, "outflow_rate")
    lever(page, "outflow_rate").locator("input.range").press("ArrowRight")
    moved = changed(page, lambda: value(page, "outflow_rate"), before)
    steering.locator("#dial-inflow").press("ArrowLeft")
    eventually(steering, lambda: "geen verbinding" in steering.locator("#note").inner_text(), True)
    fresh_server.start()
    eventually(page, lambda: "inflow" in page.url, True, 60)
    assert value(page, "outflow_rate") == moved
    goes_on(page, phone, steering, way)
    for one in (phone, steering):
        one.close()


@pytest.mark.exhaustive
def test_a_room_whose_line_is_silent_for_a_minute_goes_on_where_it_was(
    server: Server, newcomer: Visitor, context: BrowserContext
) -> None:
    with line(server.port) as wire:
        page = newcomer.open(f"{wire.url}/?groot=1&lang=en")
        page.keyboard.press("ArrowRight")
        eventually(page, lambda: "outflow_rate" in page.url, True)
        page.keyboard.press("PageDown")
        eventually(page, lambda: chart(page), "2")
        settle(page)
        wire.cut()
        start, seen = time.monotonic(), (answer(page), told(page), chart(page), drawing(page))
        eventually(page, lambda: note(page), AWAY["en"], 30)
        stays(page, 30, lambda: (answer(page), told(page), chart(page), drawing(page)))
        assert (answer(page), told(page), chart(page), drawing(page)) == seen
        before, url = value(page, "outflow_rate"), page.url
        lever(page, "outflow_rate").locator("input.range").press("ArrowRight")
        moved = changed(page, lambda: value(page, "outflow_rate"), before)
        while time.monotonic() - start < 60:
            assert (note(page), chart(page), value(page, "outflow_rate")) == (AWAY["en"], "2", moved)
            page.wait_for_timeout(200)
        wire.mend()
        changed(page, lambda: page.url, url, 60)
        eventually(page, lambda: note(page).startswith("Rotterdam"), True, 60)
        assert (value(page, "outflow_rate"), chart(page)) == (moved, "2")
        page.keyboard.press("z")
        eventually(page, lambda: value(page, "outflow_rate"), before)
    assert context is not None
