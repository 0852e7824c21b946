"""Five thousand damaged links, none of which is taken for another scenario or household; whole ones with tails are as meant."""

from __future__ import annotations

import random
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest

from core.__main__ import _query_of
from core.baseline import DEFAULT, load_baseline
from core.household.inputs import from_link, inputs_from, to_link
from core.measures import catalogue
from core.model.calendar import month_index
from core.problem import Problem
from core.scenario import Scenario, default_scenario, from_query, to_query, with_measures, with_until, with_value
from core.text.catalog import LANGUAGES
from core.text.household_fault import fault_text
from tests.fuzz.damage import TAILS, damaged
from tests.scenario import assert_sentences, bits

BASE = load_baseline("brief-2023-t2")
FOUND = [line for line in (Path(__file__).parent / "found" / "links.txt").read_text().splitlines() if line[:1] not in ("", "#")]
SEED, EACH = 20_261_127, 300


def scenario(until: str = "2026-12", **levers: float) -> Scenario:
    found = with_until(default_scenario(BASE), BASE, month_index(until))
    for name, value in levers.items():
        found = with_value(found, BASE, name, value)
    return found


PACKAGE = [entry.measure() for entry in catalogue(BASE.city)]
SCENARIOS = [
    scenario(inflow=570.0, outflow_rate=0.0205), scenario("2028-12", lks_cost=12_500.0, macro_growth=0.021),
    with_measures(scenario(inflow=612.0), PACKAGE[:3]), with_measures(scenario("2030-12"), PACKAGE),
]  # fmt: skip
HOUSEHOLDS = [
    inputs_from({"rent": "850,50", "wage": "16,20", "hours": "24", "kind": "single_parent", "child_ages": "6, 9"}),
    inputs_from({"kind": "couple", "hours": "32", "travel": "45", "pay": "four_weekly"}),
]


def opened(text: str) -> list[Scenario]:
    """What page and command line make of the query of a link."""
    found = []
    for query in (parse_qs(text, keep_blank_values=True), _query_of(f"https://koers.example/volume?{text}")):
        got, problems = from_query(query)
        assert_sentences(problems)
        assert got != default_scenario(load_baseline(DEFAULT)) or problems or len(text) < 3 or is_whole(text)
        found.append(got)
    return found


def is_whole(text: str) -> bool:
    """Whether a text has nothing of a scenario in it, so that nothing need be said."""
    return not any(
        f"{name}=" in text for name in ("basis", "tot", "pakket", "inflow", "outflow_rate", "lks_cost", "macro_growth")
    )


@pytest.mark.parametrize("at", range(len(SCENARIOS)))
def test_no_damaged_link_is_taken_for_another_scenario(at: int) -> None:
    meant, text = SCENARIOS[at], urlencode(to_query(SCENARIOS[at]))
    allowed = (bits(meant), bits(default_scenario(load_baseline(DEFAULT))))
    for broken in damaged(text, random.Random(SEED + at), EACH):
        assert all(bits(found) in allowed for found in opened(broken)), broken


@pytest.mark.parametrize("text", FOUND)
def test_what_was_once_taken_for_another_scenario_no_longer_is(text: str) -> None:
    assert opened(text) == [default_scenario(load_baseline(DEFAULT))] * 2


@pytest.mark.parametrize("tail", [*TAILS, '">hier</a>', ".%20Groet", "\n\nMet vriendelijke groet"])
def test_a_whole_link_with_a_tail_is_taken_as_meant(tail: str) -> None:
    for meant in SCENARIOS:
        text = urlencode(to_query(meant)) + tail
        for query in (parse_qs(text, keep_blank_values=True), _query_of(f"https://koers.example/?{text}")):
            found, problems = from_query(query)
            assert problems == []
            assert bits(found) == bits(meant)


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("at", range(len(HOUSEHOLDS)))
def test_no_damaged_link_is_taken_for_another_household(at: int, whole: bool) -> None:
    text = to_link(HOUSEHOLDS[at], whole=whole)
    meant, faults = from_link(text), []
    for broken in damaged(text, random.Random(SEED - at), EACH):
        try:
            assert from_link(broken) == meant, broken
        except Problem as problem:
            faults.append(problem)
    assert all(fault_text(fault, language).endswith(".") for fault in faults for language in LANGUAGES)
    for tail in TAILS:
        assert from_link(text + tail) == meant, tail
