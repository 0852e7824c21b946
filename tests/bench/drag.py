"""(c) In Chromium: repaints while a slider is dragged, and release to last paint, beside the floor page."""

from __future__ import annotations

import math
import shutil
import time
from statistics import median
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.bench.machine import save, serving

LEVERS = ("outflow_rate", "lks_first_year_dropout", "inflow", "buig_share")
CHARTS = ("caseload", "lks", "budget", "reserve")
RELEASES = 12
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# A chart has repainted in a frame when what it draws differs from the frame before.
WATCH = """(selectors) => {
  const drawn = (s) => { const e = document.querySelector(s);
    if (!e) return '';
    if (e.tagName === 'CANVAS') return e.toDataURL();
    return [...e.querySelectorAll('path')].map(p => p.getAttribute('d') + (p.getAttribute('transform') || '')).join('|'); };
  for (const w of window.watchers || []) w.disconnect();
  const seen = window.seen = {}, last = {}, waiting = {};
  window.watchers = selectors.map(s => { seen[s] = []; last[s] = drawn(s);
    const root = document.querySelector(s).closest('[data-testid=stVegaLiteChart]');
    const watcher = new MutationObserver(() => {
      if (waiting[s]) return;
      waiting[s] = true;
      requestAnimationFrame(() => { waiting[s] = false; const d = drawn(s);
        if (d !== last[s]) { last[s] = d; seen[s].push(performance.now()); } }); });
    watcher.observe(root, { subtree: true, childList: true, attributes: true });
    return watcher; });
}"""


def thumb_of(page: Page, selector: str) -> tuple[float, float]:
    """Middle of a thumb [px]."""
    track = page.locator(selector)
    box = track.bounding_box()
    assert box is not None
    part = track.evaluate("e => (e.value - e.min) / (e.max - e.min)")
    return box["x"] + 11 + part * (box["width"] - 22), box["y"] + box["height"] / 2


def _two_second_drag(page: Page, lever: str) -> dict[str, Any]:
    selectors = {chart: f".st-key-chart-{chart} svg.marks" for chart in CHARTS}
    page.evaluate(WATCH, list(selectors.values()))
    x, y = thumb_of(page, f".st-key-lever-{lever} input.range")
    page.mouse.move(x, y)
    page.wait_for_timeout(1000)  # somebody comes near before they drag
    page.mouse.down()
    start, began = time.monotonic(), page.evaluate("performance.now()")
    while (at := time.monotonic() - start) < 2.0:
        page.mouse.move(x + 38 * math.sin(3 * at), y)
        page.wait_for_timeout(8)
    ended = page.evaluate("performance.now()")
    page.mouse.up()
    page.wait_for_timeout(1200)
    seen = page.evaluate("window.seen")
    rates = {
        chart: round(sum(began <= moment <= ended for moment in seen[selector]) / ((ended - began) / 1e3), 1)
        for chart, selector in selectors.items()
    }
    return {"lever": lever, "repaints_per_second": rates}


def _releases(page: Page, thumb: str, charts: list[str]) -> float:
    """Median from release to the last chart painted [ms]: one short drag, held until all is still, one last move, release."""
    spent = []
    for i in range(RELEASES):
        x, y = thumb_of(page, thumb)
        page.evaluate(WATCH, charts)
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + (14 if i % 2 else -14), y, steps=2)
        released = page.evaluate("performance.now()")
        page.mouse.up()
        page.wait_for_timeout(900)
        painted = [moment for moments in page.evaluate("window.seen").values() for moment in moments if moment >= released]
        if painted:
            spent.append(max(painted) - released)
    return round(median(spent))


def _floor(page: Page) -> float:
    """The same on the floor page, whose slider is Streamlit's own."""
    spent = []
    thumb = page.locator("[role=slider], input[type=range]").first
    for i in range(RELEASES):
        handle = page.locator("[data-testid=stSliderThumbValue]").first.bounding_box() or thumb.bounding_box()
        track = page.locator("[data-testid=stSlider]").bounding_box()
        assert handle is not None
        assert track is not None
        x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] + 10
        page.evaluate(WATCH, ["[data-testid=stVegaLiteChart] svg.marks, [data-testid=stVegaLiteChart] canvas"])
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + (40 if i % 2 else -40), y, steps=2)
        released = page.evaluate("performance.now()")
        page.mouse.up()
        page.wait_for_timeout(900)
        painted = [moment for moments in page.evaluate("window.seen").values() for moment in moments if moment >= released]
        if painted:
            spent.append(max(painted) - released)
    assert spent, "the floor's slider did not move"
    return round(median(spent))


def measure() -> None:
    """Run and save."""
    with sync_playwright() as playwright, serving() as (port, _), serving("tests/bench/floor_app.py") as (floor_port, _):
        # A server that has just started still takes over the other pages' specifications.
        time.sleep(15)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_selector(".st-key-chart-reserve svg.marks")
        page.wait_for_timeout(2000)
        drags = [_two_second_drag(page, lever) for lever in LEVERS]
        said = page.locator("h1.koers-answer").inner_text()
        page.reload()
        page.wait_for_selector(".st-key-chart-reserve svg.marks")
        page.wait_for_timeout(2000)
        same = said == page.locator("h1.koers-answer").inner_text()
        release = _releases(page, ".st-key-lever-inflow input.range", [f".st-key-chart-{chart} svg.marks" for chart in CHARTS])
        page.goto(f"http://127.0.0.1:{floor_port}/")
        page.wait_for_selector("[data-testid=stVegaLiteChart] svg.marks, [data-testid=stVegaLiteChart] canvas")
        page.wait_for_timeout(1500)
        floor = _floor(page)
        browser.close()
    save("drag", {"drags": drags, "last_frame_is_released_value": same, "release_ms": release, "floor_release_ms": floor,
                  "ratio": round(release / floor, 2)})  # fmt: skip
