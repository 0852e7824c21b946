"""The scorecard's own numbers give its scores: whoever has the document can redo them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from core.analysis.scorecard import scorecard_document
from tests.places import ROTTERDAM

DAY = dt.date(2023, 8, 31)
METHODS = ("model", "last_value", "nowcast", "nowcast_then", "level", "trend")


@pytest.fixture(scope="module")
def card() -> dict[str, Any]:
    return scorecard_document(ROTTERDAM, DAY)


def forecasts(card: dict[str, Any], low: int = 0, high: int = 999) -> list[dict[str, Any]]:
    return [one for origin in card["origins"] for one in origin["forecasts"] if low <= one["months"] <= high]


def test_errors_and_scores_by_horizon_are_the_means_over_the_forecasts_that_stand_in_it(card: dict[str, Any]) -> None:
    assert sum(row["count"] for row in card["horizons"]) == len(forecasts(card)) == card["all"]["count"] == 55
    assert [row["months"][0] for row in card["horizons"]] == [1, 7, 13, 25]
    for row in [*card["horizons"], card["all"]]:
        some = forecasts(card, *row["months"])
        assert row["count"] == len(some)
        assert tuple(row["crps"]) == METHODS
        for name in ("last_value", "nowcast", "nowcast_then"):
            off = sum(abs(one[name]["median"] - one["actual"]) for one in some) / len(some)
            assert row["mean_absolute_error"][name] == pytest.approx(off), name
            assert row["crps"][name] == pytest.approx(sum(one[name]["crps"] for one in some) / len(some))
        assert row["mean_absolute_error"]["model"] == pytest.approx(
            sum(abs(one["quantiles"][3] - one["actual"]) for one in some) / len(some)
        )
        assert row["crps"]["model"] == pytest.approx(sum(one["crps"] for one in some) / len(some))
        assert row["width80"] == pytest.approx(sum(one["quantiles"][5] - one["quantiles"][1] for one in some) / len(some))


def test_a_skill_is_one_less_the_score_divided_by_that_of_no_change(card: dict[str, Any]) -> None:
    for row in [*card["horizons"], card["all"]]:
        assert set(row["skill"]) == {*METHODS} - {"last_value"}
        for name, found in row["skill"].items():
            assert found["value"] == pytest.approx(1 - row["crps"][name] / row["crps"]["last_value"])
            assert found["low"] < found["high"]


def test_coverage_counts_the_outcomes_within_each_band(card: dict[str, Any]) -> None:
    ends = {0.50: (2, 4), 0.80: (1, 5), 0.95: (0, 6)}
    assert card["quantile_levels"] == [0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975]
    for rows, some in [(card["coverage"], forecasts(card))] + [
        (row["coverage"], forecasts(card, *row["months"])) for row in card["horizons"]
    ]:
        assert [band["level"] for band in rows] == list(ends)
        for band in rows:
            low, high = ends[band["level"]]
            inside = sum(one["quantiles"][low] <= one["actual"] <= one["quantiles"][high] for one in some)
            assert (band["inside"], band["count"], band["part"]) == (inside, len(some), inside / len(some))
            assert band["low"] <= band["part"] <= band["high"]


def test_no_change_starts_from_the_count_of_the_origin(card: dict[str, Any]) -> None:
    origin = next(found for found in card["origins"] if found["day"] == "2021-04-30")
    assert {one["last_value"]["median"] for one in origin["forecasts"]} == {36609.0}


def test_the_audits_pairs_stand_apart_beside_what_it_found(card: dict[str, Any]) -> None:
    found = card["audit"]
    assert found["now"]["count"] == found["found"]["pairs"] == 45
    assert found["found"]["forecast_score"] == 1238.0
    assert found["now"]["crps"]["nowcast"] == pytest.approx(found["found"]["nowcast_score"], rel=0.01)
    assert scorecard_document(ROTTERDAM, dt.date(2020, 8, 31))["audit"]["now"]["count"] == 3


def test_the_citys_own_forecasts_stand_beside_those_of_their_day(card: dict[str, Any]) -> None:
    autumn = next(one for one in card["city"] if one["city"] == 38000)
    assert (autumn["made"], autumn["for"], autumn["origin"], autumn["actual"]) == (
        "2020-10-31",
        "2020-12-31",
        "2020-08-31",
        36203,
    )
    assert (autumn["last_value"], autumn["low80"] < autumn["median"] < autumn["high80"]) == (36259, True)
