"""What a scenario is: its basispad, and what a change keeps."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings

from core.analysis.simulate import simulate
from core.baseline import load_baseline
from core.measures import catalogue
from core.scenario import LEVER, Scenario, default_scenario, reference_scenario, with_measures
from tests.places import ROTTERDAM
from tests.scenario import scenarios

BRIEF = load_baseline("brief-2023-t2")
SIXTEEN = tuple(entry.measure() for entry in catalogue(ROTTERDAM))[:16]


@given(scenario=scenarios())
@settings(max_examples=30)
def test_the_basispad_beside_a_scenario_keeps_its_assumptions_and_drops_its_choices(scenario: Scenario) -> None:
    kept = {name for name, _ in reference_scenario(scenario).overrides}
    assert kept == {name for name, _ in scenario.overrides if LEVER[name].assumption}


def test_the_basispad_has_no_package() -> None:
    scenario = with_measures(default_scenario(BRIEF), SIXTEEN)
    assert reference_scenario(scenario) == default_scenario(BRIEF)


def test_a_measure_that_is_off_is_kept_and_does_nothing() -> None:
    off = tuple(dataclasses.replace(measure, active=False) for measure in SIXTEEN)
    scenario = with_measures(default_scenario(BRIEF), off)
    assert scenario.measures == off
    same = simulate(BRIEF, scenario).caseload.stock
    assert same.tobytes() == simulate(BRIEF, default_scenario(BRIEF)).caseload.stock.tobytes()


def test_the_order_of_the_cards_changes_no_bit() -> None:
    one, other = (with_measures(default_scenario(BRIEF), cards) for cards in (SIXTEEN, SIXTEEN[::-1]))
    assert simulate(BRIEF, one).caseload.stock.tobytes() == simulate(BRIEF, other).caseload.stock.tobytes()
