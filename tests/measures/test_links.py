"""A package of measures goes to a link and comes back the same; what is no package gets one sentence."""

from __future__ import annotations

import base64
import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.baseline import load_baseline
from core.measures import MOST, MOST_BYTES, decode_package, encode_package
from core.model.measures import Measure
from core.problem import Problem
from core.scenario import Scenario, default_scenario, from_json, from_query, to_json, to_query, with_measures, with_value
from tests.measures import PACKAGES, SIXTEEN, assert_sentence

BRIEF = load_baseline("brief-2023-t2")


def refusal(text: str) -> Problem:
    """How a word that is no package is refused; both languages can say it."""
    with pytest.raises(Problem) as caught:
        decode_package(text)
    assert_sentence(caught.value)
    return caught.value


def word(raw: bytes) -> str:
    return base64.urlsafe_b64encode(b"\x01" + raw).rstrip(b"=").decode()


@given(package=PACKAGES)
@settings(max_examples=100)
def test_a_package_comes_back_from_its_word_to_the_last_bit(package: tuple[Measure, ...]) -> None:
    assert repr(decode_package(encode_package(package))) == repr(package)


@given(package=PACKAGES)
@settings(max_examples=50)
def test_a_scenario_with_a_package_comes_back_from_link_and_file(package: tuple[Measure, ...]) -> None:
    scenario = with_value(with_measures(default_scenario(BRIEF), package), BRIEF, "inflow", 580.5)
    query = {name: [value] for name, value in to_query(scenario).items()}
    assert from_query(query) == (scenario, [])
    assert from_json(to_json(scenario, BRIEF)) == scenario


def test_sixteen_measures_fit_in_a_link_of_2000_characters() -> None:
    word = encode_package(SIXTEEN)
    assert decode_package(word) == SIXTEEN
    assert len(word) < 1500
    assert set(word) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_the_largest_package_of_the_longest_texts_still_fits() -> None:
    names = [chr(0x1F600 + i) * 40 for i in range(MOST)]
    package = tuple(
        Measure(name, "less_inflow", 24000 + i, 1000 / 3, 3, 24100, 1 / 3, 1 / 7, 1e6 / 3, 1e8 / 3, False, name * 1)
        for i, name in enumerate(names)
    )
    assert decode_package(encode_package(package)) == package


def test_a_scenario_without_a_package_says_nothing_of_it_in_the_link() -> None:
    assert "pakket" not in to_query(default_scenario(BRIEF))
    assert from_json('{"schema": 1}').measures == ()


@given(text=st.text(max_size=60) | st.text("AQIx9-_=", max_size=200) | st.binary(max_size=80).map(word))
@settings(max_examples=100)
def test_whatever_stands_in_a_link_is_a_package_or_one_sentence(text: str) -> None:
    try:
        decode_package(text)
    except Problem as problem:
        assert_sentence(problem)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text("{}a\n\u202eé", max_size=9),
    lambda inner: st.lists(inner, max_size=12) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=20,
)


@given(rows=JSON)
@settings(max_examples=100)
def test_whatever_json_a_link_packs_is_a_package_or_one_sentence(rows: object) -> None:
    text = word(zlib.compress(json.dumps(rows).encode()))
    try:
        decode_package(text)
    except Problem as problem:
        assert_sentence(problem)


@pytest.mark.parametrize("part", [0, 1, 5, 20, 100, -1])
def test_a_truncated_package_is_refused_and_the_rest_of_the_link_stands(part: int) -> None:
    text = encode_package(SIXTEEN)[:part]
    refusal(text)
    found, problems = from_query({"pakket": [text], "inflow": ["580"]})
    assert [problem.key for problem in problems] == ["measures.link"]
    assert found == Scenario("brief-2023-t2", BRIEF.horizon, (("inflow", 580.0),))


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (zlib.compress(b" " * 50_000_000), "measures.link"),
        (zlib.compress(b"[]") + b"more", "measures.link"),
        (zlib.compress(b"[]" + b" " * MOST_BYTES), "measures.link"),
        (zlib.compress(b"\xff"), "measures.link"),
        (zlib.compress(b"[" * 60000), "measures.link"),
        (zlib.compress(b'[["a","lks_starts","2024-01",1' + b"0" * 5000 + b"]]"), "measures.link"),
        (zlib.compress(b'[["a","lks_starts","2024-01",NaN]]'), "measures.limits"),
        (zlib.compress(b'[["a","lks_starts","2024-01",-1]]'), "measures.limits"),
        (zlib.compress(b'[["a","lks_starts","2024-13",1]]'), "measures.month"),
        (zlib.compress(b'[["","lks_starts","2024-01",1]]'), "measures.text"),
        (zlib.compress(b'[["a\\u202e","lks_starts","2024-01",1]]'), "measures.text"),
        (zlib.compress(b'[["a","lks_starts","2024-01",1],["a","lks_starts","2024-01",1]]'), "facts.twice"),
    ],
)
def test_hostile_packages_are_refused(raw: bytes, key: str) -> None:
    assert refusal(word(raw)).key == key


def test_another_version_is_refused() -> None:
    assert refusal(base64.urlsafe_b64encode(b"\x02" + zlib.compress(b"[]")).decode()).key == "measures.link"
