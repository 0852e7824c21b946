"""Where a slider's track says that a target is just met: where goal seek finds it, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest

from core.analysis.goal_seek import solve
from core.analysis.marks import mark_of
from core.analysis.simulate import simulate
from core.analysis.target import Target, target_of
from core.baseline import DEFAULT, Baseline, load_baseline
from core.model.calendar import december, month_index, month_of
from core.scenario import LEVER, LEVERS, default_scenario, default_value, with_until, with_value
from tests.analysis.test_family import some_scenario


def targets(baseline: Baseline) -> list[Target]:
    """What a page can ask of a slider: benefits, jobs, and a year without a deficit."""
    volume, jobs = target_of(baseline, "target_volume", "volume"), target_of(baseline, "lks_target", "lks_jobs")
    assert volume is not None
    year = december(2026) if baseline.reference_month < december(2025) else december(2027)
    return [volume, Target("result", 0.0, year), *([jobs] if jobs is not None and jobs.month > baseline.reference_month else [])]


@pytest.mark.one_in(2)
@pytest.mark.parametrize("seed", range(10))
def test_a_mark_stands_where_goal_seek_finds_the_target_and_nowhere_else(seed: int) -> None:
    baseline, scenario = some_scenario(300 + seed)
    for target in targets(baseline):
        for lever in LEVERS:
            found, answer = mark_of(baseline, scenario, lever, target), solve(scenario, baseline, lever.id, target)
            low, high = lever.span(default_value(baseline, lever.id))
            if found is None:
                assert not answer.reachable or answer.value == answer.current or not low < answer.value < high, lever.id
            else:
                assert answer.reachable
                assert abs(found.value - answer.value) <= 0.5 * lever.step, (lever.id, target)


def test_at_the_step_of_a_mark_the_target_holds_and_a_step_before_it_does_not() -> None:
    baseline = load_baseline(DEFAULT)
    scenario = default_scenario(baseline)
    target = target_of(baseline, "target_volume", "volume")
    assert target is not None
    found = mark_of(baseline, scenario, LEVER["outflow_rate"], target)
    assert found is not None

    def volume(rate: float) -> float:
        there = with_until(with_value(scenario, baseline, "outflow_rate", rate), baseline, target.month)
        return float(simulate(baseline, there).caseload.stock[-1, 0])

    assert volume(found.step) <= target.value < volume(found.step - 0.0001)
    assert found.step - 0.0001 < found.value <= found.step
    np.testing.assert_allclose(volume(found.value), target.value, atol=0.5)


def test_there_is_no_mark_where_nothing_can_be_reached() -> None:
    baseline = load_baseline(DEFAULT)
    scenario = default_scenario(baseline)
    for outcome, value, month in (
        ("volume", 1.0, "2027-12"), ("volume", 30000.0, "2019-12"), ("lks_jobs", 1e6, "2027-12"), ("reserve", 1e6, "2027-12"),
    ):  # fmt: skip
        for lever in LEVERS:
            assert mark_of(baseline, scenario, lever, Target(outcome, value, month_index(month))) is None


def test_a_mark_does_not_hang_on_where_its_own_lever_stands() -> None:
    baseline = load_baseline(DEFAULT)
    scenario = default_scenario(baseline)
    aim = baseline.quantity("target_volume")
    target = Target("volume", aim.value, month_of(aim.date))
    low, high = (with_value(scenario, baseline, "inflow", value) for value in (450.0, 610.0))
    found = mark_of(baseline, low, LEVER["inflow"], target)
    assert found is not None
    assert found == mark_of(baseline, high, LEVER["inflow"], target)
