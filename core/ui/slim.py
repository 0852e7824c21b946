"""The answer in one line with a small picture, above the sliders of a phone: it stays in view while they are moved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

import numpy as np

from core.figures.pinned import PINNED, Dash
from core.figures.theme import palette
from core.model.parameters import Floats
from core.model.projection import Projection
from core.text.sentences import in_short
from core.ui.view import View

WIDTH: Final = 116
HEIGHT: Final = 60
"""Size of the picture [px]."""
EDGE: Final = 4
"""Room around its lines [px]."""
STEPS: Final = 20
"""Its vertical domain moves in steps of this part of where it starts, so that it stands still under a slider."""


def slim(view: View, pinned: Mapping[str, Projection]) -> str:
    """Number, difference, chance and a line as HTML, from the paths that the page has been given; with it a thin line of each
    scenario that stands pinned.

    The heading of the page says the same to a screen reader.
    """
    aim, said = view.baseline.find("target_volume"), in_short(view.paths, view.baseline, view.language)
    # An image, as the page takes no drawing among its text.
    picture = quote(_picture(view, None if aim is None else aim.value, pinned))
    image = f'<img alt="" width="{WIDTH}" height="{HEIGHT}" src="data:image/svg+xml,{picture}">'
    return f'<div class="koers-slim" aria-hidden="true"><div>{said}</div>{image}</div>'


def _picture(view: View, target: float | None, pinned: Mapping[str, Projection]) -> str:
    colours, months = palette(view.dark), view.paths.run.months
    scenario, base = (run.caseload.stock[:, 0] for run in (view.paths.run, view.paths.base))
    others = {letter: _within(run, months[0], months[-1]) for letter, run in pinned.items()}
    ends = np.concatenate([scenario, base, [] if target is None else [target], *(stock for _, stock in others.values())])
    step = max(float(base[0]), 1.0) / STEPS
    low, high = step * np.floor(ends.min() / step), step * np.ceil(ends.max() / step)
    each = (WIDTH - 2 * EDGE) / max(len(months) - 1, 1)

    def y(values: Floats | float) -> Floats:
        return np.asarray(EDGE + (HEIGHT - 2 * EDGE) * (high - values) / max(high - low, 1.0))

    def line(values: Floats, colour: str, style: str, start: int = 0) -> str:
        points = " ".join(f"{EDGE + each * at:.0f},{up:.1f}" for at, up in enumerate(y(values), start))
        return f'<polyline points="{points}" fill="none" stroke="{colour}" {style}/>'

    at = view.paths.outcome.month - months[0]
    goal = "" if target is None else f'<path d="M0,{y(target):.1f}H{WIDTH}" stroke="{colours.target}" stroke-width="1.5"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        + goal
        + "".join(
            line(stock, getattr(colours, PINNED[letter][0]), _style(1.5, PINNED[letter][1]), first)
            for letter, (first, stock) in others.items()
        )
        + line(base, colours.base, _style(1.5, (4, 3)))
        + line(scenario, colours.scenario, _style(2.5))
        + f'<circle cx="{EDGE + each * at:.0f}" cy="{y(scenario)[at]:.1f}" r="4" fill="{colours.scenario}"/></svg>'
    )


def _style(width: float, dash: Dash = ()) -> str:
    return f'stroke-width="{width}"' + (f' stroke-dasharray="{" ".join(map(str, dash))}"' if dash else "")


def _within(run: Projection, first: int, last: int) -> tuple[int, Floats]:
    """The part of a path that lies between two months: its place after the first of them, and its caseload."""
    began = run.months[0]
    start, end = max(first, began), min(last, run.months[-1])
    return start - first, run.caseload.stock[start - began : max(end - began + 1, 0), 0]
