"""A second city is a folder of data: no word, number or day of the first stands on any of its pages."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core import DATA
from core.text import format as house
from core.text.catalog import LANGUAGES, Language
from tests.cities import asked, vlissingen
from tests.places import ROTTERDAM


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return vlissingen.make(tmp_path_factory.mktemp("second") / "data")


RUN = ("run", "--baseline", vlissingen.BASELINE, "--json")
BACKTEST = ("backtest", "--city", vlissingen.CITY)
HOUSEHOLD = ("household", "--city", vlissingen.CITY)
WALKS = {language: ("walk", vlissingen.BASELINE, language) for language in LANGUAGES}
QUESTIONS = (RUN, BACKTEST, HOUSEHOLD)
Answers = dict[tuple[str, ...], Any]


@pytest.fixture(scope="module")
def answers(data: Path) -> Answers:
    return dict(zip(QUESTIONS, asked(data, *QUESTIONS), strict=True))


@pytest.fixture(scope="module")
def walks(data: Path) -> Answers:
    return dict(zip(WALKS.values(), asked(data, *WALKS.values()), strict=True))


def of_rotterdam_only(data: Path) -> tuple[set[float], set[dt.date]]:
    """Numbers and days that stand in Rotterdam's files and in no other; a round number can be anybody's."""
    own = {path for path in data.rglob("*.toml") if "rotterdam" in str(path.relative_to(data))}
    own |= {path for path in (data / "baselines").glob("*.toml") if 'city = "rotterdam"' in path.read_text(encoding="utf-8")}
    own |= {data / "baselines" / "stand-2025.toml"}
    numbers, days = vlissingen.facts(*own)
    others, other_days = vlissingen.facts(*(path for path in data.rglob("*.toml") if path not in own))
    return {number for number in numbers - others if number >= 1000 and number % 50}, days - other_days


def written(numbers: set[float], language: Language) -> set[str]:
    """Numbers as a reader would see them."""
    return {house.number(number, language, 0 if number == round(number) else 1) for number in numbers}


def words(shown: list[str | float]) -> Iterator[str]:
    for text in shown:
        if isinstance(text, str):
            yield re.sub(r"<style.*?</style>", "", text, flags=re.DOTALL)


@pytest.mark.exhaustive
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_a_second_city_shows_a_word_a_number_or_a_day_of_the_first(
    data: Path, walks: Answers, language: Language
) -> None:
    pages = walks[WALKS[language]]
    numbers, days = of_rotterdam_only(data)
    days -= {dt.date.today()}  # what is saved or shared carries the day on which that is done
    assert {32864.0, 36695.0, 6656.8} <= numbers
    assert {dt.date(2020, 8, 31), dt.date(2024, 2, 13)} <= days
    texts = {page: "\n".join(words(shown)) for page, shown in pages.items()}
    for page, text in texts.items():
        assert ROTTERDAM.name.casefold() not in text.casefold(), page
        assert not written(numbers, language) & set(re.findall(r"\d[\d.,]*\d", text)), page
        assert not [day for day in days if re.search(rf"(?<!\d){house.date(day, language)}", text)], page
        assert not numbers & {value for value in pages[page] if not isinstance(value, str)}, page
    assert vlissingen.NAME in texts["bronnen"]


@pytest.mark.exhaustive
def test_a_run_of_a_second_city_starts_at_its_own_count(answers: Answers) -> None:
    run = answers[RUN]
    assert run["months"][0]["month"] == "2023-06"
    assert run["months"][0]["volume"] == vlissingen.COUNTS["2023-06-30"]
    assert [point["value"] for point in run["history"]["vlissingen_volume"]] == list(vlissingen.COUNTS.values())
    assert run["known"]["macro"]
    assert run["known"]["budget"] == run["known"]["assumed"] == []


@pytest.mark.exhaustive
def test_a_backtest_of_a_second_city_scores_its_own_counts(answers: Answers) -> None:
    found = answers[BACKTEST]
    days = [day for day in vlissingen.COUNTS if day >= "2017"]
    assert [origin["day"] for origin in found["origins"]] == days[:-1]
    assert found["city"] == []
    assert all(set(row["mean_absolute_error"]) == {"model", "last_value", "nowcast", "nowcast_then"} for row in found["horizons"])


@pytest.mark.exhaustive
def test_a_household_of_a_second_city_is_told_that_its_own_rules_are_not_known(answers: Answers) -> None:
    told = answers[HOUSEHOLD]
    assert any(vlissingen.NAME in notice for notice in told["notices"])
    assert "Rotterdam" not in json.dumps(told)
    (first,) = asked(DATA, ("household",))
    assert told["after"]["components"]["supplement"] == 0.0 != first["before"]["components"]["supplement"]
