"""A table as a file: numbers that a spreadsheet of the reader's country takes for numbers, and what the table belongs to."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from core.baseline import load_baseline
from core.figures.table import Column, Range, Remark, Sampled, Table
from core.figures.table_file import file_name, table_csv
from core.scenario import default_scenario, with_value
from core.text.catalog import Language
from core.text.stamp import scenario_lines

TABLE = Table(
    "Verschil − per jaar, € mln.",
    [
        Column("Jaar", words=True),
        Column("Verschil", 1, signed=True),
        Column("Deel", 2, percent=True),
        Column("Loon", 2, euro=True),
    ],
    [["2024", -1234.56, 0.0185, 1234.5], ["=1+1", 0.04, None, -0.001], [dt.date(2024, 3, 1), 7.25, 0.5, 3.0]],
)


def cells(raw: bytes, language: Language) -> list[list[str]]:
    text = raw.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if language == "nl" else ","))


def test_numbers_are_written_as_a_dutch_spreadsheet_reads_them() -> None:
    assert cells(table_csv(TABLE, [("Basis", "Brief")], "nl"), "nl") == [
        ["Jaar", "Verschil", "Deel (%)", "Loon (€)"],
        ["2024", "-1234,6", "1,85", "1234,50"],
        ["'=1+1", "0,0", "", "0,00"],
        ["2024-03-01", "7,2", "50,00", "3,00"],
        [],
        ["", "Verschil - per jaar, € mln."],
        ["Basis", "Brief"],
    ]


def test_numbers_are_written_as_an_english_spreadsheet_reads_them() -> None:
    assert cells(table_csv(TABLE, [], "en"), "en")[1] == ["2024", "-1234.6", "1.85", "1234.50"]


@pytest.mark.parametrize(
    ("pair", "heading", "second"),
    [
        (Range(1.0, 2.5), "Band (laag)", "2,5"),
        (Sampled(1.0, 0.25), "Band", "0,2"),
        (Remark(1.0, "−0,5 later"), "Band", "'-0,5 later"),
    ],
)
def test_a_cell_of_two_numbers_takes_two_columns(pair: Range | Sampled | Remark, heading: str, second: str) -> None:
    found = cells(table_csv(Table("T", [Column("Band", 1)], [[pair], [3.0], [None]]), [], "nl"), "nl")
    assert (found[0][0], len(found[0])) == (heading, 2)
    assert found[1:4] == [["1,0", second], ["3,0", ""], ["", ""]]


def test_a_file_is_called_after_its_table() -> None:
    assert file_name(TABLE) == "koers-verschil-per-jaar-mln.csv"


def test_a_file_says_what_it_belongs_to() -> None:
    baseline = load_baseline("brief-2023-t2")
    scenario = with_value(default_scenario(baseline), baseline, "outflow_rate", 0.0205)
    lines = scenario_lines(scenario, baseline, "https://x/?inflow=1", dt.date(2026, 11, 27), "nl")
    assert lines[:5] == [
        ("Basis", "Brief 2e tertaal 2023"),
        ("Bekend op", "10 oktober 2023"),
        ("Berekend tot en met", "december 2026"),
        ("Verzet", "Uitstroom: 2,05% per maand (was 1,80%)"),
        ("Link", "https://x/?inflow=1"),
    ]
    assert lines[5] == ("Opgeslagen op", "27 november 2026")
    base = dict(scenario_lines(default_scenario(baseline), baseline, "x", dt.date(2026, 11, 27), "nl"))
    assert base["Verzet"] == "Niets: het basispad"


@pytest.mark.parametrize("sign", "=+-@＝＋－＠\N{MINUS SIGN}")
def test_a_text_that_a_spreadsheet_would_work_out_is_only_text(sign: str) -> None:
    found = table_csv(Table("caption", [Column("name")], [[f"{sign}1+1"]]), (("who", f"{sign}A1"),), "nl").decode("utf-8-sig")
    plain = sign.replace("\N{MINUS SIGN}", "-")
    assert f"'{plain}1+1" in found.splitlines()
    assert f"who;'{plain}A1" in found.splitlines()
