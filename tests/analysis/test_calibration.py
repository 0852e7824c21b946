"""The estimator finds back what made the counts, whatever their dates, and invents no flow."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.calibration import FLAT, Posterior, Settings, flow_spreads
from core.analysis.record import Flow, Record

BROAD = Settings(0.15, 0.30, (0.80, 0.90, 0.95))


def posterior(record, targets=()):
    return Posterior(record, FLAT, targets, (0.05, 0.15), (0.80, 0.90, 0.95))


def made_up(months, inflow, rate, shock, memory, seed):
    """A monthly caseload from the very process that the estimator assumes."""
    rng = np.random.default_rng(seed)
    stock, push, counts = inflow / rate, 0.0, []
    for month in range(months):
        push = memory * push + shock * np.sqrt(1 - memory**2) * rng.standard_normal()
        stock = (1 - rate) * stock + inflow + push
        counts.append((month, stock))
    return counts


@pytest.mark.parametrize("shock", [60.0, 150.0])
def test_the_size_and_the_memory_of_shocks_are_found_back_from_monthly_counts(shock):
    counts = made_up(120, 600.0, 0.02, shock, 0.90, seed=5)
    found = posterior(Record(tuple(counts))).calibration(BROAD)
    assert found.shock == pytest.approx(shock, rel=0.35)
    assert found.memory == pytest.approx(0.90, abs=0.05)


def test_bands_hold_as_often_as_they_say_on_counts_that_the_estimator_did_not_see():
    inside = []
    for seed in range(60):
        counts = made_up(72, 600.0, 0.02, 120.0, 0.90, seed)
        seen = [counts[i] for i in (0, 7, 12, 24, 28, 36, 44, 48)]
        forecast = posterior(Record(tuple(seen)), [59, 71]).forecast(BROAD)
        low, high = forecast.quantiles((0.10, 0.90))
        inside += [low[j] <= counts[target][1] <= high[j] for j, target in enumerate((59, 71))]
    assert 0.70 <= np.mean(inside) <= 0.90


def test_a_published_flow_tells_inflow_from_outflow():
    counts = ((0, 30000.0), (12, 30000.0))
    slow = posterior(Record(counts, (Flow(1, 12, inflow=5400.0, outflow=5400.0),))).calibration(BROAD)
    fast = posterior(Record(counts, (Flow(1, 12, inflow=9000.0, outflow=9000.0),))).calibration(BROAD)
    assert slow.inflow == pytest.approx(450, rel=0.15)
    assert fast.inflow == pytest.approx(750, rel=0.15)
    assert slow.outflow_rate < fast.outflow_rate


def test_one_published_flow_may_miss_its_counterpart():
    counts = ((0, 30000.0), (12, 29400.0))
    found = posterior(Record(counts, (Flow(1, 12, inflow=6000.0),))).calibration(BROAD)
    assert found.inflow == pytest.approx(500, rel=0.15)


def test_a_forecast_of_a_month_that_was_counted_is_the_count():
    counts = ((0, 30000.0), (7, 30500.0), (19, 31000.0))
    forecast = posterior(Record(counts), [7]).forecast(BROAD)
    assert forecast.quantile(7, 0.5) == pytest.approx(30500.0, abs=30)


def test_a_forecast_widens_with_the_months():
    forecast = posterior(Record(((0, 30000.0), (12, 30200.0))), [13, 18, 36]).forecast(BROAD)
    low, high = forecast.quantiles((0.10, 0.90))
    assert np.all(np.diff(high - low) > 0)


@given(
    factor=st.floats(0.5, 2.0),
    part=st.sampled_from([0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975]),
    change=st.floats(-3000.0, 3000.0),
)
@settings(max_examples=25, deadline=None)
def test_quantile_and_chance_are_each_other_s_inverse_and_widening_widens(factor, part, change):
    forecast = posterior(Record(((0, 30000.0), (12, 30000.0 + change))), [24]).forecast(BROAD)
    wider = forecast.widened(factor)
    assert wider.below(24, wider.quantile(24, part)) == pytest.approx(part, abs=1e-4)
    width = [found.quantile(24, 0.9) - found.quantile(24, 0.1) for found in (forecast, wider)]
    assert width[1] == pytest.approx(factor * width[0], rel=1e-3)


def test_a_larger_municipality_is_the_same_but_larger():
    small = posterior(Record(((0, 3000.0), (8, 3100.0), (20, 2900.0))), [30]).forecast(BROAD)
    large = posterior(Record(((0, 30000.0), (8, 31000.0), (20, 29000.0))), [30]).forecast(BROAD)
    assert large.quantile(30, 0.8) == pytest.approx(10 * small.quantile(30, 0.8), rel=1e-4)


def test_one_count_is_too_few():
    with pytest.raises(ValueError, match="2 counts"):
        posterior(Record(((0, 30000.0),)))


def test_the_spreads_of_both_flows_make_the_spread_of_the_net_flow():
    found = posterior(Record(((0, 30000.0), (8, 31000.0), (20, 29000.0)))).calibration(BROAD)
    spreads = flow_spreads(found, 600.0, 500.0, 0.6)
    assert np.hypot(600 * spreads.inflow_shock, 500 * spreads.outflow_shock) == pytest.approx(found.shock)
    assert np.hypot(600 * spreads.inflow, 500 * spreads.outflow) == pytest.approx(found.net_spread)
