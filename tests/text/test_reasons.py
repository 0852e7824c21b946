"""What is wrong in a file is said in the reader's language, not in the words of the program that read it."""

from __future__ import annotations

import pytest

from core.facts import Quantity, parse_toml
from core.problem import Problem
from core.text.catalog import LANGUAGES, explain

GOOD = """key = "volume"
value = 1.0
unit = "benefits"
date = 2023-08-31
status = "reported"
source = "x"
range = { low = 0.0, high = 2.0, basis = { nl = "a", en = "b" } }
"""
FAULTS: dict[str, tuple[str, str, str]] = {
    "missing": ("value = 1.0\n", "", "'value' ontbreekt"),
    "unknown": ("value", "waarde = 1\nvalue", "'waarde' is geen naam die hier bestaat"),
    "a kind": ("1.0", '"veel"', "er hoort een getal te staan, en er staat tekst"),
    "another kind": ("2023-08-31", "3", "er hoort een datum te staan, en er staat een getal"),
    "a choice": ('"reported"', '"felt"', "'felt' is geen waarde die hier bestaat"),
    "no day": ("2023-08-31", '"augustus"', "dat is geen datum als 2023-08-31"),
    "a mark": ("value = 1.0", "value = = 1.0", "regel 2 klopt niet, bij teken 9"),
    "a mark further on": ('"reported"', '"reported', "regel 5 klopt niet, bij teken 19"),
    "half a file": ("} }\n", "", "aan het eind gaat het mis"),
    "a second value": ("range", "value = 2.0\nrange", "regel 7 klopt niet"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_a_file_is_told_in_dutch_and_in_english(name: str) -> None:
    before, after, said = FAULTS[name]
    assert before in GOOD
    with pytest.raises(Problem) as caught:
        parse_toml(GOOD.replace(before, after, 1).encode(), "a.toml", Quantity)
    assert said in explain("nl", caught.value)
    for language in LANGUAGES:
        text = explain(language, caught.value)
        assert "a.toml" in text
        assert not any(word in text for word in ("Expected", "Object", "`", "Invalid", "statement", "document"))
    assert explain("nl", caught.value) != explain("en", caught.value)
