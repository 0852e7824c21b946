"""How much better or worse than no change each method was, by how far ahead it looked."""

from __future__ import annotations

from typing import Final

import altair as alt
import numpy as np
import pyarrow as pa

from core.analysis.audit import audit
from core.analysis.backtest import BANDS
from core.analysis.scorecard import SHOWN, Scorecard
from core.analysis.scores import OURS, Row, best
from core.figures.canvas import canvas, data, extent, named_colours, rimmed
from core.figures.figure import Figure
from core.figures.rows import lying_axis, named_rows
from core.figures.specs import Spec, built_once
from core.figures.table import Cell, Column, Table, Told
from core.figures.theme import BAND_WIDE, EXTENT
from core.text import format as house
from core.text import sentences_chance as words
from core.text.catalog import Language, translate

HEIGHT: Final = 340
STEP: Final = 0.25
LOWEST: Final = -0.75
"""Where the chart ends at the left: what did worse than that runs over the edge, and stands in the table [share]."""


@built_once
def _spec(language: Language, dark: bool) -> Spec:
    """Specification; takes the datasets of `_frames`."""
    on = canvas(language, dark, x=lying_axis(language, "onzekerheid.score.skill", number="+.0%", grid=True))
    colours, shown = on.colours, [on.say(f"onzekerheid.method.{name}") for name in SHOWN]
    legend = alt.Legend(
        title=None,
        orient="top",
        labelFontSize=13,
        labelLimit=260,
        labelColor=colours.text,
        columns=alt.ExprRef("width < 420 ? 1 : 2"),
    )
    fills = [colours.scenario, colours.base, colours.history, colours.target]
    y = named_rows("horizon").scale(paddingInner=0.25)
    offset = alt.YOffset("method:N", sort=shown, scale=alt.Scale(domain=shown))
    tooltip = [
        on.tip("horizon:N", "onzekerheid.score.ahead"),
        on.tip("method:N", "onzekerheid.score.method"),
        on.tip("skill:Q", "onzekerheid.score.skill", "+.0%"),
        on.tip("crps:Q", "onzekerheid.score.crps", ",.0f"),
    ]
    skills, panel = map(data, ("skills", "panel"))
    return on.finish(
        HEIGHT,
        panel.mark_rect(color=colours.muted, opacity=2 * BAND_WIDE, aria=False).encode(x=on.x("low"), x2="high:Q"),
        skills.mark_bar(aria=False, clip=True).encode(
            x=on.x("skill"), x2=alt.datum(0.0), y=y, yOffset=offset, color=named_colours("method", shown, fills, legend),
            tooltip=tooltip,
        ),
        skills.mark_rule(color=colours.text, strokeWidth=1.5, aria=False, clip=True).encode(
            x=on.x("low"), x2="high:Q", y=y, yOffset=offset
        ),
        panel.mark_rule(color=colours.text, strokeWidth=1, aria=False).encode(x=on.x("zero")),
        rimmed(
            panel.encode(x=on.x("high"), y=alt.value(-6), text="text:N"), colours, colours.muted,
            align=alt.ExprRef("width < 300 ? 'right' : 'left'"), dx=4,
        ),
    )  # fmt: skip


def _frames(card: Scorecard, language: Language) -> dict[str, pa.Table]:
    """Datasets of the skills."""
    rows = [
        {
            "horizon": words.horizon_name(row, language),
            "method": translate(language, f"onzekerheid.method.{name}"),
            "skill": row.skill[name].value,
            "low": row.skill[name].low,
            "high": row.skill[name].high,
            "crps": row.crps[name],
        }
        for row in card.rows
        for name in SHOWN
        if name in row.skill
    ]
    ends = [
        end for row in card.rows for name in SHOWN if name in row.skill for end in (row.skill[name].low, row.skill[name].high)
    ]
    low, high = (float(STEP * edge(end / STEP)) for edge, end in ((np.floor, min(ends)), (np.ceil, max(ends))))
    panel = audit().panel
    return {
        EXTENT: extent(x=(max(low, LOWEST), max(high, STEP)), y=(0.0, 1.0)),
        "skills": pa.Table.from_pylist(rows),
        "panel": pa.table(
            {
                "low": [1.0 - panel.score_high], "high": [1.0 - panel.score_low], "zero": [0.0],
                "text": [translate(language, "onzekerheid.score.panel", n=panel.series)],
            }
        ),
    }  # fmt: skip


def _finding(card: Scorecard, language: Language) -> str:
    """At how many distances our score was the lowest of those that knew no more."""
    won = [row for row in card.rows if best(row) == OURS]
    return translate(language, "onzekerheid.score.title", n=len(won), count=len(card.rows))


def _sentence(card: Scorecard, language: Language) -> str:
    """What a skill is, what the other methods do, and what the panel found."""
    panel = audit().panel
    said = [translate(language, "onzekerheid.score.sentence")]
    if card.derivation is not None:
        said.append(translate(language, "onzekerheid.score.library"))
    if min(row.skill[name].low for row in card.rows for name in SHOWN if name in row.skill) < LOWEST:
        said.append(translate(language, "onzekerheid.score.over_edge"))
    low, high = (house.percent(1.0 - score, language, 0) for score in (panel.score_high, panel.score_low))
    subject = panel.subject[language]
    said.append(
        translate(
            language, "onzekerheid.score.panel_said", n=panel.series, pairs=house.number(panel.pairs, language),
            subject=subject, low=low, high=high,
        )
    )  # fmt: skip
    return " ".join(said)


def _columns(card: Scorecard, language: Language) -> list[Column]:
    heads = [translate(language, f"onzekerheid.score.{name}") for name in ("ahead", "count")]
    for name in card.methods:
        method = translate(language, f"onzekerheid.method.{name}")
        heads += [translate(language, f"onzekerheid.score.{kind}_of", method=method) for kind in ("crps", "error")]
    heads.append(translate(language, "onzekerheid.score.skill_ours"))
    levels = [house.percent(level, language, 0) for level in BANDS]
    heads += [translate(language, "onzekerheid.score.band", level=level) for level in levels]
    heads.append(translate(language, "onzekerheid.score.width"))
    return [Column(head) for head in heads]


def _row(row: Row, card: Scorecard, language: Language) -> list[Cell]:
    pairs: list[Cell] = []
    for name in card.methods:
        pairs += [row.crps.get(name, "–"), row.errors.get(name, "–")]
    return [
        words.horizon_name(row, language),
        row.count,
        *pairs,
        words.interval(row.skill[OURS], language),
        *(words.covered(band, language) for band in row.coverage),
        row.width,
    ]


def _told(row: Row, card: Scorecard) -> list[Told]:
    """Traces of a row."""
    months = f"{row.first}-{row.last}"
    pairs: list[Told] = [
        f"{kind}:{name}:{months}" if name in row.crps else "" for name in card.methods for kind in ("mean_crps", "mean_error")
    ]
    bands: list[Told] = [(f"inside_count:{100 * level:g}:{months}", f"pairs:{months}") for level in BANDS]
    skill = tuple(f"skill{end}:{OURS}:{months}" for end in ("", "_low", "_high"))
    return ["", f"pairs:{months}", *pairs, skill, *bands, f"mean_width:{months}"]


def _table(card: Scorecard, language: Language) -> list[Table]:
    """Scores, errors, and how the bands held, by how far ahead; with a word on how the library's forecasts were made."""
    rows = [_row(row, card, language) for row in card.rows]
    caption = translate(language, "onzekerheid.score.caption")
    note = None if card.derivation is None else card.derivation[language]
    return [Table(caption, _columns(card, language), rows, note, traces=[_told(row, card) for row in card.rows])]


def _sources(card: Scorecard) -> list[str]:
    return [*card.sources, audit().source]


def _trace(card: Scorecard) -> list[str]:
    keys = ["won"]
    for row in card.rows:
        months = f"{row.first}-{row.last}"
        keys += [f"pairs:{months}", f"mean_width:{months}"]
        keys += [f"{kind}:{name}:{months}" for name in card.methods if name in row.crps for kind in ("mean_crps", "mean_error")]
        keys += [f"skill{end}:{name}:{months}" for name in SHOWN if name in row.skill for end in ("", "_low", "_high")]
        for level in BANDS:
            part = f"{100 * level:g}:{months}"
            keys += [f"{name}:{part}" for name in ("inside_count", "covered", "covered_low", "covered_high")]
    audit = [f"audit:{name}" for name in ("series", "pairs", "better_low", "better_high", "band_80_low", "band_80_high")]
    return [*keys, *audit]


SKILL: Final = Figure("skill", "onzekerheid.score.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace)
