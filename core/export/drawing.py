"""Charts as pictures, in the app's own look; nothing is fetched, not even a font."""

from __future__ import annotations

import functools
import html
import json
import re
from pathlib import Path
from typing import Any, Final

import font_source_sans_pro
import vl_convert

FONT: Final = "Source Sans Pro"
FONTS: Final = Path(font_source_sans_pro.__file__).parent / "files"
WIDTH: Final = 680
"""Of a chart [px]: that of a page of text."""
SHARP: Final = 2
"""Dots of a picture for each of the chart's: some two hundred to an inch of a page."""
LOW: Final = 0.62
"""Height of a low chart, of what it is on the screen."""


KEPT: Final = 64
"""Drawings that are kept: who asks for paper often asks for slides of the same too."""
_UNSEEN: Final = re.compile(r'<(?:path|line|rect)\b[^>]*\sopacity="0"[^>]*/>')
"""What only a pointer finds; drawing it costs as much as if it were seen."""


@functools.cache
def _fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


def drawn(spec: dict[str, Any], name: str, *, low: bool = False) -> str:
    """A chart as SVG; `name` says what it shows to who cannot see it."""
    first, rest = _svg(json.dumps(spec), low).split(">", 1)
    return f'{first} role="img"><title>{html.escape(name)}</title>{rest}'


@functools.lru_cache(KEPT)
def _svg(said: str, low: bool) -> str:
    _fonts()
    spec = json.loads(said)
    height = spec.get("height")
    whole = {
        **spec, "width": WIDTH, "autosize": {"type": "fit-x", "contains": "padding"},
        "config": {**spec.get("config", {}), "font": FONT},
        **({"height": round(height * LOW)} if low and isinstance(height, int) else {}),
    }  # fmt: skip
    svg = _UNSEEN.sub("", vl_convert.vegalite_to_svg(whole))
    # The rim of a text lies under its letters, as the style sheet has it on the screen.
    return svg.replace("<text ", '<text paint-order="stroke" ')


@functools.lru_cache(KEPT)
def picture(svg: str) -> bytes:
    """A drawing as PNG."""
    _fonts()
    return bytes(vl_convert.svg_to_png(svg, scale=SHARP))
