"""BUIG en reserve and Impulspakket in a browser: live, and kept in the address."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SCENARIO, Server, Visitor, settle, until
from tests.browser.helpers import answer, beyond, changed, drag, eventually, press, steady, unfold
from tests.browser.test_every_page import PACKAGE


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("path", "chart"),
    [pytest.param("buig?", "payers", marks=pytest.mark.exhaustive), (f"impulspakket?pakket={PACKAGE}&", "effect")],
)
def test_a_slider_moves_the_charts_without_building_them_anew(server: Server, visitor: Visitor, path: str, chart: str) -> None:
    page = visitor.open(f"{server.url}/{path}{SCENARIO}")
    if chart == "payers":
        unfold(page, "buig")
    drawing = f"[...document.querySelectorAll('.st-key-chart-{chart} svg.marks path')].map(e => e.getAttribute('d')).join('|')"
    before, said = page.evaluate(drawing), answer(page)
    page.evaluate(f"document.querySelector('.st-key-chart-{chart} .stVegaLiteChart').dataset.mine = 'yes'")
    drag(page, "inflow", -30)
    drag(page, "outflow_rate", 40)
    changed(page, lambda: page.evaluate(drawing), before)
    changed(page, lambda: answer(page), said)
    assert page.evaluate(f"document.querySelector('.st-key-chart-{chart} .stVegaLiteChart').dataset.mine") == "yes"
    assert visitor.complaints == []


def switches(page: Page) -> list[float]:
    """How far down the page each switch stands: the one under a finger may not move, nor those below it."""
    every = "[...document.querySelectorAll('[class*=st-key-on-]')]"
    found: list[float] = page.evaluate(f"{every}.map(e => e.getBoundingClientRect().y)")
    return found


@pytest.mark.exhaustive
def test_a_package_lives_in_the_address_and_its_switches_stay_where_they_are(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/impulspakket?{SCENARIO}")
    empty, places = answer(page), switches(page)
    page.locator(".st-key-on-kansrijk label").first.click()
    page.wait_for_selector(".st-key-chart-parts svg.marks")
    settle(page)
    eventually(page, lambda: (answer(page) != empty, "pakket=" in page.url), (True, True))
    said, chip = answer(page), page.locator(".st-key-knowledge [data-testid=stPageLink]", has_text="Pakket")
    eventually(page, chip.all_inner_texts, ["Pakket: 1 maatregel aan"])
    assert [abs(after - before) <= 1 for before, after in zip(places, switches(page), strict=True)] == [True] * len(places)
    page.reload()
    settle(page)
    assert answer(page) == said
    page.locator(".st-key-on-kansrijk label").first.click()
    eventually(page, lambda: answer(page), empty)
    eventually(page, chip.count, 0)
    page.locator(".st-key-undo button").click()
    eventually(page, lambda: answer(page), said)
    assert visitor.complaints == []


@pytest.mark.exhaustive
def test_a_click_on_a_best_package_switches_it_on_in_one_step(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/impulspakket?{SCENARIO}")
    unfold(page, "impulspakket")
    page.locator(".st-key-best").scroll_into_view_if_needed()
    chart = page.locator(".st-key-chart-best-packages")
    chart.locator("svg.marks .background").first.wait_for(timeout=60_000)
    chart.scroll_into_view_if_needed()
    settle(page)
    box = steady(page, chart.locator("svg.marks .background").first.bounding_box)
    assert box is not None
    empty = answer(page)
    page.mouse.click(box["x"] + 0.5 * box["width"], box["y"] + 0.5 * box["height"])
    until(page, "location.search.includes('pakket=')")
    changed(page, lambda: answer(page), empty, seconds=30.0)
    page.locator(".st-key-undo button").click()
    until(page, "!location.search.includes('pakket=')")
    eventually(page, lambda: answer(page), empty, seconds=30.0)
    press(page, ".st-key-table-best-packages summary")
    assert "core best" in page.locator(".st-key-table-best-packages code").inner_text()
    assert beyond(page) == [], "the command is one long word"
    assert visitor.complaints == []
