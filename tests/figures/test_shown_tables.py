"""Every cell of the tables of four pages is one that `python -m core run --json` prints for the same link, or a sum."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import Any

from streamlit.testing.v1 import AppTest

from core.model.calendar import month_index
from core.text import format as house
from core.text.format import signed
from tests.figures.shown import bodies, plain


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
