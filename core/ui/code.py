"""A link as a code for a phone's camera."""

from __future__ import annotations

import html
from typing import Final

import segno

from core.text.catalog import Language, translate

LIGHT: Final = "#FFFFFF"
DARK: Final = "#1B1F23"
"""A code is dark on light, whatever the theme: cameras read it so."""
QUIET: Final = 4
"""White modules around a code, which its standard asks for."""


def code(link: str, language: Language) -> str:
    """The link as a QR code, or that it is too long for one. HTML."""
    try:
        drawn = segno.make_qr(link, error="l")
    except segno.DataOverflowError:
        return f'<p class="koers-sentence">{html.escape(translate(language, "share.too_long"))}</p>'
    image = drawn.svg_data_uri(dark=DARK, light=LIGHT, border=QUIET, scale=4)
    return f'<img class="koers-code" alt="{html.escape(translate(language, "share.code"))}" src="{html.escape(image)}">'
