"""What a room is told of a change."""

from __future__ import annotations

import dataclasses

from core.analysis.outcome import central
from core.baseline import DEFAULT, load_baseline
from core.scenario import default_scenario, with_value
from core.text.sentences_room import changed, effect

BASELINE = load_baseline(DEFAULT)
NINE = "€\N{NO-BREAK SPACE}9,0\N{NO-BREAK SPACE}mln."
SHOWN = default_scenario(BASELINE)
OUTCOME = dataclasses.replace(central(BASELINE, SHOWN)[1], volume=33970.4, result=-51.62, result_year=2027)


def test_an_effect_is_the_difference_of_what_is_shown() -> None:
    fewer = dataclasses.replace(OUTCOME, volume=32766.4, result=-42.63)
    assert effect(OUTCOME, fewer, "nl", money=True) == f"1.204 uitkeringen minder eind 2027, {NINE} beter in 2027"
    assert effect(fewer, OUTCOME, "en", money=True).startswith("1,204 more benefits")
    assert effect(OUTCOME, OUTCOME, "nl", money=True) == "evenveel uitkeringen eind 2027"


def test_of_another_month_no_difference_is_told() -> None:
    later = dataclasses.replace(OUTCOME, volume=30000.0, month=OUTCOME.month + 12)
    assert effect(OUTCOME, later, "nl", money=True) == "30.000 uitkeringen eind 2028"


def test_money_of_another_year_is_left_out() -> None:
    other = dataclasses.replace(OUTCOME, volume=33971.4, result=-1.0, result_year=2028)
    assert effect(OUTCOME, other, "nl", money=True) == "1 uitkering meer eind 2027"
    assert effect(OUTCOME, other, "nl", money=False) == "1 uitkering meer eind 2027"


def test_a_change_is_named_with_what_it_does_and_many_are_counted() -> None:
    find = load_baseline
    moved = with_value(SHOWN, BASELINE, "inflow", 600.0)
    assert changed(SHOWN, moved, find, "nl").startswith("Instroom van 643 naar 600: ")
    for lever, value in (("outflow_rate", 0.02), ("buig_share", 0.083), ("lks_first_year_dropout", 0.4)):
        moved = with_value(moved, BASELINE, lever, value)
    assert " en nog 2: " in changed(SHOWN, moved, find, "nl")
    assert changed(SHOWN, SHOWN, find, "nl") == "Hier is niets veranderd."
