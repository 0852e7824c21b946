"""Files are read in a box: what breaks or burdens a reader there is one sentence for who brought it, and nothing for the rest."""

from __future__ import annotations

import io
import json
import os
import random
import re
import signal
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from core.own_data import box, child
from core.own_data.box import boxed_grids, boxed_json, boxed_toml, read_boxed
from core.own_data.files import read_grids
from core.own_data.grid import Grid
from core.own_data.upload import read_upload, tried
from core.problem import Problem
from core.text.catalog import LANGUAGES, explain
from tests.own_data.files import TODAY, as_csv, as_xlsx, parquet_of, part, repacked, table
from tests.own_data.malformed import SHEET

ROOT = Path(__file__).resolve().parents[2]
GOOD = {"a.csv": as_csv(table()), "a.xlsx": as_xlsx(table()), "a.parquet": parquet_of()}


def plain(grids: list[Grid]) -> list[tuple[object, ...]]:
    return [(grid.name, [list(row) for row in grid.rows], list(grid.numbers), grid.faults) for grid in grids]


@pytest.mark.parametrize("name", GOOD)
def test_what_comes_out_of_the_box_is_what_is_read_outside_it(name: str) -> None:
    assert plain(boxed_grids(GOOD[name], name)) == plain(read_grids(GOOD[name], name))


@pytest.mark.parametrize("name", GOOD)
def test_a_boxed_file_leads_to_the_same_baseline(name: str) -> None:
    boxed, direct = read_upload(GOOD[name], name, TODAY, boxed=True), read_upload(GOOD[name], name, TODAY)
    assert boxed.baseline.id == direct.baseline.id
    assert {place: found.value for place, found in boxed.baseline.quantities.items()} == {
        place: found.value for place, found in direct.baseline.quantities.items()
    }


def test_no_more_of_a_cell_comes_out_than_a_month_a_number_or_a_remark_takes() -> None:
    (grid,) = boxed_grids(as_csv([["maand", "uitkeringen"], ["2023-01", "x" * 2_000]]), "a.csv")
    assert [list(row) for row in grid.rows][1] == ["2023-01", "x" * child.LONGEST_CELL]


def test_a_baseline_file_and_a_scenario_come_through() -> None:
    text = (ROOT / "data" / "baselines" / "brief-2023-t2.toml").read_bytes()
    assert read_upload(text, "own.toml", TODAY, boxed=True).baseline.value("volume") == 32_864
    assert boxed_json(b'{"schema": 1, "levers": {"inflow": 580.5}}', "a.json") == {"schema": 1, "levers": {"inflow": 580.5}}


def test_a_reader_that_refuses_says_why_through_the_box() -> None:
    with pytest.raises(Problem, match="macros"):
        boxed_grids(b"PK", "a.xlsm")
    with pytest.raises(Problem, match=r"file\.twice"):
        boxed_json(b'{"a": 1, "a": 2}', "a.json")
    with pytest.raises(Problem, match=r"facts\.syntax.*line=2, at=5"):
        boxed_toml(b"a = 1\nb = ]", "a.toml")


def test_a_reader_that_would_crash_when_all_is_said_is_not_taken_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that a reader of Parquet starts late end the process as it is taken down, now and then."""
    monkeypatch.setattr(box, "_START", f"import atexit, os; atexit.register(os.abort); {box._START}")
    monkeypatch.setattr(box, "_ready", [])
    assert boxed_grids(GOOD["a.parquet"], "a.parquet")


# What breaks a reader ------------------------------------------------------------------------------------------------


def far_cell(reference: str = "A000000001999999999") -> bytes:
    """A workbook with a cell so far down that a reader makes room for two thousand million rows."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD["a.xlsx"])) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.namelist():
            content = before.read(part)
            if part.startswith("xl/worksheets/"):
                content = content.replace(b'r="A2"', f'r="{reference}"'.encode(), 1)
            after.writestr(part, content)
    return out.getvalue()


def long_dictionary() -> bytes:
    """A megabyte of text that a thousand rows refer to."""
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 1000), pa.array(["x" * 1_000_000]))
    out = io.BytesIO()
    pq.write_table(pa.table({"maand": column, "uitkeringen": list(range(1000))}), out, compression="zstd")
    return out.getvalue()


def long_text() -> bytes:
    """One long text that very many cells of a workbook point at."""
    text = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>' + b"x" * 2_000_000 + b"</t></si></sst>"
    )
    cells = "".join(f'<row r="{i}"><c r="A{i}" t="s"><v>0</v></c></row>' for i in range(1, 900))
    sheet = re.sub(r"<sheetData>.*</sheetData>", f"<sheetData>{cells}</sheetData>", part(GOOD["a.xlsx"], SHEET).decode())
    return repacked(GOOD["a.xlsx"], {SHEET: sheet.encode(), "xl/sharedStrings.xml": text})


HEAVY: dict[str, tuple[str, bytes]] = {
    "a cell far away": ("a.xlsx", far_cell()),
    "a row far away": ("a.xlsx", far_cell("A0004294967295")),
    "a long text in many cells": ("a.xlsx", long_text()),
    "a thousand times a megabyte": ("a.parquet", long_dictionary()),
    "a key of many parts": ("a.toml", b"a." * 20_000 + b"a = 1"),
    "brackets without end": ("a.toml", b"a = " + b"[" * 100_000),
}


@pytest.mark.one_in(3)
@pytest.mark.parametrize("what", HEAVY)
def test_what_breaks_a_reader_is_one_sentence(what: str) -> None:
    name, raw = HEAVY[what]
    found = tried(raw, name, TODAY)
    assert found.found is None
    assert len(found.problems) == 1
    for language in LANGUAGES:
        said = explain(language, found.problems[0])
        assert name in said
        assert "{" not in said


def test_json_without_end_is_one_sentence() -> None:
    for raw in (b"[" * 1_000_000, b'{"a":' * 100_000, b"1" * 5_000_000):
        with pytest.raises(Problem):
            boxed_json(raw, "a.json")


def flipped(raw: bytes, chance: random.Random) -> bytes:
    found = bytearray(raw)
    for _ in range(chance.choice((1, 1, 1, 4, 30))):
        found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", ["a.parquet", "a.xlsx"])
def test_files_with_wrong_bytes_are_read_or_refused(name: str) -> None:
    chance = random.Random(30_000)
    files = [flipped(GOOD[name], chance) for _ in range(12)]
    with ThreadPoolExecutor(2) as two:
        for found in two.map(lambda raw: tried(raw, name, TODAY), files):
            assert (found.found is None) == bool(found.problems)


# The box itself ------------------------------------------------------------------------------------------------------


def test_a_child_that_is_killed_or_hangs_is_one_sentence_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    begin = box._started

    def stopped() -> subprocess.Popen[bytes]:
        child = begin()
        started.append(child)
        os.kill(child.pid, signal.SIGSTOP)
        return child

    monkeypatch.setattr(box, "PATIENCE", 0.3)
    monkeypatch.setattr(box, "_ready", [])
    monkeypatch.setattr(box, "prepare", lambda: None)
    monkeypatch.setattr(box, "_started", stopped)
    with pytest.raises(Problem, match=r"own_data\.box"):
        read_boxed("grids", GOOD["a.csv"], "a.csv")
    assert [child.returncode for child in started] == [-signal.SIGKILL]


def test_a_child_that_died_while_it_waited_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    dead = box._started()
    dead.kill()
    dead.wait()
    monkeypatch.setattr(box, "_ready", [dead])
    assert plain(boxed_grids(GOOD["a.csv"], "a.csv")) == plain(read_grids(GOOD["a.csv"], "a.csv"))


@pytest.mark.parametrize("said", [b"", b"\x01", b"\x81\xa5found\x91\x01", b"\x81\xa3key\x01", b"\x90"])
def test_what_a_broken_child_says_is_not_believed(monkeypatch: pytest.MonkeyPatch, said: bytes) -> None:
    monkeypatch.setattr(box, "_answer", lambda child, question: said)
    with pytest.raises(Problem, match=r"own_data\.box"):
        boxed_grids(GOOD["a.csv"], "a.csv")


def test_the_child_has_limits_and_none_of_the_servers_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_COOKIE_SECRET", "nobody's business")
    child = box._started()
    try:
        assert child.stdout is not None
        assert child.stdout.read(1) == b"."
        limits = Path(f"/proc/{child.pid}/limits").read_text()
        found: dict[str, Any] = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()[1:]}
        assert int(found["Max address space"]) == 1 << 30
        assert int(found["Max cpu time"]) == 5
        assert int(found["Max core file size"]) == int(found["Max file size"]) == int(found["Max processes"]) == 0
        assert b"SECRET" not in Path(f"/proc/{child.pid}/environ").read_bytes()
    finally:
        box._end(child)


def test_a_scenario_file_is_bounded_like_any_other() -> None:
    with pytest.raises(Problem, match="too_large"):
        boxed_json(json.dumps({"a": "x" * 6_000_000}).encode(), "a.json")
