"""The fast answer is the slow answer, and what was promised is counted as published."""

from __future__ import annotations

import pytest

from core.analysis.goal_seek import Target, solve
from core.analysis.needed import needed, target_of
from core.analysis.outcome import central
from core.analysis.promises import promises
from core.baseline import DEFAULT, load_baseline
from core.measures import catalogue
from core.problem import Problem
from core.scenario import default_scenario, experience, with_measures, with_value

BASELINE = load_baseline(DEFAULT)
PLAIN = default_scenario(BASELINE)
MOVED = with_measures(
    with_value(with_value(PLAIN, BASELINE, "outflow_rate", 0.0193), BASELINE, "macro_feedback", 0.4),
    [entry.measure() for entry in catalogue()],
)
VOLUME, JOBS = target_of(BASELINE, "target_volume", "volume"), target_of(BASELINE, "lks_target", "lks_jobs")


@pytest.mark.parametrize("scenario", [PLAIN, MOVED], ids=["plain", "moved"])
@pytest.mark.parametrize(
    ("lever", "target"),
    [
        ("outflow_rate", VOLUME), ("inflow", VOLUME), ("lks_starts", JOBS), ("lks_first_year_dropout", JOBS),
        ("inflow", Target("volume", 1.0, VOLUME.month)),
    ],
)  # fmt: skip
def test_the_fast_answer_is_that_of_the_command_line(scenario, lever, target) -> None:
    fast, slow = needed(BASELINE, scenario, lever, target).answer, solve(scenario, BASELINE, lever, target)
    assert (fast.reachable, fast.within_experience, fast.current) == (slow.reachable, slow.within_experience, slow.current)
    assert fast.outcome == pytest.approx(slow.outcome, rel=1e-9)
    assert fast.value == pytest.approx(slow.value, rel=1e-9)


def test_at_the_end_of_experience_stands_what_a_run_gives_there() -> None:
    found = needed(BASELINE, PLAIN, "outflow_rate", VOLUME)
    assert not found.answer.within_experience
    assert found.limit == experience(BASELINE, "outflow_rate").high
    run, _ = central(BASELINE, with_value(PLAIN, BASELINE, "outflow_rate", found.limit))
    assert found.at_limit == pytest.approx(float(run.caseload.stock[VOLUME.month - run.months[0], 0]), rel=1e-12)


def test_months_and_outcomes_that_cannot_be_are_refused() -> None:
    with pytest.raises(Problem):
        needed(BASELINE, PLAIN, "inflow", Target("volume", 30000.0, BASELINE.reference_month))
    with pytest.raises(ValueError, match="reserve"):
        needed(BASELINE, PLAIN, "inflow", Target("reserve", 0.0, VOLUME.month))
    with pytest.raises(ValueError, match="buig_share"):
        needed(BASELINE, PLAIN, "buig_share", VOLUME)


def test_promises_and_what_became_of_them() -> None:
    difference = {(p.point.date.year, p.point.value): p.difference for p in promises()}
    assert difference[2021, 30000] == 4624
    assert difference[2022, 33375] == -400
    assert difference[2020, 38000] == -1797
    assert difference[2025, 30000] is None
