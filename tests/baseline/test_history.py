"""A baseline sees the counts of its city up to its own day, and what was said by it."""

from __future__ import annotations

import datetime as dt

import pytest

from core.analysis.promises import promises, promises_of
from core.baseline import baseline_ids, history_of, load_baseline
from core.model.calendar import month_of
from tests.places import ROTTERDAM


@pytest.mark.parametrize("name", baseline_ids())
def test_no_count_is_later_than_the_day_of_the_baseline_or_its_reference_month(name: str) -> None:
    baseline = load_baseline(name)
    for count in (*baseline.history.volume, *baseline.history.lks_jobs):
        assert count.date <= baseline.known_on
        assert month_of(count.date) <= baseline.reference_month
    estimated = baseline.quantity("volume").band is not None
    assert estimated or baseline.history.volume[-1].value == baseline.value("volume")
    assert not baseline.history.own


def test_a_history_ends_with_the_last_count_of_its_day() -> None:
    assert [count.value for count in history_of(ROTTERDAM, dt.date(2018, 12, 30)).volume] == [36695, 37667]
    assert [count.value for count in history_of(ROTTERDAM, dt.date(2018, 12, 31)).volume] == [36695, 37667, 35292]
    assert history_of(None, dt.date(2030, 1, 1)).volume == ()


def test_promises_are_those_said_by_the_day_with_what_was_counted_by_it() -> None:
    made = {
        (one.point.date.year, one.point.value): one.became
        for one in promises(ROTTERDAM, dt.date(2021, 10, 31), dt.date(2020, 12, 31))
    }
    assert made[2020, 38000] == 36203
    assert made[2021, 36000] is None
    assert (2023, 32325) not in made
    assert {one.point.value for one in promises_of(load_baseline("brief-2023-t2"))} >= {32325, 30000}
    assert promises(None) == ()
