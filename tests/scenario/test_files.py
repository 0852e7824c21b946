"""A scenario goes to a file and comes back the same; a file that does not hold is refused with one clear sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.baseline import load_baseline, parse_baseline
from core.problem import Problem
from core.scenario import LEVER, Scenario, default_scenario, from_json, to_json
from tests.baseline.test_file import BRIEF, both, swap
from tests.scenario import assert_sentences, bits, scenarios


@given(scenario=scenarios())
@settings(max_examples=100)
def test_a_scenario_comes_back_from_its_file_to_the_last_bit(scenario: Scenario) -> None:
    text = to_json(scenario, load_baseline(scenario.baseline))
    assert bits(from_json(text)) == bits(scenario)
    assert bits(from_json(text.encode())) == bits(scenario)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "file.not_json"),
        ("{", "file.not_json"),
        ("[1]", "file.not_json"),
        ("null", "file.not_json"),
        (b"\xff\xfe", "file.not_json"),
        ("[" * 100000, "file.not_json"),
        ("{}", "file.schema"),
        ('{"schema": 2}', "file.schema"),
        ('{"schema": 1, "schema": 1}', "file.twice"),
        ('{"schema": 1, "levers": {"inflow": 600, "inflow": 500}}', "file.twice"),
        ('{"schema": 1, "measures": [{"id": "a", "id": "b"}]}', "file.twice"),
        ('{"schema": "1"}', "file.schema"),
        ('{"schema": 1, "lever": {}}', "file.unknown_key"),
        ('{"schema": 1, "levers": [1]}', "file.levers"),
        ('{"schema": 1, "baseline": 7}', "file.not_text"),
        ('{"schema": 1, "until": null}', "file.not_text"),
        ('{"schema": 1, "until": "soon"}', "scenario.month"),
        ('{"schema": 1, "until": "2031-01"}', "scenario.until"),
        ('{"schema": 1, "baseline": "nowhere"}', "baseline.unknown"),
        ('{"schema": 1, "levers": {"influx": 1}}', "scenario.unknown_lever"),
        ('{"schema": 1, "levers": {"inflow": "600"}}', "scenario.not_a_number"),
        ('{"schema": 1, "levers": {"inflow": true}}', "scenario.not_a_number"),
        ('{"schema": 1, "levers": {"inflow": NaN}}', "scenario.not_a_number"),
        ('{"schema": 1, "levers": {"inflow": Infinity}}', "scenario.not_a_number"),
        ('{"schema": 1, "levers": {"inflow": [600]}}', "scenario.not_a_number"),
        ('{"schema": 1, "levers": {"inflow": -1}}', "scenario.out_of_range"),
    ],
)
def test_a_file_that_does_not_hold_is_refused_as_a_whole(text: str | bytes, key: str) -> None:
    with pytest.raises(Problem) as caught:
        from_json(text)
    assert caught.value.key == key
    assert_sentences([caught.value])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats() | st.text("{}a\n\u202eé😀", max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


@given(
    document=st.fixed_dictionaries(
        {"schema": st.just(1) | JSON},
        optional={
            "until": st.sampled_from(["2026-12", "{0}"]) | JSON, "model_version": JSON, "{name}": JSON,
            "levers": st.dictionaries(st.sampled_from([*LEVER, "{lever}"]), JSON, max_size=4) | JSON,
        },
    )
)  # fmt: skip
@settings(max_examples=200)
def test_whatever_stands_in_a_file_gives_a_scenario_or_one_sentence(document: dict[str, Any]) -> None:
    try:
        found = from_json(json.dumps(document))
    except Problem as problem:
        assert_sentences([problem])
    else:
        assert all(LEVER[name].low <= value <= LEVER[name].high for name, value in found.overrides)


def test_an_integer_past_every_float_is_refused() -> None:
    with pytest.raises(Problem):
        from_json('{"schema": 1, "levers": {"inflow": 1' + "0" * 400 + "}}")


def test_an_unknown_baseline_in_a_file_is_shown_without_control_characters() -> None:
    with pytest.raises(Problem) as caught:
        from_json(r'{"schema": 1, "baseline": "a\nb\ud800"}')
    assert_sentences([caught.value])


def test_the_basispad_of_a_larger_city_comes_back_from_its_file() -> None:
    edit = both(swap("value = 600", "value = 3500", "inflow"), swap("high = 720", "high = 4000", "inflow"))
    city = parse_baseline(edit(BRIEF).encode(), "stad.toml")
    assert from_json(to_json(default_scenario(city), city), lambda _: city) == default_scenario(city)
