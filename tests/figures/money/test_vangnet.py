"""The safety net by year: which year gives something, and which conditions it meets."""

from __future__ import annotations

import numpy as np

from core.figures.money import vangnet
from core.figures.table import written
from core.model.parameters import VangnetRule
from core.model.vangnet import VangnetYear, vangnet_years
from tests.analysis.made import BASELINE
from tests.text.said import plain

RULES = {2021: VangnetRule(0.075, 0.125, 0.5)}


def years(*deficits: float) -> list[VangnetYear]:
    """Years from 2023 with a budget of 1,000 million each; own risk 75, all above 125."""
    given = np.array(deficits)[:, np.newaxis]
    return vangnet_years(2023, given, np.full_like(given, 1000.0), RULES, None)


def test_the_title_names_the_first_year_that_gives_something() -> None:
    found = years(70.0, 135.0, 200.0)
    # Of 135 the city bears 75, the state half of 50 and all of the last 10: 35.
    assert plain(vangnet.finding(found, "nl")) == "Over 2024 geeft het vangnet € 35,0 mln., betaald in 2026"
    assert plain(vangnet.finding(found, "en")) == "Over 2024 the safety net gives €35.0 m, paid in 2026"
    assert vangnet.finding(years(-20.0, 10.0), "nl") == "Geen enkel jaar geeft recht op het vangnet"
    assert vangnet.finding(years(-20.0, 10.0), "en") == "No year gives a right to the safety net"


def test_the_rule_in_words_is_that_of_the_last_year() -> None:
    assert vangnet.sentence(years(0.0), "nl").startswith(
        "Het vangnet is geld van het Rijk bij een groot tekort. Tot 7,5% van het budget betaalt de stad zelf. "
        "Van 7,5% tot 12,5% betaalt het Rijk 50%"
    )


def test_each_year_has_its_deficit_both_conditions_and_when_it_is_paid() -> None:
    rows = written(vangnet.table(years(100.0, -150.0), BASELINE, "nl"), "nl")
    assert [row[2:] for row in rows] == [
        ["100,0", "10,0%", "ja", "ja (100,0)", "uit", "12,5", "2025"],
        ["−150,0", "−15,0%", "nee", "nee (−50,0)", "uit", "0,0", "2026"],
    ]
