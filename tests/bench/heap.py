"""What is left in the browser of drags over all pages with sliders, after it threw away what nobody uses."""

from __future__ import annotations

import shutil
import time
from itertools import cycle
from typing import Any, Final

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.bench.drag import ARGUMENTS, thumb_of
from tests.bench.machine import save, serving

DRAGS: Final = 200
WARM: Final = 3
"""Drags on each page before anything is measured: families, fonts and specifications are kept."""
STOPS: Final = {
    "": "inflow", "volume": "outflow_rate", "lks": "lks_first_year_dropout", "buig": "buig_share",
    "onzekerheid": "outflow_rate", "impulspakket": "inflow",
}  # fmt: skip
"""Page and the slider that is dragged on it."""
FLOOR_DRAGS: Final = 30


def measure() -> None:
    """Run and save."""
    with sync_playwright() as playwright, serving() as (port, _), serving("tests/bench/floor_app.py") as (floor_port, _):
        time.sleep(10)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        ours = _ours(page, port)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        floor = _floor(page, floor_port)
        browser.close()
    save("heap", {"drags": DRAGS, **ours, "floor_drags": FLOOR_DRAGS, **floor})


def _ours(page: Page, port: int) -> dict[str, float]:
    page.goto(f"http://127.0.0.1:{port}/")
    _seen(page, ".st-key-chart-reserve svg.marks")
    session = page.context.new_cdp_session(page)
    for stop, lever in STOPS.items():
        _turn_to(page, stop)
        for i in range(WARM):
            _drag(page, lever, i)
    _turn_to(page, "")
    before = _used(page, session)
    for (stop, lever), _ in zip(cycle(STOPS.items()), range(DRAGS // 10), strict=False):
        _turn_to(page, stop)
        for i in range(10):
            _drag(page, lever, i)
    _turn_to(page, "")
    after = _used(page, session)
    return {"before_mb": round(before, 1), "after_mb": round(after, 1), "growth_mb": round(after - before, 1)}


def _turn_to(page: Page, stop: str) -> None:
    """By the links of the app, so that the browser keeps what it has."""
    link = page.locator(f"a[href$='/{stop}']").locator("visible=true").first
    if not link.count():
        page.get_by_test_id("stTopNavSection").first.click()  # it stands in the first group of the menu
    link.click()
    _seen(page, ".st-key-panel input.range")
    page.wait_for_timeout(1500)


def _seen(page: Page, selector: str) -> None:
    """Wait for something without a handle on it: a handle keeps the page that it stands on, all of it, when that is gone."""
    page.locator(selector).first.wait_for()


def _drag(page: Page, lever: str, turn: int) -> None:
    x, y = thumb_of(page, f".st-key-lever-{lever} input.range")
    page.mouse.move(x, y)
    page.wait_for_timeout(100)
    page.mouse.down()
    page.mouse.move(x + (20 if turn % 2 else -20), y, steps=4)
    page.mouse.up()
    page.wait_for_timeout(400)


def _floor(page: Page, port: int) -> dict[str, float]:
    """A page of Streamlit's own with one slider and one chart."""
    page.goto(f"http://127.0.0.1:{port}/")
    _seen(page, "[data-testid=stVegaLiteChart] svg.marks, [data-testid=stVegaLiteChart] canvas")
    session = page.context.new_cdp_session(page)
    used = []
    for count in (WARM, FLOOR_DRAGS):
        for i in range(count):
            box = page.locator("[data-testid=stSliderThumbValue]").first.bounding_box()
            assert box is not None
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] + 10
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.move(x + (40 if i % 2 else -40), y, steps=4)
            page.mouse.up()
            page.wait_for_timeout(500)
        used.append(_used(page, session))
    return {"floor_growth_mb": round(used[1] - used[0], 2)}


def _used(page: Page, session: CDPSession) -> float:
    """Heap in use when all that can be thrown away is [MB]."""
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
        page.wait_for_timeout(200)
    found: dict[str, Any] = session.send("Runtime.getHeapUsage")
    return float(found["usedSize"]) / 1e6
