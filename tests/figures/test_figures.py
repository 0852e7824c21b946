"""Every figure of Volume, LKS, BUIG en reserve and Impulspakket is one that `python -m core run --json` prints, or a sum.

All drawers are open. Tables are held cell by cell against the document, charts value by value at full precision, and
every number in a sentence must be one that its own part of the document gives.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import html
import io
import itertools
import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from core.__main__ import main
from core.analysis import lever_map
from core.analysis.simulate import parameters_of
from core.baseline import load_baseline
from core.household.law import law_on
from core.measures import catalogue, encode_package
from core.model.calendar import month_index
from core.model.subsidy import (
    CAP,
    EMPLOYER_CHARGE,
    FORFAIT,
    MOST_FORFAIT_MONTHS,
    statutory_wage,
    subsidy_per_year,
    to_reference_prices,
)
from core.text import format as house
from core.text.catalog import messages
from core.text.format import signed
from tests.opened import charts, open_app
from tests.places import LETTER, ROTTERDAM

PACKAGE = [
    entry.measure() for entry in catalogue(ROTTERDAM)
    if entry.id in ("kansrijk", "lks-banen", "lks-jobcoach", "lks-contact", "leerpraktijkcentra", "rap")
]  # fmt: skip
QUERY = {
    "v": "1", "basis": LETTER, "tot": "2027-12", "pakket": encode_package(PACKAGE), "outflow_rate": "0.0193", "inflow": "575",
    "lks_starts": "70", "lks_first_year_dropout": "0.45", "lks_cost": "11500",
    "vangnet_extended": "1.0", "macro_feedback": "0.08",
}  # fmt: skip
DRAWERS = {
    "volume": ("flows", "bridge", "season"),
    "lks": ("tenure", "survival", "jobs", "money"),
    "buig": ("budget", "payers", "bridge-budget", "bridge-lasten", "moments"),
    "impulspakket": ("effect", "parts", "runs"),
}
MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """What the command line prints for the link."""
    with contextlib.redirect_stdout(io.StringIO()) as said:
        assert main(["run", "--link", "?" + urlencode(QUERY), "--json"]) == 0
    found: dict[str, Any] = json.loads(said.getvalue())
    return found


@pytest.fixture(scope="module")
def pages() -> dict[str, AppTest]:
    """The four pages, and what was said earlier, with every drawer open."""
    found = {}
    for page, drawers in (DRAWERS | {"eerder": ("promises",)}).items():
        app = open_app(**QUERY).switch_page(f"pages/{page}/page.py").run()
        for name in drawers:
            app.session_state[f"table-{name}"] = True
        found[page] = app.run()
        assert not app.exception
    return found


def bodies(app: AppTest) -> list[str]:
    return [element.proto.body for element in app.get("html")]


def plain(markup: str) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", markup, flags=re.S)))
    return text.replace("\N{NO-BREAK SPACE}", " ")


def tables(app: AppTest) -> dict[str, list[list[str]]]:
    """Rows of each captioned table, by caption."""
    found = {}
    for markup in re.findall(r"<table.*?</table>", " ".join(bodies(app)), re.S):
        caption = re.search(r"<caption>(.*?)</caption>", markup)
        rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in re.findall(r"<tr>(.*?)</tr>", markup, re.S)]
        found[plain(caption[1]) if caption else ""] = [[plain(cell) for cell in row] for row in rows[1:]]
    return found


def show(values: Iterable[float], decimals: int = 0) -> list[str]:
    return [house.number(value, "nl", decimals) for value in values]


def leaves(tree: Any) -> Iterator[float]:
    if isinstance(tree, dict | list):
        for branch in tree.values() if isinstance(tree, dict) else tree:
            yield from leaves(branch)
    elif isinstance(tree, int | float) and not isinstance(tree, bool):
        yield float(tree)


# Tables ------------------------------------------------------------------------------------------------------------


def test_the_tables_of_volume(document: dict[str, Any], pages: dict[str, AppTest]) -> None:
    shown, rows = tables(pages["volume"]), document["months"]
    ways = ("inflow", "lks_returns", "relapse", "outflow", "into_lks", "measures")
    expected = [
        [*show(row[way] for way in ways), signed(row["volume"] - before["volume"], "nl"), *show([row["volume"]])]
        for before, row in itertools.pairwise(rows)
    ]
    assert [row[1:] for row in shown["Erbij en eraf per maand"]] == expected
    bridges = [
        [
            *show([year["start"]]),
            *(signed(year[way], "nl") for way in ("inflow", "lks_returns", "relapse")),
            *(signed(-year[way], "nl") for way in ("outflow", "into_lks")),
            signed(-sum(year["measures"].values()), "nl"),
            *show([year["end"]]),
        ]
        for year in document["bridges"]["stock"]
    ]
    assert [row[1:] for row in shown["Van begin naar eind van het jaar"]] == bridges
    season = document["season"]
    factors = [show(pair, 2) for pair in zip(season["inflow"], season["outflow"], strict=True)]
    assert [row[1:] for row in shown["Factor per maand; 1 is een gewone maand"]] == factors
    history = document["history"]
    outflow = {point["date"]: point["value"] for point in history["cbs_national_outflow"]}
    quarters = [show([point["value"], outflow[point["date"]]]) for point in history["cbs_national_inflow"]]
    assert [row[1:] for row in shown["Landelijke cijfers per kwartaal, personen"]] == quarters
    counts = {point["date"]: point["value"] for point in history["rotterdam_volume"]}
    promised = tables(pages["eerder"])["Wat was gezegd en wat het werd"]
    assert len(promised) == len(history["rotterdam_volume_forecasts"])
    for row, point in zip(promised, history["rotterdam_volume_forecasts"], strict=True):
        became = counts.get(point["date"])
        assert row[2] == house.number(point["value"], "nl")
        assert row[3:5] == (["niet gevonden", ""] if became is None else [*show([became]), signed(became - point["value"], "nl")])


def test_the_tables_of_lks(document: dict[str, Any], pages: dict[str, AppTest]) -> None:
    shown, lks = tables(pages["lks"]), document["lks"]
    tenure = [
        [*show(row), *show([month["lks_jobs"]])] for row, month in zip(lks["tenure_groups"], document["months"], strict=True)
    ]
    assert [row[1:] for row in shown["LKS-banen naar duur, eind van de maand"]] == tenure
    implied = [
        [f"{house.number(100 * one['first_year_dropout'], 'nl')}%", *show([one["jobs"], one["starts_needed"]["rounded"]])]
        for one in lks["readings"]
    ]
    assert [row[1:] for row in shown["Wat elke lezing betekent"]] == implied
    curves = [show(100 * one["survival"][month] for one in lks["readings"]) for month in range(0, 37, 3)]
    assert [row[1:] for row in shown["Banen die nog lopen, van elke 100 die begonnen"]] == curves
    years = [
        [
            *show(year[name] for name in ("start", "starts", "first_year_exits", "later_exits")),
            *show([year["first_year_exits"] + year["later_exits"]]),
            signed(year["net"], "nl"),
            *show([year["end"]]),
        ]
        for year in lks["years"]
    ]
    assert [row[1:] for row in shown["LKS-banen per jaar"]] == years
    names = (("cost", 1), ("reimbursed_next_year", 1), ("cost_per_job", 0), ("reimbursed_per_job", 0))
    money = [
        ["?" if year[name] is None else house.number(year[name], "nl", decimals) for name, decimals in names]
        for year in lks["years"]
    ]
    money[0][-1] = "0: ligt vast"
    assert [row[1:] for row in shown["Kosten en vergoeding per jaar"]] == money


def test_the_tables_of_buig(document: dict[str, Any], pages: dict[str, AppTest]) -> None:
    shown, years = tables(pages["buig"]), document["years"]
    columns = ("buig", "lasten", "result", "vangnet_received", "reserve", "general_funds")
    assert [row[1:] for row in shown["BUIG en lasten per jaar, € mln."]] == [
        show((year[c] for c in columns), 1) for year in years
    ]
    payers = [
        show(
            [-year["result"] - year["vangnet_received"] - year["general_funds"], year["vangnet_received"], year["general_funds"]],
            1,
        )
        for year in years
    ]
    assert [row[1:] for row in shown["Wie het tekort betaalt, € mln."]] == payers
    for row, year in zip(shown["Vangnet per jaar, bedragen in € mln."], document["vangnet"], strict=True):
        assert row[1].startswith(f"{house.number(100 * year['own_risk'], 'nl', 1)}%")
        assert ("aanname" in row[1]) == (year["status"] != "reported")
        assert row[2:4] == [*show([year["deficit"]], 1), f"{house.number(100 * year['deficit_share'], 'nl', 1)}%"]
        assert row[4] == ("ja" if year["over_own_risk"] else "nee")
        assert row[5] == f"{'ja' if year['over_cumulative'] else 'nee'} ({house.number(year['cumulative'], 'nl', 1)})"
        assert (str(year["extended_years"]) in row[6]) if year["extended"] else row[6] == "uit"
        assert row[7:] == [*show([year["granted"]], 1), str(year["paid_in"])]
    steps = {
        "Van BUIG naar BUIG, € mln.": ("buig", ("macro_effect", "share_effect", "lks_effect", "feedback_effect", "other_effect")),
        "Van lasten naar lasten, € mln.": ("lasten", ("volume_effect", "price_effect", "lks_effect")),
    }
    for caption, (name, effects) in steps.items():
        bridge, rows = document["bridges"][name][0], shown[caption]
        assert [rows[0][1], rows[-1][1]] == show([bridge["start"], bridge["end"]], 1)
        written = [("+" if round(bridge[e], 1) > 0 else "") + house.number(bridge[e], "nl", 1) for e in effects]
        assert [row[1] for row in rows[1:-1]] == [w for e, w in zip(effects, written, strict=True) if abs(bridge[e]) >= 0.05]
    known = next(one for one in document["calendar"] if one["day"] == "2023-10-31")
    by_name = {name: {row["year"]: row for row in known[name]} for name in ("macro", "budget", "share", "assumed", "balance")}
    gaps = {row["year"]: row["value"] for row in known["gap"]}
    for row in shown["Wat bekend was op 31 oktober 2023, € mln."]:
        year = int(row[0])
        for cell, name in zip(row[1:6], by_name, strict=True):
            found = by_name[name].get(year)
            if found is None:
                assert cell == "–"
            else:
                value = house.percent(found["value"], "nl") if name == "share" else house.number(found["value"], "nl", 1)
                assert cell == (f"{value} ({found['stage']})" if found["stage"] else value)
        assert row[6] == (house.number(gaps[year], "nl", 1) if year in gaps else "–")


def test_the_tables_of_the_package(document: dict[str, Any], pages: dict[str, AppTest]) -> None:
    shown, package = tables(pages["impulspakket"]), document["package"]
    total, parts = package["total"], package["total"]["parts"]
    effect = [
        [*show([-volume, jobs], 1), *show([cost], 3)]
        for volume, jobs, cost in zip(parts["volume"], parts["lks_jobs"], total["cost"], strict=True)
    ]
    assert [row[1:] for row in shown["Wat het pakket doet per maand"]] == effect
    names = ("year_lasten", "year_buig", "year_result", "year_reserve", "year_general_funds")
    years = [show(row, 2) for row in zip(*(parts[name] for name in names), strict=True)]
    assert [row[1:] for row in shown["Verschil door het pakket per jaar, € mln."]] == years
    measures = [*package["measures"], total]
    for row, one in zip(shown["Wat elke maatregel bijdraagt"], measures, strict=True):
        euro, payback = one["euro_per_benefit_year"], one["payback_month"]
        assert row[1] == house.number(one["benefit_years_avoided"], "nl", 1)
        assert row[2] == house.number(one["gross_cost"], "nl", 2)
        assert row[3] == ("–" if euro is None else plain(house.euro(euro, "nl")))
        assert row[4] == ("niet" if payback is None else house.month(month_index(payback), "nl"))
        assert row[5] == house.number(sum(one["parts"]["year_result"]), "nl", 2)
    held = document["scenario"]["measures"]
    for row, measure in zip(shown["Begin en einde van elke maatregel"], held, strict=True):
        end = "loopt door" if measure["end"] is None else house.month(month_index(measure["end"]), "nl")
        assert row[1:] == [house.month(month_index(measure["start"]), "nl"), str(measure["ramp_months"]), end]


# Charts ------------------------------------------------------------------------------------------------------------

PLACES = frozenset(
    {"x", "x2", "x_low", "x_high", "y_low", "y_high", "zero", "top", "low", "high", "label", "from", "to", "start", "full", "end",
     "percent", "year", "dot"}
)  # fmt: skip
"""Columns that place a mark: axes, stacked edges, label heights and months as numbers."""


def test_every_value_in_a_chart_is_one_of_the_document(document: dict[str, Any], pages: dict[str, AppTest]) -> None:
    known = list(leaves(document))
    rows, years, reference = document["months"], document["years"], document["reference"]
    known += [after["volume"] - before["volume"] for before, after in itertools.pairwise(rows)]
    known += [row["lks_jobs"] - base["lks_jobs"] for row, base in zip(rows, reference["months"], strict=True)]
    for name in ("buig", "lasten"):
        known += [row[name] - base[name] for row, base in zip(years, reference["years"], strict=True)]
    known += [-year["result"] - year["vangnet_received"] - year["general_funds"] for year in years]
    known += [year["first_year_exits"] + year["later_exits"] for year in document["lks"]["years"]]
    known += [sum(year["measures"].values()) for year in document["bridges"]["stock"]]
    known += [bridge["end"] - bridge["start"] for name in ("buig", "lasten") for bridge in document["bridges"][name]]
    known += [100.0 * value for one in document["lks"]["readings"] for value in one["survival"]]
    known = sorted({abs(value) for value in known} | {0.0, 1.0})

    def stands(value: float) -> bool:
        at = bisect_left(known, abs(value))
        return any(abs(abs(value) - near) <= 1e-8 * max(1.0, near) for near in known[max(0, at - 1) : at + 1])

    checked = 0
    for page, app in ((page, pages[page]) for page in DRAWERS):
        for proto in charts(app):
            for dataset in proto.datasets:
                columns = pa.ipc.open_stream(io.BytesIO(dataset.data.data)).read_all().to_pydict()
                for name, values in columns.items():
                    if dataset.name in ("extent", "season", "ends", "end") or name in PLACES:
                        continue
                    for value in values:
                        if isinstance(value, float):
                            assert stands(value), (page, dataset.name, name, value)
                            checked += 1
    assert checked > 1500


# Sentences ---------------------------------------------------------------------------------------------------------


def written(values: Iterable[float | None], *decimals: int, factor: float = 1.0) -> set[str]:
    return {house.number(abs(value) * factor, "nl", d) for value in values if value is not None for d in decimals or (0,)}


def allowed(page: str, document: dict[str, Any]) -> set[str]:
    """What the sentences of a page may write, from the parts of the document that they are about."""
    levers = document["scenario"]["levers"]
    if page == "volume":
        steady, last = document["outcome"], document["bridges"]["stock"][-1]
        chosen = next(year for year in document["bridges"]["stock"] if year["year"] == 2025)
        counts = [steady["steady_state"], steady["steady_state_gap"]]
        for bridge in (last, chosen):
            ways_in = bridge["inflow"] + bridge["lks_returns"] + bridge["relapse"]
            ways_out = bridge["outflow"] + bridge["into_lks"] + sum(bridge["measures"].values())
            counts += [*leaves({k: v for k, v in bridge.items() if k != "closing"}), ways_in, ways_out]
            counts += [sum(bridge["measures"].values()), round(bridge["end"]) - round(bridge["start"])]
            counts += [(bridge["end"] - bridge["start"]) / 12]
        needed = document["required"]["volume"]
        people, rate = needed["levers"]["inflow"], needed["levers"]["outflow_rate"]
        counts += [lever_map.SIDE**2, lever_map.DRAWS]
        counts += [needed["target"], *leaves(people), *(one[k] for one in (people, rate) for k in ("at_limit", "outcome"))]
        counts += list(leaves(document["history"]["rotterdam_volume"])) + list(
            leaves(document["history"]["rotterdam_volume_forecasts"])
        )
        missed = {p["date"]: p["value"] for p in document["history"]["rotterdam_volume"]}
        differences = [
            missed[p["date"]] - p["value"] for p in document["history"]["rotterdam_volume_forecasts"] if p["date"] in missed
        ]
        counts += [*differences, len(differences), sum(d <= 0 for d in differences)]
        counts += [len(document["history"]["rotterdam_volume_forecasts"]) - len(differences)]
        return (
            written(counts)
            | written(leaves(rate), 2, factor=100)
            | written([max(document["season"]["outflow"]) - 1], factor=100)
            # What was rounded to a step of the slider is told exactly as well.
            | written([rate["value"]], 4, factor=100)
            | written([people["value"]], 2)
        )
    if page == "lks":
        lks, needed = document["lks"], document["required"]["lks_jobs"]
        at = month_index("2026-12") - month_index(document["months"][0]["month"])
        jobs, groups = document["months"][at]["lks_jobs"], lks["tenure_groups"][at]
        last, money = lks["years"][-1], [year for year in lks["years"] if year["reimbursed_next_year"] is not None][-1]
        starts, dropout = needed["levers"]["lks_starts"], needed["levers"]["lks_first_year_dropout"]
        counts = [jobs, 2400 - round(jobs), round(jobs) - 2400, needed["target"], groups[-1], sum(groups[:-1])]
        counts += [document["reference"]["months"][at]["lks_jobs"], *leaves(last), last["first_year_exits"] + last["later_exits"]]
        counts += [one["jobs"] for one in lks["readings"]] + [
            starts[k] for k in ("value", "rounded", "current", "limit", "at_limit", "outcome")
        ]
        counts += [*starts["experience"], dropout["at_limit"], dropout["outcome"], lks["jobs_without_retention"]]
        counts += [round(jobs) - round(lks["jobs_without_retention"]), money["cost_per_job"], money["reimbursed_per_job"]]
        shares = [*leaves({k: v for k, v in dropout.items() if k not in ("at_limit", "outcome")}), groups[-1] / sum(groups)]
        shares += [one["first_year_dropout"] for one in lks["readings"]] + [one["survival"][12] for one in lks["readings"]]
        catalogued = [m for m in catalogue(ROTTERDAM) if m.kind == "lks_retention"]
        counts += [m.fixed_cost for m in catalogued] + [levers["lks_cost"]]
        shares += [m.effect for m in catalogued]
        exact = written([starts["value"]], 2) | written([dropout["value"]], 2, factor=100)
        return exact | written(counts) | written(shares, factor=100) | written([money["cost"], money["reimbursed_next_year"]], 1)
    if page == "buig":
        at = next(i for i, year in enumerate(document["years"]) if year["year"] == 2025)
        year, base = document["years"][at], document["reference"]["years"][at]
        net, bridges = document["vangnet"], [document["bridges"]["buig"][0], document["bridges"]["lasten"][0]]
        funds, base_funds = (
            sum(y["general_funds"] for y in path) for path in (document["years"], document["reference"]["years"])
        )
        amounts = [year["result"], year["buig"], year["lasten"], year["vangnet_received"], year["general_funds"], funds]
        amounts += [round(-year["result"], 1) - round(-base["result"], 1), round(funds, 1) - round(base_funds, 1)]
        amounts += [-year["result"] - year["vangnet_received"] - year["general_funds"], *(one["granted"] for one in net)]
        amounts += [*leaves(bridges), *(b["end"] - b["start"] for b in bridges), *leaves(document["bridges"]["city_gap"])]
        amounts += [one["value"] for one in document["bridges"]["worth_of_share"]]
        known = next(one for one in document["calendar"] if one["day"] == "2023-10-31")
        amounts += list(leaves([known["macro"], known["budget"], known["assumed"], known["gap"]]))
        counts = [bridges[1][k] for k in ("volume_from", "volume_to", "price_from", "price_to")]
        rules = [one[k] for one in net for k in ("own_risk", "full_from", "half_rate")]
        return written(amounts, 1) | written(counts) | written(rules, 0, 1, factor=100)
    package = document["package"]
    total, parts = package["total"], package["total"]["parts"]
    counts = [len(package["measures"]), total["benefit_years_avoided"], total["euro_per_benefit_year"], parts["volume"][-1]]
    counts += [min(parts["volume"]), parts["lks_jobs"][-1], len(catalogue(ROTTERDAM))]
    counts += [one[k] for one in package["measures"] for k in ("benefit_years_avoided", "euro_per_benefit_year")]
    last = document["months"][-1]["month"]
    counts += [sum(m["end"] is None or m["end"] >= last for m in document["scenario"]["measures"])]
    held = [entry.measure() for entry in catalogue(ROTTERDAM)]
    counts += [package[k] for k in ("won", "too_many")]
    counts += [sum(one["assumption"] for one in package["measures"])]
    amounts = [total["gross_cost"], total["saved"], total["net"], parts["year_result"][-1]]
    retention = written((m.effect for m in held if m.kind == "lks_retention"), factor=100)
    return written(counts) | written(amounts, 1) | retention | written((m.effect for m in held), 0, 1)


def numbers_in(text: str) -> list[str]:
    """Numbers of a text, days, months and years apart."""
    text = re.sub(rf"(?:\d{{1,2}} )?(?:{MONTHS}) \d{{4}}|\b20[123]\d\b", " ", text)
    return [token.rstrip(".") for token in re.findall(r"\d[\d.]*(?:,\d+)?", text)]


@pytest.mark.parametrize("page", DRAWERS)
def test_every_number_in_a_sentence_is_one_of_its_part_of_the_document(
    page: str, document: dict[str, Any], pages: dict[str, AppTest]
) -> None:
    templates = {
        key: text for key, text in messages("nl").items() if key.partition(".")[0] in (page, "volume", "common", "verkenner")
    }
    fixed = {token for text in templates.values() for token in numbers_in(text)}
    texts = {
        number for entry in catalogue(ROTTERDAM) for text in (entry.note["nl"], entry.name["nl"]) for number in numbers_in(text)
    }
    may = allowed(page, document) | fixed | texts
    if page == "lks":
        # The calculator shows a visitor's own input and not the scenario's: the formula of the law for it.
        wage, index = law_on(dt.date(2024, 1, 1), None).value("wage.minimum"), parameters_of(load_baseline(LETTER)).price_index
        cost = subsidy_per_year(statutory_wage(wage), 0.60, 27.0, 0.0)
        may |= written([cost, to_reference_prices(cost, 2024, index)])
        may |= written([CAP, FORFAIT, EMPLOYER_CHARGE], 0, 1, factor=100) | written([MOST_FORFAIT_MONTHS])
    pieces = [
        plain(piece)
        for body in bodies(pages[page])
        for piece in re.findall(r'<(?:h1|h2|p|dl) class="koers-(?:answer|title|sentence|keys)".*?</(?:h1|h2|p|dl)>', body, re.S)
    ]
    found = [(token, piece) for piece in pieces for token in numbers_in(piece)]
    assert len(found) > 15
    assert [(token, piece[:200]) for token, piece in found if token not in may] == []
