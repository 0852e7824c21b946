"""A page follows when the system or its reader goes dark, or light again, under it: texts at once, charts with them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from core.figures.theme import DARK, LIGHT, Palette
from tests.browser.conftest import SCENARIO, Server, Visitor, until
from tests.browser.helpers import violations

CHART = ".st-key-chart-caseload"


def drawn_in(page: Page, colours: Palette) -> None:
    """Wait until every chart is drawn in these colours."""
    grounds = "[...document.querySelectorAll('.stVegaLiteChart svg.marks')].map(e => e.style.backgroundColor)"
    red, green, blue = (int(colours.background[i : i + 2], 16) for i in (1, 3, 5))
    until(page, f"{grounds}.every(one => one === 'rgb({red}, {green}, {blue})')")


@pytest.mark.exhaustive
@pytest.mark.parametrize("path", ["", "huishouden"])
def test_texts_and_charts_follow_the_theme_of_the_system_and_of_the_menu(server: Server, visitor: Visitor, path: str) -> None:
    page = visitor.open(f"{server.url}/{path}?{SCENARIO}")
    drawn_in(page, LIGHT)
    page.emulate_media(color_scheme="dark")
    drawn_in(page, DARK)
    assert violations(page) == []  # contrast of every text among them
    page.locator("[data-testid=stMainMenu] button").first.click()
    page.get_by_test_id("stMainMenuItem-theme-Light").click()
    page.keyboard.press("Escape")
    drawn_in(page, LIGHT)
    assert visitor.complaints == []
