"""Charts without the app: one page that is given drawings and draws them, by the Vega and the type that Streamlit ships.

Opening a page costs seconds, a drawing here some milliseconds: the charts of every state can be looked at.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import streamlit
from playwright.sync_api import Page, Route

from tests.browser.conftest import Visitor
from tests.contact.boxes import FAULTS
from tests.contact.check import SETTLED_MS, open_folds
from tests.contact.drawings import Drawing
from tests.contact.places import ROOT, SIZES

Widths = Mapping[str, Sequence[int]]
"""By chart every width that it has on a screen [px]."""
COLOUR: Final = re.compile(r'"#[0-9A-Fa-f]{6}"')
ADDRESS: Final = "http://gallery.test"
STATIC: Final = Path(streamlit.__file__).parent / "static" / "static"
SCRIPT: Final = Path(__file__).with_suffix(".js")
FIT: Final = ROOT / "core" / "ui" / "fit.js"
SHEET: Final = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/css/{css}">
<style>* {{ box-sizing: border-box; }} body {{ font-family: "Source Sans"; font-variant-numeric: tabular-nums; }}
  svg.marks .mark-text text {{ paint-order: stroke; }}</style>
<div class="stApp" style="font-weight: 600">Aa <span style="font-weight: 400">Aa</span></div>
<script type="module">
  import * as loader from "/js/{loader}";
  import {{ draw }} from "/gallery.js";
  const load = Object.values(loader).find((one) => typeof one === "function");
  const {{ embed, expressionInterpreter }} = await load();
  for (const weight of [400, 600]) await document.fonts.load(`${{weight}} 13px "Source Sans"`);
  window.gallery = {{ draw: (...asked) => draw(embed, expressionInterpreter, ...asked) }};
</script>"""
WAITS: Final = ("bridge", "flows")
"""A chart that waits for a press, or for being seen, comes too late for some sizes: it is as wide as half a sheet, or all."""
LOOK: Final = f"""async (asked) => {{
  const faults = {FAULTS}, found = [];
  for (const one of asked) for (const width of one.widths) {{
    await gallery.draw(one, width);
    for (const fault of faults()) found.push([fault, width]);
  }}
  return found; }}"""


class Gallery:
    """The page, and what it has seen: a drawing that did not change from one state to the next is not looked at again.

    Nor is one of which only the colours changed, each into another one: where its words stand is the same then.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.seen: set[bytes] = set()
        page.set_viewport_size({"width": 1920, "height": 1080})
        page.route(f"{ADDRESS}/**", _serve)
        page.goto(f"{ADDRESS}/")
        page.wait_for_function("window.gallery !== undefined")

    def faults(self, drawings: Sequence[Drawing], widths: Widths) -> list[str]:
        """What cannot be read in any of the drawings at any of their widths."""
        asked = [self._asked(drawing, widths) for drawing in drawings]
        found: dict[str, list[int]] = {}
        for fault, width in self.page.evaluate(LOOK, [one for one in asked if one is not None]):
            found.setdefault(fault, []).append(width)
        return [f"{fault} (at {', '.join(map(str, wide))} px)" for fault, wide in found.items()]

    def _asked(self, drawing: Drawing, widths: Widths) -> dict[str, Any] | None:
        about = json.dumps(drawing.spec, sort_keys=True)
        drawn = _numbered(f"{about} {json.dumps(drawing.datasets, sort_keys=True)}")
        key = hashlib.sha256(drawn.encode()).digest()
        if key in self.seen:
            return None
        self.seen.add(key)
        wide = widths.get(drawing.key, ())
        if len(wide) < len(SIZES):
            wide = sorted({*wide, *(one for like in WAITS for one in widths[like])})
        return {
            "key": drawing.key, "spec": drawing.spec, "datasets": drawing.datasets, "widths": wide,
            "id": f"{drawing.key} {hash(about)}",
        }  # fmt: skip


def _numbered(drawing: str) -> str:
    """A drawing with its colours as numbers, in the order in which they come: two that become one stay two drawings."""
    numbers: dict[str, str] = {}
    return COLOUR.sub(lambda found: numbers.setdefault(found[0].lower(), f'"colour {len(numbers)}"'), drawing)


def _serve(route: Route) -> None:
    """The page itself, and what Streamlit ships."""
    path = route.request.url.removeprefix(ADDRESS)
    if path == "/":
        css, loader = (
            next((STATIC / kind).glob(name)).name for kind, name in (("css", "index*.css"), ("js", "loadVegaEmbed*.js"))
        )
        route.fulfill(body=SHEET.format(css=css, loader=loader), content_type="text/html")
    elif path == "/fit.js":
        route.fulfill(body=FIT.read_text(encoding="utf-8") + "\nexport { fit };", content_type="text/javascript")
    else:
        route.fulfill(path=SCRIPT if path == "/gallery.js" else STATIC / path.lstrip("/"))


WIDE = """() => Object.fromEntries([...document.querySelectorAll("[class*=st-key-chart-]")]
  .filter((chart) => chart.querySelector("svg.marks") && chart.getBoundingClientRect().width > 0)
  .map((chart) => [chart.className.match(/st-key-chart-([\\w-]+)/)[1], chart.querySelector(".stVegaLiteChart").clientWidth]))"""


def widths_of(visitor: Visitor, url: str, addresses: Sequence[str]) -> dict[str, list[int]]:
    """How wide each chart of the pages is, on each size of the screen."""
    found: dict[str, set[int]] = {}
    for address in addresses:
        page = visitor.open(f"{url}/{address}")
        open_folds(page)
        for width, height in SIZES.values():
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(SETTLED_MS)
            for key, wide in page.evaluate(WIDE).items():
                found.setdefault(key, set()).add(round(wide))
    return {key: sorted(wide) for key, wide in found.items()}
