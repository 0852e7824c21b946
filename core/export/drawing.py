"""Charts and codes as pictures, in the app's own look; nothing is fetched, not even a font."""

from __future__ import annotations

import functools
import html
import io
from pathlib import Path
from typing import Any, Final, Literal

import font_source_sans_pro
import segno
import vl_convert

FONT: Final = "Source Sans Pro"
FONTS: Final = Path(font_source_sans_pro.__file__).parent / "files"
WIDTH: Final = 680
"""Of a chart [px]: that of a page of text."""
SHARP: Final = 3
"""Dots of a picture for each of the chart's."""
LOW: Final = 0.62
"""Height of a low chart, of what it is on the screen."""


@functools.cache
def _fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


def drawn(spec: dict[str, Any], name: str, *, low: bool = False) -> str:
    """A chart as SVG; `name` says what it shows to who cannot see it."""
    _fonts()
    height = spec.get("height")
    whole = {
        **spec, "width": WIDTH, "autosize": {"type": "fit-x", "contains": "padding"},
        "config": {**spec.get("config", {}), "font": FONT},
        **({"height": round(height * LOW)} if low and isinstance(height, int) else {}),
    }  # fmt: skip
    svg = vl_convert.vegalite_to_svg(whole)
    # The rim of a text lies under its letters, as the style sheet has it on the screen.
    svg = svg.replace("<text ", '<text paint-order="stroke" ')
    first, rest = svg.split(">", 1)
    return f'{first} role="img"><title>{html.escape(name)}</title>{rest}'


def picture(svg: str) -> bytes:
    """A drawing as PNG."""
    _fonts()
    return bytes(vl_convert.svg_to_png(svg, scale=SHARP))


def code(link: str, kind: Literal["png", "svg"]) -> bytes | None:
    """A link as a QR code; None when it is too long for one."""
    try:
        made = segno.make_qr(link, error="l")
    except segno.DataOverflowError:
        return None
    file = io.BytesIO()
    made.save(file, kind=kind, scale=8, border=4)
    return file.getvalue()
