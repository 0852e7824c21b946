"""Over: the model in use is the last version that the page tells of."""

from __future__ import annotations

from core import MODEL_VERSION
from core.facts import versions
from core.text import format as house
from tests.opened import open_page, texts


def test_the_last_version_is_the_one_in_use_and_the_page_names_them_all() -> None:
    found = versions()
    assert found[-1].id == MODEL_VERSION
    assert [one.date for one in found] == sorted(one.date for one in found)
    said = texts(open_page("over"))
    assert all(one.id in said and one.change["nl"] in said for one in found)


def test_the_accessibility_statement_has_what_the_governments_model_asks() -> None:
    said = texts(open_page("over"))
    day = house.date(versions()[-1].date, "nl")
    asked = (
        "Toegankelijkheidsverklaring",
        "EN 301 549",
        "Nalevingsstatus: C",
        day,
        "Zo controleren wij",
        "niet goed",
        "ombudsman",
    )
    assert [part for part in asked if part not in said] == []
