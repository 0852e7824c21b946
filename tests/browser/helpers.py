"""What a visitor does and sees: moves a slider, reads the answer, and what a checker says of the page."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from tests.browser.conftest import settle

T = TypeVar("T")
AXE_ALL: dict[str, object] = {"resultTypes": ["violations"]}
"""Every rule, best practices too; where all is well is not worked out node by node."""
AXE_RULES = AXE_ALL | {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
HELD = """(() => { const Plain = WebSocket; window.held = null;
  window.WebSocket = class extends Plain {
    send(data) { if (window.held) window.held.push(() => super.send(data)); else super.send(data); }
  }; })();"""
"""Keeps what the page sends while `held` is a list."""
_RELEASE = """async (gap) => { const held = window.held; window.held = null;
  for (const [at, send] of held.entries()) { if (at && gap) await new Promise((go) => setTimeout(go, gap)); send(); } }"""
_SCROLL = """(to) => { const main = document.querySelector('.stMain'); const at = main?.scrollTop ?? 0;
  main?.scrollTo(0, to); return at; }"""
_BEYOND = """() => [...document.querySelectorAll('.stMain, .stMain *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.koers-scroll, .katex-display, svg, [popover]')
      && getComputedStyle(e).position !== 'fixed' && e.getBoundingClientRect().width > 0)
    .map(e => e.className.toString().slice(0, 60)).slice(0, 5)"""


def lever(page: Page, name: str) -> Locator:
    return page.locator(f".st-key-lever-{name}")


def value(page: Page, name: str) -> str:
    return lever(page, name).locator("input.typed").input_value()


def answer(page: Page) -> str:
    return page.locator("h1.koers-answer").inner_text()


def eventually(page: Page, read: Callable[[], T], wanted: T, seconds: float = 15.0) -> None:
    """Wait until what is read is what is wanted."""
    end = time.monotonic() + seconds
    while (found := read()) != wanted:
        assert time.monotonic() < end, (found, wanted)
        page.wait_for_timeout(30)


def changed(page: Page, read: Callable[[], T], before: T, seconds: float = 15.0) -> T:
    """Wait until what is read is something else than before, and give it."""
    end = time.monotonic() + seconds
    while (found := read()) == before:
        assert time.monotonic() < end, before
        page.wait_for_timeout(30)
    return found


def steady(page: Page, read: Callable[[], T], quiet: float = 0.4, seconds: float = 15.0) -> T:
    """Wait until what is read has stayed the same for `quiet` seconds, and give it."""
    start = since = time.monotonic()
    found = read()
    while time.monotonic() - since < quiet:
        assert time.monotonic() - start < seconds, found
        page.wait_for_timeout(30)
        if (now := read()) != found:
            found, since = now, time.monotonic()
    return found


def walk(page: Page, address: str) -> None:
    """Go to another address of the app within the page, as a step through the history does: nothing is loaded anew."""
    page.evaluate("(address) => { history.pushState({}, '', address); dispatchEvent(new PopStateEvent('popstate')); }", address)


def release(page: Page, gap: float = 0) -> None:
    """Send what was held, so many milliseconds apart."""
    page.evaluate(_RELEASE, gap)


def in_english(page: Page) -> None:
    """Press the switch of languages."""
    page.locator(".st-key-language").get_by_role("button", name="English").click()


def thumb(page: Page, name: str) -> tuple[float, float, float]:
    """Middle of the thumb, and the width that the thumb can travel."""
    track = lever(page, name).locator("input.range")
    box = track.bounding_box()
    assert box is not None
    part = track.evaluate("e => (e.value - e.min) / (e.max - e.min)")
    travel = box["width"] - 22
    return box["x"] + 11 + part * travel, box["y"] + box["height"] / 2, travel


def drag(page: Page, name: str, by: float, *, release: bool = True, steps: int = 6) -> None:
    """Take a thumb along, and wait for the answer to its release: before that the page may show it already by itself."""
    (x, y, _), before, address = thumb(page, name), value(page, name), page.url
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, steps + 1):
        page.mouse.move(x + by * step / steps, y)
        page.wait_for_timeout(25)
    if release:
        page.mouse.up()
        if value(page, name) != before:
            changed(page, lambda: page.url, address)
        settle(page, quiet=0.2)


def press(page: Page, selector: str) -> None:
    """Click on the first of these in the middle of the screen, where nothing that stays in view lies over it, and see it done.

    By itself the browser brings it just into view, finds it covered, and tries again half a second later.
    """
    control = page.locator(selector).first
    control.evaluate("e => e.scrollIntoView({ block: 'center' })")
    control.click()
    settle(page)


def unfold(page: Page, name: str) -> None:
    """Open what a page has behind its fold."""
    page.locator(f".st-key-more-{name} summary").first.click()
    settle(page)


def violations(page: Page, options: dict[str, object] | None = None) -> list[tuple[str, list[str]]]:
    """What axe finds, and where, seen from the top: what is scrolled under the bar it takes for the ground of the bar."""
    there = page.evaluate("'axe' in window")
    down = page.evaluate(_SCROLL, 0)
    found = (Axe("0") if there else Axe()).run(page, options=AXE_RULES if options is None else options).response["violations"]
    page.evaluate(_SCROLL, down)
    return [(fault["id"], [str(node["target"]) for node in fault["nodes"]][:3]) for fault in found]


def beyond(page: Page) -> list[str]:
    """What reaches beyond the right edge of the screen."""
    found: list[str] = page.evaluate(_BEYOND)
    if page.evaluate("document.querySelector('.stMain').scrollWidth > innerWidth"):
        found.append("the page itself")
    return found


def below_the_fold(page: Page, *selectors: str) -> list[str]:
    """What is not wholly in view when the page is opened."""
    height = page.evaluate("innerHeight")
    boxes = {selector: page.locator(selector).first.bounding_box() for selector in selectors}
    return [selector for selector, box in boxes.items() if box is None or box["y"] < 0 or box["y"] + box["height"] > height]
