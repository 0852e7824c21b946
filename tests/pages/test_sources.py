"""Bronnen: its tables as files, with every number as a number and what it rests on beside it."""

from __future__ import annotations

import csv
import io

import pytest

from core.baseline import load_baseline
from core.city import contradictions_for
from core.figures.table import Table
from core.figures.table_file import table_csv
from core.text.catalog import LANGUAGES, Language, translate
from pages.bronnen.sheet import contradiction_table, point_table, quantity_table
from tests.opened import open_page

LETTER = load_baseline("brief-2023-t2")


def lines(table: Table, language: Language) -> list[list[str]]:
    text = table_csv(table, (), language).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";" if language == "nl" else ","))


def test_quantities_stand_in_a_file_with_their_value_and_the_ends_of_their_range_as_numbers() -> None:
    found = {line[0]: line for line in lines(quantity_table(LETTER, "nl"), "nl") if line}
    assert found[translate("nl", "quantity.volume")][1:4] == ["32864", translate("nl", "common.unit.benefits"), "2023-08-31"]
    outflow = found[translate("nl", "quantity.outflow_rate")]
    assert (outflow[1], float(outflow[5].replace(",", ".")) < 0.018 < float(outflow[6].replace(",", "."))) == ("0,018", True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_point_of_every_series_stands_in_a_file_with_its_source(language: Language) -> None:
    head, *found = (line for line in lines(point_table(LETTER.city, language), language) if line)
    assert len(head) == 6
    counted = [line for line in found if line[1:3] == ["2023-08-31", "32864"]]
    assert counted
    assert all(line[5] for line in found if len(line) == 6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sources_that_do_not_agree_stand_in_a_file_with_each_value_and_the_one_that_is_used(language: Language) -> None:
    head, *found = (line for line in lines(contradiction_table(LETTER.city, language), language) if line)
    entries = contradictions_for(LETTER.city)
    assert len(found) == 1 + sum(max(1, len(entry.values)) for entry in entries)  # the last line says what the file is
    for entry in entries:
        rows = [line for line in found if line[0] == entry.subject[language]]
        values = [float(line[1].replace(",", ".")) for line in rows if line[1]]
        assert values == list(entry.values)
        used = [value for line, value in zip(rows, values, strict=False) if line[3]]
        assert used == [value for value in entry.values if value == entry.used]
        assert all(line[5] and line[6] for line in rows)
        assert len(head) == len(rows[0]) == 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_offers_its_files_and_leads_to_the_own_count(language: str) -> None:
    app = open_page("bronnen", lang=language)
    assert {button.proto.id.rpartition("-")[2] for button in app.get("download_button")} >= {
        "quantities",
        "contradictions",
        "points",
    }
    assert "eigen-cijfers" in [link.proto.page for link in app.get("page_link")]
