"""(r) The dials of a room under the thumb, beside the sliders of the same page at a desk, on the same screen."""

from __future__ import annotations

import asyncio
import time
from typing import Any, Final

from playwright.async_api import ViewportSize

from tests.bench.machine import save, serving
from tests.bench.thumb import browsing, dragged

SCREENS: Final[tuple[ViewportSize, ...]] = ({"width": 1920, "height": 1080}, {"width": 3840, "height": 2160})
PLACES: Final = {"desk": "", "room": "?groot=1"}
CHARTS: Final = ("outflow_rate", 0, "caseload"), ("inflow", 0, "caseload"), ("buig_share", 3, "reserve")
"""Lever, number of the chart in a room, and the chart that it moves."""


def measure() -> None:
    """Run and save."""
    with serving() as (port, _):
        time.sleep(15)  # a server that has just started still takes over the other pages' specifications
        rows = [row for screen in SCREENS for place in PLACES for row in asyncio.run(_drags(port, screen, place))]
    save("room", {"rows": rows})


async def _drags(port: int, screen: ViewportSize, place: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    async with browsing(screen) as page:
        await page.goto(f"http://127.0.0.1:{port}/{PLACES[place]}")
        for lever, number, chart in CHARTS:
            if place == "room":
                await page.locator(".strip button").nth(number).click()
            await page.wait_for_selector(f".st-key-chart-{chart} svg.marks")
            await page.wait_for_timeout(2000)
            found = await dragged(page, lever, drawn=True, charts=(chart,))
            rows.append({"screen": screen["width"], "place": place, "lever": lever, "chart": chart} | found)
            print(rows[-1], flush=True)
    return rows
