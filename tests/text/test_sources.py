"""A publication that passes on what another set or counted says so wherever it is named."""

from __future__ import annotations

import html

import pytest

from core.facts import sources
from core.text import sources as named
from core.text.catalog import LANGUAGES, Language
from core.trace.words import publication
from core.ui.tables import source_items

MARK = {"nl": "(uit de tweede hand)", "en": "(second-hand)"}
COPY, OWN = "openrijk-2024-10-01", "rijksoverheid-2025-09-30"
"""A ministry's message on another site, and one on its own."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_copy_is_marked_in_titles_in_explanations_and_in_lists_and_the_publishers_own_page_is_not(language: Language) -> None:
    for name, marked in ((COPY, True), (OWN, False)):
        source = sources()[name]
        said = (named.title(source, language), publication(name, language), source_items({name: source}, language))
        assert [MARK[language] in each for each in said] == [marked] * 3
        assert all(html.escape(source.title) in each or source.title in each for each in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_of_publications_says_what_must_be_known_of_each(language: Language) -> None:
    note = sources()[COPY].note
    assert note is not None
    assert html.escape(note[language]) in source_items({COPY: sources()[COPY]}, language)


@pytest.mark.parametrize(
    "says", ["Geen officiële bron", "niet te lezen", "op een andere site", "Uit de tweede hand", "in een kopie"]
)
def test_a_note_that_tells_of_another_hand_has_its_mark(says: str) -> None:
    told = {name for name, source in sources().items() if source.note is not None and says in source.note.nl}
    assert {name for name in told if not sources()[name].second_hand} == set()
