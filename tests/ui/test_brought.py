"""A tab whose session is gone brings along what stands in its widgets, and that is what the next session draws and counts."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.text.catalog import LANGUAGES
from tests.opened import ROOT, asking, keyed, open_page, query_of, said, unfolded

Choice = tuple[str, str, str]
FIELDS: dict[str, tuple[str, dict[str, str]]] = {
    "own count": ("eigen_cijfers", {"count-month": "23", "count-volume": "33.120", "count-reserve": "55"}),
    "question": ("volume", {"needed-value-volume": "29.500"}),
    "formula": ("lks", {"formula-hours": "31"}),
    "best package": ("impulspakket", {"best-amount": "7,5", "best-room": "40"}),
}
CHOICES: dict[str, tuple[str, tuple[str, ...]]] = {
    "question": ("volume", ("needed-knob", "needed-certainty", "needed-month-other", "map-x")),
    "year": ("volume", ("bridge-year",)),
    "calendar": ("buig", ("bridge-pair",)),
    "best package": ("impulspakket", ("best-not-before",)),
}
LINK = {"v": "1", "basis": "brief-2023-t2", "tot": "2026-12", "inflow": "570"}


def come_back(app: AppTest) -> AppTest:
    """The same tab at a server that does not know it: the address and what the widgets stand at is all that there is."""
    new = unfolded(AppTest.from_file(ROOT / "app.py", default_timeout=120))
    new = asking(new, **{name: values[-1] for name, values in query_of(app).items()})
    new._page_hash = app._page_hash
    return new._run(app._tree.get_widget_states())


def shown(app: AppTest, widgets: Any) -> dict[str, Any]:
    return {str(one.key).rpartition("~")[2]: one.value for one in widgets}


@pytest.mark.one_in(2)
@pytest.mark.parametrize("name", FIELDS)
def test_what_was_typed_stands_in_its_field_and_is_not_drawn_over_by_a_press(name: str) -> None:
    page, texts = FIELDS[name]
    app = open_page(page, **LINK)
    for key, text in texts.items():
        keyed(app.text_input, key).set_value(text)
    if name == "own count":
        app.button(key="own-count-submit").click()
    app.run()
    new = come_back(app)
    assert not new.exception
    for _ in range(2):
        assert texts.items() <= shown(new, new.text_input).items()
        assert "570" in query_of(new)["inflow"]
        new.run()


@pytest.mark.one_in(3)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHOICES)
def test_what_was_chosen_is_chosen(name: str, language: str) -> None:
    page, keys = CHOICES[name]
    app = open_page(page, **LINK, lang=language)
    for key in keys:
        one = keyed(app.selectbox, key)
        one.select_index(next(at for at in range(len(one.options)) if at != one.index))
    before = app.run()
    new = come_back(before)
    assert not new.exception
    for _ in range(2):
        assert shown(before, before.selectbox) == shown(new, new.selectbox)
        assert said(before).split("</h1>")[0].split("<h1")[-1] == said(new).split("</h1>")[0].split("<h1")[-1]
        new.run()


def test_a_field_of_a_form_is_never_written_by_the_server() -> None:
    """What was typed and not sent stands in the browser only: a text that is set there would take its place."""
    app = open_page("eigen_cijfers", **LINK)
    new = come_back(app)
    assert [one.key for one in (*app.text_input, *new.text_input) if one.proto.set_value] == []


def test_a_choice_that_follows_the_scenario_is_the_same_widget_in_the_next_session() -> None:
    app = open_page("buig", **LINK)
    keyed(app.selectbox, "choose-baseline").select("stand-2026").run()
    before = keyed(app.selectbox, "choose-until")
    new = come_back(app)
    after = keyed(new.selectbox, "choose-until")
    assert "~" in str(before.key), "another basis has made another widget of it"
    assert (after.key, after.id, after.value) == (before.key, before.id, before.value)
    after.select("2026-12").run()
    assert query_of(new)["tot"] == ["2026-12"]
