"""The command line of the household: what it asks, and faults in words."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from pathlib import Path

import pytest

from core.__main__ import main
from core.household.command import Asked, add_parser, asked
from core.household.household import Household
from core.problem import Problem
from tests.places import ROTTERDAM


def ask(*arguments: str, today: dt.date | None = None) -> Asked:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers(required=True), lambda _: {})
    return asked(parser.parse_args(["household", *arguments]), today)


def test_nothing_said_is_the_example_in_the_city_of_the_first_baseline() -> None:
    today = dt.date(2026, 11, 27)
    assert ask(today=today) == Asked(Household(date=today), ROTTERDAM, "monthly", 2, "paid")
    assert ask().household.date == dt.date.today()


def test_a_file_gives_the_household_and_a_setting_overrides_it(tmp_path: Path) -> None:
    path = tmp_path / "household.toml"
    path.write_text('kind = "single_parent"\nchild_ages = [3, 9]\nhours = 16\ndate = 2025-07-01\n', encoding="utf-8")
    found = ask(str(path), "--set", "hours=20", "--pay", "four_weekly", "--allowance-lag", "5")
    expected = Household(kind="single_parent", child_ages=(3, 9), hours=20.0, date=dt.date(2025, 7, 1))
    assert found == Asked(expected, ROTTERDAM, "four_weekly", 5, "paid")
    assert ask("--attribution", "worked").attribution == "worked"
    assert ask(str(path), "--date", "2026-01-01").household.date == dt.date(2026, 1, 1)


def test_a_setting_is_read_as_people_write_numbers() -> None:
    settings = [part for each in ("rent=1.250,50", "wage=14,71", "hours=28.5", "age=19") for part in ("--set", each)]
    found = ask(*settings).household
    assert (found.rent, found.wage, found.hours, found.age) == (1_250.50, 14.71, 28.5, 19)


def test_the_command_prints_the_household_in_the_language_of_the_reader(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, word in (("nl", "bijstandsnorm"), ("en", "assistance norm")):
        monkeypatch.setenv("KOERS_LANG", language)
        assert main(["household", "--set", "hours=24", "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        formulas = {step["key"]: step["formula"] for step in found["after"]["steps"]}
        assert formulas["assistance"].startswith(word)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--set", "hours"], "household.setting"),
        (["--set", "hours=a"], "household.number"),
        (["--set", "rent=1250.505"], "household.number"),
        (["--set", "age=22,5"], "household.whole"),
        (["--set", "kind=single", "--set", "partner_hours=8"], "household.partner_of_single"),
        (["--set", "colour=red"], "household.unknown_field"),
        (["--city", "nowhere"], "city.unknown"),
        (["--allowance-lag", "99"], "household.out_of_range"),
        (["nowhere.toml"], "facts.unreadable"),
    ],
)
def test_bad_input_is_refused(arguments: list[str], problem: str) -> None:
    with pytest.raises(Problem) as caught:
        ask(*arguments)
    assert caught.value.key == problem


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--set", "hours=99"], "Uren werk per week (hours) is 99. Geef een getal van 0 tot en met 48."),
        (["--set", "months_since_start=a"], "Maanden aan het werk (months_since_start) moet een getal zijn, niet 'a'."),
        (["--set", "kind=duo"], "'duo' is geen mogelijke waarde voor soort huishouden (kind). Kies uit: alleenstaande (single),"),
        (
            ["--set", "colour=red"],
            "'colour' kennen wij niet. Mogelijke namen zijn: leeftijd (age), leeftijd van de kinderen (child_ages),",
        ),
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
