"""The forecast: both halves, what starts from a nowcast, and the scores that an audit of our own found."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import norm
from scipy.stats import t as student

from core.analysis.calibration import FLAT, Posterior
from core.analysis.pool import Pool, pool_from, walk_from
from core.analysis.record import Record
from core.analysis.student import Student

RECORD = Record(((0, 1000.0), (12, 1100.0), (18, 1080.0)))
MONTHS = (19, 30, 42)


def test_the_walk_stays_where_the_last_count_is_and_is_as_wide_as_the_changes_say() -> None:
    """s² = (4 × 0.0095² + ln(1.1)² ÷ 12 + ln(1080 ÷ 1100)² ÷ 6) ÷ 6, with six degrees of freedom."""
    walk = walk_from(RECORD)
    scale = math.sqrt((4 * 0.0095**2 + math.log(1.1) ** 2 / 12 + math.log(1080 / 1100) ** 2 / 6) / 6)
    assert (walk.centre, walk.freedom, walk.start) == (1080.0, 6, 0.0)
    assert walk.scale == pytest.approx(scale)
    assert walk.deviations([18, 19, 27]) == pytest.approx([0.0, scale, 3 * scale])


def test_a_count_whose_day_is_unknown_makes_no_gap() -> None:
    vague = Record((*RECORD.counts[:2], (15, 2000.0), RECORD.counts[2]), (), ((15, 0.01),))
    assert walk_from(vague) == walk_from(RECORD)


def test_the_pool_is_half_of_each() -> None:
    pool = pool_from(RECORD, FLAT, MONTHS)
    drift = Posterior(RECORD, FLAT, MONTHS).forecast()
    scale = walk_from(RECORD).scale
    for value in (900.0, 1080.0, 1300.0):
        walk = [student.cdf(math.log(value / 1080) / (scale * math.sqrt(month - 18)), 6) for month in MONTHS]
        assert pool.below(np.full(3, value)) == pytest.approx((np.array(walk) + drift.below(np.full(3, value))) / 2)
        assert pool.chance_under(30, value) == pytest.approx(float(pool.below(np.full(3, value))[1]))
    for part, values in zip((0.1, 0.5, 0.9), pool.quantiles((0.1, 0.5, 0.9)), strict=True):
        assert pool.below(values) == pytest.approx(np.full(3, part), abs=1e-3)


START = (30, Student(1150.0, 0.04, 6.0))


def _through() -> Pool:
    return pool_from(RECORD, FLAT, (30, 31, 42), START, together=True)


def test_what_starts_from_a_nowcast_begins_with_the_nowcasts_own_band_in_both_halves() -> None:
    pool = _through()
    low, middle, high = pool.quantiles((0.1, 0.5, 0.9))[:, 0]
    assert [low, middle, high] == pytest.approx([START[1].quantile(part) for part in (0.1, 0.5, 0.9)], rel=2e-3)
    # The walk: the nowcast's own error stays for good, and months add to it.
    scale = walk_from(RECORD).scale
    assert pool.walk.deviations([30, 42]) == pytest.approx([0.04, math.hypot(0.04, scale * math.sqrt(12))])
    # The drift: a normal distribution with the 80% band of the nowcast, whichever node.
    band = 1150.0 * math.log(START[1].quantile(0.9) / START[1].quantile(0.1)) / (2 * norm.ppf(0.9))
    assert pool.drift.means[:, 0] == pytest.approx(np.full(len(pool.drift.weights), 1150.0))
    assert pool.drift.deviations[:, 0] == pytest.approx(np.full(len(pool.drift.weights), band))


def test_the_later_months_are_what_the_counts_say_given_the_stock_that_was_drawn() -> None:
    """Jeffrey's rule at one node, by plain conditioning: E(V | V0), and var(V | V0) plus what V0 itself brings."""
    before = Posterior(RECORD, FLAT, (30, 42), together=True).forecast()
    assert before.covariances is not None
    after = _through().drift
    node = int(np.argmax(before.weights))
    (own, both), (_, later) = before.covariances[node]
    slope = both / own
    assert after.means[node, 2] == pytest.approx(before.means[node, 1] + slope * (1150.0 - before.means[node, 0]), rel=1e-6)
    start = after.deviations[node, 0] ** 2
    assert after.deviations[node, 2] ** 2 == pytest.approx(later - slope**2 * own + slope**2 * start, rel=1e-6)


def test_bands_from_a_nowcast_are_wider_than_from_a_count_of_the_same_stock() -> None:
    counted = pool_from(Record((*RECORD.counts, (30, 1150.0))), FLAT, (31, 42))
    wide = [np.diff(pool.quantiles((0.1, 0.9)), axis=0)[0, -2:] for pool in (_through(), counted)]
    assert np.all(wide[0] > wide[1])
