"""Every number in a sentence is one that its own part of what `python -m core run --json` prints gives."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.analysis import lever_map
from core.analysis.simulate import parameters_of
from core.baseline import load_baseline
from core.household.law import law_on
from core.measures import catalogue
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
from tests.figures.shown import DRAWERS, bodies, leaves, plain
from tests.places import LETTER, ROTTERDAM

MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"


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
