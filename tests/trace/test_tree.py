"""A trace as a tree: all the way down, nothing twice, in both languages, as text and as plain values."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from core.__main__ import main
from core.baseline import load_baseline
from core.scenario import default_scenario, with_value
from core.text.catalog import LANGUAGES, Language, messages
from core.trace import book_of
from core.trace.node import Trace, in_order
from core.trace.tree import Branch, document_of, grow, text_of
from core.trace.words import DECIMALS, formula, name_of, numbers, symbols
from tests.places import LETTERS
from tests.trace.scenarios import keys_of, scenarios, told

LETTER = load_baseline("brief-2023-t2")
SCENARIOS = scenarios()


def result() -> Trace:
    return book_of(default_scenario(LETTER), LETTER)["result@2025"]


def branches(branch: Branch) -> Iterator[Branch]:
    yield branch
    for each in branch.inputs:
        yield from branches(each)


def test_the_whole_way_of_a_result_fits_in_some_two_hundred_lines() -> None:
    trace = result()
    lines = text_of(grow(trace), "nl").splitlines()
    assert len(in_order(trace)) > 700
    assert 100 < len(lines) < 260
    assert lines[0].startswith("Resultaat 2025 = € −66,61 mln. · aanname: ")
    assert lines[1:4] == ["│  BUIG min lasten. Een tekort is negatief.", "│  = BUIG − lasten", "│  = 561,57 − 628,18"]


def test_what_repeats_is_folded_and_nothing_is_left_out() -> None:
    """What is not opened is told elsewhere in the tree, and every fact but the folded ones stands in it."""
    trace = result()
    every = list(branches(grow(trace)))
    opened = {one.trace.key for one in every if one.shown == "open"}
    told = [one.trace.key for one in every if one.shown == "open" and one.trace.given is None]
    assert len(told) == len(set(told))
    assert all(one.like is not None and one.like.key in opened for one in every if one.shown in ("alike", "chain"))
    again = {one.trace.key for one in every if one.shown == "again" and one.trace.given is None}
    assert again <= {one.trace.key for one in every if one.shown in ("open", "chain")}
    facts = {one.trace.given.origin for one in every if one.trace.given is not None and one.shown == "open"}
    folded = {two.given.origin for one in every for two in one.folded if two.given is not None}
    all_facts = {one.given.origin for one in in_order(trace) if one.given is not None}
    assert all_facts - folded <= facts


def test_a_chain_of_months_shows_where_it_begins() -> None:
    chain = next(one for one in branches(grow(result())) if one.shown == "chain" and one.trace.key.startswith("lks_jobs@"))
    assert [one.trace.key for one in chain.inputs] == ["quantity:lks_jobs"]


@pytest.mark.parametrize("depth", [0, 1, 2, 5])
def test_a_depth_stops_there_and_folds_nothing(depth: int) -> None:
    def deepest(branch: Branch) -> int:
        return max((1 + deepest(each) for each in branch.inputs), default=0)

    branch = grow(result(), depth)
    assert deepest(branch) == depth
    assert not [one for one in branches(branch) if one.folded or one.shown in ("alike", "chain")]


def test_with_depth_enough_the_whole_chain_is_there() -> None:
    book = book_of(default_scenario(LETTER), LETTER)
    trace = book["volume@2026-12"]
    opened = {one.trace.key for one in branches(grow(trace, 400)) if one.shown == "open"}
    assert {one.key for one in in_order(trace) if one.given is None} <= opened


def test_a_lever_that_was_moved_shows_the_baselines_value() -> None:
    scenario = with_value(default_scenario(LETTER), LETTER, "inflow", 580.0)
    text = text_of(grow(book_of(scenario, LETTER)["inflow@2025-12"]), "nl")
    assert "Instroom = 580 per maand · in dit scenario gekozen" in text
    assert "In de basis: 600 per maand." in text


@pytest.mark.parametrize(
    "name",
    ["package", *(pytest.param(one, marks=pytest.mark.exhaustive) for one in ("options on", "more asked of than there are"))],
)
def test_everything_has_a_name_a_formula_and_a_unit(name: str) -> None:
    """Nothing of a template is left open, and every rule has words."""
    scenario, baseline = SCENARIOS[name]
    book = told(name)[1]
    keys = [*keys_of(scenario, baseline), "chance:reserve", "chance:result", "chance:lks", "chance:volume", "reserve_needed:90"]
    every = in_order(*(book[key] for key in keys))
    kinds = {(one.rule.name if one.rule else one.key.partition("@")[0], one.unit): one for one in every}
    assert len(kinds) > 40
    for one, language in itertools.product(kinds.values(), LANGUAGES):
        assert name_of(one, language)
        if one.rule is not None:
            assert formula(one, language).endswith(".")
            for form in (symbols(one, language), numbers(one, language)):
                assert "{" not in form
                assert form.count("(") == form.count(")")
    for key, language in zip(keys[-6:], itertools.cycle(LANGUAGES)):
        assert "{" not in text_of(grow(book[key]), language)


def test_a_role_that_a_step_does_without_is_left_out_of_its_formula() -> None:
    book = book_of(default_scenario(LETTER), LETTER)
    assert symbols(book["volume@2025-12"], "en") == "previous level + inflow + back from LKS − outflow − into LKS"
    assert symbols(book["price_index@2024"], "en") == "(1 + growth)"
    assert numbers(book["reserve@2023"], "nl") == "max(0; 43,80 + (−14,45))"


@pytest.fixture(scope="module")
def every() -> dict[str, Trace]:
    """All that stands under what can be asked of some scenarios."""
    found: dict[str, Trace] = {}
    for name in ("default", "options on", "package", "more asked of than there are"):
        book = told(name)[1]
        found |= {one.key: one for one in in_order(*(book[key] for key in keys_of(*SCENARIOS[name])))}
    return found


@pytest.mark.one_in(2)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_of_the_trace_is_there_for_nothing(every: dict[str, Trace], language: Language) -> None:
    """A formula, a role or a unit that no trace uses has been forgotten."""
    rules = {one.rule.name for one in every.values() if one.rule is not None}
    written = {key.removeprefix("trace.formula.") for key in messages(language) if key.startswith("trace.formula.")}
    assert rules <= written
    roles = {role for one in every.values() if one.rule is not None for role in re.findall(r"\{(\w+)\}", one.rule.form)}
    assert {f"trace.role.{role}" for role in roles} <= set(messages(language))
    assert {unit for unit in DECIMALS if unit != "month"} <= {
        key.removeprefix("trace.unit.").replace("EUR-million", "EUR million").replace("-", "/")
        for key in messages(language) if key.startswith("trace.unit.")
    }  # fmt: skip


# The command line --------------------------------------------------------------------------------------------------


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["run", *LETTERS, *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def nodes(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield document
    for each in document.get("inputs", ()):
        yield from nodes(each)


def test_the_command_prints_the_tree_in_the_readers_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, first in (("nl", "Resultaat 2025 = € −66,61 mln."), ("en", "Result 2025 = €−66.61 m")):
        monkeypatch.setenv("KOERS_LANG", language)
        code, out, err = run(capsys, "--explain", "result@2025")
        assert (code, err) == (0, "")
        assert out.startswith(first)
        assert "Monitor Werk & Inkomen 2e tertaal 2023" in out
        assert "M2309-1320" in out
        assert "data/baselines/brief-2023-t2.toml: expected_lasten" in out


def test_the_json_is_the_same_tree(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOERS_LANG", "nl")
    _, out, _ = run(capsys, "--explain", "result@2025", "--json")
    document = json.loads(out)
    assert document == json.loads(json.dumps(document_of(grow(result()), "nl")))
    assert (document["key"], document["status"], document["formula"]["numbers"]) == (
        "result@2025",
        "assumption",
        "561,57 − 628,18",
    )
    assert round(document["value"], 2) == -66.61
    leaves = [one for one in nodes(document) if one["shown"] == "open" and "formula" not in one]
    letter = next(one for one in leaves if one["entry"] == "expected_lasten")
    assert (letter["value"], letter["source"]["id"], letter["source"]["where"]) == (565.7, "letter-2023-10-10", "M2309-1320")
    assert document["counts"]["all"] >= len({one["entry"] for one in leaves})


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--explain", "resultaat@2025"), "result@YYYY"), (("--explain", "result@2031"), "2026"),
        (("--explain", "result@2025", "--depth", "-1"), "400"), (("--explain", "result@2025", "--depth", "veel"), "veel"),
        (("--explain", "volume@2025-12", "--depth", "9999"), "400"),
    ],
)  # fmt: skip
def test_what_cannot_be_explained_gives_one_sentence(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_month_that_never_comes_is_null_and_never(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOERS_LANG", "nl")
    _, out, _ = run(capsys, "--explain", "target_month", "--json")
    found = json.loads(out)
    assert (found["value"], found["text"]) == (None, "nooit, zover het model reikt")
