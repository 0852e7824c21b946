"""All text for users stands in both languages, complete, and every message that the code asks for is there."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import core
from core.problem import Problem
from core.text.catalog import LANGUAGES, explain, messages
from tests.parsed import nodes

CORE = Path(core.__file__).parent
SUBJECTS = sorted({path.name for language in LANGUAGES for path in (CORE / "text" / language).glob("*.toml")})


def placeholders(message: str) -> set[str]:
    """Names between braces; a formatting or an attribute behind the name does not count as another name."""
    found = [field for _, field, _, _ in string.Formatter().parse(message) if field is not None]
    return {field.split(".")[0].split("[")[0] for field in found}


def problems_raised() -> Iterator[tuple[str, str, set[str]]]:
    """Every place in `core` that makes a Problem: where, the key, and the parameters it passes."""
    for path in sorted(CORE.rglob("*.py")):
        for node in nodes(path):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem"):
                continue
            place = f"{path.relative_to(CORE)}:{node.lineno}"
            for key in choices(node.args[0]):
                assert isinstance(key, ast.Constant), f"{place} makes a Problem whose key cannot be read from the code"
                yield place, str(key.value), {keyword.arg or "**" for keyword in node.keywords}


def choices(key: ast.expr) -> list[ast.expr]:
    """What an expression can come to: itself, or both sides of a choice."""
    return [*choices(key.body), *choices(key.orelse)] if isinstance(key, ast.IfExp) else [key]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_subject_is_there_in_both_languages(subject: str) -> None:
    assert [language for language in LANGUAGES if (CORE / "text" / language / subject).is_file()] == list(LANGUAGES)


def test_both_languages_have_the_same_messages() -> None:
    dutch, english = (set(messages(language)) for language in LANGUAGES)
    assert sorted(dutch - english) == []
    assert sorted(english - dutch) == []
    assert len(dutch) >= len(SUBJECTS) > 0


def test_both_languages_fill_in_the_same_places() -> None:
    dutch, english = (messages(language) for language in LANGUAGES)
    differing = {
        key: (placeholders(dutch[key]), placeholders(english[key]))
        for key in dutch.keys() & english.keys()
        if placeholders(dutch[key]) != placeholders(english[key])
    }
    assert differing == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_empty_or_anything_but_text(language: str) -> None:
    wrong = [key for key, message in messages(language).items() if not isinstance(message, str) or not message.strip()]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_in_a_message_has_a_name(language: str) -> None:
    nameless = [key for key, message in messages(language).items() if not all(map(str.isidentifier, placeholders(message)))]
    assert nameless == []


def test_problems_are_found_in_the_code() -> None:
    """The reading of the source works: keys that are chosen between two are found as well."""
    assert {"facts.unreadable", "baseline.year_needed", "baseline.year_unwanted"} <= {key for _, key, _ in problems_raised()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_in_the_code_has_a_message(language: str) -> None:
    missing = [f"{place}: {key}" for place, key, _ in problems_raised() if f"problem.{key}" not in messages(language)]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_in_the_code_gives_what_its_message_names(language: str) -> None:
    """Otherwise the sentence fails at the very moment that somebody needs it."""
    lacking = []
    for place, key, given in problems_raised():
        needed = placeholders(messages(language).get(f"problem.{key}", ""))
        if "**" not in given and not needed <= given:
            lacking.append(f"{place}: {key} lacks {sorted(needed - given)}")
    assert lacking == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_that_the_code_asks_for_by_name_exists(language: str) -> None:
    asked = set()
    for path in CORE.rglob("*.py"):
        for node in nodes(path):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "translate":
                asked |= {str(part.value) for part in node.args[1:2] if isinstance(part, ast.Constant)}
    assert "common.million" in asked
    assert sorted(asked - set(messages(language))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_message_is_a_whole_sentence(language: str) -> None:
    for key, message in messages(language).items():
        if key.startswith("problem."):
            assert message.endswith("."), key
            assert message[0].isupper() or message[0] in "'{", key
            assert len(message.split()) >= 6, f"{key} does not say what is wrong and how to mend it"


@pytest.mark.parametrize("language", LANGUAGES)
def test_braces_in_what_somebody_typed_do_not_break_the_sentence(language: str) -> None:
    for text in ("{lever}", "{", "}", "{0}", "{value!r:>99}", "{lever.__class__}"):
        problem = Problem("scenario.not_a_number", lever=text, value=text)
        assert explain(language, problem).count(text) == 2
