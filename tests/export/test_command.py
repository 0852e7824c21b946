"""`core export` writes a scenario's file, and says where it stands."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from core.__main__ import main


def test_a_workbook_is_written_with_the_lever_that_was_moved_and_the_command_that_makes_it_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", "--set", "inflow=571", "--out", "one.xlsx"]) == 0
    assert capsys.readouterr().out.strip() == "one.xlsx"
    first = openpyxl.load_workbook("one.xlsx").worksheets[0]
    said = {row[0].value: row[1].value for row in first.iter_rows()}
    assert said["Inflow"] == 571
    link = str(said["Command line"]).split("--link ")[1].split(" --format")[0].strip("'")
    assert main(["export", "--link", link, "--out", "again.xlsx"]) == 0
    again = {row[0].value: row[1].value for row in openpyxl.load_workbook("again.xlsx").worksheets[0].iter_rows()}
    assert again["Inflow"] == 571
    assert again["Link"] == said["Link"]


def test_a_file_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--out", str(tmp_path / "none" / "one.xlsx")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
