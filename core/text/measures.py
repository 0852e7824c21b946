"""What a measure is called, and what its effect rests on."""

from __future__ import annotations

from core.city import City
from core.measures import COPY, entry_of, evidence_of
from core.model.measures import Measure
from core.text.catalog import Language, translate


def measure_name(measure: Measure, city: City | None, language: Language) -> str:
    """What a measure is called: by its owner, else in the catalogue, else its id; a copy has its number."""
    if measure.name:
        return measure.name
    entry = entry_of(measure, city)
    if entry is None:
        return measure.id
    number = measure.id.partition(COPY)[2]
    return f"{entry.name[language]} ({number})" if number else entry.name[language]


def evidence_name(measure: Measure, city: City | None, language: Language) -> str:
    """What its effect rests on: `gemeten met loting`, `aanname`."""
    return translate(language, f"impulspakket.evidence.{evidence_of(measure, city)}")
