"""The picture of the floors in README.md, drawn from the layers in `pyproject.toml`: `python -m tests.floors` writes it."""

from __future__ import annotations

import html
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "deploy" / "floors.svg"
WHAT = {
    "pages": "a folder per page: the stub that Streamlit runs, and its sheet",
    "__main__": "the command line",
    "server": "warm-up, headers, metrics, answers drawn whole",
    "ui": "what pages share: session, stage, chart, panel, slider, tables",
    "export": "files that take a scenario along",
    "figures": "one Figure per chart: drawing, words, table, sources, trace",
    "document": "results as plain values: JSON and data frames",
    "store": "saved scenarios: versions, who may what, the database",
    "trace": "how a number came about, down to the data",
    "household": "one household before and after work",
    "own_data": "somebody's own figures: read, check, estimate",
    "text": "translations, formats, answers in words",
    "analysis": "what runs mean: goal seek, uncertainty, backtest, bridges",
    "scenario": "the levers; links and files",
    "measures": "packages and the catalogue",
    "baseline": "what was known on one day",
    "city": "a city: its series, calendar and promises",
    "facts": "strict reading of data/",
    "cache": "what is remembered, and for how long",
    "model": "the arithmetic, NumPy and SciPy only",
    "numbers": "what counts as a number in a text",
    "problem": "a fault, with its place",
    "data": "values with unit, date, status and source",
}
WIDTH, FLOOR, GAP, LEFT, PAD = 960, 46, 6, 20, 12
INK, QUIET, LINE, PAPER, GROUND = "#1B1F23", "#57606A", "#00548F", "#FFFFFF", "#F3F5F7"


def layers() -> list[list[str]]:
    """Modules of `core` by floor, from the top."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    (floors,) = (contract["layers"] for contract in contracts if contract.get("containers") == ["core"])
    return [[name.strip() for name in floor.replace("|", ":").split(":")] for floor in floors]


def picture() -> str:
    """The floors as SVG: who stands higher may import what stands lower, never the other way."""
    floors = [["pages"], *layers(), ["data"]]
    height = len(floors) * (FLOOR + GAP) + 2 * LEFT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" font-family="sans-serif">',
        "<title>The floors of the code: imports only point down</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
    ]
    for row, names in enumerate(floors):
        top = LEFT + row * (FLOOR + GAP)
        width = (WIDTH - 2 * LEFT - GAP * (len(names) - 1)) / len(names)
        for column, name in enumerate(names):
            left = LEFT + column * (width + GAP)
            title = name if name in ("pages", "data") else f"core.{name}"
            parts += [
                f'<rect x="{left:g}" y="{top}" width="{width:g}" height="{FLOOR}" rx="4" fill="{GROUND}"/>',
                f'<rect x="{left:g}" y="{top}" width="3" height="{FLOOR}" fill="{LINE}"/>',
                f'<text x="{left + PAD:g}" y="{top + 19}" font-size="15" font-weight="600" fill="{INK}">{title}</text>',
                f'<text x="{left + PAD:g}" y="{top + 37}" font-size="13" fill="{QUIET}">{html.escape(WHAT[name])}</text>',
            ]
    return "\n".join([*parts, "</svg>"]) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
