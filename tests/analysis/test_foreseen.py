"""What a baseline foresees rests on what it knows: its city's counts, somebody's own, or nothing but its own stock."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from core.analysis.foreseen import RECENT, foreseen, known_to
from core.analysis.nowcast import nowcast
from core.baseline import Count, History
from core.model.calendar import end_of_month, month_index
from tests.analysis.made import BASELINE, with_values
from tests.places import ROTTERDAM

TODAY = dt.date(2026, 11, 27)


def test_the_letter_knows_the_counts_up_to_its_own_month_and_nothing_that_came_later() -> None:
    record = known_to(BASELINE).record
    assert record.counts[-1] == (month_index("2023-08"), 32864.0)
    assert len(record.counts) == 14
    assert len(record.flows) == 4
    assert known_to(BASELINE).national[-1][0] == month_index("2023-06")
    assert foreseen(BASELINE).nowcast is None
    assert foreseen(BASELINE).pool.walk.centre == 32864.0


def _uncounted() -> object:
    moved = with_values(volume=33570.0)
    return dataclasses.replace(moved, known_on=TODAY, reference_month=month_index("2025-12"))


def test_a_stock_that_nobody_counted_begins_with_the_nowcasts_band() -> None:
    baseline = _uncounted()
    found = foreseen(baseline)
    known = nowcast(ROTTERDAM, month_index("2025-12"), TODAY)
    assert known is not None
    assert found.nowcast == known
    low, middle, high = found.pool.at(month_index("2025-12")).quantiles((0.1, 0.5, 0.9))[:, 0]
    assert middle == pytest.approx(33570.0, abs=1.0)
    assert [low, high] == pytest.approx([known.student.quantile(part) for part in (0.1, 0.9)], rel=1e-3)


def test_a_count_that_somebody_gave_is_a_count() -> None:
    """In October 2026 somebody counts 33,120: the forecast starts from it, with the city's own history before it."""
    month = month_index("2026-10")
    given = Count(end_of_month(month), 33120.0, None)
    baseline = dataclasses.replace(
        with_values(volume=33120.0), known_on=TODAY, reference_month=month,
        history=History((*BASELINE.history.volume, given)),
    )  # fmt: skip
    record = known_to(baseline).record
    assert record.counts[-1] == (month, 33120.0)
    assert (month_index("2023-08"), 32864.0) in record.counts
    assert foreseen(baseline).nowcast is None
    assert foreseen(baseline).pool.quantiles((0.5,))[0, 0] == pytest.approx(33120.0, rel=0.01)


def test_a_place_without_history_has_its_own_stock_and_the_widths_that_are_held_possible_beforehand() -> None:
    baseline = dataclasses.replace(with_values(volume=4000.0), city=None, history=History())
    found = foreseen(baseline)
    assert found.record.counts == ((BASELINE.reference_month, 4000.0),)
    assert (found.pool.walk.scale, found.pool.walk.freedom, found.apart) == pytest.approx((0.0095, 4.0, 0.006))
    low, high = found.pool.quantiles((0.1, 0.9))[:, 11]
    assert 0.04 < (high - low) / 2 / 4000.0 < 0.15


def test_of_somebodys_own_months_the_last_four_years_count() -> None:
    months = range(BASELINE.reference_month - 70, BASELINE.reference_month + 1)
    counts = tuple(Count(end_of_month(month), 3000.0 + 5.0 * (month % 7), None) for month in months)
    baseline = dataclasses.replace(with_values(volume=counts[-1].value), city=None, history=History(counts))
    assert len(known_to(baseline).record.counts) == RECENT == 49
    assert foreseen(baseline).pool.walk.freedom == 52
