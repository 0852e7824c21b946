"""What an answer depends on, in a real browser: accessible, no wider than the screen, quiet under the thumb."""

from __future__ import annotations

import pytest

from tests.browser.conftest import SCENARIO, Server, Visitor, settle
from tests.browser.helpers import changed, eventually, press, steady, thumb, unfold, violations


def choose(visitor: Visitor, label: str) -> None:
    page = visitor.page
    field = page.locator(".st-key-sensitivity-output input")
    # The section is computed when it is looked at, and drawn anew then, which closes a list that is open.
    page.locator(".st-key-sensitivity-output").scroll_into_view_if_needed()
    page.wait_for_selector(".st-key-chart-shares svg.marks")
    settle(page, quiet=0.5)
    field.focus()
    field.press("ArrowDown")
    page.get_by_role("option").filter(has_text=label).first.click()
    eventually(
        page, lambda: label in field.input_value() or label in page.locator(".st-key-sensitivity-output").inner_text(), True
    )
    settle(page)


@pytest.mark.exhaustive
@pytest.mark.parametrize(("dark", "label"), [(False, "Reserve eind 2025"), (True, "Maand waarin")])
def test_the_section_is_accessible_and_quiet(server: Server, visitor: Visitor, dark: bool, label: str) -> None:
    visitor.page.emulate_media(color_scheme="dark" if dark else "light")
    page = visitor.open(f"{server.url}/onzekerheid?{SCENARIO}")
    unfold(page, "onzekerheid")
    choose(visitor, label)
    for name in ("shares", "tornado"):
        press(page, f".st-key-table-{name} summary")
        page.wait_for_selector(f".st-key-table-{name} table")
    settle(page)
    assert violations(page) == []
    assert visitor.complaints == []


@pytest.mark.exhaustive
def test_nothing_overflows_sideways_on_a_small_phone(server: Server, visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 320, "height": 844})
    page = visitor.open(f"{server.url}/onzekerheid?{SCENARIO}")
    unfold(page, "onzekerheid")
    choose(visitor, "Resultaat op de BUIG in 2025")
    assert page.evaluate("document.querySelector('.stMain').scrollWidth <= innerWidth")
    assert page.evaluate(
        """() => [...document.querySelectorAll('.stMain [class*=st-key-chart-] svg')]
            .every(e => e.getBoundingClientRect().right <= innerWidth + 1)"""
    )


@pytest.mark.exhaustive
def test_the_last_result_stays_under_the_thumb_and_the_next_comes_when_it_is_looked_at(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/onzekerheid?{SCENARIO}")
    unfold(page, "onzekerheid")
    page.locator(".st-key-sensitivity-output").scroll_into_view_if_needed()
    for chart in ("shares", "tornado"):
        page.wait_for_selector(f".st-key-chart-{chart} svg.marks")
    before = steady(page, lambda: page.locator(".st-key-sensitivity").inner_text(), quiet=0.8)
    page.evaluate("document.querySelector('.stMain').scrollTo(0, 0)")
    x, y, _ = thumb(page, "inflow")
    page.mouse.move(x, y)
    page.mouse.down()
    for offset in range(0, 40, 8):
        page.mouse.move(x + offset, y)
        page.wait_for_timeout(60)
    assert steady(page, lambda: page.locator(".st-key-sensitivity").inner_text(), quiet=0.8) == before
    page.mouse.up()
    settle(page)
    # What cannot be seen waits until it is looked at.
    page.locator(".st-key-sensitivity-output").scroll_into_view_if_needed()
    changed(page, lambda: page.locator(".st-key-sensitivity").inner_text(), before)
    assert visitor.complaints == []
