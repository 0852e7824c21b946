"""The first months: four clocks that do not run together."""

import datetime as dt
import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.household.household import Household
from core.household.months import first_months, holiday_accruals, month_starts, net_wage, pay_counts, years
from tests.household import compare, law_on
from tests.household.conftest import households, quick

START = dt.date(2026, 1, 1)
LAW = law_on(START)
SINGLE = Household(hours=20, date=START)


def test_months_follow_the_calendar() -> None:
    assert month_starts(dt.date(2025, 11, 20), 3) == [dt.date(2025, 11, 1), dt.date(2025, 12, 1), dt.date(2026, 1, 1)]


def test_four_weekly_pay_comes_thirteen_times_in_the_first_year() -> None:
    counts = pay_counts(START, 12, "four_weekly")
    assert sum(counts) == 13
    assert sorted(set(counts)) == [1, 2]
    assert pay_counts(START, 12, "monthly") == [1] * 12


@given(st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31)), st.integers(1, 24))
def test_four_weekly_pay_counts_every_pay_day_once(start: dt.date, months: int) -> None:
    starts = month_starts(start, months + 1)
    days = (starts[-1] - starts[0]).days
    assert sum(pay_counts(start, months, "four_weekly")) == days // 28


def test_holiday_pay_comes_in_may_over_the_months_worked() -> None:
    assert holiday_accruals(START, 24) == [0, 0, 0, 0, 5, *[0] * 11, 12, *[0] * 7]


def test_wage_and_holiday_pay_of_a_year_are_the_net_pay_of_a_year() -> None:
    yearly = net_wage(SINGLE, LAW, 20)
    assert yearly.total / 12 == pytest.approx(compare(SINGLE).after.amounts["net_pay"])
    assert 0 < yearly.holiday <= 0.08 * yearly.base * 1.01


def test_the_first_month_brings_wage_and_the_full_norm_and_the_second_settles_it() -> None:
    months = first_months(SINGLE, LAW)
    assert months[0].assistance == 1_401.50
    assert months[1].assistance == pytest.approx(compare(SINGLE).after.amounts["assistance"])
    assert months[0].assistance_ahead == pytest.approx(1_401.50 - months[1].assistance)


def test_the_exemption_stops_after_six_months_and_is_felt_in_the_eighth() -> None:
    months = first_months(SINGLE, LAW)
    assert [month.exemption for month in months[:8]] == ["regular"] * 6 + ["none"] * 2
    assert months[6].assistance == months[5].assistance
    assert months[7].assistance == pytest.approx(months[6].assistance - 285.00)


def test_allowances_follow_the_new_income_after_the_lag_and_the_difference_is_announced() -> None:
    earner = replace(SINGLE, hours=40)
    prompt, late = (first_months(earner, LAW, 6, allowance_lag=lag) for lag in (0, 2))
    too_much = late[0].allowances - prompt[0].allowances
    assert too_much > 50
    assert [round(month.allowances_ahead - too_much * min(i + 1, 2), 6) for i, month in enumerate(late)] == [0] * 6
    assert all(month.allowances_ahead == 0 for month in prompt)


@quick
@given(households(), st.sampled_from(["monthly", "four_weekly"]), st.integers(0, 6))
def test_every_month_is_the_sum_of_its_parts_and_no_euro_disappears(household: Household, pay: str, lag: int) -> None:
    law = law_on(household.date)
    months = first_months(household, law, 24, pay, lag)  # type: ignore[arg-type]
    for month in months:
        parts = (month.wage, month.holiday_pay, month.assistance, month.allowances, month.local, month.costs)
        assert month.disposable == pytest.approx(sum(parts))
        assert month.assistance_ahead >= 0
    norm = months[0].assistance
    for one, two in itertools.pairwise(months):
        assert two.assistance == pytest.approx(norm - one.assistance_ahead)


def test_with_monthly_pay_a_full_year_brings_the_steady_income() -> None:
    # From the ninth month nothing changes any more; twelve such months hold one May.
    months = first_months(SINGLE, LAW)[8:20]
    assert sum(m.disposable for m in months) == pytest.approx(sum(m.steady for m in months))


def test_a_year_is_the_sum_of_its_months_beside_the_same_year_without_work() -> None:
    before = compare(SINGLE).before
    months = first_months(SINGLE, LAW, 25)
    found = years(months, before)
    assert [year.index for year in found] == [1, 2]
    assert found[0].received == pytest.approx(sum(m.disposable for m in months[:12]))
    assert found[1].without_work == pytest.approx(12 * before.disposable)


def test_four_weekly_pay_swings_more_than_monthly_pay() -> None:
    def swing(pay: str) -> float:
        quiet = [m.disposable for m in first_months(SINGLE, LAW, pay=pay)[8:] if not m.holiday_pay]  # type: ignore[arg-type]
        return max(quiet) - min(quiet)

    assert swing("monthly") == pytest.approx(0.0)
    assert swing("four_weekly") > 500
