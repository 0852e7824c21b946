"""Every number of a scenario: made as it says, out of what was given, and the number that an oracle gives too."""

from __future__ import annotations

import math
from typing import Any

import pytest

from core.analysis.outlook import outlook_of
from core.baseline import load_baseline
from core.model.calendar import month_of_year, year_of
from core.problem import Problem
from core.scenario import LEVERS, SETTING, default_scenario, lever_values, with_value
from core.trace import book_of, traces_of
from core.trace.node import Trace, in_order, status_of, tally
from tests.model import described, oracle
from tests.trace import assert_made_as_they_say
from tests.trace.scenarios import keys_of, scenarios, told

SCENARIOS = scenarios()
LETTER = load_baseline("brief-2023-t2")


@pytest.mark.one_in(4)
@pytest.mark.parametrize("name", SCENARIOS)
def test_every_number_is_made_as_it_says(name: str) -> None:
    scenario, baseline = SCENARIOS[name]
    book = told(name)[1]
    every = assert_made_as_they_say(*(book[key] for key in keys_of(scenario, baseline)))
    assert len(every) > 300


@pytest.mark.parametrize("name", ["default", "levers moved", "other baseline", "longest horizon", "a year cut in two"])
def test_the_numbers_are_the_oracles(name: str) -> None:
    scenario, baseline = SCENARIOS[name]
    book = book_of(scenario, baseline)
    until = (year_of(scenario.until), month_of_year(scenario.until) + 1)
    expected = oracle.run(described.FIGURES[baseline.id], dict(lever_values(scenario, baseline)), until)
    names = {"general_funds_to_date": "general_funds", "lks_first_year_exits": "lks_first_year_exits"}
    compared = 0
    for rows, label in ((expected["months"], "month"), (expected["years"], "year")):
        for row in rows:
            for column, value in row.items():
                key = f"{names.get(column, column)}@{row[label]}"
                if column in (label, "measure_cost", "measures", "relapse") or (
                    label == "year" and column in ("volume", "lks_jobs")
                ):
                    continue
                assert math.isclose(book[key].value, value, rel_tol=1e-9, abs_tol=1e-9), key
                compared += 1
    assert compared > 200


def test_the_letters_result_of_2025_by_hand() -> None:
    """561.57 − 628.18 ≈ −66.61, each of the two from what the letter and the state gave."""
    book = book_of(default_scenario(LETTER), LETTER)
    result = book["result@2025"]
    buig, lasten = result.inputs
    assert (round(buig.value, 2), round(lasten.value, 2), round(result.value, 2)) == (561.57, 628.18, -66.61)
    # 8.16% of (6,958.5 − 500) + 3%, and what 18.20 m of LKS of 2024 brings back at 3% more.
    by_role = {role: buig.find(str(key)).value for role, key in buig.needs.items()}
    assert by_role["macro"] == pytest.approx(6958.5 * 1.03)
    assert by_role["lks_part"] == pytest.approx(18.20 * 1.03, abs=0.01)
    assert pytest.approx(buig.value, abs=0.01) == 0.0816 * (6958.5 - 500.0) * 1.03 + 18.20 * 1.03
    price = book["price@2025"]
    assert price.value == pytest.approx((565.7e6 - 1300 * 11000) / 32919.5 * 1.06 * 1.045)
    assert lasten.inputs[0].value == pytest.approx(price.value * 32_722 / 1e6, rel=1e-4)


def test_the_share_is_reported_for_2024_and_assumed_after_it_until_somebody_chooses_one() -> None:
    book = book_of(default_scenario(LETTER), LETTER)
    assert [status_of(book[f"buig_share@{year}"]) for year in (2023, 2024, 2025, 2026)] == ["reported"] * 2 + ["assumption"] * 2
    assert [book[f"buig_share@{year}"].value for year in (2023, 2024, 2025, 2026)] == [0.0861, 0.0816, 0.0816, 0.0816]
    assert "buig_share@2025" in {one.key for one in book["buig@2025"].inputs}
    chosen = book_of(with_value(default_scenario(LETTER), LETTER, "buig_share", 0.084), LETTER)
    assert (status_of(chosen["buig_share@2025"]), chosen["buig_share@2025"].value) == ("moved", 0.084)
    published = LETTER.quantity("buig_share", 2024)
    assert published.status == "reported"
    assert published.derivation is not None
    assert "2025 en later" in published.derivation["nl"]
    assert "aanname" in published.derivation["nl"]


def test_a_page_and_the_command_line_say_the_same() -> None:
    scenario, baseline = SCENARIOS["levers moved"]
    page, command = traces_of(outlook_of(scenario, baseline)), book_of(scenario, baseline)
    for key in ("volume@2025-12", "result@2025", "reserve_empty", "difference:lks_gap", "general_funds_total"):
        assert page[key].value == command[key].value, key


def _stands_on(trace: Trace) -> set[str]:
    """The levers that a number says it is made of."""
    return {one.key.partition(":")[2] for one in in_order(trace) if one.key.startswith("lever:")}


WATCHED = (
    "volume@2025-12",
    "lks_jobs@2026-12",
    "buig@2025",
    "lasten@2025",
    "result@2026",
    "steady_state",
    "price@2025",
    "buig@2024",
)


def test_a_lever_moves_exactly_the_numbers_that_say_they_stand_on_it() -> None:
    base = book_of(default_scenario(LETTER), LETTER)
    for lever in LEVERS:
        step = 3 * lever.step
        moved = book_of(with_value(default_scenario(LETTER), LETTER, lever.id, lever.default(LETTER) + step), LETTER)
        changed = {key for key in WATCHED if moved[key].value != base[key].value}
        told = {key for key in WATCHED if lever.id in _stands_on(base[key])}
        assert changed == told, lever.id
        assert {key for key in WATCHED if tally(moved[key]).moved} == told, lever.id


def test_what_each_number_stands_on_is_what_the_description_says() -> None:
    base = book_of(default_scenario(LETTER), LETTER)
    jobs = {"lks_starts", "lks_first_year_dropout", "lks_later_dropout"}
    people = jobs | {"inflow", "outflow_rate", "lks_from_bijstand", "lks_return"}
    assert _stands_on(base["lks_jobs@2026-12"]) == jobs
    assert _stands_on(base["volume@2025-12"]) == people
    assert _stands_on(base["buig@2024"]) == {"buig_share"}
    assert _stands_on(base["buig@2025"]) == jobs | {"buig_share", "macro_growth", "lks_cost"}
    assert _stands_on(base["price@2025"]) == set()
    assert _stands_on(base["result@2026"]) == set(SETTING) - {"macro_feedback", "vangnet_extended"}


def test_a_lever_that_was_moved_says_so_with_the_baselines_value_beside_it() -> None:
    scenario = with_value(default_scenario(LETTER), LETTER, "inflow", 580.0)
    lever = book_of(scenario, LETTER)["lever:inflow"]
    assert lever.given is not None
    assert (lever.value, lever.given.status, lever.given.beside) == (580.0, "moved", "default:inflow")
    assert lever.find("default:inflow").value == 600.0


UNKNOWN = (
    "result", "result@2025-12", "resultaat@2025", "volume@2025-13", "lever:unknown", "quantity:inflow@2024", "", "a" * 5000,
    "series:cbs_national_inflow@2019-02-01", "tenure:13@2025-01", "package:cost", "with:inflow=x/volume@2025-12",
    "nowhere/volume@2025-12", "needed:volume:nothing", "season_inflow:13",
)  # fmt: skip
REFUSED = {
    "volume@2027-01": "trace.month", "result@2027": "trace.year", "result@1999": "trace.year",
    "contribution:none": "trace.measure", "with:inflow=-1/volume@2025-12": "scenario.out_of_range",
} | dict.fromkeys(UNKNOWN, "trace.unknown")  # fmt: skip


@pytest.mark.parametrize(("key", "problem"), REFUSED.items())
def test_what_a_scenario_does_not_know_is_refused(key: str, problem: str) -> None:
    with pytest.raises(Problem) as raised:
        book_of(default_scenario(LETTER), LETTER)[key]
    assert raised.value.key == problem


def test_the_end_of_a_year_is_its_december() -> None:
    book = book_of(default_scenario(LETTER), LETTER)
    assert book["volume@2025"] is book["volume@2025-12"]


def chances(**moved: Any) -> dict[str, float]:
    scenario = default_scenario(LETTER)
    for lever, value in moved.items():
        scenario = with_value(scenario, LETTER, lever, value)
    book = book_of(scenario, LETTER)
    return {name: book[f"chance:{name}"].value for name in ("milestone", "volume", "lks", "reserve", "result")}


CHANCES = (
    "chance:milestone", "chance:volume", "chance:lks", "chance:reserve", "chance:result", "reserve_needed:90",
    "reserve_needed:95", "band:10@2025-12", "reached_by:quarter", "chance_lks@2024-12", "chance_volume@2026-01",
)  # fmt: skip


def test_chances_are_made_as_they_say() -> None:
    book = book_of(SCENARIOS["levers moved"][0], LETTER)
    assert_made_as_they_say(*(book[key] for key in CHANCES))
    under = {one.key for one in in_order(book["chance:result"])}
    counts = {
        "series:rotterdam_volume@2023-08-31",
        "series:rotterdam_inflow@2018-12-31",
        "series:cbs_national_persons@2022-12-31",
    }
    assert {"quantity:spread_price", "quantity:spread_macro", *counts} <= under
    assert "series:cbs_national_persons@2023-12-31" not in under


def test_a_chance_rises_with_what_helps() -> None:
    plain, more = chances(), chances(outflow_rate=0.0195, lks_starts=90.0)
    assert more["volume"] > plain["volume"]
    assert more["lks"] > plain["lks"]
    assert more["reserve"] > plain["reserve"]


def test_what_is_left_of_a_hundred_jobs_has_twelve_months_of_the_first_chance_and_then_the_second() -> None:
    """Half is gone after a year; of what is left 15% a year: one month of it after thirteen, a whole year after two years."""
    book = book_of(default_scenario(LETTER), LETTER)
    expected = {12: 0.5, 13: 0.5 * 0.85 ** (1 / 12), 24: 0.5 * 0.85}
    assert {months: book[f"survival:{months}"].value for months in expected} == pytest.approx(expected)
