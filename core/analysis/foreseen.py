"""What is foreseen on a baseline: the forecast from the counts, flows and national figures that it knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.analysis.calibration import Season
from core.analysis.nowcast import Nowcast, national_on, nowcast_from
from core.analysis.pool import Pool, pool_from
from core.analysis.published import Published, published, record_on, season_on
from core.analysis.record import Record
from core.analysis.ways import overall
from core.baseline import Baseline, ByIdentity
from core.cache import remembered
from core.model.calendar import LAST_MONTH, end_of_month, month_of
from core.model.parameters import Floats

RECENT: Final = 49
"""Last counts that a forecast rests on, of somebody's own months: older ones say little about today."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The forecast of a baseline, over the months up to the last one that any path may reach.

    Attributes
    ----------
    pool : Pool
        From the month after the reference month; from the reference month itself when nobody counted it.
    together : Floats
        Covariance of the months in the half that drifts `(months, months)`.
    record : Record
        What it rests on.
    nowcast : Nowcast | None
        The stock of the reference month, when nobody counted it.
    apart : float
        Monthly scale of what the city does beside the country.
    """

    pool: Pool
    together: Floats
    record: Record
    nowcast: Nowcast | None
    apart: float


@dataclass(frozen=True, slots=True)
class Known:
    """What a baseline knows on its day: counts and flows, seasonal factors, and national figures [persons]."""

    record: Record
    season: Season
    national: tuple[tuple[int, float], ...]


def items_of(baseline: Baseline) -> tuple[Published, ...]:
    """Counts up to its reference month, and flows, that were published of its city by the day of a baseline."""
    if baseline.city is None:
        return ()
    last = min(baseline.known_on, end_of_month(baseline.reference_month))
    known = [item for item in published(baseline.city) if item.known <= baseline.known_on]
    return tuple(item for item in known if item.count is None or item.count[0] <= last)


def own_counts(baseline: Baseline) -> tuple[tuple[int, float], ...]:
    """Counts that somebody gave themselves, the last ones; without any count at all, the stock of the reference month."""
    own = tuple((month_of(count.date), count.value) for count in baseline.history.volume if count.source is None)[-RECENT:]
    if own or items_of(baseline):
        return own
    return ((baseline.reference_month, baseline.value("volume")),)


def record_from(baseline: Baseline, items: Sequence[Published], own: Sequence[tuple[int, float]]) -> Record:
    """What was published and what somebody gave, as one record; of one month what they gave."""
    found = record_on(baseline.known_on, items)
    return replace(found, counts=tuple(sorted((dict(found.counts) | dict(own)).items())))


def known_to(baseline: Baseline) -> Known:
    """What a baseline knows."""
    record = record_from(baseline, items_of(baseline), own_counts(baseline))
    return Known(record, season_on(baseline.known_on), national_on(baseline.known_on))


def foreseen(baseline: Baseline) -> Foreseen:
    """The forecast of a baseline, worked out once."""
    return _foreseen(ByIdentity(baseline))


@remembered(16)
def _foreseen(key: ByIdentity) -> Foreseen:
    return foreseen_from(key.baseline, known_to(key.baseline))


def foreseen_from(baseline: Baseline, known: Known) -> Foreseen:
    """The forecast of a baseline from what it knows."""
    month, record = baseline.reference_month, known.record
    apart = nowcast_from(record.firm, known.national, record.firm[-1][0] + 1).student.deviation
    if record.counts[-1][0] == month:
        pool = pool_from(record, known.season, range(month + 1, LAST_MONTH + 1), together=True)
        return _kept(pool, record, None, apart)
    found = nowcast_from(record.firm, known.national, month)
    start = month, replace(found.student, centre=baseline.value("volume"))
    pool = pool_from(record, known.season, range(month, LAST_MONTH + 1), start, together=True)
    return _kept(pool, record, found, apart)


def _kept(pool: Pool, record: Record, found: Nowcast | None, apart: float) -> Foreseen:
    """What is remembered of a forecast: how months go together over all nodes, and not in each of two hundred."""
    return Foreseen(Pool(pool.walk, replace(pool.drift, covariances=None)), overall(pool.drift), record, found, apart)
