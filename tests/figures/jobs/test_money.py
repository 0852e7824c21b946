"""Money of LKS jobs in words: what a year and a job cost, what comes back a year later, and no year of which that is known."""

from __future__ import annotations

import pytest

from core.figures.jobs.money import MONEY
from core.text.catalog import LANGUAGES, Language, translate
from tests.figures.jobs.made import NO_MONEY, year_of_jobs, years
from tests.text.said import mln, plain


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_money_of_a_year_and_of_a_job_is_what_it_costs_and_what_comes_back(language: Language) -> None:
    found = years(year_of_jobs(2024, cost=1.0), year_of_jobs(2025), year_of_jobs(2026, **NO_MONEY))
    assert MONEY.finding(found, language) == translate(
        language, "lks.years.money_title_back", year=2025, cost=mln("21.6", language), back=mln("23.3", language)
    )
    euros = {"nl": ("€ 12.185", "€ 13.117"), "en": ("€12,185", "€13,117")}[language]
    expected = translate(language, "lks.years.money_sentence", year=2025, per_job=euros[0], back_per_job=euros[1])
    note = translate(language, "lks.years.money_note")
    assert plain(MONEY.sentence(found, language)) == plain(f"{expected} {note}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_year_after_it_no_money_is_said_to_come_back(language: Language) -> None:
    found = years(year_of_jobs(2026, **NO_MONEY))
    assert MONEY.finding(found, language) == translate(language, "lks.years.money_title_none")
    none, note = (translate(language, f"lks.years.{key}") for key in ("money_sentence_none", "money_note"))
    assert MONEY.sentence(found, language) == f"{none} {note}"
    assert MONEY.trace(found) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_published_budget_gives_nothing_for_a_job_more_in_the_sentence_and_in_the_table(language: Language) -> None:
    """The table said that EUR 13,580 of each 11,000 comes back, where an extra job of 2023 brought nothing."""
    found = years(year_of_jobs(2023, cost=14.7, reimbursed_next_year=15.4, reimbursed_per_job=0.0, fixed=True))
    per_job = {"nl": "€ 12.185", "en": "€12,185"}[language]
    said = translate(language, "lks.years.money_sentence_fixed", year=2023, next=2024, per_job=per_job)
    assert plain(MONEY.sentence(found, language)).startswith(plain(said))
    (table,) = MONEY.table(found, language)
    assert table.rows[0][1:] == (14.7, 15.4, 12185.0, {"nl": "0: ligt vast", "en": "0: fixed"}[language])
