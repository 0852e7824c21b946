"""The answer in one line with a small picture, above the sliders of a phone: it stays in view while they are moved."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

import numpy as np

from core.figures.theme import palette
from core.model.parameters import Floats
from core.text.sentences import in_short
from core.ui.view import View

WIDTH: Final = 116
HEIGHT: Final = 60
"""Size of the picture [px]."""
EDGE: Final = 4
"""Room around its lines [px]."""
STEPS: Final = 20
"""Its vertical domain moves in steps of this part of where it starts, so that it stands still under a slider."""


def slim(view: View) -> str:
    """Number, difference, chance and a line as HTML, from the paths that the page has been given.

    The heading of the page says the same to a screen reader.
    """
    aim, said = view.baseline.find("target_volume"), in_short(view.paths, view.baseline, view.language)
    # An image, as the page takes no drawing among its text.
    picture = quote(_picture(view, None if aim is None else aim.value))
    image = f'<img alt="" width="{WIDTH}" height="{HEIGHT}" src="data:image/svg+xml,{picture}">'
    return f'<div class="koers-slim" aria-hidden="true"><div>{said}</div>{image}</div>'


def _picture(view: View, target: float | None) -> str:
    colours, months = palette(view.dark), view.paths.run.months
    scenario, base = (run.caseload.stock[:, 0] for run in (view.paths.run, view.paths.base))
    ends = np.concatenate([scenario, base, [] if target is None else [target]])
    step = max(float(base[0]), 1.0) / STEPS
    low, high = step * np.floor(ends.min() / step), step * np.ceil(ends.max() / step)
    x = np.linspace(EDGE, WIDTH - EDGE, len(months))

    def y(values: Floats | float) -> Floats:
        return np.asarray(EDGE + (HEIGHT - 2 * EDGE) * (high - values) / max(high - low, 1.0))

    def line(values: Floats, colour: str, style: str) -> str:
        points = " ".join(f"{across:.0f},{up:.1f}" for across, up in zip(x, y(values), strict=True))
        return f'<polyline points="{points}" fill="none" stroke="{colour}" {style}/>'

    at = view.paths.outcome.month - months[0]
    goal = "" if target is None else f'<path d="M0,{y(target):.1f}H{WIDTH}" stroke="{colours.target}" stroke-width="1.5"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        + goal
        + line(base, colours.base, 'stroke-width="1.5" stroke-dasharray="4 3"')
        + line(scenario, colours.scenario, 'stroke-width="2.5"')
        + f'<circle cx="{x[at]:.0f}" cy="{y(scenario)[at]:.1f}" r="4" fill="{colours.scenario}"/></svg>'
    )
