"""Werk loont: axes whose ticks are round amounts, at most five of them, and the room that a chart needs."""

from __future__ import annotations

import math
from typing import Any, Final

import altair as alt

from core.figures.theme import EXTENT, value_axis
from core.text.catalog import Language, translate

_ROUND: Final = (1.0, 2.0, 5.0, 10.0)
MOST: Final = 4
"""Most steps between two ticks on an axis."""


def extent_of(lowest: float, highest: float) -> dict[str, list[float]]:
    """Domain of an axis of amounts and the step between its ticks; zero is always in it.

    The top is a tick, the bottom lies as low as it has to: a little below zero asks little room.
    """
    low, high = min(lowest, 0.0), max(highest, 1.0)
    power = 10.0 ** math.floor(math.log10((high - low) / MOST))
    step = next(
        size
        for size in (power * factor for factor in (*_ROUND, 20.0))
        if math.ceil(high / size) + math.floor(_tenths(-low / size)) <= MOST
    )
    return {"y_low": [-step * _tenths(-low / step)], "y_high": [step * math.ceil(high / step)], "y_step": [step]}


def _tenths(value: float) -> float:
    return math.ceil(10.0 * value) / 10.0


def amount_axis(language: Language, key: str, *, number: str = ",.0f") -> alt.Axis:
    """A vertical axis with the ticks of `extent_of`."""
    axis = value_axis(language, key, number=number)
    low, high, step = (f"data('{EXTENT}')[0].y_{end}" for end in ("low", "high", "step"))
    axis["values"] = alt.ExprRef(expr=f"sequence(ceil({low} / {step}) * {step}, {high} + {step} / 2, {step})")
    return axis


def below_axis(language: Language, key: str, **more: Any) -> alt.Axis:
    """An axis of amounts under a chart, its variable at the right end."""
    said = translate(language, key)
    fixed: dict[str, Any] = {"grid": False, "tickCount": alt.ExprRef(expr="width < 300 ? 3 : 6")} | more
    return alt.Axis(title=said, titleAnchor="end", titleAlign="right", **fixed)


def hours_axis(language: Language) -> alt.Axis:
    """Hours a week."""
    return below_axis(language, "huishouden.areas.hours", values=[0, 8, 16, 24, 32, 40])
