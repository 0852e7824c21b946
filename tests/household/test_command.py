"""The command line: the whole computation, every step with words and sources."""

import argparse
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from core.__main__ import main
from core.household.command import add_parser, run
from core.household.household import Household
from core.household.income import COMPONENTS
from core.problem import Problem
from tests.household import compare


def _run(*arguments: str) -> dict[str, Any]:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers(required=True))
    args = parser.parse_args(["household", *arguments])
    assert args.command is run
    document: dict[str, Any] = json.loads(json.dumps(args.command(args), allow_nan=False))
    return document


def test_the_document_is_the_computation() -> None:
    found = _run("--set", "hours=24", "--set", "wage=14.40", "--date", "2025-07-01")
    expected = compare(Household(hours=24, wage=14.40, date=dt.date(2025, 7, 1)))
    assert found["after"]["components"] == pytest.approx(dict(expected.after.amounts))
    assert found["gain"] == pytest.approx(expected.gain)
    assert len(found["hours"]) == 41
    assert len(found["months"]) == 24
    assert found["hours"][24]["disposable"] == pytest.approx(found["after"]["disposable"])


def test_every_component_has_a_step_with_a_formula_in_words() -> None:
    steps = {step["key"]: step for step in _run("--set", "hours=24")["after"]["steps"]}
    assert set(COMPONENTS) <= set(steps)
    assert all(step["formula"] and step["name"] for step in steps.values())
    assistance = steps["assistance"]
    assert assistance["sources"][0]["id"] == "law-normenbrief-2026-01"
    value = {entry["key"]: entry["value"] for entry in assistance["inputs"]}
    assert assistance["amount"] == pytest.approx(max(0, value["norm"] - (value["net_pay"] - value["exemption"])))


def test_a_file_gives_the_household_and_a_setting_overrides_it(tmp_path: Path) -> None:
    path = tmp_path / "household.toml"
    path.write_text('kind = "single_parent"\nchild_ages = [3, 9]\nhours = 16\ndate = 2025-07-01\n', encoding="utf-8")
    found = _run(str(path), "--set", "hours=20")["household"]
    assert (found["kind"], found["child_ages"], found["hours"], found["date"]) == (
        "single_parent", [3, 9], 20.0, "2025-07-01",
    )  # fmt: skip


@pytest.mark.parametrize(("language", "word"), [("nl", "bijstandsnorm"), ("en", "assistance norm")])
def test_the_words_follow_the_language(monkeypatch: pytest.MonkeyPatch, language: str, word: str) -> None:
    monkeypatch.setenv("KOERS_LANG", language)
    found = _run("--set", "hours=24")
    formulas = {step["key"]: step["formula"] for step in found["after"]["steps"]}
    assert formulas["assistance"].startswith(word)


def test_the_notices_of_a_day_without_published_values_are_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOERS_LANG", "nl")
    notices = _run("--date", "2026-07-01")["notices"]
    assert any("de bijstandsnorm" in text and "1 januari 2026" in text for text in notices)


def test_the_sentence_speaks_of_more_less_or_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOERS_LANG", "en")
    more = _run("--set", "hours=24")["sentences"][0]
    less = _run("--set", "hours=8", "--set", "exemption=none", "--set", "travel=300", "--set", "months_since_start=12")
    assert " more than without work" in more
    assert " less than without work" in less["sentences"][0]
    assert " as much as without work" in _run("--set", "hours=0")["sentences"][0]


def test_the_end_of_the_exemption_is_told_before_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    # 20 hours at 14.71: the whole gain is the exempt 285; after six months working brings nothing extra.
    monkeypatch.setenv("KOERS_LANG", "en")
    first, after, _ = _run("--set", "hours=20")["sentences"]
    assert "€285" in first
    assert "€0" in after
    assert len(_run("--set", "hours=20", "--set", "months_since_start=6")["sentences"]) == 2
    assert len(_run("--set", "hours=40")["sentences"]) == 2


def test_it_says_that_it_is_not_a_decision_and_names_the_official_calculators() -> None:
    found = _run("--set", "hours=24")
    assert "not a decision" in found["disclaimer"]
    assert all(name in found["calculators"] for name in ("Nibud", "WerkloonT", "Dienst Toeslagen"))


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--set", "hours"], "household.setting"),
        (["--set", "hours=a"], "household.number"),
        (["--set", "colour=red"], "household.unknown_field"),
        (["--date", "2023-01-01"], "household.missing_parameter"),
        (["--allowance-lag", "99"], "household.out_of_range"),
        (["nowhere.toml"], "facts.unreadable"),
    ],
)
def test_bad_input_is_refused(arguments: list[str], problem: str) -> None:
    with pytest.raises(Problem) as caught:
        _run(*arguments)
    assert caught.value.key == problem


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--set", "hours=99"], "Uren werk per week (hours) is 99. Geef een getal van 0 tot en met 48."),
        (["--set", "months_since_start=a"], "Maanden aan het werk (months_since_start) moet een getal zijn, niet 'a'."),
        (["--set", "kind=duo"], "'duo' is geen mogelijke waarde voor soort huishouden (kind). Kies uit: alleenstaande (single),"),
        (["--set", "colour=red"], "'colour' kennen wij niet. Mogelijke namen zijn: leeftijd van de kinderen (child_ages),"),
        (["--date", "2023-01-01"], "Voor 1 januari 2023 is geen waarde gepubliceerd gevonden voor de inkomstenbelasting."),
        (["--allowance-lag", "99"], "Maanden tot de toeslagen zijn aangepast (allowance-lag) is 99."),
    ],
)
def test_a_fault_names_the_field_in_words(
    arguments: list[str], sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KOERS_LANG", "nl")
    assert main(["household", *arguments]) == 2
    said = capsys.readouterr().err
    assert said.startswith(sentence)
    assert said.count("\n") == 1
