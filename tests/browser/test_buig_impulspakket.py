"""BUIG en reserve and Impulspakket in a browser: live, and kept in the address."""

from __future__ import annotations

import pytest

from tests.browser.conftest import SCENARIO, Server, Visitor, settle
from tests.browser.helpers import answer, drag, eventually
from tests.browser.test_every_page import PACKAGE


@pytest.mark.parametrize(("path", "chart"), [("buig?", "payers"), (f"impulspakket?pakket={PACKAGE}&", "effect")])
def test_a_slider_moves_the_charts_without_building_them_anew(server: Server, visitor: Visitor, path: str, chart: str) -> None:
    page = visitor.open(f"{server.url}/{path}{SCENARIO}")
    drawing = f"[...document.querySelectorAll('.st-key-chart-{chart} svg.marks path')].map(e => e.getAttribute('d')).join('|')"
    before, said = page.evaluate(drawing), answer(page)
    page.evaluate(f"document.querySelector('.st-key-chart-{chart} .stVegaLiteChart').dataset.mine = 'yes'")
    drag(page, "inflow", -30)
    drag(page, "outflow_rate", 40)
    assert page.evaluate(drawing) != before
    assert answer(page) != said
    assert page.evaluate(f"document.querySelector('.st-key-chart-{chart} .stVegaLiteChart').dataset.mine") == "yes"
    assert visitor.complaints == []


def test_a_package_lives_in_the_address(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/impulspakket")
    empty = answer(page)
    page.locator(".st-key-on-kansrijk label").first.click()
    page.wait_for_selector(".st-key-chart-parts svg.marks")
    settle(page)
    said = answer(page)
    assert said != empty
    assert "pakket=" in page.url
    page.reload()
    settle(page)
    assert answer(page) == said
    page.locator(".st-key-package-undo button, .st-key-undo button").first.wait_for()
    page.locator(".st-key-on-kansrijk label").first.click()
    eventually(page, lambda: answer(page), empty)
    page.locator(".st-key-package-undo button").click()
    eventually(page, lambda: answer(page), said)
    assert visitor.complaints == []
