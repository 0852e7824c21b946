"""The baseline of a file: its own counts, national figures as published, and everything else called an assumption."""

from __future__ import annotations

import contextlib
import io
import json
import shlex
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import DATA
from core.__main__ import main
from core.analysis.draws import screen_disturbance
from core.analysis.outcome import paths_of
from core.analysis.simulate import simulate
from core.baseline import DEFAULT, OPTIONAL, Baseline, baseline_ids, load_baseline
from core.document.explanation import explanation
from core.model.calendar import end_of_month, month_label
from core.own_data.build import newest_baseline, own_baseline
from core.own_data.city import City
from core.own_data.identity import is_own
from core.own_data.monthly import Monthly
from core.own_data.row import Row
from core.own_data.upload import OwnData, read_upload, with_city
from core.problem import Problem
from core.scenario import default_scenario, from_query, to_query, with_value
from tests.own_data.files import TODAY, as_csv, months, table
from tests.places import LETTER

BRIEF = load_baseline(LETTER)
LARGE = months(30, 12 * 2021 + 2, 33_000)
"""Up to August 2023, of Rotterdam's size."""


def monthly(rows: tuple[Row, ...]) -> Monthly:
    return Monthly("cijfers.csv", "", rows, ("month", "caseload"), ())


def statuses(found: Baseline) -> dict[str, str]:
    return {key: quantity.status for (key, _), quantity in found.quantities.items()}


def test_counts_come_from_the_file_and_carry_the_mark_of_their_owner() -> None:
    rows = months()
    found = own_baseline(monthly(rows))
    assert is_own(found.id)
    assert found.reference_month == rows[-1].month
    volume = found.quantity("volume")
    assert (volume.value, volume.status, volume.source, volume.date) == (
        rows[-1].caseload,
        "own",
        None,
        end_of_month(rows[-1].month),
    )
    assert found.quantity("lks_jobs").status == "own"
    assert found.value("lks_growth") == (rows[-1].lks_jobs or 0) - (rows[-13].lks_jobs or 0)
    assert [point.value for point in found.history.volume] == [row.caseload for row in rows]
    assert found.history.own
    assert found.city is None


def test_no_figure_of_the_city_is_passed_off_as_that_of_another() -> None:
    """What is reported in it is national; no letter of the city is a source of anything else."""
    found = own_baseline(monthly(months()), City("Utrecht"))
    reported = {key for (key, _), quantity in found.quantities.items() if quantity.status == "reported"}
    assert all(key.startswith(("macro_", "vangnet_", "price_")) for key in reported)
    assert {status for key, status in statuses(found).items() if key.startswith("lks_") and "growth" not in key} <= {
        "assumption", "own", "derived",
    }  # fmt: skip
    # A year's figures of the city would pull the reader's eye to the wrong place.
    assert set(found.by_year("buig_share")) == set(found.by_year("buig_total")) == {rows_year(found)}


def rows_year(found: Baseline) -> int:
    return found.reference_month // 12


def test_the_city_itself_keeps_what_was_published_about_it() -> None:
    found = own_baseline(monthly(LARGE), City("rotterdam"))
    letter = load_baseline("brief-2023-t2")
    assert found.quantity("target_volume") == newest_baseline().quantity("target_volume")
    for key, year in (("reserve", None), ("buig_share", 2023)):
        assert found.quantity(key, year) == letter.quantity(key, year)
    assert found.value("buig_total", 2023) == pytest.approx(letter.value("buig_total", 2023))


def test_what_its_owner_says_takes_the_place_of_an_assumption() -> None:
    rows = months()
    silent = own_baseline(monthly(rows))
    given_city = City("Ergens", target=4400, target_year=2027, share=0.0123, reserve=7.5)
    told = own_baseline(monthly(rows), given_city)
    assert silent.quantity("buig_share", 2024).status == "assumption"
    for key, year, value in (("target_volume", None, 4400), ("buig_share", 2024, 0.0123), ("reserve", None, 7.5)):
        assert (told.quantity(key, year).status, told.value(key, year)) == ("own", value)
    assert told.quantity("target_volume").date.year == 2027
    stated = told.quantity("target_volume").range
    assert (stated.low, stated.high) == pytest.approx((min(0.8 * rows[-1].caseload, 4400), 1.1 * rows[-1].caseload))
    assert told.id != silent.id
    assert own_baseline(monthly(rows), given_city).id == told.id


@pytest.mark.one_in(2)
@pytest.mark.parametrize("city", [City(), City("Ergens"), City("Rotterdam"), City(target=4400), City(target_year=2028)])
def test_nobody_gets_a_target_or_a_reserve_that_nobody_gave(city: City) -> None:
    """Those of Rotterdam that still lie ahead are Rotterdam's only; half a target is none."""
    found = own_baseline(monthly(months()), city)
    published = {"target_volume", "lks_target"} if city.name == "Rotterdam" else set()
    assert {key for key in OPTIONAL if found.find(key) is not None} - {"macro_indexation"} == published
    scenario = default_scenario(found)
    outcome = paths_of(found, scenario, scenario).outcome
    assert (outcome.gap is None) == (not published)


@pytest.mark.parametrize(
    "city",
    [City(target=-1), City(target=2e6), City(share=1.5), City(share=float("nan")), City(reserve=-3), City(target_year=1999),
     City(name="x" * 41), City(name="a\x00b"), City(target=4400, target_year=2023)],
)  # fmt: skip
def test_an_answer_that_cannot_be_is_refused(city: City) -> None:
    with pytest.raises(Problem, match="own_data"):
        own_baseline(monthly(months()), city)


def test_a_file_outside_the_years_of_the_national_figures_is_refused() -> None:
    with pytest.raises(Problem, match="too_old"):
        own_baseline(monthly(months(36, 12 * 2015)))
    with pytest.raises(Problem, match="too_late"):
        own_baseline(monthly(months(36, 12 * 2028)))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(12 * 2023, 12 * 2028), st.lists(st.tuples(*[st.integers(0, 400)] * 3), min_size=24, max_size=40),
    st.integers(1, 900_000), st.sampled_from(["", "Rotterdam", "Ergens"]), st.booleans(), st.booleans(),
)  # fmt: skip
def test_any_valid_rows_give_a_baseline_that_runs(
    last: int, flows: list[tuple[int, int, int]], stock: int, name: str, with_flows: bool, with_jobs: bool
) -> None:
    rows = []
    for i, (inflow, outflow, jobs) in enumerate(flows):
        stock = max(stock + inflow - outflow, 1)
        known = (float(inflow), float(outflow)) if with_flows else (None, None)
        rows.append(Row(last - len(flows) + 1 + i, stock, *known, float(jobs) if with_jobs else None))
    found = own_baseline(monthly(tuple(rows)), City(name))
    scenario = default_scenario(found)
    paths = paths_of(found, scenario, scenario)
    assert paths.run.caseload.stock[0, 0] == stock
    assert paths.run.jobs.stock[0, 0] == pytest.approx(found.value("lks_jobs"))
    target = found.find("target_volume")
    assert target is None or target.date > end_of_month(last)
    for (key, _), quantity in found.quantities.items():
        assert quantity.range.low <= quantity.value <= quantity.range.high, key


@pytest.mark.parametrize("counts", [[1096, 696, 696, 1096, 1173, 1573] * 4, [400, 9, 9, 409, 316, 1] * 4, [1] * 24])
def test_a_stock_that_may_be_foreseen_below_zero_has_numbers_all_the_same(counts: list[int]) -> None:
    found = own_baseline(monthly(tuple(Row(12 * 2023 + i, float(count)) for i, count in enumerate(counts))))
    by = screen_disturbance(found, found.horizon)
    assert all(np.isfinite(values).all() for values in by.groups().values())
    run = simulate(found, default_scenario(found), by)
    assert all(np.isfinite(values).all() for values in (run.caseload.stock, run.bijstand_lasten, run.budget.total, run.reserve))


def test_the_estimated_flows_carry_the_stock_on_as_the_file_went() -> None:
    """Steady flows in the file: the model's first year moves as the file's last year did, within a tenth of a per cent."""
    rows, stock = [], 10_000.0
    for i in range(48):
        stock += 150 - round(0.014 * stock)
        rows.append(Row(12 * 2021 + i, stock, 150.0, float(round(0.014 * (stock))), 300.0, 12.0, 12.0))
    found = own_baseline(monthly(tuple(rows)))
    run = simulate(found, default_scenario(found))
    last_year, next_year = stock - rows[-13].caseload, float(run.caseload.stock[12, 0]) - stock
    assert abs(next_year - last_year) < 0.004 * stock


def test_the_document_holds_the_own_counts_and_nothing_of_the_city() -> None:
    found = own_baseline(monthly(LARGE))
    scenario = default_scenario(found)
    document = explanation(scenario, found, simulate(found, scenario))
    assert [point["value"] for point in document["history"]["volume"]] == [row.caseload for row in LARGE]
    assert document["known"]["macro"]
    assert document["known"]["budget"] == document["known"]["share"] == document["known"]["assumed"] == []
    assert document["bridges"]["city_gap"] is None
    assert "rotterdam_volume" in explanation(
        default_scenario(BRIEF), BRIEF, simulate(BRIEF, default_scenario(BRIEF))
    )["history"]  # fmt: skip


# Baseline files ---------------------------------------------------------------------------------------------------

UTRECHT = """
schema = 1
id = "utrecht"
extends = "brief-2023-t2"
title = { nl = "Utrecht <b>", en = "Utrecht" }
municipality = "Utrecht"
known_on = 2023-10-10

[[quantity]]
key = "volume"
value = 9000
unit = "benefits"
date = 2023-08-31
status = "reported"
source = "letter-2023-10-10"
range = { low = 8000, high = 10000, basis = { nl = "x", en = "x" } }
"""


def test_a_baseline_file_of_another_municipality_is_its_owners_word() -> None:
    found = read_upload(UTRECHT.encode(), "utrecht.toml", TODAY).baseline
    assert is_own(found.id)
    assert (found.value("volume"), found.quantity("volume").status, found.quantity("volume").source) == (9000, "own", None)
    assert found.find("target_volume") is found.find("reserve") is None
    assert found.quantity("macro_budget", 2024) is BRIEF.quantity("macro_budget", 2024)
    assert found.history.volume == ()
    assert found.city is None


def test_a_newer_baseline_file_of_the_city_keeps_her_history() -> None:
    raw = UTRECHT.replace("Utrecht <b>", "Nieuw").replace('"Utrecht"', '"Rotterdam"').encode()
    found = read_upload(raw, "nieuw.toml", TODAY).baseline
    assert found.history == BRIEF.history
    assert found.quantity("target_volume") is BRIEF.quantity("target_volume")


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (("extends", "extendz"), "facts.shape"), (("9000", "nan"), "facts.not_finite"),
        (("schema = 1", "schema = 9"), "baseline.schema"),
        (('"benefits"', '"EUR"'), "baseline.unit"), (("brief-2023-t2", "../../x"), "baseline.unknown"),
        (("known_on", 'city = "../x"\nknown_on'), "baseline.city"),
        (("known_on", 'season = { inflow = "../x", outflow = "x", first_year = 1, last_year = 2 }\nknown_on'), "baseline.series"),
        (("known_on", 'reference_month = "2026-12"\nhorizon = "2028-12"\nknown_on'), "baseline.missing"),
        (('"volume"', '"volumes"'), "baseline.unknown_key"), (("title", "t" * 300_000), "own_data.baseline_size"),
        (("schema", "[" * 9000), "facts.syntax"),
    ],
)  # fmt: skip
def test_a_faulty_baseline_file_is_refused(change: tuple[str, str], key: str) -> None:
    with pytest.raises(Problem) as refused:
        read_upload(UTRECHT.replace(change[0], change[1], 1).encode(), "u.toml", TODAY)
    assert refused.value.key == key


def test_no_figure_of_the_project_is_called_somebodys_own() -> None:
    for name in baseline_ids():
        assert "own" not in statuses(load_baseline(name)).values()
    assert not any(line.strip() == "own" for path in DATA.rglob("*.toml") for line in path.read_text("utf-8").splitlines())


def test_an_own_baseline_is_known_by_its_rows_and_answers_and_not_by_the_name_of_its_file() -> None:
    raw, city = as_csv(table()), City("Ergens", share=1.1 / 100)
    mine = read_upload(raw, "cijfers.csv", TODAY, city).baseline.id
    assert read_upload(raw, "cijfers (1).csv", TODAY, City("Ergens", share=0.011)).baseline.id == mine
    assert read_upload(raw, "cijfers.csv", TODAY).baseline.id != mine
    assert read_upload(as_csv(table(months(30))), "cijfers.csv", TODAY, city).baseline.id != mine


# Command line -----------------------------------------------------------------------------------------------------


def run(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(list(arguments))
    return code, out.getvalue(), err.getvalue()


def test_the_command_line_runs_the_same_file_to_the_same_numbers(tmp_path: Path) -> None:
    path = tmp_path / "mijn cijfers.csv"
    path.write_bytes(as_csv(table()))
    own = with_city(
        read_upload(path.read_bytes(), path.name, TODAY), City("Ergens", target=4300.0, target_year=2028, share=0.0125)
    )
    assert isinstance(own, OwnData)
    scenario = with_value(default_scenario(own.baseline), own.baseline, "inflow", 80.0)
    query = "&".join(f"{name}={value}" for name, value in to_query(scenario).items())
    arguments = shlex.split(own.arguments())
    assert arguments[:2] == ["--data", path.name]
    code, out, err = run("run", "--data", str(path), *arguments[2:], "--link", query, "--json")
    assert code == 0, err
    document = json.loads(out)
    expected = simulate(own.baseline, scenario).caseload.stock[:, 0]
    assert [month["volume"] for month in document["months"]] == pytest.approx(list(expected))
    assert document["months"][0]["month"] == month_label(own.baseline.reference_month)
    assert document["baseline"] == own.baseline.id


@pytest.mark.parametrize(
    "arguments",
    [("--data", "bestaat-niet.csv"), ("--data", "{good}", "--city", "naam=x"), ("--data", "{good}", "--city", "share=veel"),
     ("--data", "{good}", "--city", "target_year=99999999999999999999999"), ("--data", "{bad}")],
)  # fmt: skip
def test_the_command_line_says_what_is_wrong(arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "good.csv").write_bytes(as_csv(table()))
    (tmp_path / "bad.csv").write_bytes(b"maand;uitkeringen\n")
    filled = [part.format(good=tmp_path / "good.csv", bad=tmp_path / "bad.csv") for part in arguments]
    code, out, err = run("run", *filled)
    assert (code, out) == (2, "")
    assert err.strip().endswith(".")


def test_a_link_to_an_own_baseline_is_no_ordinary_unknown_one() -> None:
    def find(name: str) -> Baseline:
        if is_own(name):
            raise Problem("own_data.gone", value=name)
        return load_baseline(name)

    scenario, problems = from_query({"v": ["1"], "basis": ["eigen-0123456789"], "inflow": ["550"]}, find)
    assert scenario.baseline == DEFAULT
    assert [problem.key for problem in problems] == ["own_data.gone"]
    assert scenario.until == load_baseline(DEFAULT).horizon
