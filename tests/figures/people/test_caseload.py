"""The main chart marks the promise: where the scenario stands in the target's month, and how far that is from it."""

from __future__ import annotations

import pytest

from core.analysis.outlook import outlook_of
from core.baseline import load_baseline
from core.figures.people.caseload import CASELOAD
from core.model.calendar import month_index
from core.scenario import default_scenario, with_until, with_value

BRIEF = load_baseline("brief-2023-t2")


@pytest.mark.parametrize("until", ["2026-12", "2030-12"])
def test_the_mark_stands_in_the_targets_month_on_the_line_of_the_scenario(until: str) -> None:
    scenario = with_until(with_value(default_scenario(BRIEF), BRIEF, "outflow_rate", 0.0205), BRIEF, month_index(until))
    frames = CASELOAD.frames(outlook_of(scenario, BRIEF), "nl")
    (mark,), paths = frames["promise"].to_pylist(), frames["paths"].to_pydict()
    assert (mark["x"], mark["goal"]) == (2026.0, 30000.0), "the end of December 2025"
    assert mark["value"] == paths["scenario"][paths["month"].index("december 2025")]
