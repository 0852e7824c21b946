"""A family as the browser takes it: for every step of a lever what the charts of a page draw and what the page says.

Numbers are brought to what is shown of them, texts are written here and nowhere else: the browser looks up, it works nothing
out and writes no number.

One body: the length of a header in four bytes, the header as JSON, and behind it the numbers. A column of a chart stands there
as whole numbers `(steps, rows)`, as differences between rows and between steps, so that little is left of what bends smoothly;
each as four bytes, the first bytes of all before the second bytes of all. A text stands in the header as templates and what
goes into their gaps.
"""

from __future__ import annotations

import gzip
import html
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from core.analysis.compare import SHOWN
from core.analysis.family import Family
from core.figures.moving import Moving, moving_by_step
from core.figures.sheets import NOTHING, PREVIEWED, About, Chart, Sheet
from core.model.parameters import Floats
from core.text import format as house
from core.text import sentences
from core.text.catalog import Language, translate
from core.text.glossary import explained

DIGITS: Final = 7
"""Significant digits of a number in a row that holds text: a year to within an hour."""
LARGE: Final = 10_000.0
"""From here on a whole number is enough in such a row."""
ROUGH: Final = 2.0
"""Unit of a column that is read off draws [benefits]: less than the eye sees, and than draws know."""
FINER: Final = 5
"""Parts in which an amount is sent of what is shown of it, for the eye: a line moves in steps that nobody sees. Odd, so that
none of them lies between two numbers that are shown."""
_NUMBER: Final = re.compile(r"(\d+(?:[.,]\d+)*)")
STOPS: Final = 33
"""Places on a track at which the chance is drawn."""
TITLE: Final = "title "
"""What the place of a chart's title begins with; the key of the chart follows."""
_GAP: Final = "\0"
_WRITE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def preview(family: Family, page: str, language: Language, about: About = NOTHING) -> bytes:
    """The body of a family for one page, gzipped; `about` is what of the page somebody chose to look at."""
    sheet = PREVIEWED[page]
    seen = sheet.seen(family, about)
    charts = {chart.figure.key: _moving(chart, family, seen, language) for chart in (sheet.charts if seen[0] is not None else ())}
    said = _said(family, seen, sheet, language)
    if about.letter == SHOWN:
        for step, one in enumerate(said):
            found = family.outlook(step)
            one["slim"] = sentences.in_short(found.paths, found.baseline, language)
    figures = [*(chart.figure.key for chart in sheet.charts), *sheet.still]
    return packed(family.values.tolist(), charts, said, language, figures, _track(family if sheet.strip else None, language))


def packed(
    values: Sequence[float], charts: Mapping[str, Moving], said: Sequence[Mapping[str, str]], language: Language,
    figures: Sequence[str], track: Mapping[str, Any] | None = None,
) -> bytes:  # fmt: skip
    """A body, gzipped.

    Parameters
    ----------
    values : Sequence[float]
        Every step, in the slider's own unit.
    charts : Mapping[str, Moving]
        What moves of each chart, by key.
    said : Sequence[Mapping[str, str]]
        HTML of what the page says at each step, by place.
    figures : Sequence[str]
        Keys of the charts that may stand on the page while this is drawn.
    track : Mapping[str, Any] | None
        What the track tells of a target; None where it has none.
    """
    body = bytearray()
    texts = {name: _texts([one[name] for one in said]) for name in said[0]}
    # A meaning hangs on a word and on no number.
    for name, told in texts.items():
        if name == "answer" or name.startswith(TITLE):
            told["templates"] = [explained(template, language) for template in told["templates"]]
    header = {
        "values": values, "charts": {key: _chart(moving, body) for key, moving in charts.items() if moving.steps > 1},
        "texts": texts, "track": _track(None, language) if track is None else track, "figures": figures,
    }  # fmt: skip
    written = _WRITE(header).encode()
    return gzip.compress(len(written).to_bytes(4, "little") + written + bytes(body), compresslevel=6, mtime=0)


def _moving(chart: Chart, family: Family, seen: Sequence[Any], language: Language) -> Moving:
    """What moves of a chart."""
    figure = chart.figure
    if figure.moving is not None:
        return figure.moving(family, language)
    each = [chart.of(one) for one in seen]
    if figure.along is not None and figure.frames(each[0], language):
        return figure.along(each, language)
    return moving_by_step([figure.frames(one, language) for one in each], chart.decimals)


def _track(family: Family | None, language: Language) -> dict[str, Any]:
    """What the slider's own track tells of the target: the chance of it along the way, in words too."""
    chances = [] if family is None else [chance for chance in family.chances if chance is not None]
    at = np.linspace(0, len(chances) - 1, STOPS if chances else 0).round().astype(int)
    return {
        "strip": [round(100.0 * chances[i]) for i in at],
        "said": _texts([translate(language, "lever.chance", chance=house.chance(chance, language)) for chance in chances]),
    }


def _said(family: Family, seen: Sequence[Any], sheet: Sheet, language: Language) -> list[dict[str, str]]:
    """What the page says at each step, the titles of its charts too, as HTML."""
    each = [{**sheet.said(one, language), **({} if one is None else _titles(one, sheet, language))} for one in seen]
    return [dict(each[step if len(each) > 1 else 0]) for step in range(len(family.values))]


def _titles(seen: Any, sheet: Sheet, language: Language) -> dict[str, str]:
    said = {chart.figure.key: chart.figure.finding(chart.of(seen), language) for chart in sheet.charts}
    return {f"{TITLE}{key}": html.escape(title) for key, title in said.items()}


def _chart(moving: Moving, body: bytearray) -> dict[str, Any]:
    """What moves of one chart; its columns go behind `body`."""
    return {
        "extent": _texts([_WRITE(ends) for ends in moving.extent]),
        "columns": {
            dataset: {name: _moved(values, moving, name, body) for name, values in columns.items() if _moves(values)}
            for dataset, columns in moving.columns.items()
        },
        "rows": {dataset: _texts([_rows(rows) for rows in each]) for dataset, each in moving.rows.items()},
    }


def _moves(values: Floats) -> bool:
    return bool((values != values[:, :1]).any())


def _moved(values: Floats, moving: Moving, name: str, body: bytearray) -> dict[str, Any]:
    """A column, from its first row that moves to its last: what stays is left as it is drawn."""
    rows = np.flatnonzero((values != values[:, :1]).any(axis=1))
    first, last = int(rows[0]), int(rows[-1])
    return _column(*_units(values[first : last + 1], moving, name), body) | {"from": first}


def _rows(rows: Sequence[dict[str, Any]]) -> str:
    short = [{name: _short(value) if isinstance(value, float) else value for name, value in row.items()} for row in rows]
    return _WRITE(short)


def _short(value: float) -> float:
    return round(value) if abs(value) >= LARGE else float(f"{value:.{DIGITS}g}")


def _units(values: Floats, moving: Moving, name: str) -> tuple[Floats, float]:
    """Values of a column as they are sent, and the unit that they are sent in."""
    if name in moving.about:
        return values, ROUGH
    unit = 10.0**-moving.decimals / (FINER if moving.decimals or moving.tall else 1)
    return shown(values, moving.decimals, unit), unit


def _column(values: Floats, unit: float, body: bytearray) -> dict[str, Any]:
    """One column in whole units, written behind `body`: where it begins, its rows, and the size of its unit."""
    whole = np.rint(values / unit).astype(np.int64).T
    apart = np.diff(np.diff(whole, axis=1, prepend=0), axis=0, prepend=0)
    folded = np.where(apart < 0, -2 * apart - 1, 2 * apart).astype("<u4")
    begin = len(body)
    body += folded.reshape(-1, 1).view(np.uint8).T.tobytes()
    return {"at": begin, "rows": whole.shape[1], "unit": unit}


def shown(values: Floats, decimals: int, unit: float) -> Floats:
    """Values in whole units that are still written as before with `decimals`."""
    written = np.round(values, decimals)
    within = 0.5 * (10.0**-decimals - unit)
    return np.asarray(np.clip(np.rint(values / unit) * unit, written - within, written + within))


def _texts(each: Sequence[str]) -> dict[str, Any]:
    """A text per step: its templates, which one each step has, and what goes into their gaps, one after another."""
    templates: dict[str, int] = {}
    which, numbers = [], []
    for text in each:
        parts = _NUMBER.split(text)
        which.append(templates.setdefault(_GAP.join(parts[::2]), len(templates)))
        numbers += parts[1::2]
    return {"templates": list(templates), "which": which if len(templates) > 1 else [], "numbers": " ".join(numbers)}
