"""Mixtures of normal distributions by hand, and the estimator beside plain Gaussian conditioning."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy.stats import multivariate_normal, norm

from core.analysis.calibration import (
    COUNT_NOISE,
    FLOW_NOISE,
    OUTFLOW,
    OUTFLOW_NODES,
    OUTFLOW_SPREAD,
    SHOCK_PRIOR_SPREAD,
    SHOCKS,
    Posterior,
)
from core.analysis.forecast import Forecast, crps_of, quantiles_of
from core.analysis.peers import normal_crps
from core.analysis.record import Flow, Record
from core.model.parameters import Floats

TWO = Forecast((10, 20), np.array([0.25, 0.75]), np.array([[100.0, 50.0], [120.0, 90.0]]), np.array([[10.0, 1.0], [20.0, 2.0]]))
"""A quarter of 100 ± 10 and three quarters of 120 ± 20 in month 10; of 50 ± 1 and 90 ± 2 in month 20."""


def test_a_chance_is_the_weighted_chance_of_each_part_in_its_own_month() -> None:
    found = TWO.below(np.array([110.0, 70.0]))
    assert found == pytest.approx([0.25 * norm.cdf(1.0) + 0.75 * norm.cdf(-0.5), 0.25])
    assert TWO.below(np.array([[110.0, 70.0], [0.0, 0.0]]))[1] == pytest.approx([0.0, 0.0], abs=1e-8)


def test_a_quantile_has_its_part_under_it() -> None:
    found = quantiles_of(TWO.below, TWO.ends, (0.125, 0.625))
    assert found.shape == (2, 2)
    assert found[:, 1] == pytest.approx([50.0, 90.0], abs=0.01)
    for part in (0.1, 0.5, 0.9):
        assert TWO.below(quantiles_of(TWO.below, TWO.ends, (part,)))[0] == pytest.approx([part, part], abs=1e-2)


def test_the_score_of_a_normal_distribution_is_the_known_one() -> None:
    """σ (z (2Φ(z) − 1) + 2φ(z) − 1/√π) for one node, whatever the outcome."""
    one = Forecast((1,), np.array([1.0]), np.array([[100.0]]), np.array([[20.0]]))
    for actual in (100.0, 130.0, 20.0):
        z = (actual - 100.0) / 20.0
        expected = 20.0 * (z * (2.0 * norm.cdf(z) - 1.0) + 2.0 * norm.pdf(z) - 1.0 / np.sqrt(np.pi))
        assert crps_of(one.below, one.ends, np.array([actual]))[0] == pytest.approx(expected, rel=2e-3)
        assert normal_crps(100.0, 20.0, actual) == pytest.approx(expected)


def test_what_was_over_by_a_month_is_what_ended_in_it_or_before() -> None:
    record = Record(((1, 10.0), (5, 20.0), (9, 30.0)), (Flow(2, 5), Flow(3, 6)), ((5, 0.01), (9, 0.02)))
    assert record.until(5) == Record(((1, 10.0), (5, 20.0)), (Flow(2, 5),), ((5, 0.01),))
    assert record.firm == ((1, 10.0),)


# The estimator beside plain conditioning ----------------------------------------------------------------------------

SEASON = (tuple(1.0 + 0.1 * (-1) ** m for m in range(12)), tuple(1.0 + 0.02 * (m - 5.5) for m in range(12)))
RECORD = Record(
    ((7, 30000.0), (12, 30300.0), (16, 29800.0)), (Flow(9, 14, inflow=3600.0, outflow=3900.0), Flow(1, 6, inflow=9.0))
)
"""Counts over nine months from month 7, a flow that was published over six of them, and one from before, which says nothing."""
TARGETS = (14, 16, 22)
MEMORIES, LEVEL_SPREAD, SHOCK = (0.80, 0.90, 0.95), 0.15, 0.30
"""What is held possible beforehand, as it is written down."""


def response(rate: float, inflow: float, shocks: Floats) -> tuple[Floats, Floats, Floats]:
    """Stock, inflow and outflow of the months 8 to 22, month by month: what the description says and nothing else."""
    stock, stocks, ways_in, ways_out = RECORD.counts[0][1], [], [], []
    for i, month in enumerate(range(8, 23)):
        entering = inflow * SEASON[0][month % 12] + shocks[i]
        leaving = rate * SEASON[1][month % 12] * stock
        stock = stock + entering - leaving
        stocks.append(stock)
        ways_in.append(entering)
        ways_out.append(leaving)
    return np.array(stocks), np.array(ways_in), np.array(ways_out)


def seen(rate: float, inflow: float, shocks: Floats) -> Floats:
    """What is observed, then the targets, the level of the inflow and the shock at the last count."""
    stocks, ways_in, ways_out = response(rate, inflow, shocks)
    during = slice(9 - 8, 14 - 8 + 1)
    counts = [stocks[month - 8] for month, _ in RECORD.counts[1:]]
    flows = [ways_in[during].sum(), ways_out[during].sum()]
    return np.array([*counts, *flows, *(stocks[month - 8] for month in TARGETS), inflow, shocks[16 - 8]])


def by_conditioning(*, flows: bool = True) -> tuple[Floats, list[tuple[float, Floats, Floats, float, float, float]]]:
    """Weights, and per node of the grid: memory, means, deviations, shock size, rate and scale."""
    known = [0, 1, 2, 3] if flows else [0, 1]
    nodes, logs = [], []
    mean_count = np.mean([count for _, count in RECORD.counts])
    for memory, node, size in itertools.product(MEMORIES, OUTFLOW_NODES, SHOCKS):
        rate = OUTFLOW + node * OUTFLOW_SPREAD
        scale = mean_count * rate
        fixed = seen(rate, scale, np.zeros(15))
        # Everything is linear: a unit of each shock, and of the inflow, says what they do.
        columns = [seen(rate, scale, row) - fixed for row in np.eye(15)]
        level = seen(rate, 2.0 * scale, np.zeros(15)) - fixed
        apart = memory ** np.abs(np.subtract.outer(np.arange(15), np.arange(15)))
        rows = np.array(columns).T
        covariance = (size * scale) ** 2 * rows @ apart @ rows.T + LEVEL_SPREAD**2 * np.outer(level, level)
        months = 6
        noise = np.array([COUNT_NOISE * 30000.0] * 2 + [FLOW_NOISE * scale * months] * 2)
        covariance[:4, :4] += np.diag(noise**2)
        observed = np.array([30300.0, 29800.0, 3600.0, 3900.0])[known]
        among, across = covariance[np.ix_(known, known)], covariance[4:][:, known]
        gain = across @ np.linalg.inv(among)
        means = fixed[4:] + gain @ (observed - fixed[known])
        variance = np.diag(covariance[4:, 4:] - gain @ across.T)
        prior = norm.logpdf(node) + norm.logpdf(np.log(size / SHOCK) / SHOCK_PRIOR_SPREAD)
        logs.append(multivariate_normal(fixed[known], among).logpdf(observed) + prior)
        nodes.append((memory, means, np.sqrt(np.maximum(variance, 0.0)), size, rate, scale))
    weights = np.exp(np.array(logs) - max(logs))
    return weights / weights.sum(), nodes


def test_the_forecast_is_that_of_plain_conditioning_at_every_node() -> None:
    weights, nodes = by_conditioning()
    forecast = Posterior(RECORD, SEASON, TARGETS).forecast()
    assert forecast.weights == pytest.approx(weights, rel=1e-5, abs=1e-9)
    assert forecast.means == pytest.approx(np.array([means[:3] for _, means, *_ in nodes]), rel=1e-7)
    assert forecast.deviations == pytest.approx(np.array([spread[:3] for _, _, spread, *_ in nodes]), rel=1e-5, abs=1e-3)
    together = Posterior(RECORD, SEASON, TARGETS, together=True).forecast().covariances
    assert together is not None
    assert np.sqrt(np.maximum(np.diagonal(together, axis1=1, axis2=2), 0.0)) == pytest.approx(forecast.deviations, abs=1e-3)


@pytest.mark.parametrize("flows", [True, False])
def test_the_flows_are_what_the_weighted_nodes_say_of_them(flows: bool) -> None:
    """Without published flows every outflow rate is about as likely, and the net flow is what the counts tell."""
    weights, nodes = by_conditioning(flows=flows)
    found = Posterior(RECORD if flows else Record(RECORD.counts), SEASON, TARGETS).calibration()
    assert found.inflow == pytest.approx(weights @ np.array([means[-2] for _, means, *_ in nodes]))
    assert found.outflow_rate == pytest.approx(weights @ np.array([rate for *_, rate, _ in nodes]))


def test_a_count_whose_day_is_unknown_pulls_less_than_one_that_is_known() -> None:
    """The second of three counts lies 1,000 off the line between the others."""
    counts = ((0, 30000.0), (6, 31000.0), (12, 30000.0))
    firm, vague = (Posterior(Record(counts, (), unsure), SEASON, (6,)).forecast() for unsure in ((), ((6, 0.01),)))
    middles = [float(found.weights @ found.means[:, 0]) for found in (firm, vague)]
    assert middles[0] == pytest.approx(31000.0, abs=20.0)
    assert 30000.0 < middles[1] < 30950.0
    assert Record(counts, (), ((6, 0.01),)).firm == (counts[0], counts[2])
