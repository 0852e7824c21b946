"""What a heading, a title or a row of units says about the numbers below it: percentages, thousands, persons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal, get_args

Unit = Literal["percent", "thousands", "persons", "pension"]
UNITS: Final[tuple[Unit, ...]] = get_args(Unit)

_THOUSAND: Final = r"1[.,\s]?000"
_NO_MONEY: Final = r"(?!\d|[\s)]*(?:euro|eur\b|€))"
_PATTERNS: Final[dict[Unit, re.Pattern[str]]] = {
    "percent": re.compile(
        rf"(?:\b(?:in|als|as)\s+)?(?:%|‰|procent(?:en)?\b|percent(?:age|ages)?\b|\bpct\b\.?|\bperc\b\.?|promille\b"
        rf"|\bper\s+(?:{_THOUSAND}|100\b|honderd\b|duizend\b|hundred\b|thousand\b))"
    ),
    "thousands": re.compile(
        rf"(?<!€)(?<!€ )(?:(?:\bx|[×*]|\bmaal\b|\btimes\b)\s*{_THOUSAND}|\b(?:in\s+)?duizend(?:en|tallen)?\b"
        rf"|\b(?:in\s+)?thousands?\b|['’]000\b){_NO_MONEY}"
    ),
    "persons": re.compile(
        r"\b(?:personen|persoon|persons?|people|mensen|inwoners|individu(?:en|als)|cli[eë]nten|clients|klanten)\b"
    ),
    "pension": re.compile(
        r"\b(?:vanaf|boven|from|above|over|na|after)\s+(?:de\s+|the\s+)?(?:aow|pensioen|pension|state pension)"
        r"|\baio\b|\b(?:65|66|67)\s?\+"
    ),
}
_MONEY: Final = re.compile(r"\b(?:bedrag|bedragen|amounts?)\b")
_BENEFITS: Final = re.compile(r"uitkering(?:en)?\b|\bbenefits?\b|huishoudens?\b|\bhouseholds?\b")


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").split()).casefold()


def units_in(texts: Iterable[str]) -> frozenset[Unit]:
    """The units that any of these texts names. Thousands of euros are no thousands of benefits."""
    found: set[Unit] = set()
    for text in map(_plain, texts):
        for unit, pattern in _PATTERNS.items():
            if pattern.search(text) and not (unit == "thousands" and ("percent" in found or _MONEY.search(text))):
                found.add(unit)
    return frozenset(found)


def without_units(heading: str) -> str:
    """A heading without the words that only say how it counts: what is left says what it counts."""
    text = _plain(heading)
    for unit in ("percent", "thousands", "persons"):
        text = _PATTERNS[unit].sub(" ", text)
    return text


def only_units(text: str) -> bool:
    """Whether a cell of a heading says nothing but how is counted, as in a row of units."""
    words = re.sub(r"\b(?:aantal|aantallen|number|numbers|absoluut|eenheid|unit)\b|[^\w]", "", without_units(text))
    return not words or _BENEFITS.fullmatch(words) is not None


def of_benefits(text: str) -> bool:
    """Whether a text names benefits or households, of which BUIG pays one each."""
    return _BENEFITS.search(_plain(text)) is not None
