"""Several regions, groups or sheets in one file: which of them is meant is asked, on the page and on the command line."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from core.__main__ import main
from core.own_data.monthly import read_monthly
from core.own_data.upload import tried
from core.problem import Problem
from tests.own_data.files import TODAY, as_csv, as_xlsx
from tests.own_data.siblings import months
from tests.own_data.test_meaning import COUNTS, LABELS

UTRECHT, AMERSFOORT = COUNTS, [value // 3 for value in COUNTS]
SERIES = {"Utrecht": UTRECHT, "Amersfoort": AMERSFOORT}


def long(**groups: list[str]) -> list[list[Any]]:
    """Rows of both regions, each in every one of the other groups; the second value of a group is a tenth of the first."""
    names = [*groups]
    rows: list[list[Any]] = [["Regio", *names, "Periode", "Uitkeringen"]]
    for region, counts in SERIES.items():
        for i in range(max([1, *map(len, groups.values())])):
            for label, count in zip(LABELS, counts, strict=True):
                rows.append([region, *(groups[name][i] for name in names), label, count // (10 if i else 1)])
    return rows


def read(rows: list[list[Any]], *picks: str) -> list[float]:
    found = read_monthly(as_csv(rows), "a.csv", TODAY, picks=picks)
    assert [pick.casefold() for pick in found.picks] == [pick.strip().casefold() for pick in picks]
    assert sum(note.key == "own_data.group" for note in found.notes) == len(picks)
    return [row.caseload for row in found.rows]


def test_each_region_can_be_chosen_and_is_read_alone() -> None:
    for region, counts in SERIES.items():
        assert read(long(), region) == counts
        assert read(long(), region.upper() + " ") == counts


def test_a_second_group_is_asked_after_the_first() -> None:
    rows = long(Leeftijd=["Totaal leeftijd", "18 tot 27 jaar"])
    first = tried(as_csv(rows), "a.csv", TODAY).choice
    assert first is not None
    assert (first.column, first.values) == ("Regio", ("Utrecht", "Amersfoort"))
    upload = tried(as_csv(rows), "a.csv", TODAY, picks=["Utrecht"])
    assert upload.choice is not None
    assert (upload.choice.column, upload.choice.values) == ("Leeftijd", ("Totaal leeftijd", "18 tot 27 jaar"))
    assert read(rows, "Utrecht", "Totaal leeftijd") == UTRECHT
    assert read(rows, "Amersfoort", "Totaal leeftijd") == AMERSFOORT


def test_names_are_offered_where_a_code_stands_beside_them() -> None:
    codes = {"Regio": "RegioCode", "Utrecht": "GM0344", "Amersfoort": "GM0307"}
    rows = [[codes[row[0]], *row] for row in long()]
    upload = tried(as_csv(rows), "a.csv", TODAY)
    assert upload.choice is not None
    assert upload.choice.values == ("Utrecht", "Amersfoort")
    assert read(rows, "Amersfoort") == AMERSFOORT


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("personen", "persons"), ("Vanaf de AOW-leeftijd", "pension"), ("in %", "percent"), ("vrouw", "part"),
        ("alleenstaand", "part"), ("27 jaar tot AOW", "part"),
    ],
)  # fmt: skip
def test_a_group_that_counts_no_benefits_is_refused_when_it_is_chosen(value: str, key: str) -> None:
    rows = long(Soort=["uitkeringen", value])
    assert read(rows, "Utrecht", "uitkeringen") == UTRECHT
    with pytest.raises(Problem, match=f"own_data.{key}"):
        read_monthly(as_csv(rows), "a.csv", TODAY, picks=["Utrecht", value])


def test_a_choice_that_is_not_in_the_file_is_told() -> None:
    with pytest.raises(Problem, match="no_group"):
        read_monthly(as_csv(long()), "a.csv", TODAY, picks=["Utrecht", "Zeist"])
    alone = [row for row in long() if row[0] != "Amersfoort"]
    assert [row.caseload for row in read_monthly(as_csv(alone), "a.csv", TODAY, picks=["Utrecht"]).rows] == UTRECHT


def test_totals_and_remarks_below_belong_to_every_region() -> None:
    rows = [*long(), ["", "Bron: CBS", ""]]
    assert read_monthly(as_csv(rows), "a.csv", TODAY, picks=["Utrecht"]).rows[-1].caseload == UTRECHT[-1]


def test_forty_cities_in_one_file_are_offered_and_one_is_read() -> None:
    cities = {f"Gemeente {chr(65 + i // 26)}{chr(97 + i % 26)}": [count - 7 * i for count in COUNTS] for i in range(40)}
    rows: list[list[Any]] = [["Perioden", "Regio's", "Bijstandsuitkeringen"]]
    for i, label in enumerate(LABELS):
        rows += [[label.replace("-", "MM"), city, counts[i]] for city, counts in cities.items()]
    for raw, name in ((as_csv(rows), "a.csv"), (as_xlsx(rows), "a.xlsx")):
        upload = tried(raw, name, TODAY)
        assert upload.choice is not None
        assert upload.choice.values == tuple(cities)
        found = read_monthly(raw, name, TODAY, picks=["Gemeente Bn"])
        assert [row.caseload for row in found.rows] == cities["Gemeente Bn"]


def test_one_of_several_sheets_can_be_chosen() -> None:
    sheets = [[["Periode", "Uitkeringen"], *zip(LABELS, counts, strict=True)] for counts in SERIES.values()]
    raw = as_xlsx(*[[list(row) for row in sheet] for sheet in sheets])
    upload = tried(raw, "a.xlsx", TODAY)
    assert upload.choice is not None
    assert (upload.choice.column, upload.choice.values) == ("", ("blad 1", "blad 2"))
    chosen = tried(raw, "a.xlsx", TODAY, picks=["blad 2"])
    assert chosen.found is not None
    assert chosen.found.monthly is not None
    assert [row.caseload for row in chosen.found.monthly.rows] == AMERSFOORT


def run(*arguments: str) -> tuple[int, str, str]:
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as said:
        code = main(["run", *arguments, "--json"])
    return code, out.getvalue(), said.getvalue()


def test_the_command_line_asks_for_a_region_and_takes_one(tmp_path: Path) -> None:
    file = tmp_path / "regio.csv"
    file.write_bytes(as_csv(long()))
    code, out, said = run("--data", str(file))
    assert (code, out) == (2, "")
    assert "2 values below each other: Utrecht, Amersfoort. Name one with --region." in said
    code, out, said = run("--data", str(file), "--region", "amersfoort")
    assert code == 0
    assert json.loads(out)["months"][0]["volume"] == AMERSFOORT[-1]
    assert said == "Read: only the rows with 'Amersfoort' in column 'Regio'.\n"


def test_words_in_brackets_that_may_mean_a_part_are_asked_and_then_told() -> None:
    head, raw = "Uitkeringen (team Noord)", as_csv(months("Uitkeringen (team Noord)"))
    asked = tried(raw, "a.csv", TODAY).choice
    assert asked is not None
    assert (asked.key, asked.values) == ("own_data.unsure", (head,))
    found = read_monthly(raw, "a.csv", TODAY, picks=[head])
    assert found.picks == (head,), "a link and a command say it again"
    assert [note.key for note in found.notes] == ["own_data.brackets"]
    assert [row.caseload for row in found.rows] == COUNTS


def test_a_doubtful_title_and_heading_are_asked_one_after_the_other() -> None:
    title, head = "Bruto cijfers", "Uitkeringen (bruto)"
    raw = as_csv([[title], *months(head)])
    for picks, wanted in (((), head), ((head,), title)):
        asked = tried(raw, "a.csv", TODAY, picks=picks).choice
        assert asked is not None
        assert asked.values == (wanted,)
    assert read_monthly(raw, "a.csv", TODAY, picks=[head, title]).picks == (head, title)
