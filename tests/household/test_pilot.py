"""The pilot as one value: the letter's pace by hand, and the measure that goes into a package."""

from __future__ import annotations

import dataclasses

import pytest

from core.household.pilot import measure_at_pace, pilot
from core.measures import check_package, evidence_of
from tests.places import ROTTERDAM


def test_the_pace_so_far_is_one_a_month() -> None:
    # 27 people in 12 months by 6 FTE; with 9 FTE 121.5 in 36 months, of whom 8 of 27 leave: 36, one a month.
    found = pilot(ROTTERDAM)
    assert found is not None
    assert found.exits_per_month == pytest.approx(1.0)
    assert found.middle.exits_at_pace == pytest.approx(36.0)
    assert found.needed == pytest.approx(100 / 121.5)
    assert not found.enough


def test_the_ends_of_the_interval_are_asked_in_their_order() -> None:
    found = pilot(ROTTERDAM)
    assert found is not None
    assert [asked.share for asked in (found.low, found.middle, found.high)] == [found.share.low, 8 / 27, found.share.high]
    assert found.low.participants > found.middle.participants > found.high.participants


def test_the_measure_of_the_pilot_is_one_that_the_package_takes() -> None:
    found = pilot(ROTTERDAM)
    assert found is not None
    measure = measure_at_pace(found, "MinW", ())
    assert measure is not None
    assert (measure.name, measure.kind, measure.effect) == ("MinW", "outflow_work", 1.0)
    assert check_package([measure]) == (measure,)
    assert evidence_of(measure, ROTTERDAM) == "assumption"
    again = measure_at_pace(found, "MinW", (measure.id,))
    assert again is not None
    assert again.id != measure.id


def test_the_measure_takes_the_pace_to_a_hundredth_of_a_person() -> None:
    found = pilot(ROTTERDAM)
    assert found is not None
    measure = measure_at_pace(
        dataclasses.replace(found, middle=dataclasses.replace(found.middle, exits_at_pace=44.0)), "MinW", ()
    )
    assert measure is not None
    assert measure.effect == 1.22  # 44 in 36 months


def test_a_place_without_a_pilot_has_none() -> None:
    assert pilot(None) is None
