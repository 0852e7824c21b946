"""The buffer: identities to the cent, smallest buffer and highest guarantee by search, job loss."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.household.assistance import NO_EXEMPTION, ExemptionRule, settled
from core.household.buffer import (
    BufferBudget,
    Cash,
    Settlement,
    assistance_paid,
    buffer_budget,
    entitlement,
    highest_guarantee,
    job_loss,
    job_loss_table,
    settlement,
    smallest_buffer,
    steady_guarantee,
    with_account,
    without_buffer,
)
from core.household.household import Household
from core.household.inputs import Inputs
from core.household.paths import WagePath, cents, fixed_path, job_lost, variable_path
from core.household.results import compute
from core.problem import Problem
from tests.household import compare, law_on
from tests.places import ROTTERDAM

START = dt.date(2026, 1, 1)
LAW = law_on(START)
NEW = Household(hours=20, date=START)
SETTLED_IN = replace(NEW, months_since_start=12)

wages = st.lists(st.integers(0, 300_000), min_size=1, max_size=24).map(lambda xs: np.array(xs, dtype=np.int64))


def _path(amounts: np.ndarray) -> WagePath:
    nothing = np.zeros_like(amounts)
    return WagePath(amounts, amounts, nothing, nothing, nothing, nothing)


def _lowest_balance(inflow: np.ndarray, buffer: int, guaranteed: int) -> int:
    balance, lowest = buffer, buffer
    for amount in inflow.tolist():
        balance += amount - guaranteed
        lowest = min(lowest, balance)
    return lowest


def test_article_34b_adds_what_months_with_a_wage_lack_to_a_highest_amount_a_year() -> None:
    # Norm 1,000, from December 2026. Lacking: 600 before the article holds; 500 and 700 in 2027, of which 1,000 may be added;
    # nothing in March; April has no wage. In January 2028 the year is new: 200.
    incomes = [400, 500, 300, 1_100, 900, *[1_000] * 8, 800]
    wages = [400, 500, 300, 1_100, 0, *[1_000] * 8, 800]
    income, wage = (cents(np.array(amounts, dtype=float)) for amounts in (incomes, wages))
    cash = Cash(wage, income - wage, income, np.zeros_like(income), 0, 0)
    start = dt.date(2026, 12, 1)
    found = buffer_budget(cash, Settlement((100_000,), ()), start, law_on(start))
    assert found == BufferBudget(short=140_000, added=120_000)
    early = dt.date(2024, 1, 1)
    assert buffer_budget(cash, Settlement((100_000,), ()), early, law_on(early)) is None


def test_a_double_pay_day_leaves_the_month_after_it_short_and_the_article_fills_it() -> None:
    # 16 hours from July 2026, paid by four weeks: June 2027 has two pay days, and July then one and no assistance. The norm is
    # paid without the 5% that June has. From 2027, and within the 1,000 of each year.
    found = compute(Inputs(Household(hours=16, date=dt.date(2026, 7, 1)), pay="four_weekly"), ROTTERDAM)
    month = found.months[12]
    assert (month.first_day, found.months[11].pays, month.pays, month.assistance) == (dt.date(2027, 7, 1), 2, 1, 0.0)
    assert found.buffered.budget is not None
    lacks = [0.95 * 1_419.46 - one.wage - one.holiday_pay - one.assistance for one in found.months[6:]]
    assert max(lacks) == pytest.approx(403.78, abs=0.01)
    assert (
        found.buffered.budget.added
        == found.buffered.budget.short
        == pytest.approx(100 * sum(max(lack, 0) for lack in lacks), abs=24)
    )  # each in cents


def test_settlement_runs_one_month_late_by_hand() -> None:
    # Norm 1,000; wages 400, 600, 0. Nothing exempt: the months are entitled to 600, 400 and 1,000.
    path = _path(cents(np.array([400.0, 600.0, 0.0])))
    cash = without_buffer(path, Settlement((100_000,), ()))
    assert cash.assistance.tolist() == [100_000, 60_000, 40_000]
    assert cash.income.tolist() == [140_000, 120_000, 40_000]
    assert cash.ahead.tolist() == [40_000, 60_000, 0]
    assert (cash.swing, cash.months_below_norm) == (100_000, 1)


def test_a_job_that_runs_already_has_its_last_wage_settled_in_the_first_month() -> None:
    rules = Settlement((100_000,), (), first=70_000)
    assert assistance_paid(_path(cents(np.array([400.0, 400.0]))), rules).tolist() == [70_000, 60_000]


def test_the_holiday_allowance_is_kept_back_and_paid_in_june_and_no_cent_is_lost() -> None:
    # From April: norm 1,000, 5% kept back. No wage: 950 a month, and in June twelve times 50 on top, as it was before April.
    rules = Settlement((100_000,), (), holiday_share=0.05, month=4)
    paid = assistance_paid(_path(np.zeros(15, dtype=np.int64)), rules).tolist()
    assert paid == [95_000, 95_000, 155_000, *[95_000] * 11, 155_000]
    # With 400 from April on: entitled to 1,000, 600, 600 …; June pays 50 for May to March and 5% of April's and May's.
    paid = assistance_paid(_path(np.full(15, 40_000, dtype=np.int64)), rules).tolist()
    assert paid[:3] == [95_000, 57_000, 57_000 + 10 * 5_000 + 5_000 + 3_000]
    assert paid[14] == 57_000 + 12 * 3_000
    # Over a year from June to June it is what the year was entitled to.
    assert sum(paid[3:15]) == 12 * 60_000


def test_a_partner_works_on_and_a_credit_counts_in_full() -> None:
    own, partner = np.full(3, 50_000, dtype=np.int64), np.full(3, 40_000, dtype=np.int64)
    free, credit = np.full(3, 10_000, dtype=np.int64), np.full(3, 2_000, dtype=np.int64)
    path = WagePath(own, own, partner, partner, free, credit)
    rules = Settlement((200_000,), (ExemptionRule("regular", 0.25, 100.0),) * 3)
    # 2,000 − (500 − 100) − (400 − 100) − 20 = 1,280; without the first job 2,000 − 300 = 1,700.
    assert entitlement(path, rules).tolist() == [128_000] * 3
    assert entitlement(job_lost(path, 1), rules).tolist() == [128_000, 170_000, 170_000]
    assert without_buffer(path, rules).income.tolist() == [290_000, 218_000, 218_000]


@given(wages, st.floats(0, 0.5), st.floats(0, 300))
def test_entitlement_is_the_settlement_of_the_law_in_cents(counted: np.ndarray, share: float, maximum: float) -> None:
    rule = ExemptionRule("regular", share, maximum)
    found = entitlement(_path(counted), Settlement((140_150,), (rule,) * len(counted)))
    expected = [settled(1_401.50, [(wage / 100, rule)]) * 100 for wage in counted.tolist()]
    assert np.abs(found - np.array(expected)).max() <= 1.0


def test_the_settlement_of_a_household_follows_its_exemption_clock() -> None:
    rules = settlement(NEW, LAW, 8)
    assert [rule.kind for rule in rules.rules] == ["regular"] * 6 + ["none"] * 2
    assert rules.norms == (140_150,) * 6 + (141_946,) * 2
    assert (rules.norm(30), rules.paid_norm(0)) == (141_946, 133_142)
    assert rules.first is None
    assert settlement(SETTLED_IN, LAW, 8).rules[0] == NO_EXEMPTION
    assert settlement(SETTLED_IN, LAW, 8).first == cents(compare(SETTLED_IN).after.amounts["assistance"])


@given(wages, st.integers(0, 200_000), st.integers(0, 200_000))
def test_the_balance_closes_to_the_cent_in_every_month(inflow: np.ndarray, buffer: int, guaranteed: int) -> None:
    account = with_account(inflow, buffer, guaranteed)
    balance = buffer
    for month, amount in enumerate(inflow.tolist()):
        balance += amount - guaranteed
        assert account.balance[month] == balance
    assert account.balance[-1] == buffer + int(inflow.sum()) - int(account.paid.sum())


@given(wages, st.integers(0, 300_000))
def test_the_stated_buffer_is_the_smallest_that_suffices(inflow: np.ndarray, guaranteed: int) -> None:
    buffer = smallest_buffer(inflow, guaranteed)
    low, high = 0, 300_000 * len(inflow)
    while low < high:  # search: the smallest buffer that keeps every balance at zero or above
        middle = (low + high) // 2
        low, high = (low, middle) if _lowest_balance(inflow, middle, guaranteed) >= 0 else (middle + 1, high)
    assert buffer == low


@given(wages, st.integers(0, 500_000))
def test_the_stated_guarantee_is_the_highest_that_a_buffer_carries(inflow: np.ndarray, buffer: int) -> None:
    guaranteed = highest_guarantee(inflow, buffer)
    assert _lowest_balance(inflow, buffer, guaranteed) >= 0
    assert _lowest_balance(inflow, buffer, guaranteed + 1) < 0


def test_the_smallest_buffer_by_counting_every_cent() -> None:
    inflow = np.array([3, 0, 9, 1], dtype=np.int64)
    for guaranteed in range(8):
        enough = [b for b in range(60) if _lowest_balance(inflow, b, guaranteed) >= 0]
        assert smallest_buffer(inflow, guaranteed) == enough[0]


def test_a_four_weekly_earner_with_a_constant_wage_gets_the_same_amount_every_month() -> None:
    path, rules = fixed_path(SETTLED_IN, LAW, 24, "four_weekly"), settlement(SETTLED_IN, LAW, 24)
    cash = without_buffer(path, rules)
    assert cash.swing > 50_000
    guaranteed = steady_guarantee(path, rules)
    buffer = smallest_buffer(cash.income, guaranteed)
    account = with_account(cash.income, buffer, guaranteed)
    assert set(account.paid.tolist()) == {guaranteed}
    assert account.lowest == 0
    assert guaranteed >= rules.norm(0)


def test_a_constant_monthly_wage_without_holiday_pay_needs_no_buffer_once_it_runs() -> None:
    rules = Settlement((140_150,), (), first=50_150)
    cash = without_buffer(_path(np.full(12, 90_000, dtype=np.int64)), rules)
    assert cash.swing == 0
    assert smallest_buffer(cash.income, 140_150) == 0


def test_holiday_pay_that_is_settled_monthly_and_paid_in_may_pushes_months_below_the_norm() -> None:
    # 20 hours: a wage of 1,340 with holiday pay leaves nothing of the exemption; its 8% comes in May and is settled every month.
    cash = without_buffer(fixed_path(SETTLED_IN, LAW, 12), settlement(SETTLED_IN, LAW, 12))
    # Every month but May and June is below the norm without its holiday allowance.
    assert cash.months_below_norm == 10
    assert int(np.argmax(cash.income)) == 4


def test_without_work_no_month_is_below_what_is_paid_of_the_norm() -> None:
    idle = replace(NEW, hours=0)
    cash = without_buffer(fixed_path(idle, LAW, 24), settlement(idle, LAW, 24))
    assert cash.months_below_norm == 0
    assert [month for month in range(24) if cash.income[month] > cash.income.min() + 50_000] == [5, 17]


def test_what_is_received_and_what_counts_is_the_same_money_over_a_year_of_may_to_may() -> None:
    path = fixed_path(replace(NEW, date=dt.date(2026, 6, 1)), LAW, 12)
    assert int(path.received.sum()) == pytest.approx(int(path.counted.sum()), abs=12)


def test_a_variable_path_at_constant_hours_is_the_net_pay_of_those_hours() -> None:
    path = variable_path(NEW, LAW, np.full(6, 20.0))
    assert set(path.received.tolist()) == {int(cents(compare(NEW).after.amounts["net_pay"]))}


@pytest.mark.parametrize("month", [0, 1, 5, 6, 11, 23])
@pytest.mark.parametrize("pay", ["monthly", "four_weekly"])
def test_job_loss_in_any_month_leaves_no_debt_that_was_not_announced(month: int, pay: str) -> None:
    path, rules = fixed_path(SETTLED_IN, LAW, 24, pay), settlement(SETTLED_IN, LAW, 24)  # type: ignore[arg-type]
    guaranteed = steady_guarantee(path, rules)
    buffer = smallest_buffer(without_buffer(path, rules).income, guaranteed)
    lost = job_loss(path, rules, buffer, guaranteed, month=month)
    # Everything is settled at the end, and every cent of the account is somebody's.
    assert lost.claim == 0
    assert lost.client_debt == 0
    assert buffer - lost.city_carries + lost.for_client == lost.left
    assert min(lost.city_carries, lost.for_client) == 0
    account = lost.account
    assert int(account.balance[-1]) == buffer + int(account.inflow.sum()) - int(account.paid.sum()) == lost.left
    # The wage stops at once; the guaranteed amount runs one month longer.
    assert account.paid[: month + 1].tolist() == [guaranteed] * (month + 1)
    assert account.paid[month + 1 :].tolist() == [min(guaranteed, rules.paid_norm(each)) for each in (month + 1, month + 2)]


def test_the_month_of_job_loss_is_short_because_the_last_wage_is_settled_then() -> None:
    rules = Settlement((100_000,), (), first=40_000)
    path = _path(np.full(6, 60_000, dtype=np.int64))
    lost = job_loss(path, rules, 0, 100_000, month=3)
    assert lost.account.inflow.tolist() == [100_000, 100_000, 100_000, 40_000, 100_000, 100_000]
    assert (lost.lowest, lost.left, lost.city_carries) == (-60_000, -60_000, 60_000)


def test_the_table_of_job_loss_has_every_month() -> None:
    path, rules = fixed_path(NEW, LAW, 12), settlement(NEW, LAW, 12)
    table = job_loss_table(path, rules, 100_000, 150_000)
    assert [row.month for row in table] == list(range(12))
    assert [row.left for row in table] == [
        job_loss(path, rules, 100_000, 150_000, month=k).left for k in range(12)
    ]  # fmt: skip
    assert len({row.left for row in table}) > 6


def test_losing_the_job_does_not_change_the_path_before_it() -> None:
    path = fixed_path(NEW, LAW, 12)
    lost = job_lost(path, 5)
    assert lost.received[:5].tolist() == path.received[:5].tolist()
    assert not lost.received[5:].any()
    assert not lost.counted[5:].any()
    assert path.received[5] > 0


def test_a_month_outside_the_path_is_refused() -> None:
    path, rules = fixed_path(NEW, LAW, 12), settlement(NEW, LAW, 12)
    with pytest.raises(Problem, match="out_of_range"):
        job_loss(path, rules, 0, 100_000, month=12)
