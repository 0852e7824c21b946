"""BUIG en reserve and Impulspakket: every figure stands in the run document, and every change of the package is a step."""

from __future__ import annotations

import dataclasses
import html
import io
import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from core.analysis.simulate import simulate
from core.baseline import Baseline, load_baseline
from core.document.explanation import explanation
from core.document.run import run_document
from core.measures import catalogue, decode_package, encode_package
from core.model.calendar import month_index, month_label
from core.scenario import Scenario, from_json, from_query, reference_scenario, to_json, to_query
from core.text import format as house
from core.text.catalog import LANGUAGES, translate
from pages.impulspakket.cards import plain
from tests.pages.test_pages import charts, open_app, texts
from tests.places import ROTTERDAM

PAGES = ("buig", "impulspakket")
CATALOGUE = tuple(entry.measure() for entry in catalogue(ROTTERDAM))
LINK = {"v": "1", "basis": "brief-2023-t2", "tot": "2027-12", "inflow": "620", "buig_share": "0.083", "lks_cost": "11500"}
PACKAGE = (CATALOGUE[0], CATALOGUE[3], dataclasses.replace(CATALOGUE[8], effect=3.0), CATALOGUE[14])


def open_page(page: str, **query: str) -> AppTest:
    return open_app(**query).switch_page(f"pages/{page}/page.py").run()


def link(*measures: Any) -> dict[str, str]:
    return LINK | {"pakket": encode_package(measures)}


def scenario_of(query: dict[str, str]) -> tuple[Scenario, Baseline]:
    scenario, problems = from_query({name: [value] for name, value in query.items()})
    assert problems == []
    return scenario, load_baseline(scenario.baseline)


def document(scenario: Scenario, baseline: Baseline) -> dict[str, Any]:
    """What `python -m core run --json` prints, through JSON and back."""
    run = simulate(baseline, scenario)
    found: dict[str, Any] = json.loads(json.dumps(run_document(scenario, baseline, run) | explanation(scenario, baseline, run)))
    return found


def numbers(tree: Any) -> Iterator[float]:
    if isinstance(tree, dict):
        for branch in tree.values():
            yield from numbers(branch)
    elif isinstance(tree, list):
        for branch in tree:
            yield from numbers(branch)
    elif isinstance(tree, int | float) and not isinstance(tree, bool):
        yield float(tree)


def datasets(app: AppTest) -> list[dict[str, dict[str, list[Any]]]]:
    return [
        {found.name: pa.ipc.open_stream(io.BytesIO(found.data.data)).read_all().to_pydict() for found in proto.datasets}
        for proto in charts(app)
    ]


def package(app: AppTest) -> tuple[Any, ...]:
    found = dict(app.query_params).get("pakket")
    return decode_package(found) if found else ()


# Figures -----------------------------------------------------------------------------------------------------------


def test_every_figure_of_both_pages_stands_in_the_run_document() -> None:
    query = link(*PACKAGE)
    scenario, baseline = scenario_of(query)
    printed = document(scenario, baseline)
    base = document(reference_scenario(scenario), baseline)
    years = {row["year"]: row for row in printed["years"]}
    known = set(numbers(printed))

    main, payers, budget_steps, lasten_steps, calendar = datasets(open_page("buig", **query))
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
    assert calendar["moments"]["label"].count("voorlopig 542,4") == 1

    effect, parts, runs = datasets(open_page("impulspakket", **query))
    whole = printed["package"]["total"]
    assert [-value for value in effect["path"]["avoided"]] == whole["parts"]["volume"]
    assert effect["path"]["jobs"] == whole["parts"]["lks_jobs"]
    assert sorted(parts["parts"]["avoided"]) == sorted(one["benefit_years_avoided"] for one in printed["package"]["measures"])
    assert set(parts["parts"]["avoided"]) <= known
    assert sum(parts["parts"]["avoided"]) == pytest.approx(whole["benefit_years_avoided"], rel=1e-9)
    assert len(runs["runs"]["label"]) == len(PACKAGE)


@pytest.mark.parametrize("page", PAGES)
def test_every_written_number_is_one_of_the_run_document(page: str) -> None:
    """Answer, key figures, and tables: each number is the rounding of one that is printed, or of a sum over the years."""
    query = link(*PACKAGE)
    scenario, baseline = scenario_of(query)
    printed = document(scenario, baseline)
    sums = [sum(row[name] for row in printed["years"]) for name in ("general_funds", "result")]
    sums += [sum(part) for part in printed["package"]["total"]["parts"].values()]
    base = document(reference_scenario(scenario), baseline)
    base_sums = [sum(row["general_funds"] for row in base["years"])]
    # A key figure also says how far it lies from the basispad: the difference of what both show.
    outcome, other = printed["years"][2], base["years"][2]
    gaps = [round(-outcome["result"], 1) - round(-other["result"], 1), round(sums[0], 1) - round(base_sums[0], 1)]
    allowed = {"0", "0,0", "0,00", "0,1"}
    for value in [*numbers(printed), *sums, *gaps]:
        for factor, most in ((1.0, 3), (100.0, 2), (1e6, 0)):
            allowed |= {house.number(abs(value) * factor, "nl", decimals) for decimals in range(most + 1)}
    said = texts(open_page(page, **query))
    shown = re.findall(r'<h1 class="koers-answer.*?</h1>|<dl class="koers-keys">.*?</dl>|<td>.*?</td>', said, re.DOTALL)
    assert len(shown) > 20
    words = {str(year) for year in range(2015, 2035)} | {str(n) for n in range(10)}
    for piece in shown:
        for token in re.findall(r"\d[\d.]*(?:,\d+)?", html.unescape(re.sub("<[^>]+>", " ", piece))):
            assert token.rstrip(".") in allowed | words, (token, piece)


def test_the_bridge_gives_almost_29_and_the_gap_of_about_27() -> None:
    said = texts(open_page("buig"))
    assert "het aandeel van de stad −29,1" in said
    assert "€\N{NO-BREAK SPACE}569,7\N{NO-BREAK SPACE}mln.: €\N{NO-BREAK SPACE}27,3\N{NO-BREAK SPACE}mln. meer" in said


def test_standing_at_october_2023_shows_nothing_that_came_later() -> None:
    app = open_page("buig")
    said = "Eind oktober 2023: € 542,4 mln. voor 2024, en de stad rekende op € 569,7 mln."
    assert said in texts(app).replace("\N{NO-BREAK SPACE}", " ")
    table = next(element.proto.body for element in app.get("html") if "Wat bekend was op" in element.proto.body)
    assert "6.958,5 (voorlopig)" in table
    for later in ("7.340,2", "7.779,8", "7.946"):
        assert later not in texts(app)
    moments = datasets(app)[-1]["moments"]
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
    app = open_page("buig")
    assert app.toggle(key="vangnet-extended").value is False
    before = texts(app)
    app.toggle(key="vangnet-extended").set_value(True).run()
    assert app.query_params["vangnet_extended"] == "1.0"
    assert texts(app) != before
    assert "2 van 3 jaren ervoor" in texts(app)
    app.button(key="undo").click().run()
    assert app.toggle(key="vangnet-extended").value is False


# The package -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_follows_its_address_to_any_baseline_package_and_horizon(page: str, language: str) -> None:
    app = open_page(page, lang=language)
    packages = ({}, {"pakket": encode_package(CATALOGUE)})
    for basis, until, extra in itertools.product(
        ("brief-2023-t2", "stand-2025"), ("2023-09", "2023-12", "2026-05", "2030-12"), packages
    ):
        app.query_params.clear()
        for name, value in {"lang": language, "v": "1", "basis": basis, "tot": until, **extra}.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        assert '<h1 class="koers-answer"' in texts(app)
        shown = app.session_state["koers"].committed
        assert (shown.baseline, month_label(shown.until), len(shown.measures)) == (basis, until, len(CATALOGUE) if extra else 0)


def test_specifications_do_not_move_with_a_slider() -> None:
    for page in PAGES:
        one, other = (charts(open_page(page, **(link(*PACKAGE) | {"inflow": inflow}))) for inflow in ("610", "640"))
        assert [proto.spec for proto in one] == [proto.spec for proto in other]
        assert len(one) in (3, 5)


def test_on_off_copy_edit_add_delete_and_undo_are_steps_of_the_scenario() -> None:
    app = open_page("impulspakket")
    assert package(app) == ()
    app.toggle(key="on-kansrijk").set_value(True).run()
    assert package(app) == (CATALOGUE[0],)
    form = "form-kansrijk"
    app.session_state[form] = True
    app.run()
    app.number_input(key="deadweight-kansrijk").set_value(20).run()
    assert package(app)[0].deadweight == 0.2
    app.button(key="copy-kansrijk").click().run()
    assert [one.id for one in package(app)] == ["kansrijk", "kansrijk~2"]
    assert package(app)[1].deadweight == 0.2
    app.button(key="package-add").click().run()
    assert [one.id for one in package(app)][-1] == "eigen-1"
    app.text_input(key="name-eigen-1").set_value("Nieuw <b>plan</b>").run()
    assert package(app)[-1].name == "Nieuw <b>plan</b>"
    assert "<b>plan</b>" not in texts(app)
    app.selectbox(key="kind-eigen-1").set_value("lks_retention").run()
    assert package(app)[-1].effect == 1.0
    app.button(key="delete-eigen-1").click().run()
    assert [one.id for one in package(app)] == ["kansrijk", "kansrijk~2"]
    app.button(key="package-undo").click().run()
    assert package(app)[-1].id == "eigen-1"
    app.button(key="restore-kansrijk").click().run()
    assert package(app)[0] == CATALOGUE[0]
    app.toggle(key="on-kansrijk").set_value(False).run()
    assert all(one.id != "kansrijk" for one in package(app))
    app.button(key="package-all-on").click().run()
    assert sum(one.active for one in package(app)) == len(CATALOGUE) + 2
    app.button(key="package-all-off").click().run()
    assert not any(one.active for one in package(app))
    assert not app.exception


def test_sixteen_measures_survive_link_page_link_and_json() -> None:
    query = link(*CATALOGUE[:16])
    app = open_page("impulspakket", **query)
    assert package(app) == CATALOGUE[:16]
    app.toggle(key="on-rap").set_value(not CATALOGUE[10].active).run()
    app.button(key="package-undo").click().run()
    assert package(app) == CATALOGUE[:16]
    scenario, baseline = scenario_of(query)
    assert from_json(to_json(scenario, baseline)) == scenario
    assert to_query(scenario)["pakket"] == query["pakket"]
    assert "steekproef van volgordes" in texts(app)


@pytest.mark.parametrize("word", ["AXic", "!!", "x" * 5000, encode_package(CATALOGUE)[:-9], "<script>", "AQ"])
@pytest.mark.parametrize("page", PAGES)
def test_a_hostile_package_gives_a_sentence(page: str, word: str) -> None:
    app = open_page(page, pakket=word)
    assert not app.exception
    said = texts(app)
    assert 'class="koers-problems"' in said
    assert "<script>" not in said


def test_a_package_of_nothing_but_assumptions_warns() -> None:
    warning = translate("nl", "impulspakket.all_assumption")
    assert warning in texts(open_page("impulspakket", pakket=encode_package(CATALOGUE[:2])))
    assert warning not in texts(open_page("impulspakket", pakket=encode_package((CATALOGUE[0], CATALOGUE[8]))))


def test_names_of_others_are_no_markdown() -> None:
    assert plain("**vet** [x](http://y) :red[z] $a$ é-1") == (r"\*\*vet\*\* \[x\]\(http\:\/\/y\) \:red\[z\] \$a\$ é\-1")


ODD_IDS = ("a b", "<b>", "it's", "kansrijk~zz", "~", "$x$ {x}", "table-flows", "undo", "on-kansrijk", "\U0001f600", "a" * 40)
ODD = tuple(
    dataclasses.replace(
        CATALOGUE[i % len(CATALOGUE)], id=name, name="**x** [a](b) <script>" if i % 2 else "", ramp_months=(0, 120)[i % 2],
        start=(12, 12 * 2023 + 8, 12 * 2030 + 11, 12 * 2500)[i % 4], end=None, deadweight=(0.0, 1.0, 1 / 3)[i % 3],
        effect=(0.0, 5e-324, 1.0)[i % 3], fixed_cost=(0.0, 1e8)[i % 2], relapse=1.0,
    )
    for i, name in enumerate(ODD_IDS)
)  # fmt: skip
"""Names that mean something to HTML, Markdown, `str.format` or to a widget, numbers at the limits, months far away."""
HUGE = tuple(dataclasses.replace(CATALOGUE[i], effect=5000.0, relapse=1.0) for i in (0, 1, 3))


@pytest.mark.parametrize("page", [*PAGES, "volume", "lks"])
@pytest.mark.parametrize("cards", [ODD, HUGE, (*CATALOGUE[:8], *ODD[:8])], ids=["odd", "huge", "sixteen"])
def test_odd_packages_open_on_every_page_and_stay_as_they_are(page: str, cards: tuple[Any, ...]) -> None:
    app = open_page(page, **link(*cards))
    for measure in cards:
        app.session_state[f"form-{measure.id}"] = True
    app.run()
    assert not app.exception
    assert package(app) == cards
    said = re.sub(r"<style>.*?</style>", "", texts(app), flags=re.DOTALL)
    assert 'class="koers-problems"' not in said
    assert "<script" not in said
    assert not re.search(r"\bnan\b|\binf\b", said)


def test_a_name_that_cannot_be_is_refused_in_words_and_nothing_is_lost() -> None:
    app = open_page("impulspakket", **link(dataclasses.replace(CATALOGUE[0], id="eigen-1", name="Plan")))
    app.session_state["form-eigen-1"] = True
    app.run()
    app.text_input(key="name-eigen-1").set_value("plan\u202e").run()
    assert "naam (name)" in texts(app)
    assert package(app)[0].name == "Plan"
