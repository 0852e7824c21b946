"""The publications behind the charts of a package."""

from __future__ import annotations

from core.analysis.bought import Bought
from core.measures import entry_of


def sources_of(bought: Bought) -> list[str]:
    """Publications behind the measures that are on, each once."""
    entries = [entry_of(one.measure, bought.baseline.city) for one in bought.parts.measures]
    return list(dict.fromkeys(entry.source for entry in entries if entry is not None))
