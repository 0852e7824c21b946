"""The whole scorecard as plain values: what the page on uncertainty shows, nothing rounded."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from core.analysis.backtest import BANDS, PARTS, Backtest, Coverage, backtest, coverage, score, shipped
from core.analysis.calibration import Settings
from core.analysis.peers import peers
from core.analysis.promises import hindsight
from core.analysis.published import part_of_inflow
from core.city import City
from core.problem import Problem


def scorecard_document(city: City, day: dt.date | None = None) -> dict[str, Any]:
    """Origins, forecasts beside outcomes, errors by horizon, coverage, other methods and the city's own forecasts.

    On the counts that were known on a day, or on all that there are. Raises Problem when these are too few to test on.
    """
    found = backtest(city, day)
    calibration = shipped(city, day)
    if found is None or calibration is None:
        raise Problem("city.no_backtest", name=city.name)
    return {
        "unit": "benefits",
        "quantile_levels": list(PARTS),
        "settings": _settings(found.settings),
        "width_factor": found.factor,
        "calibration": dataclasses.asdict(calibration) | {"part_of_inflow": part_of_inflow()},
        "coverage": [_coverage(coverage(found.comparisons, level)) for level in BANDS],
        "horizons": _horizons(city, found),
        "origins": [
            {
                "day": str(origin.day),
                "settings": _settings(origin.settings),
                "width_factor": origin.factor,
                "days_known": origin.outcomes,
                "forecasts": [
                    {
                        "target": str(one.target),
                        "months": one.months,
                        "quantiles": list(one.quantiles),
                        "actual": one.actual,
                        "pinball": one.pinball,
                        "last_value": one.last_value,
                        "last_trend": one.last_trend,
                    }
                    for one in origin.comparisons
                ],
            }
            for origin in found.origins
        ],
        "city": [
            {
                "made": str(one.promise.made),
                "for": str(one.promise.point.date),
                "city": one.promise.point.value,
                "origin": str(one.origin),
                "median": one.median,
                "low80": one.low,
                "high80": one.high,
                "last_value": one.last_value,
                "actual": one.promise.became,
            }
            for one in hindsight(city, day, day)
        ],
    }


def _settings(found: Settings) -> dict[str, Any]:
    return dataclasses.asdict(found)


def _coverage(found: Coverage) -> dict[str, Any]:
    return dataclasses.asdict(found) | {"part": found.part}


def _horizons(city: City, found: Backtest) -> list[dict[str, Any]]:
    rows = []
    for row in score(found.comparisons):
        others = peers(city, [one for one in found.comparisons if row.first <= one.months <= row.last]) or ()
        rows.append(
            {
                "months": [row.first, row.last],
                "count": row.count,
                "mean_absolute_error": row.errors | {peer.method: peer.error for peer in others},
                "pinball": {"model": row.pinball} | {peer.method: peer.pinball for peer in others},
                "coverage": [_coverage(band) for band in row.coverage],
                "width80": row.width,
            }
        )
    return rows
