"""Every table of another kind is read as it is meant, or refused once with its cause: no wrong number is accepted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from _pytest.mark import ParameterSet

from core.model.calendar import month_label
from core.own_data.upload import tried
from core.text.catalog import LANGUAGES, explain
from tests.own_data.files import TODAY, as_csv, as_xlsx
from tests.own_data.siblings import COUNTS, Sibling, siblings

ALL = siblings()


def workbook(case: Sibling) -> tuple[bytes, str]:
    beside = [[[text] for text in case.beside]] if case.beside else []
    return as_xlsx(case.rows, *beside), "a.xlsx"


FORMS: dict[str, Callable[[Sibling], tuple[bytes, str]]] = {
    "workbook": workbook,
    "text": lambda case: (as_csv(case.rows), "a.csv"),
    "commas": lambda case: (as_csv(case.rows, ",", "cp1252"), "a.csv"),
}


def written(refused: bool) -> list[ParameterSet]:
    """Each table in a file of every kind that can hold it: one of them every day, by turns."""
    found = []
    for at, case in enumerate(one for one in ALL if bool(one.refused) == refused):
        forms = ["workbook"] if case.beside else list(FORMS)
        found += [(f"{case.id}, {form}", (case, form), form == forms[at % len(forms)]) for form in forms]
    return [pytest.param(*values, id=name, marks=[] if often else pytest.mark.exhaustive) for name, values, often in found]


def test_there_are_many_and_none_twice() -> None:
    assert len(ALL) >= 160
    assert len({case.id for case in ALL}) == len(ALL)


@pytest.mark.one_in(3)
@pytest.mark.parametrize(("case", "form"), written(refused=True))
def test_what_counts_something_else_is_refused_once_with_the_cause(case: Sibling, form: str) -> None:
    raw, name = FORMS[form](case)
    upload = tried(raw, name, TODAY)
    assert upload.found is None
    assert [problem.key for problem in upload.problems] == [f"own_data.{case.refused}"]
    assert upload.more == 0
    for language in LANGUAGES:
        said = explain(language, upload.problems[0])
        assert said.endswith(".")
        assert said.replace(name, "").count(". ") <= 1, said


@pytest.mark.one_in(4)
@pytest.mark.parametrize(("case", "form"), written(refused=False))
def test_what_counts_benefits_at_the_end_of_months_is_read_as_it_is(case: Sibling, form: str) -> None:
    upload = tried(*FORMS[form](case), TODAY)
    assert upload.found is not None, [str(problem) for problem in upload.problems]
    assert upload.found.monthly is not None
    rows = upload.found.monthly.rows
    assert [row.caseload for row in rows] == COUNTS[: len(rows)]
    assert len(rows) == (30 if {"forecasts", "empty_months"} & set(case.notes) else 36)
    assert month_label(rows[0].month) == case.first
    assert tuple(note.key.removeprefix("own_data.") for note in upload.found.notes) == case.notes
