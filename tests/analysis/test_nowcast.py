"""The nowcast: the last count moved on with the national figures, worked by hand and on the counts of Rotterdam."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from scipy.stats import t as student

from core.analysis.nowcast import national_on, nowcast, nowcast_from
from core.model.calendar import month_index
from tests.places import ROTTERDAM

TODAY = dt.date(2026, 11, 27)


def test_three_counts_and_three_national_figures_worked_by_hand() -> None:
    """Two gaps of 12 and 6 months, then four months on; the national number is halfway in logarithms after half the time."""
    counts = ((0, 1000.0), (12, 1100.0), (18, 1080.0))
    national = ((0, 400.0), (12, 420.0), (24, 410.0))
    found = nowcast_from(counts, national, 22)
    step = math.log(410 / 420) / 12
    left = [math.log(1.1) - 0.85 * math.log(420 / 400), math.log(1080 / 1100) - 0.85 * 6 * step]
    scale = math.sqrt((4 * 0.006**2 + left[0] ** 2 / 12 + left[1] ** 2 / 6) / 6)
    assert found.student.centre == pytest.approx(1080 * math.exp(0.85 * 4 * step))
    assert found.student.deviation == pytest.approx(scale * 2)
    assert found.student.freedom == 6
    low = found.student.quantile(0.1)
    assert low == pytest.approx(found.student.centre * math.exp(2 * scale * student.ppf(0.1, 6)))
    assert found.student.below(low) == pytest.approx(0.1)


def test_at_the_end_of_2025_rotterdam_stood_near_33_570_with_a_band_of_32_200_to_35_000() -> None:
    found = nowcast(ROTTERDAM, month_index("2025-12"), TODAY)
    assert found is not None
    assert found.last == (month_index("2023-08"), 32864.0)
    # 410,000 against the middle, in logarithms, of 399,000 and 401,700 a third on.
    persons = math.log(410000) - (math.log(399000) + 2 / 6 * math.log(401700 / 399000))
    assert found.student.centre == pytest.approx(32864 * math.exp(0.85 * persons))
    rounded = [round(value, -1) for value in (found.student.centre, *map(found.student.quantile, (0.1, 0.9)))]
    assert rounded[0] == 33570
    assert [round(value, -2) for value in rounded[1:]] == [32200, 35000]
    assert found.student.below(30000) < 1 / 100


def test_at_the_end_of_2023_it_stood_near_32_990() -> None:
    found = nowcast(ROTTERDAM, month_index("2023-12"), TODAY)
    assert found is not None
    assert round(found.student.centre, -1) == 32990


def test_in_the_month_of_a_count_it_is_that_count() -> None:
    found = nowcast(ROTTERDAM, month_index("2023-08"), TODAY)
    assert found is not None
    assert found.student.centre == 32864.0 == found.student.quantile(0.9)
    assert [found.student.below(value) for value in (32863.0, 32864.0)] == [0.0, 1.0]


def test_a_national_figure_is_used_sixty_days_after_its_day() -> None:
    day = dt.date(2022, 9, 30) + dt.timedelta(days=60)
    assert national_on(day)[-1] == (month_index("2022-09"), 396670.0)
    assert national_on(day - dt.timedelta(days=1))[-1] == (month_index("2022-06"), 401710.0)


def test_without_a_count_or_a_national_figure_there_is_none() -> None:
    assert nowcast(ROTTERDAM, month_index("2012-12"), TODAY) is None
    assert nowcast(ROTTERDAM, month_index("2012-12"), dt.date(2008, 1, 1)) is None
