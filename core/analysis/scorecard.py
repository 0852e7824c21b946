"""The whole scorecard as plain values: what the page on uncertainty shows, nothing rounded."""

from __future__ import annotations

import dataclasses
from typing import Any

from core.analysis.backtest import BANDS, PARTS, Backtest, Coverage, backtest, coverage, score, shipped
from core.analysis.calibration import Settings
from core.analysis.peers import peers
from core.analysis.promises import hindsight
from core.analysis.published import part_of_inflow


def scorecard_document() -> dict[str, Any]:
    """Origins, forecasts beside outcomes, errors by horizon, coverage, other methods and the city's own forecasts."""
    found = backtest()
    return {
        "unit": "benefits",
        "quantile_levels": list(PARTS),
        "settings": _settings(found.settings),
        "width_factor": found.factor,
        "calibration": dataclasses.asdict(shipped()) | {"part_of_inflow": part_of_inflow()},
        "coverage": [_coverage(coverage(found.comparisons, level)) for level in BANDS],
        "horizons": _horizons(found),
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
            for one in hindsight()
        ],
    }


def _settings(found: Settings) -> dict[str, Any]:
    return dataclasses.asdict(found)


def _coverage(found: Coverage) -> dict[str, Any]:
    return dataclasses.asdict(found) | {"part": found.part}


def _horizons(found: Backtest) -> list[dict[str, Any]]:
    rows = []
    for row in score(found.comparisons):
        some = [one for one in found.comparisons if row.first <= one.months <= row.last]
        rows.append(
            {
                "months": [row.first, row.last],
                "count": row.count,
                "mean_absolute_error": row.errors | {peer.method: peer.error for peer in peers(some)},
                "pinball": {"model": row.pinball} | {peer.method: peer.pinball for peer in peers(some)},
                "coverage": [_coverage(band) for band in row.coverage],
                "width80": row.width,
            }
        )
    return rows
