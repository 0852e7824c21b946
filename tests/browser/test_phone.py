"""A phone: a menu that gets out of the way, and the answer in view while a slider is under the thumb."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SCENARIO, Server, Visitor, settle, until
from tests.browser.helpers import answer, beyond, changed, drag, eventually, lever, violations

PHONES = [(390, 844), pytest.param(320, 640, marks=pytest.mark.exhaustive)]
LINKS = "[data-testid=stPageLink-NavLink]"
WAYS_OUT: dict[str, Callable[[Page], None]] = {
    "a choice": lambda page: page.locator(LINKS, has_text="Geld").click(),
    "escape": lambda page: page.keyboard.press("Escape"),
    "a tap outside": lambda page: page.mouse.click(*beside(page)),
}


def beside(page: Page) -> tuple[int, int]:
    """A place that the menu does not reach."""
    size = page.viewport_size
    assert size is not None
    return size["width"] - 4, size["height"] - 20


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
        if way == "a choice":
            assert violations(page) == [], "a finger needs room for each page"
        leave(page)
        eventually(page, lambda: page.locator(LINKS).count(), 0)
        settle(page)
        assert button.get_attribute("aria-expanded") == "false", way
        eventually(
            page, lambda: page.evaluate("document.querySelector('.stMain').scrollTop"), 0
        )  # another page begins at its answer
    assert page.locator(".koers-place").inner_text() == "Geld"
    assert page.url == f"{server.url}/buig?{SCENARIO}"
    assert visitor.complaints == []


FOUR = ("outflow_rate", "lks_first_year_dropout", "inflow", "buig_share")
SEEN = """() => {
  const box = document.querySelector('.koers-slim').getBoundingClientRect();
  const picture = document.querySelector('.koers-slim img');
  const on = (x, y) => document.elementsFromPoint(x, y)[0].closest('.koers-slim') !== null;
  return box.top >= 0 && box.bottom <= innerHeight && picture.complete && picture.naturalWidth > 0
    && on(box.left + 8, box.top + 8) && on(box.right - 8, box.bottom - 8); }"""


@pytest.mark.parametrize(("width", "height"), PHONES)
def test_the_answer_and_a_line_are_in_view_while_any_of_the_four_sliders_is_dragged(
    server: Server, visitor: Visitor, width: int, height: int
) -> None:
    page = visitor.page
    page.set_viewport_size({"width": width, "height": height})
    visitor.open(f"{server.url}/?{SCENARIO}")
    said = page.locator(".koers-slim")
    for name in FOUR:
        lever(page, name).evaluate("e => e.scrollIntoView({block: 'center'})")
        page.wait_for_timeout(100)
        before = said.inner_text(), page.locator(".koers-slim img").get_attribute("src")
        drag(page, name, -30, release=False)
        if name in ("outflow_rate", "inflow"):
            changed(page, lambda: (said.inner_text(), page.locator(".koers-slim img").get_attribute("src")), before)
            eventually(page, lambda: said.inner_text().split()[0] in answer(page), True)
        eventually(page, lambda: page.evaluate(SEEN), True)
        page.mouse.up()
    # A release takes away nothing that a track tells of the target.
    eventually(page, lambda: lever(page, "outflow_rate").locator(".met").is_visible(), True)
    sliders = lever(page, "outflow_rate").bounding_box()
    chart = page.locator("[class*=st-key-chart-]").first.bounding_box()
    assert sliders is not None
    assert chart is not None
    assert sliders["y"] < chart["y"]
    assert visitor.complaints == []


ABOVE = """() => {
  const box = document.querySelector('.koers-slim').getBoundingClientRect();
  const thumb = document.querySelector('.st-key-lever-hh-hours').getBoundingClientRect();
  const there = document.elementFromPoint(box.left + 8, box.top + box.height / 2).closest('.koers-slim') !== null;
  return there && box.top >= 0 && box.bottom <= thumb.top; }"""


@pytest.mark.exhaustive
@pytest.mark.parametrize(("width", "height"), PHONES)
def test_what_a_household_has_stays_in_view_while_its_hours_are_dragged(
    server: Server, visitor: Visitor, width: int, height: int
) -> None:
    page = visitor.page
    page.set_viewport_size({"width": width, "height": height})
    visitor.open(f"{server.url}/huishouden")
    said = page.locator(".koers-slim")
    before = said.inner_text()
    lever(page, "hh-hours").evaluate("e => e.scrollIntoView({block: 'center'})")
    drag(page, "hh-hours", 40, release=False)
    changed(page, said.inner_text, before)
    assert page.evaluate(ABOVE)
    (month, *_), answered = said.inner_text().split(" per maand"), answer(page)
    assert month in answered, "in short it says what the answer says"
    page.mouse.up()
    assert visitor.complaints == []


@pytest.mark.exhaustive
def test_a_page_that_is_reached_from_far_down_begins_at_its_answer(server: Server, visitor: Visitor) -> None:
    page = visitor.page
    page.set_viewport_size({"width": 390, "height": 844})
    visitor.open(f"{server.url}/?{SCENARIO}")
    page.locator(".st-key-pin button").click()
    page.locator(f".st-key-keep {LINKS}").click()
    until(page, "location.pathname === '/vergelijken'")
    eventually(page, lambda: page.evaluate("document.querySelector('.stMain').scrollTop"), 0)
    settle(page)
