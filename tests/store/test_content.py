"""What is kept of a scenario: words without what nobody sees, bases whole to the last bit, own ones too."""

from __future__ import annotations

import dataclasses

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.baseline import Baseline, baseline_ids, load_baseline
from core.own_data.city import City
from core.own_data.count.answers import Answers, name_of
from core.own_data.count.build import own_count
from core.own_data.upload import read_upload
from core.problem import Problem
from core.scenario import default_scenario
from core.store import content_of, said, scenarios_of
from core.store.basis import differs, read, written
from tests.own_data.files import TODAY, as_csv, table
from tests.places import LETTER


@pytest.mark.parametrize("name", baseline_ids())
def test_a_basis_comes_back_whole(name: str) -> None:
    assert read(written(load_baseline(name))) == load_baseline(name)


def own() -> Baseline:
    return read_upload(as_csv(table()), "maandcijfers.csv", TODAY, City("Utrecht", share=0.013)).baseline


def test_an_own_basis_is_kept_whole_with_the_count_that_stands_on_it() -> None:
    basis = own()
    count = own_count(basis, Answers(basis.reference_month + 2, 9_000.0)).baseline
    known = {basis.id: basis, count.id: count}
    assert count.id == name_of(basis.id, Answers(basis.reference_month + 2, 9_000.0))
    kept = content_of(default_scenario(count), {"A": default_scenario(basis)}, known.__getitem__)
    assert set(kept.bases) == {basis.id, count.id}
    assert {name: read(text) for name, text in kept.bases.items()} == known
    assert scenarios_of(kept, known.__getitem__) == (default_scenario(count), {"A": default_scenario(basis)})


def test_what_a_basis_says_otherwise_is_named_apart_for_the_law() -> None:
    then = load_baseline(LETTER)
    assert differs(then, then) == differs(then, read(written(then)))
    key, other = ("inflow", None), next(place for place in then.quantities if place[0].startswith("vangnet"))
    changed = {place: msgspec.structs.replace(then.quantities[place], value=0.5) for place in (key, other)}
    found = differs(then, dataclasses.replace(then, quantities=then.quantities | changed))
    assert (found.law, found.figures) == ((other[0],), ("inflow",))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Minder \t instroom\n", "Minder instroom"),
        ("a\u202eb\u200bc\x00d\x07", "abcd"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=1+1", "=1+1"),
        ("e\u0301", "\u00e9"),
        ("\ud800x", "x"),
    ],
)
def test_a_name_is_one_line_of_what_can_be_seen(typed: str, kept: str) -> None:
    assert said(typed).name == kept


def test_a_description_keeps_its_lines() -> None:
    assert said("x", "een\r\n\r\n twee \n").description == "een\n\ntwee"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("",), "nameless"), ((" \u200b\n",), "nameless"), (("x" * 101,), "long_name"),
        (("x", "y" * 3_001), "long_description"), (("x", "", "y" * 301), "long_note"),
    ],
)  # fmt: skip
def test_a_text_that_does_not_fit_is_refused(words: tuple[str, ...], key: str) -> None:
    with pytest.raises(Problem, match=rf"store\.{key}"):
        said(*words)


@given(st.text(max_size=100), st.text(max_size=200))
def test_whatever_is_typed_can_be_kept_by_any_database(name: str, description: str) -> None:
    try:
        words = said(name, description)
    except Problem:
        return
    for text in (words.name, words.description):
        assert "\x00" not in text
        assert text.encode("utf-8").decode("utf-8") == text
        assert all(c.isprintable() or c == "\n" or c.isspace() for c in text)
