"""Who pays a deficit, in words and in bars, in four years that are made up."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from core.analysis.outlook import Outlook
from core.figures.money.payers import PAYERS
from core.scenario import default_scenario
from tests.analysis.made import BASELINE, made
from tests.text.said import plain, with_outcome


def outlook(**now: Any) -> Outlook:
    """Deficits of 10, 20, −5 and 30 million; the safety net brings 4 and 2 in the last two years."""
    run = made(
        "2026-12", budget__total=[500.0, 500.0, 505.0, 500.0], year_lks_lasten=[0.0] * 4,
        year_bijstand_lasten=[510.0, 520.0, 500.0, 530.0],
        account__vangnet_received=[0.0, 0.0, 4.0, 2.0], account__general_funds=[0.0, 15.0, 0.0, 28.0],
    )  # fmt: skip
    paths = with_outcome(**({"result_year": 2024, "general_funds": 43.0, "general_funds_until": 2026} | now))
    return Outlook(default_scenario(BASELINE), BASELINE, dataclasses.replace(paths, run=run))


@pytest.mark.parametrize(
    ("funds", "nl", "en"),
    [
        (43.0, "Tot en met 2026 betaalt de stad € 43,0 mln. uit haar gewone geld (algemene middelen)",
         "Up to 2026 the city pays €43.0 m out of its ordinary money (general funds)"),
        (0.0, "Tot en met 2026 hoeft er niets uit de algemene middelen",
         "Up to and including 2026 nothing has to come from the general funds"),
        (0.04, "Tot en met 2026 hoeft er niets uit de algemene middelen",
         "Up to and including 2026 nothing has to come from the general funds"),
    ],
    ids=["funds", "reserve", "too little to show"],
)  # fmt: skip
def test_the_title_says_whether_the_general_funds_pay(funds: float, nl: str, en: str) -> None:
    found = outlook(general_funds=funds)
    assert (plain(PAYERS.finding(found, "nl")), plain(PAYERS.finding(found, "en"))) == (nl, en)


def test_the_sentence_splits_the_year_that_the_page_is_about() -> None:
    assert plain(PAYERS.sentence(outlook(), "nl")) == (
        "Zo wordt het resultaat van 2024 betaald: € 5,0 mln. uit de reserve, € 0,0 mln. uit het vangnet van twee jaar eerder en "
        "€ 15,0 mln. uit de algemene middelen. Is er geld over, dan gaat dat naar de reserve."
    )
    assert plain(PAYERS.sentence(outlook(result_year=2025), "en")) == (
        "This is how the result of 2025 is paid: €−9.0 m from the reserve, €4.0 m from the safety net of two years before, and "
        "€0.0 m from the general funds. What is left over goes into the reserve."
    )


def test_the_table_and_the_bars_have_what_each_payer_puts_in() -> None:
    [table] = PAYERS.table(outlook(), "en")
    assert [list(row) for row in table.rows] == [
        ["2023", 10.0, 0.0, 0.0], ["2024", 5.0, 0.0, 15.0], ["2025", -9.0, 4.0, 0.0], ["2026", 0.0, 2.0, 28.0],
    ]  # fmt: skip
    frames = PAYERS.frames(outlook(), "en")
    bars = [tuple(bar.values()) for bar in frames["parts"].to_pylist()]
    # A part of nothing has no bar; one that goes into the reserve hangs below zero.
    assert bars == [
        ("2023", "reserve", 10.0, 0.0, 10.0), ("2024", "reserve", 5.0, 0.0, 5.0), ("2025", "reserve", -9.0, 0.0, -9.0),
        ("2025", "safety net", 4.0, 0.0, 4.0), ("2026", "safety net", 2.0, 0.0, 2.0),
        ("2024", "general funds", 15.0, 5.0, 20.0), ("2026", "general funds", 28.0, 2.0, 30.0),
    ]  # fmt: skip
    assert frames["totals"].to_pydict()["text"] == ["10.0", "20.0", "−5.0", "30.0"]
    assert frames["extent"].to_pydict() == {"y_low": [-20.0], "y_high": [60.0]}
