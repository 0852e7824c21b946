"""Scenarios side by side in a browser: each has its own slider, its line follows the thumb, and the address keeps them."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Page

from core.analysis.outcome import central
from core.analysis.presets import preset
from core.baseline import DEFAULT, load_baseline
from core.scenario import Scenario, default_scenario, pins_from_query, to_query
from core.text import format as house
from tests.browser.conftest import Server, Visitor, settle, until
from tests.browser.helpers import answer, changed, drag, eventually, steady, value

NEWEST = load_baseline(DEFAULT)
PLAIN = default_scenario(NEWEST)


def lines(page: Page) -> list[str]:
    """The drawn lines of the chart of scenarios."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.st-key-chart-compared svg.marks .mark-line path')].map(e => e.getAttribute('d') ?? '')"
    )
    return found


def pinned(page: Page) -> dict[str, Scenario]:
    return pins_from_query(parse_qs(urlsplit(page.url).query))[0]


def test_the_slider_of_a_pinned_scenario_moves_its_line_and_the_address_waits_for_release(
    server: Server, visitor: Visitor
) -> None:
    bad = preset("headwind", PLAIN, NEWEST)
    page = visitor.open(f"{server.url}/vergelijken?{urlencode(to_query(PLAIN, {'A': bad, 'B': preset('base', bad, NEWEST)}))}")
    start, said = steady(page, lambda: (lines(page), answer(page)))
    shown = value(page, "inflow")
    drag(page, "inflow-A", -30, release=False)
    changed(page, lambda: answer(page), said)
    assert pinned(page)["A"] == bad
    moved = steady(page, lambda: lines(page))
    assert sum(one != other for one, other in zip(moved, start, strict=True)) == 1
    page.mouse.up()
    eventually(page, lambda: pinned(page)["A"] == bad, False)
    moved_to = pinned(page)["A"]
    assert moved_to.value("inflow") != bad.value("inflow")
    assert moved_to.value("buig_share") == bad.value("buig_share")
    assert value(page, "inflow") == shown, "the scenario that is shown stays as it is"
    page.go_back()
    eventually(page, lambda: pinned(page)["A"], bad)
    eventually(page, lambda: answer(page), said)
    settle(page)
    drag(page, "inflow-A", -30)
    eventually(page, lambda: pinned(page)["A"] == bad, False)
    page.locator(".st-key-undo button").click()
    eventually(page, lambda: pinned(page)["A"], bad)
    eventually(page, lambda: answer(page), said)
    assert visitor.complaints == []


@pytest.mark.exhaustive
def test_a_scenario_that_is_pinned_on_another_page_stands_in_the_comparison(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/volume")
    page.locator(".st-key-pin button").click()
    link = page.locator(".st-key-keep [data-testid=stPageLink-NavLink]", has_text="Vergelijk A")
    link.wait_for()
    link.click()
    until(page, "location.pathname === '/vergelijken' && location.search.includes('vast-a=')")
    settle(page)
    page.locator(".st-key-lever-inflow-A").wait_for()
    page.locator(".st-key-remove-A button").click()
    until(page, "!location.search.includes('vast-a=')")
    assert visitor.complaints == []


@pytest.mark.exhaustive
def test_pinned_scenarios_are_thin_lines_on_the_first_page_and_stay_while_a_slider_is_held(
    server: Server, visitor: Visitor
) -> None:
    pinned_two = {"A": preset("headwind", PLAIN, NEWEST), "B": preset("tailwind", PLAIN, NEWEST)}
    page = visitor.open(f"{server.url}/?{urlencode(to_query(PLAIN, pinned_two))}")

    def letters() -> list[str]:
        found: list[str] = page.evaluate(
            "[...document.querySelectorAll('.st-key-chart-caseload svg.marks text')].map(e => e.textContent)"
            ".filter(text => ['A', 'B', 'C'].includes(text))"
        )
        return found

    assert steady(page, letters) == ["A", "B"]
    said = page.locator(".st-key-figure-caseload .koers-sentence", has_text="Dunne lijnen").inner_text()
    for scenario in pinned_two.values():
        run, _ = central(NEWEST, scenario)
        assert house.number(float(run.caseload.stock[-1, 0]), "nl") in said
    before = answer(page)
    drag(page, "outflow_rate", 40, release=False)
    changed(page, lambda: answer(page), before)
    assert letters() == ["A", "B"]
    page.mouse.up()
    assert visitor.complaints == []


@pytest.mark.exhaustive
def test_the_chart_that_stays_in_view_leaves_the_tables_under_it_free(server: Server, visitor: Visitor) -> None:
    pins = {"A": preset("headwind", PLAIN, NEWEST), "B": preset("base", PLAIN, NEWEST)}
    page = visitor.open(f"{server.url}/vergelijken?{urlencode(to_query(PLAIN, pins))}")
    for far in (0, 300, 600, 100_000):
        page.evaluate(f"document.querySelector('.stMain').scrollTo(0, {far})")
        bottom = page.evaluate("document.querySelector('.st-key-top').getBoundingClientRect().bottom")
        assert bottom <= page.evaluate("document.querySelector('.st-key-rest').getBoundingClientRect().top"), far
