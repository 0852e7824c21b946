"""The backtest uses nothing that was published later, and its scores are those that an audit of our own found."""

from __future__ import annotations

import dataclasses
import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.audit import audited
from core.analysis.backtest import Backtest, Comparison, backtest, counts_on, rolling
from core.analysis.nowcast import national_on
from core.analysis.published import QUARTERS, Published, published, quarters_on, season_of, season_on
from core.analysis.record import Flow
from core.analysis.scores import row_of
from core.model.calendar import month_of
from tests.places import ROTTERDAM
from tests.tiers import tiers

COUNTS = counts_on(ROTTERDAM)
FLOWS_OUT = dt.date(2019, 7, 15)
"""Day on which the flows of 2017 and 2018 were published."""
FOUND = audited(ROTTERDAM)
WHOLE = rolling(COUNTS, published(ROTTERDAM))


def test_every_count_since_2017_whose_day_is_known_is_an_origin_for_every_later_one() -> None:
    days = [day for day, _ in COUNTS if day.year >= 2017]
    pairs = [(one.origin, one.target) for one in WHOLE.comparisons]
    assert pairs == [(days[i], later) for i in range(len(days)) for later in days[i + 1 :]]
    assert len(days) == 11
    assert dt.date(2022, 8, 31) in days
    assert dt.date(2020, 2, 29) not in days


def said(found: Backtest, until: dt.date) -> list[tuple[float, ...]]:
    """Everything that forecasts from origins up to a day said."""
    return [one.quantiles for origin in found.origins if origin.day <= until for one in origin.comparisons]


@pytest.mark.exhaustive
@given(place=st.integers(4, 10), factor=st.floats(0.3, 3.0), more=st.floats(-5000.0, 5000.0))
@settings(max_examples=4, deadline=None)
def test_nothing_that_was_published_after_an_origin_moves_its_forecast(place: int, factor: float, more: float) -> None:
    """Later counts, flows and national quarters become absurd: forecasts from that origin are the same to the last bit."""
    day = COUNTS[place][0]

    def absurd(value: float) -> float:
        return max(factor * value + more, 1.0)

    def item(found: Published) -> Published:
        if found.known <= day:
            return found
        if found.count is not None:
            return dataclasses.replace(found, count=(found.count[0], absurd(found.count[1])))
        assert found.flow is not None
        return dataclasses.replace(found, flow=dataclasses.replace(found.flow, inflow=absurd(9000.0), outflow=absurd(9000.0)))

    def season(when: dt.date) -> tuple[tuple[float, ...], tuple[float, ...]]:
        flows = []
        for name in QUARTERS:
            known = len(quarters_on(name, day))
            quarters = quarters_on(name, when)
            flows.append([*quarters[:known], *((at, absurd(value)) for at, value in quarters[known:])])
        return season_of(*flows)

    counts = [(when, value if when <= day else absurd(value)) for when, value in COUNTS]
    changed = rolling(counts, [item(found) for found in published(ROTTERDAM)], season)
    assert said(changed, day) == said(WHOLE, day)
    if place < 10:
        assert said(changed, dt.date.max) != said(WHOLE, dt.date.max)


def planted(day: dt.date, known: dt.date) -> list[Published]:
    """What was published, with a count and flows of before a day that were published on another."""
    count = (day - dt.timedelta(days=45), 45_000.0)
    flow = Flow(month_of(day) - 18, month_of(day) - 7, inflow=3_000.0, outflow=15_000.0)
    return [*published(ROTTERDAM), Published(known, count=count, place="planted"), Published(known, flow=flow, place="planted")]


@pytest.mark.parametrize("place", tiers(zip(range(4, 10), strict=False), often={(9,)}))
def test_a_count_or_a_flow_of_before_is_used_from_the_day_of_its_publication_and_not_the_day_before(place: int) -> None:
    day = COUNTS[place][0]

    def of_that_day(found: Backtest) -> list[tuple[float, ...]]:
        return [one.quantiles for origin in found.origins if origin.day == day for one in origin.comparisons]

    unmoved = of_that_day(WHOLE)
    assert of_that_day(rolling(COUNTS, planted(day, day + dt.timedelta(days=1)))) == unmoved
    for item in planted(day, day)[-2:]:
        assert of_that_day(rolling(COUNTS, [*published(ROTTERDAM), item])) != unmoved


@given(place=st.integers(5, 10), factor=st.floats(0.3, 3.0))
@settings(max_examples=3, deadline=None)
def test_a_nowcast_of_a_day_knows_no_national_figure_that_was_published_after_it(place: int, factor: float) -> None:
    day = COUNTS[place][0]
    known = len(national_on(day))

    def national(when: dt.date) -> tuple[tuple[int, float], ...]:
        figures = national_on(when)
        return (*figures[:known], *((month, factor * value) for month, value in figures[known:]))

    changed = rolling(COUNTS, published(ROTTERDAM), national=national)
    assert said(changed, dt.date.max) == said(WHOLE, dt.date.max)
    by_then = [[one.others["nowcast_then"] for one in found.comparisons if one.target <= day] for found in (changed, WHOLE)]
    assert by_then[0] == by_then[1] != []


def test_flows_count_from_their_publication() -> None:
    early = [item for item in published(ROTTERDAM) if item.flow is not None]
    assert {item.known for item in early} == {FLOWS_OUT}
    without = rolling(COUNTS, [item for item in published(ROTTERDAM) if item.flow is None])
    assert said(without, dt.date(2018, 12, 31)) == said(WHOLE, dt.date(2018, 12, 31))
    assert said(without, dt.date(2020, 8, 31)) != said(WHOLE, dt.date(2020, 8, 31))


def test_a_quarter_counts_sixty_days_after_its_end() -> None:
    name = "cbs_national_inflow"
    assert quarters_on(name, dt.date(2020, 5, 30))[-1][0] == dt.date(2020, 3, 31)
    assert quarters_on(name, dt.date(2020, 5, 29))[-1][0] == dt.date(2019, 12, 31)


# The scores that were found ----------------------------------------------------------------------------------------


def pairs_of_the_audit(found: Backtest) -> list[Comparison]:
    return [one for one in found.comparisons if one.origin in FOUND.days and one.target in FOUND.days]


def as_the_audit_had_it() -> Backtest:
    """Its record: without the two counts that it added, and flows and quarters known on the day that they are about."""
    items = [
        dataclasses.replace(item, known=dt.date(2017 if item.place.endswith("2017-12-31") else 2018, 12, 31))
        if item.flow is not None
        else item
        for item in published(ROTTERDAM)
        if item.place not in ("volume@2020-02-29", "volume@2022-08-31")
    ]
    counts = [count for count in COUNTS if count[0] in FOUND.days or count[0].year < 2017]
    return rolling(counts, items, lambda day: season_on(day + dt.timedelta(days=60)))


def test_on_the_record_of_the_audit_the_forecast_has_the_score_that_it_found() -> None:
    """1,238; bands 42, 80 and 100 of a hundred. One more outcome lies within our band of 50%: 44."""
    found = row_of(pairs_of_the_audit(as_the_audit_had_it()), 1, 99, {})
    assert found.count == FOUND.pairs == 45
    assert found.crps["model"] == pytest.approx(FOUND.forecast_score, rel=0.01)
    assert [round(100 * band.part) for band in found.coverage] == [44, 80, 100]


def test_on_what_was_published_in_time_it_has_the_score_that_we_show() -> None:
    """1,261: 20 for the flows of 2017 and 2018 that nobody had in 2018, 12 back for quarters that nobody had yet, 14 for
    the count of February 2020, whose rise of 8% in half a year widens what follows."""
    found = row_of(pairs_of_the_audit(WHOLE), 1, 99, {})
    assert found.crps["model"] == pytest.approx(1260.8, abs=0.1)
    assert [round(100 * band.part) for band in found.coverage] == [42, 80, 100]
    assert found.crps["last_value"] == pytest.approx(FOUND.last_value_score, rel=0.01)
    assert found.errors["last_value"] == pytest.approx(FOUND.last_value_error, rel=0.01)


def test_the_nowcast_has_the_score_and_the_error_that_it_found() -> None:
    """With the national figures around the outcome's day: 541 and 789; with those that were out on that day 547 and 793."""
    found = row_of(pairs_of_the_audit(WHOLE), 1, 99, {})
    assert found.crps["nowcast"] == pytest.approx(FOUND.nowcast_score, rel=0.01)
    assert found.errors["nowcast"] == pytest.approx(FOUND.nowcast_error, rel=0.01)
    assert found.crps["nowcast_then"] == pytest.approx(547.1, abs=0.1)
    assert found.errors["nowcast_then"] == pytest.approx(792.8, abs=0.1)


def test_a_city_without_counts_has_no_backtest() -> None:
    assert backtest(None) is None
    assert backtest(ROTTERDAM, dt.date(2017, 12, 31)) is None


def test_a_score_is_made_from_what_the_forecast_says() -> None:
    """The area between the distribution and the outcome, from the quantiles: within a twentieth of the exact one."""
    one = WHOLE.comparisons[0]
    at = (0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975)
    losses = [2 * max(part * (one.actual - q), (part - 1) * (one.actual - q)) for part, q in zip(at, one.quantiles, strict=True)]
    assert one.crps == pytest.approx(np.trapezoid(losses, at) + losses[0] * 0.0125 + losses[-1] * 0.0125, rel=0.05)
