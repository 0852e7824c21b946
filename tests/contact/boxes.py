"""Whether what is written in the charts of a page can be read: nothing over anything else, nothing cut, nothing on a line."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from playwright.sync_api import Page

FAULTS: Final = "".join(Path(__file__).with_suffix(".js").read_text(encoding="utf-8").partition("() => {")[1:])
"""The script that looks, as a function without arguments."""


def faults(page: Page) -> list[str]:
    """What cannot be read in the charts that the page shows now, a sentence each."""
    found: list[str] = page.evaluate(FAULTS)
    return found
