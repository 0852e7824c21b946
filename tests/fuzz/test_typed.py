"""Whatever is typed in a field for a number: a number that the field takes and shows as it counts, or none."""

from __future__ import annotations

import random

import pytest

from core.numbers import read_typed
from core.text.catalog import LANGUAGES
from core.ui.typed import MOST_DECIMALS, shown

SIGNS = "0123456789" * 3 + ".,.,.,  \u00a0\u202f'+-\u2212\u20ac%eE_kmxX/\u0660\uff11\u00b9\u00bd()=\t\n\x00"
FIELDS = [(0, 0.0, 1e6), (0, 1.0, 100.0), (1, -1e4, 1e4), (2, 0.0, 5000.0), (2, -50.0, 50.0), (6, 0.0, 1.0)]
WRITTEN: dict[str, float | None] = {
    # A mark with nothing behind it: somebody meant to go on, or a sentence ended.
    "33,120,": None, "33.120.": None, "33,120.": None, "33.120,": None, "1250,": None, "1250.": None, "0,": None, ",": None,
    ".": None, "1,,200": None, "1..200": None, ",1,200": None, ".1.200": None, "1,200,00": None, "1.200.00": None,
    "1,20,000": None,
    # The end of a round price, which is no second mark of thousands.
    "1.250,-": 1250.0, "1,250.-": 1250.0, "1250,--": 1250.0, "1250,\N{EN DASH}": 1250.0, "33,120,-": None, "33.120.-": None,
    "1250-": None, "1250,=": None, ",-": None, "1250,---": None,
    # Signs before and behind.
    "+570": 570.0, "-570": -570.0, "\N{MINUS SIGN}570": -570.0, "--570": None, "+-5": None, "5-": None, "-570-": None,
    "- 570": None, "(570)": None, "-0": 0.0, "€ 570": 570.0, "570€": 570.0, "-€ 570": -570.0, "570 %": 570.0, "%570": None,
    "5%%": None, "€€5": None, "570%€": None, "€570%": None, "570;": None, "570:": None, "570 k": None,
    # Thousands set apart.
    "1 200": 1200.0, "1'200": 1200.0, "1  200": None, "12 00": None, "5 7 0": None, "1`200": None, "1_200": None,
    "1.200 000": None, "1.200,00": 1200.0, "1,200.00": 1200.0, "1 200,5": 1200.5, "007": 7.0, "1e3": None,
    "\N{VULGAR FRACTION ONE HALF}": None,
}  # fmt: skip
"""What is typed in a field for amounts of two decimals, and what it is; None for what is no number."""


@pytest.mark.parametrize("text", WRITTEN)
def test_signs_and_marks_stand_where_they_belong_or_it_is_no_number(text: str) -> None:
    value = read_typed(text, 2)
    assert value == WRITTEN[text]
    assert str(value) != "-0.0"
    for place in (f" {text} ", f"{text}\n"):
        assert read_typed(place, 2) == value


@pytest.mark.parametrize(("decimals", "low", "high"), FIELDS)
def test_a_typed_text_is_a_number_of_the_field_or_none(decimals: int, low: float, high: float) -> None:
    chance = random.Random(decimals + int(high))
    taken = 0
    for _ in range(4_000):
        text = "".join(chance.choice(SIGNS) for _ in range(chance.randrange(12)))
        value = read_typed(text, decimals, low, high)
        if value is None:
            continue
        taken += 1
        assert low <= value <= high
        assert value == round(value, decimals)
        for language in LANGUAGES:
            if decimals <= MOST_DECIMALS:
                assert read_typed(shown(value, language), decimals, low, high) == value, (text, shown(value, language))
    assert taken


def test_a_number_in_house_style_is_read_back_in_both_languages() -> None:
    chance = random.Random(11)
    for _ in range(4_000):
        decimals = chance.choice((0, 0, 1, 2))
        value = round(chance.uniform(-1e5, 1e5) * 10 ** -chance.randrange(4), decimals)
        for language in LANGUAGES:
            assert read_typed(shown(value, language), decimals) == value
