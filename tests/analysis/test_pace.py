"""What would have to be true: the fall that a target asks beside the years that fell most like it, worked by hand."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from core.analysis.pace import Stretch, chance_since, pace, stretches
from core.model.calendar import month_index
from tests.analysis.made import BASELINE, with_dates, with_values

TODAY = dt.date(2026, 11, 27)


def test_stretches_are_whole_calendar_years_in_which_the_caseload_fell() -> None:
    values = {"2016-12": 38836.0, "2017-12": 37667.0, "2018-12": 35292.0, "2020-08": 36259.0, "2020-12": 36203.0}
    counts = tuple((month_index(month), value) for month, value in values.items())
    assert stretches(counts) == [
        Stretch(2017, 2017, pytest.approx(1169 / 12)), Stretch(2017, 2018, pytest.approx(3544 / 24)),
        Stretch(2017, 2020, pytest.approx(2633 / 48)), Stretch(2018, 2018, pytest.approx(2375 / 12)),
        Stretch(2018, 2020, pytest.approx(1464 / 36)),
    ]  # fmt: skip


def test_thirty_thousand_at_the_end_of_2027_asks_the_pace_of_2017_and_2018_for_two_years() -> None:
    """33,570 − 30,000 in 24 months is 148.75 a month; from the end of 2016 to the end of 2018 it fell 3,544: 147.7."""
    moved = with_dates(with_values(volume=33570.0), target_volume="2027-12-31")
    baseline = dataclasses.replace(moved, known_on=TODAY, reference_month=month_index("2025-12"))
    found = pace(baseline)
    assert found is not None
    assert (found.fall, found.months) == (pytest.approx(148.75), 24)
    assert found.like == Stretch(2017, 2018, pytest.approx(3544 / 24))


def test_the_letter_asks_a_hundred_a_month() -> None:
    found = pace(BASELINE)
    assert found is not None
    assert found.fall == pytest.approx((32864 - 30000) / 28)
    assert found.like == Stretch(2017, 2017, pytest.approx(1169 / 12))
    assert not found.unseen


def test_a_fall_is_unseen_when_it_is_faster_than_in_every_stretch_and_not_than_in_some() -> None:
    found = pace(with_values(target_volume=20000.0))
    assert found is not None
    assert found.fall == pytest.approx(12864 / 28), "2,375 a year was the fastest: 198 a month"
    assert found.unseen


def test_there_is_nothing_to_ask_of_a_target_that_is_met_or_past() -> None:
    assert pace(with_values(target_volume=32864.0)) is None
    assert pace(with_dates(target_volume="2023-08-31")) is None


def test_with_the_national_figures_since_the_letters_target_has_a_chance_of_less_than_one_in_a_hundred() -> None:
    found = chance_since(BASELINE)
    assert found is not None
    assert 0.0 < found < 0.01


def test_a_baseline_that_knows_these_figures_has_nothing_to_hear() -> None:
    assert chance_since(dataclasses.replace(BASELINE, known_on=TODAY)) is None
    assert chance_since(with_dates(target_volume="2027-12-31")) is None
    assert chance_since(dataclasses.replace(BASELINE, city=None)) is None
