"""The chances by month in words: those of the last month."""

from __future__ import annotations

import pytest

from core.figures.people.chance import CHANCE
from core.text.catalog import LANGUAGES, Language, translate
from tests.text.said import chances, end_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_chances_are_those_of_the_last_month(language: Language) -> None:
    seven = translate(language, "common.chance.in_ten", n=7)
    until = end_of("2026", language)
    assert CHANCE.finding(chances(), language) == translate(language, "onzekerheid.chance.title", chance=seven, until=until)
    assert CHANCE.sentence(chances(), language) == translate(
        language, "onzekerheid.chance.sentence", until=until, volume="20%", lks="45%", reserve="70%"
    )
