"""From year to year in words: up, down or the same, beside what the city itself counted on."""

from __future__ import annotations

import dataclasses

import pytest

from core.analysis.bridges import Pair, pairs_of
from core.analysis.outlook import Outlook
from core.baseline import Baseline
from core.figures.money.bridge_budget import BUDGET_BRIDGE
from core.figures.money.bridge_lasten import LASTEN_BRIDGE
from core.figures.table import Change
from core.scenario import default_scenario
from tests.analysis.made import BASELINE, made, with_values
from tests.text.said import basispad, plain


def pair(start: int, totals: list[float], baseline: Baseline = BASELINE) -> Pair:
    """From 2024, with 6,000 million of bijstand budget at 8% and 30 for LKS, to 2025 with 6,500 at 9% and 32."""
    run = made(
        "2026-12", baseline, budget__macro=[7000.0, 7000.0, 7500.0, 7500.0], budget__macro_lks=[1000.0] * 4,
        budget__share=[0.08, 0.08, 0.09, 0.09], budget__lks_part=[30.0, 30.0, 32.0, 32.0],
        budget__feedback=[0.0] * 4, budget__total=totals,
    )  # fmt: skip
    paths = dataclasses.replace(basispad(), run=run)
    return Pair(Outlook(default_scenario(baseline), baseline, paths), start)


UP = [510.0, 510.0, 617.0, 617.0]


@pytest.mark.parametrize(
    ("totals", "nl", "en"),
    [
        (UP, "De BUIG stijgt € 107,0 mln. in 2025", "The BUIG rises by €107.0 m in 2025"),
        ([510.0, 510.0, 403.0, 403.0], "De BUIG daalt € 107,0 mln. in 2025", "The BUIG falls by €107.0 m in 2025"),
        ([510.0, 510.0, 510.02, 510.0], "De BUIG blijft gelijk in 2025", "The BUIG stays the same in 2025"),
    ],
    ids=["up", "down", "same"],
)
def test_the_budget_goes_up_or_down_or_stays(totals: list[float], nl: str, en: str) -> None:
    found = pair(2024, totals)
    assert (plain(BUDGET_BRIDGE.finding(found, "nl")), plain(BUDGET_BRIDGE.finding(found, "en"))) == (nl, en)


def test_the_steps_of_the_budget_are_those_on_paper_and_one_that_is_nothing_is_left_out() -> None:
    """8% of 500 more is 40, one point of 6,500 is 65, and LKS gives 2: together 107."""
    [table] = BUDGET_BRIDGE.table(pair(2024, UP), "nl")
    assert [row[0] for row in table.rows] == ["Begin", "Landelijk budget", "Aandeel van de stad", "LKS-deel", "Einde"]
    assert [row[1] for row in table.rows] == [510.0, pytest.approx(40.0), pytest.approx(65.0), pytest.approx(2.0), 617.0]
    assert all(isinstance(row[1], Change) for row in table.rows[1:-1])
    assert plain(BUDGET_BRIDGE.sentence(pair(2024, UP), "nl")) == (
        "De BUIG gaat van € 510,0 mln. in 2024 naar € 617,0 mln. in 2025. "
        "Het landelijke budget doet +40,0, het aandeel van de stad +65,0 en het LKS-deel +2,0 miljoen euro."
    )
    # What the parts do not explain is a step of its own as soon as it can be seen.
    [table] = BUDGET_BRIDGE.table(pair(2024, [510.0, 510.0, 618.5, 617.0]), "nl")
    assert table.rows[-2] == ["Overig, niet te verklaren", pytest.approx(1.5)]


@pytest.mark.parametrize(
    ("counted_on", "nl", "en"),
    [
        (520.0, "De stad rekende voor 2024 zelf op € 520,0 mln.: € 10,0 mln. meer dan zij hier krijgt.",
         "For 2024 the city itself counted on €520.0 m: €10.0 m more than it gets here."),
        (500.0, "De stad rekende voor 2024 zelf op € 500,0 mln.: € 10,0 mln. minder dan zij hier krijgt.",
         "For 2024 the city itself counted on €500.0 m: €10.0 m less than it gets here."),
        (510.0, "De stad rekende voor 2024 zelf op € 510,0 mln.: precies wat zij hier krijgt.",
         "For 2024 the city itself counted on €510.0 m: exactly what it gets here."),
    ],
    ids=["under", "over", "same"],
)  # fmt: skip
def test_the_gap_to_the_citys_own_budget_stands_at_the_year_that_it_is_about(counted_on: float, nl: str, en: str) -> None:
    baseline = with_values(city_budget=counted_on)
    said = [plain(BUDGET_BRIDGE.sentence(pair(2023, UP, baseline), language)) for language in ("nl", "en")]
    assert said[0].endswith(f" {nl}")
    assert said[1].endswith(f" {en}")
    assert "zelf" not in BUDGET_BRIDGE.sentence(pair(2024, UP, baseline), "nl")


@pytest.mark.parametrize(
    ("lasten", "nl", "en"),
    [
        (620.0, "De lasten stijgen € 20,0 mln. in 2025", "Cost rises by €20.0 m in 2025"),
        (580.0, "De lasten dalen € 20,0 mln. in 2025", "Cost falls by €20.0 m in 2025"),
        (600.04, "De lasten blijven gelijk in 2025", "Cost stays the same in 2025"),
    ],
    ids=["up", "down", "same"],
)
def test_the_lasten_go_up_or_down_or_stay(lasten: float, nl: str, en: str) -> None:
    run = made("2026-12", year_bijstand_lasten=[570.0, 570.0, lasten - 30.0, lasten], year_lks_lasten=[30.0] * 4)
    found = Pair(Outlook(default_scenario(BASELINE), BASELINE, dataclasses.replace(basispad(), run=run)), 2024)
    assert (plain(LASTEN_BRIDGE.finding(found, "nl")), plain(LASTEN_BRIDGE.finding(found, "en"))) == (nl, en)


def test_every_pair_of_whole_years_has_a_bridge() -> None:
    found = Outlook(default_scenario(BASELINE), BASELINE, basispad())
    assert [(one.start, one.end) for one in pairs_of(found)] == [(2023, 2024), (2024, 2025), (2025, 2026)]
