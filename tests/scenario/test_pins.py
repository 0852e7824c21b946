"""Scenarios that stand pinned travel in the link, whole or not at all."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.baseline import load_baseline
from core.scenario import PINS, Scenario, default_scenario, from_query, pins_from_query, to_query, with_value
from tests.places import LETTER
from tests.scenario import bits, scenarios

BRIEF = load_baseline(LETTER)


def as_link(query: dict[str, str]) -> dict[str, list[str]]:
    return parse_qs(urlencode(query), keep_blank_values=True, strict_parsing=True)


def moved(lever: str, value: float) -> Scenario:
    return with_value(default_scenario(BRIEF), BRIEF, lever, value)


@given(shown=scenarios(), pinned=st.dictionaries(st.sampled_from(PINS), scenarios(), max_size=5))
@settings(max_examples=60)
def test_pinned_scenarios_come_back_from_a_link_to_the_last_bit(shown: Scenario, pinned: dict[str, Scenario]) -> None:
    query = as_link(to_query(shown, pinned))
    found, problems = pins_from_query(query)
    assert problems == []
    assert {letter: bits(one) for letter, one in found.items()} == {letter: bits(one) for letter, one in pinned.items()}
    scenario, problems = from_query(query)
    assert problems == []
    assert bits(scenario) == bits(shown)


def test_a_link_without_pins_is_written_as_it_always_was() -> None:
    scenario = moved("inflow", 570.0)
    assert to_query(scenario, {}) == to_query(scenario)
    assert pins_from_query(as_link(to_query(scenario))) == ({}, [])


@pytest.mark.parametrize("change", ["570.0", "vast-a", "0.0205"])
def test_a_link_that_was_changed_on_its_way_pins_nothing(change: str) -> None:
    text = urlencode(to_query(moved("inflow", 570.0), {"A": moved("outflow_rate", 0.0205)}))
    assert change in text
    query = parse_qs(text.replace(change, "vast-b" if change == "vast-a" else "580"))
    assert pins_from_query(query) == ({}, [])
    assert [problem.key for problem in from_query(query)[1]] == ["link.damaged"]


def test_a_pin_in_a_link_that_proves_nothing_is_named_and_ignored() -> None:
    query = {"v": ["1"], "basis": ["brief-2023-t2"], "inflow": ["570"], "vast-a": ["basis=brief-2023-t2&inflow=600"]}
    assert pins_from_query(query) == ({}, [])
    scenario, problems = from_query(query)
    assert scenario == moved("inflow", 570.0)
    assert [(problem.key, problem.params) for problem in problems] == [("link.unknown", {"name": "vast-a"})]


def test_a_pin_on_a_basis_that_is_not_here_is_left_out_with_its_reason() -> None:
    away = Scenario("eigen-0123456789", BRIEF.horizon)
    query = as_link(to_query(default_scenario(BRIEF), {"A": moved("inflow", 570.0), "B": away}))
    found, problems = pins_from_query(query)
    assert found == {"A": moved("inflow", 570.0)}
    assert len(problems) == 1
