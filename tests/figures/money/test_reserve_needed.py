"""The reserve that should have been there: its certainty, what it is for, and how much was short."""

from __future__ import annotations

import pytest

from core.figures.money.reserve_needed import finding, sentence, table
from core.text.catalog import LANGUAGES, Language, translate
from tests.text.said import chances, mln


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reserve_that_is_needed_is_said_with_its_certainty_and_the_one_there_is(language: Language) -> None:
    assert finding(chances(), language) == translate(
        language, "onzekerheid.needed.title", percent="90%", amount=mln("205.4", language), reserve=mln("43.8", language)
    )
    assert sentence(chances(), language) == translate(language, "onzekerheid.needed.sentence", first=2023, year=2026)


def test_each_certainty_has_its_reserve_and_what_is_short_of_it() -> None:
    rows = [[float(str(cell)) for cell in row] for row in table(chances(), "nl").rows]
    assert rows == [pytest.approx([0.90, 205.44, 161.64]), pytest.approx([0.95, 231.0, 187.2])]


def test_the_table_says_how_much_more_than_there_was_each_certainty_asks() -> None:
    found = table(chances(), "en")
    assert found.caption == translate("en", "onzekerheid.needed.caption", year=2026, first=2023)
    assert [list(row) for row in found.rows] == [
        [0.90, 205.44, pytest.approx(161.64)], [0.95, 231.0, pytest.approx(187.2)],
    ]  # fmt: skip
