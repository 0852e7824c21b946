"""The same model without a screen: `python -m core run` and `python -m core solve`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from core import MODEL_VERSION
from core.__main__ import main
from core.baseline import load_baseline
from core.model.calendar import month_index, month_label
from core.scenario import LEVER, default_scenario, to_query, with_value
from tests.baseline.test_file import BRIEF, swap
from tests.model import BASELINES, defaults, simulate
from tests.places import LETTERS

Capture = pytest.CaptureFixture[str]
LEVER_IDS = [
    "inflow", "outflow_rate", "lks_first_year_dropout", "lks_later_dropout", "lks_starts", "lks_from_bijstand",
    "lks_return", "lks_cost", "buig_share", "macro_growth",
]  # fmt: skip
YEAR_KEYS = {"year", "buig", "lasten", "result", "reserve", "general_funds"}


@pytest.fixture
def printed(capsys: Capture) -> Any:
    """What a command prints, read back; it must succeed and be silent on stderr."""

    def call(*arguments: str) -> dict[str, Any]:
        assert main(arguments) == 0
        output = capsys.readouterr()
        assert output.err == ""
        return dict(json.loads(output.out))

    return call


@pytest.fixture
def refused(capsys: Capture) -> Any:
    """The one sentence that a refused command says on stderr, with exit code 2 and nothing on stdout."""

    def call(*arguments: str) -> str:
        assert main(arguments) == 2
        output = capsys.readouterr()
        assert output.out == ""
        assert output.err.count("\n") == 1
        assert output.err.endswith(".\n")
        return output.err

    return call


# run ---------------------------------------------------------------------------------------------------------------


def test_a_run_prints_version_baseline_scenario_months_and_years(printed: Any) -> None:
    document = printed("run", "--baseline", "brief-2023-t2", "--json")
    assert {"model_version", "baseline", "scenario", "months", "years"} <= document.keys()
    assert (document["model_version"], document["baseline"]) == (MODEL_VERSION, "brief-2023-t2")
    assert {"month", "volume", "lks_jobs", "reserve"} <= document["months"][0].keys()
    assert all(row.keys() >= YEAR_KEYS for row in document["years"])
    assert "bands" not in document


def test_months_and_years_follow_each_other_without_a_gap(printed: Any) -> None:
    document = printed("run", *LETTERS)
    expected = [month_label(month) for month in range(month_index("2023-08"), month_index("2026-12") + 1)]
    assert [row["month"] for row in document["months"]] == expected
    assert [row["year"] for row in document["years"]] == [2023, 2024, 2025, 2026]


def test_nothing_is_rounded(printed: Any) -> None:
    run, document = simulate(), printed("run", *LETTERS)
    assert [row["volume"] for row in document["months"]] == run.caseload.stock[:, 0].tolist()
    assert [row["lasten"] for row in document["years"]] == run.lasten[:, 0].tolist()


def test_the_printed_result_is_budget_less_lasten_and_the_reserve_is_never_below_zero(printed: Any) -> None:
    document = printed("run", *LETTERS, "--set", "inflow=900", "--until", "2030-12")
    for row in document["years"]:
        assert row["result"] == pytest.approx(row["buig"] - row["lasten"], abs=1e-9)
        assert row["reserve"] >= 0
        assert row["general_funds"] >= 0
    assert document["years"][-1]["general_funds"] > 0
    assert min(row["reserve"] for row in document["months"]) == 0


def test_settings_move_the_levers_that_they_name(printed: Any) -> None:
    document = printed("run", *LETTERS, "--set", "outflow_rate=0.0205", "--set", "inflow=580")
    assert document["scenario"]["levers"] == defaults() | {"outflow_rate": 0.0205, "inflow": 580}
    moved = simulate(outflow_rate=0.0205, inflow=580.0).caseload.stock[:, 0]
    assert [row["volume"] for row in document["months"]] == moved.tolist()


def test_the_levers_are_called_what_the_command_line_promises(printed: Any) -> None:
    """Files and scripts out in the world use these names: none may go, more may come."""
    assert list(printed("run", *LETTERS)["scenario"]["levers"]) == list(LEVER)
    assert set(LEVER_IDS) <= set(LEVER)


@pytest.mark.parametrize("lever", LEVER_IDS)
def test_each_lever_can_be_set(printed: Any, lever: str) -> None:
    value = 0.9 * defaults()[lever]
    assert printed("run", *LETTERS, "--set", f"{lever}={value!r}")["scenario"]["levers"][lever] == value


@pytest.mark.parametrize("baseline", BASELINES)
def test_each_baseline_can_be_run_to_the_end_of_2030(printed: Any, baseline: str) -> None:
    document = printed("run", "--baseline", baseline, "--until", "2030-12")
    assert (document["months"][-1]["month"], document["years"][-1]["year"]) == ("2030-12", 2030)


def test_a_horizon_within_a_year_prints_its_months_and_only_whole_years(printed: Any) -> None:
    document = printed("run", *LETTERS, "--until", "2025-06")
    assert document["months"][-1]["month"] == "2025-06"
    assert [row["year"] for row in document["years"]] == [2023, 2024]


def test_a_horizon_of_one_month_has_no_whole_year(printed: Any) -> None:
    document = printed("run", *LETTERS, "--until", "2023-09")
    assert ([row["month"] for row in document["months"]], document["years"]) == (["2023-08", "2023-09"], [])


def test_draws_add_bands_that_hold_the_path_and_widen(printed: Any) -> None:
    document = printed("run", *LETTERS, "--draws", "64", "--until", "2024-12")
    bands = document["bands"]
    assert bands["draws"] == 64
    assert len(bands["months"]["volume"]) == len(document["months"])
    assert len(bands["years"]["result"]) == len(document["years"])
    widths = []
    for row, path in zip(bands["months"]["volume"], document["months"], strict=True):
        assert row == sorted(row)
        assert row[0] <= path["volume"] <= row[-1]
        widths.append(row[-1] - row[0])
    assert widths[0] == 0 < widths[4] < widths[8] < widths[16]


def test_draws_leave_the_path_itself_as_it_is(printed: Any) -> None:
    with_bands = printed("run", *LETTERS, "--draws", "64")
    assert with_bands.pop("bands")
    assert with_bands.pop("chances")
    assert with_bands == printed("run", *LETTERS)


def test_a_package_file_changes_the_run_and_shows_its_cost(printed: Any, tmp_path: Path) -> None:
    path = tmp_path / "pakket.json"
    measure = {"id": "lpc", "kind": "outflow_work", "start": "2023-11", "effect": 10, "cost_per_placement": 14000}
    path.write_text(json.dumps([measure]), encoding="utf-8")
    rows = {row["month"]: row for row in printed("run", *LETTERS, "--measures", str(path), "--until", "2024-12")["months"]}
    assert [rows[month]["measures"] for month in ("2023-10", "2023-11")] == [0.0, 10.0]
    assert rows["2023-11"]["measure_cost"] == pytest.approx(0.14)
    assert rows["2024-12"]["volume"] < simulate().caseload.stock[16, 0] - 100


def test_a_baseline_file_can_be_run(printed: Any, tmp_path: Path) -> None:
    path = tmp_path / "elders.toml"
    edit = swap('id = "brief-2023-t2"', 'id = "elders"')
    path.write_text(swap("value = 32864", "value = 33000", "volume")(edit(BRIEF)), encoding="utf-8")
    document = printed("run", "--baseline", str(path))
    assert (document["baseline"], document["months"][0]["volume"]) == ("elders", 33000)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--baseline", "nowhere"], "nowhere"),
        (["--baseline", "nowhere.toml"], "nowhere.toml"),
        (["--set", "inflow"], "inflow"),
        (["--set", "influx=1"], "influx"),
        (["--set", "inflow=many"], "many"),
        (["--set", "inflow=nan"], "nan"),
        (["--set", "inflow=1_000"], "1_000"),
        (["--set", "inflow={0}"], "{0}"),
        (["--set", "inflow=-1"], "-1"),
        (["--set", "outflow_rate=2"], "0.5"),
        (["--until", "2023-08"], "2023-09"),
        (["--until", "2031-01"], "2030-12"),
        (["--until", "eind 2026"], "eind 2026"),
        (["--draws", "1"], "1"),
        (["--draws", "-2"], "-2"),
        (["--draws", "1000"], "1000"),
        (["--draws", "131072"], "65536"),
        (["--measures", "nowhere.json"], "nowhere.json"),
    ],
)
def test_bad_input_to_a_run_gives_exit_code_two_and_one_sentence(refused: Any, arguments: list[str], says: str) -> None:
    assert says in refused("run", *LETTERS, *arguments)


def test_the_sentence_is_dutch_for_who_asks_for_it(refused: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "is not a lever" in refused("run", *LETTERS, "--set", "influx=1")
    monkeypatch.setenv("KOERS_LANG", "nl")
    assert "is geen schuif" in refused("run", *LETTERS, "--set", "influx=1")
    monkeypatch.setenv("KOERS_LANG", "tlh")
    assert "is not a lever" in refused("run", *LETTERS, "--set", "influx=1")


def test_a_setting_with_a_newline_still_gives_one_sentence(refused: Any) -> None:
    assert "inflow" in refused("run", *LETTERS, "--set", "inflow\n600")


@pytest.mark.parametrize("arguments", [[], ["walk"], ["run", "--draws", "some"], ["solve"], ["solve", "--for", "inflow"]])
def test_a_command_that_is_no_command_ends_with_exit_code_two(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    output = capsys.readouterr()
    assert (caught.value.code, output.out) == (2, "")
    assert "usage" in output.err


# solve -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lever", ["outflow_rate", "inflow", "lks_starts", "lks_from_bijstand"])
def test_a_solution_is_the_value_that_reaches_the_target(printed: Any, lever: str) -> None:
    answer = printed("solve", *LETTERS, "--for", lever, "--target", "volume=32000@2026-12", "--json")
    assert {"lever", "value", "reachable"} <= answer.keys()
    assert (answer["lever"], answer["reachable"], answer["target"]) == (lever, True, "volume=32000@2026-12")
    assert simulate(**{lever: answer["value"]}).caseload.stock[-1, 0] == pytest.approx(32000, abs=1e-6)


def test_a_solution_keeps_what_else_is_set(printed: Any) -> None:
    answer = printed("solve", *LETTERS, "--for", "inflow", "--set", "outflow_rate=0.02", "--target", "volume=30000@2025-12")
    assert simulate(inflow=answer["value"], outflow_rate=0.02).caseload.stock[28, 0] == pytest.approx(30000, abs=1e-6)


@pytest.mark.parametrize(
    ("lever", "outcome", "value", "month"),
    [
        ("lks_starts", "lks_jobs", 2400, "2026-12"),
        ("buig_share", "result", 0, "2025-12"),
        ("buig_share", "general_funds", 10, "2024-12"),
        ("inflow", "reserve", 20, "2024-02"),
    ],
)
def test_other_outcomes_can_be_solved_for(printed: Any, lever: str, outcome: str, value: float, month: str) -> None:
    answer = printed("solve", *LETTERS, "--for", lever, "--target", f"{outcome}={value}@{month}")
    assert answer["reachable"] is True
    assert answer["outcome"] == pytest.approx(value, abs=1e-6)
    document = printed("run", *LETTERS, "--set", f"{lever}={answer['value']!r}")
    rows = document["years"] if outcome in YEAR_KEYS - {"reserve"} else document["months"]
    reached = next(row[outcome] for row in rows if str(row.get("year", row.get("month"))) in month)
    assert reached == pytest.approx(value, abs=1e-6)


def test_a_solution_says_whether_it_lies_within_experience(printed: Any) -> None:
    near = printed("solve", *LETTERS, "--for", "inflow", "--target", "volume=32500@2025-12")
    far = printed("solve", *LETTERS, "--for", "inflow", "--target", "volume=30000@2025-12")
    assert (near["within_experience"], far["within_experience"]) == (True, False)


@pytest.mark.parametrize(("target", "nearest"), [(20000, 0.0), (50000, 1.0)])
def test_a_target_out_of_reach_says_so_and_gives_the_value_that_comes_nearest(printed: Any, target: int, nearest: float) -> None:
    answer = printed("solve", *LETTERS, "--for", "lks_return", "--target", f"volume={target}@2025-12")
    assert (answer["reachable"], answer["value"]) == (False, nearest)
    assert answer["outcome"] == pytest.approx(simulate(lks_return=nearest).caseload.stock[28, 0], rel=1e-12)


def test_a_lever_that_does_not_touch_the_outcome_cannot_reach_the_target(printed: Any) -> None:
    answer = printed("solve", *LETTERS, "--for", "buig_share", "--target", "volume=30000@2025-12")
    assert (answer["reachable"], answer["outcome"]) == (False, pytest.approx(simulate().caseload.stock[28, 0]))


@pytest.mark.parametrize(
    ("lever", "target", "says"),
    [
        ("influx", "volume=30000@2025-12", "influx"),
        ("inflow", "voluem=30000@2025-12", "voluem"),
        ("inflow", "volume 30000 in 2025", "volume 30000 in 2025"),
        ("inflow", "volume=many@2025-12", "many"),
        ("inflow", "volume=nan@2025-12", "nan"),
        ("inflow", "volume=30000@2025-13", "2025-13"),
        ("inflow", "volume=30000@2023-08", "2023-09"),
        ("inflow", "volume=30000@2031-01", "2030-12"),
    ],
)
def test_bad_input_to_solve_gives_exit_code_two_and_one_sentence(refused: Any, lever: str, target: str, says: str) -> None:
    assert says in refused("solve", *LETTERS, "--for", lever, "--target", target)


def test_a_link_gives_the_run_that_its_settings_give(printed: Any) -> None:
    link = "https://koers.example.nl/?v=1&basis=stand-2025&tot=2027-12&inflow=570.0"
    by_link = printed("run", "--link", link)
    assert by_link == printed("run", "--baseline", "stand-2025", "--set", "inflow=570", "--until", "2027-12")


@pytest.mark.parametrize("tail", ["&utm_source=mail", "&fbclid=abc", "#:~:text=hallo", "?utm_source=mail", ")."])
def test_what_is_hung_on_a_link_is_ignored(printed: Any, tail: str) -> None:
    baseline = load_baseline("stand-2025")
    query = urlencode(to_query(with_value(default_scenario(baseline), baseline, "inflow", 570.0)))
    plain = printed("run", "--baseline", "stand-2025", "--set", "inflow=570")
    for start in ("https://koers.example.nl/volume?", "?", ""):
        assert printed("run", "--link", start + query + tail) == plain


def test_a_link_that_cannot_be_used_whole_is_refused(refused: Any) -> None:
    assert "foo" in refused("run", "--link", "v=1&foo=1")
    assert "not whole" in refused("run", "--link", "v=2&c=8kuuw&basis=brief-2023-t2&tot=2026-12&inflow=57")
