"""Where phones find a meeting, from the app's own address on."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from core.text.catalog import Language

GUESSES: Final = "koers/raad"
"""Address of the page on which a phone guesses, and of what it asks, each with its ending."""
STEERING: Final = "koers/stuur"
"""The same of a second screen."""
PRESSED: Final = "koers/pressed"
"""Address at which the first screen hears what was pressed."""
KEY: Final = "x-koers-key"
"""Header with the key of who presents."""
CODE: Final = "c"
"""Query key of a meeting's code."""


def guess_address(code: str, language: Language) -> str:
    """Of the page on which a phone guesses."""
    return f"{GUESSES}.html?{urlencode({CODE: code} | ({} if language == 'nl' else {'lang': language}))}"


def steer_address(code: str, key: str, language: Language) -> str:
    """Of a second screen; the key stands where no server sees it."""
    return f"{STEERING}.html?{urlencode({CODE: code} | ({} if language == 'nl' else {'lang': language}))}#{key}"
