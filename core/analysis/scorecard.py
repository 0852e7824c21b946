"""How good the method would have been: errors beside other methods, outcomes in their bands, and the city's own forecasts."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from core.analysis.backtest import BANDS, PARTS, Backtest, Coverage, Row, backtest, coverage, score, shipped
from core.analysis.calibration import Settings
from core.analysis.peers import derivation, methods, peers
from core.analysis.promises import Hindsight, hindsight, hindsight_of
from core.analysis.published import part_of_inflow
from core.baseline import Baseline
from core.city import City
from core.facts import LocalText
from core.problem import Problem

OURS: Final = ("model", "last_value", "last_trend")
"""What we compare ourselves without a library: our method, no change, and a ruler along the last two counts."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """How forecasts from the city's past counts did, each made with what was known on its day.

    Attributes
    ----------
    backtest : Backtest
    errors : tuple[tuple[Row, dict[str, float]], ...]
        Per horizon the mean absolute error of each method [benefits]; the library's where it forecast the same days.
    methods : tuple[str, ...]
        The methods in the order of the table: ours first.
    derivation : LocalText | None
        How the forecasts of the library were made; None for a city whose counts it did not forecast.
    city : tuple[Hindsight, ...]
        What the city said beforehand, beside what our method would have said then.
    sources : tuple[str, ...]
        Publications of the counts.
    """

    backtest: Backtest
    errors: tuple[tuple[Row, dict[str, float]], ...]
    methods: tuple[str, ...]
    derivation: LocalText | None
    city: tuple[Hindsight, ...]
    sources: tuple[str, ...]

    @property
    def came_true(self) -> tuple[Hindsight, ...]:
        """What the city said of a day whose count is published by now."""
        return tuple(one for one in self.city if one.promise.became is not None)


def scorecard_of(baseline: Baseline) -> Scorecard | None:
    """The scorecard behind a baseline; None when too few counts are published to hold forecasts against."""
    city = baseline.city
    found = backtest(city, baseline.counted_until)
    if found is None:
        return None
    counts = tuple(point.source for point in baseline.history.volume if point.source is not None)
    errors = tuple(_errors(found, city))
    return Scorecard(found, errors, OURS + methods(city), derivation(city), hindsight_of(baseline), counts)


def _errors(found: Backtest, city: City | None) -> list[tuple[Row, dict[str, float]]]:
    table = []
    for row in score(found.comparisons):
        some = [one for one in found.comparisons if row.first <= one.months <= row.last]
        table.append((row, row.errors | {peer.method: peer.error for peer in peers(city, some) or ()}))
    return table


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
