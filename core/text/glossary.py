"""The words that are not everyday language, with what they mean in it."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Final

from core.text.catalog import Language, messages, translate

TERMS: Final = (
    "aanname", "afgeleid", "algemene_middelen", "ar", "band", "basis", "basispad", "bijstand", "bijstandslasten", "buig",
    "buig_aandeel", "definitief", "derdenrekening", "doel", "eigen_risico", "forfait", "fte", "gemeld", "inkomenstoeslag",
    "instroom", "kostendelersnorm", "lks", "lks_uitval", "loonwaarde", "macrobudget", "minw", "norm", "nu_schatting",
    "peilmaand", "pinball", "rap", "realisatie", "reserve", "scenario", "schok", "seizoen", "shapley", "social_return",
    "spreiding", "stabiel", "stand", "tertaal", "terugval", "terugwerking", "toch_al", "trekking", "uitgangspunt",
    "uitkeringsjaar", "uitstroom", "vangnet", "vrijlating", "zoektermijn",
)  # fmt: skip
"""The id of each, which its address ends with."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, and another one for the same where letters and laws have one."""

    id: str
    name: str
    also: str | None
    meaning: str


@functools.cache
def glossary(language: Language) -> tuple[Term, ...]:
    """Every term, by the alphabet of the language."""
    found = []
    for term in TERMS:
        also = messages(language).get(f"begrippen.term.{term}.also")
        name, meaning = (translate(language, f"begrippen.term.{term}.{part}") for part in ("name", "meaning"))
        found.append(Term(term, name, also, meaning))
    return tuple(sorted(found, key=lambda term: term.name.lower()))
