"""The page on uncertainty owns up in its first sentence: to a simpler method that did better, and to bands that were off."""

import dataclasses
import datetime as dt
import html

import pytest

from core.analysis.backtest import Backtest, Comparison, Origin, Said
from core.analysis.chances import Target, chances_of
from core.analysis.outcome import paths_of
from core.analysis.scorecard import Scorecard, scorecard_of
from core.analysis.scores import Coverage, Interval, coverage, row_of, spans
from core.baseline import Baseline, load_baseline
from core.model.calendar import month_index
from core.scenario import default_scenario
from core.text import sentences_chance as words
from core.text.catalog import LANGUAGES, Language, translate
from core.text.format import percent
from tests.analysis.made import with_dates, with_values
from tests.text.said import MONTHS, basispad, chances, count, end_of

BASE = load_baseline("brief-2023-t2")


def first_sentence(language: Language, baseline: Baseline = BASE) -> str:
    scenario = default_scenario(baseline)
    paths = paths_of(baseline, scenario, scenario)
    return words.answer(paths, baseline, chances_of(paths.draws, baseline), language).split(". ")[0]


def card_with(**changes: object) -> Scorecard:
    card = scorecard_of(BASE)
    assert card is not None
    return dataclasses.replace(card, **changes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_sentence_names_each_distance_at_which_something_simpler_did_better(language: Language) -> None:
    said = first_sentence(language)
    rows = card_with().rows
    simpler = [min(value for name, value in row.crps.items() if name in ("last_value", "level", "trend")) for row in rows]
    assert any(least < row.crps["model"] for row, least in zip(rows, simpler, strict=True))
    for row, least in zip(rows, simpler, strict=True):
        name = translate(language, "onzekerheid.score.horizon", first=row.first, last=row.last)
        assert (name in said) == (least < row.crps["model"])


def test_bands_that_missed_too_often_are_owned_up_to_first(monkeypatch: pytest.MonkeyPatch) -> None:
    tested = card_with().backtest
    origins = tuple(
        dataclasses.replace(
            origin, comparisons=tuple(dataclasses.replace(one, quantiles=(1.0,) * 7, chance=1.0) for one in origin.comparisons)
        )
        for origin in tested.origins
    )
    missed = card_with(backtest=dataclasses.replace(tested, origins=origins))
    assert coverage(missed.backtest.comparisons, 0.80).part == 0.0
    monkeypatch.setattr(words, "scorecard_of", lambda baseline: missed)
    # What is said of a baseline is remembered: of this one nothing is yet.
    assert percent(0.0, "nl", 0) in first_sentence("nl", dataclasses.replace(BASE))
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
        chance=one_in_five, caveat="@",
    )  # fmt: skip
    begin, _, end = first.partition("@")
    assert said.startswith(begin)
    one_in_three, until = translate(language, "common.chance.percent", n=35), end_of("2026", language)
    second = (
        translate(language, "onzekerheid.answer.never", until=until, chance=one_in_three)
        if half is None
        else translate(language, "onzekerheid.answer.half", month=AUGUST[language])
    )
    assert said.endswith(end)
    assert words.beside(BASE, found, language).endswith(second)


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


def scored(*rows: tuple[int, float, float], inside: int = 8, outside: int = 2) -> Scorecard:
    """Ten forecasts by months ahead, with our score and that of no change; of an outcome of 1,000 so many lie inside."""
    made = [
        Comparison(
            dt.date(2020, 1, 31), dt.date(2021, 1, 1 + i), months, 1000.0,
            (0.0, *(500.0 if i < inside else 1001.0,) * 2, 1000.0, 4000.0, 5000.0, 6000.0), 0.5, ours,
            {"last_value": Said(1000.0, same)},
        )
        for months, ours, same in rows
        for i in range(inside + outside)
    ]  # fmt: skip
    found = tuple(row_of([made[i] for i in places], first, last, {}) for first, last, places in spans(made))
    tested = Backtest((Origin(dt.date(2020, 1, 31), tuple(made)),))
    return Scorecard(tested, found, row_of(made, 1, 99, {}), ("model", "last_value"), None, (), ())


def horizon(language: Language, first: int, last: int) -> str:
    return translate(language, "onzekerheid.score.horizon", first=first, last=last)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_score_says_at_which_distances_something_simpler_did_better(language: Language) -> None:
    """10, 50 and 90 against 30, 20 and 60: all together 150 against 110, 36% worse."""
    found = scored((3, 10.0, 30.0), (10, 50.0, 20.0), (14, 90.0, 60.0))
    word = {"nl": "en", "en": "and"}[language]
    both = f"{horizon(language, 7, 12)} {word} {horizon(language, 13, 24)}"
    simpler = translate(language, "onzekerheid.method.last_value").lower()
    worse = "\N{MINUS SIGN}36%"
    assert words.score_answer(found, language) == html.escape(
        translate(language, "onzekerheid.score.whole_worse", skill="36%", low=worse, high=worse)
        + " "
        + translate(language, "onzekerheid.score.beaten", horizons=both, method=simpler, ours="50", theirs="20")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_ours_did_best_everywhere_it_says_so(language: Language) -> None:
    whole = translate(language, "onzekerheid.score.whole", skill="75%", low="+75%", high="+75%")
    said = words.score_answer(scored((3, 10.0, 40.0)), language)
    assert said == html.escape(f"{whole} {translate(language, 'onzekerheid.score.better')}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("inside", "good"), [(6, False), (7, True), (9, True), (10, False)])
def test_a_band_is_good_with_seven_to_nine_in_ten_inside(language: Language, inside: int, good: bool) -> None:
    found = scored((3, 10.0, 30.0), inside=inside, outside=10 - inside)
    few = translate(language, "onzekerheid.score.few", n=10, days=10, origins=1)
    said = words.score_sentence(found.backtest, language)
    assert said.endswith(html.escape(few))
    assert (said == html.escape(few)) == (not good)
    begin = {"nl": "De band voor 8 van de 10", "en": "The band for 8 of 10"}[language]
    assert words.score_answer(found, language).startswith(begin) == (not good)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_interval_names_the_value_and_its_ends_with_their_signs(language: Language) -> None:
    expected = translate(language, "onzekerheid.score.interval", value="+4%", low="\N{MINUS SIGN}3%", high="+11%")
    assert words.interval(Interval(0.04, -0.03, 0.11), language) == expected


# What would have to be true ----------------------------------------------------------------------------------------


def test_thirty_thousand_at_the_end_of_2027_asks_150_a_month() -> None:
    moved = with_dates(with_values(volume=33570.0), target_volume="2027-12-31")
    baseline = dataclasses.replace(moved, known_on=dt.date(2026, 11, 27), reference_month=month_index("2025-12"))
    assert words.would(baseline, "nl") == "30.000 eind 2027 vraagt 149 per maand minder: het tempo van 2017–2018, 2 jaar lang."
    assert words.would(baseline, "en") == "30,000 at the end of 2027 takes 149 fewer a month: the pace of 2017–2018, for 2 years."


def test_a_pace_that_no_years_had_is_set_beside_the_nearest() -> None:
    far = with_values(target_volume=20000.0)
    said = words.would(far, "nl")
    assert said.startswith("20.000 eind 2025 vraagt 459 per maand minder. Zo snel daalde het")
    assert "198 per maand in 2018" in said
    # 250 in 28 months is 9 a month: from the end of 2013 to that of 2020 it fell 492 in 84, 6 a month; no other years are nearer.
    assert words.would(with_values(target_volume=32614.0), "nl").endswith("Het dichtst daarbij kwam 2014–2020: 6 per maand.")
    assert words.would(with_values(target_volume=33000.0), "nl") == ""


def test_the_letters_chance_is_less_than_one_in_a_hundred_by_what_was_published_since() -> None:
    said = words.since(BASE, "nl")
    assert "minder dan 1 op 100" in said
    assert words.since(dataclasses.replace(BASE, known_on=dt.date(2026, 11, 27)), "nl") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_coverage_names_inside_count_part_and_interval(language: Language) -> None:
    expected = translate(language, "onzekerheid.score.covered", inside="35", count="45", part="78%", low="64%", high="87%")
    assert words.covered(Coverage(0.8, 35, 45, 0.637, 0.874), language) == expected
