"""Chances on the screen: right to a percentage point, the same everywhere, and moving the right way."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis import uncertainty
from core.analysis.chances import chances_of, reserve_needed
from core.analysis.outcome import screen_disturbance
from core.analysis.simulate import simulate
from core.baseline import load_baseline
from core.measures import catalogue
from core.scenario import default_scenario, with_measures, with_until, with_value

BASE = load_baseline("brief-2023-t2")


def scenario(until=12 * 2026 + 11, **levers):
    found = with_until(default_scenario(BASE), BASE, until)
    for lever, value in levers.items():
        found = with_value(found, BASE, lever, value)
    return found


def chances(found, draws=uncertainty.SCREEN_DRAWS):
    return chances_of(simulate(BASE, found, screen_disturbance(BASE, found.until, draws)), BASE)


@pytest.mark.parametrize("levers", [{}, {"outflow_rate": 0.0207, "inflow": 585.0}, {"inflow": 541.0, "buig_share": 0.0861}])
def test_every_chance_is_within_a_percentage_point_of_the_one_from_65536_draws(levers):
    screen, many = chances(scenario(**levers)), chances(scenario(**levers), 65536)
    for name in ("volume", "lks", "reserve_gone", "first_reached"):
        assert np.abs(getattr(screen, name) - getattr(many, name)).max() <= 0.01, name
    assert screen.never == pytest.approx(many.never, abs=0.01)
    for one, other in zip(screen.targets, many.targets, strict=True):
        assert one.chance == pytest.approx(other.chance, abs=0.01), one.name


@given(outflow=st.floats(0.016, 0.023), inflow=st.floats(500.0, 700.0), until=st.integers(12 * 2025 + 11, 12 * 2030 + 11))
@settings(max_examples=15, deadline=None)
def test_chances_are_chances_and_months_add_up(outflow, inflow, until):
    found = chances(scenario(until, outflow_rate=outflow, inflow=inflow), 256)
    assert found.first_reached.sum() + found.never == pytest.approx(1.0)
    assert (found.first_reached >= 0).all()
    assert (np.diff(found.reserve_gone) >= 0).all()
    for values in (found.volume, found.lks, found.reserve_gone):
        assert ((values >= 0) & (values <= 1)).all()
    by_then = 1.0 - found.never
    assert (found.half is not None) == (by_then >= 0.5)


def test_more_outflow_makes_the_target_likelier_and_a_higher_share_the_reserve_safer():
    plain, out, share = chances(scenario()), chances(scenario(outflow_rate=0.020)), chances(scenario(buig_share=0.088))
    target = {one.name: one.chance for one in plain.targets}
    assert {one.name: one.chance for one in out.targets}["volume"] > target["volume"]
    assert {one.name: one.chance for one in share.targets}["reserve"] > target["reserve"]
    assert share.reserve_needed[0][1] < plain.reserve_needed[0][1]


def test_the_median_of_the_draws_is_the_scenario_s_own_path():
    found = scenario()
    draws = simulate(BASE, found, screen_disturbance(BASE, found.until)).caseload.stock
    own = simulate(BASE, found).caseload.stock[:, 0]
    assert np.median(draws, axis=1) == pytest.approx(own, abs=60)


def test_with_the_reserve_that_is_needed_the_general_funds_stay_out_as_often_as_asked():
    found = scenario()
    run = simulate(BASE, found, screen_disturbance(BASE, found.until))
    needed = reserve_needed(run, 0.90)
    running = needed + np.cumsum(run.result + run.account.vangnet_received, axis=0)
    assert np.mean(running.min(axis=0) >= -1e-9) == pytest.approx(0.90, abs=0.002)


def test_a_package_s_effect_is_uncertain_and_its_cost_is_not():
    package = with_measures(scenario(), [entry.measure() for entry in catalogue()])
    by = screen_disturbance(BASE, package.until, 256)
    run = simulate(BASE, package, by)
    assert np.ptp(run.caseload.measures.sum(axis=0)) > 0
    assert np.array_equal(np.asarray(run.measure_cost), np.asarray(simulate(BASE, package).measure_cost))


def test_a_longer_horizon_keeps_the_draws_of_the_earlier_months():
    short, long = screen_disturbance(BASE, 12 * 2025 + 11, 256), screen_disturbance(BASE, 12 * 2030 + 11, 256)
    count = len(short.inflow_factor)
    assert np.array_equal(short.inflow_factor, long.inflow_factor[:count])
    assert np.array_equal(short.outflow_factor, long.outflow_factor[:count])


def test_the_draws_have_the_sizes_and_the_memory_of_the_baseline():
    spreads = uncertainty.Spreads.of(BASE)
    by = uncertainty.disturbance(spreads, BASE.reference_month + 1, 88, 16384)
    deviation = by.inflow_factor - 1.0
    assert deviation[60:].std() == pytest.approx(np.hypot(spreads.inflow, spreads.inflow_shock), rel=0.03)
    assert np.corrcoef(deviation[70], by.outflow_factor[70])[0, 1] == pytest.approx(0.0, abs=0.02)
    shock = np.corrcoef(deviation[70], deviation[75])[0, 1]
    lasting = spreads.inflow**2 / (spreads.inflow**2 + spreads.inflow_shock**2)
    assert shock == pytest.approx(lasting + (1 - lasting) * spreads.memory**5, abs=0.02)
    first = deviation[0].std()
    assert first < deviation[60].std(), "part of the present shock is known"


def test_the_command_line_prints_chances_with_the_bands_and_the_scorecard():
    root = Path(__file__).resolve().parents[2]

    def run(*arguments):
        done = subprocess.run([sys.executable, "-m", "core", *arguments], cwd=root, capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    shown = chances(scenario())
    printed = run("run", "--draws", str(uncertainty.SCREEN_DRAWS), "--json")["chances"]
    assert [one["chance"] for one in printed["targets"]] == [one.chance for one in shown.targets]
    assert printed["never"] == shown.never
    card = run("backtest", "--json")
    assert sum(len(origin["forecasts"]) for origin in card["origins"]) == 45
    assert {tuple(row["mean_absolute_error"]) for row in card["horizons"]} == {
        ("model", "last_value", "last_trend", "ets", "arima")
    }
