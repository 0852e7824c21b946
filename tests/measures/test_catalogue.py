"""The measures that come with the project: what the letters announce, with what it rests on."""

from __future__ import annotations

import dataclasses

import pytest

from core.measures import KNOWN_EVIDENCE, CatalogueEntry, catalogue, copy_id, entry_of, evidence_of
from core.model.measures import Measure
from core.text.catalog import LANGUAGES
from tests.places import ROTTERDAM


def test_the_catalogue_holds_what_the_letters_announce() -> None:
    ids = {entry.id for entry in catalogue(ROTTERDAM)}
    assert len(ids) == len(catalogue(ROTTERDAM)) == 18
    assert {"leerpraktijkcentra", "rap", "welslagen", "groepshulpen", "minw", "lks-jobcoach"} <= ids


@pytest.mark.parametrize("entry", catalogue(ROTTERDAM), ids=lambda entry: entry.id)
def test_each_measure_of_the_catalogue_says_in_both_languages_what_it_is_and_what_it_rests_on(entry: CatalogueEntry) -> None:
    for text in (entry.name, entry.note, entry.derivation):
        assert all(text[language].strip() for language in LANGUAGES)
    assert entry.evidence in KNOWN_EVIDENCE


def test_evidence_stays_with_a_copy_and_leaves_a_measure_whose_effect_is_changed() -> None:
    centre = next(entry for entry in catalogue(ROTTERDAM) if entry.id == "leerpraktijkcentra").measure()
    copy = dataclasses.replace(centre, id=copy_id(centre, ["leerpraktijkcentra~2"]), start=centre.start + 6)
    assert (copy.id, entry_of(copy, ROTTERDAM), evidence_of(copy, ROTTERDAM)) == (
        "leerpraktijkcentra~3",
        entry_of(centre, ROTTERDAM),
        "evaluation",
    )
    assert evidence_of(dataclasses.replace(centre, effect=3.0), ROTTERDAM) == "assumption"
    assert evidence_of(Measure("eigen", "lks_starts", 24300, 5.0), ROTTERDAM) == "assumption"
