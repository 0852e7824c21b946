"""The pilot on Werk loont, and a place that has none."""

from __future__ import annotations

import dataclasses

import pytest

from core.baseline import load_baseline
from core.text.catalog import LANGUAGES
from core.ui import state
from tests.opened import charts, texts
from tests.pages.huishouden.opened import open_page
from tests.places import LETTER


def test_minw_goes_into_the_package_once() -> None:
    app = open_page()
    assert "8 van 27" in texts(app)
    app.button(key="household-add-minw").click().run()
    assert not app.exception
    assert "MinW staat in uw pakket maatregelen" in texts(app)
    measures = app.session_state["koers"].committed.measures
    # At the pace so far 36 people in 36 months.
    assert [measure.effect for measure in measures] == [1.0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_without_rules_of_its_own_hears_nothing_of_another_city(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = dataclasses.replace(load_baseline(LETTER), city=None)
    monkeypatch.setattr(state, "baseline", lambda: elsewhere)
    app = open_page(lang=language)
    for name in ("waterfall", "areas", "months", "swing"):
        app.session_state[f"table-household-{name}"] = True
    app.run()
    assert not app.exception
    assert len(charts(app)) == 8
    said = texts(app)
    assert {"nl": "Van deze gemeente kennen wij de eigen regels niet.", "en": "its own rules"}[language] in said
    for word in ("Rotterdam", "MinW", "inkomenstoeslag", "werkkosten", "income supplement", "work costs"):
        assert word not in said
