"""Numbers as the pages show them, drawn at random: what a press on each asks, and that its certificate comes to it again."""

from __future__ import annotations

import random
from typing import Final

import pytest
from playwright.sync_api import Page

from core.text.catalog import Language
from core.trace.node import Trace
from tests.browser.conftest import Server, Visitor, settle
from tests.contact.places import SCENARIO, pages
from tests.trace import assert_made_as_they_say
from tests.trace.rendered import Scene, Shown

OPEN: Final = """() => { const shut = document.querySelectorAll('.stMain [data-testid=stExpander] details:not([open]) > summary');
  const others = '.st-key-panel, .st-key-tools, [class*=st-key-card-]';
  const folds = [...shut].filter((e) => e.getClientRects().length && !e.dataset.tried && !e.closest(others));
  if (folds.length) { folds[0].dataset.tried = 1; folds[0].click(); }
  return folds.length; }"""
"""Opens one more fold; how many were shut."""
LISTED: Final = """() => [...document.querySelectorAll('.koers-numbers li button')]
  .map((e) => ({ asks: { ...e.dataset }, token: e.querySelector('b').textContent, said: e.textContent }))"""
ABOUT: Final = (
    "verkenner",
    "impulspakket",
    "buig",
    "onzekerheid",
    "vergelijken",
    "volume",
    "lks",
    "eerder",
    "monitor",
    "eigen_cijfers",
    "bronnen",
)
"""Pages with numbers of a scenario, and what stands in the data. Households have tests of their own."""
MOST: Final = 200
WITHOUT: Final = 0.01
"""Part that may have none: a limit of a rule that was looked for in thousands of futures, which is told in words."""


def listed(page: Page, url: str, name: str) -> list[Shown]:
    """Every number of a page with all its folds open."""
    page.goto(url, wait_until="commit")
    settle(page)
    for _ in range(40):
        if not page.evaluate(OPEN):
            break
        settle(page)
    page.locator(".st-key-proof button").focus()
    page.keyboard.press("Enter")
    found = page.evaluate(LISTED)
    page.keyboard.press("Escape")
    return [Shown(name, one["token"], one["said"], one["asks"]) for one in found]


@pytest.mark.exhaustive
@pytest.mark.parametrize("language", ["nl", "en"])
def test_two_hundred_numbers_of_all_pages_are_what_their_certificates_make_of_them(
    server: Server, visitor: Visitor, language: Language
) -> None:
    places, scene, every = pages(), Scene(SCENARIO, language), []
    for name in ABOUT:
        every += listed(visitor.page, f"{server.url}/{places[name]}?{SCENARIO}&lang={language}", name)
    draw = random.Random(f"rendered-{language}")
    drawn = draw.sample([one for one in every if "trace" not in one.asks], MOST // 2)
    drawn += draw.sample([one for one in every if "trace" in one.asks], MOST // 2)
    certified: list[Trace] = []
    without, wrong = [], []
    for one in drawn:
        trace = scene.certified(one)
        if trace is None:
            without.append((one.page, one.token, one.said))
        elif not scene.says(trace, one):
            wrong.append((one.page, one.token, one.said, trace.key, trace.value))
        else:
            certified.append(trace)
    assert not wrong, wrong
    assert len(without) <= WITHOUT * MOST, without
    assert_made_as_they_say(*certified)
    assert visitor.complaints == []
