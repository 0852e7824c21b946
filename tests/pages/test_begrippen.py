"""Begrippen: every word stands in one group, and is found by its names and by what it means."""

from __future__ import annotations

import re

from core.text.glossary import GROUPS, glossary
from pages.begrippen.sheet import matching
from tests.opened import open_page, texts


def test_every_word_is_on_the_page_once_and_the_words_of_every_page_stand_open() -> None:
    app = open_page("begrippen")
    shown = texts(app)
    assert sorted(re.findall(r'<div id="(\w+)">', shown)) == sorted(term for group in GROUPS.values() for term in group)
    assert len(glossary("nl")) == len({term for group in GROUPS.values() for term in group}) > 50
    first, *others = re.split(r"<details", shown)[1:]
    assert first.startswith(" open")
    assert 'id="bijstand"' in first
    assert len(others) == 3
    assert all(one.startswith("><summary>") for one in others)


def test_a_word_that_is_searched_for_is_open_wherever_it_stands() -> None:
    terms = glossary("nl")
    assert [term.id for term in matching(terms, "eerlijk verdel")] == ["shapley"]
    assert matching(terms, "zzz") == []
    app = open_page("begrippen")
    app.text_input(key="terms-search").set_value("SHAPLEY").run()
    assert not app.exception
    shown = texts(app)
    assert 'id="shapley"' in shown
    assert 'id="bijstand"' not in shown
    assert shown.count("<details") == shown.count("<details open>") > 0
    app.text_input(key="terms-search").set_value("zzz").run()
    assert "Geen woord gevonden" in texts(app)
