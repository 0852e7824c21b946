"""The page on uncertainty owns up in its first sentence: to a simpler method that did better, and to bands that were off."""

import dataclasses

import pytest

from core.analysis.backtest import Backtest, backtest, coverage, score
from core.analysis.chances import chances_of
from core.analysis.outcome import paths_of
from core.baseline import load_baseline
from core.scenario import default_scenario
from core.text import sentences_chance as words
from core.text.catalog import LANGUAGES, Language, translate
from core.text.format import percent
from tests.places import ROTTERDAM

BASE = load_baseline("brief-2023-t2")


def first_sentence(language: Language) -> str:
    scenario = default_scenario(BASE)
    paths = paths_of(BASE, scenario, scenario)
    return words.answer(paths, BASE, chances_of(paths.draws, BASE), language).split(". ")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_sentence_names_each_distance_at_which_something_simpler_was_closer(language: Language) -> None:
    said = first_sentence(language)
    for row in score(backtest(ROTTERDAM).comparisons):
        name = translate(language, "onzekerheid.score.horizon", first=row.first, last=row.last)
        assert (name in said) == (min(row.errors.values()) < row.errors["model"])


def _with(found: Backtest, **changes: object) -> Backtest:
    origins = tuple(
        dataclasses.replace(origin, comparisons=tuple(dataclasses.replace(one, **changes) for one in origin.comparisons))
        for origin in found.origins
    )
    return dataclasses.replace(found, origins=origins)


def test_bands_that_missed_too_often_are_owned_up_to_first(monkeypatch: pytest.MonkeyPatch) -> None:
    missed = _with(backtest(ROTTERDAM), quantiles=(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0), chance=1.0)
    monkeypatch.setattr(words, "backtest", lambda city, day: missed)
    assert coverage(missed.comparisons, 0.80).part == 0.0
    assert percent(0.0, "nl", 0) in first_sentence("nl")
    assert words.score_answer(missed, "nl").startswith("De band voor 8 van de 10")
