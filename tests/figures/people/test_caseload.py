"""The main chart marks the promise: where the scenario stands in the target's month, and how far that is from it."""

from __future__ import annotations

import pytest

from core.analysis.outlook import outlook_of
from core.baseline import load_baseline
from core.figures.people.caseload import CASELOAD, begins
from core.measures import catalogue
from core.model.calendar import month_index
from core.scenario import default_scenario, with_measures, with_until, with_value
from core.text import format as house
from tests.places import ROTTERDAM

BRIEF = load_baseline("brief-2023-t2")


@pytest.mark.parametrize("until", ["2026-12", "2030-12"])
def test_the_mark_stands_in_the_targets_month_on_the_line_of_the_scenario(until: str) -> None:
    scenario = with_until(with_value(default_scenario(BRIEF), BRIEF, "outflow_rate", 0.0205), BRIEF, month_index(until))
    frames = CASELOAD.frames(outlook_of(scenario, BRIEF), "nl")
    (mark,), paths = frames["promise"].to_pylist(), frames["paths"].to_pydict()
    assert (mark["x"], mark["goal"]) == (2026.0, 30000.0), "the end of December 2025"
    assert mark["value"] == paths["scenario"][paths["month"].index("december 2025")]


def test_with_a_package_on_the_mark_says_what_the_package_does_of_it() -> None:
    entries = [entry.measure() for entry in catalogue(ROTTERDAM) if entry.id in ("kansrijk", "lks-banen")]
    plain = default_scenario(BRIEF)
    (without,) = CASELOAD.frames(outlook_of(plain, BRIEF), "nl")["promise"].to_pylist()
    (mark,) = CASELOAD.frames(outlook_of(with_measures(plain, entries), BRIEF), "nl")["promise"].to_pylist()
    assert (mark["without"], without["package"]) == (without["value"], "")
    won = round(without["value"]) - round(mark["value"])
    assert won > 100
    assert mark["package"] == f"pakket: {won} minder"
    assert mark["gap"] == f"eind 2025: {house.number(round(mark['value']) - 30000, 'nl')} te veel"


def test_a_target_after_the_last_month_has_no_mark() -> None:
    scenario = with_until(default_scenario(BRIEF), BRIEF, month_index("2023-12"))
    assert CASELOAD.frames(outlook_of(scenario, BRIEF), "nl")["promise"].num_rows == 0


def test_the_chart_begins_two_years_before_what_was_counted_and_reaches_back_to_the_first_count_on_demand() -> None:
    (ends,) = CASELOAD.frames(outlook_of(default_scenario(BRIEF), BRIEF), "nl")["extent"].to_pylist()
    first = BRIEF.history.volume[0]
    assert (begins(BRIEF), round(ends["x_low"])) == (2021, 2021)
    assert ends["x_whole"] < first.date.year
    assert ends["y_whole"] >= max(point.value for point in BRIEF.history.volume)
