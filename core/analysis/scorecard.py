"""How good the forecast would have been: scores beside other methods, outcomes in their bands, and the city's own forecasts."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from core.analysis.audit import audited
from core.analysis.backtest import BANDS, PARTS, SIMPLE, Backtest, Comparison, backtest, longest
from core.analysis.peers import METHODS, derivation, methods, peers
from core.analysis.promises import Hindsight, hindsight, hindsight_of
from core.analysis.scores import OURS, YARDSTICK, Row, coverage, row_of, spans
from core.baseline import Baseline, ByIdentity
from core.cache import remembered
from core.city import City
from core.facts import LocalText
from core.problem import Problem

SHOWN: Final = (OURS, *METHODS, "nowcast")
"""Methods that are set against the last value, in order."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """How forecasts from the city's past counts did, each made with what was known on its day.

    Attributes
    ----------
    backtest : Backtest
    rows : tuple[Row, ...]
        Scores by horizon.
    whole : Row
        Scores of all forecasts together.
    methods : tuple[str, ...]
        The methods in the order of the table: ours first.
    derivation : LocalText | None
        How the forecasts of the library were made; None for a city whose counts it did not forecast.
    city : tuple[Hindsight, ...]
        What the city said beforehand, beside what the forecast would have said then.
    sources : tuple[str, ...]
        Publications of the counts.
    """

    backtest: Backtest
    rows: tuple[Row, ...]
    whole: Row
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
    return _scorecard(ByIdentity(baseline))


@remembered(16)
def _scorecard(key: ByIdentity) -> Scorecard | None:
    """No slider moves it, and every answer of a page asks for it."""
    baseline = key.baseline
    city = baseline.city
    found = backtest(city, baseline.counted_until)
    if found is None:
        return None
    counts = tuple(point.source for point in baseline.history.volume if point.source is not None)
    names = (OURS, YARDSTICK, *methods(city), "nowcast")
    return Scorecard(
        found, _rows(found, city), _whole(found.comparisons, city), names, derivation(city), hindsight_of(baseline), counts
    )


def _rows(found: Backtest, city: City | None) -> tuple[Row, ...]:
    rows = []
    for first, last, places in spans(found.comparisons):
        some = [found.comparisons[i] for i in places]
        rows.append(row_of(some, first, last, peers(city, some)))
    return tuple(rows)


def _whole(found: Sequence[Comparison], city: City | None) -> Row:
    return row_of(found, 1, longest(found), peers(city, found))


def scorecard_document(city: City, day: dt.date | None = None) -> dict[str, Any]:
    """Forecasts beside outcomes, scores by horizon and method, coverage, and the city's own forecasts.

    On the counts that were known on a day, or on all that there are. Raises Problem when these are too few to test on.
    """
    found = backtest(city, day)
    if found is None:
        raise Problem("city.no_backtest", name=city.name)
    return {
        "unit": "benefits",
        "quantile_levels": list(PARTS),
        "coverage": [_coverage(found.comparisons, level) for level in BANDS],
        "all": _row(_whole(found.comparisons, city)),
        "horizons": [_row(row) for row in _rows(found, city)],
        "audit": _audited(found, city),
        "origins": [
            {
                "day": str(origin.day),
                "forecasts": [
                    {
                        "target": str(one.target),
                        "months": one.months,
                        "quantiles": list(one.quantiles),
                        "actual": one.actual,
                        "chance": one.chance,
                        "crps": one.crps,
                        **{name: dataclasses.asdict(one.others[name]) for name in SIMPLE if name in one.others},
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


def _coverage(found: Sequence[Comparison], level: float) -> dict[str, Any]:
    band = coverage(found, level)
    return dataclasses.asdict(band) | {"part": band.part}


def _row(row: Row) -> dict[str, Any]:
    return {
        "months": [row.first, row.last],
        "count": row.count,
        "crps": row.crps,
        "skill": {name: dataclasses.asdict(interval) for name, interval in row.skill.items()},
        "mean_absolute_error": row.errors,
        "coverage": [dataclasses.asdict(band) | {"part": band.part} for band in row.coverage],
        "width80": row.width,
    }


def _audited(found: Backtest, city: City) -> dict[str, Any] | None:
    """The same on the pairs of the days that the audit had, beside what the audit found there."""
    known = audited(city)
    if known is None:
        return None
    some = [one for one in found.comparisons if one.origin in known.days and one.target in known.days]
    if not some:
        return None
    said = {name: value for name, value in msgspec.structs.asdict(known).items() if name not in ("schema", "source", "days")}
    return {"found": said, "now": _row(_whole(some, city))}
