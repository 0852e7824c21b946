"""Series beside each other in one sheet, as regions in columns: which is meant is asked, on the page and on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.own_data.upload import Upload, tried
from tests.own_data.files import TODAY, as_csv, as_xlsx
from tests.own_data.siblings import COUNTS, IN, LABELS, NL, Rows, column
from tests.own_data.test_groups import run

ZEIST = [count // 3 for count in COUNTS]
IN_ZEIST = [count // 3 for count in IN]
NONE: list[Any] = [None] * 36
BOTH = column(["Maand", "Uitkeringen", "Instroom", "Uitkeringen", "Instroom"], LABELS, COUNTS, IN, ZEIST, IN_ZEIST)
TITLE = ["Bijstandsuitkeringen per gemeente"]

LAYOUTS: dict[str, Rows] = {
    "names over their columns": [["", "Utrecht", None, "Zeist", None], *BOTH],
    "names over their columns, under a title": [TITLE, [], ["Gemeente", "Utrecht", None, "Zeist", None], *BOTH],
    "whole tables": [
        ["Utrecht", None, None, "Zeist", None],
        *column(["Maand", "Uitkeringen", None, "Maand", "Uitkeringen"], LABELS, COUNTS, NONE, LABELS, ZEIST),
    ],
    "names behind the heading": column(
        ["Maand", "Uitkeringen Utrecht", "Instroom Utrecht", "Uitkeringen Zeist", "Instroom Zeist"],
        LABELS, COUNTS, IN, ZEIST, IN_ZEIST),
    "names before the heading": column(["Maand", "Utrecht: bijstand", "Zeist: bijstand"], LABELS, COUNTS, ZEIST),
    "names in brackets": column(["Maand", "Uitkeringen (Utrecht)", "Uitkeringen (Zeist)"], LABELS, COUNTS, ZEIST),
    "names alone under a title": [TITLE, *column(["Maand", "Utrecht", "Zeist"], LABELS, COUNTS, ZEIST)],
}  # fmt: skip

OTHERWISE: dict[str, tuple[Rows, str]] = {
    "one of two columns is all": (column(["Maand", "Uitkeringen", "Uitkeringen jongeren"], LABELS, COUNTS, ZEIST), ""),
    "a count and a share": (column(["Maand", "Uitkeringen (aantal)", "Uitkeringen (%)"], LABELS, COUNTS, ["3,2"] * 36), ""),
    "names without a title": (column(["Maand", "Utrecht", "Zeist"], LABELS, COUNTS, ZEIST), "no_caseload"),
    "persons by their title": (
        [["Personen met bijstand per gemeente"], *column(["Maand", "Utrecht", "Zeist"], LABELS, COUNTS, ZEIST)], "persons"),
    "shares by their title": (
        [["Bijstandsuitkeringen per gemeente, in %"], *column(["Maand", "Utrecht", "Zeist"], LABELS, COUNTS, ZEIST)], "percent"),
    "years over the columns": (
        [["", "2023", "2024"], *column(["Maand", "Uitkeringen", "Uitkeringen"], NL, COUNTS[:12], COUNTS[12:24])],
        "headings_over_rows"),
    "benefits and jobs": (
        [["Maand", "Uitkeringen", "LKS"], ["", "stand", "stand"], *column(["", "", ""], LABELS, COUNTS, ZEIST)[1:]],
        "headings_over_rows"),
}  # fmt: skip
"""What only looks like it, and why it is refused; nothing where it is read as it is."""


def read(rows: Rows, *picks: str) -> list[Upload]:
    return [tried(raw, name, TODAY, picks=picks) for raw, name in ((as_csv(rows), "a.csv"), (as_xlsx(rows), "a.xlsx"))]


@pytest.mark.one_in(3)
@pytest.mark.parametrize("name", LAYOUTS)
def test_each_series_can_be_chosen_and_is_read_alone(name: str) -> None:
    for upload in read(LAYOUTS[name]):
        assert upload.choice is not None
        assert (upload.choice.key, upload.choice.values) == ("own_data.beside", ("Utrecht", "Zeist"))
    flows = any(cell is not None and "Instroom" in str(cell) for row in LAYOUTS[name][:4] for cell in row)
    for place, counts, coming in (("utrecht", COUNTS, IN), ("Zeist", ZEIST, IN_ZEIST)):
        for upload in read(LAYOUTS[name], place):
            assert upload.found is not None
            found = upload.found.monthly
            assert found is not None
            assert [row.caseload for row in found.rows] == counts
            assert [row.inflow for row in found.rows] == (coming if flows else NONE)
            assert found.picks == (place.capitalize(),)
            assert [note.key for note in upload.found.notes] == ["own_data.one_beside"]


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_only_looks_like_it_is_read_or_refused_as_before(name: str) -> None:
    rows, refused = OTHERWISE[name]
    for upload in read(rows):
        assert upload.choice is None
        assert [problem.key for problem in upload.problems] == ([f"own_data.{refused}"] if refused else [])
        if not refused:
            assert upload.found is not None
            assert upload.found.monthly is not None
            assert [row.caseload for row in upload.found.monthly.rows] == COUNTS


def test_a_series_that_counts_no_benefits_is_refused_when_it_is_chosen() -> None:
    rows = column(["Maand", "Uitkeringen begroot", "Uitkeringen realisatie"], LABELS, ZEIST, COUNTS)
    assert [upload.problems[0].key for upload in read(rows, "begroot")] == ["own_data.forecast"] * 2
    for upload in read(rows, "realisatie"):
        assert upload.found is not None


def test_a_sheet_is_chosen_before_a_series_in_it() -> None:
    raw = as_xlsx(LAYOUTS["names in brackets"], LAYOUTS["names in brackets"])
    for picks, key in (((), "several_sheets"), (("blad 2",), "beside")):
        choice = tried(raw, "a.xlsx", TODAY, picks=picks).choice
        assert choice is not None
        assert choice.key == f"own_data.{key}"
    found = tried(raw, "a.xlsx", TODAY, picks=("blad 2", "Zeist")).found
    assert found is not None
    assert found.monthly is not None
    assert [row.caseload for row in found.monthly.rows] == ZEIST


def test_the_command_line_asks_and_takes_one(tmp_path: Path) -> None:
    file = tmp_path / "regio.csv"
    file.write_bytes(as_csv(LAYOUTS["names over their columns"]))
    code, out, said = run("--data", str(file))
    assert (code, out) == (2, "")
    assert "2 series beside each other: Utrecht, Zeist. Name one with --region." in said
    code, out, said = run("--data", str(file), "--region", "zeist")
    assert code == 0
    assert json.loads(out)["months"][0]["volume"] == ZEIST[-1]
    assert said.startswith("Read: only the columns of 'Zeist'.\n")
