"""What each slider and assumption does to an output over its range: a bar each, the longest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

import altair as alt
import pyarrow as pa

from core.analysis.output import OUTPUTS, TARGET_MONTH, Output
from core.analysis.sensitivity import Sensitivity
from core.analysis.tornado import PACKAGE, PRICE, REVISION, Bar, Tornado
from core.city import macro_budget
from core.facts import made_on
from core.figures.canvas import LINE, Canvas, canvas, data, extent, over, rimmed
from core.figures.figure import Figure
from core.figures.rows import NAMES, ROW, lying_axis, written_rows
from core.figures.specs import Build, Spec, built_once
from core.figures.table import Column, Table
from core.figures.theme import EXTENT
from core.scenario import SETTING, experience
from core.text import format as house
from core.text import sentences_sensitivity as words
from core.text.catalog import Language

MOST_ROWS: Final = 8
ROOM: Final = 0.24
"""Room beside the bars for the values at their ends [share of what the bars span]."""
TINY: Final = 1e-9
"""A swing of less than this part of the value is none."""


def _build(output: str, language: Language, dark: bool) -> Spec:
    """Specification for one kind of output, whose name stands at the axis; takes the datasets of `_frames`."""
    months: dict[str, Any] = {"number": "d", "tickMinStep": 1} if output == TARGET_MONTH else {}
    on = canvas(language, dark, x=lying_axis(language, f"sensitivity.tornado.axis_{output}", **months))
    bars, now = map(data, ("bars", "now"))
    layers = [
        over(on, now, on.colours.text, field="value").encode(y=alt.value(-LINE)),
        _bars(on, bars),
        # Beside the bars only: names that stand between them cross nothing.
        bars.mark_tick(size=18, yOffset=9, thickness=1.5, color=on.colours.text, aria=False).encode(y=NAMES, x=on.x("now")),
        _ends(on, bars, "left", "right", -5),
        _ends(on, bars, "right", "left", 5),
        written_rows(bars, on.colours),
    ]
    return {**on.finish_rows(ROW, "bars", *layers), "padding": {"left": 4, "right": 8, "top": 20, "bottom": 4}}


def _bars(on: Canvas, bars: alt.Chart) -> alt.Chart:
    """A bar in the colour of whose hand it is in; an assumption is pale with a dashed edge."""
    colours = [on.colours.scenario, on.colours.base, on.colours.history]
    scale = alt.Scale(domain=["choose", "befall", "assumption"], range=colours)
    ends = [on.tip(f"{name}_text:N", f"sensitivity.tornado.{name}") for name in ("at_low", "at_high")]
    layer: alt.Chart = bars.mark_bar(size=12, yOffset=9, strokeWidth=1, aria=False).encode(
        y=NAMES, x=on.x("left"), x2="right:Q", tooltip=[on.tip("label:N", None), *ends],
        color=alt.Color("hand:N", scale=scale, legend=None), stroke=alt.Stroke("hand:N", scale=scale, legend=None),
        fillOpacity=alt.condition("datum.hand == 'assumption'", alt.value(0.25), alt.value(1.0)),
        strokeDash=alt.condition("datum.hand == 'assumption'", alt.value([4, 3]), alt.value([1, 0])),
    )  # fmt: skip
    return layer


def _ends(on: Canvas, bars: alt.Chart, end: str, align: Literal["left", "right"], dx: int) -> alt.Chart:
    """The value of the lever at one end of its bar."""
    text = bars.encode(y=NAMES, x=on.x(end), text=f"{end}_text:N")
    return rimmed(text, on.colours, on.colours.muted, rim=3, align=align, dx=dx, dy=9)


def _builder(output: str) -> Build:
    def build(language: Language, dark: bool) -> Spec:
        return _build(output, language, dark)

    build.__qualname__ = f"tornado.{output}"
    return built_once(build)


def _shown(found: Tornado) -> Sequence[Bar]:
    """The bars that a chart has room for; one without any swing only when there is nothing else."""
    return [bar for bar in found.bars[:MOST_ROWS] if bar.swing > TINY * max(1.0, abs(found.value))] or found.bars[:1]


def _place(output: Output, value: float) -> float:
    """Where a value stands on the axis: a month as the year in which it ends."""
    return (value + 1.0) / 12.0 if output.name == TARGET_MONTH else value


def _at_ends(output: Output, bar: Bar, language: Language) -> dict[str, Any]:
    """Where a bar begins and ends, with the lever's values there."""
    low, high = (
        (_place(output, at), words.bar_value(bar, value, language, unit=False))
        for at, value in ((bar.at_low, bar.low), (bar.at_high, bar.high))
    )
    left, right = (low, high) if low[0] <= high[0] else (high, low)
    return {"left": left[0], "right": right[0], "left_text": left[1], "right_text": right[1]}


def _row(place: int, output: Output, bar: Bar, language: Language) -> dict[str, Any]:
    def said(value: float, at: float) -> str:
        return f"{words.bar_value(bar, value, language)}: {words.output_value(output, at, language)}"

    return {
        "name": f"{place:03d} {bar.id}",
        "label": words.say(language, "tornado.row", lever=words.bar_name(bar, language), hand=words.bar_hand(bar, language)),
        "hand": words.hand(bar),
        **_at_ends(output, bar, language),
        "at_low_text": said(bar.low, bar.at_low),
        "at_high_text": said(bar.high, bar.at_high),
    }


def _frames(found: Sensitivity, language: Language) -> dict[str, pa.Table]:
    """Datasets of the tornado; none where no slider changes what a reader sees."""
    swings, output = found.tornado, found.output
    if not words.moves(output, swings.bars[0], language):
        return {}
    rows = [_row(place, output, bar, language) for place, bar in enumerate(_shown(swings))]
    now = _place(output, swings.value)
    left, right = min(now, *(row["left"] for row in rows)), max(now, *(row["right"] for row in rows))
    span = right - left or 1.0
    text = words.say(language, "tornado.now_label", value=words.output_value(output, swings.value, language))
    return {
        EXTENT: extent(x=(left - ROOM * span, right + ROOM * span)),
        "now": pa.table({"value": [now], "text": [text]}),
        "bars": pa.Table.from_pylist([row | {"now": now} for row in rows]),
    }


def _finding(found: Sensitivity, language: Language) -> str:
    """Which slider the output depends on most."""
    output, top = found.output, found.tornado.bars[0]
    about = words.output_name(output, found.baseline, language, about=True)
    if not words.moves(output, top, language):
        return words.say(language, "tornado.title_none", about=about)
    lever = house.inside(words.bar_name(top, language))
    return words.say(language, "tornado.title", about=house.capital(about), lever=lever)


def _sentence(found: Sensitivity, language: Language) -> str:
    """The longest bar and the one after it, and what is not drawn."""
    output, (top, second) = found.output, found.tornado.bars[:2]
    now = words.output_value(output, found.tornado.value, language)
    if not words.moves(output, top, language):
        return words.say(language, "tornado.none", value=now)
    about = words.output_name(output, found.baseline, language, about=True)
    said = [words.say(language, "tornado.sentence", about=about, **_said(output, top, language))]
    if words.moves(output, second, language):
        said.append(words.say(language, "tornado.second", **_said(output, second, language)))
    said += [words.say(language, "tornado.now", value=now), words.say(language, "tornado.ranges")]
    if len(_shown(found.tornado)) == MOST_ROWS:
        said.append(words.say(language, "tornado.more", shown=MOST_ROWS, all=len(found.tornado.bars)))
    return " ".join(said)


def _said(output: Output, bar: Bar, language: Language) -> dict[str, str]:
    return {
        "lever": house.inside(words.bar_name(bar, language)),
        "low": words.bar_value(bar, bar.low, language, unit=False),
        "high": words.bar_value(bar, bar.high, language),
        "at_low": words.output_value(output, bar.at_low, language),
        "at_high": words.output_value(output, bar.at_high, language),
    }


def _table(found: Sensitivity, language: Language) -> list[Table]:
    """Every bar with its range, and on what that range rests."""
    names = ("rows", "hand", "low", "high", "current", "at_low", "at_high", "swing")
    heads = {name: words.say(language, f"tornado.{name}") for name in (*names, "basis_head")}
    ends = {bar.id: [words.bar_value(bar, value, language) for value in (bar.low, bar.high)] for bar in found.tornado.bars}
    rows = [
        [
            words.bar_name(bar, language),
            words.bar_hand(bar, language),
            *ends[bar.id],
            words.say(language, "tornado.by_year") if bar.current is None else words.bar_value(bar, bar.current, language),
            words.output_value(found.output, bar.at_low, language),
            words.output_value(found.output, bar.at_high, language),
            words.swing(found.output, bar, language),
        ]
        for bar in found.tornado.bars
    ]
    bases = [
        [words.bar_name(bar, language), *ends[bar.id], _basis(found, bar, language)] for bar in found.tornado.bars
    ]  # fmt: skip
    caption = words.say(language, "tornado.caption", output=words.output_name(found.output, found.baseline, language))
    on_what = [Column(heads[name]) for name in ("rows", "low", "high")] + [Column(heads["basis_head"])]
    return [
        Table(caption, [Column(heads[name]) for name in names], rows, traces=[_told(found, bar) for bar in found.tornado.bars]),
        Table(words.say(language, "tornado.basis"), on_what, bases, prose=True),
    ]


def _told(found: Sensitivity, bar: Bar) -> list[str]:
    """Traces of a row: the ends of the range, the lever, and the output at both; none for what is no lever."""
    if bar.id not in SETTING:
        return []
    seen = found.baseline.find(bar.id)
    whole = seen is not None and (seen.range.low, seen.range.high) == (bar.low, bar.high)
    ends = [f"range_{end}:{bar.id}" if whole else "" for end in ("low", "high")]
    at = [f"with:{bar.id}={value!r}/{found.output}" for value in (bar.low, bar.high)]
    return ["", "", *ends, f"lever:{bar.id}", *at, f"apart:{'~'.join(at)}"]


def _basis(found: Sensitivity, bar: Bar, language: Language) -> str:
    """On what the range of a bar rests."""
    if bar.id in SETTING:
        return house.capital(experience(found.baseline, bar.id).basis[language])
    if bar.id == PRICE:
        return house.capital(found.baseline.latest(PRICE).range.basis[language])
    return words.say(language, {REVISION: "tornado.basis_macro_revision", PACKAGE: "tornado.basis_package"}[bar.id])


def _sources(found: Sensitivity) -> list[str]:
    baseline = found.baseline
    own = baseline.sources(*(bar.id for bar in found.tornado.bars))
    return [*own, *(point.source for point in macro_budget(baseline.city) if made_on(point) <= baseline.known_on)]


def _trace(found: Sensitivity) -> list[str]:
    levers = [bar for bar in found.tornado.bars if bar.id in SETTING]
    return [str(found.output), *(f"with:{bar.id}={value!r}/{found.output}" for bar in levers for value in (bar.low, bar.high))]


TORNADO: Final = {
    output: Figure("tornado", "sensitivity.tornado.alt", _builder(output), _frames, _finding, _sentence, _table, _sources, _trace)
    for output in OUTPUTS
}
"""One per kind of output: their axes have other names."""
