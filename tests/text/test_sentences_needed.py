"""Sentences about what a lever must be: its values stand in its own unit on every page."""

from __future__ import annotations

from core.analysis.goal_seek import Answer
from core.analysis.target import Target
from core.analysis.tornado import PACKAGE, PRICE, REVISION, Bar
from core.baseline import load_baseline
from core.model.calendar import month_index
from core.scenario import default_scenario
from core.text.sentences_needed import amount, answer_sentences
from core.text.sentences_sensitivity import bar_value
from core.text.sentences_volume import needed_sentence

COST = Answer(
    lever="lks_cost",
    value=12500.0,
    reachable=True,
    within_experience=False,
    outcome=-20.0,
    current=11000.0,
    met=False,
    current_outcome=-18.0,
    probability=None,
    chance=None,
    low=9000.0,
    high=12000.0,
    nearest_value=12000.0,
    nearest_outcome=-19.5,
    nearest_month=None,
    limit_month=None,
)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_cost_of_a_job_is_in_euros_where_a_target_on_the_volume_page_asks_for_it() -> None:
    said = plain(needed_sentence(COST, "volume", "eind 2025", 30000.0, "nl"))
    assert said.startswith(
        "Niet haalbaar binnen de ervaring (€ 9.000 tot € 12.000): nodig is € 12.500 per jaar, nu € 11.000 per jaar. "
        "Bij € 12.000 per jaar"
    )


def test_the_cost_of_a_job_is_in_euros_in_the_answer_to_a_question_of_ones_own() -> None:
    target = Target("result", -20.0, month_index("2026-12"))
    scenario = default_scenario(load_baseline("brief-2023-t2"))
    said = plain(answer_sentences(COST, target, scenario, "EUR/job/year", "nl")[0])
    assert "(€ 9.000 tot € 12.000)" in said
    assert "kosten per LKS-baan € 12.500 per jaar, nu € 11.000 per jaar" in said


def test_the_cost_of_a_job_is_in_euros_among_the_bars_of_sensitivity() -> None:
    bar = Bar("lks_cost", 9000.0, 12000.0, 11000.0, 0.0, 0.0)
    assert plain(bar_value(bar, 9000.0, "nl")) == "€ 9.000 per jaar"
    assert bar_value(bar, 9000.0, "en", unit=False) == "€9,000"


def test_bars_that_are_no_lever_say_what_their_ends_mean() -> None:
    def said(name: str, value: float) -> str:
        return bar_value(Bar(name, 0.0, 1.0, 1.0, 0.0, 0.0), value, "nl")

    assert [said(PACKAGE, value) for value in (0.0, 1.0)] == ["doen niets", "doen wat er staat"]
    assert [said(REVISION, value) for value in (-0.021, 0.034)] == ["\N{MINUS SIGN}2,1%", "+3,4%"]
    assert said(PRICE, 0.031) == "3,1% per jaar"
    assert [said("vangnet_extended", value) for value in (0.0, 1.0)] == ["uit", "aan"]


def test_the_size_of_a_measure_has_a_decimal_only_where_it_matters() -> None:
    sizes = {7.5: "7,5", 7.0: "7", 12.5: "12", 137.8: "138"}
    assert {size: amount("measure:rap", "benefits/month", size, "nl", per=False) for size in sizes} == sizes
    assert amount("measure:rap", "benefits/month", 7.5, "nl") == "7,5 per maand"
    assert amount("measure:lks-jobcoach", "share", 0.25, "en") == "25%"
