"""What of Werk loont moves under the thumb of one of its sliders, without the server."""

from __future__ import annotations

import html
from typing import Any, Final

from core.city import City
from core.figures.figure import Figure
from core.figures.household.areas import AREAS
from core.figures.household.pressure import PRESSURE
from core.figures.household.waterfall import WATERFALL
from core.figures.moving import moving_by_step
from core.figures.preview import TITLE, packed
from core.household.inputs import Inputs
from core.household.results import Worked
from core.household.sliders import Slider, along
from core.text import household as words
from core.text.catalog import Language
from core.text.sentences import cells

CHARTS: Final[dict[str, tuple[Figure[Any], int]]] = {
    figure.key: (figure, decimals) for figure, decimals in ((WATERFALL, 0), (AREAS, 0), (PRESSURE, 2))
}
"""Charts that stand open on the page, with the decimals that the eye sees; with others unfolded the page asks the server."""


def preview(slider: Slider, inputs: Inputs, city: City | None, language: Language) -> bytes:
    """The body of what comes of a household at every step of a slider, gzipped."""
    found = along(slider, inputs, city)
    each = list(found.values())
    charts = {
        key: moving_by_step([figure.frames(one, language) for one in each], decimals)
        for key, (figure, decimals) in CHARTS.items()
    }
    return packed(list(found), charts, [_said(one, language) for one in each], language, tuple(CHARTS))


def _said(worked: Worked, language: Language) -> dict[str, str]:
    titles = {f"{TITLE}{key}": html.escape(figure.finding(worked, language)) for key, (figure, _) in CHARTS.items()}
    keys = cells(words.key_figures(worked, language), language)
    return {
        "answer": words.answer(worked.found, language),
        "slim": words.in_short(worked.found, language),
        "keys": keys,
        **titles,
    }
