"""How good earlier forecasts would have been: from each published count, with only what was known then.

At every origin the settings of the estimator are those that did best on forecasts whose outcome was known by then,
and the bands are widened or narrowed by a rule that sees only those outcomes. So no forecast is scored with anything
that was learned from the point it is scored on, or from a later one. The spreads of a baseline are what this
procedure gives at the last count that was known on its day.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import ndtri
from scipy.stats import binomtest

from core.analysis.calibration import FEWEST, Calibration, Posterior, Season, Settings
from core.analysis.forecast import Forecast
from core.analysis.published import Published, published, record_on, season_on
from core.analysis.record import Record
from core.city import City
from core.model.calendar import month_of
from core.model.parameters import MONTHS

FIRST_ORIGIN: Final = dt.date(2017, 1, 1)
BANDS: Final = (0.50, 0.80, 0.95)
PARTS: Final = (0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975)
HORIZONS: Final = (1, 7, 13, 25)
"""Months ahead from which errors are taken together, up to the next one; from the last one up to the longest forecast."""

LEVEL_SPREADS: Final = (0.05, 0.15)
SHOCK_CENTRES: Final = (0.15, 0.30)
MEMORIES: Final = (0.80, 0.90, 0.95)
VARIANTS: Final = tuple(
    Settings(level, shock, memories)
    for level, shock, memories in itertools.product(LEVEL_SPREADS, SHOCK_CENTRES, ((0.80,), (0.90,), MEMORIES))
)
"""What the procedure chooses from; made up before anything was scored."""
FIRST: Final = Settings(0.15, 0.30, MEMORIES)
"""The widest of them, for as long as there is nothing to choose by."""
ENOUGH: Final = 5
"""Days of which the outcome must be known before settings are chosen by them."""
GOOD_COVERAGE: Final = (0.70, 0.90)
"""Part of the outcomes that an 80% band may hold before it is widened or narrowed."""
CAUTION: Final = 10.0
"""The rule for the width counts as if this many outcomes had come out just as expected."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One forecast beside its outcome, all in benefits.

    Attributes
    ----------
    origin, target : dt.date
        Day of the last count that was known, and day of the count that was forecast.
    months : int
        Months between them.
    actual : float
        Published count on the target day.
    quantiles : tuple[float, ...]
        Of the forecast, at PARTS.
    chance : float
        Part of the forecast that lay at or under the outcome; evenly spread from 0 to 1 when bands are right.
    last_value : float
        The count at the origin: nothing changes.
    last_trend : float
        A ruler through the last two counts.
    """

    origin: dt.date
    target: dt.date
    months: int
    actual: float
    quantiles: tuple[float, ...]
    chance: float
    last_value: float
    last_trend: float

    @property
    def median(self) -> float:
        """The forecast's middle."""
        return self.quantiles[PARTS.index(0.50)]

    def band(self, level: float) -> tuple[float, float]:
        """Ends of the band that should hold the outcome with chance `level`."""
        at = [round(part, 3) for part in PARTS]
        low, high = round(0.5 - level / 2, 3), round(0.5 + level / 2, 3)
        return self.quantiles[at.index(low)], self.quantiles[at.index(high)]

    def covers(self, level: float) -> bool:
        """Whether that band held the outcome."""
        low, high = self.band(level)
        return low <= self.actual <= high

    @property
    def pinball(self) -> float:
        """Mean pinball loss over PARTS [benefits]; lower is better."""
        return pinball(self.quantiles, self.actual)


@dataclass(frozen=True, slots=True)
class Origin:
    """What the procedure held at one count: its settings, the factor on its bands, and how many outcomes it knew."""

    day: dt.date
    settings: Settings
    factor: float
    outcomes: int
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Part of the outcomes that lay in a band, with the interval that the number of outcomes leaves open (95%, Wilson)."""

    level: float
    inside: int
    count: int
    low: float
    high: float

    @property
    def part(self) -> float:
        """Share of the outcomes inside the band."""
        return self.inside / self.count


@dataclass(frozen=True, slots=True)
class Row:
    """Errors of forecasts some months ahead; `errors` are mean absolute errors per method [benefits]."""

    first: int
    last: int
    count: int
    errors: dict[str, float]
    coverage: tuple[Coverage, ...]
    width: float
    pinball: float


@dataclass(frozen=True, slots=True)
class Backtest:
    """Every origin, and the procedure's state after the last published count.

    Attributes
    ----------
    origins : tuple[Origin, ...]
    settings : Settings
        What did best on every outcome that is known now.
    factor : float
        Factor on the bands by the rule, now.
    """

    origins: tuple[Origin, ...]
    settings: Settings
    factor: float

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Every forecast beside its outcome."""
        return tuple(found for origin in self.origins for found in origin.comparisons)


def pinball(quantiles: Sequence[float], actual: float) -> float:
    """Mean pinball loss of quantiles at PARTS [benefits] (Koenker and Bassett, 1978)."""
    return float(
        np.mean([max(part * (actual - at), (part - 1.0) * (actual - at)) for part, at in zip(PARTS, quantiles, strict=True)])
    )


# The procedure -----------------------------------------------------------------------------------------------------


def rolling(
    counts: Sequence[tuple[dt.date, float]],
    items: Sequence[Published],
    season: Callable[[dt.date], Season] = season_on,
    first: dt.date = FIRST_ORIGIN,
) -> Backtest:
    """Forecast every later count from every count since `first`.

    Parameters
    ----------
    counts : Sequence[tuple[dt.date, float]]
        Counts that are origins and outcomes, in order of day [benefits].
    items : Sequence[Published]
        Everything that may be known, these counts included.
    season : Callable[[dt.date], Season]
        Seasonal factors that were known on a day.
    """
    tried: list[tuple[Comparison, ...]] = []  # per pair, what each variant would have said
    used: list[Comparison] = []
    origins = []
    for i, (day, value) in enumerate(counts):
        later = counts[i + 1 :]
        record = record_on(day, items)
        if day < first or len(record.counts) < FEWEST or not later:
            continue
        settings, factor, outcomes = _choose(day, tried, used)
        posterior = Posterior(record, season(day), [month_of(other) for other, _ in later], LEVEL_SPREADS, MEMORIES)
        by_variant = [_compare(posterior.forecast(variant), (day, value), record, later) for variant in VARIANTS]
        tried += list(zip(*by_variant, strict=True))
        own = _compare(posterior.forecast(settings).widened(factor), (day, value), record, later)
        used += own
        origins.append(Origin(day, settings, factor, outcomes, tuple(own)))
    settings, factor, _ = _choose(counts[-1][0], tried, used)
    return Backtest(tuple(origins), settings, factor)


def _choose(day: dt.date, tried: list[tuple[Comparison, ...]], used: list[Comparison]) -> tuple[Settings, float, int]:
    """Settings and factor by the outcomes that were known on a day, and how many days these were."""
    known = [variants for variants in tried if variants[0].target <= day]
    days = len({variants[0].target for variants in known})
    if days < ENOUGH:
        return FIRST, 1.0, days
    losses = [np.mean([variants[v].pinball for variants in known]) for v in range(len(VARIANTS))]
    return VARIANTS[int(np.argmin(losses))], width_factor([found for found in used if found.target <= day]), days


def width_factor(known: Sequence[Comparison]) -> float:
    """Factor on the bands: 1 while the 80% band holds 70 to 90% of the outcomes, otherwise towards what they were.

    Each outcome's place in its forecast is a standard normal deviate `z` when bands are right. The factor is the root
    of the mean of `z²`, in which CAUTION outcomes count as exactly right. Outcomes of one day hang together and count
    as one, their mean.
    """
    by_day: dict[dt.date, list[float]] = {}
    for found in known:
        deviate = float(ndtri(min(max(found.chance, 1e-6), 1.0 - 1e-6)))
        by_day.setdefault(found.target, []).append(deviate**2)
    if len(by_day) < ENOUGH or GOOD_COVERAGE[0] <= np.mean([found.covers(0.80) for found in known]) <= GOOD_COVERAGE[1]:
        return 1.0
    squares = [float(np.mean(values)) for values in by_day.values()]
    return float(np.sqrt((CAUTION + sum(squares)) / (CAUTION + len(squares))))


def _compare(
    forecast: Forecast, origin: tuple[dt.date, float], record: Record, later: Sequence[tuple[dt.date, float]]
) -> list[Comparison]:
    day, value = origin
    before, at = record.counts[-2], record.counts[-1]
    slope = (at[1] - before[1]) / (at[0] - before[0])
    quantiles = forecast.quantiles(PARTS)
    found = []
    for j, (target, actual) in enumerate(later):
        months = month_of(target) - month_of(day)
        found.append(
            Comparison(
                origin=day,
                target=target,
                months=months,
                actual=actual,
                quantiles=tuple(float(q) for q in quantiles[:, j]),
                chance=forecast.below(month_of(target), actual),
                last_value=value,
                last_trend=value + slope * months,
            )
        )
    return found


def counts_on(city: City, day: dt.date | None = None) -> tuple[tuple[dt.date, float], ...]:
    """Published counts of a city that were known on a day, or all of them [benefits]."""
    return tuple((point.date, point.value) for point in city.points("volume", day))


def backtest(city: City | None, day: dt.date | None = None) -> Backtest | None:
    """The procedure on the counts of a city that were known on a day, or on all of them.

    None for a city that has not published enough of them to forecast one from the others.
    """
    return None if city is None else _backtest(city, counts_on(city, day))


@functools.lru_cache(maxsize=16)
def _backtest(city: City, counts: tuple[tuple[dt.date, float], ...]) -> Backtest | None:
    found = rolling(counts, published(city)) if counts else None
    return found if found is not None and found.comparisons else None


def shipped(city: City, day: dt.date | None = None) -> Calibration | None:
    """What the procedure says about the flows at the last count known on a day, or of all: the spreads of a baseline of that day.

    None for a city without a backtest.
    """
    found = backtest(city, day)
    if found is None:
        return None
    last = counts_on(city, day)[-1][0]
    posterior = Posterior(record_on(last, published(city)), season_on(last), [], LEVEL_SPREADS, MEMORIES)
    return posterior.calibration(found.settings).widened(found.factor)


# Scores ------------------------------------------------------------------------------------------------------------


def coverage(found: Sequence[Comparison], level: float) -> Coverage:
    """How many outcomes a band held. Outcomes of one origin hang together, so the interval is rather too narrow."""
    inside = sum(one.covers(level) for one in found)
    interval = binomtest(inside, len(found)).proportion_ci(method="wilson")
    return Coverage(level, inside, len(found), float(interval.low), float(interval.high))


def longest(found: Sequence[Comparison]) -> int:
    """Months that the longest forecast looked ahead, in whole years."""
    return MONTHS * -(-max(one.months for one in found) // MONTHS)


def score(found: Sequence[Comparison]) -> tuple[Row, ...]:
    """Errors by months ahead, beside a ruler and beside no change; horizons without a forecast are left out."""
    rows = []
    ends = [first - 1 for first in HORIZONS[1:]] + [longest(found)]
    for first, last in zip(HORIZONS, ends, strict=True):
        some = [one for one in found if first <= one.months <= last]
        if not some:
            continue
        errors = {
            "model": np.mean([abs(one.median - one.actual) for one in some]),
            "last_value": np.mean([abs(one.last_value - one.actual) for one in some]),
            "last_trend": np.mean([abs(one.last_trend - one.actual) for one in some]),
        }
        rows.append(
            Row(
                first=first,
                last=last,
                count=len(some),
                errors={name: float(value) for name, value in errors.items()},
                coverage=tuple(coverage(some, level) for level in BANDS),
                width=float(np.mean([one.band(0.80)[1] - one.band(0.80)[0] for one in some])),
                pinball=float(np.mean([one.pinball for one in some])),
            )
        )
    return tuple(rows)


def closest(row: Row) -> str:
    """The method that was off least at a distance, of the three that need no library."""
    return min(row.errors, key=row.errors.__getitem__)
