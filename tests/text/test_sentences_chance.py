"""The page on uncertainty owns up in its first sentence: to a simpler method that did better, and to bands that were off."""

import dataclasses
import datetime as dt
import html

import pytest

from core.analysis.backtest import FIRST, Backtest, Comparison, Coverage, Origin, backtest, coverage, score
from core.analysis.chances import Target, chances_of
from core.analysis.outcome import paths_of
from core.baseline import load_baseline
from core.model.calendar import month_index
from core.scenario import default_scenario
from core.text import sentences_chance as words
from core.text.catalog import LANGUAGES, Language, translate
from core.text.format import percent
from tests.places import ROTTERDAM
from tests.text.said import MONTHS, basispad, chances, count, end_of

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


# Each chart of the page, by numbers that are made up -----------------------------------------------------------------

AUGUST = {"nl": "augustus 2026", "en": "August 2026"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("half", [None, "2026-08"])
def test_the_answer_gives_the_chance_in_the_targets_month_and_when_it_is_as_likely_as_not(
    language: Language, half: str | None
) -> None:
    targets = (Target("milestone", MONTHS[4], 32325.0, 0.9), Target("volume", month_index("2025-12"), 30000.0, 0.19))
    found = chances(targets=targets, half=None if half is None else month_index(half))
    said = words.answer(basispad(), BASE, found, language)
    one_in_five = translate(language, "common.chance.one_in", n=5)
    first = translate(
        language, "onzekerheid.answer.chance", target=count("30,000", language), when=end_of("2025", language),
        chance=one_in_five, percent="19%", caveat="@",
    )  # fmt: skip
    begin, _, end = first.partition("@")
    assert said.startswith(begin)
    one_in_three, until = translate(language, "common.chance.one_in", n=3), end_of("2026", language)
    second = (
        translate(language, "onzekerheid.answer.never", until=until, chance=one_in_three)
        if half is None
        else translate(language, "onzekerheid.answer.half", month=AUGUST[language])
    )
    assert said.endswith(f"{end} {second}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_target_after_the_last_month_has_no_chance(language: Language) -> None:
    said = words.answer(basispad(), BASE, chances(), language)
    assert said.startswith(translate(language, "onzekerheid.answer.outside", target=count("30,000", language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_target_is_named_by_what_has_to_be_reached_and_when(language: Language) -> None:
    at = month_index("2025-12")
    for name, value, shown in (("volume", 30000.0, "30,000"), ("lks", 2400.0, "2,400"), ("milestone", 32325.0, "32,325")):
        expected = translate(language, f"onzekerheid.target.{name}", value=count(shown, language), when=end_of("2025", language))
        assert words.target_name(name, at, value, language) == expected
    assert words.target_name("result", at, None, language) == translate(language, "onzekerheid.target.result", year=2025)
    reserve = translate(language, "onzekerheid.target.reserve", when=end_of("2025", language))
    assert words.target_name("reserve", at, None, language) == reserve


def scored(*rows: tuple[int, float, float, float], inside: int = 8, outside: int = 2) -> Backtest:
    """Forecasts by months ahead and how far our median, no change and a ruler were off an outcome of 1,000."""
    made = [
        Comparison(
            dt.date(2020, 1, 31), dt.date(2021, 1, 1 + i), months, 1000.0,
            (0.0, *(500.0 if i < inside else 1001.0,) * 2, 1000.0 + ours, 4000.0, 5000.0, 6000.0), 0.5, 1000.0 + same,
            1000.0 + ruler,
        )
        for months, ours, same, ruler in rows
        for i in range(inside + outside)
    ]  # fmt: skip
    return Backtest((Origin(dt.date(2020, 1, 31), FIRST, 1.0, 0, tuple(made)),), FIRST, 1.0)


def horizon(language: Language, first: int, last: int) -> str:
    return translate(language, "onzekerheid.score.horizon", first=first, last=last)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_score_says_at_which_distances_something_simpler_was_closer(language: Language) -> None:
    found = scored((3, 10.0, 30.0, 40.0), (10, 50.0, 20.0, 60.0), (14, 50.0, 60.0, 5.0))
    word = {"nl": "en", "en": "and"}[language]
    both = f"{horizon(language, 7, 12)} {word} {horizon(language, 13, 24)}"
    simpler = translate(language, "onzekerheid.method.last_value").lower()
    assert words.score_answer(found, language) == html.escape(
        translate(language, "onzekerheid.score.ruler", horizons=both, method=simpler, ours="50", theirs="20")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_ours_was_closest_everywhere_it_says_so(language: Language) -> None:
    found = scored((3, 10.0, 30.0, 40.0))
    assert words.score_answer(found, language) == html.escape(translate(language, "onzekerheid.score.better"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("inside", "good"), [(6, False), (7, True), (9, True), (10, False)])
def test_a_band_is_good_with_seven_to_nine_in_ten_inside(language: Language, inside: int, good: bool) -> None:
    found = scored((3, 10.0, 30.0, 40.0), inside=inside, outside=10 - inside)
    few = translate(language, "onzekerheid.score.few", n=10, days=10, origins=1)
    said = words.score_sentence(found, language)
    assert said.endswith(html.escape(few))
    assert (said == html.escape(few)) == (not good)
    off = words.score_answer(found, language) != html.escape(translate(language, "onzekerheid.score.better"))
    assert off == (not good)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_coverage_names_inside_count_part_and_interval(language: Language) -> None:
    expected = translate(language, "onzekerheid.score.covered", inside="35", count="45", part="78%", low="64%", high="87%")
    assert words.covered(Coverage(0.8, 35, 45, 0.637, 0.874), language) == expected
