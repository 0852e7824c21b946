"""The scorecard's own numbers give its scores: whoever has the document can redo them."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import Any

import pytest

from core.analysis.scorecard import scorecard_document
from tests.places import ROTTERDAM

DAY = dt.date(2023, 8, 31)


@pytest.fixture(scope="module")
def card() -> dict[str, Any]:
    return scorecard_document(ROTTERDAM, DAY)


def forecasts(card: dict[str, Any], low: int = 0, high: int = 999) -> list[dict[str, Any]]:
    return [one for origin in card["origins"] for one in origin["forecasts"] if low <= one["months"] <= high]


def test_errors_by_horizon_are_the_means_over_the_forecasts_that_stand_in_it(card: dict[str, Any]) -> None:
    assert sum(row["count"] for row in card["horizons"]) == len(forecasts(card)) == 45
    assert [row["months"][0] for row in card["horizons"]] == [1, 7, 13, 25]
    for row in card["horizons"]:
        some = forecasts(card, *row["months"])
        assert row["count"] == len(some)
        methods = {
            "model": [one["quantiles"][3] for one in some], "last_value": [one["last_value"] for one in some],
            "last_trend": [one["last_trend"] for one in some],
        }  # fmt: skip
        for name, made in methods.items():
            off = sum(abs(value - one["actual"]) for value, one in zip(made, some, strict=True)) / len(some)
            assert row["mean_absolute_error"][name] == pytest.approx(off), name
        assert row["pinball"]["model"] == pytest.approx(sum(one["pinball"] for one in some) / len(some))
        assert row["width80"] == pytest.approx(sum(one["quantiles"][5] - one["quantiles"][1] for one in some) / len(some))


@pytest.mark.parametrize("method", ["ets", "arima"])
def test_the_library_is_off_by_its_medians_over_the_same_pairs(card: dict[str, Any], method: str) -> None:
    path = ROTTERDAM.file("peer_forecasts.toml")
    assert path is not None
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["forecast"]
    medians = {(str(row["origin"]), str(row["target"])): row["quantiles"][3] for row in rows if row["method"] == method}
    for row in card["horizons"]:
        low, high = row["months"]
        off = [
            abs(medians[origin["day"], one["target"]] - one["actual"])
            for origin in card["origins"]
            for one in origin["forecasts"]
            if low <= one["months"] <= high
        ]
        assert row["mean_absolute_error"][method] == pytest.approx(sum(off) / len(off))


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
            assert band["low"] < band["part"] < band["high"] or inside in (0, len(some))


def test_a_ruler_and_no_change_start_from_the_count_of_the_origin(card: dict[str, Any]) -> None:
    origin = next(found for found in card["origins"] if found["day"] == "2021-04-30")
    for one in origin["forecasts"]:
        assert one["last_value"] == 36609
        assert one["last_trend"] == pytest.approx(36609 + (36609 - 36203) / 4 * one["months"])


def test_the_first_origins_know_nothing_to_choose_by(card: dict[str, Any]) -> None:
    first = card["origins"][0]
    assert (first["day"], first["days_known"], first["width_factor"]) == ("2017-12-31", 0, 1.0)
    assert first["settings"] == {"level_spread": 0.15, "shock": 0.30, "memories": (0.80, 0.90, 0.95)}
    assert [origin["days_known"] for origin in card["origins"]] == list(range(len(card["origins"])))


def test_the_citys_own_forecasts_stand_beside_those_of_their_day(card: dict[str, Any]) -> None:
    autumn = next(one for one in card["city"] if one["city"] == 38000)
    assert (autumn["made"], autumn["for"], autumn["origin"], autumn["actual"]) == (
        "2020-10-31",
        "2020-12-31",
        "2020-08-31",
        36203,
    )
    assert (autumn["last_value"], autumn["low80"] < autumn["median"] < autumn["high80"]) == (36259, True)
