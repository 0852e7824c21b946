"""Nothing moves under a slider that is held, and the sliders stay in view while a page is read."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SCENARIO, Server, Visitor, settle
from tests.browser.helpers import eventually, lever, steady, thumb
from tests.browser.test_every_page import SHEETS

SIZES = {(1366, 768): ("", "volume", "lks", "buig", "impulspakket", "onzekerheid"), (320, 640): ("volume", "buig")}
"""Pages by the size of the screen: all of them where most stands beside the sliders."""
PLACES = """() => Object.fromEntries([
  ...[...document.querySelectorAll('.stMain [class*=st-key-]')]
    .filter(e => !e.closest('[class*=st-key-need-] [class*=st-key-set-]')).map(e => [e.className.match(/st-key-[\\w-]+/)[0], e]),
  ...[...document.querySelectorAll('.st-key-top :is(h1, .koers-moved, .koers-keys > div)')]
    .map(e => [e.className || e.querySelector('dt').textContent.slice(0, 12), e])]
  .filter(([, e]) => e.getBoundingClientRect().width > 0)
  .map(([name, e]) => [name, e.getBoundingClientRect()]).map(([name, box]) => [name, [box.left, box.top]]))"""
"""What has a key, and each line of the answer and of the key figures: what is written anew may be higher."""


def furthest(page: Page, name: str, ends: tuple[float, ...]) -> dict[str, float]:
    """What moved by more than a pixel while a slider was dragged to some places, and how far [px]."""
    before: dict[str, list[float]] = steady(page, lambda: page.evaluate(PLACES))
    x, y, travel = thumb(page, name)
    page.mouse.move(x, y)
    page.mouse.down()
    moved: dict[str, float] = {}
    for end in ends:
        for part in (0.5, 1.0):
            page.mouse.move(x + part * end * travel, y)
            page.wait_for_timeout(150)
            for key, place in page.evaluate(PLACES).items():
                off = max(abs(now - then) for now, then in zip(place, before.get(key, place), strict=True))
                if off > 1.0:
                    moved[key] = max(off, moved.get(key, 0.0))
    page.mouse.up()
    return moved


@pytest.mark.exhaustive
@pytest.mark.parametrize("size", [(320, 640), pytest.param((1366, 768), marks=pytest.mark.exhaustive)])
def test_nothing_moves_by_more_than_a_pixel_while_a_slider_is_dragged(
    server: Server, visitor: Visitor, size: tuple[int, int]
) -> None:
    page = visitor.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    moved = {}
    for name in SIZES[size]:
        visitor.open(f"{server.url}/{name}?{SCENARIO}")
        lever(page, "outflow_rate").evaluate("e => e.scrollIntoView({block: 'center'})")
        moved[name] = furthest(page, "outflow_rate", (0.4, -0.4))
    assert moved == {name: {} for name in SIZES[size]}


@pytest.mark.exhaustive
@pytest.mark.parametrize(("width", "height"), [(390, 844), (1366, 768)])
def test_a_warning_under_one_of_several_sliders_takes_no_room(server: Server, visitor: Visitor, width: int, height: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": height})
    page = visitor.open(f"{server.url}/vergelijken?{SHEETS['vergelijken'].query}")
    for name in ("inflow-A", "inflow-B"):
        lever(page, name).evaluate("e => e.scrollIntoView({block: 'center'})")
        assert furthest(page, name, (0.2, -0.4)) == {}


@pytest.mark.exhaustive
def test_an_assumption_that_moves_the_base_path_moves_nothing_else(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    page.locator(".st-key-assumptions summary").click()
    page.wait_for_selector(".st-key-second-reading")
    # The drawer comes in more than one piece, and each puts the panel back at its top.
    steady(page, lambda: page.evaluate(PLACES), quiet=1.0)
    lever(page, "macro_growth").evaluate("e => e.scrollIntoView({block: 'center'})")
    assert furthest(page, "macro_growth", (0.2, -0.2)) == {}
    eventually(page, lambda: "basispad" in page.locator(".koers-moved").inner_text(), True)


@pytest.mark.exhaustive
def test_sliders_and_tools_stay_in_view_on_a_desk_however_far_the_page_is_read(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/volume?{SCENARIO}")
    for far in (0, 900, 100_000):
        page.evaluate(f"document.querySelector('.stMain').scrollTo(0, {far})")
        page.wait_for_timeout(100)
        for name in ("lever-outflow_rate", "lever-buig_share", "actions", "tools"):
            box = page.locator(f".st-key-{name}").bounding_box()
            assert box is not None
            assert 56 <= box["y"] <= box["y"] + box["height"] <= 768, (name, far)
    page.locator(".st-key-assumptions summary").click()
    page.wait_for_selector(".st-key-second-reading")
    settle(page)
    tools, panel = (page.locator(f".st-key-{name}").bounding_box() for name in ("tools", "lever-lks_cost"))
    assert tools is not None
    assert tools["y"] + tools["height"] <= 768, "the panel scrolls by itself, the tools stay under it"
    assert panel is not None
    lever(page, "lks_cost").scroll_into_view_if_needed()
    lever(page, "lks_cost").locator(".plus").click()
    assert visitor.complaints == []
