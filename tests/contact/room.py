"""Pages as a room sees them: a photo of every chart on every size of the screen, and what does not hold of any."""

from __future__ import annotations

import argparse
import io
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import Browser, Page

from core.baseline import DEFAULT
from core.figures.room import ROOMS
from core.ui.room.stage import ALONE, BESIDE
from core.ui.vega import Size
from core.ui.vega import sized as size_of
from tests.browser.conftest import Visitor, settle
from tests.browser.helpers import walk
from tests.contact.boxes import faults
from tests.contact.drawings import Drawing
from tests.contact.gallery import Gallery
from tests.contact.photo import sheet
from tests.contact.states import extremes
from tests.places import LETTER

SIZES: Final = {"hd": (1920, 1080), "laptop": (1366, 768), "uhd": (3840, 2160)}
LOOK: Final = "".join(Path(__file__).with_suffix(".js").read_text(encoding="utf-8").partition("() => {")[1:])
KEYS: Final = {"two": "n", "keys": "?", "guess": "g", "shown": "g", "steer": "p", "code": "q"}
"""What a room opens over a page, and the key that does; Escape closes all but the second chart."""
CHARTS: Final = ".st-key-room-charts svg.marks"


def sized(drawing: Drawing, size: Size) -> Drawing:
    """A chart as large as in a room."""
    return Drawing(drawing.key, size_of(drawing.spec, None, size), drawing.datasets)


def states(every: bool) -> Iterator[str]:
    """Levers at their ends, on two bases; all of them, or those that lie farthest apart."""
    for basis, until in ((DEFAULT, "2028-12"), (LETTER, "2026-12")):
        for values in extremes() if every else extremes()[-4:-2]:
            yield urlencode({"v": 1, "basis": basis, "tot": until, **values})


def look(browser: Browser, url: str, asked: argparse.Namespace, paths: dict[str, str]) -> Iterator[str]:
    """What does not hold: of each page in each state, on each size."""
    at, parts = map(int, asked.part.split("/"))
    for language, scheme in itertools.product(asked.languages.split(","), asked.schemes.split(",")):
        page = browser.new_page(viewport={"width": 1920, "height": 1080}, color_scheme=scheme)
        for path in paths.values():
            Visitor(page).open(f"{url}/{path}?groot=1&lang={language}")
            for state in list(states(every=scheme == "light"))[at - 1 :: parts]:
                walk(page, f"/{path}?{state}&groot=1&lang={language}")
                settle(page, quiet=0.25)
                for size, (width, height) in SIZES.items():
                    page.set_viewport_size({"width": width, "height": height})
                    page.wait_for_timeout(60)
                    for fault in page.evaluate(LOOK):
                        yield f"/{path}?{state}&lang={language} {scheme} {size}: {fault}"
                for fault in faults(page):
                    yield f"/{path}?{state}&lang={language} {scheme}: {fault}"
            yield from _opened(page, f"/{path} {language} {scheme}")
        page.close()


def _opened(page: Page, where: str) -> Iterator[str]:
    """The same of what keys open over a page."""
    for name, key in KEYS.items():
        page.keyboard.press(key)
        page.wait_for_timeout(200)
        settle(page, quiet=0.3)
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(60)
            for fault in page.evaluate(LOOK):
                yield f"{where} {name} {size}: {fault}"
        if name != "guess":
            page.keyboard.press(key if name == "two" else "Escape")
            settle(page)
    page.keyboard.press("e")
    settle(page)


def take(browser: Browser, url: str, asked: argparse.Namespace, paths: dict[str, str]) -> None:
    """A photo of every chart of every page and of what keys open over the first page, on sheets."""
    for language, scheme in itertools.product(asked.languages.split(","), asked.schemes.split(",")):
        shots: dict[str, list[tuple[str, Image.Image]]] = {size: [] for size in SIZES}
        page = browser.new_page(viewport={"width": 1920, "height": 1080}, color_scheme=scheme)
        for name, path in paths.items():
            Visitor(page).open(f"{url}/{path}?{asked.query}&groot=1&lang={language}")
            for number in range(_charts(page)):
                page.locator(".strip button").nth(number).click()
                settle(page, quiet=0.3)
                _shoot(page, f"{name}-{number + 1}", shots)
        Visitor(page).open(f"{url}/?{asked.query}&groot=1&lang={language}")
        page.keyboard.press("ArrowRight")
        settle(page, quiet=0.8)
        for name, key in KEYS.items():
            page.keyboard.press(key)
            page.wait_for_timeout(200)
            settle(page, quiet=0.5)
            _shoot(page, f"open-{name}", shots)
            if name != "guess":
                page.keyboard.press(key if name == "two" else "Escape")
                settle(page)
        page.close()
        for size, photos in shots.items():
            for name, photo in photos:
                photo.save(asked.folder / f"room-{name}-{size}-{language}-{scheme}.png")
            sheet(photos, asked.folder / f"sheet-room-{size}-{language}-{scheme}.png", columns=3)


def _charts(page: Page) -> int:
    return page.locator(".strip button").count()


def _shoot(page: Page, name: str, shots: dict[str, list[tuple[str, Image.Image]]]) -> None:
    for size, photos in shots.items():
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(100)
        photos.append((name, Image.open(io.BytesIO(page.screenshot(animations="disabled")))))


def rooms(chosen: dict[str, str]) -> dict[str, str]:
    """Those of the pages that a room can see."""
    return {name: path for name, path in chosen.items() if name in ROOMS}


def room_faults(gallery: Gallery, drawings: list[Drawing]) -> list[str]:
    """What cannot be read of charts that are as large as in a room."""
    return [
        fault
        for size in (ALONE, BESIDE)
        for fault in gallery.faults([sized(one, size) for one in drawings], {one.key: (size[0],) for one in drawings})
    ]
