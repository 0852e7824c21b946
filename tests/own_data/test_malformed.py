"""Whatever somebody uploads ends in a sentence that names the fault, in both languages, and in nothing else."""

from __future__ import annotations

import re

import pytest

from core.own_data.limits import Refusal
from core.own_data.upload import read_upload, tried
from core.problem import Problem
from core.text.catalog import LANGUAGES, explain
from tests.own_data.files import TODAY, as_csv, table
from tests.own_data.malformed import Bad, cases

CASES = cases()


def test_there_are_at_least_two_hundred() -> None:
    assert len(CASES) >= 200


@pytest.mark.one_in(4)
@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_a_malformed_file_is_refused_with_its_own_sentence(case: Bad) -> None:
    with pytest.raises(Problem) as refused:
        read_upload(case.make(), case.name, TODAY)
    problem = refused.value
    assert problem.key == f"own_data.{case.key}"
    for language in LANGUAGES:
        for one in problem.problems if isinstance(problem, Refusal) else (problem,):
            said = explain(language, one)
            assert said.endswith(".")
            assert len(said) < 420
            assert said.isprintable()
            assert not re.search(r"\{\w+\}|Traceback|None\b", said)


def test_equal_faults_are_one_sentence_with_the_first_row_and_the_number_of_others() -> None:
    cells = table()
    for row in range(3, 33):
        cells[row][1] = f"fout{row}"
    upload = tried(as_csv(cells), "a.csv", TODAY)
    assert upload.found is None
    assert (len(upload.problems), upload.more) == (1, 0)
    assert explain("nl", upload.problems[0]).startswith("Rij 4 en nog 29, kolom 'uitkeringen': 'fout3' is geen getal.")
    assert explain("en", upload.problems[0]).startswith("Row 4 and 29 more, column 'uitkeringen': 'fout3' is not a number.")


def test_several_faults_in_a_row_and_in_the_file_order() -> None:
    cells = table()
    cells[9][1], cells[2][0], cells[9][3] = "-3", "gisteren", "veel"
    keys = [problem.key.split(".")[1] for problem in tried(as_csv(cells), "a.csv", TODAY).problems]
    assert keys == ["date", "negative", "number"]


def test_missing_months_are_named() -> None:
    cells = table()
    said = explain("nl", tried(as_csv(cells[:3] + cells[5:]), "a.csv", TODAY).problems[0])
    assert "2 maanden" in said
    assert "2022-03, 2022-04" in said


@pytest.mark.one_in(3)
@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>.csv", "a\n\tb.csv", "x" * 4000 + ".csv", "{0}{file}.csv", "\x00.csv"]
)
def test_a_hostile_file_name_stays_a_name(name: str) -> None:
    upload = tried(b"x", name, TODAY)
    assert len(upload.file) <= 60
    for language in LANGUAGES:
        assert explain(language, upload.problems[0]).isprintable()
