"""Frames hold what the documents hold: a row for each, a value under each name, nothing where nothing is."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path

import pandas as pd
import pytest

from core.__main__ import main
from core.document.frames import run_frame
from core.problem import Problem
from tests.places import LETTERS


def printed(*arguments: str) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as said:
        assert main(arguments) == 0
    return said.getvalue()


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("package") / "package.json"
    path.write_text(json.dumps([
        {"id": "one", "kind": "outflow_work", "start": "2024-01", "effect": 10},
        {"id": "other", "kind": "less_inflow", "start": "2025-01", "effect": 5},
    ]))  # fmt: skip
    return str(path)


def read(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text))


def test_the_months_of_the_letter_start_at_the_count_and_end_at_the_horizon() -> None:
    found = read(printed("run", "--baseline", "brief-2023-t2", "--csv", "months"))
    assert list(found["month"].iloc[[0, -1]]) == ["2023-08", "2026-12"]
    assert found["volume"].iloc[0] == 32_864
    assert round(found.set_index("month")["volume"]["2025-12"]) == 32_647
    assert found["inflow"].isna().tolist() == [True] + [False] * 40


def test_years_add_up() -> None:
    found = read(printed("run", "--baseline", "brief-2023-t2", "--csv", "years")).set_index("year")
    assert list(found.index) == [2023, 2024, 2025, 2026]
    assert (found["buig"] - found["lasten"]).to_numpy() == pytest.approx(found["result"].to_numpy())
    assert round(found["general_funds"][2025], 2) == 66.61


def test_the_measures_of_a_package_add_up_to_what_it_changes(package: str) -> None:
    found = read(printed("run", "--baseline", "brief-2023-t2", "--measures", package, "--csv", "measures"))
    assert len(found) == 2 * 4
    with_package = read(printed("run", "--baseline", "brief-2023-t2", "--measures", package, "--csv", "years"))
    without = read(printed("run", "--baseline", "brief-2023-t2", "--csv", "years"))
    change = (with_package - without)["lasten"].to_numpy()
    assert found.groupby("year")["lasten"].sum().to_numpy() == pytest.approx(change)


def test_a_run_without_measures_gives_a_table_without_rows() -> None:
    found = read(printed("run", *LETTERS, "--csv", "measures"))
    assert list(found.columns[:3]) == ["id", "evidence", "assumption"]
    assert found.empty


def test_each_forecast_of_the_scorecard_has_a_row() -> None:
    found = read(printed("backtest", "--csv"))
    document = json.loads(printed("backtest", "--json"))
    assert len(found) == sum(len(origin["forecasts"]) for origin in document["origins"])
    assert (found["origin"] < found["target"]).all()
    assert (found["q0.1"] <= found["q0.9"]).all()


def test_a_table_that_does_not_exist_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", *LETTERS, "--csv", "weeks"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "weeks" in said
    assert "months, years, measures" in said
    with pytest.raises(Problem):
        run_frame({}, "weeks")
