"""The states that charts are checked in: the ends of the levers, alone and together, over four horizons of two bases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode

from core.scenario import LEVER
from tests.places import LETTER

HORIZONS: Final = {
    LETTER: ("2023-12", "2025-12", "2026-12", "2030-12"),
    "stand-2026": ("2026-12", "2027-12", "2028-12", "2030-12"),
}
"""Last months by basis: one that ends before the target's, the target's own, and later ones."""
MOVED: Final = ("outflow_rate", "lks_first_year_dropout", "inflow", "buig_share")
TOGETHER: Final = (
    {"outflow_rate": 1, "inflow": 0, "lks_first_year_dropout": 0, "buig_share": 1, "lks_starts": 1},
    {"outflow_rate": 0, "inflow": 1, "lks_first_year_dropout": 1, "buig_share": 0, "lks_starts": 0},
    {"outflow_rate": 1, "inflow": 1, "lks_starts": 0},
    {"outflow_rate": 0, "inflow": 0, "lks_starts": 1},
)
"""All that helps, all that hurts, and what cancels out: the lines lie together then."""


def extremes() -> list[dict[str, float]]:
    """Twelve places where the levers are as far as their sliders go."""
    ends = [{name: side} for name in MOVED for side in (0, 1)]
    return [{name: _end(name, side) for name, side in sides.items()} for sides in (*ends, *TOGETHER)]


def _end(name: str, side: int) -> float:
    return LEVER[name].slider_high if side else LEVER[name].slider_low


def states() -> Iterator[str]:
    """Every state as the address writes it."""
    for basis, horizons in HORIZONS.items():
        for until in horizons:
            for values in extremes():
                yield urlencode({"v": 1, "basis": basis, "tot": until, **values})
