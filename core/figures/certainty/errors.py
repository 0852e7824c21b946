"""How far forecasts were off on average, by how far ahead they looked and by method."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.backtest import BANDS, Row, closest
from core.analysis.peers import METHODS
from core.analysis.scorecard import OURS, Scorecard
from core.figures.canvas import canvas, data, extent, named_colours
from core.figures.figure import Figure
from core.figures.rows import lying_axis, named_rows
from core.figures.specs import Build, Spec, built_once
from core.figures.table import Cell, Column, Table
from core.figures.theme import EXTENT
from core.text import format as house
from core.text import sentences_chance as words
from core.text.catalog import Language, translate

HEIGHT: Final = 300
STEP: Final = 1000.0


def _build(names: Sequence[str], language: Language, dark: bool) -> Spec:
    """Specification with a bar per method; takes the datasets of `_frames`."""
    on = canvas(language, dark, x=lying_axis(language, "onzekerheid.score.error", grid=True))
    colours = on.colours
    shown = [on.say(f"onzekerheid.method.{name}") for name in names]
    legend = alt.Legend(title=None, orient="top", labelFontSize=13, labelLimit=260, labelColor=colours.text, columns=2)
    fills = [colours.scenario, colours.base, colours.history, colours.warning, colours.target][: len(shown)]
    y = named_rows("horizon", language, "onzekerheid.score.by").scale(paddingInner=0.25)
    tooltip = [
        on.tip("horizon:N", "onzekerheid.score.ahead"),
        on.tip("method:N", "onzekerheid.score.method"),
        on.tip("error:Q", "onzekerheid.score.error", ",.0f"),
    ]
    bars = data("errors").mark_bar(aria=False).encode(
        x=on.x("error"), y=y, yOffset=alt.YOffset("method:N", sort=shown, scale=alt.Scale(domain=shown)),
        color=named_colours("method", shown, fills, legend), tooltip=tooltip,
    )  # fmt: skip
    return on.finish(HEIGHT, bars)


@built_once
def _beside(language: Language, dark: bool) -> Spec:
    return _build((*OURS, *METHODS), language, dark)


@built_once
def _alone(language: Language, dark: bool) -> Spec:
    return _build(OURS, language, dark)


def _frames(card: Scorecard, language: Language) -> dict[str, pa.Table]:
    """Datasets of the errors."""
    rows = [
        {
            "horizon": words.horizon_name(row, language),
            "method": translate(language, f"onzekerheid.method.{name}"),
            "error": errors[name],
        }
        for row, errors in card.errors
        for name in card.methods
        if name in errors
    ]
    top = STEP * np.ceil(max(error for _, errors in card.errors for error in errors.values()) / STEP)
    return {EXTENT: extent(x=(0.0, top), y=(0.0, 1.0)), "errors": pa.Table.from_pylist(rows)}


def _finding(card: Scorecard, language: Language) -> str:
    """At how many distances our method was closest of the three that need no library."""
    won = [row for row, _ in card.errors if closest(row) == "model"]
    return translate(language, "onzekerheid.score.title", n=len(won), count=len(card.errors))


def _sentence(card: Scorecard, language: Language) -> str:
    """What an error is, and what the other methods do."""
    said = translate(language, "onzekerheid.score.sentence")
    return f"{said} {translate(language, 'onzekerheid.score.library')}" if card.derivation is not None else said


def _columns(card: Scorecard, language: Language) -> list[Column]:
    heads = [translate(language, f"onzekerheid.score.{name}") for name in ("ahead", "count")]
    heads += [translate(language, f"onzekerheid.method.{name}") for name in card.methods]
    levels = [house.percent(level, language, 0) for level in BANDS]
    heads += [translate(language, "onzekerheid.score.band", level=level) for level in levels]
    heads += [translate(language, f"onzekerheid.score.{name}") for name in ("width", "pinball")]
    return [Column(head) for head in heads]


def _row(row: Row, errors: dict[str, float], card: Scorecard, language: Language) -> list[Cell]:
    return [
        words.horizon_name(row, language),
        row.count,
        *(errors.get(name, "–") for name in card.methods),
        *(words.covered(band, language) for band in row.coverage),
        row.width,
        row.pinball,
    ]


def _table(card: Scorecard, language: Language) -> list[Table]:
    """Errors, and how the bands held, by how far ahead; with a word on how the library's forecasts were made."""
    rows = [_row(row, errors, card, language) for row, errors in card.errors]
    caption = translate(language, "onzekerheid.score.caption")
    return [Table(caption, _columns(card, language), rows, None if card.derivation is None else card.derivation[language])]


def _sources(card: Scorecard) -> list[str]:
    return list(card.sources)


def _trace(card: Scorecard) -> list[str]:
    keys = ["won"]
    for row, errors in card.errors:
        months = f"{row.first}-{row.last}"
        keys += [f"pairs:{months}", f"mean_width:{months}", f"mean_pinball:{months}"]
        keys += [f"mean_error:{name}:{months}" for name in card.methods if name in errors]
        for level in BANDS:
            part = f"{100 * level:g}:{months}"
            keys += [f"{name}:{part}" for name in ("inside_count", "covered", "covered_low", "covered_high")]
    return keys


def _figure(spec: Build) -> Figure[Scorecard]:
    return Figure("errors", "onzekerheid.score.alt", spec, _frames, _finding, _sentence, _table, _sources, _trace)


ERRORS: Final = _figure(_beside)
ERRORS_ALONE: Final = _figure(_alone)
"""The same for a city whose counts no library forecast."""
