"""A package of measures goes to a link and to a file and comes back the same; what is no package gets one sentence."""

from __future__ import annotations

import base64
import dataclasses
import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.simulate import simulate
from core.baseline import load_baseline
from core.measures import (
    KNOWN_EVIDENCE,
    MOST,
    MOST_BYTES,
    catalogue,
    copy_id,
    decode_package,
    encode_package,
    entry_of,
    evidence_of,
)
from core.model.kinds import KINDS
from core.model.measures import Measure
from core.problem import Problem
from core.scenario import (
    Scenario,
    default_scenario,
    from_json,
    from_query,
    reference_scenario,
    to_json,
    to_query,
    with_measures,
    with_value,
)
from core.text.catalog import LANGUAGES, explain

BRIEF = load_baseline("brief-2023-t2")
SIXTEEN = tuple(entry.measure() for entry in catalogue())[:16]
TEXT = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=40)


@st.composite
def measures(draw: st.DrawFn, name: str) -> Measure:
    """Any measure that the limits allow."""
    kind = draw(st.sampled_from(KINDS))
    start = draw(st.integers(12 * 2000, 12 * 2040))
    share = st.floats(0, 1)
    return Measure(
        name, kind, start, draw(share if kind == "lks_retention" else st.floats(0, 5000)), draw(st.integers(0, 120)),
        draw(st.none() | st.integers(start, 12 * 2041)), draw(share), draw(share), draw(st.floats(0, 1e6)),
        draw(st.floats(0, 1e8)), draw(st.booleans()), draw(TEXT),
    )  # fmt: skip


PACKAGES = st.lists(TEXT.filter(bool), unique=True, max_size=16).flatmap(
    lambda names: st.tuples(*(measures(name) for name in names))
)


def assert_sentence(problem: Problem) -> None:
    """Both languages can say what is wrong."""
    for language in LANGUAGES:
        sentence = explain(language, problem)
        assert sentence.endswith(".")
        assert sentence.isprintable()


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


@given(text=st.text(max_size=60) | st.text("AQIx9-_=", max_size=200) | st.binary(max_size=80).map(word))
@settings(max_examples=300)
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
@settings(max_examples=200)
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


# The catalogue -----------------------------------------------------------------------------------------------------


def test_the_catalogue_holds_what_the_letters_announce() -> None:
    ids = {entry.id for entry in catalogue()}
    assert len(ids) == len(catalogue()) == 18
    assert {"leerpraktijkcentra", "rap", "welslagen", "groepshulpen", "minw", "lks-jobcoach"} <= ids


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry.id)
def test_each_measure_of_the_catalogue_says_in_both_languages_what_it_is_and_what_it_rests_on(entry: object) -> None:
    for text in (entry.name, entry.note, entry.derivation):  # type: ignore[attr-defined]
        assert all(text[language].strip() for language in LANGUAGES)
    assert entry.evidence in KNOWN_EVIDENCE  # type: ignore[attr-defined]


def test_evidence_stays_with_a_copy_and_leaves_a_measure_whose_effect_is_changed() -> None:
    centre = next(entry for entry in catalogue() if entry.id == "leerpraktijkcentra").measure()
    copy = dataclasses.replace(centre, id=copy_id(centre, ["leerpraktijkcentra~2"]), start=centre.start + 6)
    assert (copy.id, entry_of(copy), evidence_of(copy)) == ("leerpraktijkcentra~3", entry_of(centre), "evaluation")
    assert evidence_of(dataclasses.replace(centre, effect=3.0)) == "assumption"
    assert evidence_of(Measure("eigen", "lks_starts", 24300, 5.0)) == "assumption"
