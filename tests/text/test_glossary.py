"""Each word that a stranger does not know has a meaning, in short sentences, in both languages."""

from __future__ import annotations

import re

import pytest

from core.text.catalog import LANGUAGES, Language
from core.text.glossary import glossary

FOREIGN = {
    "nl": (
        "BUIG", "LKS", "basispad", "basis", "peilmaand", "streefwaarde", "trekking", "geval", "band", "vangnet", "eigen risico",
        "nader voorlopig", "lasten", "algemene middelen", "terugwerking", "uitkeringsjaar", "Shapley", "variantie", "schok",
        "spreiding", "pinball-verlies", "forfait", "loonwaarde", "vrijlating", "norm", "derdenrekening", "social return", "RAP",
        "MinW", "fte", "tertaal", "nowcast", "teller", "stand", "volume", "doel", "berekening", "doorrekening", "verloop",
        "treden", "5%-regeling", "geheugen van de schok", "ETS", "ARIMA", "liniaal", "instroom", "uitstroom", "reserve",
        "macrobudget", "bijstand", "kostendelersnorm", "uitgangspunt", "realisatie",
    ),
    "en": (
        "BUIG", "LKS", "base path", "reference month", "target", "draw", "band", "safety net", "own risk", "revised", "spending",
        "general funds", "feedback", "benefit-year", "Shapley", "variance", "shock", "spread", "pinball loss", "wage value",
        "earnings exemption", "norm", "third-party account", "social return", "RAP", "MinW", "tertaal", "nowcast",
    ),
}  # fmt: skip
"""What users asked the meaning of, by the word that stands on a page or in a letter."""
LONGEST = 24
"""Words in a sentence, at most."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_users_asked_about_has_a_meaning(language: Language) -> None:
    known = " ".join(f"{term.name}, {term.also}," for term in glossary(language))
    assert [word for word in FOREIGN[language] if not re.search(rf"(^| ){re.escape(word)}(,| en | and )", known)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_meaning_is_short_sentences_and_ends(language: Language) -> None:
    for term in glossary(language):
        assert term.meaning.endswith(".")
        for sentence in re.split(r"(?<=[.;:])\s", term.meaning):
            assert len(sentence.split()) <= LONGEST, term.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_terms_have_one_name(language: Language) -> None:
    names = [name.lower() for term in glossary(language) for name in (term.name, term.also) if name is not None]
    assert len(names) == len(set(names))


def test_terms_stand_by_the_alphabet_of_the_language() -> None:
    assert [term.name for term in glossary("nl")][:3] == ["5%-regeling", "aanname", "aantal uitkeringen"]
    assert [term.name for term in glossary("en")][:3] == ["5% scheme", "AR model", "assumption"]
