"""Every chart of every page in every state: what cannot be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from playwright.sync_api import Page

from tests.browser.conftest import Visitor, settle
from tests.browser.helpers import changed
from tests.contact.boxes import faults
from tests.contact.places import SIZES

FOLDED = """() => [...document.querySelectorAll("[class*=st-key-more-]")]
  .filter((fold) => fold.checkVisibility() && fold.querySelector("details")?.open === false)
  .map((fold) => fold.className.match(/st-key-more-[\\w-]+/)[0])"""
"""Keys of the folds that are shut."""
SETTLED_MS = 250
"""After another size of the screen, until the charts are drawn anew."""


def open_folds(page: Page) -> None:
    """Open what is folded, and what is folded within it, so that its charts are drawn too."""
    while folded := page.evaluate(FOLDED):
        page.locator(f".{folded[0]} summary").first.click()
        changed(page, lambda: page.evaluate(FOLDED), folded)
        settle(page)


def check(
    visitor: Visitor, url: str, path: str, states: Iterable[str], language: str, sizes: Collection[str] = tuple(SIZES)
) -> Iterator[str]:
    """Faults of a page in each state and at each size, with where they are."""
    for state in states:
        page = visitor.open(f"{url}/{path}?{state}&lang={language}")
        open_folds(page)
        for name in sizes:
            width, height = SIZES[name]
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(SETTLED_MS)
            for fault in faults(page):
                yield f"/{path}?{state}&lang={language} {name}: {fault}"
