"""A scenario goes to a link or a file and comes back the same; whatever else stands there gets one clear sentence."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.analysis.outcome import central
from core.baseline import load_baseline, parse_baseline
from core.model.calendar import month_index, month_label
from core.problem import Problem
from core.scenario import (
    LEVER,
    OTHER_PARAMS,
    Scenario,
    default_scenario,
    default_value,
    from_json,
    from_query,
    lever_values,
    reference_scenario,
    to_json,
    to_query,
    with_until,
    with_value,
)
from core.text.catalog import LANGUAGES, explain
from tests.model import ACCEPTED, BASELINES, MONTHS
from tests.test_facts import BRIEF, both, swap

PARAMS = ("v", "basis", "tot")
"""Names that links out in the world already have."""
ODD = (-0.0, 5e-324, 1e-300, 1 / 3, 0.1 + 0.02, 95.00000000000001)
VALUES = {
    name: values | st.sampled_from([x for x in (*ODD, LEVER[name].high) if LEVER[name].low <= x <= LEVER[name].high])
    for name, values in ACCEPTED.items()
}


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Any scenario that the levers allow."""
    baseline = load_baseline(draw(st.sampled_from(BASELINES)))
    scenario = with_until(default_scenario(baseline), baseline, draw(MONTHS))
    for name, value in draw(st.fixed_dictionaries({}, optional=VALUES)).items():
        scenario = with_value(scenario, baseline, name, value)
    return scenario


def bits(scenario: Scenario) -> Any:
    """The scenario with every number to its last bit, the sign of zero included."""
    return scenario.baseline, scenario.until, [(name, value.hex()) for name, value in scenario.overrides]


def as_link(query: dict[str, str]) -> dict[str, list[str]]:
    """The query as it comes out of an address bar."""
    return parse_qs(urlencode(query), keep_blank_values=True, strict_parsing=True)


def assert_sentences(problems: list[Problem]) -> None:
    """Every problem is one printable sentence in both languages."""
    for problem in problems:
        for language in LANGUAGES:
            sentence = explain(language, problem)
            assert sentence.strip().endswith(".")
            assert sentence.isprintable()
            assert len(sentence) < 400


@given(scenario=scenarios())
@settings(max_examples=200)
def test_a_scenario_comes_back_from_its_link_to_the_last_bit(scenario: Scenario) -> None:
    found, problems = from_query(as_link(to_query(scenario)))
    assert problems == []
    assert bits(found) == bits(scenario)


@given(scenario=scenarios())
@settings(max_examples=100)
def test_a_scenario_comes_back_from_its_file_to_the_last_bit(scenario: Scenario) -> None:
    text = to_json(scenario, load_baseline(scenario.baseline))
    assert bits(from_json(text)) == bits(scenario)
    assert bits(from_json(text.encode())) == bits(scenario)


@given(scenario=scenarios())
@settings(max_examples=50)
def test_a_link_holds_version_baseline_and_month_and_else_only_what_stands_away(scenario: Scenario) -> None:
    query = to_query(scenario)
    assert [query["v"], query["basis"]] == ["1", scenario.baseline]
    assert query["tot"] == month_label(scenario.until)
    baseline = load_baseline(scenario.baseline)
    moved = {name: float(text) for name, text in query.items() if name not in PARAMS}
    assert all(value != default_value(baseline, name) for name, value in moved.items())
    assert set(moved) == {name for name, _ in scenario.overrides}


@given(scenario=scenarios(), lever=st.sampled_from(sorted(LEVER)), data=st.data())
@settings(max_examples=60)
def test_a_lever_put_back_to_its_default_leaves_the_link(scenario: Scenario, lever: str, data: st.DataObject) -> None:
    baseline = load_baseline(scenario.baseline)
    moved = with_value(scenario, baseline, lever, data.draw(VALUES[lever]))
    back = with_value(moved, baseline, lever, default_value(baseline, lever))
    assert lever not in to_query(back)
    assert back.value(lever) is None
    assert [pair for pair in moved.overrides if pair[0] != lever] == list(back.overrides)


@given(scenario=scenarios())
@settings(max_examples=30)
def test_the_basispad_beside_a_scenario_keeps_its_assumptions_and_drops_its_choices(scenario: Scenario) -> None:
    kept = {name for name, _ in reference_scenario(scenario).overrides}
    assert kept == {name for name, _ in scenario.overrides if LEVER[name].assumption}


# Hostile links -----------------------------------------------------------------------------------------------------

NASTY = [
    "nan", "NaN", "inf", "-inf", "Infinity", "1e999", "-1e999", "1_000", "0x10", "1e", "1.2.3", "+-1", "--1", "", " ",
    "6 00", " 600", "600 ", "٦٠٠", "６００", "½", "1,5", "true", "None", "null", "[600]", "{600}", "{0}", "{value}",
    "{lever.id}", "%s", "%00", "\x00", "\n600", "600\n", "600\u202e", "\ud800", "\U0001f600", "9" * 400, "0.5.",
    "1" + "0" * 5000, "<script>alert(1)</script>", "'; DROP TABLE", "../../etc/passwd", "é" * 10000, "1e5e5",
]  # fmt: skip
TEXT = st.sampled_from(NASTY) | st.text(max_size=60) | st.floats().map(repr) | st.integers().map(str)
NAMES = st.sampled_from(
    [*LEVER, *PARAMS, *OTHER_PARAMS, "Inflow", "inflow ", "inflow\x00", "{inflow}", "", "__class__"]
) | st.text(max_size=30)
HOSTILE = st.dictionaries(NAMES, st.lists(TEXT, min_size=1, max_size=3), max_size=8)


def taken(name: str, values: list[str], found: Scenario) -> bool:
    """Whether what a link says under a name is in the scenario, or is not the scenario's business."""
    if name in OTHER_PARAMS:
        return True
    if len(values) > 1:
        return False
    fixed = {"v": values[0], "basis": found.baseline, "tot": month_label(found.until)}
    if name in fixed:
        return fixed[name] == values[0]
    if name not in LEVER or not set(values[0]) <= set("0123456789.eE+-"):
        return False
    try:
        value = float(values[0])
    except ValueError:
        return False
    return value == lever_values(found, load_baseline(found.baseline))[name]


@given(query=HOSTILE)
@example(query={name: ["{lever}{value!r:>1000000}"] for name in LEVER})
@example(query={"inflow": ["600", "500"], "v": ["1"]})
@example(query={"v": ["2"], "inflow": ["500"]})
@example(query={"basis": ["{known}"], "tot": ["{0}"], "{name}": ["{}"]})
@settings(max_examples=1000)
def test_whatever_stands_in_a_link_gives_a_scenario_and_one_sentence_for_each_ignored_value(
    query: dict[str, list[str]],
) -> None:
    found, problems = from_query(query)
    assert_sentences(problems)
    assert set(dict(found.overrides)) <= set(LEVER)
    version = query.get("v", ["1"])
    if len(version) == 1 and version != ["1"]:
        assert found == default_scenario(load_baseline("brief-2023-t2"))
        assert [problem.key for problem in problems].count("link.version") == 1
    else:
        assert len(problems) == sum(not taken(name, values, found) for name, values in query.items())
        assert bits(from_query(as_link(to_query(found)))[0]) == bits(found)


@pytest.mark.parametrize("text", NASTY)
def test_text_that_is_no_number_is_named_and_leaves_the_lever_alone(text: str) -> None:
    found, problems = from_query({"inflow": [text]})
    assert found.overrides == ()
    assert [(problem.key, problem.params["lever"]) for problem in problems] == [("scenario.not_a_number", "inflow")]
    assert_sentences(problems)


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ({"inflow": ["-1"]}, "scenario.out_of_range"),
        ({"inflow": ["1e308"]}, "scenario.out_of_range"),
        ({"outflow_rate": ["1.8"]}, "scenario.out_of_range"),
        ({"tot": ["2023-08"]}, "scenario.until"),
        ({"tot": ["2031-01"]}, "scenario.until"),
        ({"tot": ["0000-00"]}, "link.month"),
        ({"tot": ["2026-1"]}, "link.month"),
        ({"tot": ["２０２６-12"]}, "link.month"),
        ({"basis": ["stand-1925"]}, "link.baseline"),
        ({"basis": ["../baselines/brief-2023-t2"]}, "link.baseline"),
        ({"v": ["01"]}, "link.version"),
        ({"v": ["one"]}, "link.version"),
        ({"influx": ["600"]}, "link.unknown"),
        ({"inflow": ["600", "600"]}, "link.twice"),
    ],
)
def test_each_kind_of_fault_in_a_link_has_its_own_sentence(query: dict[str, list[str]], key: str) -> None:
    found, problems = from_query(query)
    assert [problem.key for problem in problems] == [key]
    assert found == default_scenario(load_baseline("brief-2023-t2"))
    assert_sentences(problems)


def test_one_bad_value_does_not_take_the_good_ones_with_it() -> None:
    query = {"basis": ["stand-2025"], "inflow": ["nan"], "outflow_rate": ["0.02"], "tot": ["2030-12"], "oops": ["1"]}
    found, problems = from_query(query)
    assert found == Scenario("stand-2025", month_index("2030-12"), (("outflow_rate", 0.02),))
    assert {problem.key for problem in problems} == {"scenario.not_a_number", "link.unknown"}


def test_the_language_and_what_streamlit_reads_itself_are_not_the_scenarios_business() -> None:
    assert from_query({name: ["x", "y"] for name in OTHER_PARAMS})[1] == []


def test_a_link_with_almost_no_outflow_can_be_computed() -> None:
    found, problems = from_query({"outflow_rate": ["1e-18"]})
    assert problems == []
    assert central(load_baseline(found.baseline), found)[1].steady_state > 1e12


# Hostile files -----------------------------------------------------------------------------------------------------


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
