"""The first months: four clocks that do not run together."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.household.household import Household, earners
from core.household.months import (
    first_months,
    holiday_accruals,
    month_starts,
    net_wage,
    pay_counts,
    without_work_months,
    years,
)
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
    yearly = net_wage(earners(SINGLE, 20)[0], LAW)
    assert yearly.total / 12 == pytest.approx(compare(SINGLE).after.amounts["net_pay"])
    assert 0 < yearly.holiday <= 0.08 * yearly.base * 1.01


def test_the_first_month_brings_wage_and_the_norm_and_the_second_settles_it() -> None:
    months = first_months(SINGLE, LAW)
    # 95% comes by the month.
    assert months[0].assistance == pytest.approx(0.95 * 1_401.50)
    due = compare(SINGLE).after.amounts["assistance"]
    assert months[1].assistance == pytest.approx(0.95 * due)
    assert months[0].assistance_ahead == pytest.approx(1_401.50 - due)


def test_june_holds_the_holiday_allowance_of_twelve_months_and_no_other_month_does() -> None:
    # Without work, by hand: 95% of 1,401.50 and from July of 1,419.46. June 2026 pays 5% of twelve times the norm of January, as
    # the months before count as the first; June 2027 that of June, of July to December and of January to May.
    months = first_months(replace(SINGLE, hours=0), LAW)
    assert [month.index for month in months if month.holiday_allowance] == [6, 18]
    assert months[0].assistance == pytest.approx(1_331.425)
    assert months[5].holiday_allowance == pytest.approx(840.90)
    assert months[5].assistance == pytest.approx(1_331.425 + 840.90)
    assert months[17].holiday_allowance == pytest.approx(0.05 * (1_401.50 + 11 * 1_419.46))
    # The total of a year under one norm is that norm twelve times.
    whole = first_months(replace(SINGLE, hours=0, date=dt.date(2026, 7, 1)), law_on(dt.date(2026, 7, 1)), 12)
    assert sum(month.assistance for month in whole) == pytest.approx(12 * 1_419.46)


def test_a_job_in_june_pays_what_was_built_up_before_and_during_it() -> None:
    # 12 hours at € 20 from April 2026. June pays 5% of ten months before the job, of April (still the norm) and of May.
    household = Household(hours=12, wage=20.0, date=dt.date(2026, 4, 1))
    counted = compare(household).after.amounts["net_pay"]
    due = 1_401.50 - counted + min(0.25 * counted, 285.0)
    months = first_months(household, law_on(household.date), 4)
    june = 0.05 * (10 * 1_401.50 + 1_401.50 + due)
    assert months[2].assistance == pytest.approx(0.95 * due + june)
    assert months[3].assistance == pytest.approx(0.95 * (due + 1_419.46 - 1_401.50))


def test_the_exemption_stops_after_six_months_and_is_felt_in_the_eighth() -> None:
    months = first_months(SINGLE, LAW)
    assert [month.exemption for month in months[:8]] == ["regular"] * 6 + ["none"] * 2
    # In July wage and norm are those of July: 95% of the norm less the wage of June, of which 285 was exempt.
    june, july = (earners(SINGLE, 20)[0].gross_year(law_on(dt.date(2026, month, 1))) for month in (6, 7))
    assert (june, july) == pytest.approx((14.71 * 20 * 52 * 1.08, 14.99 * 20 * 52 * 1.08))
    net_june, net_july = (net_wage(earners(SINGLE, 20)[0], law_on(dt.date(2026, month, 1))).total / 12 for month in (6, 7))
    assert months[6].assistance == pytest.approx(0.95 * (1_419.46 - net_june + 285.0))
    assert months[7].assistance == pytest.approx(0.95 * max(0.0, 1_419.46 - net_july))


def test_a_run_into_2027_has_the_exemption_of_each_month() -> None:
    # From November 2026, 16 hours at 14.99: two months of 25% up to 285, then 15% without a maximum to the twelfth month.
    household = Household(hours=16, date=dt.date(2026, 11, 1))
    months = first_months(household, law_on(household.date))
    assert [month.exemption for month in months] == ["regular"] * 2 + ["work"] * 10 + ["none"] * 12
    net = compare(household).after.amounts["net_pay"]
    shares = [min(0.25 * net, 285.0)] * 2 + [0.15 * net] * 10 + [0.0] * 11
    for month, free in zip(months[1:], shares, strict=True):
        if month.first_day.month != 6:
            assert month.assistance == pytest.approx(0.95 * (1_419.46 - net + free)), month.first_day


@pytest.mark.parametrize("age", [19, 22])
def test_under_27_the_exemption_begins_in_2027(age: int) -> None:
    household = Household(hours=4, age=age, date=dt.date(2026, 11, 1))
    months = first_months(household, law_on(household.date))
    assert [month.exemption for month in months] == ["none"] * 2 + ["work"] * 10 + ["none"] * 12


def test_four_weekly_pay_counts_by_pay_day_or_by_the_weeks_worked() -> None:
    # 16 hours from August 2026: a wage of four weeks is a thirteenth of the year. By pay day a month with two pays counts two
    # thirteenths; by the weeks worked each month counts a twelfth, and assistance is that of monthly pay.
    household = Household(hours=16, exemption="none", date=dt.date(2026, 8, 1))
    law = law_on(household.date)
    net = 12 * compare(household).after.amounts["net_pay"]
    paid = first_months(household, law, pay="four_weekly")
    double = next(month.index for month in paid if month.pays == 2)
    assert paid[double].assistance == pytest.approx(0.95 * max(0.0, 1_419.46 - 2 * net / 13))
    assert paid[double - 1].assistance == pytest.approx(0.95 * (1_419.46 - net / 13))
    monthly = first_months(household, law)
    worked = first_months(household, law, pay="four_weekly", attribution="worked")
    assert [month.assistance for month in worked] == pytest.approx([month.assistance for month in monthly])
    assert sum(month.wage for month in worked) == pytest.approx(sum(month.wage for month in paid))


def test_of_two_earners_both_wages_count_with_an_exemption_each() -> None:
    household = Household(kind="couple", hours=16, partner_hours=16, date=dt.date(2026, 1, 1))
    months = first_months(household, LAW, 8)
    each = compare(household).after.amounts["net_pay"] / 2
    assert months[0].assistance == pytest.approx(0.95 * 2_002.13)
    assert months[1].assistance == pytest.approx(0.95 * (2_002.13 - 2 * (each - min(0.25 * each, 285.0))))
    assert months[0].wage == pytest.approx(2 * net_wage(earners(household, 16)[0], LAW).base / 12)


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


def test_with_monthly_pay_a_full_year_brings_the_steady_income() -> None:
    # From July 2026 wage and norm stay, and from the fourteenth month the exemption of 2027 is over: twelve such months hold one
    # May and one June. The holiday allowance in June is of the year before, in which assistance was a little higher.
    household = replace(SINGLE, date=dt.date(2026, 7, 1), exemption="none")
    months = first_months(household, law_on(household.date))[12:24]
    assert sum(m.disposable for m in months) == pytest.approx(sum(m.steady for m in months))


def test_a_year_is_the_sum_of_its_months_beside_the_same_year_without_work() -> None:
    without = without_work_months(SINGLE, LAW, 25)
    months = first_months(SINGLE, LAW, 25)
    found = years(months, without)
    assert [year.index for year in found] == [1, 2]
    assert found[0].received == pytest.approx(sum(m.disposable for m in months[:12]))
    # The norm is higher from July: by 17.96 a month.
    before = compare(SINGLE).before.disposable
    assert found[0].without_work == pytest.approx(12 * before + 6 * 17.96)


def test_four_weekly_pay_swings_more_than_monthly_pay() -> None:
    def swing(pay: str) -> float:
        months = first_months(SINGLE, LAW, pay=pay)[8:]  # type: ignore[arg-type]
        quiet = [m.disposable for m in months if not m.holiday_pay and not m.holiday_allowance and m.exemption == "none"][1:]
        return max(quiet) - min(quiet)

    assert swing("monthly") == pytest.approx(0.0)
    assert swing("four_weekly") > 500
