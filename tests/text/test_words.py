"""Words: one for each thing, short sentences, and a meaning one tap away for what is not everyday language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from core.text.catalog import LANGUAGES, Language, messages
from core.text.glossary import TERMS, explained, glossary, meanings

ONE_WORD = {
    "nl": {
        "aantal uitkeringen": r"\bteller\b|\bcaseload\b|\bde stand\b",
        "geval": r"\btrekking(en)?\b|\bdoorrekening(en)?\b",
        "tussendoel": r"\bstreefwaarde\b",
        "beginmaand": r"\bpeilmaand\b",
        "band": r"\bwaaier\b|\bbandbreedte van\b",
        "schatting van nu": r"\bnowcast\b",
        "geteld": r"\brealisatie\b",
        "halen": r"\bkans op halen\b",
        "periode": r"(?<!de )\bhorizon\b",
        "Maatregelen": r"\bimpulspakket\b",
        "Overzicht": r"\bverkenner\b",
    },
    "en": {
        "number of benefits": r"\bcount stands\b|\bcaseload\b",
        "case": r"\bdraws\b",
        "interim target": r"\bmilestone\b",
        "starting month": r"\breference month\b",
        "band": r"\bfan of\b|\bthe fan\b",
        "estimate of now": r"\bnowcast\b",
        "spending": r"\blasten\b",
        "reach": r"\bchance of success\b",
        "Measures": r"\bimpulse package\b",
        "Overview": r"\bexplorer\b",
    },
}
"""The word that is used, and the other words for the same thing, which are not. The glossary names those too."""
OTHERWISE = {"volume.title", "problem.own_data.forecast", "problem.own_data.forecasts", "problem.export.no_page"}
"""Where a word of the list is the name of something else, an address among them."""
LONGEST = {"nl": 24, "en": 26}
"""Words in a sentence, at most."""
LONG = {
    "lks.caveat.text", "needed.map.alt", "onzekerheid.fan.sentence", "onzekerheid.chance.sentence", "knowledge.since",
    "knowledge.since_short",
    "sensitivity.tornado.alt", "sensitivity.sobol.alt", "onzekerheid.score.sentence", "lks.survival.alt",
    "household.buffer.law_budget", "household.formula.care_allowance", "household.formula.child_budget",
}  # fmt: skip
"""Sentences that list numbers or describe a chart, and the words of a law: longer, and known to be."""
HARD = {
    "nl": r"\b(derhalve|teneinde|middels|inzake|omtrent|indien|conform|dienaangaande|aangaande|tevens|mits|echter|doch|"
    r"desalniettemin|onderhavige|voornoemde|alsmede|ingevolge|krachtens|jegens|ten behoeve van|met betrekking tot|"
    r"ten aanzien van|in het kader van|significant|implementeren|faciliteren|prognose)\b",
    "en": r"\b(hence|thereby|whereby|aforementioned|pursuant|in respect of|with regard to|notwithstanding|utili[sz]e|"
    r"facilitate|heretofore|forthwith|henceforth)\b",
}  # fmt: skip
"""Words of letters and laws for which there are everyday ones."""


def written(language: Language, *beside: str) -> Iterator[tuple[str, str]]:
    """Messages that a reader sees, but for those that begin with one of `beside`."""
    for key, text in messages(language).items():
        if not key.startswith(beside):
            yield key, re.sub(r"<[^>]+>|\{\w+\}", lambda found: " " if found[0][0] == "<" else "x", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_has_another_word_for_what_has_one(language: Language) -> None:
    found = [
        (key, word)
        for key, text in written(language, "begrippen.")
        for word, others in ONE_WORD[language].items()
        if key not in OTHERWISE and re.search(others, text, re.IGNORECASE)
    ]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language: Language) -> None:
    long = {
        key
        for key, text in written(language, "problem.", "trace.")
        for sentence in re.split(r"(?<=[.!?;:])\s+|\n+", text)
        if len(sentence.split()) > LONGEST[language]
    }
    assert long - LONG == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_everyday_ones(language: Language) -> None:
    assert [key for key, text in written(language) if re.search(HARD[language], text, re.IGNORECASE)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_names_the_words_that_are_not_used(language: Language) -> None:
    known = " ".join(f"{term.name}, {term.also}" for term in glossary(language)).lower()
    forgotten = {
        "nl": ("trekking", "streefwaarde", "peilmaand", "nowcast", "realisatie", "teller"),
        "en": ("draw", "milestone", "reference month", "nowcast", "lasten", "caseload"),
    }
    assert [word for word in forgotten[language] if word not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_that_a_page_marks_stands_in_some_message_and_has_its_meaning(language: Language) -> None:
    marked = " ".join(explained(text, language) for _, text in written(language))
    found = set(re.findall(r'data-term="(\w+)"', marked))
    assert found <= meanings(language).keys() <= set(TERMS)
    assert {"buig", "lks", "basispad", "bijstand", "vangnet", "algemene_middelen", "trekking", "shapley"} <= found


def test_a_term_is_marked_once_where_it_first_stands_and_never_within_a_tag() -> None:
    said = explained('<b title="BUIG">BUIG</b> en BUIG, LKS-banen', "nl")
    assert said.count('data-term="buig"') == 1
    assert said.startswith('<b title="BUIG"><dfn')
    assert ">LKS-banen</dfn>" in said
