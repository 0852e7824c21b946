"""A link with a package and moved levers, the pages that are held against what the command prints for it, and their parts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

from core.measures import catalogue, encode_package
from tests.places import LETTER, ROTTERDAM

PACKAGE = [
    entry.measure() for entry in catalogue(ROTTERDAM)
    if entry.id in ("kansrijk", "lks-banen", "lks-jobcoach", "lks-contact", "leerpraktijkcentra", "rap")
]  # fmt: skip
QUERY = {
    "v": "1", "basis": LETTER, "tot": "2027-12", "pakket": encode_package(PACKAGE), "outflow_rate": "0.0193", "inflow": "575",
    "lks_starts": "70", "lks_first_year_dropout": "0.45", "lks_cost": "11500",
    "vangnet_extended": "1.0", "macro_feedback": "0.08",
}  # fmt: skip
DRAWERS = {
    "volume": ("flows", "bridge", "season"),
    "lks": ("tenure", "survival", "jobs", "money"),
    "buig": ("budget", "payers", "bridge-budget", "bridge-lasten", "moments"),
    "impulspakket": ("effect", "parts", "runs"),
}


def bodies(app: AppTest) -> list[str]:
    return [element.proto.body for element in app.get("html")]


def plain(markup: str) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", markup, flags=re.S)))
    return text.replace("\N{NO-BREAK SPACE}", " ")


def leaves(tree: Any) -> Iterator[float]:
    if isinstance(tree, dict | list):
        for branch in tree.values() if isinstance(tree, dict) else tree:
            yield from leaves(branch)
    elif isinstance(tree, int | float) and not isinstance(tree, bool):
        yield float(tree)
