"""Standing on a day shows what was published on or before it, and nothing else."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.known import amount_at, amounts_at, budget_at, budget_calendar, known_at, months_with_amounts
from core.model.calendar import end_of_month, month_index
from core.text.catalog import LANGUAGES
from tests.places import ROTTERDAM

DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2028, 1, 1))


def test_standing_at_october_2023_shows_542_4_against_569_7_and_nothing_later() -> None:
    known = known_at(end_of_month(month_index("2023-10")), ROTTERDAM)
    assert known.budget[2024].value == 542.4
    assert known.assumed[2024].value == 569.7
    assert known.gap == {2024: pytest.approx(27.3)}
    assert known.macro[2024].value == 6958.5
    assert (known.share[2023].value, known.share[2024].value) == (0.0861, 0.0816)
    assert max(known.macro) == 2024
    assert 7340.2 not in [amount.value for amount in known.macro.values()]
    assert all(moment.date <= dt.date(2023, 10, 31) for moment in known.past)
    assert known.next is not None
    assert known.next.id == "nader-voorlopig-2024"


def test_the_day_before_publication_knows_nothing_of_it() -> None:
    assert known_at(dt.date(2023, 9, 29), ROTTERDAM).budget[2023].value == 546.9
    assert 2024 not in known_at(dt.date(2023, 9, 29), ROTTERDAM).budget
    assert known_at(dt.date(2023, 9, 30), ROTTERDAM).budget[2023].value == 550.8
    assert known_at(dt.date(2023, 10, 9), ROTTERDAM).gap == {}


def test_the_stage_that_was_published_last_stands() -> None:
    stages = [(day, known_at(dt.date.fromisoformat(day), ROTTERDAM).macro[2024]) for day in ("2024-09-30", "2024-10-01")]
    assert [(found.stage, found.value) for _, found in stages] == [("voorlopig", 6958.5), ("definitief", 7340.2)]


@given(day=DAYS)
@settings(max_examples=100)
def test_nothing_of_a_later_day_is_shown(day: dt.date) -> None:
    known = known_at(day, ROTTERDAM)
    for table in (known.macro, known.budget, known.share, known.assumed, known.balance):
        assert all(amount.made <= day for amount in table.values())
    assert all(moment.date <= day for moment in known.past)
    assert known.next is None or known.next.date > day


@given(one=DAYS, other=DAYS)
@settings(max_examples=50)
def test_knowledge_only_grows(one: dt.date, other: dt.date) -> None:
    early, late = known_at(min(one, other), ROTTERDAM), known_at(max(one, other), ROTTERDAM)
    assert early.macro.keys() <= late.macro.keys()
    assert set(early.past) <= set(late.past)


def test_each_budget_year_goes_through_its_three_stages_in_order() -> None:
    for year in range(2023, 2027):
        stages = [moment.stage for moment in budget_calendar(ROTTERDAM) if moment.kind == "budget" and moment.year == year]
        assert stages == ["voorlopig", "nader voorlopig", "definitief"]


def test_a_moment_of_the_city_shows_what_it_rested_on() -> None:
    by_id = {moment.id: moment for moment in budget_calendar(ROTTERDAM)}
    assert [amount.value for amount in amounts_at(by_id["begroting-2024"], ROTTERDAM)] == [569.7]
    assert [amount.value for amount in amounts_at(by_id["tweede-herziening-2023"], ROTTERDAM)] == [546.9, -18.8]
    assert {amount.value for amount in amounts_at(by_id["voorlopig-2024"], ROTTERDAM)} == {6958.5, 542.4, 0.0816}


def test_no_moment_shows_an_amount_of_a_later_day_and_each_says_where_its_day_comes_from() -> None:
    for moment in budget_calendar(ROTTERDAM):
        assert all(amount.made <= moment.date for amount in amounts_at(moment, ROTTERDAM))
        assert all(moment.name[language].strip() for language in LANGUAGES)
        assert moment.status == "reported" or moment.derivation is not None


@pytest.mark.parametrize(("month", "day"), [("2023-10", "2023-10-31"), ("2024-02", "2024-02-29"), ("2023-12", "2023-12-31")])
def test_a_month_ends_on_its_last_day(month: str, day: str) -> None:
    assert end_of_month(month_index(month)) == dt.date.fromisoformat(day)


def test_days_in_the_calendar_follow_each_other() -> None:
    assert all(one.date <= other.date for one, other in itertools.pairwise(budget_calendar(ROTTERDAM)))


def test_the_months_to_stand_at_are_those_in_which_an_amount_came() -> None:
    months = months_with_amounts(ROTTERDAM)
    assert month_index("2023-09") in months
    assert list(months) == sorted(set(months))
    for moment in budget_calendar(ROTTERDAM):
        found = 12 * moment.date.year + moment.date.month - 1 in months
        assert found or not amounts_at(moment, ROTTERDAM)


def test_on_its_own_day_a_moment_is_past_and_the_next_one_is_the_first_after_it() -> None:
    moments = budget_calendar(ROTTERDAM)
    for i, moment in enumerate(moments[:-1]):
        known = known_at(moment.date, ROTTERDAM)
        after = [later for later in moments[i + 1 :] if later.date > moment.date]
        assert moment in known.past
        assert known.next == (after[0] if after else None)
        before = known_at(moment.date - dt.timedelta(days=1), ROTTERDAM)
        assert moment not in before.past
    assert known_at(moments[-1].date, ROTTERDAM).next is None


def test_without_a_city_only_the_states_amounts_and_moments_are_known() -> None:
    known = known_at(dt.date(2023, 10, 31), None)
    assert known.macro[2024].value == 6958.5
    assert (known.budget, known.share, known.assumed, known.balance, known.gap) == ({}, {}, {}, {}, {})
    assert {moment.kind for moment in known.past} == {"budget"}


def test_the_balance_and_the_stage_of_a_year_stand_as_they_were_last_said() -> None:
    known = known_at(dt.date(2023, 10, 10), ROTTERDAM)
    assert known.balance[2023].value == -18.8
    assert (known.budget[2023].value, known.budget[2023].stage) == (550.8, "definitief")
    assert (known.budget[2024].value, known.budget[2024].stage) == (542.4, "voorlopig")
    assert (known.budget[2024].year, known.budget[2024].made) == (2024, dt.date(2023, 9, 30))


def test_a_moment_comes_with_the_citys_budget_or_with_what_else_came_of_the_city_or_of_the_state() -> None:
    by_id = {moment.id: moment for moment in budget_calendar(ROTTERDAM)}

    def told(name: str) -> tuple[float | None, float | None]:
        budget, amount = budget_at(by_id[name], ROTTERDAM), amount_at(by_id[name], ROTTERDAM)
        return None if budget is None else budget.value, None if amount is None else amount.value

    assert told("voorlopig-2024") == (542.4, 542.4)
    assert told("begroting-2024") == (None, 569.7)
    assert told("tweede-herziening-2023") == (546.9, 546.9)
    alone = amount_at(by_id["voorlopig-2024"], None)
    assert alone is not None
    assert (alone.value, budget_at(by_id["voorlopig-2024"], None)) == (6958.5, None)
