"""Where outcomes fell in their forecasts: a row per day, the places by hand, and the audit's panel as the last line."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from core.analysis.scorecard import Scorecard
from core.figures.certainty.outcomes import OUTCOMES
from tests.text.test_sentences_chance import scored


def card() -> Scorecard:
    """Two days, one of them with two forecasts, of which one missed."""
    made = scored((3, 10.0, 30.0))
    first = made.backtest.origins[0]
    days = (dt.date(2021, 6, 30), dt.date(2021, 3, 31), dt.date(2021, 6, 30))
    ones = tuple(
        dataclasses.replace(one, target=day, chance=chance)
        for one, day, chance in zip(
            (first.comparisons[0], first.comparisons[1], first.comparisons[9]), days, (0.4, 0.6, 0.05), strict=True
        )
    )
    tested = dataclasses.replace(made.backtest, origins=(dataclasses.replace(first, comparisons=ones),))
    return dataclasses.replace(made, backtest=tested)


def test_each_outcome_day_is_a_row_and_each_point_the_place_in_its_forecast() -> None:
    drawn = OUTCOMES.frames(card(), "en")
    points = drawn["points"].to_pydict()
    assert points["target"] == ["31 March 2021", "30 June 2021", "30 June 2021"]
    assert points["place"] == [0.6, 0.4, 0.05]
    assert points["inside"] == ["in", "in", "out"]
    rows = drawn["rows"].to_pydict()
    assert rows["target"] == ["31 March 2021", "30 June 2021", "118 public series"]
    assert (rows["low"][:2], rows["high"][:2]) == ([0.1, 0.1], [0.9, 0.9])
    # The panel's band of 80% held 80 to 81%: a line of 80.5% around the middle.
    assert (rows["low"][2], rows["high"][2]) == (pytest.approx(0.0975), pytest.approx(0.9025))


def test_the_title_counts_what_fell_in_its_band_and_the_sentence_names_the_panel() -> None:
    assert OUTCOMES.finding(card(), "en").startswith("2 of the 3")
    assert OUTCOMES.sentence(card(), "en").endswith(
        "our own audit on 118 public series: there the band held 80% to 81% of the outcomes."
    )
    assert "own-audit-2026" in OUTCOMES.sources(card())
