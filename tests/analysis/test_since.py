"""What was published after a baseline's day: the newest one of the same city beside it, in a year that both have."""

from __future__ import annotations

import dataclasses

import pytest

from core.analysis.since import since
from core.baseline import load_baseline
from tests.places import LETTER


def test_the_letter_stands_beside_november_2026_in_the_first_year_that_both_account_for() -> None:
    """From the tables of both: 32,579 and 33,788.4; 580.80 − 647.22 and 647.12 − 696.26."""
    found = since(load_baseline(LETTER))
    assert found is not None
    assert (found.newer.id, found.year) == ("stand-2026", 2026)
    assert (found.volume, found.newer_volume) == pytest.approx((32579, 33788.4), abs=0.5)
    assert (found.result, found.newer_result) == pytest.approx((-66.42, -49.14), abs=0.02)


def test_nothing_is_newer_than_the_newest_and_nothing_is_known_of_somebodys_own_figures() -> None:
    assert since(load_baseline("stand-2026")) is None
    assert since(dataclasses.replace(load_baseline(LETTER), city=None)) is None
