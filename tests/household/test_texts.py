"""Words for people: complete in both languages, and every key that the code can ask for exists."""

import datetime as dt
import string
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given

from core.household.curve import JUMPING
from core.household.designs import Outcome
from core.household.household import Care, Exemption, Household, Kind, household_from
from core.household.income import COMPONENTS
from core.household.parameters import SPECS
from core.problem import Problem
from core.text.catalog import LANGUAGES, Language, messages
from tests.household import compare, law_on
from tests.household.conftest import households, quick

OWN = ("household.", "problem_household.", "problem.household.")


def _own(language: Language) -> dict[str, str]:
    return {key: text for key, text in messages(language).items() if key.startswith(OWN)}


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    dutch, english = _own("nl"), _own("en")
    assert set(dutch) == set(english)
    assert len(dutch) > 150
    for key, text in dutch.items():
        assert _placeholders(text) == _placeholders(english[key]), key


@quick
@given(households())
def test_every_step_can_be_said(household: Household) -> None:
    for found in (compare(household).before, compare(household).after):
        for step in found.steps:
            keys = [f"component.{step.key}", f"formula.{step.formula}", *(f"input.{name}" for name in step.inputs)]
            for language in LANGUAGES:
                assert all(f"household.{key}" in messages(language) for key in keys), keys


def test_every_choice_subject_threshold_and_cause_has_words() -> None:
    keys = [
        *(f"component.{key}" for key in COMPONENTS),
        *(f"cause.{key}" for key in (*COMPONENTS[1:], "income_tax")),
        *(f"jump.{key}" for key in JUMPING),
        *(f"subject.{key.partition('.')[0]}" for key in SPECS),
        "subject.local",
        *(f"kind.{kind}" for kind in get_args(Kind)),
        *(f"exemption.{kind}" for kind in (*get_args(Exemption), "parent")),
        *(f"care.{kind}" for kind in get_args(Care)),
        *(f"outcome.{outcome}" for outcome in get_args(Outcome)),
        *(f"field.{name}" for name in Household.__dataclass_fields__),
    ]
    for language in LANGUAGES:
        assert [key for key in keys if f"household.{key}" not in messages(language)] == []


def _problems() -> list[Problem]:
    bad: list[dict[str, object]] = [
        {"kind": "x"}, {"hours": 99}, {"child_ages": "3"}, {"kind": "single_parent"}, {"x": 1}, {"rent": "x"},
        {"months_since_start": 0.5}, {"date": "x"},
    ]  # fmt: skip
    found = []
    for values in bad:
        with pytest.raises(Problem) as caught:
            household_from(values)
        found.append(caught.value)
    with pytest.raises(Problem) as caught:
        law_on(dt.date(2020, 1, 1)).value("norm.single")
    return [*found, caught.value]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_fills_in_its_sentence(language: Language) -> None:
    for problem in _problems():
        name = problem.key.removeprefix("household.")
        known = messages(language)
        template = known.get(f"problem.household.{name}") or known[f"problem_household.{name}"]
        sentence = template.format(**problem.params)
        assert "{" not in sentence
        assert all(str(value) in sentence for value in problem.params.values())


def test_the_dutch_words_are_short_sentences() -> None:
    # B1: no sentence of more than 25 words.
    for key, text in _own("nl").items():
        for sentence in text.replace("?", ".").replace(":", ".").replace(";", ".").split(". "):
            assert len(sentence.split()) <= 25, (key, sentence)


def test_a_day_before_2024_ends_in_a_sentence_and_not_in_zero() -> None:
    with pytest.raises(Problem, match="missing_parameter"):
        compare(replace(Household(), date=dt.date(2023, 12, 31)))
