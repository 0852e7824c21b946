"""BUIG en reserve: every figure stands in the run document, and nothing is shown that came later."""

from __future__ import annotations

import pytest

from core.model.calendar import month_index
from core.scenario import reference_scenario
from core.text.catalog import translate
from tests.opened import datasets, keyed, open_page, texts
from tests.pages.packaged import LINK, PACKAGE, document, link, numbers, scenario_of
from tests.places import LETTER


def test_every_figure_stands_in_the_run_document() -> None:
    query = link(*PACKAGE)
    scenario, baseline = scenario_of(query)
    printed = document(scenario, baseline)
    base = document(reference_scenario(scenario), baseline)
    years = {row["year"]: row for row in printed["years"]}

    _, main, calendar, payers, budget_steps, lasten_steps = datasets(open_page("buig", **query))
    values = main["bars"]["value"]
    assert values == [row["buig"] for row in printed["years"]] + [row["lasten"] for row in printed["years"]]
    assert main["bars"]["base"] == [row["buig"] for row in base["years"]] + [row["lasten"] for row in base["years"]]
    paid: dict[int, dict[str, float]] = {year: {} for year in years}
    for year, payer, value in zip(*(payers["parts"][name] for name in ("year", "payer", "value")), strict=True):
        paid[int(year)][payer] = value
    for year, row in years.items():
        assert sum(paid[year].values()) == pytest.approx(-row["result"], abs=1e-9)
        assert paid[year].get("algemene middelen", 0.0) == pytest.approx(row["general_funds"], abs=1e-9)
        assert paid[year].get("vangnet", 0.0) == pytest.approx(row["vangnet_received"], abs=1e-9)
        if year - 1 in years:
            drawn = years[year - 1]["reserve"] - row["reserve"]
            assert paid[year].get("reserve", 0.0) == pytest.approx(drawn, abs=1e-9)
    for shown, name in ((budget_steps, "buig"), (lasten_steps, "lasten")):
        *steps, total = shown["steps"]["value"]
        first = printed["bridges"][name][0]
        assert set(steps) <= set(numbers(first))
        assert total == first["end"] - first["start"]
        assert sum(steps) == pytest.approx(total, abs=0.051)
    assert "Budget 2024: voorlopig 542,4" in calendar["rows"]["label"]


def test_the_bridge_gives_almost_29_and_the_gap_of_about_27() -> None:
    said = texts(open_page("buig", basis=LETTER))
    assert "het aandeel van de stad −29,1" in said
    assert "€\N{NO-BREAK SPACE}569,7\N{NO-BREAK SPACE}mln.: €\N{NO-BREAK SPACE}27,3\N{NO-BREAK SPACE}mln. meer" in said


def test_a_last_budget_of_years_ago_says_that_none_was_found_since() -> None:
    assert translate("nl", "buig.calendar.since_nothing", year=2025) in texts(open_page("buig", basis="stand-2026"))


def test_standing_at_october_2023_shows_nothing_that_came_later() -> None:
    app = open_page("buig", basis=LETTER)
    said = "Laatst bekend eind oktober 2023: € 542,4 mln. voor 2024; de stad rekende op € 569,7 mln."
    assert said in texts(app).replace("\N{NO-BREAK SPACE}", " ")
    table = next(element.proto.body for element in app.get("html") if "Wat bekend was op" in element.proto.body)
    assert "6.958,5 (voorlopig)" in table
    for later in ("7.340,2", "7.779,8", "7.946"):
        assert later not in texts(app)
    moments = next(parts["moments"] for parts in datasets(app) if "moments" in parts)
    assert max(moments["x"]) <= 2023 + 304 / 365.25
    printed = document(*scenario_of(LINK))["calendar"]
    days = [one["day"] for one in printed]
    assert printed[days.index("2023-10-31")]["gap"] == [{"year": 2024, "value": pytest.approx(27.3)}]
    assert len(app.selectbox(key="stand-at-brief-2023-t2").options) == len(days)
    app.selectbox(key="stand-at-brief-2023-t2").set_value(month_index("2024-10")).run()
    assert "7.340,2 (definitief)" in texts(app)
    app.selectbox(key="stand-at-brief-2023-t2").set_value(month_index("2023-09")).run()
    assert "569,7" not in next(one.proto.body for one in app.get("html") if "Wat bekend was op" in one.proto.body)
    assert not app.exception


def test_the_wider_safety_net_is_off_until_somebody_asks_for_it() -> None:
    app = open_page("buig", basis=LETTER)
    assert app.toggle(key="vangnet-extended").value is False
    before = texts(app)
    app.toggle(key="vangnet-extended").set_value(True).run()
    assert app.query_params["vangnet_extended"] == "1.0"
    assert texts(app) != before
    assert "2 van 3 jaren ervoor" in texts(app)
    app.button(key="undo").click().run()
    assert keyed(app.toggle, "vangnet-extended").value is False


def test_the_step_of_the_reserve_and_what_2023_cost_are_told_where_the_money_is() -> None:
    """18.6 at the end of 2022, 28.8 added to all reserves, 43.8 before the result; 565.7 expected and 568.5 in the accounts."""
    app = open_page("buig", basis=LETTER)
    app.session_state["told-otherwise"] = True
    said = texts(app.run())
    for number in ("18,6", "28,8", "43,8", "568,5", "10,1"):
        assert number in said
