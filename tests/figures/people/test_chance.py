"""The chances by month in words: those of the last month."""

from __future__ import annotations

import numpy as np
import pytest

from core.figures.people.chance import CHANCE
from core.text.catalog import LANGUAGES, Language, translate
from core.text.format import capital
from tests.text.said import MONTHS, chances, end_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_chances_are_those_of_the_last_month(language: Language) -> None:
    seven, fifth, other = (
        translate(language, f"common.chance.{key}", n=n) for key, n in (("percent", 70), ("one_in", 5), ("percent", 45))
    )
    until = end_of("2026", language)
    assert CHANCE.finding(chances(), language) == translate(language, "onzekerheid.chance.title", chance=seven, until=until)
    assert CHANCE.sentence(chances(), language) == translate(
        language, "onzekerheid.chance.sentence", until=capital(until), volume=fifth, lks=other, reserve=seven
    )


def test_each_line_ends_in_its_name_and_its_last_chance() -> None:
    steps = len(MONTHS)
    made = chances(volume=np.full(steps, 0.2), lks=np.full(steps, 0.45), reserve_gone=np.full(steps, 0.7))
    drawn = CHANCE.frames(made, "nl")["ends"].to_pylist()
    assert {end["role"]: (end["value"], f"{end['name']} {end['text']}".replace("\n", " ")) for end in drawn} == {
        "volume": (0.2, "Uitkeringen op doel 1 op 5"),
        "lks": (0.45, "LKS op doel 45%"),
        "reserve": (0.7, "Reserve leeg geweest 70%"),
    }


def test_the_table_has_the_three_chances_of_each_month() -> None:
    [table] = CHANCE.table(chances(), "en")
    assert len(table.rows) == len(MONTHS)
    assert list(table.rows[-1]) == ["December 2026", "1 in 5", "45%", "70%"]
