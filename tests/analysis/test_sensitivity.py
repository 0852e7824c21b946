"""What an output depends on: the same for everybody, within its bounds, on the command line as in the model."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import MODEL_VERSION
from core.__main__ import main
from core.analysis import sensitivity as module
from core.analysis.output import menu, output, parse_output
from core.analysis.sensitivity import function_of_groups, group_dimensions, laid_out, remembered, sensitivity
from core.analysis.simulate import simulate
from core.analysis.uncertainty import GROUPS
from core.analysis.variance import take_apart
from core.baseline import load_baseline
from core.cache import forget
from core.measures import catalogue, package_document
from core.model.calendar import month_index, month_label
from core.model.projection import first_month_at_or_under
from core.problem import Problem
from core.scenario import LEVER, default_scenario, with_measures, with_until, with_value
from tests.command import printed, printed_elsewhere
from tests.places import LETTER, LETTERS, ROTTERDAM

BASELINE = load_baseline(LETTER)
PLAIN = default_scenario(BASELINE)
VOLUME = output("volume", month_index("2025-12"))
Capture = pytest.CaptureFixture[str]


@pytest.mark.exhaustive
def test_the_same_scenario_gives_the_same_numbers_to_the_last_bit():
    """Whatever else is asked at the same time, and however far the scenario looks ahead."""
    forget()
    first = sensitivity(BASELINE, PLAIN, [VOLUME])[VOLUME]
    forget()
    longer = with_until(PLAIN, BASELINE, month_index("2029-06"))
    others = [output("result", month_index(month)) for month in ("2027-12", "2028-12")]
    again = sensitivity(BASELINE, longer, [*others, VOLUME])[VOLUME]
    assert first == again
    assert first is not again


@pytest.mark.exhaustive
def test_another_process_finds_the_same():
    command = ("sensitivity", *LETTERS, "--output", "result@2024")
    assert printed(*command) == printed_elsewhere(*command)


def test_an_answer_is_remembered_for_the_scenario_and_for_no_other():
    module._answers.forget()
    found = sensitivity(BASELINE, PLAIN, [VOLUME])[VOLUME]
    assert remembered(BASELINE, with_until(PLAIN, BASELINE, month_index("2027-12")), VOLUME) is found
    off = with_measures(PLAIN, [dataclasses.replace(entry.measure(), active=False) for entry in catalogue(ROTTERDAM)])
    assert remembered(BASELINE, off, VOLUME) is found
    assert remembered(BASELINE, with_value(PLAIN, BASELINE, "inflow", 601.0), VOLUME) is None
    assert remembered(load_baseline("stand-2025"), PLAIN, VOLUME) is None
    assert remembered(BASELINE, PLAIN, output("volume", VOLUME.month + 1)) is None


def test_memory_does_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(module._answers, "most", 2)
    monkeypatch.setattr(module, "DRAWS", 2)
    monkeypatch.setattr(module, "SCRAMBLES", 2)
    module._answers.forget()
    outputs = [output("volume", VOLUME.month + ahead) for ahead in range(4)]
    assert list(sensitivity(BASELINE, PLAIN, outputs)) == outputs
    assert len(module._answers) == 2
    module._answers.forget()


def test_work_that_is_stopped_leaves_nothing_behind():
    module._answers.forget()

    def stop(part: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        sensitivity(BASELINE, PLAIN, [VOLUME], stop)
    assert remembered(BASELINE, PLAIN, VOLUME) is None


def test_money_and_jobs_leave_the_caseload_alone():
    found = {one.group: one for one in sensitivity(BASELINE, PLAIN, [VOLUME])[VOLUME].variance.groups}
    for name in ("national", "price", "macro", "share"):
        assert (found[name].first, found[name].total) == (0.0, 0.0)
    assert found["caseload"].first > 0.95


@pytest.mark.exhaustive
@given(
    levers=st.dictionaries(st.sampled_from(list(LEVER)), st.floats(0.0, 1.0), max_size=4),
    name=st.sampled_from(["volume", "lks_jobs", "reserve", "result", "general_funds"]),
    month=st.integers(month_index("2024-01"), month_index("2026-12")),
)
@settings(max_examples=5)
def test_shares_stay_within_their_bounds(levers, name, month):
    scenario = PLAIN
    for lever, part in levers.items():
        limits = LEVER[lever]
        place = limits.slider_low + part * (limits.slider_high - limits.slider_low)
        scenario = with_value(scenario, BASELINE, lever, place)
    wanted = output(name, month)
    function = function_of_groups(BASELINE, with_until(scenario, BASELINE, wanted.month), [wanted])
    (found,) = take_apart(function, group_dimensions(BASELINE), draws=128, scrambles=6, seed=3, prepare=laid_out(BASELINE))
    if found.certain:
        assert all((one.first, one.total) == (0.0, 0.0) for one in found.groups)
        return
    firsts = sum(one.first for one in found.groups)
    assert firsts <= 1.0 + found.together_error + 0.03
    assert sum(one.total for one in found.groups) >= firsts - 0.03
    for one in found.groups:
        slack = one.first_error + one.total_error + 0.02
        assert one.first >= -slack
        assert one.total >= one.first - slack
        assert one.total <= 1.0 + slack


def test_the_menu_holds_the_targets_of_the_baseline_and_what_the_horizon_reaches():
    names = [str(wanted) for wanted in menu(BASELINE, PLAIN.until)]
    assert names[0] == "volume@2025-12"
    assert {"lks_jobs@2026-12", "reserve@2025-12", "result@2025", "general_funds@2026", "target_month"} <= set(names)
    assert [str(wanted) for wanted in menu(BASELINE, month_index("2023-10"))] == [
        "volume@2023-10", "lks_jobs@2023-10", "target_month",
    ]  # fmt: skip
    for until in range(month_index("2023-09"), month_index("2030-12") + 1):
        for wanted in menu(BASELINE, until):
            assert parse_output(str(wanted), BASELINE) == wanted
            assert wanted.month <= until or wanted.name == "target_month"


# The command line --------------------------------------------------------------------------------------------------


def test_the_command_prints_both_views_with_their_intervals():
    found = printed("sensitivity", "--baseline", LETTER, "--set", "inflow=580", "--output", "volume@2025-12")
    assert (found["model_version"], found["baseline"], found["output"]) == (MODEL_VERSION, LETTER, "volume@2025-12")
    assert found["scenario"]["levers"]["inflow"] == 580
    top = found["tornado"][0]
    assert top.keys() == {"id", "low", "high", "current", "at_low", "at_high", "swing"}
    assert (top["id"], top["low"], top["high"], top["current"]) == ("inflow", 500.0, 720.0, 580.0)
    groups = found["sobol"]["groups"]
    assert {one["group"] for one in groups} == set(GROUPS)
    for one in groups:
        assert one["first_interval"][0] <= one["first"] <= one["first_interval"][1]
        assert one["total_interval"][0] <= one["total"] <= one["total_interval"][1]
    moving = [one["group"] for one in groups if one["total"] > 0.0]
    assert moving == ["caseload", "dropout", "lks_return"]
    assert found["sobol"]["evaluations"] == found["sobol"]["draws"] * found["sobol"]["scrambles"] * (2 * len(moving) + 2)
    assert sum(one["first"] for one in groups) + found["sobol"]["together"] == pytest.approx(1.0)


def test_a_package_file_counts(tmp_path: Path):
    path = tmp_path / "pakket.json"
    path.write_text(json.dumps(package_document([entry.measure() for entry in catalogue(ROTTERDAM)])), encoding="utf-8")
    bars = {
        bar["id"]: bar
        for bar in printed("sensitivity", *LETTERS, "--measures", str(path), "--output", "volume@2024-12")["tornado"]
    }
    assert bars["package"]["at_high"] < bars["package"]["at_low"]


def test_a_month_that_never_comes_is_null():
    found = printed("sensitivity", *LETTERS, "--output", "target_month")
    assert found["value"] is None
    bars = {bar["id"]: bar for bar in found["tornado"]}
    assert bars["inflow"]["at_high"] is None
    last = month_index("2030-12")
    run = simulate(BASELINE, with_value(with_until(PLAIN, BASELINE, last), BASELINE, "inflow", bars["inflow"]["low"]))
    month = first_month_at_or_under(run.months, run.caseload.stock[:, 0], BASELINE.value("target_volume"))
    assert month is not None
    assert bars["inflow"]["at_low"] == month_label(month)
    assert bars["inflow"]["swing"] == last + 1 - month


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("volume", "volume@2027-12"),
        ("volume@2025", "volume@2027-12"),
        ("volume@2025-13", "2025-13"),
        ("Volume@2025-12", "Volume@2025-12"),
        ("target_month@2025-12", "target_month"),
        ("{0}", "{0}"),
        ("cost@2025-12", "cost"),
        ("volume@2023-08", "2023-09"),
        ("result@2031", "2030-12"),
        ("volume@9999-12", "2030-12"),
    ],
)
def test_bad_input_gives_exit_code_two_and_one_sentence(capsys: Capture, text: str, says: str):
    assert main(["sensitivity", *LETTERS, "--output", text]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert says in said.err
    assert said.err.count("\n") == 1


def test_outputs_are_read_back_as_they_are_written():
    for text in ("volume@2025-12", "result@2025", "general_funds@2026", "reserve@2024-02", "target_month"):
        assert str(parse_output(text, BASELINE)) == text
    assert parse_output("result@2025-03", BASELINE) == parse_output("result@2025", BASELINE)
    with pytest.raises(Problem):
        parse_output("result", BASELINE)
    assert np.isfinite(sensitivity(BASELINE, PLAIN, [parse_output("result@2023", BASELINE)]).popitem()[1].variance.mean)
