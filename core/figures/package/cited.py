"""The publications behind the charts of a package, and how a trace names its measures."""

from __future__ import annotations

from urllib.parse import quote

from core.analysis.contribution import Bought
from core.measures import entry_of
from core.model.measures import Measure


def sources_of(bought: Bought) -> list[str]:
    """Publications behind the measures that are on, each once."""
    entries = [entry_of(one.measure, bought.baseline.city) for one in bought.parts.measures]
    return list(dict.fromkeys(entry.source for entry in entries if entry is not None))


def key_of(measure: Measure) -> str:
    """A measure's id as it stands in the key of a trace: no letter that means something there."""
    return quote(measure.id, safe="")
