"""Scores by horizon, by hand, and intervals that know that forecasts of one day hang together."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from core.analysis.backtest import Comparison, Said, longest
from core.analysis.scores import best, coverage, row_of, skill, spans, weights

EVEN = (0.0, 10.0, 25.0, 50.0, 75.0, 90.0, 97.5)


def compared(months: int, actual: float, *, crps: float = 4.0, origin: int = 1, target: int = 1) -> Comparison:
    """A forecast with quantiles at EVEN, and what no change and the nowcast said."""
    others = {"last_value": Said(60.0, 8.0), "nowcast": Said(55.0, 2.0)}
    return Comparison(dt.date(2020, 1, origin), dt.date(2021, 1, target), months, actual, EVEN, 0.5, crps, others)


@pytest.mark.parametrize(
    ("actual", "inside"),
    [(50, (0.5, 0.8, 0.95)), (25, (0.5, 0.8, 0.95)), (24, (0.8, 0.95)), (90, (0.8, 0.95)), (91, (0.95,)), (0, (0.95,)), (98, ())],
)
def test_a_band_holds_what_lies_between_its_ends_or_on_them(actual: int, inside: tuple[float, ...]) -> None:
    one = compared(3, float(actual))
    assert tuple(level for level in (0.5, 0.8, 0.95) if one.covers(level)) == inside
    assert [one.band(level) for level in (0.5, 0.8, 0.95)] == [(25.0, 75.0), (10.0, 90.0), (0.0, 97.5)]
    assert (one.median, one.last_value) == (50.0, 60.0)


def test_horizons_part_at_half_a_year_a_year_and_two_years() -> None:
    found = [compared(months, 1.0) for months in (1, 6, 7, 30)]
    assert spans(found) == [(1, 6, [0, 1]), (7, 12, [2]), (25, 36, [3])]
    assert [longest([compared(3, 1.0), compared(months, 1.0)]) for months in (12, 13, 24, 25)] == [12, 24, 24, 36]


def test_a_row_is_made_of_means_over_its_forecasts() -> None:
    """Off by |50 − 40| and |50 − 70|; no change by |60 − 40| and |60 − 70|; scores 3 and 5 against 8 and 8."""
    row = row_of(
        [compared(1, 40.0, crps=3.0), compared(6, 70.0, crps=5.0, target=2)], 1, 6, {"level": [(40.0, 1.0), (60.0, 3.0)]}
    )
    assert row.errors == {"model": 15.0, "last_value": 15.0, "nowcast": 15.0, "level": 5.0}
    assert row.crps == {"model": 4.0, "last_value": 8.0, "nowcast": 2.0, "level": 2.0}
    assert {name: one.value for name, one in row.skill.items()} == {"model": 0.5, "nowcast": 0.75, "level": 0.75}
    assert row.width == 80.0
    assert [band.inside for band in row.coverage] == [2, 2, 2]


def test_the_nowcast_is_not_a_rival_as_it_knows_more() -> None:
    assert best(row_of([compared(1, 40.0)], 1, 6, {})) == "model"
    assert best(row_of([compared(1, 40.0, crps=9.0)], 1, 6, {})) == "last_value"


def test_a_pair_counts_as_often_as_its_origin_and_its_day_were_drawn_together() -> None:
    """Of two origins and two days a repeat draws two each: a weight is 0, 1, 2 or 4, and 1 on average of them all."""
    pairs = [compared(3, 1.0, origin=origin, target=target) for origin in (1, 2) for target in (1, 2)]
    times = weights(pairs)
    assert set(np.unique(times)) == {0.0, 1.0, 2.0, 4.0}
    assert times.sum(axis=1) == pytest.approx(np.full(len(times), 4.0))
    assert times.mean(axis=0) == pytest.approx(np.ones(4), abs=0.06)


def test_pairs_of_one_day_are_worth_less_than_as_many_days() -> None:
    """Of forty outcomes half inside: the interval is wider when they are of four days than of forty."""
    apart = [compared(3, 50.0 if i % 2 else 99.0, origin=1 + i // 2, target=1 + i // 2) for i in range(40)]
    tied = [compared(3, 50.0 if i % 2 else 99.0, origin=1 + i % 4, target=1 + i % 4) for i in range(40)]
    narrow, wide = coverage(apart, 0.8), coverage(tied, 0.8)
    assert narrow.part == wide.part == 0.5
    assert wide.high - wide.low > 1.3 * (narrow.high - narrow.low)
    assert coverage(apart[:1], 0.8).low == coverage(apart[:1], 0.8).high == 0.0


def test_a_skill_that_is_the_same_everywhere_has_no_width() -> None:
    times = weights([compared(3, 1.0, origin=1 + i, target=1 + i) for i in range(10)])
    found = skill(np.full(10, 3.0), np.full(10, 4.0), times)
    assert (found.value, found.low, found.high) == pytest.approx((0.25, 0.25, 0.25))
    uneven = skill(np.array([1.0] * 5 + [6.0] * 5), np.full(10, 4.0), times)
    assert uneven.low < uneven.value == 0.125 < uneven.high
