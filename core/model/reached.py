"""What counts as reached: a difference that nobody can count or pay decides nothing.

A path that a lever was set to bring to its target stands on it but for rounding. So half a benefit, half a job or
EUR 5,000 is the same as none, everywhere: in the answer, in the chances, in goal seek and in the sentences.
"""

from __future__ import annotations

from typing import Any, Final, Literal

from core.model.parameters import Floats

BENEFITS: Final = 0.5
"""[benefits]"""
JOBS: Final = 0.5
"""[jobs]"""
MONEY: Final = 0.005
"""[EUR million]"""


def at_most(values: float | Floats, limit: float, within: float) -> Any:
    """Whether values stand at or under a limit; the difference `within` is none."""
    return values <= limit + within


def at_least(values: float | Floats, limit: float, within: float) -> Any:
    """Whether values stand at or over a limit; the difference `within` is none."""
    return values >= limit - within


def stands(value: float, limit: float, within: float) -> Literal["above", "at", "below"]:
    """Where a value stands from a limit; the difference `within` is none."""
    if not at_most(value, limit, within):
        return "above"
    return "at" if at_least(value, limit, within) else "below"
