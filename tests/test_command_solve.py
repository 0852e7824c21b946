"""`solve` with a chance and for a measure's size, `map` and `best`, from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.__main__ import main
from core.measures import catalogue
from tests.places import LETTERS, ROTTERDAM

Capture = pytest.CaptureFixture[str]
TARGET = "volume=30000@2025-12"


def ask(capsys: Capture, *arguments: str) -> Any:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def package(tmp_path: Path) -> str:
    measures = [
        {"id": "mine", "kind": "outflow_work", "start": "2024-01", "effect": 20.0, "deadweight": 0.25},
        {"id": "off", "kind": "less_inflow", "start": "2024-01", "effect": 30.0, "active": False},
    ]
    path = tmp_path / "package.json"
    path.write_text(json.dumps(measures), encoding="utf-8")
    return str(path)


def test_the_answer_with_a_chance_asks_more_and_says_so(capsys: Capture) -> None:
    path = ask(capsys, "solve", *LETTERS, "--for", "inflow", "--target", TARGET)
    sure = ask(capsys, "solve", *LETTERS, "--for", "inflow", "--target", TARGET, "--probability", "0.8")
    assert sure["value"] < path["value"]
    assert (path["probability"], path["chance"]) == (None, None)
    assert sure["probability"] == 0.8
    assert 0.8 <= sure["chance"] < 0.802
    assert sure == ask(capsys, "solve", *LETTERS, "--for", "inflow", "--target", TARGET, "--probability", "0.8")
    assert {"lever", "value", "reachable", "within_experience", "outcome", "current", "nearest_value", "nearest_outcome",
            "nearest_date", "target", "baseline"} <= sure.keys()  # fmt: skip


def test_a_measure_of_a_file_is_sized_and_the_run_with_that_size_reaches_the_target(capsys: Capture, package: str) -> None:
    answer = ask(capsys, "solve", *LETTERS, "--for", "measure:mine", "--target", TARGET, "--measures", package)
    assert (answer["reachable"], answer["current"]) == (True, 20.0)
    measures = json.loads(Path(package).read_text(encoding="utf-8"))
    measures[0]["effect"] = answer["value"]
    Path(package).write_text(json.dumps(measures), encoding="utf-8")
    months = ask(capsys, "run", *LETTERS, "--measures", package)["months"]
    assert next(row["volume"] for row in months if row["month"] == "2025-12") == pytest.approx(30000, abs=1e-5)


def test_the_rest_of_the_package_counts_and_a_measure_that_is_off_does_not(capsys: Capture, package: str) -> None:
    alone = ask(capsys, "solve", *LETTERS, "--for", "inflow", "--target", TARGET)
    helped = ask(capsys, "solve", *LETTERS, "--for", "inflow", "--target", TARGET, "--measures", package)
    assert helped["value"] > alone["value"]
    assert ask(capsys, "solve", *LETTERS, "--for", "measure:off", "--target", TARGET, "--measures", package)["current"] == 0.0


def test_the_horizon_does_not_matter_to_a_target_within_it(capsys: Capture) -> None:
    short = ask(capsys, "solve", *LETTERS, "--for", "inflow", "--target", TARGET, "--until", "2026-12")
    assert short == ask(capsys, "solve", *LETTERS, "--for", "inflow", "--target", TARGET, "--until", "2030-12")


def test_a_map_holds_a_chance_and_an_outcome_for_every_pair(capsys: Capture) -> None:
    found = ask(capsys, "map", *LETTERS, "--levers", "inflow,outflow_rate", "--target", TARGET, "--set", "inflow=570")
    assert [len(found[axis]) for axis in "xy"] == [41, 41]
    for name in ("chance", "median"):
        assert [len(row) for row in found[name]] == [41] * 41
    assert found["here"]["x"] == 570
    assert [line["chance"] for line in found["contours"]] == [0.5, 0.8]
    assert {point["year"] for point in found["history"] if point["kind"] == "city"} == {2017, 2018}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("solve", *LETTERS, "--for", "measure:none", "--target", TARGET), "none"),
        (("solve", *LETTERS, "--for", "inflow", "--target", TARGET, "--probability", "80"), "80"),
        (("solve", *LETTERS, "--for", "inflow", "--target", TARGET, "--probability", "most"), "most"),
        (("map", *LETTERS, "--levers", "inflow", "--target", TARGET), "inflow"),
        (("map", *LETTERS, "--levers", "inflow,inflow", "--target", TARGET), "inflow"),
        (("map", *LETTERS, "--levers", "inflow,influx", "--target", TARGET), "influx"),
        (("map", *LETTERS, "--levers", "inflow,outflow_rate", "--target", "volume=30000@1999-12"), "1999-12"),
    ],
)
def test_bad_questions_end_with_one_sentence_and_exit_code_two(arguments: tuple[str, ...], says: str, capsys: Capture) -> None:
    assert main(arguments) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert len(output.err.strip().splitlines()) == 1
    assert says in output.err


def test_the_best_package_for_an_amount_is_told_with_a_link_that_gives_the_same(capsys: Capture) -> None:
    never = [word for entry in catalogue(ROTTERDAM)[6:] for word in ("--never", entry.id)]
    wanted = ["--target", TARGET, "--budget", "1.5", "--must", "kansrijk", "--not-before", "2024-01", "--draws", "64", *never]
    told = ask(capsys, "best", *LETTERS, *wanted)
    best = told["best"]
    assert told["packages"] == {"run": 32, "allowed": 32}
    assert "kansrijk" in best["measures"]
    assert best["spent"] <= 1.5
    months = {row["month"]: row for row in ask(capsys, "run", "--link", best["query"])["months"]}
    assert months["2025-12"]["volume"] == pytest.approx(best["outcome"], abs=1e-6)
    assert sum(row["measure_cost"] or 0.0 for row in months.values()) == pytest.approx(best["spent"])
    assert {"frontier", "frontier_net", "current", "budget"} <= told.keys()
    assert main(["best", *LETTERS, "--target", TARGET, "--not-before", "soon"]) == 2
    assert "soon" in capsys.readouterr().err
