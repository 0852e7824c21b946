"""The question and the map of two levers in a real browser: seen, clicked, undone, and up to date after a slider."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SCENARIO, Server, Visitor, settle, until
from tests.browser.helpers import drag, eventually, press, steady, unfold, value, violations

CELLS = ".st-key-chart-lever-map svg.marks .mark-rect.role-mark path"


def see_map(page: Page) -> None:
    """Look at the map until it is drawn: it waits until it can be seen, and what is drawn above it pushes it out of view."""
    place = page.locator(".st-key-lever-map")

    def drawn() -> bool:
        place.evaluate("e => e.scrollIntoView({ block: 'center' })")
        return page.locator(CELLS).count() > 1681

    eventually(page, drawn, True, 30)
    steady(page, lambda: page.locator(".st-key-chart-lever-map").bounding_box())
    settle(page)


def title(page: Page) -> str:
    return page.locator(".st-key-lever-map h3").inner_text()


def click_at(page: Page, across: float, up: float) -> None:
    """Click on the map at a part of its width and height."""
    box = page.locator(".st-key-chart-lever-map svg.marks .background").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + across * box["width"], box["y"] + (1.0 - up) * box["height"])


def levers(page: Page) -> dict[str, float]:
    query = parse_qs(urlsplit(page.url).query)
    return {name: float(query[name][0]) for name in ("inflow", "outflow_rate") if name in query}


@pytest.mark.exhaustive
def test_a_click_on_the_map_sets_both_levers_in_one_step(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/volume?{SCENARIO}")
    unfold(page, "volume")
    see_map(page)
    before = title(page)
    click_at(page, 0.26, 0.71)
    until(page, "!location.search.includes('inflow=570')")
    settle(page)
    # A cell is ten inflows wide and 0.04 points high; the click lands on its middle value, on a step of the slider.
    assert levers(page) == {"inflow": pytest.approx(505, abs=11), "outflow_rate": pytest.approx(0.0234, abs=0.0005)}
    assert levers(page)["inflow"] % 10 == 0
    eventually(page, lambda: float(value(page, "inflow")), levers(page)["inflow"])
    assert title(page) != before
    assert re.search(rf"instroom {levers(page)['inflow']:.0f} per maand", title(page))
    page.locator(".st-key-undo button").click()
    until(page, "location.search.includes('inflow=570')")
    assert levers(page) == {"inflow": 570.0, "outflow_rate": 0.0205}
    see_map(page)
    until(page, "document.querySelector('.st-key-lever-map h3').innerText.includes('instroom 570')")
    # The same cell again, now that the scenario stands elsewhere.
    click_at(page, 0.26, 0.71)
    until(page, "!location.search.includes('inflow=570')")
    assert visitor.complaints == []


@pytest.mark.exhaustive
def test_after_a_slider_the_map_and_its_mark_follow(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/volume?{SCENARIO}")
    unfold(page, "volume")
    see_map(page)
    before = title(page)
    page.evaluate("document.querySelector('.stMain').scrollTo(0, 0)")
    drag(page, "outflow_rate", 30)
    assert levers(page)["outflow_rate"] != 0.0205
    see_map(page)
    until(page, f"document.querySelector('.st-key-lever-map h3').innerText !== {before!r}")
    percent = f"{levers(page)['outflow_rate'] * 100:.2f}".replace(".", ",")
    assert f"uitstroom {percent}% per maand" in title(page)
    assert visitor.complaints == []


@pytest.mark.exhaustive
@pytest.mark.parametrize(("scheme", "width"), [("light", 1366), ("dark", 390)])
def test_the_question_with_open_drawers_is_accessible(server: Server, visitor: Visitor, scheme: str, width: int) -> None:
    visitor.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    visitor.page.set_viewport_size({"width": width, "height": 844})
    page = visitor.open(f"{server.url}/volume?{SCENARIO}&lang=en")
    unfold(page, "volume")
    see_map(page)
    for name in ("needed", "lever-map"):
        press(page, f".st-key-table-{name} summary")
        page.wait_for_selector(f".st-key-table-{name} table")
        settle(page)  # what comes under the table moves all that is below it
    assert violations(page) == []
    assert page.evaluate("document.querySelector('.stMain').scrollWidth <= innerWidth")
    assert visitor.complaints == []
