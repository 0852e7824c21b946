"""One chart as a picture that can stand by itself: what it finds above it, what it says and belongs to under it."""

from __future__ import annotations

import base64
import html
import textwrap
from typing import Final

from core.export.code import code
from core.export.drawing import WIDTH, drawn, picture
from core.export.value import Drawn

EDGE: Final = 16
"""Room around the whole [px]."""
CODE: Final = 96
"""Side of the code [px]."""
INK, QUIET = "#1B1F23", "#57606A"
TITLE: Final = (18, 72)
SAID: Final = (13, 104)
SMALL: Final = (11, 104)
"""Size of letters [px], and how many of them a line holds: the small ones leave room for the code."""


def alone(chart: Drawn, kind: str) -> bytes:
    """The picture, as `svg` or `png`."""
    svg = sheet(chart)
    return svg.encode() if kind == "svg" else picture(svg)


def sheet(chart: Drawn) -> str:
    """The picture as SVG; its title and description say to who cannot see it what the chart says."""
    inner = drawn(chart.spec, chart.title)
    high = int(float(inner.split('height="', 1)[1].split('"', 1)[0]))
    top = EDGE
    above, top = _lines(chart.title, TITLE, top, INK, weight=600)
    begin = top + 8
    under, top = _lines(chart.said, SAID, begin + high + 10, INK)
    foot_at = top + 12
    found, top = code(chart.link, "svg"), foot_at
    room = SMALL[1] if found else SAID[1] + 20
    foot = []
    for label, said in chart.lines:
        some, top = _lines(f"{label}: {said}", (SMALL[0], room), top, QUIET)
        foot += some
    if found:
        picture_of = base64.b64encode(found).decode()
        foot.append(
            f'<image x="{EDGE + WIDTH - CODE}" y="{foot_at}" width="{CODE}" height="{CODE}" '
            f'href="data:image/svg+xml;base64,{picture_of}"/>'
        )
        top = max(top, foot_at + CODE)
    wide, tall = WIDTH + 2 * EDGE, top + EDGE
    placed = inner.replace("<svg ", f'<svg x="{EDGE}" y="{begin}" ', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{tall}" viewBox="0 0 {wide} {tall}" role="img">'
        f"<title>{html.escape(chart.title)}</title><desc>{html.escape(chart.said)}</desc>"
        f'<rect width="{wide}" height="{tall}" fill="#FFFFFF"/>{"".join(above)}{placed}{"".join(under + foot)}</svg>'
    )


def _lines(said: str, how: tuple[int, int], top: int, colour: str, *, weight: int = 400) -> tuple[list[str], int]:
    """A text in lines under each other, and where the last one ends."""
    size, room = how
    step = round(1.35 * size)
    found = textwrap.wrap(said, room)
    drawn_lines = [
        f'<text x="{EDGE}" y="{top + step * place + size}" font-family="Source Sans Pro, Source Sans, Calibri, sans-serif" '
        f'font-size="{size}" font-weight="{weight}" fill="{colour}">{html.escape(line)}</text>'
        for place, line in enumerate(found)
    ]
    return drawn_lines, top + step * len(found)
