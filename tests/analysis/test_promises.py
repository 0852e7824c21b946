"""What the city said beside what it became, and beside what was known when it said so."""

from __future__ import annotations

import datetime as dt

import pytest

from core.analysis.backtest import backtest
from core.analysis.outlook import outlook_of
from core.analysis.promises import Hindsight, Promise, Promised, hindsight, promises, promises_of
from core.facts import Observation
from core.scenario import default_scenario
from tests.analysis.made import BASELINE
from tests.places import ROTTERDAM

LETTER = dt.date(2023, 10, 10)
COUNTED = dt.date(2023, 8, 31)


def said(value: float, became: float | None, made: dt.date | None = None) -> Promise:
    return Promise(Observation(dt.date(2021, 12, 31), value, "reported", "nu-2021-10", made=made), became)


def test_a_difference_is_what_it_became_less_what_was_said() -> None:
    assert said(36000.0, 34624.0).difference == -1376.0
    assert said(30000.0, 34624.0).difference == 4624.0
    assert said(30000.0, None).difference is None


def test_what_came_out_to_the_person_was_met_and_what_is_not_known_yet_was_neither_met_nor_missed() -> None:
    exact, under, missed, most = (said(value, 34624.0) for value in (34624.0, 36000.0, 34000.0, 30000.0))
    found = Promised(outlook_of(default_scenario(BASELINE), BASELINE), (exact, missed, under, most, said(1.0, None)))
    assert found.known == (exact, missed, under, most)
    assert found.met == (exact, under)
    assert found.worst is most


def test_a_promise_was_made_on_its_day_or_else_on_the_day_that_it_is_for() -> None:
    assert said(1.0, None, dt.date(2021, 10, 31)).made == dt.date(2021, 10, 31)
    assert said(1.0, None).made == dt.date(2021, 12, 31)


def test_a_day_knows_what_was_said_by_then_and_what_was_counted_by_then() -> None:
    found = [(one.point.value, one.became) for one in promises(ROTTERDAM, dt.date(2021, 10, 31), dt.date(2021, 8, 31))]
    # 36,000 for 2018; 38,000 for 2020; 36,000 and 30,000 for 2021, of which nothing was counted yet; not the later ones.
    assert found == [(36000.0, 35292.0), (38000.0, 36203.0), (36000.0, None), (30000.0, None)]
    letter = [(one.point.value, one.difference) for one in promises(ROTTERDAM, LETTER, COUNTED)]
    assert letter[-3:] == [(33375.0, -400.0), (32325.0, None), (30000.0, None)]
    assert [(one.point.value, one.difference) for one in promises_of(BASELINE)] == letter
    assert (promises(None), hindsight(None)) == ((), ())


@pytest.mark.parametrize(
    ("median", "promised", "became", "closer"),
    [
        (35000.0, 36000.0, 34624.0, True), (33000.0, 36000.0, 34624.0, False), (34000.0, 35248.0, 34624.0, False),
        (34624.0, 34625.0, None, False),
    ],
)  # fmt: skip
def test_who_came_closer_is_judged_by_what_it_became(median: float, promised: float, became: float | None, closer: bool) -> None:
    assert Hindsight(1, said(promised, became), dt.date(2021, 8, 31), median, 0.0, 9e9, 1.0).closer == closer


def test_each_promise_is_set_beside_the_last_count_of_before_it_was_made() -> None:
    found = {(one.promise.point.date.year, one.promise.point.value): one for one in hindsight(ROTTERDAM, LETTER, COUNTED)}
    origins = {key: (str(one.origin), one.last_value) for key, one in found.items()}
    assert origins[2020, 38000.0] == ("2020-08-31", 36259.0)
    assert origins[2021, 36000.0] == ("2021-08-31", 35693.0)
    assert origins[2021, 30000.0] == ("2017-12-31", 37667.0)
    # Said on the very day that it is for: that day's own count does not foretell it.
    assert origins[2018, 36000.0] == ("2017-12-31", 37667.0)
    assert origins[2025, 30000.0] == ("2023-08-31", 32864.0)
    for one in found.values():
        assert one.low < one.median < one.high
    # A band for eight years is wider than one for four months.
    assert found[2021, 30000.0].high - found[2021, 30000.0].low > 3 * (found[2020, 38000.0].high - found[2020, 38000.0].low)


@pytest.mark.parametrize(("made", "origin"), [("2021-08-31", "2021-08-31"), ("2021-08-30", "2021-04-30")])
def test_a_promise_of_the_day_of_a_count_is_set_beside_that_count(
    monkeypatch: pytest.MonkeyPatch, made: str, origin: str
) -> None:
    one = said(36000.0, 34624.0, dt.date.fromisoformat(made))
    monkeypatch.setattr("core.analysis.promises.promises", lambda *_: (one,))
    (found,) = hindsight.__wrapped__(ROTTERDAM, LETTER, COUNTED)  # nothing is remembered of it
    assert str(found.origin) == origin


def test_the_forecast_beside_a_promise_is_the_one_that_was_scored() -> None:
    tested = backtest(ROTTERDAM, COUNTED)
    assert tested is not None
    one = next(found for found in hindsight(ROTTERDAM, LETTER, COUNTED) if found.promise.point.value == 38000)
    scored = next(found for found in tested.comparisons if (found.origin, found.target) == (one.origin, one.promise.point.date))
    assert (one.low, one.median, one.high) == pytest.approx(
        (scored.quantiles[1], scored.quantiles[3], scored.quantiles[5]), abs=0.05
    )


def test_promises_and_what_became_of_them() -> None:
    difference = {(p.point.date.year, p.point.value): p.difference for p in promises(ROTTERDAM)}
    assert difference[2021, 30000] == 4624
    assert difference[2022, 33375] == -400
    assert difference[2020, 38000] == -1797
    assert difference[2025, 30000] is None
