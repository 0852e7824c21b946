"""Every table of numbers on a page can be saved, and says what it belongs to."""

from __future__ import annotations

import functools
import re

import pytest
from streamlit.testing.v1 import AppTest

from core.measures import catalogue, encode_package
from core.text.catalog import translate
from core.text.glossary import explained
from tests.opened import open_page, texts
from tests.places import ROTTERDAM

PACKAGE = encode_package([entry.measure() for entry in catalogue(ROTTERDAM)[:4]])
DRAWERS = {
    "verkenner": ("caseload", "lks", "budget", "reserve"),
    "volume": ("flows", "bridge", "season", "needed"),
    "lks": ("tenure", "survival", "jobs", "money"),
    "buig": ("budget", "payers", "bridge-budget", "bridge-lasten", "moments", "vangnet"),
    "impulspakket": ("effect", "parts", "runs"),
    "onzekerheid": ("fan", "chance", "reached"),
    "eerder": ("skill", "city", "outcomes", "method", "promises"),
    "huishouden": ("household-waterfall", "household-areas", "household-months", "household-loss"),
}


NO_CHART = {"needed", "vangnet", "method"}
"""Drawers of a table alone."""


@functools.cache
def opened(page: str) -> AppTest:
    app = open_page(page, v="1", basis="brief-2023-t2", tot="2026-12", outflow_rate="0.0205", pakket=PACKAGE)
    for name in DRAWERS[page]:
        app.session_state[f"table-{name}"] = True
    return app.run()


@pytest.mark.one_in(2)
@pytest.mark.parametrize("page", DRAWERS)
def test_each_table_of_numbers_has_a_file(page: str) -> None:
    app = opened(page)
    assert not app.exception
    tables = re.findall(r"<table class=\"koers-table[^>]*><caption>", texts(app))
    files = [one for one in app.get("download_button") if one.proto.label == translate("nl", "file.download")]
    assert len(files) == len(tables) >= len(DRAWERS[page]) - 1
    for kind in ("png", "svg"):
        ids = [str(one.proto.id) for one in app.get("download_button") if one.proto.label == kind.upper()]
        assert {one.partition(f"-{kind}-")[2] for one in ids} == set(DRAWERS[page]) - NO_CHART


HEADS = re.compile(r'<(h[23]) class="koers-title[^>]*>(.*?)</\1>|<th scope="col"[^>]*>(.*?)</th>', re.DOTALL)


@pytest.mark.one_in(3)
@pytest.mark.parametrize("page", DRAWERS)
def test_a_word_in_a_title_or_over_a_column_gives_its_meaning(page: str) -> None:
    written = " ".join(element.proto.body for element in opened(page).get("html"))
    heads = [title or column for _, title, column in HEADS.findall(written)]
    assert len(heads) > 3
    assert [head for head in heads if head != explained(re.sub(r"</?dfn[^>]*>", "", head), "nl")] == []
