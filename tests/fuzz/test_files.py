"""Damaged and burdening files: each is read as what it says or refused in words, and nothing of it outlives its reader."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.own_data.box import boxed_json
from core.own_data.monthly import read_monthly
from core.own_data.upload import tried
from core.problem import Problem
from core.text.catalog import LANGUAGES, explain
from tests.fuzz.files import GOOD, bombs, flipped, restructured
from tests.own_data.files import TODAY

FOUND = sorted(
    path for path in (Path(__file__).parent / "found").iterdir() if path.suffix in (".csv", ".xlsx", ".parquet", ".toml")
)
SEED = 15_000


def assert_said(problems: tuple[Problem, ...]) -> None:
    """Every refusal is a sentence or two in both languages."""
    for problem in problems:
        for language in LANGUAGES:
            said = explain(language, problem)
            assert said.endswith(".")
            assert said.isprintable()
            assert "{" not in said


@pytest.mark.one_in(2)
@pytest.mark.parametrize("name", GOOD)
def test_flipped_bytes_are_read_or_refused(name: str) -> None:
    chance = random.Random(SEED)
    files = [flipped(GOOD[name], chance) for _ in range(6)]
    with ThreadPoolExecutor(2) as two:
        for found in two.map(lambda raw: tried(raw, name, TODAY), files):
            assert (found.found is None) == bool(found.problems)
            assert_said(found.problems)


@pytest.mark.exhaustive
def test_a_table_that_was_moved_about_is_read_as_it_stands_or_refused() -> None:
    """What is accepted has every number from the file: none is made up, and none is read as another."""
    chance = random.Random(SEED)
    accepted = 0
    for _ in range(1_200):
        raw = restructured(chance)
        try:
            found = read_monthly(raw, "a.csv", TODAY)
        except Problem as problem:
            problems = getattr(problem, "problems", (problem,))
        else:
            accepted += 1
            problems = found.notes
            text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
            for row in found.rows:
                assert f"{row.caseload:.0f}" in text.replace(".", "").replace(",", "")
        assert_said(tuple(problems))
    assert accepted > 50


@pytest.mark.exhaustive
def test_bombs_of_toml_and_json_are_one_sentence() -> None:
    for name, raw in list(bombs())[::4]:
        if name.endswith("toml"):
            found = tried(raw, name, TODAY)
            assert found.found is None
            assert len(found.problems) == 1
            assert_said(found.problems)
            continue
        try:
            boxed_json(raw, name)
        except Problem as problem:
            said = problem
        else:
            continue  # harmless: it is JSON that says little
        assert_said((said,))


@pytest.mark.parametrize("path", FOUND, ids=[path.name for path in FOUND])
def test_what_once_broke_a_reader_no_longer_does(path: Path) -> None:
    found = tried(path.read_bytes(), path.name, TODAY)
    assert found.found is None
    assert len(found.problems) == 1
    assert_said(found.problems)
