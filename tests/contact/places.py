"""Where the pages are, by the app's own list, and what a visitor may have in hand: sizes, languages, themes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from core.measures import catalogue, encode_package
from tests.places import LETTER, ROTTERDAM

ROOT: Final = Path(__file__).resolve().parent.parent.parent
SIZES: Final = {"desk": (1366, 768), "projector": (1920, 1080), "phone": (390, 844), "narrow": (320, 640)}
"""Width and height of the screen [CSS px]."""
PACKAGE: Final = encode_package(
    [entry.measure() for entry in catalogue(ROTTERDAM) if entry.id in ("kansrijk", "lks-banen", "lks-jobcoach", "rap")]
)
SCENARIO: Final = f"v=1&basis={LETTER}&tot=2026-12&pakket={PACKAGE}&inflow=570.0&outflow_rate=0.0205"
"""A scenario of which every page has something to draw."""


def pages() -> dict[str, str]:
    """Folder and address of every page that the app has, as its own list names them."""
    found = {}
    for call in _calls():
        path = re.fullmatch(r"pages/(\w+)/page\.py", call.args[0].value) if isinstance(call.args[0], ast.Constant) else None
        more = {word.arg: word.value.value for word in call.keywords if isinstance(word.value, ast.Constant)}
        if path is not None:
            found[path[1]] = "" if more.get("default") else str(more["url_path"])
    return found


def _calls() -> Iterator[ast.Call]:
    """The calls of `st.Page`, wherever they stand."""
    for file in (ROOT / "app.py", *sorted((ROOT / "core" / "ui").rglob("*.py"))):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.Page":
                yield node
