"""A page as it looks, whole: on a screen of some size, and on paper; and many of them on one sheet."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw
from playwright.sync_api import Page

PAPER: Final = 688
"""Width of A4 within its margins [CSS px]."""
TALLEST: Final = 6000
"""Height of the largest photo [CSS px]."""
THUMB: Final = 480
"""Width of a page on the sheet [px]."""
SHOWN: Final = 1600
"""Of that, from above; the photo of a page has all [px]."""
ROOM: Final = 16


def photograph(page: Page, width: int, height: int) -> Image.Image:
    """The whole page on a screen of a size, also what one would scroll to."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(200)
    # The page scrolls within a part of its own, so the screen is made as high as that.
    tall = page.evaluate("Math.max(document.querySelector('.stMain').scrollHeight, document.body.scrollHeight)")
    page.set_viewport_size({"width": width, "height": max(height, min(int(tall), TALLEST))})
    page.wait_for_timeout(200)
    return Image.open(io.BytesIO(page.screenshot(animations="disabled")))


def printed(page: Page) -> Image.Image:
    """The page as paper shows it, before it is cut into sheets."""
    page.emulate_media(media="print")
    try:
        return photograph(page, PAPER, 970)
    finally:
        page.emulate_media(media="screen")


def sheet(photos: Sequence[tuple[str, Image.Image]], file: Path, *, columns: int = 4) -> None:
    """Photos beside each other, each with its name above it, as one picture."""
    small = [(name, _small(one)) for name, one in photos]
    rows = [small[at : at + columns] for at in range(0, len(small), columns)]
    heights = [max(one.height for _, one in row) + 2 * ROOM for row in rows]
    whole = Image.new("RGB", (columns * (THUMB + ROOM) + ROOM, sum(heights) + ROOM), "#888888")
    pen, top = ImageDraw.Draw(whole), ROOM
    for row, high in zip(rows, heights, strict=True):
        for at, (name, one) in enumerate(row):
            left = ROOM + at * (THUMB + ROOM)
            pen.text((left, top - 13), name, fill="#000000")
            whole.paste(one, (left, top))
        top += high
    whole.save(file)


def _small(photo: Image.Image) -> Image.Image:
    found = photo.resize((THUMB, round(photo.height * THUMB / photo.width)))
    return found.crop((0, 0, THUMB, min(found.height, SHOWN)))
