"""Scenarios that the levers allow, and what every refusal must be: a sentence in both languages."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from core.baseline import load_baseline
from core.model.calendar import LAST_MONTH
from core.problem import Problem
from core.scenario import LEVER, Scenario, default_scenario, with_until, with_value
from core.text.catalog import LANGUAGES, explain
from tests.model import ACCEPTED, BASELINES

ODD = (-0.0, 5e-324, 1e-300, 1 / 3, 0.1 + 0.02, 95.00000000000001)
VALUES = {
    name: values | st.sampled_from([x for x in (*ODD, LEVER[name].high) if LEVER[name].low <= x <= LEVER[name].high])
    for name, values in ACCEPTED.items()
}


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Any scenario that the levers allow."""
    baseline = load_baseline(draw(st.sampled_from(BASELINES)))
    scenario = with_until(default_scenario(baseline), baseline, draw(st.integers(baseline.reference_month + 1, LAST_MONTH)))
    for name, value in draw(st.fixed_dictionaries({}, optional=VALUES)).items():
        scenario = with_value(scenario, baseline, name, value)
    return scenario


def bits(scenario: Scenario) -> Any:
    """The scenario with every number to its last bit, the sign of zero included."""
    return scenario.baseline, scenario.until, [(name, value.hex()) for name, value in scenario.overrides]


def assert_sentences(problems: list[Problem]) -> None:
    """Every problem is one printable sentence in both languages."""
    for problem in problems:
        for language in LANGUAGES:
            sentence = explain(language, problem)
            assert sentence.strip().endswith(".")
            assert sentence.isprintable()
            assert len(sentence) < 400
