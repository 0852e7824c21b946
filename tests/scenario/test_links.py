"""A scenario goes to a link and comes back the same; whatever else stands there gets one clear sentence."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.analysis.outcome import central
from core.baseline import DEFAULT, baseline_ids, load_baseline
from core.model.calendar import month_index, month_label
from core.scenario import (
    LEVER,
    OTHER_PARAMS,
    SETTING,
    Scenario,
    default_scenario,
    default_value,
    from_query,
    lever_values,
    links,
    to_query,
    with_value,
)
from tests.scenario import VALUES, assert_sentences, bits, scenarios

PARAMS = ("v", "c", "basis", "tot")
"""Names that links out in the world already have."""


def as_link(query: dict[str, str]) -> dict[str, list[str]]:
    """The query as it comes out of an address bar."""
    return parse_qs(urlencode(query), keep_blank_values=True, strict_parsing=True)


@given(scenario=scenarios())
@settings(max_examples=200)
def test_a_scenario_comes_back_from_its_link_to_the_last_bit(scenario: Scenario) -> None:
    found, problems = from_query(as_link(to_query(scenario)))
    assert problems == []
    assert bits(found) == bits(scenario)


@given(scenario=scenarios())
@settings(max_examples=50)
def test_a_link_holds_version_baseline_and_month_and_else_only_what_stands_away(scenario: Scenario) -> None:
    query = to_query(scenario)
    assert [query["v"], query["basis"]] == ["2", scenario.baseline]
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
    if name not in LEVER and links._TAIL.fullmatch(name):
        return True  # what another program hung on the link; which names those are, `test_damaged_links` says
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
@example(query={"outflow_rate": ["nan"], "at_0": ["nan"]})
@example(query={"v": ["nan"], "amp;": ["nan"]})
@example(query={"ref": ["1", "2"], "refer": ["1"]})
@example(query={"v": ["3"], "inflow": ["500"]})
@example(query={"v": ["2"], "inflow": ["500"]})
@example(query={"basis": ["{known}"], "tot": ["{0}"], "{name}": ["{}"]})
@settings(max_examples=300)
def test_whatever_stands_in_a_link_gives_a_scenario_and_one_sentence_for_each_ignored_value(
    query: dict[str, list[str]],
) -> None:
    found, problems = from_query(query)
    assert_sentences(problems)
    assert set(dict(found.overrides)) <= set(LEVER)
    version, basis = query.get("v", ["1"]), query.get("basis", ["brief-2023-t2"])
    keys = [problem.key for problem in problems]
    if "c" in query or "2" in version:
        assert found == default_scenario(load_baseline(DEFAULT))
        assert keys == ["link.damaged"]
    elif keys == ["link.damaged"]:  # a piece of a link: no version and no basis, and a name that is cut
        assert found == default_scenario(load_baseline(DEFAULT))
        assert not query.keys() & {"v", "basis"} or any(name.startswith("amp;") for name in query)
        values = [value for given in query.values() for value in given]
        assert query.keys() - {*SETTING, "tot", "pakket", *OTHER_PARAMS} or any("c=" in value for value in values)
    elif len(version) == 1 and version != ["1"]:
        assert found == default_scenario(load_baseline(DEFAULT))
        assert keys.count("link.version") == 1
    elif len(basis) == 1 and basis[0] not in baseline_ids():
        assert found == default_scenario(load_baseline(DEFAULT))
        assert keys.count("link.baseline") == 1
        assert len(keys) == 1 + sum(len(values) > 1 for name, values in query.items() if name not in OTHER_PARAMS)
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
    # What says nothing of a scenario that can be read opens as the app opens now.
    opens = DEFAULT if key in ("link.baseline", "link.version") or query.keys() <= {"influx"} else "brief-2023-t2"
    assert found == default_scenario(load_baseline(opens))
    assert_sentences(problems)


@pytest.mark.parametrize(
    ("query", "opens"),
    [
        ({}, "stand-2026"),
        ({"lang": ["en"]}, "stand-2026"),
        ({"utm_source": ["nieuwsbrief"]}, "stand-2026"),
        ({"v": ["1"]}, "brief-2023-t2"),
        ({"tot": ["2026-12"]}, "brief-2023-t2"),
        ({"inflow": ["600"]}, "brief-2023-t2"),
        ({"inflow": ["600", "610"]}, "brief-2023-t2"),
        ({"v": ["1"], "basis": ["stand-2026"], "inflow": ["600"]}, "stand-2026"),
    ],
)
def test_a_link_without_a_baseline_means_the_one_that_all_began_from_when_it_was_made(
    query: dict[str, list[str]], opens: str
) -> None:
    assert from_query(query)[0].baseline == opens


def test_a_link_of_the_second_version_without_a_baseline_means_the_letters_too() -> None:
    pairs = {"v": "2", "tot": "2026-12", "inflow": "570.0"}
    found, problems = from_query(as_link(pairs | {"c": links.check_of(pairs)}))
    assert problems == []
    assert found == Scenario("brief-2023-t2", month_index("2026-12"), (("inflow", 570.0),))


def test_every_link_that_is_written_now_names_its_baseline() -> None:
    for name in baseline_ids():
        assert to_query(default_scenario(load_baseline(name)))["basis"] == name


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
