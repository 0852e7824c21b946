"""Where the names on a map of two levers stand: clear of each other, of its lines and of its marks, at every width.

A place that is free on a narrow map is free on every wider one, as letters do not grow with it. So the places are found for
the narrowest map of each class, and the chart shows those of its own class.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa

from core.figures.canvas import LINE
from core.model.parameters import Floats

LETTER: Final = 7.2
"""Mean width of a letter [px]."""
CLASSES: Final = (225, 420, 700)
"""Width of the narrowest map of each class, without its axis [px]."""
WIDEST: Final = 10_000
"""Wider than any screen [px]."""
GAP: Final = 13
"""Between a mark and its name [px]."""
MARK: Final = 9
"""Half of the room that a mark takes [px]."""
CLEAR: Final = 2
"""Left free around a name [px]."""
OUTSIDE: Final = 1000
"""What leaving the map counts for, beside one for each thing that a name would lie on."""


class Box(NamedTuple):
    """What a name takes [px], from the lower left corner."""

    left: float
    low: float
    right: float
    high: float


@dataclass(frozen=True, slots=True)
class Name:
    """A name for the map.

    Attributes
    ----------
    text, short : str
        What it says, and what it says on a phone and where all of it does not fit.
    role : str
        What it names, by which the chart colours it.
    spots : Floats
        Where it may stand `(places, 2)` [axes' units]; of a mark there is one.
    beside : bool
        Whether it stands beside its spot, or on it.
    must : bool
        Whether it stands on the map even where nothing is free.
    crossed : frozenset[str]
        The lines that it may lie on.
    """

    text: str
    short: str
    role: str
    spots: Floats
    beside: bool = True
    must: bool = False
    crossed: frozenset[str] = frozenset()


@dataclass(slots=True)
class Room:
    """A map of some size [px], between the ends of its axes, with what stands on it already [axes' units]."""

    width: float
    height: float
    ends: Box
    lines: dict[str, Floats]
    taken: list[Box] = field(default_factory=list)

    def on(self, points: Floats) -> Floats:
        """Points of the axes `(n, 2)` in pixels from the lower left corner."""
        low = (self.ends.left, self.ends.low)
        span = (self.ends.right - self.ends.left, self.ends.high - self.ends.low)
        found: Floats = (points - low) / span * (self.width, self.height)
        return found

    def hits(self, box: Box, crossed: frozenset[str]) -> int:
        """How much of what stands there a name would lie on; nothing outweighs leaving the map."""
        out = box.left < 0 or box.low < 0 or box.right > self.width or box.high > self.height
        found = sum(_overlap(box, other) for other in self.taken)
        for key, pieces in self.lines.items():
            if key not in crossed:
                found += int(_through(box, self.on(pieces.reshape(-1, 2)).reshape(-1, 4)).sum())
        return found + OUTSIDE * out


def _overlap(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.low < other.high and other.low < one.high


def _through(box: Box, pieces: Floats) -> Any:
    """Of each piece of a line, whether it runs through a box (Liang and Barsky)."""
    x, y, dx, dy = pieces[:, 0], pieces[:, 1], pieces[:, 2] - pieces[:, 0], pieces[:, 3] - pieces[:, 1]
    enter, leave = np.zeros(len(pieces)), np.ones(len(pieces))
    for step, start, low, high in ((dx, x, box.left, box.right), (dy, y, box.low, box.high)):
        flat = step == 0
        safe = np.where(flat, 1.0, step)
        one, other = (low - start) / safe, (high - start) / safe
        inside = (start > low) & (start < high)
        enter = np.maximum(enter, np.where(flat, np.where(inside, 0.0, 2.0), np.minimum(one, other)))
        leave = np.minimum(leave, np.where(flat, 1.0, np.maximum(one, other)))
    return enter < leave


class Way(NamedTuple):
    """How a name can stand: how much of it is said, at which of its spots, aligned and moved how [px down], and its box."""

    said: str
    spot: int
    align: str
    dx: float
    dy: float
    box: Box


def _ways(name: Name, said: str, room: Room) -> Iterator[Way]:
    """Each way in which a name can stand."""
    wide, half = LETTER * len(said), LINE / 2
    sides = [("center", 0.0, 0.0)]
    if name.beside:
        sides = [("left", GAP, 0.0), ("right", -GAP, 0.0)]
        for up in (GAP + half, -GAP - half):
            sides += [("center", 0.0, up), ("left", -MARK, up), ("right", MARK, up)]
    for spot, (x, y) in enumerate(room.on(name.spots)):
        for align, right, up in sides:
            at, middle = x + right - {"left": 0.0, "center": wide / 2, "right": wide}[align], y + up
            box = Box(at - CLEAR, middle - half - CLEAR, at + wide + CLEAR, middle + half + CLEAR)
            yield Way(said, spot, align, right, -up, box)


def placed(names: Sequence[Name], lines: dict[str, Floats], marks: Floats, ends: Box, height: float) -> pa.Table:
    """A row for each name in each class of widths in which it fits; what comes first chooses first.

    Parameters
    ----------
    lines : dict[str, Floats]
        Pieces of what is drawn, by a name, each `x1, y1, x2, y2` [axes' units].
    marks : Floats
        Where marks are `(marks, 2)` [axes' units].
    ends : Box
        Of the axes, in their units.
    height : float
        Of the map, at least [px].
    """
    rows: list[dict[str, Any]] = []
    for width, until in zip(CLASSES, (*CLASSES[1:], WIDEST), strict=True):
        room, phone = Room(width, height, ends, lines), width == CLASSES[0]
        room.taken += [Box(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in room.on(marks)]
        for name in names:
            ways = [way for said in (name.text, name.short)[phone:] for way in _ways(name, said, room)]
            hits = [room.hits(way.box, name.crossed) for way in ways]
            if min(hits, default=OUTSIDE) >= (OUTSIDE if name.must else 1):
                continue
            way = ways[int(np.argmin(hits))]
            room.taken.append(way.box)
            x, y = name.spots[way.spot]
            rows.append(
                {"x": x, "y": y, "text": way.said, "role": name.role, "align": way.align, "dx": way.dx, "dy": way.dy,
                 "from": 0 if phone else width, "until": until}
            )  # fmt: skip
    texts, numbers = ("text", "role", "align"), ("x", "y", "dx", "dy", "from", "until")
    schema = pa.schema([(name, pa.string()) for name in texts] + [(name, pa.float64()) for name in numbers])
    return pa.Table.from_pylist(rows, schema=schema)
