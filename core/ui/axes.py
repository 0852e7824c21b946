"""Axes that stand still: under a slider the domains of a chart only ever grow, and a release takes back what is too wide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import pyarrow as pa

Domain = dict[str, float]
KEPT: Final = 100
"""Domains of a chart at rest that a session remembers."""
CALM: Final = 0.25
"""Part of a domain that may be empty after a release, so that the axes stand still from one release to the next."""


@dataclass(slots=True)
class AxesMemory:
    """What a session remembers of each chart's domains.

    Attributes
    ----------
    drawn : dict[str, Domain]
        As last drawn.
    at_rest : dict[str, dict[frozenset[tuple[str, float]], Domain]]
        What was got for what was asked for when no slider was held, the last one at the end.
    """

    drawn: dict[str, Domain] = field(default_factory=dict)
    at_rest: dict[str, dict[frozenset[tuple[str, float]], Domain]] = field(default_factory=dict)


@dataclass(slots=True)
class Axes:
    """The domains of one drawing of a page.

    Attributes
    ----------
    dragging : bool
        Whether a slider is held.
    eased : bool
        Whether a chart of this drawing takes back a domain that is held no longer; it then glides there.
    """

    memory: AxesMemory = field(default_factory=AxesMemory)
    dragging: bool = False
    eased: bool = False

    def steady(self, key: str, extent: pa.Table) -> pa.Table:
        """The domains to draw a chart with, from those that its data ask for.

        What asks for the domain of before gets the axes of before, whatever was released between: there and back is the same
        picture.
        """
        asked = drawn = {name: float(extent.column(name)[0].as_py()) for name in extent.column_names}
        rests = self.memory.at_rest.setdefault(key, {})
        before = rests.get(frozenset(asked.items()))
        held = self.memory.drawn.get(key)
        if held is not None and held.keys() == asked.keys():
            wide = {name: (min if name.endswith("low") else max)(value, held[name]) for name, value in asked.items()}
            if self.dragging:
                drawn = wide
            elif before is not None:
                drawn = before
            elif _calm(asked, wide):
                drawn = wide
            self.eased |= not self.dragging and drawn != wide
        self.memory.drawn[key] = drawn
        if not self.dragging:
            rests.pop(frozenset(asked.items()), None)
            rests[frozenset(asked.items())] = drawn
            if len(rests) > KEPT:
                del rests[next(iter(rests))]
        return pa.table({name: [value] for name, value in drawn.items()})


def _calm(ends: Mapping[str, float], wide: Mapping[str, float]) -> bool:
    """Whether wider ends leave little room; only upwards, as what lies across is a horizon that somebody chose."""
    up = [name for name in ends if name.startswith("y")]
    if not up or any(wide[name] != ends[name] for name in ends if name not in up):
        return False
    return all(abs(wide[name] - ends[name]) <= CALM * abs(ends["y_high"] - ends["y_low"]) for name in up)
