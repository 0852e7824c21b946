"""A baseline to which nobody gave a target or a reserve: nothing stands in for them, and everything else is told whole."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest

from core.analysis.chances import chances_document, chances_of
from core.analysis.mapped import Mapped
from core.analysis.outlook import Outlook, outlook_of
from core.analysis.output import menu, parse_output
from core.analysis.sensitivity import Sensitivity
from core.analysis.simulate import simulate
from core.analysis.target import check_target, parse_target
from core.baseline import OPTIONAL, check_complete, load_baseline
from core.document.explanation import explanation
from core.document.run import run_document
from core.figures.figure import Figure
from core.figures.monitor.indicator import INDICATORS
from core.problem import Problem
from core.scenario import default_scenario
from core.text import sentences, sentences_buig, sentences_chance, sentences_lks
from core.text.catalog import LANGUAGES, Language, translate
from core.trace import book_of
from core.trace.pages import PAGES
from tests.figures.subjects import FIGURES, subject_of, subjects

BRIEF = load_baseline("brief-2023-t2")
BARE = dataclasses.replace(BRIEF, quantities={place: one for place, one in BRIEF.quantities.items() if place[0] not in OPTIONAL})
OUTLOOK: Outlook = outlook_of(default_scenario(BARE), BARE)
AIMS = re.compile(r"30[.,]000|32[.,]325|2[.,]400|43[.,]8")
"""The targets of the letter and its reserve."""
ASKED = (Mapped, Sensitivity)
"""Charts of what a reader asks for: a target of their own, or what one of the outputs on the menu depends on."""
OF_THE_CITY = {"moments", "promises", "season", *(figure.key for figure in INDICATORS.values())}
"""Charts of what the city published, which may name any number of the letter."""


def test_it_is_a_whole_baseline() -> None:
    check_complete(BARE, "bare")
    assert {BARE.find(key) for key in OPTIONAL} == {None}


@pytest.mark.one_in(2)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", [one for one in FIGURES if subject_of(one) not in ASKED], ids=lambda figure: figure.key)
def test_every_chart_is_told_without_them(figure: Figure, language: Language) -> None:
    for subject in subjects(OUTLOOK, subject_of(figure)):
        figure.frames(subject, language)
        said = f"{figure.finding(subject, language)} {figure.sentence(subject, language)}"
        figure.table(subject, language)
        assert figure.key in OF_THE_CITY or not AIMS.search(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_names_a_target_a_chance_or_a_reserve(language: Language) -> None:
    paths, chances = OUTLOOK.paths, chances_of(OUTLOOK.paths.draws, BARE)
    keys = [*sentences.key_figures(paths, BARE, language), *sentences_buig.key_figures(OUTLOOK, language)]
    answers = [
        sentences.answer(paths, BARE, language), sentences_buig.answer(OUTLOOK, language),
        sentences_chance.answer(paths, BARE, chances, language), sentences_lks.open_answer(paths, language),
        *(f"{one.label} {one.value} {one.difference}" for one in keys),
    ]  # fmt: skip
    assert not AIMS.search(" ".join(answers))
    assert keys[3].value == "–"
    assert keys[3].difference == translate(language, "verkenner.key.reserve_unknown")
    assert sentences_chance.key_figures(paths, chances, language) == []


def test_nothing_of_them_stands_in_the_document() -> None:
    scenario = OUTLOOK.scenario
    run = simulate(BARE, scenario)
    found = run_document(scenario, BARE, run, OUTLOOK.paths.draws) | explanation(scenario, BARE, run)
    found |= {"chances": chances_document(chances_of(OUTLOOK.paths.draws, BARE))}
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    gaps = ("volume_gap", "lks_gap", "target_month", "steady_state_gap")
    assert [found["outcome"][name] for name in gaps] == [None] * 4
    assert found["required"] == {"volume": None, "lks_jobs": None}
    assert {row["reserve"] for part in ("months", "years") for row in found[part]} == {None}
    assert found["reserve_empty"] is None
    assert found["chances"]["targets"] == []
    # With nothing in the reserve all that is short falls to the general funds: 14.45 of 2023 first, by the letter's amounts.
    whole = run_document(default_scenario(BRIEF), BRIEF, simulate(BRIEF, default_scenario(BRIEF)))
    short = [row["general_funds"] for row in found["years"]]
    assert short[0] == pytest.approx(whole["years"][0]["lasten"] - whole["years"][0]["buig"])
    assert sum(short) == pytest.approx(43.8 + sum(row["general_funds"] for row in whole["years"]))


def test_every_number_that_is_left_on_a_page_has_a_trace() -> None:
    book = book_of(OUTLOOK.scenario, BARE)
    for named in PAGES.values():
        for key in named(OUTLOOK).values():
            assert book[key].value is not None
    for key in ("volume_gap", "lks_gap", "target_month", "reserve_empty", "steady_state_gap", "chance:volume", "never_reached"):
        with pytest.raises(Problem):
            book[key]


def test_what_needs_them_is_refused_in_words() -> None:
    for ask in (
        lambda: parse_output("target_month", BARE), lambda: parse_output("reserve@2025-12", BARE),
        lambda: check_target(BARE, parse_target("reserve=0@2025-12")),
    ):  # fmt: skip
        with pytest.raises(Problem) as refused:
            ask()
        assert refused.value.key.startswith("sensitivity.no_")
    names = {one.name for one in menu(BARE, OUTLOOK.scenario.until)}
    assert names == {"volume", "lks_jobs", "result", "general_funds"}
