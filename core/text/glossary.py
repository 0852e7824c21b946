"""The words that are not everyday language, with what they mean in it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from core.text.catalog import Language, messages, translate

GROUPS: Final = {
    "counts": (
        "band", "basispad", "bijstand", "doel", "instroom", "lks", "lks_uitval", "peilmaand", "realisatie", "scenario", "stand",
        "tertaal", "trekking", "uitkeringsjaar", "uitstroom",
    ),
    "money": (
        "algemene_middelen", "bijstandslasten", "buig", "buig_aandeel", "definitief", "eigen_risico", "macrobudget", "reserve",
        "terugwerking", "treden", "vangnet",
    ),
    "work": (
        "derdenrekening", "forfait", "fte", "inkomenstoeslag", "kostendelersnorm", "loonwaarde", "minw", "norm", "rap",
        "social_return", "terugval", "toch_al", "vijf_procent", "vrijlating", "zoektermijn",
    ),
    "method": (
        "aanname", "afgeleid", "ar", "basis", "ets", "gemeld", "liniaal", "nu_schatting", "pinball", "schok", "seizoen",
        "shapley", "spreiding", "stabiel", "toevalswandeling", "uitgangspunt",
    ),
}  # fmt: skip
"""What each word is about, and its id, which its address ends with; what is met first stands first."""
TERMS: Final = tuple(term for group in GROUPS.values() for term in group)


@dataclass(frozen=True, slots=True)
class Term:
    """A word, and another one for the same where letters and laws have one."""

    id: str
    name: str
    also: str | None
    meaning: str


@functools.cache
def _marked(language: Language) -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds a term in a sentence, the longest form first, and the term of each form."""
    terms = ((term, messages(language).get(f"begrippen.term.{term}.said")) for term in TERMS)
    forms = {form: term for term, said in terms if said is not None for form in said.split(", ")}
    longest = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![\w%])(?:{longest})(?!\w)", re.IGNORECASE), {form.lower(): term for form, term in forms.items()}


@functools.lru_cache(maxsize=2048)
def explained(text: str, language: Language) -> str:
    """A text, as HTML, in which each term that is not everyday language can be asked for its meaning where it first stands."""
    pattern, terms = _marked(language)
    met: set[str] = set()

    def mark(found: re.Match[str]) -> str:
        term = terms[found[0].lower()]
        if term in met:
            return found[0]
        met.add(term)
        return f'<dfn class="koers-term" role="button" tabindex="0" data-term="{term}">{found[0]}</dfn>'

    # Between the tags only: what stands in one is no text.
    parts = re.split(r"(<[^>]+>)", text)
    return "".join(part if part.startswith("<") else pattern.sub(mark, part) for part in parts)


def met(texts: Iterable[str], language: Language) -> tuple[Term, ...]:
    """The terms that stand in any of the texts, by the alphabet."""
    pattern, terms = _marked(language)
    found = {terms[form.lower()] for text in texts for form in pattern.findall(text)}
    return tuple(term for term in glossary(language) if term.id in found)


@functools.cache
def meanings(language: Language) -> dict[str, tuple[str, str]]:
    """Name and meaning of each term that a page marks, by its id."""
    return {term.id: (term.name, term.meaning) for term in glossary(language) if term.id in _marked(language)[1].values()}


@functools.cache
def glossary(language: Language) -> tuple[Term, ...]:
    """Every term, by the alphabet of the language."""
    found = []
    for term in TERMS:
        also = messages(language).get(f"begrippen.term.{term}.also")
        name, meaning = (translate(language, f"begrippen.term.{term}.{part}") for part in ("name", "meaning"))
        found.append(Term(term, name, also, meaning))
    return tuple(sorted(found, key=lambda term: term.name.lower()))
