"""Volume and LKS: every figure is in what the command line prints for the same scenario, or a sum of it."""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.__main__ import main
from core.analysis import lever_map
from core.analysis.goal_seek import solve
from core.analysis.target import target_of
from core.baseline import load_baseline
from core.measures import catalogue, encode_package, package_document
from core.model.calendar import month_index, month_label
from core.scenario import default_scenario, from_query, lever_values, with_value
from core.text import format as house
from core.text.catalog import LANGUAGES, translate
from pages.lks.choices import retention_entries
from tests.opened import datasets, open_page, query_of
from tests.opened import said as page_text
from tests.places import LETTER, ROTTERDAM

PAGES = ("volume", "lks")
PACKAGE = [
    entry.measure() for entry in catalogue(ROTTERDAM) if entry.id in ("kansrijk", "lks-banen", "lks-jobcoach", "lks-contact")
]
LEVERS = {"outflow_rate": "0.0193", "inflow": "575", "lks_starts": "70", "lks_first_year_dropout": "0.45"}
QUERY = {"v": "1", "basis": LETTER, "tot": "2027-12", "pakket": encode_package(PACKAGE), **LEVERS}


@pytest.fixture(autouse=True)
def no_map() -> None:
    """The map of an earlier test would be on the page at once."""
    lever_map._maps.forget()


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `python -m core run` prints for the scenario of the link."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "package.json").write_text(json.dumps(package_document(PACKAGE)), encoding="utf-8")
    settings = [part for name, value in LEVERS.items() for part in ("--set", f"{name}={value}")]
    arguments = ["run", "--baseline", LETTER, *settings, "--until", "2027-12", "--measures", str(folder / "package.json")]
    with contextlib.redirect_stdout(io.StringIO()) as said:
        assert main([*arguments, "--json"]) == 0
    return dict(json.loads(said.getvalue()))


@pytest.mark.one_in(5)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "query", [{}, QUERY, {"outflow_rate": "0", "lks_starts": "0", "tot": "2023-12"}], ids=["base", "moved", "odd"]
)
def test_page_opens_with_its_answer_first(page: str, language: str, query: dict[str, str]) -> None:
    app = open_page(page, **query, lang=language)
    assert not app.exception
    said = page_text(app)
    assert '<h1 class="koers-answer"' in said
    assert not re.search(r"\{\w*\}|\bnan\b|\binf\b|None", re.sub(r"<style>.*?</style>", "", said, flags=re.S))


def test_volume_figures_are_those_of_the_document(document: dict[str, Any]) -> None:
    app = open_page("volume", **QUERY)
    flows, bridge, season = datasets(app)
    (promised,) = (parts for parts in datasets(open_page("eerder", **QUERY)) if "promises" in parts)
    rows, count = document["months"][1:], len(document["months"]) - 1
    ways = ("inflow", "lks_returns", "relapse", "outflow", "into_lks", "measures")
    assert flows["flows"]["amount"] == pytest.approx([row[way] for way in ways for row in rows])
    volumes = [row["volume"] for row in document["months"]]
    net = [after - before for before, after in itertools.pairwise(volumes)]
    assert flows["net"]["net"] == pytest.approx(net)
    for month in range(count):
        parts = [flows["flows"]["amount"][way * count + month] for way in range(6)]
        assert sum(parts[:3]) - sum(parts[3:]) == pytest.approx(net[month], abs=1e-7)
    year = next(found for found in document["bridges"]["stock"] if found["year"] == 2025)
    assert bridge["stocks"]["low"] == pytest.approx([year["start"], year["end"]])
    signs = {"inflow": 1, "lks_returns": 1, "relapse": 1, "outflow": -1, "into_lks": -1}
    expected = [sign * year[name] for name, sign in signs.items()] + [-sum(year["measures"].values())]
    assert bridge["steps"]["value"] == pytest.approx(expected)
    assert year["start"] + sum(bridge["steps"]["value"]) == pytest.approx(year["end"])
    assert season["season"]["factor"] == pytest.approx(document["season"]["inflow"] + document["season"]["outflow"])
    for name, shown in (("rotterdam_volume", "history"), ("rotterdam_volume_forecasts", "promises")):
        assert promised[shown]["value"] == [point["value"] for point in document["history"][name]]
    outcome, said = document["outcome"], page_text(app)
    assert f"<b>{house.number(outcome['steady_state'], 'nl')}</b>" in said
    assert f"<b>{house.number(abs(outcome['steady_state_gap']), 'nl')}</b>" in said
    last = document["bridges"]["stock"][-1]
    assert house.number(abs(round(last["end"]) - round(last["start"])), "nl") in said


def test_lks_figures_are_those_of_the_document(document: dict[str, Any]) -> None:
    app = open_page("lks", **QUERY)
    tenure, survival, jobs, money = datasets(app)
    lks, months = document["lks"], document["months"]
    names = ("quarter", "half", "first_year", "longer")
    for group, name in enumerate(names):
        assert tenure["total"][name] == pytest.approx([row[group] for row in lks["tenure_groups"]])
    assert tenure["total"]["jobs"] == pytest.approx([row["lks_jobs"] for row in months])
    for reading in lks["readings"]:
        shown = [value / 100 for value in survival["curves"][reading["id"]][: len(reading["survival"])]]
        assert shown == pytest.approx(reading["survival"])
    starts = [year["starts"] for year in lks["years"]]
    ends = [year["first_year_exits"] + year["later_exits"] for year in lks["years"]]
    assert jobs["bars"]["value"] == pytest.approx(starts + ends)
    whole = [year for year in lks["years"] if year["cost"] is not None]
    assert money["bars"]["value"] == pytest.approx(
        [year["cost"] for year in whole] + [year["reimbursed_next_year"] or 0.0 for year in whole]
    )
    said = page_text(app)
    at = month_index("2026-12") - month_index(months[0]["month"])
    assert f"<b>{house.number(months[at]['lks_jobs'], 'nl')}</b>" in said
    assert house.number(lks["required"]["lks_first_year_dropout"]["rounded"] * 100, "nl") + "%" in said
    assert house.number(lks["required"]["lks_starts"]["rounded"], "nl") in said


def test_what_it_takes_is_what_the_command_solves_and_its_button_sets_it() -> None:
    app = open_page("volume", outflow_rate="0.0195")
    baseline = load_baseline(LETTER)
    scenario = with_value(default_scenario(baseline), baseline, "outflow_rate", 0.0195)
    found = solve(scenario, baseline, "inflow", target_of(baseline, "target_volume", "volume"))
    app.button(key="set-inflow").click().run()
    assert not app.exception
    assert query_of(app)["inflow"][-1] == f"{found.rounded:.1f}"
    assert translate("nl", "volume.needed.met", value=f"{house.number(found.rounded, 'nl')} per maand") in page_text(app)


def test_the_bridge_stands_in_the_year_that_is_chosen() -> None:
    app = open_page("volume", basis=LETTER)
    app.selectbox(key="bridge-year").select(2024).run()
    assert not app.exception
    assert "In 2024 gaan er" in page_text(app)


def test_measures_that_keep_jobs_are_switched_on_where_the_others_are() -> None:
    app = open_page("lks")
    assert app.get("toggle") == []
    assert f"De stad noemt {len(retention_entries(ROTTERDAM))} maatregelen" in page_text(app)
    switched = {toggle.key for toggle in open_page("impulspakket").get("toggle")}
    assert {f"on-{entry.id}" for entry in retention_entries(ROTTERDAM)} <= switched


def test_the_formula_feeds_the_cost_lever() -> None:
    app = open_page("lks", basis=LETTER)
    app.text_input(key="formula-hours").set_value("36").run()
    app.text_input(key="formula-value").set_value("50").run()
    # 13.27 × 36 × 52 × 1.08 × 50% × 1.235 = € 16,567 in 2024; over 1.06 in prices of 2023.
    expected = round(13.27 * 36 * 52 * 1.08 * 0.5 * 1.235 / 1.06)
    app.button(key="set-lks_cost").click().run()
    assert not app.exception
    scenario, _ = from_query(query_of(app))
    assert lever_values(scenario, load_baseline(LETTER))["lks_cost"] == expected
    assert translate("nl", "lks.formula.same") in page_text(app)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("page", PAGES)
def test_specifications_are_built_once_and_only_data_changes(page: str) -> None:
    def specs(app: AppTest) -> list[str]:
        return [element.proto.spec for element in app.get("vega_lite_chart")]

    first, second = specs(open_page(page)), specs(open_page(page, **QUERY))
    assert first == second
    assert len(first) == {"volume": 3, "lks": 4}[page]
    assert not any("datasets" in json.loads(spec) for spec in first)


def test_the_month_of_the_lks_target_is_the_letters() -> None:
    assert month_label(target_of(load_baseline(LETTER), "lks_target", "lks_jobs").month) == "2026-12"
