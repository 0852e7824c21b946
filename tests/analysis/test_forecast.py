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
    Calibration,
    Posterior,
    Settings,
    flow_spreads,
)
from core.analysis.forecast import Forecast
from core.analysis.record import Flow, Record
from core.model.parameters import Floats

TWO = Forecast((10, 20), np.array([0.25, 0.75]), np.array([[100.0, 50.0], [120.0, 90.0]]), np.array([[10.0, 1.0], [20.0, 2.0]]))
"""A quarter of 100 ± 10 and three quarters of 120 ± 20 in month 10; of 50 ± 1 and 90 ± 2 in month 20."""


def test_a_chance_is_the_weighted_chance_of_each_part_in_its_own_month() -> None:
    assert TWO.below(10, 110.0) == pytest.approx(0.25 * norm.cdf(1.0) + 0.75 * norm.cdf(-0.5))
    assert TWO.below(20, 70.0) == pytest.approx(0.25)


def test_a_quantile_has_its_part_under_it() -> None:
    for part in (0.1, 0.5, 0.9):
        assert TWO.below(10, TWO.quantile(10, part)) == pytest.approx(part, abs=1e-3)
    assert TWO.quantile(20, 0.125) == pytest.approx(50.0, abs=0.01)
    assert TWO.quantiles((0.125, 0.625)).shape == (2, 2)
    assert TWO.quantiles((0.125, 0.625))[:, 1] == pytest.approx([50.0, 90.0], abs=0.01)


def test_widening_keeps_the_mean_and_multiplies_every_distance_from_it() -> None:
    """The means are 115 and 80; with a factor of 2 the parts stand at 85 and 125, and at 20 and 100."""
    wider = TWO.widened(2.0)
    assert wider.means == pytest.approx(np.array([[85.0, 20.0], [125.0, 100.0]]))
    assert wider.deviations == pytest.approx(2.0 * TWO.deviations)
    assert (wider.targets, wider.weights.tolist()) == (TWO.targets, [0.25, 0.75])


def test_what_was_over_by_a_month_is_what_ended_in_it_or_before() -> None:
    record = Record(((1, 10.0), (5, 20.0), (9, 30.0)), (Flow(2, 5), Flow(3, 6)))
    assert record.until(5) == Record(((1, 10.0), (5, 20.0)), (Flow(2, 5),))


def test_the_net_flows_spread_is_split_by_variance_and_by_the_size_of_each_flow() -> None:
    """A net deviation of 50, of whose variance 64% is the inflow's: 40 of 600, and 30 of 500."""
    found = flow_spreads(Calibration(0.0, 0.0, 50.0, 100.0, 0.7, 0.9), 600.0, 500.0, 0.64)
    assert (found.inflow, found.outflow) == pytest.approx((40 / 600, 30 / 500))
    assert (found.inflow_shock, found.outflow_shock) == pytest.approx((80 / 600, 60 / 500))
    assert (found.open_now, found.memory) == (0.7, 0.9)


def test_a_wider_calibration_is_wider_in_both_spreads_and_in_nothing_else() -> None:
    found = Calibration(600.0, 0.02, 50.0, 100.0, 0.7, 0.9).widened(1.5)
    assert found == Calibration(600.0, 0.02, 75.0, 150.0, 0.7, 0.9)


# The estimator beside plain conditioning ----------------------------------------------------------------------------

SEASON = (tuple(1.0 + 0.1 * (-1) ** m for m in range(12)), tuple(1.0 + 0.02 * (m - 5.5) for m in range(12)))
RECORD = Record(
    ((7, 30000.0), (12, 30300.0), (16, 29800.0)), (Flow(9, 14, inflow=3600.0, outflow=3900.0), Flow(1, 6, inflow=9.0))
)
"""Counts over nine months from month 7, a flow that was published over six of them, and one from before, which says nothing."""
TARGETS = (14, 16, 22)
BROAD = Settings(0.15, 0.30, (0.80, 0.95))


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


def by_conditioning(
    settings: Settings, *, flows: bool = True
) -> tuple[Floats, list[tuple[float, Floats, Floats, float, float, float]]]:
    """Weights, and per node of the grid: memory, means, deviations, shock size, rate and scale."""
    known = [0, 1, 2, 3] if flows else [0, 1]
    nodes, logs = [], []
    mean_count = np.mean([count for _, count in RECORD.counts])
    for memory, node, size in itertools.product(settings.memories, OUTFLOW_NODES, SHOCKS):
        rate = OUTFLOW + node * OUTFLOW_SPREAD
        scale = mean_count * rate
        fixed = seen(rate, scale, np.zeros(15))
        # Everything is linear: a unit of each shock, and of the inflow, says what they do.
        columns = [seen(rate, scale, row) - fixed for row in np.eye(15)]
        level = seen(rate, 2.0 * scale, np.zeros(15)) - fixed
        apart = memory ** np.abs(np.subtract.outer(np.arange(15), np.arange(15)))
        rows = np.array(columns).T
        covariance = (size * scale) ** 2 * rows @ apart @ rows.T + settings.level_spread**2 * np.outer(level, level)
        months = 6
        noise = np.array([COUNT_NOISE * 30000.0] * 2 + [FLOW_NOISE * scale * months] * 2)
        covariance[:4, :4] += np.diag(noise**2)
        observed = np.array([30300.0, 29800.0, 3600.0, 3900.0])[known]
        among, across = covariance[np.ix_(known, known)], covariance[4:][:, known]
        gain = across @ np.linalg.inv(among)
        means = fixed[4:] + gain @ (observed - fixed[known])
        variance = np.diag(covariance[4:, 4:] - gain @ across.T)
        prior = norm.logpdf(node) + norm.logpdf(np.log(size / settings.shock) / SHOCK_PRIOR_SPREAD)
        logs.append(multivariate_normal(fixed[known], among).logpdf(observed) + prior)
        nodes.append((memory, means, np.sqrt(np.maximum(variance, 0.0)), size, rate, scale))
    weights = np.exp(np.array(logs) - max(logs))
    return weights / weights.sum(), nodes


@pytest.mark.parametrize("settings", [BROAD, Settings(0.05, 0.15, (0.80,))])
def test_the_forecast_is_that_of_plain_conditioning_at_every_node(settings: Settings) -> None:
    weights, nodes = by_conditioning(settings)
    forecast = Posterior(RECORD, SEASON, TARGETS, (0.05, 0.15), (0.80, 0.95)).forecast(settings)
    assert forecast.weights == pytest.approx(weights, rel=1e-5, abs=1e-9)
    assert forecast.means == pytest.approx(np.array([means[:3] for _, means, *_ in nodes]), rel=1e-7)
    assert forecast.deviations == pytest.approx(np.array([spread[:3] for _, _, spread, *_ in nodes]), rel=1e-5, abs=1e-3)


@pytest.mark.parametrize("flows", [True, False])
def test_the_flows_are_what_the_weighted_nodes_say_of_them(flows: bool) -> None:
    """Without published flows every outflow rate is about as likely, and the net flow is what the counts tell."""
    weights, nodes = by_conditioning(BROAD, flows=flows)
    record = RECORD if flows else Record(RECORD.counts)
    found = Posterior(record, SEASON, TARGETS, (0.05, 0.15), (0.80, 0.95)).calibration(BROAD)
    inflows = np.array([means[-2] for _, means, *_ in nodes])
    rates = np.array([rate for *_, rate, _ in nodes])
    net = inflows - rates * 29800.0
    shock = np.sqrt(weights @ np.array([(size * scale) ** 2 for *_, size, _, scale in nodes]))
    assert found.inflow == pytest.approx(weights @ inflows)
    assert found.outflow_rate == pytest.approx(weights @ rates)
    within = np.array([spread[-2] for _, _, spread, *_ in nodes])
    assert found.net_spread == pytest.approx(np.sqrt(weights @ (within**2 + (net - weights @ net) ** 2)), rel=1e-5)
    assert found.shock == pytest.approx(shock)
    open_now = np.sqrt(weights @ np.array([spread[-1] ** 2 for _, _, spread, *_ in nodes])) / shock
    assert found.open_now == pytest.approx(min(1.0, open_now), rel=1e-5)
    assert found.memory == pytest.approx(weights @ np.array([memory for memory, *_ in nodes]))
