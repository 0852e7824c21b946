"""Whatever is typed in a field for a number: a number that the field takes and shows as it counts, or none."""

from __future__ import annotations

import random

import pytest

from core.numbers import read_typed
from core.text.catalog import LANGUAGES
from core.ui.typed import MOST_DECIMALS, shown

SIGNS = "0123456789" * 3 + ".,.,.,  \u00a0\u202f'+-\u2212\u20ac%eE_kmxX/\u0660\uff11\u00b9\u00bd()=\t\n\x00"
FIELDS = [(0, 0.0, 1e6), (0, 1.0, 100.0), (1, -1e4, 1e4), (2, 0.0, 5000.0), (2, -50.0, 50.0), (6, 0.0, 1.0)]


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
