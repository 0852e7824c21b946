"""What the format of a cell writes around its number counts as if a heading said it."""

from __future__ import annotations

from typing import Any

import pytest

from core.own_data.cell_formats import added
from core.own_data.upload import tried
from tests.own_data.files import TODAY, as_xlsx
from tests.own_data.siblings import COUNTS, IN, LABELS, column


def workbook(code: str | int, head: str, values: list[Any]) -> bytes:
    """The months with a second column in a format: a code that a workbook writes down, or the number of one that it need not."""

    def shown_as(book: Any, sheet: Any) -> None:
        shape = book.add_format({"num_format": code})
        for i, value in enumerate(values, 1):
            sheet.write(i, 1, value, shape)

    heads = ["Maand", head] if head == "Bijstand" else ["Maand", head, "Uitkeringen"]
    return as_xlsx(column(heads, LABELS, values, *([] if head == "Bijstand" else [COUNTS])), change=shown_as)


@pytest.mark.parametrize(
    ("code", "refused"),
    [
        ("0.0%", "percent"), (9, "percent"), (10, "percent"), (r"0\%", "percent"), ('#,##0" x 1.000"', "thousands"),
        (r"0\ \x\ 1000", "thousands"), ('0.0"k"', "thousands"), ('0" dzd."', "thousands"), ('0.0" mln"', "scaled"),
        ('"\N{EURO SIGN} "#,##0', "money"), ("[$\N{EURO SIGN}-413] #,##0", "money"), (44, "money"), ("[$USD] #,##0", "money"),
        ('#,##0" personen"', "persons"), ('0" pers."', "persons"),
    ],
)  # fmt: skip
def test_counts_that_are_shown_in_another_unit_are_refused_with_it(code: str | int, refused: str) -> None:
    upload = tried(workbook(code, "Bijstand", COUNTS), "a.xlsx", TODAY)
    assert [problem.key for problem in upload.problems] == [f"own_data.{refused}"]


@pytest.mark.parametrize(
    "code", ["#,##0", 3, 41, '#,##0" uitkeringen"', '#,##0;-#,##0;"x 1.000"', "0.0,", '0.0,"k"', "[Red]0;@", "[>=1000]#,##0;0"]
)
def test_counts_that_are_shown_as_counts_are_read(code: str | int) -> None:
    upload = tried(workbook(code, "Bijstand", COUNTS), "a.xlsx", TODAY)
    assert upload.found is not None
    assert upload.found.monthly is not None
    assert [row.caseload for row in upload.found.monthly.rows] == COUNTS


def test_a_flow_that_is_shown_as_a_percentage_is_refused_and_a_count_is_read() -> None:
    shares = tried(workbook("0.0%", "Instroom", [0.019] * 36), "a.xlsx", TODAY)
    assert [problem.key for problem in shares.problems] == ["own_data.percent"]
    assert tried(workbook("0", "Instroom", IN), "a.xlsx", TODAY).found is not None


def test_a_scale_that_only_shortens_what_is_shown_says_nothing_of_the_number() -> None:
    assert added("0\N{PER MILLE SIGN}") == "\N{PER MILLE SIGN}"
    assert (added('0.0,"k"'), added('0.0"k"'), added('#,##0;"k"0'), added('"a;b"0')) == ("", "k", "", "a;b")
