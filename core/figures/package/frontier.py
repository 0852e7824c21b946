"""The best packages for every amount: what each costs across, what it does up. A click sets one."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import pyarrow as pa

from core.analysis.choice import Choice
from core.analysis.frontier import Valued
from core.figures.canvas import LINE, STRIP, Canvas, canvas, data, extent, over
from core.figures.figure import Figure
from core.figures.specs import built_once
from core.figures.table import Cell, Column, Table
from core.figures.theme import EXTENT
from core.measures import entry_of
from core.text import format as house
from core.text import sentences_best as words
from core.text.catalog import Language, translate
from core.trace.packages import package_key

HEIGHT: Final = 340
PICK: Final = "pick"
"""Name of the selection that a click makes; it gives the `number` of a package."""
ROOM: Final = 0.04
"""Room at the ends of an axis [share of what it spans]."""


@built_once
def _spec(language: Language, dark: bool) -> dict[str, Any]:
    """Specification; takes the datasets of `_frames`."""
    across, up = (_axis(language, f"best.axis.{name}") for name in ("cost", "gain"))
    on = canvas(language, dark, x=across, y=up, top=STRIP)
    line = data("packages").mark_line(interpolate="step-after", color=on.colours.muted, strokeWidth=1, clip=True, aria=False)
    return on.finish(
        HEIGHT,
        line.encode(x=on.x(), y=on.y(), order="number:Q"),
        *_amount(on),
        _points(on),
        *(
            data(name).mark_point(filled=False, color=colour, size=size, strokeWidth=2.5, opacity=1, clip=True, aria=False)
            .encode(x=on.x(), y=on.y(), tooltip=[on.tip("text:N", None)])
            for name, colour, size in (("now", on.colours.base, 190), ("best", on.colours.target, 190))
        ),
    )  # fmt: skip


def _axis(language: Language, key: str) -> alt.Axis:
    title = translate(language, key)
    place: dict[str, Any] = {"titleAnchor": "start", "titleAlign": "left"}
    if key.endswith("gain"):
        place |= {"titleAngle": 0, "titleX": 0, "titleY": -14}
    return alt.Axis(title=title, description=title, tickCount=5, format=",~f", grid=True, domain=False, **place)


def _points(on: Canvas) -> alt.Chart:
    """A point per package, which a click picks."""
    pick = alt.selection_point(name=PICK, fields=["number", "turn"], on="click", toggle=False, clear=False, nearest=True)
    tooltip = [on.tip(f"{name}:N", f"best.column.{name}") for name in ("spent", "net", "gain", "chance", "measures")]
    points = data("packages").mark_circle(color=on.colours.scenario, size=36, opacity=1, cursor="pointer", clip=True, aria=False)
    shown: alt.Chart = points.encode(x=on.x(), y=on.y(), tooltip=tooltip).add_params(pick).properties(name="dots")
    return shown


def _amount(on: Canvas) -> list[alt.Chart]:
    """The amount that somebody has, with its name above the chart."""
    rule = data("amount").mark_rule(color=on.colours.target, strokeWidth=1.5, strokeDash=[4, 3], aria=False)
    return [
        rule.encode(x=on.x(), y=alt.value(LINE), y2=alt.value("height")),
        over(on, data("amount"), on.colours.target),
    ]


def _frames(choice: Choice, language: Language) -> dict[str, pa.Table]:
    """Datasets of the best packages, the present one and the amount; none where there is nothing to choose."""
    packages, now = choice.packages, choice.now
    if len(packages) < 2:
        return {}
    x = [*(one.price(choice.cost) for one in packages), now.price(choice.cost)]
    y = [0.0, *(one.gain for one in packages), now.gain]
    low, high = min(x), max(x)
    wide, tall = max(high - low, 0.1), max(max(y) - min(y), 1e-3)
    rows = [_row(choice, i, one, language) for i, one in enumerate(packages)]
    amount = [choice.budget] if low - ROOM * wide <= choice.budget <= high + ROOM * wide else []
    named = translate(language, "best.amount_mark", amount=house.million(choice.budget, language))
    marked = pa.schema([("x", pa.float64()), ("y", pa.float64()), ("text", pa.string())])

    def mark(one: Valued | None, key: str) -> pa.Table:
        found = [] if one is None else [{"x": one.price(choice.cost), "y": one.gain, "text": translate(language, key)}]
        return pa.Table.from_pylist(found, schema=marked)

    return {
        EXTENT: extent(x=(low - ROOM * wide, high + ROOM * wide), y=(min(y) - ROOM * tall, max(y) + 2 * ROOM * tall)),
        "packages": pa.Table.from_pylist(rows),
        "now": mark(now if now.measures else None, "best.now"),
        "best": mark(choice.best, "best.best"),
        "amount": pa.table({"x": pa.array(amount, pa.float64()), "text": pa.array([named] * len(amount), pa.string())}),
    }


def _row(choice: Choice, number: int, one: Valued, language: Language) -> dict[str, Any]:
    spent, net, gain, chance, measures, _ = _said(choice, one, language)
    return {
        "x": one.price(choice.cost), "y": one.gain, "number": number, "turn": choice.turn,
        "spent": spent, "net": net, "gain": gain, "chance": chance, "measures": measures,
    }  # fmt: skip


def _said(choice: Choice, one: Valued, language: Language) -> tuple[str, ...]:
    """What a table and a pointer say of a package."""
    chance = house.odds(one.chance, language) if choice.aimed else "–"
    return (
        house.million(one.spent, language), house.million(one.net, language), words.gain(choice, one.gain, language), chance,
        house.number(len(one.measures), language), house.number(one.assumed, language),
    )  # fmt: skip


def _finding(choice: Choice, language: Language) -> str:
    """What the best package for the amount does."""
    return words.title(choice, language)


def _sentence(choice: Choice, language: Language) -> str:
    """How many packages were run, how the chart is read, and how sure the chances are."""
    return words.reading(choice, language)


def _table(choice: Choice, language: Language) -> list[Table]:
    """Every package of the chart."""
    heads = [translate(language, f"best.column.{name}") for name in ("spent", "net", "gain", "chance", "measures", "assumed")]
    rows: list[list[Cell]] = [[*_said(choice, one, language)] for one in choice.packages]
    traces = [_keys(choice, one) for one in choice.packages]
    return [Table(translate(language, "best.caption"), [Column(head) for head in heads], rows, traces=traces)]


def _keys(choice: Choice, one: Valued) -> list[str]:
    """Keys of what the table says of a package; none of one that can only be made with wishes."""
    name = None if choice.scenario is None else package_key(choice.baseline, choice.scenario, one.measures)
    if not name or not one.measures:
        return [""] * 6
    cost, saved = f"choose:{name}/package:cost", f"choose:{name}/package:saved"
    gain = f"choose:{name}/package:won" if choice.found.target.outcome == "volume" else ""
    chance = f"best_chance:{name}:{choice.found.draws}" if choice.aimed and gain else ""
    assumed = f"best_assumed:{name}" if one.assumed else ""
    return [cost, f"apart:{saved}~{cost}", gain, chance, f"choose:{name}/listed:active", assumed]


def _sources(choice: Choice) -> list[str]:
    entries = [entry_of(one, choice.baseline.city) for package in choice.packages[-1:] for one in package.measures]
    return list(dict.fromkeys(entry.source for entry in entries if entry is not None))


def _trace(choice: Choice) -> list[str]:
    return []


BEST: Final = Figure("best-packages", "best.alt", _spec, _frames, _finding, _sentence, _table, _sources, _trace)
