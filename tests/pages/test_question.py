"""The question below the volume page: what it says is what the command line solves, and its map is what `map` prints."""

from __future__ import annotations

import contextlib
import io
import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.__main__ import main
from core.analysis import lever_map
from core.baseline import load_baseline
from core.model.calendar import month_index
from core.scenario import from_query, lever_values
from core.text import format as house
from core.text.catalog import LANGUAGES, translate
from tests import opened
from tests.opened import open_page, query_of
from tests.places import LETTER, LETTERS


@pytest.fixture(autouse=True)
def no_map() -> None:
    """The map of an earlier test would be on the page at once."""
    lever_map._maps.forget()


def scenario_of(app: AppTest) -> Any:
    scenario, problems = from_query(query_of(app))
    assert problems == []
    return scenario


def said(app: AppTest) -> str:
    assert not app.exception
    return opened.said(app)


def printed(*arguments: str) -> dict[str, Any]:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert main([*arguments, "--json"]) == 0
    return dict(json.loads(out.getvalue()))


def map_data(app: AppTest) -> dict[str, dict[str, list[Any]]]:
    return opened.datasets(app)[-1]


def test_the_answer_is_what_the_command_solves_and_its_button_sets_it() -> None:
    app = open_page("volume", inflow="590.0")
    app.selectbox(key="needed-knob").select("inflow").run()
    app.selectbox(key="needed-certainty").select(0.5).run()
    answer = printed(
        "solve", *LETTERS, "--for", "inflow", "--target", "volume=30000@2025-12", "--probability", "0.5", "--set", "inflow=590"
    )  # fmt: skip
    text = said(app)
    assert f"{house.number(answer['rounded'], 'nl')} per maand, nu 590 per maand" in text
    assert "met een kans van 5 op 10" in text
    assert "Dat ligt buiten wat wij eerder zagen" in text
    assert house.number(answer["nearest_outcome"], "nl") in text
    assert house.period_end(month_index(answer["nearest_date"]), "nl") in text
    app.button(key="needed-set").click().run()
    assert not app.exception
    assert lever_values(scenario_of(app), load_baseline(LETTER))["inflow"] == answer["rounded"]


@pytest.mark.one_in(2)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_measure_can_be_asked_for_and_goes_into_the_package(language: str) -> None:
    app = open_page("volume", basis=LETTER, lang=language)
    app.selectbox(key="needed-knob").select("measure:kansrijk").run()
    answer = printed("solve", *LETTERS, "--for", "measure:kansrijk", "--target", "volume=30000@2025-12")
    assert house.number(answer["rounded"], language) in said(app)
    app.button(key="needed-set").click().run()
    (measure,) = scenario_of(app).active_measures
    assert (measure.id, measure.effect) == ("kansrijk", answer["rounded"])


@pytest.mark.one_in(4)
@pytest.mark.parametrize(
    ("knob", "outcome", "value", "expected"),
    [
        ("buig_share", "volume", 30000.0, "verandert hier niets aan"),
        ("lks_return", "volume", 30000.0, "lukt dit niet"),
        ("inflow", "volume", 34000.0, "lukt nu al"),
        ("lks_return", "volume", 90000.0, "waar de schuif ‘Terug in de bijstand na LKS’ ook staat"),
        ("buig_share", "result", 0.0, "Dat ligt buiten wat wij eerder zagen"),
        ("lks_starts", "lks_jobs", 2400.0, "Dat is eerder gezien"),
        ("lks_later_dropout", "reserve", 15.0, "nog gehaald tot en met"),
    ],
)
def test_what_cannot_be_done_is_said(knob: str, outcome: str, value: float, expected: str) -> None:
    app = open_page("volume", basis=LETTER)
    app.selectbox(key="needed-knob").select(knob).run()
    app.selectbox(key="needed-outcome").select(outcome).run()
    app.text_input(key=f"needed-value-{outcome}").set_value(f"{value:.0f}").run()
    text = said(app)
    assert expected in text
    lead = re.search(r'<p class="koers-lead"[^>]*>(.*?)</p>', text)
    assert lead is not None
    assert not re.search(r"\{\w*\}|\bnan\b|\binf\b|None", lead[1])


def test_the_table_holds_the_answer_and_the_command_that_gives_it() -> None:
    app = open_page("volume", outflow_rate="0.0195")
    app.session_state["table-needed"] = True
    app.run()
    text = said(app)
    command = re.search(r"<code>python -m core (solve [^<]*)</code>", text)
    assert command is not None
    words = command[1].replace("'", "").split()
    assert printed(*words[:-1])["value"] == printed(
        "solve", *LETTERS, "--for", "outflow_rate", "--target", "volume=30000@2025-12", "--set", "outflow_rate=0.0195"
    )["value"]  # fmt: skip


def test_the_map_is_what_the_command_prints_and_its_mark_follows_the_scenario() -> None:
    app = open_page("volume", outflow_rate="0.0195")
    assert len(app.get("vega_lite_chart")) == 3
    app.button(key="map-draw").click().run()
    assert not app.exception
    document = printed(
        "map", *LETTERS, "--levers", "inflow,outflow_rate", "--target", "volume=30000@2025-12", "--set", "outflow_rate=0.0195"
    )  # fmt: skip
    data = map_data(app)
    assert data["cells"]["chance"] == [chance for row in document["chance"] for chance in row]
    assert data["cells"]["median"] == [value for row in document["median"] for value in row]
    here = dict(zip(data["here"]["role"], zip(data["here"]["x"], data["here"]["y"], strict=True), strict=True))
    assert here == {"here": (600.0, pytest.approx(1.95)), "base": (600.0, pytest.approx(1.8))}
    assert len(data["lines"]["x"]) == sum(len(line["pieces"]) for line in document["contours"])
    # The city's 2017 and 2018 and the mean municipality's 2017: its 2022 and 2023 appeared after the day of this basis.
    assert [(past["kind"], past["year"]) for past in document["history"]] == [("city", 2017), ("city", 2018), ("peers", 2017)]
    assert data["past"]["x"] == [past["inflow"] for past in document["history"]]
    assert house.chance(document["here"]["chance"], "nl") in said(app)
    # One of its own two levers moves: the map stays, the mark goes along.
    app.button(key="set-inflow").click().run()
    moved = map_data(app)
    assert moved["cells"]["chance"] == data["cells"]["chance"]
    assert moved["here"]["x"][-1] == lever_values(scenario_of(app), load_baseline(LETTER))["inflow"]


def test_a_map_of_one_lever_with_itself_is_refused_in_a_sentence() -> None:
    app = open_page("volume", basis=LETTER)
    app.selectbox(key="map-x").select("outflow_rate").run()
    assert "Kies twee verschillende schuiven" in said(app)


@pytest.mark.exhaustive
def test_a_map_of_other_levers_has_no_history() -> None:
    app = open_page("volume", basis=LETTER)
    app.selectbox(key="map-x").select("lks_starts").run()
    app.button(key="map-draw").click().run()
    assert not app.exception
    assert map_data(app)["past"]["x"] == []
    assert translate("nl", "needed.map.past") not in said(app)
