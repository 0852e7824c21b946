"""Indices of groups against known answers and an independent library, through the code that the model goes through."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from SALib.analyze import sobol as analyse
from SALib.sample import sobol as draw
from scipy.special import ndtr

from core.analysis.output import output
from core.analysis.sensitivity import DRAWS, SCRAMBLES, SEED, function_of_groups, group_dimensions, laid_out
from core.analysis.variance import Variance, sample, take_apart
from core.baseline import load_baseline
from core.measures import catalogue
from core.model.calendar import month_index
from core.scenario import default_scenario, with_measures, with_value
from tests.places import LETTER, ROTTERDAM

A, B = 7.0, 0.1
PARTS = (0.5 * (1 + B * np.pi**4 / 5) ** 2, A**2 / 8, 8 * B**2 * np.pi**8 / 225)
"""Variance of the Ishigami function from its first input, its second, and the first and third together."""
WHOLE = sum(PARTS)


def ishigami(x1, x2, x3):
    return np.sin(x1) + A * np.sin(x2) ** 2 + B * x3**4 * np.sin(x1)


def uniform(normals):
    return np.pi * (2 * ndtr(normals) - 1)


def by_input(points):
    return ishigami(*(uniform(points[name][0]) for name in ("x1", "x2", "x3")))


def by_pair(points):
    x1, x3 = uniform(points["pair"])
    return ishigami(x1, uniform(points["x2"][0]), x3)


def numbers(found: Variance) -> dict[str, tuple[float, float]]:
    return {one.group: (one.first, one.total) for one in found.groups}


def test_the_ishigami_function_gives_its_known_indices_within_the_stated_error():
    (found,) = take_apart(by_input, {"x1": 1, "x2": 1, "x3": 1}, draws=1024, scrambles=SCRAMBLES, seed=SEED)
    truth = {
        "x1": (PARTS[0] / WHOLE, (PARTS[0] + PARTS[2]) / WHOLE),
        "x2": (PARTS[1] / WHOLE, PARTS[1] / WHOLE),
        "x3": (0.0, PARTS[2] / WHOLE),
    }
    for one in found.groups:
        assert abs(one.first - truth[one.group][0]) <= one.first_error
        assert abs(one.total - truth[one.group][1]) <= one.total_error
        assert max(one.first_error, one.total_error) < 0.01
    assert abs(found.together - PARTS[2] / WHOLE) <= found.together_error
    assert found.mean == pytest.approx(A / 2, abs=0.01)
    assert found.deviation == pytest.approx(WHOLE**0.5, rel=0.01)


def test_a_group_is_one_factor_whatever_happens_inside_it():
    (found,) = take_apart(by_pair, {"pair": 2, "x2": 1}, draws=1024, scrambles=SCRAMBLES, seed=SEED)
    inside = (PARTS[0] + PARTS[2]) / WHOLE
    assert numbers(found)["pair"] == pytest.approx((inside, inside), abs=0.005)
    assert found.together == pytest.approx(0.0, abs=0.005)


def test_intervals_hold_the_truth_as_often_as_they_say():
    """Nineteen in twenty, over many seeds; 40 × 6 intervals that are not wholly independent leave some room."""
    truth = {"x1": (PARTS[0], PARTS[0] + PARTS[2]), "x2": (PARTS[1], PARTS[1]), "x3": (0.0, PARTS[2])}
    held = []
    for seed in range(40):
        (found,) = take_apart(by_input, {"x1": 1, "x2": 1, "x3": 1}, draws=128, scrambles=8, seed=seed)
        for one in found.groups:
            first, total = (value / WHOLE for value in truth[one.group])
            held += [abs(one.first - first) <= one.first_error, abs(one.total - total) <= one.total_error]
    assert 0.88 <= np.mean(held) <= 1.0


@given(
    weights=st.lists(st.lists(st.floats(-100, 100), min_size=1, max_size=3), min_size=2, max_size=5),
    level=st.floats(-1e6, 1e6),
)
@settings(max_examples=40)
def test_in_a_sum_each_group_has_its_own_part_and_nothing_is_done_together(weights, level):
    weights = [[round(value, 3) for value in row] for row in weights]
    variances = np.array([sum(value**2 for value in row) for row in weights])
    function = lambda points: level + sum(np.array(row) @ points[str(k)] for k, row in enumerate(weights))  # noqa: E731
    dimensions = {str(k): len(row) for k, row in enumerate(weights)}
    (found,) = take_apart(function, dimensions, draws=512, scrambles=8, seed=1)
    if variances.sum() < 1e-3:
        return
    for one, own in zip(found.groups, variances / variances.sum(), strict=True):
        assert one.first == pytest.approx(own, abs=0.08)
        assert one.first == pytest.approx(one.total, abs=0.02)
        if own == 0.0:
            assert (one.first, one.total) == (0.0, 0.0)
    assert abs(found.together) <= 0.05


def test_an_output_that_never_changes_has_no_indices():
    (found,) = take_apart(lambda points: np.full(points["x"].shape[1], 12.0), {"x": 2, "y": 1}, draws=16, scrambles=2, seed=1)
    assert found.certain
    assert numbers(found) == {"x": (0.0, 0.0), "y": (0.0, 0.0)}
    assert (found.mean, found.deviation, found.together) == (12.0, 0.0, 0.0)


def test_two_samples_do_not_depend_on_each_other():
    one, other = sample({"x": 3, "y": 40}, 1024, np.random.default_rng(1))
    rows = np.concatenate([one["x"], one["y"][:5], other["x"], other["y"][:5]])
    correlation = np.corrcoef(rows) - np.eye(len(rows))
    assert np.abs(correlation).max() < 0.1
    assert np.abs(rows.mean(axis=1)).max() < 0.05


def test_every_output_of_a_function_is_taken_apart_by_itself():
    together = take_apart(lambda p: np.stack([p["x"][0], p["y"][0] ** 3]), {"x": 1, "y": 1}, draws=64, scrambles=3, seed=5)
    alone = take_apart(lambda p: p["y"][0] ** 3, {"x": 1, "y": 1}, draws=64, scrambles=3, seed=5)
    assert together[1] == alone[0]
    assert numbers(together[0]) == {"x": (pytest.approx(1.0), pytest.approx(1.0)), "y": (0.0, 0.0)}


def test_leaving_out_a_group_that_does_nothing_changes_no_number():
    function = lambda p: p["x"][0] * (1.0 + p["y"][0])  # noqa: E731
    groups = {"x": 1, "y": 1, "z": 2}
    all_of_them = take_apart(function, groups, draws=32, scrambles=3, seed=2)
    assert take_apart(function, groups, draws=32, scrambles=3, seed=2, idle=["z"]) == all_of_them
    assert all_of_them[0].evaluations == 3 * 32 * 6


def test_what_progress_raises_stops_the_work_and_the_parts_go_up_to_one():
    told: list[float] = []
    take_apart(lambda p: p["x"][0], {"x": 1, "y": 1}, draws=8, scrambles=2, seed=1, progress=told.append)
    assert told == sorted(told)
    assert (len(told), told[-1]) == (12, 1.0)

    def stop(part: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        take_apart(lambda p: p["x"][0], {"x": 1, "y": 1}, draws=8, scrambles=2, seed=1, progress=stop)


@pytest.mark.parametrize(("groups", "scrambles"), [({"x": 1}, 2), ({"x": 1, "y": 1}, 1)])
def test_one_group_or_one_repetition_is_refused(groups, scrambles):
    with pytest.raises(ValueError, match="at least two"):
        take_apart(lambda points: points["x"][0], groups, draws=8, scrambles=scrambles, seed=1)


@pytest.mark.parametrize(
    "packed", [pytest.param(False, marks=pytest.mark.exhaustive), True], ids=["plain", "package and feedback"]
)
def test_this_model_gives_the_indices_that_salib_finds(packed):
    """SALib draws its own points, swaps its own groups and has another estimator; only the model is the same."""
    baseline = load_baseline(LETTER)
    scenario = default_scenario(baseline)
    if packed:
        scenario = with_value(with_value(scenario, baseline, "outflow_rate", 0.0205), baseline, "macro_feedback", 0.5)
        scenario = with_measures(scenario, [entry.measure() for entry in catalogue(ROTTERDAM)])
    wanted = [output(name, month_index("2025-12")) for name in ("volume", "lks_jobs", "reserve", "result", "general_funds")]
    function, prepare, dimensions = function_of_groups(baseline, scenario, wanted), laid_out(baseline), group_dimensions(baseline)
    found = take_apart(function, dimensions, draws=DRAWS, scrambles=SCRAMBLES, seed=SEED, prepare=prepare)

    names = [name for name, count in dimensions.items() for _ in range(count)]
    problem = {
        "num_vars": len(names),
        "names": [f"{name}-{i}" for i, name in enumerate(names)],
        "groups": names,
        "dists": ["norm"] * len(names),
        "bounds": [[0.0, 1.0]] * len(names),
    }
    points = draw.sample(problem, 1024, calc_second_order=False, seed=7).T
    ends = np.cumsum(list(dimensions.values()))[:-1]
    values = function(prepare(dict(zip(dimensions, np.split(points, ends), strict=True))))
    apart = []
    for ours, theirs in zip(found, values, strict=True):
        outside = analyse.analyze(problem, theirs, calc_second_order=False, seed=7)
        for k, one in enumerate(ours.groups):
            for mine, error, other, its_error in (
                (one.first, one.first_error, outside["S1"][k], outside["S1_conf"][k]),
                (one.total, one.total_error, outside["ST"][k], outside["ST_conf"][k]),
            ):
                if error == its_error == 0.0:
                    assert mine == other == 0.0
                else:
                    apart.append(abs(mine - other) / np.hypot(error, its_error))
    # Intervals of 95%: one in twenty may miss, and of some fifty none by more than 3.5 standard errors.
    assert np.mean(np.array(apart) <= 1.0) >= 0.9
    assert max(apart) <= 3.5 / 1.96


def test_an_index_is_the_mean_over_repetitions_and_its_error_half_of_a_95_percent_interval_of_students_t():
    """Three repetitions of x + xy, each by the formula: swapped samples, sums over draws, and what they differ by."""

    def function(points):
        return points["x"][0] + 2.0 * points["x"][0] * points["y"][0]

    groups = {"x": 1, "y": 1}
    first, total, plain = [], [], []
    for i in range(3):
        a, b = sample(groups, 32, np.random.default_rng([9, i]))
        f_a, f_b = function(a), function(b)
        plain += [f_a, f_b]
        firsts, totals = [], []
        for name in groups:
            ab, ba = function({**a, name: b[name]}), function({**b, name: a[name]})
            spread = ((f_a - f_b) ** 2).sum() + ((ba - ab) ** 2).sum()
            firsts.append(2.0 * ((f_b - ba) * (ab - f_a)).sum() / spread)
            totals.append((((f_b - ba) ** 2).sum() + ((f_a - ab) ** 2).sum()) / spread)
        first.append(firsts)
        total.append(totals)
    (found,) = take_apart(function, groups, draws=32, scrambles=3, seed=9)

    def error(values):
        return 4.3026527 * np.std(values, axis=0, ddof=1) / np.sqrt(3)  # Student's t at 0.975 with two degrees

    assert [one.first for one in found.groups] == pytest.approx(np.mean(first, axis=0))
    assert [one.total for one in found.groups] == pytest.approx(np.mean(total, axis=0))
    assert [one.first_error for one in found.groups] == pytest.approx(error(first))
    assert [one.total_error for one in found.groups] == pytest.approx(error(total))
    together = 1.0 - np.sum(first, axis=1)
    assert (found.together, found.together_error) == pytest.approx((together.mean(), error(together)))
    assert (found.mean, found.deviation) == pytest.approx((np.mean(plain), np.std(plain)))
    assert (found.draws, found.scrambles, found.evaluations) == (32, 3, 32 * 3 * 6)
