"""Bronnen: a word finds every number, contradiction, series and publication that has it, and a part can be seen alone."""

from __future__ import annotations

from pages.bronnen.sheet import matching
from tests.opened import open_page, texts


def test_a_row_is_found_by_every_word_in_its_text_and_not_by_its_tags() -> None:
    rows = [["<b>Reserve</b> 2025", "33,9"], ["Reserve 2026", "&lt;table&gt;"], ["BUIG 2025", "table"]]
    assert matching(rows, "reserve 2025") == rows[:1]
    assert matching(rows, "  ") == rows
    assert matching(rows, "<b>") == []
    assert matching(rows, "TABLE") == rows[1:]


def test_a_search_shows_what_has_its_words_in_every_part_and_a_part_can_be_seen_alone() -> None:
    app = open_page("bronnen", v="1", basis="brief-2023-t2")
    whole = texts(app)
    app.text_input(key="sources-search").set_value("reserve").run()
    assert not app.exception
    found = texts(app)
    assert found.count("<tr>") < whole.count("<tr>")
    assert found.count("<details open>") == 5
    app.segmented_control(key="sources-part").set_value("contradictions").run()
    assert not app.exception
    assert texts(app).count("<details open>") == 1
