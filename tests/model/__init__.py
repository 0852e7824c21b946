"""Tests of the model's arithmetic, with an oracle of their own. Here: what several of them draw and run."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from core.baseline import load_baseline, model_parameters
from core.model.calendar import LAST_MONTH, month_index
from core.model.measures import Measure
from core.model.parameters import Drivers
from core.model.projection import Projection, project
from core.scenario import LEVER, default_scenario, lever_values

BASELINES = ("brief-2023-t2", "stand-2025", "stand-2026")
REFERENCE, HORIZON, LAST = month_index("2023-08"), month_index("2026-12"), LAST_MONTH
"""Of the letter's baseline."""

ACCEPTED = {name: st.floats(lever.low, lever.high) for name, lever in LEVER.items()}
"""Any value that each lever takes."""
LEVERS = st.fixed_dictionaries(ACCEPTED)
MONTHS = st.integers(REFERENCE + 1, LAST)


def reachable(until: int, baseline: str) -> int:
    """The month, or the first one that the baseline simulates when it lies before it."""
    return max(until, load_baseline(baseline).reference_month + 1)


def defaults(baseline: str = "brief-2023-t2") -> dict[str, Any]:
    """All levers as the baseline has them."""
    found = load_baseline(baseline)
    return dict(lever_values(default_scenario(found), found))


def simulate(
    baseline: str = "brief-2023-t2",
    until: int = HORIZON,
    measures: tuple[Measure, ...] = (),
    *,
    keep_tenure: bool = False,
    **moved: Any,
) -> Projection:
    """The baseline's run with some levers moved; a list is one value per simulated month."""
    levers = {
        name: np.asarray(value)[:, np.newaxis] if isinstance(value, list) else value
        for name, value in (defaults(baseline) | moved).items()
    }
    return project(model_parameters(load_baseline(baseline)), Drivers(**levers), until, measures, keep_tenure=keep_tenure)
