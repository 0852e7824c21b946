"""The library's forecasts are scored on the same pairs, by hand."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import Any

import pytest

from core.analysis.backtest import Comparison
from core.analysis.peers import derivation, methods, peers
from tests.places import ROTTERDAM

PARTS = (0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975)
PAIRS = ((dt.date(2017, 12, 31), dt.date(2018, 12, 31)), (dt.date(2018, 12, 31), dt.date(2020, 12, 31)))


def of_file(method: str) -> list[Any]:
    """Quantiles of the pairs as they stand in the file."""
    path = ROTTERDAM.file("peer_forecasts.toml")
    assert path is not None
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["forecast"]
    by_pair = {(row["origin"], row["target"]): row["quantiles"] for row in rows if row["method"] == method}
    return [by_pair[pair] for pair in PAIRS]


def compared(*actual: float) -> list[Comparison]:
    return [
        Comparison(origin, target, 12, value, (0.0,) * 7, 0.5, 0.0, 0.0)
        for (origin, target), value in zip(PAIRS, actual, strict=True)
    ]


@pytest.mark.parametrize("method", ["ets", "arima"])
def test_a_method_is_as_far_off_as_its_median_and_its_band_is_of_eight_in_ten(method: str) -> None:
    """One outcome 100 above the median, the other just over the 90% quantile."""
    one, other = of_file(method)
    actual = (one[3] + 100.0, other[5] + 1.0)
    found = peers(ROTTERDAM, compared(*actual))
    assert found is not None
    row = next(row for row in found if row.method == method)
    assert row.error == pytest.approx((100.0 + abs(other[3] - actual[1])) / 2)
    losses = [
        max(part * (value - at), (part - 1) * (value - at))
        for made, value in zip((one, other), actual, strict=True)
        for part, at in zip(PARTS, made, strict=True)
    ]
    assert row.pinball == pytest.approx(sum(losses) / 14)
    inside = sum(made[1] <= value <= made[5] for made, value in zip((one, other), actual, strict=True))
    assert (row.count, row.inside80) == (2, inside)


def test_the_ends_of_a_band_lie_in_it() -> None:
    one, other = of_file("ets")
    found = peers(ROTTERDAM, compared(one[1], other[5]))
    assert found is not None
    assert [row.inside80 for row in found if row.method == "ets"] == [2]


def test_a_pair_that_was_not_made_leaves_the_library_out() -> None:
    unknown = Comparison(dt.date(2017, 12, 31), dt.date(2018, 1, 31), 1, 1.0, (0.0,) * 7, 0.5, 0.0, 0.0)
    assert peers(ROTTERDAM, [*compared(1.0, 2.0), unknown]) is None
    assert not peers(None, compared(1.0, 2.0))
    assert (methods(ROTTERDAM), methods(None), derivation(None)) == (("ets", "arima"), (), None)
