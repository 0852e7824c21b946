"""The sentences on LKS jobs: one short, reached and one over; more, as many and fewer starts than ends; money or none."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from core.analysis.lks import JobYear
from core.model.calendar import month_index
from core.text import sentences_lks as words
from core.text.catalog import LANGUAGES, Language, translate
from core.text.format import capital
from tests.analysis.made import BASELINE
from tests.text.said import answered, count, in_number, mln, plain, with_outcome

LAST = month_index("2026-12")


def jobs_of(year: int = 2025, **fields: Any) -> JobYear:
    plain_year: dict[str, Any] = {
        "start": 1700.0, "starts": 690.0, "first_year_exits": 390.0, "later_exits": 140.0, "net": 160.0, "end": 1860.0,
        "cost": 21.6, "reimbursed_next_year": 23.3, "cost_per_job": 12185.0, "reimbursed_per_job": 13117.0,
    }  # fmt: skip
    return JobYear(year=year, **plain_year | fields)


NONE = {"cost": None, "reimbursed_next_year": None, "cost_per_job": None, "reimbursed_per_job": None}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("jobs", "key", "gap"),
    [(2399.0, "short", "1"), (2400.0, "reached", "0"), (2401.0, "reached", "−1"), (1928.0, "short", "472")],
)
def test_the_answer_is_short_of_the_target_or_reaches_it(language: Language, jobs: float, key: str, gap: str) -> None:
    starts, dropout = answered("lks_starts", reachable=False), answered("lks_first_year_dropout", reachable=False)
    said = words.answer(with_outcome(lks_jobs=jobs, lks_month=LAST), BASELINE, starts, dropout, language)
    first = in_number(
        language, f"lks.answer.{key}", gap, when=capital(translate(language, "common.end_of", period="2026")),
        jobs=count(f"{jobs:,.0f}", language), gap=gap, target=count("2,400", language),
    )  # fmt: skip
    assert said == (f"{first} {translate(language, 'lks.answer.neither')}" if key == "short" else first)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("jobs", "more", "fewer", "key"),
    [
        (2399.0, True, True, "both"), (2399.0, True, False, "starts"), (2399.0, False, True, "dropout"),
        (2399.0, False, False, "neither"), (2400.0, True, True, "spare"), (2401.0, False, True, "spare"),
        (2400.0, True, False, None),
    ],
)  # fmt: skip
def test_what_closes_the_gap_is_what_can_be_reached(
    language: Language, jobs: float, more: bool, fewer: bool, key: str | None
) -> None:
    starts = answered("lks_starts", value=84.4, current=57.4, reachable=more)
    dropout = answered("lks_first_year_dropout", value=0.214, current=0.5, reachable=fewer)
    said = words.answer(with_outcome(lks_jobs=jobs, lks_month=LAST), BASELINE, starts, dropout, language)
    numbers = {"starts": "84", "starts_now": "57", "dropout": "21%", "dropout_now": "50%"}
    keys = ("both", "starts", "dropout", "neither", "spare")
    tails = {name: translate(language, f"lks.answer.{name}", **numbers) for name in keys}
    assert [name for name, tail in tails.items() if said.endswith(tail)] == ([key] if key else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_tenure_is_the_last_group_against_all_four(language: Language) -> None:
    groups = np.array([100.0, 150.0, 250.0, 1500.0])
    assert words.tenure_title(groups, "eind 2026", language) == translate(
        language, "lks.tenure.title", when="Eind 2026", share="75%"
    )
    assert words.tenure_sentence(groups, 1928.0, "eind 2026", language) == translate(
        language, "lks.tenure.sentence", when="Eind 2026", longer=count("1,500", language), young="500",
        base=count("1,928", language),
    )  # fmt: skip
    assert "0%" in words.tenure_title(np.zeros(4), "eind 2026", language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("net", "side", "shown"), [(1.0, "up", "1"), (0.0, "even", "0"), (-1.0, "down", "1")])
def test_more_jobs_start_than_end_as_many_or_fewer(language: Language, net: float, side: str, shown: str) -> None:
    found = words.years_title(jobs_of(net=net), language)
    assert found == in_number(language, f"lks.years.title_{side}", shown, year=2025, net=shown)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("first", ["2023-09", "2024-01"])
def test_the_year_in_words_and_whether_the_first_year_is_a_part_of_one(language: Language, first: str) -> None:
    said = words.years_sentence(jobs_of(), month_index(first), language)
    whole = translate(language, "lks.years.sentence", year=2025, starts="690", ends="530", first="390", later="140")
    september = {"nl": "september 2023", "en": "September 2023"}[language]
    part = "" if first == "2024-01" else " " + translate(language, "lks.years.part", month=september)
    assert said == whole + part


def test_the_year_that_is_shown_is_the_last_of_which_the_money_comes_back() -> None:
    years = (
        jobs_of(2023),
        jobs_of(2024),
        jobs_of(2025, reimbursed_next_year=None, reimbursed_per_job=None),
        jobs_of(2026, **NONE),
    )
    found = words.settled(years)
    assert found is not None
    assert found.year == 2024
    assert words.settled((jobs_of(2026, **NONE),)) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_money_of_a_year_and_of_a_job_is_what_it_costs_and_what_comes_back(language: Language) -> None:
    years = (jobs_of(2025), jobs_of(2026, **NONE))
    assert words.money_title(years, language) == translate(
        language, "lks.years.money_title_back", year=2025, cost=mln("21.6", language), back=mln("23.3", language)
    )
    euros = {"nl": ("€ 12.185", "€ 13.117"), "en": ("€12,185", "€13,117")}[language]
    expected = translate(language, "lks.years.money_sentence", year=2025, per_job=euros[0], back_per_job=euros[1])
    assert plain(words.money_sentence(years, language)) == plain(expected)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_year_after_it_no_money_is_said_to_come_back(language: Language) -> None:
    years = (jobs_of(2026, **NONE),)
    assert words.money_title(years, language) == translate(language, "lks.years.money_title_none")
    assert words.money_sentence(years, language) == translate(language, "lks.years.money_sentence_none")
