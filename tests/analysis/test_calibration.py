"""The estimator finds back what made the counts, whatever their dates, and invents no flow."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.calibration import FLAT, Posterior
from core.analysis.forecast import quantiles_of
from core.analysis.record import Flow, Record


def posterior(record, targets=()):
    return Posterior(record, FLAT, targets)


def quantiles(forecast, parts):
    return quantiles_of(forecast.below, forecast.ends, parts)


def made_up(months, inflow, rate, shock, memory, seed):
    """A monthly caseload from the very process that the estimator assumes."""
    rng = np.random.default_rng(seed)
    stock, push, counts = inflow / rate, 0.0, []
    for month in range(months):
        push = memory * push + shock * np.sqrt(1 - memory**2) * rng.standard_normal()
        stock = (1 - rate) * stock + inflow + push
        counts.append((month, stock))
    return counts


def test_bands_hold_as_often_as_they_say_on_counts_that_the_estimator_did_not_see():
    inside = []
    for seed in range(60):
        counts = made_up(72, 600.0, 0.02, 120.0, 0.90, seed)
        seen = [counts[i] for i in (0, 7, 12, 24, 28, 36, 44, 48)]
        forecast = posterior(Record(tuple(seen)), [59, 71]).forecast()
        low, high = quantiles(forecast, (0.10, 0.90))
        inside += [low[j] <= counts[target][1] <= high[j] for j, target in enumerate((59, 71))]
    assert 0.70 <= np.mean(inside) <= 0.90


def test_a_published_flow_tells_inflow_from_outflow():
    counts = ((0, 30000.0), (12, 30000.0))
    slow = posterior(Record(counts, (Flow(1, 12, inflow=5400.0, outflow=5400.0),))).calibration()
    fast = posterior(Record(counts, (Flow(1, 12, inflow=9000.0, outflow=9000.0),))).calibration()
    assert slow.inflow == pytest.approx(450, rel=0.15)
    assert fast.inflow == pytest.approx(750, rel=0.15)
    assert slow.outflow_rate < fast.outflow_rate


def test_one_published_flow_may_miss_its_counterpart():
    counts = ((0, 30000.0), (12, 29400.0))
    found = posterior(Record(counts, (Flow(1, 12, inflow=6000.0),))).calibration()
    assert found.inflow == pytest.approx(500, rel=0.15)


def test_a_forecast_of_a_month_that_was_counted_is_the_count():
    counts = ((0, 30000.0), (7, 30500.0), (19, 31000.0))
    forecast = posterior(Record(counts), [7]).forecast()
    assert quantiles(forecast, (0.5,))[0, 0] == pytest.approx(30500.0, abs=30)


def test_a_forecast_widens_with_the_months():
    forecast = posterior(Record(((0, 30000.0), (12, 30200.0))), [13, 18, 36]).forecast()
    low, high = quantiles(forecast, (0.10, 0.90))
    assert np.all(np.diff(high - low) > 0)


@given(part=st.sampled_from([0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975]), change=st.floats(-3000.0, 3000.0))
@settings(max_examples=25, deadline=None)
def test_quantile_and_chance_are_each_other_s_inverse(part, change):
    forecast = posterior(Record(((0, 30000.0), (12, 30000.0 + change))), [24]).forecast()
    assert forecast.below(quantiles(forecast, (part,)))[0, 0] == pytest.approx(part, abs=1e-4)


def test_a_larger_municipality_is_the_same_but_larger():
    small = posterior(Record(((0, 3000.0), (8, 3100.0), (20, 2900.0))), [30]).forecast()
    large = posterior(Record(((0, 30000.0), (8, 31000.0), (20, 29000.0))), [30]).forecast()
    assert quantiles(large, (0.8,)) == pytest.approx(10 * quantiles(small, (0.8,)), rel=1e-4)


def test_with_one_count_there_is_only_what_is_held_possible_beforehand():
    """The inflow that keeps the stock where it is, 15% around it, and shocks: the middle stays near the count."""
    forecast = posterior(Record(((0, 30000.0),)), [12, 24]).forecast()
    low, middle, high = quantiles(forecast, (0.10, 0.50, 0.90))
    assert middle == pytest.approx([30000.0, 30000.0], rel=0.01)
    assert np.all(high - low > 2000.0)
    with pytest.raises(ValueError, match="one count"):
        posterior(Record(()))
