"""Sentences about what a lever must be: its values stand in its own unit on every page."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from core.analysis.lever_map import LeverMap, Standing
from core.analysis.target import Target
from core.analysis.tornado import PACKAGE, PRICE, REVISION, Bar
from core.model.calendar import month_index
from core.model.measures import Measure
from core.scenario import default_scenario, with_measures
from core.text.catalog import LANGUAGES, Language, translate
from core.text.format import capital, inside
from core.text.sentences_needed import amount, answer_kind, answer_sentences, crossing, map_sentence, map_title, target_phrase
from core.text.sentences_sensitivity import bar_value
from core.text.sentences_volume import needed_sentence
from tests.analysis.made import BASELINE
from tests.text.said import answered, count, mln, plain

PLAIN = default_scenario(BASELINE)
VOLUME = Target("volume", 30000.0, month_index("2025-12"))
COST = answered(
    "lks_cost", value=12500.0, within_experience=False, outcome=-20.0, current=11000.0, current_outcome=-18.0, low=9000.0,
    high=12000.0, nearest_value=12000.0, nearest_outcome=-19.5,
)  # fmt: skip


def test_the_cost_of_a_job_is_in_euros_where_a_target_on_the_volume_page_asks_for_it() -> None:
    said = plain(needed_sentence(COST, "volume", "eind 2025", 30000.0, "nl"))
    assert said.startswith(
        "Dat is meer dan wij eerder zagen (€ 9.000 tot € 12.000). Nodig is € 12.500 per jaar, nu € 11.000 per jaar. "
        "Bij € 12.000 per jaar"
    )


def test_the_cost_of_a_job_is_in_euros_in_the_answer_to_a_question_of_ones_own() -> None:
    target = Target("result", -20.0, month_index("2026-12"))
    said = plain(answer_sentences(COST, target, BASELINE, PLAIN, "EUR/job/year", "nl")[0])
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


# A question of one's own -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "outcome", "kind"),
    [
        ({"met": True, "value": 600.0}, "volume", "exact"),
        ({"met": True, "value": 640.0}, "volume", "room"),
        ({"met": True, "reachable": False}, "volume", "always"),
        ({}, "volume", "within"),
        ({"within_experience": False}, "volume", "beyond"),
        ({"reachable": False}, "volume", "never"),
        ({"reachable": False, "outcome": 0.0, "current_outcome": 0.0}, "volume", "useless"),
        ({"reachable": False, "outcome": 0.0, "current_outcome": 0.0}, "reserve", "empty"),
        ({"reachable": False, "outcome": 5.0, "current_outcome": 5.0}, "reserve", "useless"),
    ],
)
def test_each_kind_of_answer_has_a_sentence_of_its_own(fields: dict[str, Any], outcome: str, kind: str) -> None:
    assert answer_kind(answered("inflow", **fields), Target(outcome, 1.0, VOLUME.month)) == kind


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("within", [True, False])
def test_the_answer_gives_value_present_and_experience_and_what_its_end_brings(language: Language, within: bool) -> None:
    found = answered(
        "inflow", value=480.5, within_experience=within, low=500.0, high=1720.0, nearest_value=500.0, nearest_outcome=30416.0,
        nearest_month=month_index("2026-08"),
    )  # fmt: skip
    said = answer_sentences(found, VOLUME, BASELINE, PLAIN, "benefits/month", language)
    when = translate(language, "common.end_of", period="2025")

    def monthly(text: str) -> str:
        return translate(language, "lever.per_month", amount=text)

    thirty = translate(language, "needed.count.volume", amount=count("30,000", language))
    target = translate(language, "needed.target.volume", value=thirty, when=when)
    name = translate(language, "lever.inflow.name")
    first = translate(
        language, f"needed.answer.{'within' if within else 'beyond'}", target=target, sure="", when=when, value=monthly("480"),
        name=name[0].lower() + name[1:], current=monthly("600"), low="500", high=count("1,720", language),
    )  # fmt: skip
    assert said[0] == capital(first)
    if within:
        assert len(said) == 1
        return
    nearest = translate(language, "needed.count.volume", amount=count("30,416", language))
    edge = translate(language, "needed.edge")
    august = translate(language, "common.end_of", period={"nl": "augustus 2026", "en": "August 2026"}[language])
    assert said[1:] == [
        translate(language, "needed.nearest", value=monthly("500"), edge=edge, when=when, outcome=nearest),
        translate(language, "needed.date.later", date=august, sure=""),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("month", "key"), [("2026-01", "later"), ("2025-11", "earlier"), ("2025-12", "earlier"), (None, "none")])
def test_the_target_is_met_later_until_earlier_or_in_no_month(language: Language, month: str | None, key: str) -> None:
    found = answered("inflow", reachable=False, nearest_value=550.0, nearest_month=None if month is None else month_index(month))
    said = answer_sentences(found, VOLUME, BASELINE, PLAIN, "benefits/month", language)
    names = {"2026-01": ("januari 2026", "January 2026"), "2025-11": ("november 2025", "November 2025")}
    period = names.get(month or "", ("2030", "2030") if month is None else ("2025", "2025"))[LANGUAGES.index(language)]
    at = translate(language, "common.end_of", period=period)
    assert said[2] == translate(language, f"needed.date.{key}", date=at, until=at, sure="")
    edge = translate(language, "needed.edge")
    assert edge not in said[1], "550 lies inside experience"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("outcome", "side"),
    [
        ("volume", "at_most"),
        ("general_funds", "at_most"),
        ("lks_jobs", "at_least"),
        ("reserve", "at_least"),
        ("result", "at_least"),
    ],
)  # fmt: skip
def test_with_a_chance_an_outcome_is_a_ceiling_or_a_floor(language: Language, outcome: str, side: str) -> None:
    target = Target(outcome, 20.0, month_index("2025-06"))
    found = answered("inflow", reachable=False, outcome=31.0, nearest_value=550.0, nearest_outcome=32.0, probability=0.8)
    said = answer_sentences(found, target, BASELINE, PLAIN, "benefits/month", language)
    sure = translate(language, "needed.sure", odds=translate(language, "needed.odds", n=8))
    people = outcome in ("volume", "lks_jobs")

    def shown(text: str) -> str:
        amount_of = translate(language, f"needed.count.{outcome}", amount=text) if people else mln(f"{text}.0", language)
        return translate(language, f"needed.{side}", amount=amount_of)

    assert sure in said[0]
    assert shown("31").rstrip(".") in said[0]
    assert shown("32").rstrip(".") in said[1]
    assert translate(language, "needed.sure_then") in said[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_target_of_a_year_is_in_that_year_and_one_of_a_month_at_its_end(language: Language) -> None:
    year = translate(language, "needed.in_year", year=2025)
    end = translate(language, "common.end_of", period={"nl": "juni 2025", "en": "June 2025"}[language])
    for outcome, when in (("result", year), ("general_funds", year), ("reserve", end)):
        value = mln("-20.0".replace("-", "−"), language)
        target = Target(outcome, -20.0, month_index("2025-06"))
        assert target_phrase(target, language) == translate(language, f"needed.target.{outcome}", value=value, when=when)
    found = answered("inflow", reachable=False, nearest_month=month_index("2024-12"))
    said = answer_sentences(found, Target("result", -20.0, month_index("2025-12")), BASELINE, PLAIN, "benefits/month", language)
    assert said[2] == translate(language, "needed.date.year", date=translate(language, "needed.in_year", year=2024), sure="")


@pytest.mark.parametrize(("nearest", "edge"), [(400.0, True), (401.0, False), (699.0, False), (700.0, True)])
def test_the_nearest_value_is_an_edge_where_experience_begins_or_ends(nearest: float, edge: bool) -> None:
    found = answered("inflow", reachable=False, nearest_value=nearest, low=400.0, high=700.0)
    said = answer_sentences(found, VOLUME, BASELINE, PLAIN, "benefits/month", "nl")
    assert (translate("nl", "needed.edge") in said[1]) == edge


def test_a_measure_is_called_by_its_own_name_and_said_to_be_one() -> None:
    own = with_measures(PLAIN, [Measure("eigen", "outflow_work", month_index("2024-01"), 5.0, name="Mijn plan")])
    found = answered("measure:eigen", value=7.5, current=5.0, low=0.0, high=10.0)
    (said,) = answer_sentences(found, VOLUME, BASELINE, own, "benefits/month", "nl")
    assert "maatregel ‘Mijn plan’ 7,5 per maand, nu 5 per maand" in said
    assert "(0 tot 10)" in said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"value": 80.279, "rounded": 81.0}, "naar boven af, zodat het doel wordt gehaald; precies is het 80,28."),
        ({"value": 80.721, "rounded": 80.0}, "naar beneden af, zodat het doel wordt gehaald; precies is het 80,72."),
    ],
)  # fmt: skip
def test_a_rounded_value_says_so_and_what_it_is_exactly(fields: dict[str, float], said: str) -> None:
    found = answered("lks_starts", current=57.4, low=0.0, high=100.0, **fields)
    shown = f"{fields['rounded']:.0f} per maand"
    own = answer_sentences(found, VOLUME, BASELINE, PLAIN, "jobs/month", "nl")
    assert shown in own[0]
    assert own[1].endswith(said)
    line = needed_sentence(found, "lks_jobs", "eind 2026", 2400.0, "nl")
    assert shown in line
    assert line.endswith(said)


@pytest.mark.parametrize("value", [80.0, 80.0000001])
def test_a_value_that_is_a_step_already_is_not_called_rounded(value: float) -> None:
    found = answered("lks_starts", value=value, rounded=80.0, current=57.4, low=0.0, high=100.0)
    assert len(answer_sentences(found, VOLUME, BASELINE, PLAIN, "jobs/month", "nl")) == 1
    assert "rondden" not in needed_sentence(found, "lks_jobs", "eind 2026", 2400.0, "nl")


def test_a_lever_that_stands_on_the_last_step_that_does_is_just_enough() -> None:
    found = answered("lks_starts", value=80.279, rounded=81.0, current=81.0, met=True, low=0.0, high=100.0)
    assert answer_kind(found, VOLUME) == "exact"
    assert needed_sentence(found, "lks_jobs", "eind 2026", 2400.0, "nl") == "Met 81 per maand wordt het doel net gehaald."


# The map -----------------------------------------------------------------------------------------------------------


def a_map(*pieces: tuple[float, float, float, float]) -> LeverMap:
    """A map of inflow and outflow with these pieces of the line of 8 in 10."""
    grid = np.zeros((2, 2))
    lines = {0.5: np.array([[1.0, 0.0, 1.0, 1.0]]), 0.8: np.array(pieces).reshape(-1, 4)}
    return LeverMap("inflow", "outflow_rate", grid[0], grid[0], VOLUME, grid, grid, lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_map_says_the_chance_where_the_scenario_stands(language: Language) -> None:
    said = map_title(a_map(), Standing(610.0, 0.019, 31000.0, 0.2), language)
    rate = {"nl": "1,90%", "en": "1.90%"}[language]
    assert translate(language, "lever.per_month", amount="610") in said
    assert translate(language, "lever.per_month", amount=rate) in said
    assert translate(language, "common.chance.one_in", n=5) in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("chance", "key"), [(0.8, "everywhere"), (0.79, "nowhere")])
def test_a_map_without_a_crossing_is_everywhere_or_nowhere_likely_enough(language: Language, chance: float, key: str) -> None:
    said = map_sentence(a_map((500.0, 0.01, 510.0, 0.012)), Standing(610.0, 0.019, 31000.0, chance), language)
    other = {"everywhere": "nowhere", "nowhere": "everywhere"}[key]
    line = translate(language, "needed.map.line", odds=translate(language, "needed.odds", n=8))
    axes = {"x_name": "inflow", "y_name": "outflow_rate"}
    names = {axis: inside(translate(language, f"lever.{lever}.name")) for axis, lever in axes.items()}
    rate = {"nl": "1,90%", "en": "1.90%"}[language]
    values = {"x_value": translate(language, "lever.per_month", amount="610"),
              "y_value": translate(language, "lever.per_month", amount=rate)}  # fmt: skip
    assert said == translate(language, f"needed.map.{key}", line=line, **names, **values)
    assert said != translate(language, f"needed.map.{other}", line=line, **names, **values)


def test_of_two_crossings_the_one_nearest_to_the_present_is_said() -> None:
    """At a rate of 0.019 the line is crossed halfway its first piece, at 505, and at 590: the scenario stands at 610."""
    found = a_map((500.0, 0.018, 510.0, 0.020), (590.0, 0.010, 590.0, 0.030))
    assert "590 per maand" in map_sentence(found, Standing(610.0, 0.019, 31000.0, 0.2), "nl")
    assert "505 per maand" in map_sentence(found, Standing(520.0, 0.019, 31000.0, 0.2), "nl")


@pytest.mark.parametrize(("falls", "step"), [(True, "505"), (False, "506")])
def test_a_crossing_between_two_steps_is_said_as_the_step_with_the_higher_chance(falls: bool, step: str) -> None:
    """The line of 8 in 10 is crossed at an inflow of 505.4, where the chance falls, or rises, from 0.9 to 0.7."""
    found = dataclasses.replace(
        a_map((505.4, 0.018, 505.4, 0.020)), x_values=np.array([400.0, 800.0]), y_values=np.array([0.01, 0.03]),
        chance=np.array([[0.9, 0.7]] * 2 if falls else [[0.7, 0.9]] * 2),
    )  # fmt: skip
    assert f"instroom {step} per maand, nu 520" in map_sentence(found, Standing(520.0, 0.019, 31000.0, 0.2), "nl")


@pytest.mark.parametrize(
    ("piece", "found"),
    [
        ((0.0, 0.0, 4.0, 8.0), [1.0]), ((4.0, 8.0, 0.0, 0.0), [1.0]), ((0.0, 3.0, 4.0, 8.0), []), ((0.0, 2.0, 4.0, 8.0), [0.0]),
        ((0.0, 0.0, 4.0, 2.0), [4.0]), ((0.0, 2.0, 4.0, 2.0), []), ((0.0, 0.0, 4.0, 1.0), []),
    ],
)  # fmt: skip
def test_a_piece_of_a_line_crosses_a_height_where_it_passes_it(
    piece: tuple[float, float, float, float], found: list[float]
) -> None:
    """The height is 2."""
    assert crossing(np.array([piece]), 2.0) == found
