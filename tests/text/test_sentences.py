"""The answer and the key figures: one above, at and one below the target; singular and plural; both languages."""

from __future__ import annotations

import dataclasses

import pytest

from core.model.calendar import month_index
from core.text.catalog import LANGUAGES, Language, translate
from core.text.format import capital
from core.text.sentences import KeyFigure, answer, key_figures
from tests.analysis.made import BASELINE, made
from tests.text.said import count, in_number, mln, with_outcome

DECEMBER, AUGUST = month_index("2025-12"), month_index("2024-08")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("volume", "key", "shown", "gap"),
    [
        (30001.0, "above", "30,001", "1"), (30000.0, "at", "30,000", "0"), (29999.0, "below", "29,999", "1"),
        (32647.49, "above", "32,647", "2,647"), (28000.0, "below", "28,000", "2,000"),
    ],
)  # fmt: skip
def test_the_answer_says_how_far_above_or_below_the_target_it_is(
    language: Language, volume: float, key: str, shown: str, gap: str
) -> None:
    when = {"nl": "eind 2025", "en": translate("en", "common.end_of", period="2025")}[language]
    expected = in_number(
        language, f"verkenner.answer.{key}", gap, when=when, volume=count(shown, language), gap=count(gap, language),
        target=count("30,000", language), chance=translate(language, "common.chance.one_in", n=5),
        city="Rotterdam", how={"nl": "met deze keuzes", "en": "with these choices"}[language],
    )  # fmt: skip
    assert answer(with_outcome(volume=volume, month=DECEMBER), BASELINE, language) == capital(expected)


def test_the_answer_is_of_the_month_that_is_judged() -> None:
    """Where that is not the target's, neither is the chance: both months are said."""
    said = answer(with_outcome(volume=31000.0, month=AUGUST), BASELINE, "nl")
    assert said.startswith("Eind augustus 2024 heeft Rotterdam")
    assert "<b>1.000</b> te veel voor de 30.000 van eind 2025. De kans dat die 30.000 dan al gehaald zijn, is <b>" in said
    assert "op halen" not in said
    at = answer(with_outcome(volume=30000.0, month=AUGUST), BASELINE, "en")
    assert "exactly the target of the end of 2025. The chance that it is reached by then is <b>" in at


def test_the_answer_says_another_chance_in_other_words() -> None:
    assert "<b>minder dan 1 op 50</b>" in answer(with_outcome(chance=0.0), BASELINE, "nl")
    assert "<b>ongeveer 70%</b>" in answer(with_outcome(chance=0.7), BASELINE, "nl")


SAME = {language: translate(language, "verkenner.key.same") for language in LANGUAGES}


def figures(language: Language, base: dict[str, object] | None = None, **now: object) -> dict[str, KeyFigure]:
    found = key_figures(with_outcome(base=base, **now), BASELINE, language)
    return dict(zip(("volume", "lks", "result", "reserve", "funds"), found, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["volume", "lks"])
@pytest.mark.parametrize(("value", "key", "apart"), [(1601.0, "more", "1"), (1600.0, "same", ""), (1599.0, "fewer", "1")])
def test_a_count_stands_above_at_or_below_the_basispad(language: Language, name: str, value: float, key: str, apart: str) -> None:
    field, when = {"volume": ("volume", "month"), "lks": ("lks_jobs", "lks_month")}[name]
    found = figures(language, base={field: 1600.0}, **{field: value, when: AUGUST})[name]
    assert found.value == count(f"{value:,.0f}", language)
    assert found.difference == (
        SAME[language] if key == "same" else in_number(language, f"verkenner.key.{key}", apart, amount=apart)
    )
    month = {"nl": "augustus 2024", "en": "August 2024"}[language]
    assert found.label == translate(language, f"verkenner.key.{name}", when=translate(language, "common.end_of", period=month))


def test_the_difference_is_that_of_the_numbers_that_are_shown() -> None:
    """30,000.4 and 29,999.6 are both shown as 30,000; 30,000.6 and 29,999.4 are two apart."""
    assert figures("nl", base={"volume": 29999.6}, volume=30000.4)["volume"].difference == SAME["nl"]
    assert figures("nl", base={"volume": 29999.4}, volume=30000.6)["volume"].difference == "2 meer dan in het basispad"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("result", "base", "side", "shown", "key", "apart"),
    [
        (-69.34, -60.0, "deficit", "69.3", "more", "9.3"), (-50.0, -60.0, "deficit", "50.0", "fewer", "10.0"),
        (12.0, 10.5, "surplus", "12.0", "more", "1.5"), (3.0, -2.0, "surplus", "3.0", "more", "5.0"),
        (-60.04, -60.0, "deficit", "60.0", "same", ""), (0.0, 0.0, "surplus", "0.0", "same", ""),
    ],
)  # fmt: skip
def test_a_deficit_is_more_where_it_is_deeper_and_a_surplus_where_it_is_higher(
    language: Language, result: float, base: float, side: str, shown: str, key: str, apart: str
) -> None:
    found = figures(language, base={"result": base}, result=result, result_year=2025)["result"]
    assert found.label == translate(language, f"verkenner.key.result_{side}", year=2025)
    assert found.value == mln(shown, language)
    same = key == "same"
    expected = SAME[language] if same else translate(language, f"verkenner.key.{key}", amount=mln(apart, language))
    assert found.difference == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("now", "base", "key", "months"),
    [
        ("2024-08", "2024-08", "same", 0), ("2024-09", "2024-08", "month_later", 1), ("2024-07", "2024-08", "month_earlier", 1),
        ("2024-10", "2024-08", "months_later", 2), ("2024-02", "2024-08", "months_earlier", 6), (None, None, "same", 0),
    ],
)  # fmt: skip
def test_the_reserve_is_empty_so_many_months_before_or_after_the_basispad(
    language: Language, now: str | None, base: str | None, key: str, months: int
) -> None:
    at, other = (None if month is None else month_index(month) for month in (now, base))
    found = figures(language, base={"reserve_empty": other}, reserve_empty=at)["reserve"]
    assert found.difference == translate(language, f"verkenner.key.{key}", n=months)
    assert (found.value == translate(language, "verkenner.key.reserve_never")) == (now is None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_only_one_of_the_two_runs_empty_the_other_is_named(language: Language) -> None:
    august = {"nl": "augustus 2024", "en": "August 2024"}[language]
    never = translate(language, "verkenner.key.reserve_never")
    holds = figures(language, base={"reserve_empty": AUGUST}, reserve_empty=None)["reserve"]
    assert (holds.value, holds.difference) == (never, translate(language, "verkenner.key.base_empty", month=august))
    empty = figures(language, base={"reserve_empty": None}, reserve_empty=AUGUST)["reserve"]
    assert (empty.value, empty.difference) == (august, translate(language, "verkenner.key.base_empty", month=never))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_general_funds_give_is_counted_up_to_the_last_whole_year(language: Language) -> None:
    until = {"general_funds_until": 2026, "vangnet_later": 0.004}
    found = figures(language, base={"general_funds": 162.36}, general_funds=100.0, **until)["funds"]
    assert found == KeyFigure(
        translate(language, "verkenner.key.funds", year=2026), mln("100.0", language),
        translate(language, "verkenner.key.fewer", amount=mln("62.4", language)), "general_funds",
    )  # fmt: skip


def test_what_the_safety_net_pays_later_of_it_stands_beside_the_general_funds() -> None:
    # On the letter's basis 13.7 in 2027 and 15.2 in 2028.
    found = figures("nl", general_funds=162.36, general_funds_until=2026, vangnet_later=28.91, vangnet_later_until=2028)["funds"]
    assert found.value == mln("162.4", "nl")
    assert found.label == f"Uit algemene middelen t/m 2026 (later {mln('28.9', 'nl')} terug)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_whole_year_there_is_no_result_to_show(language: Language) -> None:
    paths = dataclasses.replace(with_outcome(result_year=2023), run=made("2023-11"))
    found = key_figures(paths, BASELINE, language)[2]
    assert (found.value, found.difference) == ("–", translate(language, "verkenner.budget.title_none"))
