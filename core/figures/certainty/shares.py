"""Where the uncertainty of an output comes from: a bar per source of what it does alone and with others."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.analysis.output import TARGET_MONTH
from core.analysis.sensitivity import Sensitivity
from core.analysis.variance import GroupShare
from core.baseline import SPREADS
from core.figures.canvas import Canvas, canvas, data, extent
from core.figures.certainty.spreads import spreads_table
from core.figures.figure import Figure
from core.figures.rows import NAMES, ROW, lying_axis, written_rows
from core.figures.specs import built_once
from core.figures.table import Cell, Column, Range, Table
from core.figures.theme import EXTENT
from core.text import format as house
from core.text import sentences_sensitivity as words
from core.text.catalog import Language

NEARLY_ALL: Final = 0.995
LITTLE: Final = 0.05
"""Part of the variance below which what sources do together goes unsaid [share]."""
NOTHING: Final = 0.005
"""Part of the variance below which a source has no bar [share]."""


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    on = canvas(language, dark, x=lying_axis(language, "sensitivity.sobol.axis", ".0%"))
    shares = data("shares")
    return on.finish_rows(
        ROW,
        "shares",
        *_bar(on, shares, "first", 10, 6, on.colours.scenario),
        *_bar(on, shares, "total", 4, 15, on.colours.history),
        written_rows(shares, on.colours),
    )


def _bar(on: Canvas, shares: alt.Chart, field: str, size: int, offset: int, colour: str) -> list[alt.Chart]:
    """A bar of one of the two shares, with a stripe for how accurate it is."""
    tooltip = [
        on.tip("label:N", None),
        on.tip(f"{field}:Q", f"sensitivity.sobol.{field}", ".1%"),
        on.tip(f"{field}_low:Q", "sensitivity.sobol.interval", ".1%"),
        alt.Tooltip(f"{field}_high:Q", title="–", format=".1%"),
    ]
    return [
        shares.mark_bar(size=size, yOffset=offset, color=colour, aria=False).encode(
            y=NAMES, x=on.x("zero"), x2=f"{field}:Q", tooltip=tooltip
        ),
        shares.mark_rule(yOffset=offset, color=on.colours.text, strokeWidth=2, clip=True, aria=False).encode(
            y=NAMES, x=on.x(f"{field}_low"), x2=f"{field}_high:Q"
        ),
    ]


def _within(value: float) -> float:
    return min(1.0, max(0.0, value))


def _row(place: int, one: GroupShare, language: Language) -> dict[str, Any]:
    return {
        "name": f"{place:03d} {one.group}",
        "label": words.share_row(one, language),
        "zero": 0.0,
        "first": max(0.0, one.first),
        "first_low": _within(one.first - one.first_error),
        "first_high": _within(one.first + one.first_error),
        "total": min(1.0, one.total),
        "total_low": _within(one.total - one.total_error),
        "total_high": _within(one.total + one.total_error),
    }


def _frames(found: Sensitivity, language: Language) -> dict[str, pa.Table]:
    """Datasets of the shares; sources that do nothing at all are left out, and none are drawn of what is certain."""
    if found.variance.certain:
        return {}
    shown = [one for one in found.groups if one.total >= NOTHING] or found.groups[:1]
    rows = [_row(place, one, language) for place, one in enumerate(shown)]
    return {EXTENT: extent(x=(0.0, 1.0)), "shares": pa.Table.from_pylist(rows)}


def _finding(found: Sensitivity, language: Language) -> str:
    """Which source most of the uncertainty comes from."""
    about = words.output_name(found.output, found.baseline, language, about=True)
    if found.variance.certain:
        return words.say(language, "sobol.title_none", about=about)
    top = found.groups[0]
    key = "title_all" if top.first >= NEARLY_ALL else "title"
    group = words.the_group(top, language)
    return words.say(language, f"sobol.{key}", about=about, share=words.share(top.first, language), group=group)


def _sentence(found: Sensitivity, language: Language) -> str:
    """The other sources, what they do together, and how accurate it is."""
    if found.variance.certain:
        return words.say(language, "sobol.none", value=words.output_value(found.output, found.tornado.value, language))
    said = [*_others(found, language), _accuracy(found, language)]
    if found.output.name == TARGET_MONTH:
        said.append(words.say(language, "sobol.capped"))
    return " ".join([*said, words.say(language, "sobol.meaning")])


def _others(found: Sensitivity, language: Language) -> list[str]:
    second, variance, said = found.groups[1], found.variance, []
    counts = second.first >= 0.01
    if counts:
        group, share = words.the_group(second, language), words.share(second.first, language)
        said.append(words.say(language, "sobol.second", group=group, share=share))
    elif variance.together <= LITTLE:
        said.append(words.say(language, "sobol.second_none", share=house.percent(0.01, language, 0)))
    if variance.together > max(LITTLE, variance.together_error):
        said.append(_together(found, language))
    elif counts:
        said.append(words.say(language, "sobol.additive"))
    return said


def _together(found: Sensitivity, language: Language) -> str:
    most = sorted(found.variance.groups, key=lambda one: one.first - one.total)[:2]
    groups = words.say(language, "and").join(words.the_group(one, language) for one in most)
    return words.say(language, "sobol.together", share=words.share(found.variance.together, language), groups=groups)


def _accuracy(found: Sensitivity, language: Language) -> str:
    error = 100.0 * max(max(one.first_error, one.total_error) for one in found.variance.groups)
    if error <= 1.0:
        return words.say(language, "sobol.error_small")
    return words.say(language, "sobol.error", error=house.number(error, language))


def _table(found: Sensitivity, language: Language) -> list[Table]:
    """Both shares of every source with how accurate they are, and how wide each source was set."""
    variance = found.variance
    heads = [words.say(language, f"sobol.{name}") for name in ("group_head", "first", "interval", "total", "interval")]
    columns = [Column(heads[0]), *(Column(head, 1, percent=True) for head in heads[1:])]
    rows: list[list[Cell]] = [
        [
            house.capital(words.say(language, f"group.{one.group}")),
            one.first,
            Range(max(0.0, one.first - one.first_error), min(1.0, one.first + one.first_error)),
            one.total,
            Range(max(0.0, one.total - one.total_error), min(1.0, one.total + one.total_error)),
        ]
        for one in found.groups
    ]
    note = words.say(
        language, "sobol.note", evaluations=house.number(variance.evaluations, language), scrambles=variance.scrambles,
        draws=variance.draws, mean=words.output_value(found.output, variance.mean, language),
        deviation=words.deviation(found.output, variance.deviation, language),
    )  # fmt: skip
    caption = words.say(language, "sobol.caption", output=words.output_name(found.output, found.baseline, language))
    return [Table(caption, columns, rows, note), spreads_table(found.baseline, "sensitivity.sobol.spreads", language)]


def _sources(found: Sensitivity) -> list[str]:
    return found.baseline.sources(*SPREADS)


def _trace(found: Sensitivity) -> list[str]:
    return [str(found.output), *(f"quantity:{key}" for key in SPREADS if (key, None) in found.baseline.quantities)]


SHARES: Final = Figure("shares", "sensitivity.sobol.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace)
