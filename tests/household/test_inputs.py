"""What is typed, and what a link holds: read as people mean it, and refused in words."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.household.household import Exemption, Household
from core.household.inputs import RHYTHMS, Inputs, from_link, inputs_from, opening, to_link, told_by_link
from core.household.law import periods
from core.problem import Problem
from core.scenario.links import check_of
from core.text.catalog import LANGUAGES
from core.text.household import field_names
from core.text.household_fault import fault_text

AGES = st.lists(st.integers(0, 17), min_size=1, max_size=5).map(tuple)
INPUTS = st.builds(
    lambda household, pay: Inputs(household=household, pay=pay),
    st.builds(
        Household,
        kind=st.sampled_from(["couple", "single_parent"]),
        child_ages=AGES,
        rent=st.floats(0, 3000),
        wage=st.none() | st.floats(1, 150),
        hours=st.integers(0, 40).map(float),
        travel=st.floats(0, 1000),
        months_since_start=st.integers(0, 240),
        exemption=st.sampled_from(get_args(Exemption)),
        date=st.sampled_from(periods()),
    ),
    st.sampled_from(RHYTHMS),
)


@given(INPUTS)
def test_a_link_gives_back_exactly_its_household(inputs: Inputs) -> None:
    assert from_link(to_link(inputs)) == inputs


def test_the_example_needs_no_field() -> None:
    assert to_link(Inputs()).partition("&")[0] == to_link(Inputs()) == f"werk-loont?c={check_of({})}"


@pytest.mark.parametrize(
    "text",
    [
        None, 7, "", "x", "werk-loont?",
        "werk-loont?hours=99", "werk-loont?hours=nan", "werk-loont?foo=1", "werk-loont?rent=1&rent=2",
        "werk-loont?date=2025-02-01", "werk-loont?pay=daily", "werk-loont?child_ages=1,2", "werk-loont?kind=single_parent",
        "werk-loont?rent", "werk-loont?" + "&".join(f"a{i}=1" for i in range(40)), "werk-loont?rent=" + "9" * 700,
        "werk-loont?lag=3", "werk-loont?kind=couple&child_ages=" + ",".join(["1"] * 30),
    ],
)  # fmt: skip
def test_a_link_of_somebody_else_is_refused_in_words(text: object) -> None:
    with pytest.raises(Problem) as caught:
        from_link(text)
    for language in LANGUAGES:
        said = fault_text(caught.value, language, field_names(language))
        assert said.endswith(".")
        assert "child_ages" not in said
        assert "{" not in said


@given(st.text(max_size=80))
def test_a_hostile_link_ends_in_a_problem_or_a_household(text: str) -> None:
    try:
        said = str(from_link("werk-loont?" + text).household.kind)
    except Problem as problem:
        said = fault_text(problem, "nl", field_names("nl"))
    assert said


@pytest.mark.parametrize(
    "typed",
    [{"buffer": "x"}, {"guaranteed": "99999999"}, {"lost": 25}, {"loss": 101}, {"spread": -1}, {"lag": 13}, {"pay": "weekly"}],
)
def test_a_bad_input_of_the_buffer_is_refused_in_words(typed: dict[str, object]) -> None:
    with pytest.raises(Problem) as caught:
        inputs_from({"kind": "single"} | typed)
    assert next(iter(typed)) not in fault_text(caught.value, "nl", field_names("nl")).split()


def test_amounts_are_read_in_either_style_and_an_empty_one_has_its_meaning() -> None:
    typed = {"kind": "single", "rent": "€ 1.250,50", "wage": "14.71", "travel": "", "guaranteed": "1,900", "buffer": ""}
    found = inputs_from(typed)
    assert (found.household.rent, found.household.wage, found.household.travel) == (1250.5, 14.71, 0.0)
    assert (found.guaranteed, found.buffer) == (1900.0, 0.0)
    empty = inputs_from({"kind": "single", "wage": " ", "guaranteed": ""})
    assert empty.household.wage is None
    assert (empty.guaranteed, empty.buffer) == (None, 1000.0)


def test_a_percentage_a_month_is_a_share_and_hours_and_children_have_a_limit() -> None:
    assert inputs_from({"kind": "single", "loss": 5}).loss == 0.05
    assert inputs_from({"kind": "single", "hours": 40}).household.hours == 40.0
    for typed in ({"kind": "single", "hours": 41}, {"kind": "couple", "child_ages": ",".join("1" * 9)}):
        with pytest.raises(Problem, match="out_of_range"):
            inputs_from(typed)


def test_a_fault_names_the_field_as_the_page_does_and_the_text_as_it_was_typed() -> None:
    with pytest.raises(Problem) as caught:
        inputs_from({"kind": "single", "rent": "zes honderd"})
    said = fault_text(caught.value, "nl", field_names("nl"))
    assert said == "Kale huur per maand moet een getal zijn, niet zes honderd."
    with pytest.raises(Problem) as caught:
        inputs_from({"kind": "single", "guaranteed": "99999999"})
    assert "is 99999999." in fault_text(caught.value, "nl", field_names("nl"))


def test_a_link_tells_no_more_than_what_was_changed() -> None:
    inputs = Inputs(dataclasses.replace(Household(), rent=812.0, hours=30.0), pay="variable", buffer=5.0, lag=7)
    check, _, rest = to_link(inputs).removeprefix("werk-loont?c=").partition("&")
    assert rest == "rent=812.0&hours=30.0&pay=variable"
    assert check == check_of({"rent": "812.0", "hours": "30.0", "pay": "variable"})
    assert told_by_link(inputs) == ["rent", "hours", "pay"]
    assert told_by_link(Inputs()) == []


def test_the_tab_remembers_more_than_a_link_tells() -> None:
    inputs = Inputs(
        dataclasses.replace(Household(), rent=812.0),
        pay="variable",
        lag=7,
        guaranteed=2300.0,
        buffer=5.0,
        lost=3,
        spread=4.5,
        loss=0.035,
    )
    assert from_link(to_link(inputs, whole=True)) == inputs


def test_a_link_that_is_not_whole_is_refused_wherever_it_was_cut_or_changed() -> None:
    inputs = Inputs(dataclasses.replace(Household(), rent=812.0, hours=30.0), pay="variable")
    link = to_link(inputs)
    damaged = [link[:end] for end in range(len("werk-loont?c"), len(link))]
    damaged += [link[:at] + link[at + 1 :] for at in range(len("werk-loont?"), len(link))]
    damaged += [link[:at] + "7" + link[at + 1 :] for at in range(len("werk-loont?"), len(link)) if link[at] != "7"]
    for text in damaged:
        with pytest.raises(Problem):
            from_link(text)


def test_a_link_from_before_the_check_still_opens() -> None:
    assert from_link("werk-loont?rent=812.0&hours=30.0").household == dataclasses.replace(Household(), rent=812.0, hours=30.0)


@pytest.mark.parametrize(
    ("typed", "hours"), [("120", 120), ("1 20", None), ("12,5", None), ("0", 0), ("120,0", 120), ("0.120", None)]
)
def test_hours_of_child_care_are_typed_whole(typed: str, hours: float | None) -> None:
    if hours is None:
        with pytest.raises(Problem):
            inputs_from({"childcare_hours": typed})
    else:
        assert inputs_from({"childcare_hours": typed}).household.childcare_hours == hours


def test_the_page_opens_on_the_law_of_the_day_and_an_old_link_keeps_its_own() -> None:
    assert opening(dt.date(2026, 11, 27)).household == dataclasses.replace(Household(), date=dt.date(2026, 7, 1))
    assert opening(dt.date(2027, 1, 1)).household.date == dt.date(2027, 1, 1)
    assert from_link("werk-loont?rent=812.0").household.date == dt.date(2026, 1, 1)
    assert from_link(to_link(opening(dt.date(2026, 11, 27)))).household.date == dt.date(2026, 7, 1)


def test_a_link_tells_ages_partner_and_cost_sharers_and_gives_them_back() -> None:
    couple = Household(
        kind="couple", child_ages=(3,), age=22, partner_age=20, partner_hours=16.5, partner_wage=15.25, cost_sharers=2,
        childcare_hours=0.0,
    )  # fmt: skip
    inputs = Inputs(couple, pay="four_weekly", attribution="worked")
    assert from_link(to_link(inputs)) == inputs
    told = told_by_link(inputs)
    assert {"age", "partner_age", "partner_hours", "partner_wage", "cost_sharers", "attribution"} <= set(told)


def test_care_without_a_price_in_an_old_link_costs_nothing_and_an_open_price_stays_open() -> None:
    old = from_link("werk-loont?kind=single_parent&child_ages=6&childcare_hours=80.0").household
    assert (old.childcare_hours, old.childcare_price) == (80.0, 0.0)
    new = Inputs(dataclasses.replace(old, childcare_price=None))
    assert from_link(to_link(new)) == new
