"""Werk loont as the server runs it: every household, both languages, faults in words, nothing in the address."""

from __future__ import annotations

import datetime as dt
import json
from typing import get_args

import pytest

from core.household.household import Household, Kind
from core.household.inputs import RHYTHMS
from core.household.law import period_of, periods
from core.text.catalog import LANGUAGES, messages
from core.text.format import euro
from tests.household import compare
from tests.opened import charts, open_app, texts
from tests.pages.huishouden.opened import open_page, slide

DRAWERS = ("waterfall", "areas", "pressure", "months", "swing", "balance", "loss", "risk", "funnel", "share")


def test_the_router_knows_the_page() -> None:
    app = open_app()
    app.switch_page("pages/huishouden/page.py").run()
    assert not app.exception
    assert '<h1 class="koers-answer"' in texts(app)


@pytest.mark.one_in(3)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_household_gets_its_answer_first(kind: Kind, language: str) -> None:
    app = open_page(lang=language)
    app.get("button_group")[0].set_value(kind).run()
    assert not app.exception
    said = texts(app)
    assert said.index("koers-slim") < said.index('<h1 class="koers-answer"') < said.index("koers-sentence")
    found = compare(Household(kind=kind, child_ages=(6,) if kind == "single_parent" else (), date=period_of(dt.date.today())))
    for amount in (found.before.disposable, found.after.disposable, found.gain):
        assert euro(amount, "nl" if language == "nl" else "en") in said
    assert messages(language)["household.disclaimer"].split(".")[0] in said
    assert "WerkloonT" in said
    assert len(charts(app)) == 10


def test_the_answer_says_more_less_and_the_same() -> None:
    app = open_page()
    assert "<b>€\N{NO-BREAK SPACE}285 meer</b> dan zonder werk" in texts(app)
    app.text_input(key="hh-travel").set_value("500").run()
    app.text_input(key="hh-months_since_start").set_value("30").run()
    assert "minder</b> dan zonder werk. Vraag uw coach" in texts(app)
    slide(app, "hours", 0)
    assert "Kies een aantal uren" in texts(app)
    assert not app.exception


@pytest.mark.one_in(4)
@pytest.mark.parametrize("rhythm", RHYTHMS)
@pytest.mark.parametrize("date", periods())
def test_every_date_and_rhythm_is_drawn_with_its_drawers(date: dt.date, rhythm: str) -> None:
    app = open_page()
    for name in DRAWERS:
        app.session_state[f"table-household-{name}"] = True
    app.selectbox(key="hh-date").set_value(date)
    app.get("button_group")[1].set_value(rhythm)
    app.text_input(key="hh-lost").set_value("24").run()
    assert not app.exception
    assert texts(app).count("<caption>") >= len(DRAWERS)


def test_specifications_are_built_once_and_only_data_changes() -> None:
    app = open_page()
    first = charts(app)
    slide(app, "hours", 32)
    second = charts(app)
    for one, other in zip(first, second, strict=True):
        assert one.spec == other.spec
        assert "datasets" not in json.loads(one.spec)
    assert any(
        [bytes(a.data.data) for a in one.datasets] != [bytes(a.data.data) for a in other.datasets]
        for one, other in zip(first, second, strict=True)
    )
