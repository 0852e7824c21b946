"""The library's forecasts are scored on the same pairs, by hand, and can be made again."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import Any

import numpy as np
import pytest
from scipy.stats import norm

from core.analysis.backtest import Comparison, Said
from core.analysis.peers import derivation, methods, peer_forecast, peers
from tests.analysis.peers import forecasts
from tests.places import ROTTERDAM

PAIRS = ((dt.date(2017, 12, 31), dt.date(2018, 12, 31)), (dt.date(2018, 12, 31), dt.date(2020, 12, 31)))


def of_file(method: str) -> list[Any]:
    """Middle and standard deviation of the pairs as they stand in the file."""
    path = ROTTERDAM.file("peer_forecasts.toml")
    assert path is not None
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["forecast"]
    by_pair = {(row["origin"], row["target"]): (row["centre"], row["deviation"]) for row in rows if row["method"] == method}
    return [by_pair[pair] for pair in PAIRS]


def compared(*actual: float, pairs: tuple[tuple[dt.date, dt.date], ...] = PAIRS) -> list[Comparison]:
    still = {"last_value": Said(0.0, 1.0)}
    return [
        Comparison(origin, target, 12, value, (0.0,) * 7, 0.5, 1.0, still)
        for (origin, target), value in zip(pairs, actual, strict=True)
    ]


@pytest.mark.parametrize("method", ["level", "trend"])
def test_a_method_has_its_middle_and_the_score_of_its_normal_distribution(method: str) -> None:
    """The score as an integral: (F − step)² over a fine grid."""
    one, other = of_file(method)
    actual = (one[0] + 100.0, other[0] - 2.0 * other[1])
    found = peers(ROTTERDAM, compared(*actual))[method]
    for (centre, deviation), value, (middle, score) in zip((one, other), actual, found, strict=True):
        grid = np.linspace(centre - 9 * deviation, centre + 9 * deviation, 40001)
        square = (norm.cdf(grid, centre, deviation) - (grid >= value)) ** 2
        assert middle == centre
        assert score == pytest.approx(np.trapezoid(square, grid), rel=1e-3)


def test_a_pair_that_was_not_made_leaves_the_library_out() -> None:
    unknown = compared(1.0, pairs=((dt.date(2017, 12, 31), dt.date(2018, 1, 31)),))
    assert peers(ROTTERDAM, [*compared(1.0, 2.0), *unknown]) == {}
    assert peers(None, compared(1.0, 2.0)) == {}
    assert (methods(ROTTERDAM), methods(None), derivation(None)) == (("level", "trend"), (), None)


def test_the_file_holds_what_the_library_says_of_the_same_counts() -> None:
    for method, origin, target, centre, deviation in forecasts():
        found = peer_forecast(ROTTERDAM, method, dt.date.fromisoformat(origin), dt.date.fromisoformat(target))
        assert found is not None
        assert found == pytest.approx((centre, deviation), rel=0.02), (method, origin, target)
