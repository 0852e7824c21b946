"""Werk loont: the share of the draws in which a buffer is enough, by its size."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.figures.canvas import LINE, STRIP, canvas, data, over
from core.figures.figure import Figure
from core.figures.household.axis import below_axis
from core.figures.household.parts import SMALL, account_sources, euros
from core.figures.specs import built_once
from core.figures.table import Column, Table, keyed
from core.figures.theme import EXTENT, value_axis
from core.household.results import Worked
from core.text import format as house
from core.text.catalog import Language
from core.text.household import cents, law, say

STEP: Final = 500.0


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Share of the draws in which a buffer is enough; takes the datasets of `_frames`."""
    across = below_axis(language, "huishouden.buffer.risk_x", format=",.0f")
    on = canvas(language, dark, x=across, y=value_axis(language, "huishouden.buffer.risk_axis", number=".0%"), top=STRIP)
    line, here = map(data, ("line", "here"))
    return on.finish(
        SMALL,
        here.mark_rule(color=on.colours.muted, strokeWidth=1, aria=False).encode(
            x=on.x(), y=alt.value(LINE), y2=alt.value("height")
        ),
        line.mark_line(color=on.colours.scenario, strokeWidth=2.5, clip=True, interpolate="step-after", aria=False).encode(
            x=on.x(),
            y=on.y("share"),
        ),
        here.mark_point(filled=True, size=70, opacity=1, color=on.colours.scenario, aria=False).encode(x=on.x(), y=on.y("share")),
        over(on, here, on.colours.text),
        line.mark_rule(opacity=0, strokeWidth=9, aria=False).encode(
            x=on.x(),
            tooltip=[
                on.tip("x:Q", "huishouden.buffer.risk_x", ",.0f"),
                on.tip("share:Q", "huishouden.buffer.risk_axis", ".0%"),
            ],
        ),
    )


def _frames(worked: Worked, language: Language) -> dict[str, pa.Table]:
    """Datasets of the risk."""
    risk, buffer = worked.buffered.risk, worked.buffer / 100.0
    most = float(risk.buffer_needed.max()) / 100.0
    end = STEP * np.ceil(max(most, 1.3 * buffer, 2 * STEP) / STEP)
    x = np.linspace(0.0, end, 121)
    text = f"{say(language, 'buffer.risk_here')}: {house.odds(risk.suffices, language)}"
    return {
        EXTENT: pa.table({"x_low": [0.0], "x_high": [end], "y_low": [0.0], "y_high": [1.0]}),
        "line": pa.table({"x": x, "share": risk.share_at(x)}),
        "here": pa.table({"x": [buffer], "share": [risk.suffices], "text": [text]}),
    }


def _finding(worked: Worked, language: Language) -> str:
    """How often the buffer is enough."""
    chance = house.chance(worked.buffered.risk.suffices, language)
    return say(language, "buffer.risk_title", buffer=cents(worked.buffer, language), chance=chance)


def _sentence(worked: Worked, language: Language) -> str:
    """The buffer for nearly all draws, how often the job ends, and what the city loses."""
    risk = worked.buffered.risk
    level, amount = risk.quantiles[-1]
    mean, high = (cents(lost, language) for lost in (risk.city_carries_mean, risk.city_carries_95))
    return " ".join(
        [
            say(
                language,
                "buffer.risk_sentence",
                level=house.percent(level, language, 0),
                amount=cents(amount, language),
                lost=house.chance(risk.job_lost, language),
            ),
            say(language, "buffer.risk_city", mean=mean, high=high)
            if risk.city_carries_95 >= 50
            else say(language, "buffer.risk_nothing"),
            law(language, "buffer.assumption"),
        ]
    )


def _table(worked: Worked, language: Language) -> list[Table]:
    """The buffer that suffices in a share of the draws [EUR]."""
    columns = [Column(say(language, "column.level"), percent=True), *euros(language, "buffer")]
    rows = [[level, amount / 100.0] for level, amount in worked.buffered.risk.quantiles]
    traces = keyed([f"{100 * level:g}" for level, _ in worked.buffered.risk.quantiles], "buffer_for:{}")
    return [Table(say(language, "buffer.risk_caption"), columns, rows, say(language, "all_sources"), traces=traces)]


def _trace(worked: Worked) -> list[str]:
    levels = [f"buffer_for:{100 * level:g}" for level, _ in worked.buffered.risk.quantiles]
    return ["buffer", "buffer_enough", *levels, "risk_lost", "risk_mean", "risk_high"]


ENOUGH: Final = Figure(
    "household-risk", "huishouden.buffer.risk_alt", _spec, _frames, _finding, _sentence, _table, account_sources, _trace
)
