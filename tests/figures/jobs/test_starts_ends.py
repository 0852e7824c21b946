"""Starts and ends in words: more, as many and fewer starts than ends, and a first year that is a part of one."""

from __future__ import annotations

import pytest

from core.figures.jobs.starts_ends import STARTS_ENDS
from core.text.catalog import LANGUAGES, Language, translate
from tests.figures.jobs.made import year_of_jobs, years
from tests.text.said import in_number


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("net", "side", "shown"), [(1.0, "up", "1"), (0.0, "even", "0"), (-1.0, "down", "1")])
def test_more_jobs_start_than_end_as_many_or_fewer(language: Language, net: float, side: str, shown: str) -> None:
    found = years(year_of_jobs(2024, net=160.0), year_of_jobs(2025, net=net))
    expected = in_number(language, f"lks.years.title_{side}", shown, year=2025, net=shown)
    assert STARTS_ENDS.finding(found, language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("first", ["2023-09", "2024-01"])
def test_the_year_in_words_and_whether_the_first_year_is_a_part_of_one(language: Language, first: str) -> None:
    said = STARTS_ENDS.sentence(years(year_of_jobs(2024, starts=1.0), year_of_jobs(2025), first=first), language)
    whole = translate(language, "lks.years.sentence", year=2025, starts="690", ends="530", first="390", later="140")
    september = {"nl": "september 2023", "en": "September 2023"}[language]
    part = "" if first == "2024-01" else " " + translate(language, "lks.years.part", month=september)
    assert said == whole + part
