"""The view for a room: an alderman goes through five questions by keyboard alone, on a screen that is read at six metres."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize

from tests.browser.conftest import Server, Visitor, settle, until
from tests.browser.helpers import answer, changed, eventually, lever, steady, value, violations

ROOM: ViewportSize = {"width": 1920, "height": 1080}
SIZES = """() => {
  const box = (selector) => document.querySelector(selector).getBoundingClientRect();
  const room = document.querySelector('.st-key-room'), chart = box('.st-key-room-charts svg.marks');
  return { part: chart.width * chart.height / (innerWidth * innerHeight), below: room.scrollHeight - room.clientHeight,
    over: document.scrollingElement.scrollHeight - innerHeight,
    apart: box('.st-key-room .st-key-panel').top - chart.bottom }; }"""
DRAWN = """[...document.querySelectorAll('.st-key-room-charts svg.marks :is(path, text)')]
  .map(e => e.getAttribute('d') ?? e.textContent).join()"""


def told(page: Page) -> str:
    return page.locator(".koers-told").inner_text()


def title(page: Page) -> str:
    return page.locator(".st-key-room .koers-title").first.inner_text()


def drawing(page: Page) -> str:
    """What a chart draws and writes, to the last bit."""
    found: str = page.evaluate(DRAWN)
    return found


def fits(page: Page) -> None:
    """One chart takes more than half of the screen, the rest stands under it, and nothing scrolls."""
    found: dict[str, Any] = page.evaluate(SIZES)
    assert found["part"] >= 0.549, found
    assert found["below"] <= 1, found
    assert found["over"] <= 0, found
    assert found["apart"] >= 0, found


@pytest.mark.exhaustive
def test_the_five_questions_of_an_alderman_by_keyboard_alone(server: Server, visitor: Visitor) -> None:
    page = visitor.page
    page.set_viewport_size(ROOM)
    visitor.open(server.url)
    page.keyboard.press("Alt+g")
    page.wait_for_selector(".st-key-room svg.marks")
    settle(page)
    assert "groot=1" in page.url
    fits(page)

    # If more people leave, do we make it? The first dial is at hand without a mouse.
    first, before, stood = answer(page), value(page, "outflow_rate"), drawing(page)
    page.keyboard.press("ArrowRight")
    changed(page, lambda: value(page, "outflow_rate"), before)
    moved = changed(page, lambda: answer(page), first)
    eventually(page, lambda: "outflow_rate" in page.url, True)
    settle(page)
    assert "uitkeringen minder eind 2027" in told(page)
    drawn = steady(page, lambda: drawing(page))

    # What did that do? Before and after, until somebody stops it; then it is what it was.
    page.keyboard.press(" ")
    until(page, "document.querySelector('.koers-told').dataset.state === 'Vóór'")
    eventually(page, lambda: (answer(page), drawing(page)), (first, stood))
    eventually(page, lambda: (answer(page), drawing(page)), (moved, drawn))
    page.keyboard.press(" ")
    until(page, "!('state' in document.querySelector('.koers-told').dataset)")
    eventually(page, lambda: (answer(page), drawing(page)), (moved, drawn))

    # And if more people come? The next dial but one.
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    changed(page, lambda: answer(page), moved)
    eventually(page, lambda: "inflow=" in page.url, True)
    settle(page)
    assert told(page).startswith("Laatste wijziging Instroom van")
    page.keyboard.press("z")
    eventually(page, lambda: answer(page), moved)

    # Is the reserve still there? A clicker goes through the charts, also with the focus on a dial.
    shown = title(page)
    for _ in range(3):
        page.keyboard.press("PageDown")
        shown = changed(page, lambda: title(page), shown)
    settle(page)
    page.wait_for_selector(".st-key-chart-reserve svg.marks")
    fits(page)

    # How did we come here? The steps of the session, and what each changed.
    page.keyboard.press("s")
    eventually(page, lambda: told(page).startswith("Stap 1 van"), True)
    page.keyboard.press("PageDown")
    eventually(page, lambda: told(page).startswith("Stap 2 van"), True)
    page.keyboard.press("s")
    eventually(page, lambda: told(page).startswith("Laatste wijziging"), True)

    page.keyboard.press("b")
    until(page, "document.activeElement.shadowRoot?.querySelector('dialog.black[open]') != null")
    page.keyboard.press("PageDown")
    page.keyboard.press("?")
    list_ = page.locator("dialog.list")
    list_.wait_for()
    settle(page)
    assert violations(page) == []
    page.keyboard.press("Escape")
    list_.wait_for(state="hidden")
    assert violations(page) == []
    page.keyboard.press("Alt+g")
    page.wait_for_selector(".st-key-desk")
    eventually(page, lambda: "groot" in page.url, False)
    assert lever(page, "inflow").is_visible()
    assert visitor.complaints == []


def test_a_phone_guesses_and_a_second_screen_steers(server: Server, visitor: Visitor, context: BrowserContext) -> None:
    page = visitor.open(f"{server.url}/?groot=1")
    page.wait_for_selector(".st-key-room svg.marks")
    first = answer(page)
    page.keyboard.press("g")
    where = changed(page, lambda: page.locator(".guess .where").inner_text(), "")
    phone = context.new_page()
    phone.goto(f"http://{where}")
    phone.fill("#value", "31.500")
    phone.click(".send")
    eventually(phone, lambda: phone.locator("#note").inner_text().startswith("Uw antwoord is 31.500."), True)
    eventually(page, lambda: page.locator(".guess .count").inner_text(), "Antwoorden: 1")
    assert violations(page) == violations(phone) == []
    page.keyboard.press("PageDown")
    eventually(page, lambda: page.locator(".dots circle").count(), 1)
    assert "Het antwoord: 33.970 uitkeringen" in page.locator(".truth").inner_text()
    page.keyboard.press("g")
    page.locator("dialog.guess").wait_for(state="hidden")

    page.keyboard.press("p")
    way = changed(page, lambda: page.locator(".steer .way").inner_text(), "")
    page.keyboard.press("Escape")
    phone.goto(f"http://{way}")
    phone.focus("#dial-outflow_rate")
    phone.keyboard.press("ArrowRight")
    changed(page, lambda: answer(page), first)
    eventually(page, lambda: "outflow_rate" in page.url, True)
    assert violations(phone) == []
    page.keyboard.press("e")
    eventually(phone, lambda: phone.locator("#said").inner_text(), "Deze vergadering is afgelopen.")
    phone.close()
    assert visitor.complaints == []
