"""What the tests of figures share: the letter's basis with another outcome or other paths."""

from __future__ import annotations

from typing import Any

from core.analysis.outcome import Paths
from core.analysis.outlook import Outlook
from core.scenario import default_scenario
from tests.analysis.made import BASELINE
from tests.text.said import with_outcome


def outlook(paths: Paths | None = None, **now: Any) -> Outlook:
    """The letter's basis with other paths, or with another outcome."""
    return Outlook(default_scenario(BASELINE), BASELINE, with_outcome(**now) if paths is None else paths)
