"""A target: a value that an outcome must reach in a month."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from core.analysis.sweep import OUTCOMES, YEARLY
from core.baseline import Baseline
from core.model.calendar import LAST_MONTH, december, month_index, month_label, month_of, year_of
from core.model.parameters import Floats
from core.model.reached import BENEFITS, JOBS, MONEY, at_least
from core.problem import Problem, shown
from core.scenario import parse_number

AT_MOST: Final = frozenset({"volume", "general_funds"})
"""Outcomes of which a target is a ceiling; of the others it is a floor."""
WITHIN: Final = {"volume": BENEFITS, "lks_jobs": JOBS, "reserve": MONEY, "result": MONEY, "general_funds": MONEY}
"""Difference from a target that is none [outcome's unit]."""
EXACT: Final = 1e-9
"""Relative difference that is rounding."""
_TARGET: Final = re.compile(r"([a-z_]+)=([^@]+)@(.+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Target:
    """A value that an outcome must reach in a month; `result` and `general_funds` are of the month's year."""

    outcome: str
    value: float
    month: int

    @property
    def sign(self) -> float:
        """1 when more is better, −1 when less is."""
        return -1.0 if self.outcome in AT_MOST else 1.0

    def holds(self, values: Floats) -> Any:
        """Whether the target is reached, for each value."""
        return at_least(self.sign * values, self.sign * self.value, WITHIN[self.outcome])

    def exactly(self, values: Floats) -> Any:
        """Whether values stand on the good side of the target itself, but for rounding."""
        return at_least(self.sign * values, self.sign * self.value, EXACT * max(1.0, abs(self.value)))


def parse_target(text: str) -> Target:
    """A target written as `volume=30000@2025-12`. Raises Problem that shows the form."""
    match = _TARGET.fullmatch(text)
    if match is None:
        raise Problem("solve.target_form", value=text[:60])
    try:
        value, month = parse_number("target", match[2]), month_index(match[3])
    except ValueError as error:
        raise Problem("solve.target_form", value=text[:60]) from error
    if not np.isfinite(value):
        raise Problem("solve.target_form", value=text[:60])
    return Target(match[1], value, month)


def target_of(baseline: Baseline, key: str, outcome: str) -> Target | None:
    """A target of the baseline, as a value of an outcome in the month of its date; None when nobody set one."""
    found = baseline.find(key)
    return None if found is None else Target(outcome, found.value, month_of(found.date))


def check_target(baseline: Baseline, target: Target) -> int:
    """Last month that a run must reach for a target. Raises Problem for an outcome or month that cannot be."""
    if target.outcome not in OUTCOMES:
        raise Problem("solve.unknown_outcome", value=shown(target.outcome), known=", ".join(OUTCOMES))
    if target.outcome == "reserve" and baseline.find("reserve") is None:
        raise Problem("sensitivity.no_reserve", value=target.outcome)
    if not math.isfinite(target.value):
        raise Problem("solve.target_form", value=shown(target.value))
    if not baseline.reference_month < target.month <= LAST_MONTH:
        raise Problem(
            "solve.month",
            value=month_label(target.month),
            low=month_label(baseline.reference_month + 1),
            high=month_label(LAST_MONTH),
        )
    # A yearly outcome needs its year to be whole.
    return december(year_of(target.month)) if target.outcome in YEARLY else target.month
